"""Addresses of pages, from the objects they show."""

from django.urls import reverse

from actions.models import Plan


def action_url(plan: Plan, slug: str, query: object = "") -> str:
    """The page of the action with that slug, with the query carried over."""
    address = reverse("action", args=[plan.area.slug, plan.slug, slug])
    return f"{address}?{query}" if query else address
