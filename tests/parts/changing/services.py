"""The services of changing an action: who may call each, and a good request."""

from tests.actions.stage import Services

SERVICES: Services = {}
