"""States of the pages of what meetings leave behind, of the forward plan and of monitoring visits."""

from tests.browser.showcase import State

STATES: dict[str, State] = {}
"""Name -> what brings a page into the state."""
