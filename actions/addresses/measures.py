"""Addresses of the pages of measures."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
