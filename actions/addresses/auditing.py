"""Addresses: who changed what, who signed in."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
