"""Addresses of the clearance of papers."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
