"""States of the pages on which measures are set up and readings recorded."""

from tests.browser.showcase import State

STATES: dict[str, State] = {}
"""Name -> what brings a page into the state."""
