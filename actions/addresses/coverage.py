"""Addresses of the pages of coverage."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
