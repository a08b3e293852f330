"""States of the pages of the statutory clock, the timeline and succession."""

from tests.browser.showcase import State

STATES: dict[str, State] = {}
"""Name -> what brings a page into the state."""
