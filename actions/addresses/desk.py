"""Addresses: saved views, columns and bulk changes of the register."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
