"""Coverage writes nothing, so it has no services."""

from tests.actions.stage import Services

SERVICES: Services = {}
