"""Update cycles by the clock: opened, asked, reminded, told to others, closed; and nothing twice."""

from collections import defaultdict
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as some

from actions.answers import Answers
from actions.asking import Rhythm
from actions.choices import CycleFrequency, PlanStage, ProposalKind
from actions.errors import Refused
from actions.models import Plan, Post, Reminder, UpdateCycle, UpdateRequest
from actions.services.actions import assign_action
from actions.services.confirmations import confirm_no_change
from actions.services.cycles import open_cycle
from actions.services.decisions import return_proposal
from actions.services.proposals import propose_by_link
from actions.services.reminders import remind_now
from actions.services.updates import correct_update, retract_update
from tests.actions.cycling import OPENS, on, owned, sent, tick, with_addresses
from tests.factories import Scene, at, day, make_action, make_place, make_scene, rate
from tests.kept import kept_fixture
from wsoa.models import OutgoingEmail

POST_1, POST_2 = "post1@riverton.example", "post2@riverton.example"


@kept_fixture
def asked(scene: Scene) -> Scene:
    """A plan whose second post owns two actions and whose third owns one, all rated long before."""
    with_addresses(scene)
    for action in owned(scene, 1, 1, 2):
        rate(action, scene.ratings["G"], day(9), by=scene.manager, now=at(day(9)))
    return scene


def actions_of(scene: Scene) -> list[Any]:
    return list(scene.plan.actions.order_by("id"))


def stages() -> list[str]:
    return list(Reminder.objects.order_by("id").values_list("stage", flat=True))


def test_a_cycle_opens_on_its_day_and_asks_each_first_named_owner_once(asked: Scene) -> None:
    assert tick(on(-1)) == []
    said = tick(on(0))
    assert said[0] == (
        "riverton/send: opened March 2018, 2 posts to ask, due 2018-03-27, closes 2018-04-03"
    )
    assert tick(on(0)) == []
    cycle = UpdateCycle.objects.get()
    assert (cycle.opens_on, cycle.due_on) == (OPENS, date(2018, 3, 27))
    assert (cycle.closes_on, cycle.recorded_by) == (date(2018, 4, 3), None)
    assert sorted(sent()) == [
        (POST_1, "2 actions need your update by 27 March 2018"),
        (POST_2, "1 action needs your update by 27 March 2018"),
    ]


def test_a_whole_cycle_without_an_answer_runs_through_every_stage(asked: Scene) -> None:
    told: dict[int, list[str]] = {}
    for offset in range(-2, 20):
        before = len(sent())
        for hour in (6, 9, 15):
            tick(on(offset, hour))
        if new := sent(before):
            told[offset] = sorted(to for to, _ in new)
    assert told == {
        0: [POST_1, POST_2],
        5: [POST_1, POST_2],
        10: [POST_1, POST_2],
        11: ["council@riverton.example"],
        12: [asked.manager.email],
    }
    assert set(stages()) == {"asked", "soon", "late", "lead", "manager"}


def test_a_longer_cycle_reminds_before_the_day_on_it_and_after_it(asked: Scene) -> None:
    Plan.objects.update(cycle_due_after_days=11, cycle_closes_after_days=20)
    days = []
    for offset in range(20):
        before = len(sent())
        tick(on(offset))
        if any(to == POST_1 for to, _ in sent(before)):
            days.append(offset)
    assert days == [0, 6, 11, 16]
    assert stages().count("due") == 2


def test_nobody_is_written_to_before_seven_in_the_morning(asked: Scene) -> None:
    tick(on(0, 0))
    assert UpdateCycle.objects.exists()
    assert sent() == []
    tick(on(0, 7))
    assert len(sent()) == 2


def test_days_are_local_days_also_when_the_clocks_change(asked: Scene) -> None:
    Plan.objects.update(cycle_opens_day=25)  # 25 March 2018: summer time began at one that night
    utc = datetime.fromisoformat
    tick(utc("2018-03-24T23:59:00+00:00"))
    assert not UpdateCycle.objects.exists()
    tick(utc("2018-03-25T00:00:00+00:00"))
    assert UpdateCycle.objects.get().opens_on == date(2018, 3, 25)
    request = UpdateRequest.objects.all()[0]
    assert request.expires_at == utc("2018-04-08T23:00:00+00:00")  # midnight in summer


def test_who_has_answered_everything_hears_nothing_more(asked: Scene) -> None:
    first, second, third = actions_of(asked)
    tick(on(0))
    rate(first, asked.ratings["G"], OPENS, by=asked.manager, now=on(1))
    before = len(sent())
    tick(on(5))
    assert sent(before)[0] == (POST_1, "Due on 27 March 2018: 1 action needs your update")
    for action in (second, third):
        confirm_no_change(action=action, effective_date=OPENS, by=asked.manager, now=on(6))
    before = len(sent())
    for offset in range(6, 15):
        tick(on(offset))
    assert sent(before) == []


def left(scene: Scene, moment: datetime) -> int:
    cycle = UpdateCycle.objects.get()
    shares = Answers.of([scene.plan]).shares(cycle, moment)
    return sum(len(share.left) for share in shares.values())


def test_what_counts_as_an_answer_and_what_does_not(asked: Scene) -> None:
    first, second, third = actions_of(asked)
    by = asked.manager
    old = rate(third, asked.ratings["G"], day(20), by=by, now=at(day(20)))
    tick(on(0))
    assert left(asked, on(0)) == 3
    update = rate(first, asked.ratings["G"], OPENS, by=by, now=on(1))
    assert left(asked, on(1)) == 2
    retract_update(update=update, reason="Wrong line", by=by, now=on(2))
    assert left(asked, on(2)) == 3, "taken back"
    correct_update(
        update=old,
        rating=asked.ratings["A"],
        effective_date=day(20),
        commentary="It was slower",
        reason="Typed wrongly",
        by=by,
        now=on(2),
    )
    assert left(asked, on(2)) == 3, "last month's entry put right says nothing of this month"
    proposal = propose_by_link(
        request=UpdateRequest.objects.get(post=asked.place.posts[1]),
        action=second,
        kind=ProposalKind.NO_CHANGE,
        rating=None,
        effective_date=OPENS,
        commentary="",
        now=on(3),
    )
    assert left(asked, on(3)) == 2, "waiting"
    return_proposal(proposal=proposal, reason="Say more", by=by, now=on(4))
    assert left(asked, on(4)) == 3, "returned"
    rate(third, asked.ratings["B"], OPENS, by=by, now=on(4))
    assert left(asked, on(4)) == 2, "complete"


def test_two_posts_of_one_address_get_one_message(asked: Scene) -> None:
    Post.objects.filter(pk=asked.place.posts[2].pk).update(email=POST_1.upper())
    tick(on(0))
    assert [to for to, _ in sent()] == [POST_1]
    assert sent()[0][1] == "3 actions need your update by 27 March 2018"
    body = OutgoingEmail.objects.get().body
    assert "Head of the virtual school" in body
    assert "Designated clinical officer" in body
    assert body.count("/answer/") == 2


def test_two_plans_of_one_address_are_written_to_once_in_five_days(asked: Scene) -> None:
    second = make_scene(asked.place, slug="second")
    Plan.objects.filter(pk=second.plan.pk).update(cycle_opens_day=22)
    make_action(second, "9", owners=(asked.place.posts[1],))
    for offset in range(6):
        tick(on(offset))
    to_post = [subject for to, subject in sent() if to == POST_1]
    assert to_post == [
        "2 actions need your update by 27 March 2018",
        "Due on 27 March 2018: 3 actions need your update",
    ]


def test_a_post_without_an_address_is_left_for_the_manager(asked: Scene) -> None:
    make_action(asked, "5", owners=(asked.place.posts[2],))
    Post.objects.filter(pk=asked.place.posts[2].pk).update(email="")
    for offset in range(14):
        tick(on(offset))
    assert "Designated clinical officer" not in "".join(
        OutgoingEmail.objects.exclude(to=asked.manager.email).values_list("body", flat=True)
    )
    digest = OutgoingEmail.objects.get(to=asked.manager.email)
    assert "no email address is known:\n- Designated clinical officer" in digest.body
    assert digest.subject == "2 posts have not answered"


def test_a_holder_with_an_account_is_led_to_my_work(asked: Scene) -> None:
    make_action(asked, "5", owners=(asked.place.posts[0],))
    tick(on(0))
    body = OutgoingEmail.objects.get(to=asked.place.owner.email).body
    assert "/riverton/send/my-work/" in body
    assert "/answer/" not in body


def test_who_comes_to_own_an_unanswered_action_is_asked_too(asked: Scene) -> None:
    tick(on(0))
    assign_action(
        action=actions_of(asked)[0],
        lead_organisation=None,
        owners=(asked.place.posts[0],),
        effective_date=OPENS,
        reason="Moved on",
        by=asked.manager,
        now=on(1),
    )
    before = len(sent())
    tick(on(1, 15))
    tick(on(1, 16))
    assert [to for to, _ in sent(before)] == [asked.place.owner.email]


def test_a_missed_week_is_caught_up_with_the_latest_stage_alone(asked: Scene) -> None:
    tick(on(0))
    before = len(sent())
    tick(on(11))
    assert sorted(sent(before)) == [
        (POST_1, "Late: 2 actions need your update"),
        (POST_2, "Late: 1 action needs your update"),
    ]


def test_a_cycle_whose_day_was_missed_opens_late_with_the_same_time_to_answer(
    asked: Scene,
) -> None:
    tick(on(9))
    cycle = UpdateCycle.objects.get()
    assert (cycle.opens_on, cycle.due_on) == (date(2018, 3, 29), date(2018, 4, 5))


def test_a_cycle_slept_through_is_left_out(asked: Scene) -> None:
    tick(on(15))
    assert not UpdateCycle.objects.exists()


@pytest.mark.parametrize(
    "change",
    [
        {"cycle_frequency": CycleFrequency.NONE},
        {"stage": PlanStage.WRITING},
        {"stage": PlanStage.CLOSED},
        {"ends_on": OPENS - timedelta(days=1)},
        {"starts_on": OPENS + timedelta(days=1)},
    ],
)
def test_a_plan_that_does_not_ask_stays_silent(asked: Scene, change: dict[str, Any]) -> None:
    Plan.objects.update(**change)
    for offset in range(14):
        assert tick(on(offset)) == []


def test_a_plan_closed_in_the_middle_of_a_cycle_sends_nothing_more(asked: Scene) -> None:
    tick(on(0))
    Plan.objects.update(stage=PlanStage.CLOSED)
    assert tick(on(5)) == []


def test_a_manager_opens_a_cycle_and_reminds_within_the_rule(asked: Scene) -> None:
    cycle = open_cycle(plan=asked.plan, by=asked.manager, now=on(-10))
    assert cycle.recorded_by == asked.manager
    assert len(sent()) == 2
    with pytest.raises(Refused, match="March 2018 is open until 24 March 2018"):
        open_cycle(plan=asked.plan, by=asked.manager, now=on(-9))
    with pytest.raises(Refused, match="in the last five days"):
        remind_now(plan=asked.plan, by=asked.manager, now=on(-8))
    came = remind_now(plan=asked.plan, by=asked.manager, now=on(-5))
    assert came.written_to == 2
    assert sent(2)[0] == (POST_1, "Reminder: 2 actions need your update")
    assert tick(on(0, 8)) == [], "the clock's own cycle would open while this one is open"


def test_a_quarterly_plan_asks_in_the_last_month_of_each_quarter() -> None:
    rhythm = Rhythm(CycleFrequency.QUARTERLY, 20, 7, 14, PlanStage.DELIVERY, date(2018, 1, 1), None)
    assert rhythm.opening_before(date(2018, 4, 1)) == date(2018, 3, 20)
    assert rhythm.opening_before(date(2018, 4, 20)) is None
    assert rhythm.opening_after(date(2018, 4, 1)) == date(2018, 6, 20)
    assert rhythm.opening_after(date(2018, 12, 20)) == date(2019, 3, 20)


moments = some.tuples(some.integers(-3, 40), some.integers(0, 23))
steps = some.lists(some.one_of(moments, some.integers(0, 3)), min_size=1, max_size=14)
"""A moment at which the clock is asked, in any order, or the action that is answered next."""


@pytest.mark.django_db
def test_no_order_of_ticks_writes_too_often_or_for_nothing_or_twice(asked: Scene) -> None:
    second = make_scene(asked.place, slug="second")
    Plan.objects.filter(pk=second.plan.pk).update(cycle_opens_day=23, cycle_due_after_days=3)
    extra = make_action(second, "9", owners=(asked.place.posts[1],))
    rate(extra, second.ratings["G"], day(9), by=asked.manager, now=at(day(9)))
    actions = [*actions_of(asked), extra]

    @settings(max_examples=20)
    @given(steps)
    def in_any_order(steps: list[Any]) -> None:
        with transaction.atomic():
            moment = on(0)
            for step in steps:
                if isinstance(step, int):
                    action = actions[step]
                    action.plan.refresh_from_db()
                    confirm_no_change(
                        action=action,
                        effective_date=OPENS,
                        by=asked.manager,
                        now=max(moment, on(0)),
                    )
                else:
                    moment = on(*step)
                    tick(moment)
            _check_messages()
            transaction.set_rollback(True)

    in_any_order()


def _check_messages() -> None:
    times: dict[str, set[datetime]] = defaultdict(set)
    once = set()
    for reminder in Reminder.objects.all():
        times[reminder.address].add(reminder.at)
        key = (reminder.request_id, reminder.stage, reminder.number)
        assert key not in once
        once.add(key)
    for found in times.values():
        ordered = sorted(found)
        for earlier, later in pairwise(ordered):
            assert later - earlier >= timedelta(days=5)
    letters = OutgoingEmail.objects.all()
    assert len(letters) == sum(len(found) for found in times.values())
    for letter in letters:
        assert not letter.subject.startswith("0 ")
        assert " 0 of" not in letter.body


def test_nobody_to_ask_opens_nothing(scene: Scene) -> None:
    make_action(scene, "1.1")
    assert tick(on(0)) == []
    with pytest.raises(Refused, match="nobody to ask"):
        open_cycle(plan=scene.plan, by=scene.manager, now=on(0))


def test_one_areas_digest_never_names_another_area(asked: Scene) -> None:
    other = make_scene(make_place("elsewhere"), slug="far")
    Post.objects.filter(pk=other.place.posts[1].pk).update(email="far@elsewhere.example")
    make_action(other, "7", owners=(other.place.posts[1],))
    for offset in range(14):
        tick(on(offset))
    for letter in OutgoingEmail.objects.all():
        assert ("Elsewhere" in letter.body) == ("elsewhere" in letter.to) or (
            letter.to == other.manager.email
        )
        assert not ("Elsewhere" in letter.body and "Riverton" in letter.body)
