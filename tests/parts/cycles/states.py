"""States of the pages of update cycles, emailed links and the mailbox."""

from tests.browser.showcase import State

STATES: dict[str, State] = {}
"""Name -> what brings a page into the state."""
