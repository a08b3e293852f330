"""States of the pages of papers. The cabinet paper's are with those of actions."""

from tests.browser.showcase import State

STATES: dict[str, State] = {}
"""Name -> what brings a page into the state."""
