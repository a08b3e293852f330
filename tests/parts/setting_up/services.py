"""The services of setting an area and a plan up: who may call each, and a good request."""

from tests.actions.stage import Services

SERVICES: Services = {}
