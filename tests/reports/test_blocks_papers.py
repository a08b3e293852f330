"""The block of a plan's earlier papers: what was published, and what each meeting made of it."""

from datetime import date, timedelta
from typing import Any

import pytest

from actions.position import position_as_at
from boards.services.snapshots import keep_position
from reports.models import PaperOutcome, Publication, PublicationWithdrawal
from tests.factories import Scene, at, day
from tests.reports.papering import AS_AT, make_paper, officer
from tests.reports.slots import filled, rows_of, table_in

pytestmark = pytest.mark.django_db

MARCH, MAY, JULY = date(2018, 3, 8), date(2018, 5, 24), date(2018, 7, 12)


def _published(scene: Scene, meeting_on: date, version: int = 1, **given: Any) -> Publication:
    """A publication of the first paper, or of the one given."""
    by, now = officer(scene), at(day(100))
    as_at = min(AS_AT, meeting_on)
    paper = given.pop("paper", None) or make_paper(scene, meeting_on=meeting_on, as_at=as_at)
    values = {
        "paper": paper,
        "version": version,
        "title": "SEND update",
        "body": "Cabinet",
        "meeting_on": meeting_on,
        "as_at": AS_AT,
        "snapshot": keep_position(position_as_at(scene.plan, AS_AT), by=by, at=now),
        "checksum": "0" * 64,
        "at": now,
        "by": by,
        **given,
    }
    return Publication.objects.create(**values)


def _decided(publication: Publication, resolution: str, **given: Any) -> PaperOutcome:
    by, now = publication.by, publication.at
    values = {"decided_on": publication.meeting_on, "at": now, "by": by, **given}
    return PaperOutcome.objects.create(publication=publication, resolution=resolution, **values)


def _rows(scene: Scene, meeting_on: date = JULY) -> list[list[str]]:
    return rows_of(table_in(filled(scene.plan, "[[earlier-papers]]", AS_AT, meeting_on=meeting_on)))


def test_earlier_papers_come_latest_first_with_what_was_decided(scene: Scene) -> None:
    scrutiny = _published(scene, MARCH, body="Overview and Scrutiny")
    _decided(
        scrutiny,
        "The Committee noted the report.",
        comments="Parents should help from the start.",
        next_body="Cabinet",
        next_on=date(2018, 4, 10),
    )
    _published(scene, MAY)
    _published(scene, JULY)
    assert _rows(scene) == [
        ["Cabinet", "SEND update", "Nothing is recorded yet."],
        [
            "Overview and Scrutiny",
            "SEND update",
            "The Committee noted the report.\nComments to Cabinet, 10 April 2018: Parents should help from the start.",
        ],
    ]


def test_newest_version_and_the_outcome_that_stands_count(scene: Scene) -> None:
    first = _published(scene, MARCH, title="As it was")
    _published(scene, MARCH, 2, paper=first.paper, title="As it is")
    wrong = _decided(first, "Refused.")
    _decided(first, "Noted.", supersedes=wrong)
    assert _rows(scene) == [["Cabinet", "As it is", "Noted."]]


def test_nothing_of_an_exempt_paper_or_one_taken_back_is_told(scene: Scene) -> None:
    secret = _published(scene, MARCH, is_exempt=True, title="A contract")
    _decided(secret, "Let it for a price.")
    public = _published(scene, MAY)
    PublicationWithdrawal.objects.create(
        publication=public, reason="A name", at=public.at, by=public.by
    )
    assert table_in(filled(scene.plan, "[[earlier-papers]]", AS_AT, meeting_on=JULY)).rows == ()


def test_what_was_decided_of_an_exempt_version_stays_secret_once_another_is_public(
    scene: Scene,
) -> None:
    secret = _published(scene, MARCH, is_exempt=True)
    _decided(secret, "Settle for seven million.", comments="Keep it to yourselves.")
    public = _published(scene, MARCH, 2, paper=secret.paper)
    assert _rows(scene) == [["Cabinet", "SEND update", "Nothing is recorded yet."]]
    _decided(public, "Noted.")
    assert _rows(scene) == [["Cabinet", "SEND update", "Noted."]]


def test_what_was_decided_of_a_public_version_stays_though_an_exempt_one_says_more(
    scene: Scene,
) -> None:
    public = _published(scene, MARCH)
    _decided(public, "Noted.")
    secret = _published(scene, MARCH, 2, paper=public.paper, is_exempt=True)
    _decided(secret, "Settle for seven million.")
    _published(scene, MARCH, 3, paper=public.paper)
    assert _rows(scene) == [["Cabinet", "SEND update", "Noted."]]


def test_what_was_decided_of_a_version_that_was_taken_back_is_not_told(scene: Scene) -> None:
    wrong = _published(scene, MARCH)
    _decided(wrong, "Pay the price.")
    _published(scene, MARCH, 2, paper=wrong.paper)
    PublicationWithdrawal.objects.create(
        publication=wrong, reason="The resolution told the price", at=wrong.at, by=wrong.by
    )
    assert _rows(scene) == [["Cabinet", "SEND update", "Nothing is recorded yet."]]


def test_a_paper_does_not_tell_what_was_decided_on_the_day_of_its_meeting_or_later(
    scene: Scene,
) -> None:
    put_off = _published(scene, MAY)
    decided = _decided(put_off, "Noted at last.", decided_on=JULY)
    assert _rows(scene, JULY) == [["Cabinet", "SEND update", "Nothing is recorded yet."]]
    after = decided.decided_on + timedelta(days=1)
    assert _rows(scene, after) == [["Cabinet", "SEND update", "Noted at last."]]
