"""Addresses of the pages of risks."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
