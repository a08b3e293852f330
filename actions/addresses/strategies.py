"""Addresses of the pages of strategies."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
