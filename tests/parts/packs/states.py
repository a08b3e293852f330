"""States of the pages of board packs."""

from tests.browser.showcase import State

STATES: dict[str, State] = {}
"""Name -> what brings a page into the state."""
