"""The pages that show measures call no service; those that write are with the readings."""

from tests.actions.stage import Services

SERVICES: Services = {}
