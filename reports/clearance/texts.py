"""The text of a paper as it stands, and as it stood, so that a confirmation holds for that text and no other."""

from collections.abc import Iterable
from datetime import datetime
from hashlib import sha256
from json import dumps
from typing import Any

from reports.models import Paper, PaperSection, SectionVersion

PAPER = ("title", "body", "meeting_on", "as_at", "ground")
SECTION = ("kind", "heading", "ground")


def text_digest(paper: Paper, sections: Iterable[PaperSection] | None = None) -> str:
    """A digest of all that somebody who signs a paper off has read: what it is called, for which committee and day, as at which day
    its figures are, and its sections in order, with what is exempt. Margin comments, urgency and the steps of its
    clearance are no part of it."""
    rows = paper.sections.all() if sections is None else sections
    return _digest(
        [getattr(paper, name) for name in PAPER],
        ([getattr(each, name) for name in SECTION] + [each.text] for each in rows),
    )


def text_digest_at(paper: Paper, moment: datetime) -> str:
    """The same digest of the text as it stood at the end of the moment, by the versions kept; "" where the paper was not begun by then.
    In four queries."""
    past = {"history_date__lte": moment}
    before = Paper.history.filter(id=paper.pk, **past).order_by("-history_date", "-history_id")
    was = before.values_list(*PAPER).first()
    if was is None:
        return ""
    rows = PaperSection.history.filter(paper_id=paper.pk, **past)
    newest = {
        row["id"]: row
        for row in rows.order_by("history_date", "history_id").values(
            "id", "order", "history_type", *SECTION
        )
    }
    there = sorted(
        (row for row in newest.values() if row["history_type"] != "-"),
        key=lambda row: (row["order"], row["id"]),
    )
    texts = texts_at(paper, moment)
    for pk, text in paper.sections.filter(changed_at__lte=moment).values_list("pk", "text"):
        texts[pk] = text
    return _digest(
        was, ([row[name] for name in SECTION] + [texts.get(row["id"], "")] for row in there)
    )


def texts_at(paper: Paper, moment: datetime) -> dict[int, str]:
    """Section's id -> its text as it was kept last by the moment."""
    kept = SectionVersion.objects.filter(section__paper=paper, at__lte=moment)
    return dict(kept.order_by("version").values_list("section_id", "text"))


def _digest(paper: Iterable[Any], sections: Iterable[list[str]]) -> str:
    """Of the values of `PAPER`, and those of `SECTION` of each section with its text."""
    title, body, meeting_on, as_at, ground = paper
    said = [
        *(title, body, str(meeting_on), str(as_at), ground),
        *([kind, heading, text, its_ground] for kind, heading, its_ground, text in sections),
    ]
    return sha256(dumps(said).encode()).hexdigest()
