"""Addresses of an area's paper templates and branding."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
