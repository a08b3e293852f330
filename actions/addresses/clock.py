"""Addresses of the pages of clock."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
