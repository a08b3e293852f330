"""Addresses: notes, watching and links between actions."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
