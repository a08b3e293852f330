"""The clearance of papers: who must see one before it is out, in which order, by when, and how far that has come. Reads only."""

from reports.clearance.loading import clearance_of
from reports.clearance.states import Clearance, StepState
from reports.clearance.texts import text_digest
from reports.clearance.values import EventValue, Stage, StepValue

__all__ = [
    "Clearance",
    "EventValue",
    "Stage",
    "StepState",
    "StepValue",
    "clearance_of",
    "text_digest",
]
