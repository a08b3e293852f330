"""States of the page of a paper's numbers."""

from tests.browser.showcase import State

STATES: dict[str, State] = {}
"""Name of a state -> how it is brought about."""
