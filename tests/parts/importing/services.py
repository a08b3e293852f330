"""The services of importing a plan: who may call each, and a good request."""

from tests.actions.stage import Services

SERVICES: Services = {}
