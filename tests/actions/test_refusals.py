"""Each thing that a service refuses: with which words, beside which field, and with nothing saved."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any

import pytest
from django.utils import timezone

from actions.choices import OrganisationKind
from actions.due_dates import DueDate
from actions.errors import NotAllowed, Refused, Stale
from actions.models import Action, AuditEntry
from actions.services import actions as changing
from actions.services import areas, completions, issues, plans, updates
from boards.services.visits import plan_visit
from tests.factories import (
    STARTS_ON,
    Place,
    Scene,
    day,
    make_action,
    make_place,
    make_plan,
    make_scene,
    make_user,
    rate,
)
from wsoa.capabilities import Role

TOO_LONG = "x" * 5001


@dataclass
class Refusals:
    """A plan and what refusals need beside it."""

    scene: Scene
    action: Action
    """Rated green from day 10."""

    @cached_property
    def other(self) -> Scene:
        """A plan of another area."""
        return make_scene(make_place("elsewhere"))

    @property
    def by(self) -> Any:
        """The project manager."""
        return self.scene.manager


@pytest.fixture
def here(scene: Scene) -> Refusals:
    """An action rated green, beside a withdrawn one."""
    action = make_action(scene, "1.1", effective_date=day(2))
    rate(action, scene.ratings["G"], day(10), by=scene.manager)
    gone = make_action(scene, "1.2")
    changing.withdraw_action(
        action=gone, effective_date=day(20), reason="Not needed", by=scene.manager
    )
    return Refusals(scene, action)


def _gone(here: Refusals) -> Action:
    return Action.objects.with_reference(here.scene.plan, "1.2").get()


def _update(here: Refusals, code: str = "G", **given: Any) -> Any:
    values = {
        "action": here.action,
        "rating": here.scene.ratings[code] if code else None,
        "effective_date": day(30),
        "commentary": "",
        "by": here.by,
    }
    return updates.record_update(**{**values, **given})


def _change(here: Refusals, service: Callable[..., Any], **given: Any) -> Any:
    values = {
        "action": here.action,
        "effective_date": day(30),
        "reason": "Agreed",
        "by": here.by,
    }
    return service(**{**values, **given})


def _add(here: Refusals, reference: str = "7.7", **given: Any) -> Any:
    return make_action(here.scene, reference, **given)


def _tomorrow() -> date:
    return timezone.localdate() + timedelta(days=1)


def _complete(here: Refusals, **given: Any) -> Any:
    values = {"action": here.action, "completed_on": day(30), "evidence": "Seen", "by": here.by}
    return completions.record_completion(**{**values, **given})


def _reopen(here: Refusals, **given: Any) -> Any:
    return _change(here, completions.reopen_action, **given)


def _raise(here: Refusals, **given: Any) -> Any:
    values = {
        "plan": here.scene.plan,
        "title": "No staff",
        "explanation": "A vacancy",
        "remedial_action": "Advertised",
        "effective_date": day(30),
        "by": here.by,
    }
    return issues.raise_issue_group(**{**values, **given})


Case = tuple[str, Callable[[Refusals], Any], str, str | None]

UPDATES: list[Case] = [
    (
        "dated tomorrow",
        lambda here: _update(here, effective_date=_tomorrow()),
        "must be today or in the past",
        "effective_date",
    ),
    (
        "dated before the plan began",
        lambda here: _update(here, effective_date=STARTS_ON - timedelta(days=1)),
        "must be on or after 1 January 2018, when the plan began",
        "effective_date",
    ),
    (
        "dated before the action was added",
        lambda here: _update(here, effective_date=day(1)),
        "not in the plan on 2 January 2018: it was added on 3 January 2018",
        "effective_date",
    ),
    (
        "on a withdrawn action",
        lambda here: _update(here, action=_gone(here)),
        "was withdrawn on 21 January 2018",
        "effective_date",
    ),
    (
        "with a rating of another plan",
        lambda here: _update(here, rating=here.other.ratings["G"]),
        "Green is not a rating of this plan",
        "rating",
    ),
    ("without a rating", lambda here: _update(here, ""), "Choose a rating", "rating"),
    (
        "red without a commentary",
        lambda here: _update(here, "R"),
        "rated Red needs a commentary that says what is wrong",
        "commentary",
    ),
    (
        "red with a blank commentary",
        lambda here: _update(here, "R", commentary=" \r\n\x00\t"),
        "needs a commentary",
        "commentary",
    ),
    (
        "going back without a reason",
        lambda here: _update(here, "W"),
        "Going back from Green to White needs a reason",
        "commentary",
    ),
    (
        "with a commentary of 5,001 characters",
        lambda here: _update(here, commentary=TOO_LONG),
        "The commentary must be 5,000 characters or fewer; it has 5,001",
        "commentary",
    ),
    (
        "with a remedial action of 5,001 characters",
        lambda here: _update(here, remedial_action=TOO_LONG),
        "The remedial action must be 5,000 characters or fewer",
        "remedial_action",
    ),
    (
        "with half a character",
        lambda here: _update(here, commentary="\udce9"),
        "not valid UTF-8",
        "commentary",
    ),
]

CHANGES: list[Case] = [
    (
        "reason missing",
        lambda here: _change(here, changing.withdraw_action, reason=" "),
        "Give a reason",
        "reason",
    ),
    (
        "reason too long",
        lambda here: _change(here, changing.withdraw_action, reason=TOO_LONG),
        "The reason must be 5,000",
        "reason",
    ),
    (
        "change dated tomorrow",
        lambda here: _change(
            here, changing.change_due_date, due=DueDate.ongoing(), effective_date=_tomorrow()
        ),
        "must be today or in the past",
        "effective_date",
    ),
    (
        "withdrawn twice",
        lambda here: _change(here, changing.withdraw_action, action=_gone(here)),
        "was withdrawn on 21 January 2018",
        "effective_date",
    ),
    (
        "empty wording",
        lambda here: _change(here, changing.reword_action, title=" ", detail=""),
        "Say what the action is",
        "title",
    ),
    (
        "title of 1,001 characters",
        lambda here: _change(here, changing.reword_action, title="x" * 1001, detail=""),
        "The title must be 1,000",
        "title",
    ),
    (
        "another action's reference",
        lambda here: _add(here, " 1 . 1 "),
        "is, or was, the reference of another action",
        "reference",
    ),
    (
        "a withdrawn action's reference",
        lambda here: _change(here, changing.renumber_action, reference="1-2"),
        "is, or was, the reference of another action",
        "reference",
    ),
    ("empty reference", lambda here: _add(here, ""), "with a letter or a digit", "reference"),
    ("punctuation only", lambda here: _add(here, "--"), "with a letter or a digit", "reference"),
    (
        "reference of 41 characters",
        lambda here: _add(here, "1" * 41),
        "The reference must be 40 characters or fewer",
        "reference",
    ),
    (
        "theme of another plan",
        lambda here: _add(here, theme=here.other.themes[0]),
        "belongs to another plan",
        "theme",
    ),
    (
        "workstream of another plan",
        lambda here: _change(here, changing.move_action, workstream=here.other.workstreams[0]),
        "belongs to another plan",
        "workstream",
    ),
    (
        "report group of another plan",
        lambda here: _add(here, report_group=here.other.report_groups[0]),
        "belongs to another plan",
        "report_group",
    ),
    (
        "lead organisation of another area",
        lambda here: _add(here, lead_organisation=here.other.place.council),
        "must be a partner in this area",
        "lead",
    ),
    (
        "owner of another area",
        lambda here: _add(here, owners=here.other.place.posts[:1]),
        "Owners must be posts in this area",
        "owners",
    ),
    (
        "owner named twice",
        lambda here: _change(
            here,
            changing.assign_action,
            lead_organisation=None,
            owners=here.scene.place.posts[:1] * 2,
        ),
        "named twice",
        "owners",
    ),
    (
        "superseded by itself",
        lambda here: _change(here, changing.supersede_action, replaced_by=here.action),
        "another action of the same plan",
        "replaced_by",
    ),
    (
        "superseded by an action of another plan",
        lambda here: _change(here, changing.supersede_action, replaced_by=make_action(here.other)),
        "another action of the same plan",
        "replaced_by",
    ),
    (
        "superseded by a withdrawn action",
        lambda here: _change(here, changing.supersede_action, replaced_by=_gone(here)),
        "was withdrawn",
        "effective_date",
    ),
]

COMPLETIONS: list[Case] = [
    ("without evidence", lambda here: _complete(here, evidence=""), "Say what shows", "evidence"),
    (
        "completed tomorrow",
        lambda here: _complete(here, completed_on=_tomorrow()),
        "must be today or in the past",
        "completed_on",
    ),
    (
        "completed before it was added",
        lambda here: _complete(here, completed_on=day(1)),
        "not in the plan on 2 January 2018",
        "completed_on",
    ),
    (
        "completed while the rating says in progress",
        _complete,
        "says that the action is not complete",
        "completed_on",
    ),
    (
        "completed twice",
        lambda here: _update(here, "B") and _complete(here),
        "was complete on that date already",
        "completed_on",
    ),
    ("reopened while open", _reopen, "was not complete on that date", "effective_date"),
    (
        "reopened while the rating says complete",
        lambda here: _update(here, "B") and _reopen(here),
        "Record an update with a new rating",
        "effective_date",
    ),
    (
        "reopened by a rating without a reason",
        lambda here: _update(here, "B") and _update(here, "G", effective_date=day(31)),
        "This reopens a completed action",
        "commentary",
    ),
]

ISSUES: list[Case] = [
    ("without title", lambda here: _raise(here, title=""), "Name the issue", "title"),
    ("long title", lambda here: _raise(here, title="x" * 201), "The title must be 200", "title"),
    (
        "before the plan",
        lambda here: _raise(here, effective_date=day(-1)),
        "when the plan began",
        "effective_date",
    ),
    (
        "of another plan",
        lambda here: issues.put_in_issue_group(
            action=here.action,
            issue_group=_raise(here, plan=here.other.plan, by=here.other.manager),
            effective_date=day(30),
            by=here.by,
        ),
        "belongs to another plan",
        "issue_group",
    ),
]


def _set_up(service: Callable[..., Any], **given: Any) -> Callable[[Refusals], Any]:
    return lambda here: service(plan=here.scene.plan, by=here.by, **given)


def _post(here: Refusals, **given: Any) -> Any:
    place = here.scene.place
    return areas.add_post(organisation=place.council, by=place.administrator, **given)


def _partner(here: Refusals, **given: Any) -> Any:
    place = here.scene.place
    values = {"short_name": "C", "kind": OrganisationKind.COUNCIL, "by": place.administrator}
    return areas.add_organisation(area=place.area, **{**values, **given})


def _area(here: Refusals, slug: str, **given: Any) -> Any:
    return areas.create_area(
        **{"slug": slug, "name": "New", "by": here.scene.place.operator, **given}
    )


SETTING_UP: list[Case] = [
    ("area slug taken", lambda here: _area(here, "riverton"), "“riverton” already", "slug"),
    ("area slug unfit", lambda here: _area(here, "a b"), "letters, digits and hyphens", "slug"),
    ("area slug empty", lambda here: _area(here, ""), "letters, digits and hyphens", "slug"),
    ("area slug reserved", lambda here: _area(here, "accounts"), "the site itself", "slug"),
    ("area slug long", lambda here: _area(here, "a" * 51), "50 characters", "slug"),
    ("area name long", lambda here: _area(here, "new", name="x" * 201), "200 characters", "name"),
    ("area name empty", lambda here: _area(here, "new", name=" "), "Give", "name"),
    ("area name broken", lambda here: _area(here, "new", name="\udce9"), "UTF-8", "name"),
    ("partner there", lambda here: _partner(here, name="Riverton Council"), "already", "name"),
    ("partner name long", lambda here: _partner(here, name="x" * 201), "200 char", "name"),
    ("post there", lambda here: _post(here, title="Head of SEND"), "already", "title"),
    ("post title long", lambda here: _post(here, title="x" * 201), "200 characters", "title"),
    (
        "person who is there",
        lambda here: areas.add_member(
            area=here.scene.place.area,
            user=here.by,
            role=Role.OWNER,
            by=here.scene.place.administrator,
        ),
        "has a role in Riverton already",
        "user",
    ),
    ("plan slug taken", lambda here: make_plan(here.scene.place), "plan “send” already", "slug"),
    ("plan slug unfit", lambda here: make_plan(here.scene.place, "ä/"), "hyphens only", "slug"),
    (
        "plan slug long",
        lambda here: make_plan(here.scene.place, "a" * 51),
        "50 characters",
        "slug",
    ),
    (
        "plan that ends before it starts",
        lambda here: make_plan(here.scene.place, "new", ends_on=day(-1)),
        "must end after it starts",
        "ends_on",
    ),
    (
        "plan with a long title",
        lambda here: make_plan(here.scene.place, "new", title="x" * 201),
        "200 characters",
        "title",
    ),
    ("scheme unknown", _set_up(plans.adopt_scheme, preset="grab"), "no preset “grab”", "preset"),
    ("second scheme", _set_up(plans.adopt_scheme, preset="rag"), "scheme already", "preset"),
    (
        "theme there",
        _set_up(plans.add_theme, reference="1", title="Again"),
        "a theme 1 already",
        "reference",
    ),
    (
        "theme without reference",
        _set_up(plans.add_theme, reference="", title="None"),
        "Give",
        "reference",
    ),
    (
        "theme with a long reference",
        _set_up(plans.add_theme, reference="x" * 21, title="Long"),
        "20 characters",
        "reference",
    ),
    (
        "theme of a third level",
        lambda here: plans.add_theme(
            plan=here.scene.plan,
            reference="9",
            title="Deep",
            parent=here.scene.themes[2],
            by=here.by,
        ),
        "two levels",
        "parent",
    ),
    (
        "theme under another plan's",
        lambda here: plans.add_theme(
            plan=here.scene.plan,
            reference="9",
            title="Lost",
            parent=here.other.themes[0],
            by=here.by,
        ),
        "a top theme of this plan",
        "parent",
    ),
    (
        "theme led from another area",
        lambda here: plans.add_theme(
            plan=here.scene.plan,
            reference="9",
            title="Led",
            lead=here.other.place.posts[0],
            by=here.by,
        ),
        "must be a post in this area",
        "lead",
    ),
    (
        "workstream there",
        _set_up(plans.add_workstream, reference="WS1", title="Again"),
        "a workstream WS1 already",
        "reference",
    ),
    (
        "workstream led from another area",
        lambda here: plans.add_workstream(
            plan=here.scene.plan,
            reference="WS9",
            title="Led",
            lead=here.other.place.posts[0],
            by=here.by,
        ),
        "must be a post in this area",
        "lead",
    ),
    (
        "report group there",
        _set_up(plans.add_report_group, title="Workforce"),
        "group Workforce already",
        "title",
    ),
    (
        "visit without title",
        _set_up(plan_visit, title="", delivery=DueDate.ongoing()),
        "Say what the visit is",
        "title",
    ),
    (
        "visit with a long band",
        _set_up(plan_visit, title="Third", met="x" * 301, delivery=DueDate.ongoing()),
        "The band's text must be 300",
        "met",
    ),
]


def _cases() -> Iterator[Any]:
    groups = {
        "update": UPDATES,
        "change": CHANGES,
        "completion": COMPLETIONS,
        "issue": ISSUES,
        "setting up": SETTING_UP,
    }
    for group, cases in groups.items():
        for name, act, message, field in cases:
            yield pytest.param(act, message, field, id=f"{group}: {name}")


@pytest.mark.parametrize(("act", "message", "field"), list(_cases()))
def test_service_refuses(
    here: Refusals, act: Callable[[Refusals], Any], message: str, field: str | None
) -> None:
    with pytest.raises(Refused) as refusal:
        act(here)
    assert message in refusal.value.message
    assert refusal.value.field == field


def test_refused_update_leaves_nothing_behind(here: Refusals) -> None:
    before = AuditEntry.objects.count()
    here.scene.plan.refresh_from_db()
    revision = here.scene.plan.revision
    with pytest.raises(Refused):
        _update(here, "R")
    here.scene.plan.refresh_from_db()
    assert (AuditEntry.objects.count(), here.scene.plan.revision) == (before, revision)


def test_update_of_exactly_five_thousand_characters_with_windows_line_ends_is_kept(
    here: Refusals,
) -> None:
    update = _update(here, commentary="four\r\n" * 1000)
    assert update.commentary == ("four\n" * 1000).strip()


def test_markup_is_kept_as_it_was_typed(here: Refusals) -> None:
    text = "<script>alert('1')</script> & {{ 7|add:7 }}"
    update = _update(here, commentary=text)
    update.refresh_from_db()
    assert update.commentary == text


def test_update_after_somebody_elses_is_stale(here: Refusals) -> None:
    first = _update(here)
    with pytest.raises(Stale, match="Somebody else changed this action"):
        _update(here, seen=updates.Seen(None))
    assert _update(here, seen=updates.Seen(first.pk))
    with pytest.raises(Stale):
        _update(here, seen=updates.Seen(first.pk))


def _correct(here: Refusals, mistaken: Any, **given: Any) -> Any:
    values = {
        "rating": here.scene.ratings["A"],
        "effective_date": day(12),
        "commentary": "As it was",
        "reason": "Slip",
        "by": here.by,
    }
    return updates.correct_update(update=mistaken, **{**values, **given})


def test_update_corrected_already_is_stale(here: Refusals) -> None:
    mistaken = _update(here)
    _correct(here, mistaken)
    with pytest.raises(Stale, match="corrected already"):
        _correct(here, mistaken)
    with pytest.raises(Stale, match="corrected already"):
        updates.retract_update(update=mistaken, reason="Slip", by=here.by)


def test_entry_that_takes_another_back_cannot_be_corrected(here: Refusals) -> None:
    mistaken = _update(here)
    retraction = updates.retract_update(update=mistaken, reason="Slip", by=here.by)
    with pytest.raises(Refused, match="nothing in it to correct"):
        _correct(here, retraction)
    with pytest.raises(Refused, match="nothing in it to correct"):
        updates.retract_update(update=retraction, reason="Slip", by=here.by)


@pytest.mark.parametrize(
    ("change", "message", "field"),
    [
        ({"reason": ""}, "Give a reason", "reason"),
        ({"effective_date": day(1)}, "not in the plan on", "effective_date"),
        ({"rating": None}, "Choose a rating", "rating"),
        ({"commentary": TOO_LONG}, "5,000", "commentary"),
    ],
)
def test_correction_is_held_to_the_rules_of_an_update(
    here: Refusals, change: dict[str, Any], message: str, field: str
) -> None:
    mistaken = _update(here)
    with pytest.raises(Refused) as refusal:
        _correct(here, mistaken, **change)
    assert message in refusal.value.message
    assert refusal.value.field == field


def test_correction_to_red_needs_a_commentary_whatever_the_mistake_said(here: Refusals) -> None:
    mistaken = _update(here, "R", commentary="Late")
    with pytest.raises(Refused, match="needs a commentary"):
        _correct(here, mistaken, rating=here.scene.ratings["R"], commentary="")


def test_correction_of_a_mistaken_completion_does_not_count_as_reopening(here: Refusals) -> None:
    mistaken = _update(here, "B")
    green = here.scene.ratings["G"]
    assert _correct(here, mistaken, rating=green, effective_date=day(30), commentary="")


def test_correction_is_compared_with_what_stood_before_the_mistake(here: Refusals) -> None:
    _update(here, "R", effective_date=day(20), commentary="Stuck")
    mistaken = _update(here, "G")
    amber = here.scene.ratings["A"]
    assert _correct(here, mistaken, rating=amber, effective_date=day(30), commentary="")


def test_an_actions_own_former_reference_may_come_back(here: Refusals) -> None:
    _change(here, changing.renumber_action, reference="9.9")
    _change(here, changing.renumber_action, reference="1.1", effective_date=day(31))
    with pytest.raises(Refused):
        _add(here, "9.9")


def test_plan_without_a_scheme_takes_commentary_but_no_rating(place: Place) -> None:
    scene = make_scene(place, preset="", slug="bare")
    rated = make_scene(place, slug="rated").ratings["G"]
    action = make_action(scene)
    with pytest.raises(Refused, match="is not a rating of this plan"):
        rate(action, rated, by=scene.manager)
    with pytest.raises(Refused, match="Say what has happened"):
        rate(action, None, by=scene.manager, commentary="")
    assert rate(action, None, by=scene.manager).commentary


def test_member_who_is_not_active_may_do_nothing(here: Refusals) -> None:
    person = make_user("Left")
    areas.add_member(
        area=here.scene.place.area,
        user=person,
        role=Role.MANAGER,
        by=here.scene.place.administrator,
    )
    person.is_active = False
    person.save()
    with pytest.raises(NotAllowed):
        _update(here, by=person)
