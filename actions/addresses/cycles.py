"""Addresses: update cycles: who was asked and who has answered."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
