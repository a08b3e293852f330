"""Addresses: evidence files and links, and impact."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
