"""A plan's life: its steps, the plan that takes its place, what is carried, and the timeline of it all."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from actions.carried import carried
from actions.choices import (
    Consequence,
    DeadlineKind,
    Framework,
    GoodDirection,
    MeasureFrequency,
    PlanEventKind,
    PlanKind,
    PlanStage,
    Unit,
    Verdict,
)
from actions.clock.escalation import route
from actions.clock.life import MomentKind, life_as_at
from actions.due_dates import DueDate
from actions.errors import Refused
from actions.inspecting import answers_as_at, weaknesses_of
from actions.models import Action, CarriedAction, Plan, PlanEvent
from actions.position import position_as_at
from actions.services.clock import meet
from actions.services.completions import record_completion
from actions.services.coverage import answer
from actions.services.inspections import record_inspection, set_inspection
from actions.services.measures import add_measure
from actions.services.revisits import record_consequence, record_judgement
from actions.services.succession import record_event, retract_event, succeed
from actions.services.weaknesses import add_weakness
from boards.services.visits import plan_visit
from tests.actions.clocks import inspected, make_deadline
from tests.factories import STARTS_ON, Scene, at, day, make_action, make_place, make_scene, rate

SUBMITTED, APPROVED = date(2018, 5, 21), date(2018, 7, 31)


def _record(scene: Scene, event: PlanEventKind, on: date, **given: Any) -> PlanEvent:
    return record_event(plan=scene.plan, event=event, happened_on=on, by=scene.manager, **given)


def _visit(plan: Plan, title: str, scene: Scene) -> None:
    plan_visit(plan=plan, title=title, delivery=DueDate.parse("November 2018"), by=scene.manager)


def _succeed(scene: Scene, **given: Any) -> Plan:
    values: dict[str, Any] = {
        "slug": "app",
        "title": "Accelerated Progress Plan",
        "kind": PlanKind.APP,
        "starts_on": day(400),
        "by": scene.manager,
        **given,
    }
    return succeed(plan=scene.plan, **values)


def test_step_may_lie_before_the_plans_own_start_but_not_in_the_future(scene: Scene) -> None:
    _record(scene, PlanEventKind.SUBMITTED, STARTS_ON - timedelta(days=30))
    with pytest.raises(Refused, match="in the future") as refusal:
        _record(scene, PlanEventKind.APPROVED, APPROVED, now=at(SUBMITTED))
    assert refusal.value.field == "happened_on"


def test_step_is_recorded_once_a_day_and_another_step_says_what_it_was(scene: Scene) -> None:
    _record(scene, PlanEventKind.SUBMITTED, SUBMITTED)
    with pytest.raises(Refused, match="recorded for that day already"):
        _record(scene, PlanEventKind.SUBMITTED, SUBMITTED)
    with pytest.raises(Refused, match="Say what the step was"):
        _record(scene, PlanEventKind.OTHER, SUBMITTED)
    _record(scene, PlanEventKind.OTHER, SUBMITTED, note="Shared with families")
    _record(scene, PlanEventKind.OTHER, SUBMITTED, note="Shared with schools")
    assert PlanEvent.objects.count() == 3


def test_successor_is_rated_by_a_copy_of_the_scheme_with_ratings_of_its_own(scene: Scene) -> None:
    action = make_action(scene, "1.1")
    rate(action, scene.ratings["R"], day(2), by=scene.manager)
    new = _succeed(scene, actions=[action])
    old, copied = (position_as_at(plan, day(500)).ratings for plan in (scene.plan, new))
    assert [(each.code, each.label, each.meaning) for each in copied] == [
        (each.code, each.label, each.meaning) for each in old
    ]
    assert not {each.id for each in copied} & {each.id for each in old}


def test_step_that_closes_a_plan_is_its_stage_too(scene: Scene) -> None:
    _record(scene, PlanEventKind.CLOSED, APPROVED)
    assert Plan.objects.get(pk=scene.plan.pk).stage == PlanStage.CLOSED


def test_step_taken_back_is_told_no_more_and_stays_on_record(scene: Scene) -> None:
    event = _record(scene, PlanEventKind.SUBMITTED, SUBMITTED)
    retract_event(event=event, reason="It was the draft", by=scene.manager)
    assert life_as_at(scene.plan, APPROVED).events == ()
    assert PlanEvent.objects.count() == 2
    with pytest.raises(Refused, match="taken back already"):
        retract_event(event=event, reason="Again", by=scene.manager)


def test_action_carried_stands_as_it_stood_with_its_history_behind_it(scene: Scene) -> None:
    post = scene.place.posts[1]
    action = make_action(
        scene,
        "2.1",
        theme=scene.themes[2],
        workstream=scene.workstreams[0],
        report_group=scene.report_groups[0],
        owners=(post,),
        lead_organisation=scene.place.council,
        due="June 2018",
        detail="In three steps",
    )
    rate(action, scene.ratings["R"], day(10), by=scene.manager, commentary="No staff")
    new = _succeed(scene, actions=[action])
    (line,) = position_as_at(new, day(400)).lines
    (old,) = position_as_at(scene.plan, day(400)).lines
    for name in ("reference", "title", "detail", "due", "owners", "lead_organisation"):
        assert getattr(line, name) == getattr(old, name), name
    assert (line.theme.reference, line.top_theme.reference) == ("2A", "2")
    assert (line.workstream and line.workstream.reference, line.report_group) == (
        "WS1",
        "Co-production",
    )
    assert line.rating is not None
    assert (line.rating.code, line.commentary, line.added_on) == ("R", "No staff", day(400))
    begun = Action.objects.get(plan=new)
    source = carried(begun).source
    assert source is not None
    assert (source.plan, source.reference) == (scene.plan, "2.1")
    assert any(entry.body == "No staff" for entry in source.history)
    (later,) = carried(action).later
    assert (later.plan, later.slug) == (new, line.slug)


def test_old_plan_is_closed_and_keeps_what_it_held(scene: Scene) -> None:
    actions = [make_action(scene, f"1.{number}") for number in (1, 2, 3)]
    before = position_as_at(scene.plan, day(400)).total
    new = _succeed(scene, actions=actions[:2])
    old = Plan.objects.get(pk=scene.plan.pk)
    assert (old.stage, new.stage, new.succeeds) == (PlanStage.CLOSED, PlanStage.WRITING, old)
    assert position_as_at(old, day(400)).total == before == 3
    assert position_as_at(new, day(400)).total == 2
    assert CarriedAction.objects.count() == 2
    assert {theme.reference for theme in new.themes.all()} == {"1"}
    assert PlanEvent.objects.get(plan=old).note == "Succeeded by Accelerated Progress Plan"


def test_measures_are_carried_and_what_answers_a_weakness_answers_it_in_the_new_plan(
    scene: Scene,
) -> None:
    inspection = record_inspection(
        area=scene.place.area,
        framework=Framework.LOCAL_AREA_2016,
        began_on=STARTS_ON,
        ended_on=day(4),
        by=scene.manager,
    )
    set_inspection(plan=scene.plan, inspection=inspection, by=scene.manager)
    weakness = add_weakness(inspection=inspection, title="Late plans", by=scene.manager)
    action = make_action(scene, "1.1")
    since: dict[str, Any] = {
        "weakness": weakness,
        "effective_date": day(20),
        "by": scene.manager,
    }
    answer(theme=scene.themes[0], **since)
    answer(action=action, **since)
    measure = add_measure(
        area=scene.place.area,
        plan=scene.plan,
        name="Plans in 20 weeks",
        unit=Unit.PERCENT,
        direction=GoodDirection.UP,
        frequency=MeasureFrequency.MONTHLY,
        by=scene.manager,
    )
    new = _succeed(scene, actions=[action], measures=[measure])
    assert [each.measure for each in new.plan_measures.all()] == [measure]
    assert [each.pk for each in weaknesses_of(new)] == [weakness.pk]
    answers = answers_as_at([weakness], day(400))[weakness.pk]
    assert Action.objects.get(plan=new).pk in answers.of("action")
    assert new.themes.get().pk in answers.of("theme")
    assert not answers_as_at([weakness], day(399))[weakness.pk].of("theme") - {scene.themes[0].pk}


@pytest.mark.parametrize(
    ("given", "words", "field"),
    [
        ({"starts_on": STARTS_ON - timedelta(days=1)}, "cannot start before", "starts_on"),
        ({"starts_on": date(2090, 1, 1)}, "today or earlier", "starts_on"),
        ({"slug": "send"}, "has a plan", "slug"),
        ({"title": " "}, "Enter the title", "title"),
    ],
)
def test_succession_that_cannot_be_changes_nothing(
    scene: Scene, given: dict[str, Any], words: str, field: str
) -> None:
    with pytest.raises(Refused, match=words) as refusal:
        _succeed(scene, **given)
    assert refusal.value.field == field
    assert Plan.objects.get().stage == PlanStage.DELIVERY


def test_what_is_not_the_plans_own_is_not_carried(scene: Scene) -> None:
    elsewhere = make_action(make_scene(make_place("elsewhere")))
    mine = make_action(scene)
    for actions in ([elsewhere], [mine, mine]):
        with pytest.raises(Refused, match="Choose actions of this plan"):
            _succeed(scene, actions=actions)


def test_plan_is_succeeded_once(scene: Scene) -> None:
    _succeed(scene)
    with pytest.raises(Refused, match="succeeded by “Accelerated Progress Plan” already"):
        _succeed(scene, slug="other")


def test_complete_action_that_is_carried_begins_anew(scene: Scene) -> None:
    action = make_action(scene)
    record_completion(action=action, completed_on=day(9), evidence="Minutes", by=scene.manager)
    new = _succeed(scene, actions=[action])
    (line,) = position_as_at(new, day(400)).lines
    assert not line.is_complete


def test_timeline_runs_from_the_inspection_to_what_is_to_come(scene: Scene) -> None:
    inspected(scene)
    make_deadline(scene)
    _record(scene, PlanEventKind.SUBMITTED, SUBMITTED, note="By the director")
    life = life_as_at(scene.plan, date(2018, 5, 1))
    told = [(each.kind, each.day, each.is_to_come) for each in life.moments]
    assert told == [
        (MomentKind.INSPECTION, date(2017, 12, 4), False),
        (MomentKind.PLAN, STARTS_ON, False),
        (MomentKind.LETTER, date(2018, 1, 31), False),
        (MomentKind.LETTER, date(2018, 2, 2), False),
        (MomentKind.LETTER, date(2018, 2, 8), False),
        (MomentKind.DEADLINE, date(2018, 5, 22), True),
    ]
    later = life_as_at(scene.plan, date(2018, 6, 1))
    assert [each.what for each in later.moments][-2:] == [
        "Submitted",
        "Submit the Written Statement of Action",
    ]
    early = life_as_at(scene.plan, date(2018, 2, 1))
    assert [each.what for each in early.moments if each.kind == MomentKind.LETTER] == [
        "The letter is dated"
    ]


def test_timeline_tells_what_a_revisit_judged_and_what_followed_without_a_pass_mark(
    scene: Scene,
) -> None:
    first = inspected(scene)
    by = scene.manager
    weaknesses = [
        add_weakness(inspection=first, title=title, by=by) for title in ("One", "Two", "Three")
    ]
    revisit = record_inspection(
        area=scene.place.area,
        framework=Framework.REVISIT,
        began_on=date(2020, 2, 3),
        ended_on=date(2020, 2, 5),
        letter_on=date(2020, 3, 20),
        revisits=first,
        by=by,
    )
    for weakness, verdict in zip(
        weaknesses, (Verdict.SUFFICIENT, Verdict.INSUFFICIENT, Verdict.SUFFICIENT), strict=True
    ):
        record_judgement(
            revisit=revisit,
            weakness=weakness,
            verdict=verdict,
            effective_date=date(2020, 3, 20),
            by=by,
        )
    life = life_as_at(scene.plan, date(2020, 4, 1))
    judged = next(each for each in life.moments if each.what.startswith("Sufficient"))
    assert (judged.what, judged.says) == (
        "Sufficient progress on 2 of 3 judged",
        "Not sufficient progress: 2",
    )
    assert [step.reached_on for step in route(scene.plan, life)] == [None] * 3
    record_consequence(
        revisit=revisit, consequence=Consequence.APP, effective_date=date(2020, 5, 1), by=by
    )
    after = life_as_at(scene.plan, date(2020, 5, 1))
    assert [step.reached_on for step in route(scene.plan, after)] == [
        None,
        date(2020, 5, 1),
        None,
    ]
    assert after.moments[-1].what == "An Accelerated Progress Plan is required"


def test_route_says_what_was_reached_by_the_plans_own_steps(scene: Scene) -> None:
    inspected(scene)
    _record(scene, PlanEventKind.RETURNED, date(2018, 6, 4))
    steps = route(scene.plan, life_as_at(scene.plan, date(2018, 7, 1)))
    assert [step.title for step in steps] == [
        "Written again",
        "Accelerated Progress Plan",
        "Secretary of State",
    ]
    assert steps[0].reached_on == date(2018, 6, 4)


def test_route_has_reached_the_plan_that_follows_from_the_day_it_begins(scene: Scene) -> None:
    new = _succeed(scene)
    for plan in (scene.plan, new):
        steps = route(plan, life_as_at(plan, day(500)))
        assert [step.reached_on for step in steps] == [None, day(400), None]


def test_improvement_plan_without_an_inspection_has_no_such_route(scene: Scene) -> None:
    plan = make_scene(scene.place, slug="own", kind=PlanKind.IMPROVEMENT).plan
    assert route(plan, life_as_at(plan, day(9))) == ()


def test_timelines_of_both_plans_name_each_other(scene: Scene) -> None:
    _record(scene, PlanEventKind.APPROVED, APPROVED)
    new = _succeed(scene, now=at(day(450)))
    old = Plan.objects.get(pk=scene.plan.pk)
    succeeded = [each for each in life_as_at(old, day(500)).moments if each.url]
    assert [each.what for each in succeeded] == ["Succeeded by Accelerated Progress Plan"]
    told = [(each.what, each.says, each.of) for each in life_as_at(new, day(500)).moments]
    assert told == [
        ("SEND action plan begins", "", ""),
        ("Approved", "", "SEND action plan"),
        ("Closed", "Succeeded by Accelerated Progress Plan", "SEND action plan"),
        ("Accelerated Progress Plan takes the place of SEND action plan", "", ""),
    ]


def test_timeline_of_the_last_plan_tells_the_whole_chain_and_of_which_plan_each_is(
    scene: Scene,
) -> None:
    inspected(scene)
    met, open_one = make_deadline(scene), make_deadline(scene, kind=DeadlineKind.PROGRESS_ADVICE)
    meet(deadline=met, met_on=SUBMITTED, by=scene.manager)
    _visit(scene.plan, "First visit", scene)
    second = _succeed(scene, starts_on=day(300), now=at(day(300)))
    _visit(second, "Second visit", scene)
    third = succeed(
        plan=second,
        slug="app-2",
        title="Second APP",
        kind=PlanKind.APP,
        starts_on=day(360),
        by=scene.manager,
        now=at(day(360)),
    )
    told = {each.what: each for each in life_as_at(third, day(500)).moments}
    assert {what: each.of for what, each in told.items() if each.of} == {
        str(met): scene.plan.title,
        str(open_one): "Second APP, carried from Accelerated Progress Plan",
        "First visit": scene.plan.title,
        "Second visit": second.title,
        "Closed": second.title,
    }
    assert told[str(met)].says.startswith("Met on 21 May 2018")
    begun = [each.what for each in told.values() if each.kind == MomentKind.PLAN]
    assert begun == [
        "SEND action plan begins",
        "Accelerated Progress Plan takes the place of SEND action plan",
        "Second APP takes the place of Accelerated Progress Plan",
    ]


def test_timeline_costs_the_same_for_a_chain_of_two_plans_as_for_one_of_five(
    scene: Scene, django_assert_num_queries: Any
) -> None:
    inspected(scene)
    make_deadline(scene, kind=DeadlineKind.REVISIT_BY)
    plan = _succeed(scene)
    for number in (2, 3, 4):
        make_deadline(replace(scene, plan=plan), kind=DeadlineKind.OTHER, title=f"Date {number}")
        with django_assert_num_queries(13):
            life_as_at(Plan.objects.get(pk=plan.pk), day(600))
        plan = succeed(
            plan=plan,
            slug=f"app-{number}",
            title=f"APP {number}",
            kind=PlanKind.APP,
            starts_on=day(400 + number),
            by=scene.manager,
        )


def test_reading_a_timeline_costs_the_same_however_much_it_holds(
    scene: Scene, django_assert_max_num_queries: Any
) -> None:
    inspected(scene)
    for number in range(12):
        make_deadline(scene, kind=DeadlineKind.OTHER, title=f"Date {number}")
        _record(scene, PlanEventKind.REVIEWED, day(30 * (number + 1)))
    scene.plan.refresh_from_db()
    with django_assert_max_num_queries(11):
        assert len(life_as_at(scene.plan, day(900)).moments) > 24
