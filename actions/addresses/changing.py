"""Addresses: changing an action: wording, reference, place, owner, dates, life, milestones."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
