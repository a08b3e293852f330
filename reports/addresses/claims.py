"""Addresses of the numbers in a paper's text that differ from the figures."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
