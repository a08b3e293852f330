"""The services of evidence, impact and the audit trail: who may call each, and a good request."""

from tests.actions.stage import Services

SERVICES: Services = {}
