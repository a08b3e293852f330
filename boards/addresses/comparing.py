"""Addresses of the pages of comparing."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
