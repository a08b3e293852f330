"""Milestones of an action on its page: added, done, changed, dropped, and what somebody else did."""

from typing import Any

import pytest
from django.test import Client

from actions.due_dates import DueDate
from actions.milestones import milestones_as_at
from actions.models import Action, Milestone
from actions.services import milestones as services
from tests.conftest import signed_in
from tests.factories import Scene, at, dated, day, from_today, make_action, make_actions
from tests.kept import kept_fixture
from tests.pages.reading import errors_at_fields, links, read, value_of, words


@kept_fixture
def action(scene: Scene) -> Action:
    """An action that the action owner owns."""
    return make_action(scene, "1.1", owners=scene.place.posts[:1])


@kept_fixture
def milestone(scene: Scene, action: Action) -> Milestone:
    """One that was due in February 2018 and is not done."""
    return services.add_milestone(
        action=action,
        title="First draft",
        due=DueDate.parse("February 2018"),
        by=scene.manager,
        now=at(day(5)),
    )


@pytest.fixture
def owner(scene: Scene) -> Client:
    """The action owner's browser."""
    return signed_in(scene.place.owner)


def _where(scene: Scene, milestone: Milestone, what: str) -> str:
    return f"{scene.address}actions/1.1/milestones/{milestone.pk}/{what}/"


def _send(client: Client, where: str, **given: Any) -> Any:
    seen = value_of(read(client.get(where)), "based_on")
    return client.post(where, {"based_on": seen, **given}, follow=True)


def test_owner_adds_a_milestone_in_words(scene, owner, action):
    where = f"{scene.address}actions/1.1/milestones/add/"
    answer = owner.post(where, {"title": "Consultation", "due": "Q1 2088/89"}, follow=True)
    page = read(answer)
    assert "The milestone is added. It is due April to June 2088, so by 30 June 2088." in words(
        page
    )
    row = words(page.select_one("table tbody tr"))
    assert row.startswith("Consultation Q1 2088/89 Not yet")


def test_milestone_sent_twice_is_added_once(scene, owner, action):
    where = f"{scene.address}actions/1.1/milestones/add/"
    sent = {"title": "Consultation", "due": "May 2088"}
    assert [owner.post(where, sent).status_code for _ in range(2)] == [302, 302]
    assert Milestone.objects.count() == 1
    owner.post(where, sent | {"due": "June 2088"})
    assert Milestone.objects.count() == 2
    services.drop_milestone(
        milestone=Milestone.objects.latest("pk"), reason="No need", by=scene.place.owner
    )
    owner.post(where, sent | {"due": "June 2088"})
    assert Milestone.objects.count() == 3


def test_milestone_past_its_date_is_marked_overdue_until_it_is_done(scene, owner, milestone):
    page = f"{scene.address}actions/1.1/"
    assert "Overdue by" in words(read(owner.get(page)).select_one("table tbody"))
    answer = _send(owner, _where(scene, milestone, "done"), done_on=str(day(68)))
    row = words(read(answer).select_one("table tbody tr"))
    assert row.startswith("First draft February 2018 10 March 2018 10 days late Not done")
    values = {on: milestones_as_at(milestone.action, day(on)) for on in (4, 5, 60, 67, 68)}
    assert values[4] == ()
    assert [(value[0].is_done, value[0].days_overdue) for value in list(values.values())[1:]] == [
        (False, 0),
        (False, 2),
        (False, 9),
        (True, 0),
    ]


def test_milestone_done_before_it_was_last_changed_is_done_all_the_same(scene, owner, milestone):
    services.change_milestone(
        milestone=milestone,
        title="Final draft",
        due=DueDate.parse("March 2018"),
        by=scene.manager,
        now=at(day(40)),
    )
    services.finish_milestone(
        milestone=milestone, done_on=day(30), by=scene.manager, now=at(day(50))
    )
    before, after = (milestones_as_at(milestone.action, day(on))[0] for on in (39, 50))
    assert (before.title, before.is_done) == ("First draft", False)
    assert (after.title, after.done_on) == ("Final draft", day(30))


def test_changed_milestone_keeps_what_it_was_in_the_history(scene, owner, milestone):
    answer = _send(
        owner,
        _where(scene, milestone, "change"),
        title="Second draft",
        due="May 2018",
        reason="Late",
    )
    history = words(read(answer).select_one(".wsoa-timeline"))
    assert "Second draft, due May 2018. Before: First draft, due February 2018" in history


def test_done_taken_back_and_dropped_with_reasons(scene, owner, milestone):
    _send(owner, _where(scene, milestone, "done"), done_on=str(day(68)))
    answer = _send(owner, _where(scene, milestone, "not-done"), reason="Half of it was missing")
    assert "Milestone not done after all" in words(read(answer))
    answer = _send(owner, _where(scene, milestone, "drop"), reason="Merged with the next")
    page = read(answer)
    assert not page.select("#milestones-title ~ table")
    assert "Milestone dropped" in words(page)
    assert "Merged with the next" in words(page)
    assert owner.get(_where(scene, milestone, "done")).status_code == 404
    late = owner.post(
        _where(scene, milestone, "done"), {"done_on": dated("{today}"), "based_on": "1"}
    )
    assert late.status_code == 409


def test_milestone_changed_by_somebody_else_meanwhile_is_shown_first(scene, owner, milestone):
    where = _where(scene, milestone, "change")
    seen = value_of(read(owner.get(where)), "based_on")
    services.finish_milestone(milestone=milestone, done_on=day(30), by=scene.manager)
    form = {"title": "Mine", "due": "May 2018", "reason": "", "based_on": seen}
    answer = owner.post(where, form)
    assert answer.status_code == 409
    page = read(answer)
    assert "Milestone done on 31 January 2018" in words(page.select_one(".wsoa-conflict"))
    assert value_of(page, "title") == "Mine"
    assert owner.post(where, {**form, "based_on": value_of(page, "based_on")}).status_code == 302


@pytest.mark.parametrize(
    ("what", "form", "field"),
    [
        ("change", {"title": " ", "due": "May 2018"}, "title"),
        ("change", {"title": "x" * 50_000, "due": "May 2018"}, "title"),
        ("change", {"title": "T", "due": "soon"}, "due"),
        ("change", {"title": "T", "due": "\x00"}, "due"),
        ("change", {"title": "First draft", "due": "February 2018"}, "title"),
        ("done", {"done_on": ""}, "done_on"),
        ("done", {"done_on": "{tomorrow}"}, "done_on"),
        ("drop", {"reason": "--"}, "reason"),
    ],
)
def test_unfit_milestone_comes_back_with_the_reason(scene, owner, milestone, what, form, field):
    answer = _send(
        owner,
        _where(scene, milestone, what),
        **{name: dated(value) for name, value in form.items()},
    )
    assert answer.status_code == 422
    assert set(errors_at_fields(read(answer))) == {field}


def test_milestone_of_another_action_is_not_found_here(scene, owner, milestone):
    make_action(scene, "1.2", owners=scene.place.posts[:1])
    address = f"{scene.address}actions/1.2/milestones/{milestone.pk}/drop/"
    assert owner.get(address).status_code == 404
    assert owner.post(address, {"reason": "Mine"}).status_code == 404


def test_somebody_elses_milestones_are_theirs_to_change(scene, owner, milestone):
    other = make_action(scene, "1.2", owners=scene.place.posts[1:])
    theirs = services.add_milestone(
        action=other, title="Theirs", due=DueDate.ongoing(), by=scene.manager
    )
    page = read(owner.get(f"{scene.address}actions/1.2/"))
    assert "Theirs" in words(page)
    assert not [href for _, href in links(page, "main a") if "milestones" in href]
    address = f"{scene.address}actions/1.2/milestones/{theirs.pk}/done/"
    assert owner.post(address, {"done_on": str(day(9))}).status_code == 403


def test_milestones_of_an_action_are_one_query(scene, django_assert_num_queries):
    for number, action in enumerate(make_actions(scene, 2), start=1):
        for each in range(number * 5):
            services.add_milestone(
                action=action, title=f"M{each}", due=DueDate.ongoing(), by=scene.manager
            )
        with django_assert_num_queries(1):
            assert len(milestones_as_at(action, from_today(0))) == number * 5
