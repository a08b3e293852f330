"""Addresses of the pages of voices."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
