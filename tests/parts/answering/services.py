"""The services of my work, proposals and acceptance: who may call each, and a good request."""

from tests.actions.stage import Services

SERVICES: Services = {}
