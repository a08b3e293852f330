"""The services of redaction, leaving and what is kept: who may call each, and a good request."""

from tests.actions.stage import Services

SERVICES: Services = {}
