"""Addresses: the area, its partners and people, and setting a plan up."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
