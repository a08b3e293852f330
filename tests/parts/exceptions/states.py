"""States of the pages of exception reports."""

from tests.browser.showcase import State

STATES: dict[str, State] = {}
