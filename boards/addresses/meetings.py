"""Addresses of the pages of meetings."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
