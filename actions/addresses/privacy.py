"""Addresses: redaction, leaving, and what is kept how long."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
