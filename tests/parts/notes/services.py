"""The services of notes, watching and links between actions: who may call each, and a good request."""

from tests.actions.stage import Services

SERVICES: Services = {}
