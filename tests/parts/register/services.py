"""The services of the register, its files, views and bulk changes: who may call each, and a good request."""

from tests.actions.stage import Services

SERVICES: Services = {}
