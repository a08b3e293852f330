"""Addresses: what waits for acceptance."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
