"""The services of update cycles, emailed links and the mailbox: who may call each, and a good request."""

from tests.actions.stage import Services

SERVICES: Services = {}
