"""States of the pages of evidence, impact and the audit trail."""

from tests.browser.showcase import State

STATES: dict[str, State] = {}
"""Name -> what brings a page into the state."""
