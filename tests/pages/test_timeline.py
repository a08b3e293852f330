"""The pages of a plan's life: the timeline, its steps, and the plan that takes its place."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from actions.choices import DeadlineBasis, DeadlineKind, PlanEventKind, PlanKind, PlanStage
from actions.due_dates import DueDate
from actions.models import Action, Plan, PlanEvent
from actions.services.completions import record_completion
from actions.services.succession import record_event, succeed
from boards.services.visits import plan_visit
from tests.actions.clocks import inspected, make_deadline
from tests.actions.cycling import with_addresses
from tests.conftest import signed_in
from tests.factories import Scene, day, make_action, rate
from tests.pages.reading import answered as read
from tests.pages.reading import words as text
from tests.pages.set_up import filled
from wsoa.capabilities import Role


@pytest.fixture
def client(scene: Scene) -> Client:
    """The project manager's browser."""
    return signed_in(scene.manager)


def _page(client: Client, address: str) -> str:
    return text(read(client.get(address)))


def _succeeded(scene: Scene, *actions: Action) -> Plan:
    return succeed(
        plan=scene.plan,
        slug="app",
        title="Accelerated Progress Plan",
        kind=PlanKind.APP,
        starts_on=day(400),
        actions=actions,
        by=scene.manager,
    )


def test_timeline_tells_inspection_dates_steps_visits_and_the_route(
    scene: Scene, client: Client
) -> None:
    inspected(scene)
    make_deadline(scene)
    plan_visit(
        plan=scene.plan,
        title="First monitoring visit",
        delivery=DueDate.parse("November 2018"),
        by=scene.manager,
    )
    record_event(
        plan=scene.plan,
        event=PlanEventKind.APPROVED,
        happened_on=date(2018, 7, 31),
        note="Fit for purpose",
        by=scene.manager,
    )
    page = read(client.get(f"{scene.address}timeline/?as_at=2018-08-01"))
    rows = [text(row) for row in page.select("main table tbody tr")]
    assert [row.split(" ", 1)[0] for row in rows] == ["4", "1", "31", "2", "8", "22", "31", "30"]
    said = text(page)
    for words in (
        "The letter was published",
        "50 working days late",
        "Fit for purpose",
        "First monitoring visit",
        "Due November 2018",
        "To come",
        "If it is not delivered",
        "no share of the weaknesses decides it",
    ):
        assert words in said
    assert "Record a step" not in said, "what stood then is not changed from there"


def test_step_is_recorded_and_taken_back(scene: Scene, client: Client) -> None:
    address = f"{scene.address}timeline/"
    typed = {"event": "submitted", "happened_on": "2018-05-21", "note": "By the director"}
    said = text(read(client.post(f"{address}add/", typed, follow=True)))
    assert "Recorded: Submitted, 21 May 2018." in said
    again = client.post(f"{address}add/", typed)
    assert "recorded for that day already" in text(read(again, 422))
    event = PlanEvent.objects.get()
    back = f"{address}{event.pk}/take-back/"
    assert "Give a reason" in text(read(client.post(back, {"reason": ""}), 422))
    said = text(read(client.post(back, {"reason": "Another plan’s"}, follow=True)))
    assert "Taken back: Submitted, 21 May 2018." in said
    assert client.get(back).status_code == 404


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"event": "closed", "happened_on": "2090-01-01"}, "in the future"),
        ({"event": "other", "happened_on": "2018-05-21"}, "Say what the step was"),
        ({"event": "x", "happened_on": "2018-05-21"}, "Choose what happened"),
        ({"event": "closed", "happened_on": "soon"}, "Enter a real date"),
        ({"event": "closed", "happened_on": "2018-05-21", "note": "x" * 50_000}, "300 characters"),
    ],
)
def test_step_that_is_wrong_says_so(
    scene: Scene, client: Client, typed: dict[str, str], words: str
) -> None:
    answer = client.post(f"{scene.address}timeline/add/", typed)
    assert words in text(read(answer, 422))
    assert not PlanEvent.objects.exists()


def test_open_actions_are_ticked_to_be_carried_and_complete_ones_are_not(
    scene: Scene, client: Client
) -> None:
    still, done = make_action(scene, "1.1"), make_action(scene, "1.2")
    record_completion(action=done, completed_on=day(9), evidence="Minutes", by=scene.manager)
    page = read(client.get(f"{scene.address}succeed/"))
    ticked = [box["value"] for box in page.select("input[name=actions][checked]")]
    assert ticked == [str(still.pk)]
    assert len(page.select("input[name=actions]")) == 2


def test_plan_is_succeeded_by_a_form(scene: Scene, client: Client) -> None:
    action = make_action(scene, "1.1", owners=scene.place.posts[:1], due="June 2018")
    rate(action, scene.ratings["R"], day(3), by=scene.manager, commentary="Nobody to do it")
    form = filled(read(client.get(f"{scene.address}succeed/")))
    typed = form | {"title": "Accelerated Progress Plan"}
    said = text(read(client.post(f"{scene.address}succeed/", typed, follow=True)))
    assert "Accelerated Progress Plan takes the place of SEND action plan, which is closed." in said
    new = Plan.objects.get(succeeds=scene.plan)
    assert (new.slug, new.kind) == ("accelerated-progress-plan", PlanKind.APP)
    area = scene.place.area.slug
    carried = _page(client, f"/{area}/{new.slug}/actions/1.1/")
    assert "Carries on 1.1 in SEND action plan" in carried
    assert "Its history in SEND action plan" in carried
    assert "Nobody to do it" in carried
    assert "Carried on as 1.1 in Accelerated" in _page(client, f"{scene.address}actions/1.1/")
    assert "Succeeds SEND action plan" in _page(client, f"/{area}/{new.slug}/")
    assert "Succeeded by Accelerated Progress Plan" in _page(client, scene.address)
    assert "has been succeeded" in _page(client, f"{scene.address}succeed/")


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"title": ""}, "Enter the title of the new plan"),
        ({"starts_on": "2090-01-01"}, "today or earlier"),
        ({"starts_on": "2017-01-01"}, "cannot start before"),
        ({"actions": ["9" * 40]}, "Choose actions of this plan"),
        ({"kind": "x"}, "Choose what kind of plan it is"),
        ({"slug": "two words"}, "letters, digits and hyphens only"),
        ({"slug": "send"}, "has a plan"),
    ],
)
def test_succession_that_is_wrong_says_so_and_changes_nothing(
    scene: Scene, client: Client, typed: dict[str, Any], words: str
) -> None:
    make_action(scene)
    good = {"title": "Next plan", "kind": "app", "starts_on": "2019-01-01", "slug": ""}
    answer = client.post(f"{scene.address}succeed/", good | typed)
    assert words in text(read(answer, 422))
    assert Plan.objects.get().stage == PlanStage.DELIVERY


def test_only_those_who_manage_a_plan_are_offered_to_change_its_life(scene: Scene) -> None:
    record_event(
        plan=scene.plan,
        event=PlanEventKind.SUBMITTED,
        happened_on=day(9),
        by=scene.manager,
    )
    for role in (Role.OWNER, Role.OFFICER, Role.MEMBER, Role.MONITOR):
        said = _page(signed_in(scene.place.people[role]), f"{scene.address}timeline/")
        assert "Submitted" in said
        assert "Record a step" not in said
        assert "Take back" not in said


def test_plan_without_anything_says_when_it_begins(scene: Scene, client: Client) -> None:
    said = _page(client, f"{scene.address}timeline/")
    assert "SEND action plan begins" in said


def test_timelines_lead_from_plan_to_plan(scene: Scene, client: Client) -> None:
    new = _succeeded(scene)
    page = read(client.get(f"{scene.address}timeline/"))
    there = f"/{scene.place.area.slug}/{new.slug}/timeline/"
    assert page.select_one(f'main table a[href="{there}"]') is not None
    page = read(client.get(there))
    assert page.select_one(f'main table a[href="{scene.address}timeline/"]') is not None


def test_form_lists_the_open_dates_and_carries_them_unless_somebody_chooses_otherwise(
    scene: Scene, client: Client
) -> None:
    inspected(scene)
    with_addresses(scene)
    today = timezone.localdate()
    given: dict[str, Any] = {
        "kind": DeadlineKind.OTHER,
        "basis": DeadlineBasis.OTHER_DAY,
        "basis_on": today,
        "basis_words": "the letter",
        "count": 30,
        "listeners": scene.place.posts[:1],
    }
    carried, left, ended = (
        make_deadline(scene, title=title, **given) for title in ("Carried", "Left", "Ended")
    )
    address = f"{scene.address}succeed/"
    page = read(client.get(address))
    form = filled(page)
    assert {form[f"date_{row.pk}"] for row in (carried, left, ended)} == {"carry"}
    said = text(page)
    assert "30 working days left" in said
    assert "Those told of it are still told" in said
    typed = form | {
        "title": "Accelerated Progress Plan",
        "slug": "app",
        f"date_{left.pk}": "leave",
        f"date_{ended.pk}": "end",
    }
    refused = client.post(address, typed)
    assert "Say why it applies no longer" in text(read(refused, 422))
    answer = client.post(address, typed | {"ended_reason": "DfE let it go"}, follow=True)
    assert "takes the place of" in text(read(answer))
    clock = _page(client, f"/{scene.place.area.slug}/app/clock/")
    for words in (
        "Carried Carried from SEND action plan",
        "Left Of SEND action plan , the plan before, which left it open",
        "Review of the Accelerated Progress Plan",
        "What was recorded of it: ",
        "SEND action plan: Carried on. Carried into Accelerated Progress Plan",
    ):
        assert words in clock
    assert "Ended" not in clock
    old = _page(client, f"{scene.address}clock/")
    for words in ("Carried into Accelerated Progress Plan", "DfE let it go", "Applies after all"):
        assert words in old
    dashboard = _page(client, f"/{scene.place.area.slug}/app/")
    assert "Statutory dates" in dashboard


def test_date_that_applies_no_longer_is_said_so_on_the_clock_and_taken_back(
    scene: Scene, client: Client
) -> None:
    inspected(scene)
    deadline = make_deadline(scene)
    address = f"{scene.address}clock/{deadline.pk}/"
    form = filled(read(client.get(f"{address}applies-no-longer/")))
    answer = client.post(
        f"{address}applies-no-longer/", form | {"reason": "DfE let it go"}, follow=True
    )
    said = text(read(answer))
    assert "it applies no longer" in said
    assert "has passed without being met" not in said
    form = filled(read(client.get(f"{address}applies/")))
    back = client.post(f"{address}applies/", form | {"reason": "They had not"}, follow=True)
    assert "1 date has passed without being met" in text(read(back))
