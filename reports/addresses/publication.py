"""Addresses of published papers."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
