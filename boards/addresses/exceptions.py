"""Addresses of the pages of exceptions."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
