"""States of the pages of redaction, leaving and what is kept."""

from tests.browser.showcase import State

STATES: dict[str, State] = {}
"""Name -> what brings a page into the state."""
