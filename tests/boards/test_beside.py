"""What a board is shown beside the actions: measures, risks and statutory dates, frozen with its pack."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connection

from actions.choices import (
    DeadlineBasis,
    DeadlineKind,
    DeadlineUnit,
    GoodDirection,
    MarkKind,
    MeasureFrequency,
    Unit,
)
from actions.errors import Refused
from actions.models import Measure, RiskBand
from actions.services.clock import add_deadline
from actions.services.marks import set_mark
from actions.services.measures import add_measure
from actions.services.readings import record_reading
from boards.choices import PackPart
from boards.escalation import escalated
from boards.models import Board, Meeting
from boards.pack_content import closed_content, open_content
from boards.pack_values import EntryValue, PackContent
from boards.packing.measures import READINGS
from boards.services.packs import close_pack
from boards.services.thresholds import set_thresholds
from boards.verifying import check
from tests.actions.risking import make_matrix, make_risk, review
from tests.boards.making import make_board, make_meeting
from tests.factories import Scene, day, make_place, make_scene
from wsoa.append_only import drop_triggers, install_triggers


@pytest.fixture
def board(scene: Scene) -> Board:
    return make_board(scene)


@pytest.fixture
def meeting(board: Board) -> Meeting:
    return make_meeting(board, date(2018, 4, 26))


def make_measure(scene: Scene) -> Measure:
    """Assessments in time: February to April 2018, a target and England's."""
    by = scene.manager
    measure = add_measure(
        area=scene.place.area,
        plan=scene.plan,
        name="Assessments in time",
        unit=Unit.PERCENT,
        direction=GoodDirection.UP,
        frequency=MeasureFrequency.MONTHLY,
        by=by,
    )
    for month, last, value in ((1, 31, 30), (2, 28, 35), (3, 31, 33)):
        end = date(2018, month, last)
        record_reading(
            measure=measure,
            value=Decimal(value),
            period_start=end.replace(day=1),
            period_end=end,
            printed=f"{end:%B %Y}",
            effective_date=end + timedelta(days=1),
            by=by,
        )
    for mark, value, end, printed in (
        (MarkKind.TARGET, 90, date(2018, 12, 31), "December 2018"),
        (MarkKind.NATIONAL, 61, date(2017, 12, 31), "2017"),
    ):
        set_mark(
            measure=measure,
            mark=mark,
            value=Decimal(value),
            period_end=end,
            printed=printed,
            effective_date=day(1),
            by=by,
        )
    return measure


def entry(content: PackContent, part: PackPart) -> EntryValue:
    (found,) = content.part(part)
    return found


def band_of(scene: Scene, score: str) -> RiskBand:
    matrix = make_matrix(scene.place.area, scene.manager)
    cell = matrix.cells.get(likelihood__code=score[0], impact__code=score[1:])
    return cell.band


def test_pack_shows_a_measure_with_what_changed_and_the_points_of_its_chart(
    scene: Scene, meeting: Meeting
) -> None:
    make_measure(scene)
    shown = entry(open_content(meeting), PackPart.MEASURE)
    assert shown.title == "Assessments in time"
    assert shown.reference == "33% (March 2018)"
    assert "2 percentage points worse" in shown.text
    assert "90%" in shown.due
    assert [(point.series, point.printed) for point in shown.points] == [
        (READINGS, "30%"),
        (READINGS, "35%"),
        (READINGS, "33%"),
        ("Target", "90%"),
        ("England", "61%"),
    ]


def test_closed_pack_keeps_what_it_said_of_measures_when_later_readings_come(
    scene: Scene, meeting: Meeting
) -> None:
    measure = make_measure(scene)
    pack = close_pack(meeting=meeting, by=scene.manager)
    before = closed_content(pack)
    record_reading(
        measure=measure,
        value=Decimal(99),
        period_start=date(2018, 4, 1),
        period_end=date(2018, 4, 20),
        printed="April 2018",
        is_cumulative=True,
        effective_date=date(2018, 4, 21),
        by=scene.manager,
    )
    assert closed_content(pack) == before
    assert entry(before, PackPart.MEASURE) == entry(closed_content(pack), PackPart.MEASURE)
    assert len(entry(before, PackPart.MEASURE).points) == 5


def test_closed_pack_says_just_what_the_open_one_said(scene: Scene, meeting: Meeting) -> None:
    make_measure(scene)
    make_risk(scene)
    was = open_content(meeting)
    now = closed_content(close_pack(meeting=meeting, by=scene.manager))
    for part in (PackPart.MEASURE, PackPart.RISK, PackPart.CLOCK):
        assert now.part(part) == was.part(part)


def _by_hand(sql: str) -> None:
    """Change rows as somebody would who has the database and not the product: with the triggers lifted."""
    connection.check_constraints()
    drop_triggers(connection)
    with connection.cursor() as cursor:
        cursor.execute(sql)
    install_triggers(connection)


@pytest.mark.parametrize(
    ("sql", "says"),
    [
        ("UPDATE boards_packpoint SET value = 95 WHERE printed = '33%'", "point 3 of its chart"),
        ("UPDATE boards_packpoint SET label = 'May' WHERE printed = '61%'", "point 5 of its chart"),
        ("DELETE FROM boards_packpoint WHERE printed = '90%'", "points of charts or plans"),
    ],
)
def test_point_that_is_changed_behind_the_products_back_is_named(
    scene: Scene, meeting: Meeting, sql: str, says: str
) -> None:
    make_measure(scene)
    pack = close_pack(meeting=meeting, by=scene.manager)
    assert check(pack).is_whole
    _by_hand(sql)
    assert any(says in said for said in check(pack).altered)


def test_statutory_date_that_is_not_met_is_an_exception(scene: Scene, meeting: Meeting) -> None:
    add_deadline(
        plan=scene.plan,
        kind=DeadlineKind.WSOA,
        basis=DeadlineBasis.OTHER_DAY,
        basis_on=date(2018, 1, 2),
        basis_words="the letter came",
        count=70,
        unit=DeadlineUnit.WORKING_DAYS,
        by=scene.manager,
    )
    shown = entry(open_content(meeting), PackPart.CLOCK)
    assert "12 April 2018" in shown.due
    assert shown.group == "Not met"


def test_risks_reach_a_board_from_the_band_that_it_chose(scene: Scene, board: Board) -> None:
    make_risk(scene, "Staff leave", "D3")
    grave = make_risk(scene, "Money runs out", "B1")
    set_thresholds(board=board, bands=[band_of(scene, "B1")], by=scene.manager)
    ((plan, lines),) = escalated(board, day(30))
    assert plan == scene.plan
    assert [line.title for line in lines] == ["Money runs out"]
    review(grave, "D3", 40)
    assert escalated(board, day(39))
    assert not escalated(board, day(40))


def test_pack_of_a_board_with_a_threshold_shows_only_the_risks_that_reach_it(
    scene: Scene, board: Board, meeting: Meeting
) -> None:
    make_risk(scene, "Staff leave", "D3")
    make_risk(scene, "Money runs out", "B1")
    assert len(open_content(meeting).part(PackPart.RISK)) == 2
    set_thresholds(board=board, bands=[band_of(scene, "B1")], by=scene.manager)
    shown = entry(open_content(meeting), PackPart.RISK)
    assert (shown.title, shown.group) == ("Money runs out", "Comes to this board")


def test_risk_says_what_it_was_at_the_meeting_before(scene: Scene, board: Board) -> None:
    risk = make_risk(scene, "Staff leave", "D3")
    make_meeting(board, day(30))
    later = make_meeting(board, day(60))
    review(risk, "C2", 45)
    assert "C2" in entry(open_content(later), PackPart.RISK).status
    assert "was D3" in entry(open_content(later), PackPart.RISK).status


def test_threshold_of_another_area_or_two_of_one_matrix_are_refused(
    scene: Scene, board: Board
) -> None:
    other = make_scene(make_place("elsewhere"))
    with pytest.raises(Refused, match="own risk matrices"):
        set_thresholds(board=board, bands=[band_of(other, "B1")], by=scene.manager)
    bands = list(make_matrix(scene.place.area, scene.manager).bands.all())
    with pytest.raises(Refused, match="one band of each"):
        set_thresholds(board=board, bands=bands[:2], by=scene.manager)


def test_thresholds_are_replaced_by_those_given(scene: Scene, board: Board) -> None:
    make_risk(scene, "Money runs out", "B1")
    set_thresholds(board=board, bands=[band_of(scene, "B1")], by=scene.manager)
    set_thresholds(board=board, bands=[], by=scene.manager)
    assert not escalated(board, day(30))
