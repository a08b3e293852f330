"""Forecasts write nothing, so they have no services."""

from tests.actions.stage import Services

SERVICES: Services = {}
