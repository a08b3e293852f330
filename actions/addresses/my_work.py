"""Addresses: everything due from one person, and answers by emailed link."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
