"""States of the pages of boards and their meetings."""

from tests.browser.showcase import State

STATES: dict[str, State] = {}
"""Name -> what brings a page into the state."""
