"""Addresses of the pages of packs."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
