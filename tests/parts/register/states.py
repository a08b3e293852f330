"""States of the pages of the register, its files, views and bulk changes."""

from tests.browser.showcase import State

STATES: dict[str, State] = {}
"""Name -> what brings a page into the state."""
