"""Addresses: the register and its history as files."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
