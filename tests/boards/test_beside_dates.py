"""Which statutory date a dashboard names beside the actions, and what it says where none is running."""

from datetime import date

from actions.choices import DeadlineBasis, DeadlineKind
from actions.clock import deadlines_as_at
from actions.models import Plan
from actions.position import position_as_at
from actions.services import clock
from actions.services.deadline_ends import end_deadline
from boards.beside import Beside, beside
from boards.choices import PackPart
from boards.pack_content import open_content
from boards.packing.clock import entry
from reports.board_pack import beside as printed
from reports.board_pack.arrange import _BESIDE
from tests.actions.clocks import inspected, make_deadline
from tests.boards.making import make_board, make_meeting
from tests.conftest import signed_in
from tests.factories import Scene
from tests.pages.reading import answered as read
from tests.pages.reading import words as text

LATE = date(2026, 11, 22)


def _beside(scene: Scene, day: date = LATE) -> Beside:
    plan = Plan.objects.get(pk=scene.plan.pk)
    return beside(plan, day, position_as_at(plan, day))


def _resubmission(scene: Scene) -> None:
    make_deadline(scene, kind=DeadlineKind.RESUBMISSION, basis=DeadlineBasis.OTHER_DAY, count=10)


def test_date_that_has_to_be_met_is_named_before_a_time_that_has_begun(scene: Scene) -> None:
    inspected(scene)
    make_deadline(scene, kind=DeadlineKind.REVISIT_FROM, count=5)
    wsoa = make_deadline(scene)
    found = _beside(scene, date(2018, 5, 1)).next_deadline
    assert found is not None
    assert found.id == wsoa.pk


def test_date_that_waits_for_a_return_is_no_exception_and_never_late(scene: Scene) -> None:
    inspected(scene)
    _resubmission(scene)
    assert _beside(scene).next_deadline is None
    assert not [part for part, _ in _beside(scene).exceptions if part == PackPart.CLOCK]
    told = entry(deadlines_as_at(scene.plan, LATE)[0])
    assert (told.group, told.due) == ("", "Not known")
    assert told.status.startswith("Not running: Applies only if")


def test_dashboard_says_that_all_are_met_only_where_they_are(scene: Scene) -> None:
    inspected(scene)
    client = signed_in(scene.manager)
    met = make_deadline(scene)
    clock.meet(deadline=met, met_on=date(2018, 5, 21), by=scene.manager)
    assert "All are met" in text(read(client.get(scene.address)))
    _resubmission(scene)
    over = make_deadline(scene, kind=DeadlineKind.OTHER, title="Let go")
    end_deadline(deadline=over, reason="DfE let it go", by=scene.manager)
    said = text(read(client.get(scene.address)))
    assert "None is running" in said
    assert "All are met" not in said


def test_caption_of_a_packs_table_does_not_repeat_the_heading_above_it(scene: Scene) -> None:
    content = open_content(make_meeting(make_board(scene), date(2018, 4, 26)))
    for _, heading, table in _BESIDE.values():
        caption = table(content).caption
        assert heading.split()[0] not in caption
        assert ", as at " in caption
    assert printed.exceptions(content).caption == "Beside the actions"
