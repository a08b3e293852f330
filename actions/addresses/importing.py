"""Addresses: reading a plan from a file."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
