"""The text of a paper as it stands, so that a confirmation holds for that text and no other."""

from collections.abc import Iterable
from hashlib import sha256
from json import dumps

from reports.models import Paper, PaperSection


def text_digest(paper: Paper, sections: Iterable[PaperSection] | None = None) -> str:
    """A digest of all that somebody who signs a paper off has read: what it is called, for which committee and day, as at which day
    its figures are, and its sections in order, with what is exempt. Margin comments, urgency and the steps of its
    clearance are no part of it."""
    rows = paper.sections.all() if sections is None else sections
    said = [
        *(paper.title, paper.body, str(paper.meeting_on), str(paper.as_at), paper.ground),
        *([each.kind, each.heading, each.text, each.ground] for each in rows),
    ]
    return sha256(dumps(said).encode()).hexdigest()
