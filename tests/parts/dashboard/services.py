"""The dashboard has no services: it only reads."""

from tests.actions.stage import Services

SERVICES: Services = {}
