"""Monitoring visits: arranged at a meeting of a monitoring body, and how they came out."""

from datetime import date
from typing import Any

import pytest

from actions.due_dates import DueDate
from actions.errors import NotAllowed, Refused, Stale
from actions.services.writing import Seen
from boards.choices import BoardKind, OutcomeBand
from boards.models import Board, Meeting, MonitoringVisit, VisitOutcome
from boards.services.visits import arrange_visit, plan_visit, record_outcome
from boards.visiting import visit_on, visits_of
from tests.boards.making import make_board, make_meeting
from tests.boards.records import cancel
from tests.factories import Scene, at, make_place, make_scene
from tests.kept import kept_fixture
from wsoa.capabilities import Role

MAY, LATER = date(2018, 5, 16), date(2018, 6, 20)


@kept_fixture
def visit(scene: Scene) -> MonitoringVisit:
    """A visit with three bands."""
    return plan_visit(
        plan=scene.plan,
        title="Plans are written on time",
        unmet="Under half",
        met="Most of them",
        exceeded="Nine in ten",
        delivery=DueDate.parse("May 2018"),
        by=scene.manager,
    )


@kept_fixture
def body(scene: Scene) -> Board:
    """DfE and NHS England."""
    return make_board(scene, "monitoring", kind=BoardKind.MONITORING)


@kept_fixture
def meeting(body: Board) -> Meeting:
    """A visit of theirs."""
    return make_meeting(body, MAY)


def arrange(visit: MonitoringVisit, meeting: Meeting | None, scene: Scene, **more: Any) -> None:
    """Say where it happens."""
    arrange_visit(visit=visit, meeting=meeting, by=scene.manager, **more)


def record(visit: MonitoringVisit, scene: Scene, **more: Any) -> VisitOutcome:
    """How it came out."""
    values: dict[str, Any] = {
        "band": OutcomeBand.MET,
        "summary": "Good pace",
        "by": scene.manager,
        **more,
    }
    return record_outcome(visit=visit, **values)


def test_visit_comes_out_in_one_of_its_bands_with_its_letter(
    scene: Scene, visit: MonitoringVisit, meeting: Meeting
) -> None:
    arrange(visit, meeting, scene)
    record(visit, scene, letter_on=LATER, letter_url="https://example.org/letter.pdf")
    (found,) = visits_of(scene.plan, LATER)
    assert [band.label for band in found.bands if band.is_outcome] == ["Met"]
    assert found.outcome
    assert found.outcome.letter_on == LATER
    assert not found.is_late


def test_visit_is_late_once_its_month_is_over_without_an_outcome(
    scene: Scene, visit: MonitoringVisit, meeting: Meeting
) -> None:
    arrange(visit, meeting, scene)
    assert not visit_on(visit, date(2018, 5, 31)).is_late
    assert visit_on(visit, date(2018, 6, 1)).is_late


def test_later_outcome_takes_the_earlier_ones_place_and_says_why(
    scene: Scene, visit: MonitoringVisit, meeting: Meeting
) -> None:
    arrange(visit, meeting, scene)
    record(visit, scene)
    with pytest.raises(Refused, match="Give a reason"):
        record(visit, scene, band=OutcomeBand.EXCEEDED)
    record(visit, scene, band=OutcomeBand.EXCEEDED, reason="The letter says so")
    found = visit_on(visit, date(2100, 1, 1))
    assert found.outcome
    assert found.outcome.band == OutcomeBand.EXCEEDED
    assert [each.band for each in found.earlier] == [OutcomeBand.MET]


@pytest.mark.parametrize(
    ("change", "field", "message"),
    [
        ({"band": OutcomeBand.SIGNIFICANTLY_EXCEEDED}, "band", "does not apply"),
        ({"summary": " "}, "summary", "how the visit came out"),
        ({"letter_on": date(2018, 5, 15)}, "letter_on", "on or after 16 May 2018"),
        ({"letter_on": date(2099, 1, 1)}, "letter_on", "today or in the past"),
        ({"letter_url": "javascript:alert(1)"}, "letter_url", "whole address"),
        ({"letter": "x" * 50_000}, "letter", "30,000 characters or fewer"),
    ],
)
def test_outcome_that_cannot_be_is_refused_beside_its_field(
    scene: Scene,
    visit: MonitoringVisit,
    meeting: Meeting,
    change: dict[str, Any],
    field: str,
    message: str,
) -> None:
    arrange(visit, meeting, scene)
    with pytest.raises(Refused, match=message) as refused:
        record(visit, scene, **change)
    assert refused.value.field == field
    assert not visit.outcomes.exists()


def test_visit_without_any_text_may_come_out_in_any_band(scene: Scene, meeting: Meeting) -> None:
    bare = plan_visit(
        plan=scene.plan, title="Sign-off", delivery=DueDate.ongoing(), by=scene.manager
    )
    arrange(bare, meeting, scene)
    assert record(bare, scene, band=OutcomeBand.SIGNIFICANTLY_EXCEEDED).pk


def test_outcome_needs_a_meeting_that_was_held(
    scene: Scene, visit: MonitoringVisit, meeting: Meeting
) -> None:
    with pytest.raises(Refused, match="at which meeting"):
        record(visit, scene)
    arrange(visit, meeting, scene)
    with pytest.raises(Refused, match="from that day"):
        record(visit, scene, now=at(date(2018, 5, 1)))
    cancel(meeting)
    with pytest.raises(Refused, match="cancelled"):
        record(visit, scene)


def test_visit_happens_at_a_meeting_of_a_monitoring_body_of_the_area(
    scene: Scene, visit: MonitoringVisit, body: Board
) -> None:
    elsewhere = make_scene(make_place("elsewhere"))
    for meeting in (
        make_meeting(make_board(scene), MAY),
        make_meeting(make_board(elsewhere, "theirs", kind=BoardKind.MONITORING), MAY),
    ):
        with pytest.raises(Refused, match="monitoring bodies"):
            arrange(visit, meeting, scene)
    lost = make_meeting(body, MAY)
    cancel(lost)
    with pytest.raises(Refused, match="cancelled"):
        arrange(visit, lost, scene)


def test_visit_stays_with_its_meeting_once_it_has_come_out(
    scene: Scene, visit: MonitoringVisit, meeting: Meeting, body: Board
) -> None:
    later = make_meeting(body, LATER)
    arrange(visit, later, scene)
    arrange(visit, None, scene)
    arrange(visit, meeting, scene)
    record(visit, scene)
    for other in (later, None):
        with pytest.raises(Refused, match="stays with its meeting"):
            arrange(visit, other, scene)


def test_outcome_over_somebody_elses_is_refused(
    scene: Scene, visit: MonitoringVisit, meeting: Meeting
) -> None:
    arrange(visit, meeting, scene)
    record(visit, scene, seen=Seen(None))
    with pytest.raises(Stale):
        record(visit, scene, band=OutcomeBand.UNMET, reason="Mine", seen=Seen(None))


def test_monitor_may_not_record_an_outcome(
    scene: Scene, visit: MonitoringVisit, meeting: Meeting
) -> None:
    arrange(visit, meeting, scene)
    with pytest.raises(NotAllowed):
        record(visit, scene, by=scene.place.people[Role.MONITOR])
