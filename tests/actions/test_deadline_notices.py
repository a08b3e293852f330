"""Who is told of a deadline and when: once each number of days, in the morning, and not of what is met or closed."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from actions.choices import DeadlineBasis, DeadlineKind, DeadlineUnit, PlanKind, PlanStage
from actions.clock import DeadlineStanding, DeadlineValue
from actions.clock.telling import LATE_FOR, PASSED, step_due
from actions.clock.values import Bound
from actions.models import AuditEntry, DeadlineNotice, Post
from actions.services import clock
from actions.services.deadline_ends import apply_again, end_deadline
from actions.services.deadline_notices import keep_deadlines, tell_due
from actions.services.plans import change_plan_stage
from actions.services.succession import succeed
from actions.working_days import working_days_until
from tests.actions.clocks import DUE, inspected, make_deadline
from tests.actions.cycling import sent, with_addresses
from tests.factories import Scene, at
from wsoa.models import OutgoingEmail

ONE_DAY = timedelta(days=1)
TITLE = "Submit the Written Statement of Action"


def _listened(scene: Scene, posts: tuple[int, ...] = (1,), **given: Any) -> Any:
    """A deadline of which some of the area's posts are told."""
    if scene.plan.inspection_id is None:
        inspected(scene)
    with_addresses(scene)
    return make_deadline(scene, listeners=[scene.place.posts[index] for index in posts], **given)


def _walk(first: date, last: date) -> list[tuple[date, int]]:
    """Let every day from the first to the last go by; the days on which somebody was written to, and how often."""
    days = (first + timedelta(days=ahead) for ahead in range((last - first).days + 1))
    return [(day, number) for day in days if (number := len(tell_due(now=at(day))))]


def test_post_is_told_when_as_many_working_days_are_left_as_were_chosen(scene: Scene) -> None:
    _listened(scene)
    told = _walk(date(2018, 4, 1), date(2018, 5, 21))
    assert told == [
        (date(2018, 4, 23), 1),
        (date(2018, 5, 8), 1),
        (date(2018, 5, 15), 1),
        (date(2018, 5, 21), 1),
    ]
    assert [row.days_left for row in DeadlineNotice.objects.order_by("pk")] == [20, 10, 5, 1]
    assert sent()[0] == ("post1@riverton.example", f"20 working days left: {TITLE}, Riverton")
    assert sent()[-1][1].startswith("1 working day left")


def test_post_is_told_once_when_the_day_has_passed_unmet(scene: Scene) -> None:
    _listened(scene)
    assert _walk(DUE, DUE + timedelta(days=60)) == [(DUE, 1), (DUE + ONE_DAY, 1)]
    assert [row.days_left for row in DeadlineNotice.objects.order_by("pk")] == [1, PASSED]
    assert sent()[-1][1] == f"1 working day late: {TITLE}, Riverton"


def test_after_a_gap_only_the_latest_number_is_told(scene: Scene) -> None:
    _listened(scene)
    assert len(tell_due(now=at(date(2018, 5, 17)))) == 1
    assert [row.days_left for row in DeadlineNotice.objects.all()] == [5]
    assert sent() == [("post1@riverton.example", f"3 working days left: {TITLE}, Riverton")]


def test_nothing_is_told_before_seven_in_the_morning(scene: Scene) -> None:
    _listened(scene)
    assert tell_due(now=at(date(2018, 5, 21), 6)) == []
    assert len(tell_due(now=at(date(2018, 5, 21), 7))) == 1


def test_nothing_is_told_of_what_is_met_or_applies_no_longer(scene: Scene) -> None:
    met = _listened(scene)
    clock.meet(deadline=met, met_on=date(2018, 4, 1), by=scene.manager)
    assert _walk(date(2018, 4, 20), date(2018, 6, 20)) == []
    over = _listened(scene, count=60)
    end_deadline(deadline=over, reason="DfE let it go", by=scene.manager, now=at(date(2018, 4, 2)))
    assert _walk(date(2018, 4, 20), date(2018, 6, 20)) == []
    apply_again(deadline=over, reason="It did not", by=scene.manager)
    assert len(_walk(date(2018, 4, 20), date(2018, 6, 20))) == 5


def test_date_left_open_on_a_plan_that_is_closed_is_told_as_before_and_says_so(
    scene: Scene,
) -> None:
    _listened(scene)
    change_plan_stage(plan=scene.plan, stage=PlanStage.CLOSED, by=scene.manager)
    told = _walk(date(2018, 5, 1), date(2018, 6, 20))
    assert [day for day, _ in told] == [
        date(2018, 5, 1),
        date(2018, 5, 8),
        date(2018, 5, 15),
        date(2018, 5, 21),
        DUE + ONE_DAY,
    ]
    body = OutgoingEmail.objects.latest("id").body
    assert "The plan is closed, and this date was left open." in body


def test_date_carried_is_told_on_the_new_plan_and_never_twice_for_one_number(scene: Scene) -> None:
    _listened(scene)
    assert len(_walk(date(2018, 4, 23), date(2018, 5, 1))) == 1
    succeed(
        plan=scene.plan,
        slug="app",
        title="Accelerated Progress Plan",
        kind=PlanKind.APP,
        starts_on=date(2018, 5, 2),
        by=scene.manager,
        now=at(date(2018, 5, 2)),
    )
    told = _walk(date(2018, 5, 2), date(2018, 6, 20))
    assert [day for day, _ in told] == [
        date(2018, 5, 8),
        date(2018, 5, 15),
        date(2018, 5, 21),
        DUE + ONE_DAY,
    ]
    assert {row.deadline.plan.slug for row in DeadlineNotice.objects.order_by("pk")[1:]} == {"app"}
    assert f"/{scene.place.area.slug}/app/clock/" in OutgoingEmail.objects.latest("id").body


def test_another_day_is_told_of_anew(scene: Scene) -> None:
    deadline = _listened(scene, warn_days=[5])
    assert len(tell_due(now=at(date(2018, 5, 15)))) == 1
    clock.set_day(
        deadline=deadline,
        day=date(2018, 6, 15),
        reason="Extended",
        by=scene.manager,
        effective_date=date(2018, 5, 16),
    )
    assert _walk(date(2018, 5, 16), date(2018, 6, 14)) == [(date(2018, 6, 8), 1)]
    body = OutgoingEmail.objects.latest("id").body
    assert "It was set to that day: Extended" in body


def test_post_without_an_address_is_told_of_nothing_until_it_has_one(scene: Scene) -> None:
    _listened(scene)
    Post.objects.filter(pk=scene.place.posts[1].pk).update(email="")
    assert tell_due(now=at(date(2018, 5, 21))) == []
    assert not DeadlineNotice.objects.exists()


def test_one_address_gets_one_message_about_all_its_posts_and_deadlines(scene: Scene) -> None:
    _listened(scene, posts=(1, 2), warn_days=[1])
    _listened(
        scene,
        posts=(1,),
        kind=DeadlineKind.OTHER,
        title="Peer review",
        basis=DeadlineBasis.OTHER_DAY,
        basis_on=date(2018, 5, 20),
        basis_words="the letter",
        count=2,
        unit=DeadlineUnit.CALENDAR_DAYS,
        warn_days=[1],
    )
    posts = Post.objects.filter(pk__in=[post.pk for post in scene.place.posts])
    posts.update(email="Shared@Riverton.example")
    (told,) = tell_due(now=at(date(2018, 5, 21)))
    assert told.subject == f"1 working day left: {TITLE}, Riverton and 1 more"
    body = OutgoingEmail.objects.get().body
    assert (body.count(TITLE), body.count("Peer review")) == (1, 1)
    assert DeadlineNotice.objects.count() == 3, "each post was told of each of its deadlines"


def test_message_says_the_day_how_it_was_counted_and_where_to_look(scene: Scene) -> None:
    _listened(scene)
    (said,) = keep_deadlines(at(date(2018, 5, 21)))
    assert said.startswith("wrote to post1@riverton.example of a deadline: 1 working day left")
    body = OutgoingEmail.objects.get().body
    for words in (
        "Its day is Tuesday 22 May 2018. 1 working day left.",
        "70 working days after 8 February 2018",
        "Monday 7 May (Early May bank holiday)",
        f"{scene.address}clock/",
    ):
        assert words in body
    entry = AuditEntry.objects.get(event="deadline-told")
    assert (entry.by, entry.plan) == (None, scene.plan)


def test_day_that_passed_long_ago_is_no_news(scene: Scene) -> None:
    _listened(scene)
    assert tell_due(now=at(DUE + LATE_FOR + ONE_DAY)) == []


def test_asking_who_is_to_be_told_costs_little_where_nobody_listens(
    scene: Scene, django_assert_num_queries: Any
) -> None:
    make_deadline(scene)
    with django_assert_num_queries(1):
        assert tell_due(now=at(DUE)) == []


def _value(day: date, today: date, warn_days: tuple[int, ...]) -> DeadlineValue:
    """A deadline as at a day, by its day alone."""
    is_past = today > day
    return DeadlineValue(
        id=1,
        title="",
        kind=DeadlineKind.OTHER,
        basis="",
        basis_on=None,
        missing="",
        count=1,
        unit=DeadlineUnit.MONTHS,
        source="",
        counted=day,
        skipped=(),
        how="",
        day=day,
        is_overridden=False,
        reason="",
        met_on=None,
        met_by="",
        today=today,
        working_days_left=None if is_past else working_days_until(today, day),
        working_days_late=working_days_until(day, today) if is_past else None,
        standing=DeadlineStanding.RUNNING,
        listeners=(),
        warn_days=warn_days,
        plan=Bound(1, "", ""),
    )


warnings = st.lists(st.integers(1, 30), min_size=0, max_size=5, unique=True).map(
    lambda found: tuple(sorted(found, reverse=True))
)


@settings(max_examples=60)
@given(
    day=st.dates(date(2018, 1, 1), date(2028, 12, 31)),
    warn_days=warnings,
    ahead=st.lists(st.integers(-70, 40), min_size=1, max_size=40),
)
def test_whenever_the_clock_runs_each_step_is_told_once_and_never_an_earlier_one_after_a_later(
    day: date, warn_days: tuple[int, ...], ahead: list[int]
) -> None:
    told: list[int] = []
    for offset in sorted(ahead):
        value = _value(day, day + timedelta(days=offset), warn_days)
        step = step_due(value, told)
        if step is not None:
            told.append(step)
            assert step == PASSED or (value.working_days_left or 0) <= step
        assert step_due(value, told) is None, "the same moment again tells nothing more"
    assert told == sorted(set(told), reverse=True)
    assert set(told) <= {*warn_days, PASSED}


@pytest.mark.parametrize("count", [1, 3])
def test_clock_that_runs_many_times_a_day_tells_once(scene: Scene, count: int) -> None:
    _listened(scene, posts=(1, 2))
    for hour in range(7, 7 + count):
        tell_due(now=at(date(2018, 5, 21), hour))
    assert len(sent()) == 2
