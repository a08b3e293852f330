"""The services of board packs: a PDF that is made ready is no record, so they are not in the sweep."""

from tests.actions.stage import Services

SERVICES: Services = {}
