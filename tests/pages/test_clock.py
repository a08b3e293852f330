"""The pages of a plan's statutory dates: the table, the forms, and what they refuse."""

import re
from datetime import date
from typing import Any

import pytest
from django.test import Client

from actions.choices import DeadlineKind, PlanEventKind, PlanStage
from actions.clock import DeadlineStanding, deadlines_as_at
from actions.models import Deadline, DeadlineEntry
from actions.services import clock
from actions.services.plans import change_plan_stage
from actions.services.rows import version
from actions.services.succession import record_event
from tests.actions.clocks import DUE, inspected, make_deadline
from tests.conftest import signed_in
from tests.factories import Scene, make_place, make_plan, make_scene
from tests.pages.reading import answered as read
from tests.pages.reading import words as text
from tests.pages.set_up import filled
from tests.pages.test_query_counts import counted
from wsoa.capabilities import Role

FORM: dict[str, Any] = {
    "kind": "wsoa",
    "title": "",
    "basis": "publication",
    "basis_on": "",
    "basis_words": "",
    "count": "70",
    "unit": "working-days",
    "source": "The letter",
    "warn_days": "20, 10; 5 1",
}


@pytest.fixture
def client(scene: Scene) -> Client:
    """The project manager's browser."""
    return signed_in(scene.manager)


def _page(client: Client, address: str, status: int = 200) -> str:
    return text(read(client.get(address), status))


def _after(client: Client, address: str, typed: dict[str, Any]) -> str:
    """The page that a form leads to."""
    answer = client.post(address, typed, follow=True)
    assert answer.redirect_chain, "the form was saved"
    return text(read(answer))


def test_page_shows_each_date_with_its_day_what_is_left_how_and_who(
    scene: Scene, client: Client
) -> None:
    inspected(scene)
    make_deadline(scene, listeners=scene.place.posts[:2], source="The letter")
    said = _page(client, f"{scene.address}clock/?as_at=2018-05-01")
    for words in (
        "Next: Submit the Written Statement of Action, Tuesday 22 May 2018, 14 working days left",
        "70 working days after the day the letter was published",
        "Friday 30 March 2018 (Good Friday)",
        "Where it comes from: The letter",
        "2 posts",
        "Head of SEND, Council",
        "20: 23 April 2018",
        "and once if it passes",
        "(no email address, so not told)",
    ):
        assert words in said
    assert "Say when it was met" not in said, "what stood then is not changed from there"
    today = _page(client, f"{scene.address}clock/")
    assert "1 date has passed without being met" in today
    assert "Say when it was met" in today


def test_page_without_dates_says_what_to_do_first(scene: Scene, client: Client) -> None:
    said = _page(client, f"{scene.address}clock/")
    assert "No date is counted yet" in said
    assert "Add the usual dates" in said
    make_plan(scene.place, slug="own", kind="improvement")
    own = _page(client, f"/{scene.place.area.slug}/own/clock/")
    assert "Add the usual dates" not in own
    reader = signed_in(scene.place.people[Role.MEMBER])
    assert "Add a date" not in _page(reader, f"{scene.address}clock/")


def test_usual_dates_are_added_by_one_button(scene: Scene, client: Client) -> None:
    inspected(scene)
    said = _after(client, f"{scene.address}clock/usual/", {})
    assert "Added: Submit the Written Statement of Action; Advice to the Minister" in said
    again = _after(client, f"{scene.address}clock/usual/", {})
    assert "There is no usual date to add" in again
    assert Deadline.objects.count() == 2


def test_form_says_that_past_days_are_counted_anew_and_so_they_are(
    scene: Scene, client: Client
) -> None:
    inspected(scene)
    deadline = make_deadline(scene)
    url = f"{scene.address}clock/{deadline.pk}/"
    assert "past days show it by the new count too" in _page(client, url)
    assert "past days show it" not in _page(client, f"{scene.address}clock/add/")
    form = filled(read(client.get(url)))
    _after(client, url, {**form, "basis": "letter"})
    assert "Monday 14 May 2018" in _page(client, f"{scene.address}clock/?as_at=2018-03-01")


def test_missing_publication_is_named_with_what_to_do(scene: Scene, client: Client) -> None:
    inspected(scene, published_on=None)
    make_deadline(scene)
    said = _page(client, f"{scene.address}clock/")
    assert "The day the letter was published is not known. Add it to the inspection" in said
    assert "Day not known" in said


def test_date_is_added_with_who_is_told(scene: Scene, client: Client) -> None:
    inspected(scene)
    listeners = [str(post.pk) for post in scene.place.posts[:2]]
    said = _after(client, f"{scene.address}clock/add/", FORM | {"listeners": listeners})
    assert "Submit the Written Statement of Action is added." in said
    (found,) = deadlines_as_at(scene.plan, DUE)
    assert (found.day, found.warn_days, len(found.listeners)) == (DUE, (20, 10, 5, 1), 2)


def test_form_begins_with_how_a_kind_of_date_is_usually_counted(
    scene: Scene, client: Client
) -> None:
    for kind in DeadlineKind:
        form = filled(read(client.get(f"{scene.address}clock/add/?kind={kind.value}")))
        assert form["kind"] == kind.value
        assert form["warn_days"] == "20, 10, 5, 1"
    form = filled(read(client.get(f"{scene.address}clock/add/?kind=resubmission")))
    assert (form["count"], form["unit"], form["basis"]) == ("10", "working-days", "other-day")
    assert filled(read(client.get(f"{scene.address}clock/add/?kind=none")))["kind"] == "other"


@pytest.mark.parametrize(
    ("typed", "day", "others"),
    [
        ({}, "Tuesday 22 May 2018", ["Monday 14 May 2018, from the date of the letter"]),
        ({"basis": "letter"}, "Monday 14 May 2018", ["Tuesday 22 May 2018, from the day the"]),
        (
            {"basis": "other-day", "basis_on": "2018-06-01", "basis_words": "Returned"}
            | {"count": "10", "unit": "calendar-days"},
            "Monday 11 June 2018",
            [],
        ),
        ({"count": "12", "unit": "months"}, "Friday 8 February 2019", []),
    ],
)
def test_day_is_shown_before_anything_is_saved(
    scene: Scene, client: Client, typed: dict[str, Any], day: str, others: list[str]
) -> None:
    inspected(scene)
    answer = client.post(f"{scene.address}clock/add/", FORM | typed | {"show": "yes"})
    page = read(answer)
    shown = page.select_one("#preview-title")
    assert text(shown) == day
    said = text(page)
    assert "Nothing is saved yet" in said
    assert all(other in said for other in others)
    assert filled(page)["count"] == (FORM | typed)["count"], "what was typed is still there"
    assert not Deadline.objects.exists()


@pytest.mark.parametrize("show", [{}, {"show": "yes"}])
@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"count": "0"}, "enter a whole number from 1 to 9,999"),
        ({"count": "seventy"}, "enter a whole number"),
        ({"count": "9" * 50}, "enter a whole number"),
        ({"count": "9999", "unit": "months"}, "beyond 31 December 2100"),
        ({"basis": "other-day"}, "Give the day that it is counted from"),
        ({"basis": "moon"}, "Choose from which day it is counted"),
        ({"kind": "x"}, "Choose which date it is"),
        ({"basis_on": "30 February"}, "Enter a real date"),
        ({"warn_days": "ten"}, "numbers of working days with commas"),
        ({"listeners": ["0"]}, "Choose posts of this area"),
        ({"listeners": ["9" * 40]}, "Choose posts of this area"),
        ({"title": "x" * 50_000}, "200 characters or fewer"),
        ({"source": "x" * 301}, "300 characters or fewer"),
    ],
)
def test_form_that_is_wrong_says_so_and_keeps_what_was_typed(
    scene: Scene, client: Client, typed: dict[str, Any], words: str, show: dict[str, str]
) -> None:
    inspected(scene)
    answer = client.post(f"{scene.address}clock/add/", FORM | typed | show)
    page = read(answer, 422)
    assert words in text(page)
    assert filled(page)["source"] == (FORM | typed)["source"]
    assert not Deadline.objects.exists()


def test_date_is_changed_removed_and_not_over_somebody_elses_change(
    scene: Scene, client: Client
) -> None:
    inspected(scene)
    deadline = make_deadline(scene, listeners=scene.place.posts[:1])
    address = f"{scene.address}clock/{deadline.pk}/"
    form = FORM | {"basis": "letter", "seen": version(deadline)}
    assert "is saved" in _after(client, address, form)
    answer = client.post(address, form | {"count": "80"})
    page = read(answer, 409)
    assert "What it says now" in text(page)
    assert "Who is told" in text(page)
    assert "is saved" in _after(client, address, filled(page))
    deadline.refresh_from_db()
    assert deadline.count == 80
    assert "is removed" in _after(client, f"{address}remove/", {})
    assert not Deadline.objects.exists()


def test_another_day_is_set_with_a_reason_and_put_back(scene: Scene, client: Client) -> None:
    inspected(scene)
    deadline = make_deadline(scene)
    address = f"{scene.address}clock/{deadline.pk}/"
    form = filled(read(client.get(f"{address}day/")))
    refused = client.post(f"{address}day/", form | {"day": "2018-06-15"})
    assert "Give a reason" in text(read(refused, 422))
    said = _after(client, f"{address}day/", form | {"day": "2018-06-15", "reason": "Agreed"})
    assert "the day is Friday 15 June 2018" in said
    assert "as counted 22 May 2018" in said
    back = filled(read(client.get(f"{address}as-counted/")))
    said = _after(client, f"{address}as-counted/", back | {"reason": "Withdrawn"})
    assert "the day is Tuesday 22 May 2018" in said


def test_date_is_met_corrected_and_not_met_after_all(scene: Scene, client: Client) -> None:
    inspected(scene)
    deadline = make_deadline(scene)
    address = f"{scene.address}clock/{deadline.pk}/"
    form = filled(read(client.get(f"{address}met/")))
    refused = client.post(f"{address}met/", form | {"met_on": "2090-01-01"})
    assert "in the future" in text(read(refused, 422))
    assert "met on 22 May 2018, in time" in _after(
        client, f"{address}met/", form | {"met_on": "2018-05-22"}
    )
    stale = client.post(f"{address}met/", form | {"met_on": "2018-05-24"})
    page = read(stale, 409)
    assert "Met on 22 May 2018, in time" in text(page)
    assert "2 working days late" in _after(client, f"{address}met/", filled(page))
    form = filled(read(client.get(f"{address}not-met/")))
    said = _after(client, f"{address}not-met/", form | {"reason": "It was a draft"})
    assert re.search(r"About \d+ years .*late", said)
    (found,) = deadlines_as_at(scene.plan, date(2018, 6, 1))
    assert found.standing == DeadlineStanding.PASSED
    assert DeadlineEntry.objects.count() == 3


def test_date_of_which_something_was_recorded_says_why_it_stays(
    scene: Scene, client: Client
) -> None:
    deadline = make_deadline(scene)
    clock.meet(deadline=deadline, met_on=date(2018, 5, 1), by=scene.manager)
    page = read(client.get(f"{scene.address}clock/{deadline.pk}/remove/"))
    assert "so it stays" in text(page)
    assert page.select_one("main button") is None


def test_what_somebody_typed_is_shown_as_text(scene: Scene, client: Client) -> None:
    inspected(scene)
    make_deadline(scene, title="<script>alert(1)</script>", source="<b>x</b>")
    page = read(client.get(f"{scene.address}clock/"))
    assert page.select_one("main script, main b") is None
    assert "<script>alert(1)</script>" in text(page)


@pytest.mark.django_db
@pytest.mark.parametrize(("path", "queries"), [("clock/", 9), ("timeline/", 11)])
def test_pages_cost_the_same_queries_for_few_dates_and_for_many(path: str, queries: int) -> None:
    counts = []
    for slug, number in (("small", 2), ("large", 12)):
        scene = make_scene(make_place(slug))
        inspected(scene)
        for each in range(1, number + 1):
            deadline = make_deadline(scene, count=each, listeners=scene.place.posts)
            clock.meet(deadline=deadline, met_on=date(2018, 5, each), by=scene.manager)
            record_event(
                plan=scene.plan,
                event=PlanEventKind.REVIEWED,
                happened_on=date(2018, 5, each),
                by=scene.manager,
            )
        counts.append(counted(scene, path))
    assert counts == [queries] * 2


def test_date_met_by_a_step_says_so_and_the_button_for_usual_dates_goes_with_the_last(
    scene: Scene, client: Client
) -> None:
    inspected(scene)
    clock.add_usual(plan=scene.plan, by=scene.manager)
    record_event(
        plan=scene.plan,
        event=PlanEventKind.SUBMITTED,
        happened_on=date(2018, 5, 21),
        by=scene.manager,
    )
    said = _page(client, f"{scene.address}clock/")
    assert "Met on 21 May 2018, in time, by a step on the timeline" in said
    assert "Not met after all" not in said
    assert "Add the usual dates" not in said, "none can be added yet"


def test_closed_plan_offers_only_what_can_still_be_said(scene: Scene, client: Client) -> None:
    make_deadline(scene)
    change_plan_stage(plan=scene.plan, stage=PlanStage.CLOSED, by=scene.manager)
    said = _page(client, f"{scene.address}clock/")
    assert "Say when it was met" in said
    assert "Add a date" not in said
    assert "Set another day" not in said
