"""Changing an action on its pages: what holds from when, what stays, and what somebody else did meanwhile."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from actions.choices import AuditEvent, PlanStage
from actions.models import Action, ActionLife, ActionWording, AuditEntry
from actions.position import Line, position_as_at
from actions.services import actions as services
from actions.services import plans as services_of_plans
from tests.conftest import signed_in
from tests.factories import Scene, day, make_action, make_place, make_scene
from tests.kept import kept_fixture
from tests.pages.reading import errors_at_fields, links, read, value_of, words

LONG = "x" * 50_000


@kept_fixture
def action(scene: Scene) -> Action:
    """An action with an owner and a due date."""
    return make_action(scene, "1B ii", owners=scene.place.posts[:1], due="June 2018")


@pytest.fixture
def client(scene: Scene) -> Client:
    """The project manager's browser."""
    return signed_in(scene.manager)


def address(scene: Scene, what: str = "", reference: str = "1bii") -> str:
    return f"{scene.address}actions/{reference}/{what}"


def line(scene: Scene, action: Action, on: date) -> Line:
    found = position_as_at(scene.plan, on).line(action.pk)
    assert found is not None
    return found


def send(client: Client, where: str, **given: Any) -> Any:
    """The form as its page gives it, with what a person changes."""
    page = read(client.get(where))
    form = {"based_on": value_of(page, "based_on"), "reason": "Agreed by the board", **given}
    return client.post(where, form, follow=True)


def test_reworded_action_says_so_from_the_day_and_not_before(scene, client, action):
    answer = send(
        client, address(scene, "reword/"), title="New", detail="", effective_date=str(day(30))
    )
    assert "1B ii is reworded. It holds from 31 January 2018." in words(read(answer))
    assert line(scene, action, day(29)).title == "Do what 1B ii says"
    assert line(scene, action, day(30)).title == "New"


def test_change_dated_before_a_later_one_says_until_when_it_holds(scene, client, action):
    where = address(scene, "reword/")
    send(client, where, title="Second", detail="", effective_date=str(day(40)))
    hint = words(read(client.get(where)))
    assert "The last change holds from 10 February 2018" in hint
    answer = send(client, where, title="First", detail="", effective_date=str(day(10)))
    assert "It holds from 11 January 2018 to 9 February 2018" in words(read(answer))
    assert line(scene, action, day(39)).title == "First"
    assert line(scene, action, day(40)).title == "Second"


def test_renumbered_action_is_found_by_its_old_reference_and_says_formerly(scene, client, action):
    answer = send(client, address(scene, "renumber/"), reference="2.9", effective_date=str(day(30)))
    assert answer.redirect_chain[-1][0] == address(scene, reference="2.9")
    again = client.get(address(scene), follow=True)
    assert again.redirect_chain == [(address(scene, reference="2.9"), 302)]
    assert "Action 2.9, formerly 1B ii" in words(read(again))


def test_moved_action_stands_elsewhere_from_the_day(scene, client, action):
    answer = send(
        client,
        address(scene, "move/"),
        theme=scene.themes[2].pk,
        workstream=scene.workstreams[1].pk,
        report_group="",
        effective_date=str(day(30)),
    )
    assert answer.status_code == 200
    assert line(scene, action, day(29)).theme.reference == "1"
    now = line(scene, action, day(30))
    assert (now.theme.reference, now.workstream and now.workstream.reference) == ("2A", "WS2")


def test_owners_are_kept_in_the_order_chosen(scene, client, action):
    nurse, head = scene.place.posts[2], scene.place.posts[0]
    answer = send(
        client,
        address(scene, "owners/"),
        owner_1=nurse.pk,
        owner_2=head.pk,
        lead_organisation=scene.place.health.pk,
        effective_date=str(day(30)),
    )
    assert f"1B ii is owned by {nurse}, {head}." in words(read(answer))
    now = line(scene, action, day(30))
    assert [owner.id for owner in now.owners] == [nurse.pk, head.pk]
    assert now.lead_organisation == "Health"


def test_owner_chosen_twice_is_refused_beside_the_first(scene, client, action):
    post = scene.place.posts[1].pk
    answer = send(
        client,
        address(scene, "owners/"),
        owner_1=post,
        owner_2=post,
        lead_organisation="",
        effective_date=str(day(30)),
    )
    assert answer.status_code == 422
    assert errors_at_fields(read(answer)) == {"owner_1": "An owner is named twice."}


@pytest.mark.parametrize(
    "what", ["change/", "reword/", "withdraw/", "due-date/", "milestones/add/", "owners/"]
)
def test_page_that_changes_a_superseded_action_says_so_and_leads_to_its_successor(
    scene, client, action, what
):
    successor = make_action(scene, "2.9", title="The new way")
    services.supersede_action(
        action=action, replaced_by=successor, effective_date=day(40), reason="x", by=scene.manager
    )
    answer = client.get(address(scene, what))
    assert answer.status_code == 404
    page = read(answer)
    assert "It was superseded on 10 February 2018" in words(page)
    found = links(page, "main a")
    assert ("2.9 The new way", address(scene, reference="2.9")) in found
    assert address(scene) in [href for _, href in found]


def test_withdrawn_action_is_listed_with_day_and_reason_and_can_be_put_back(scene, client, action):
    send(client, address(scene, "withdraw/"), effective_date=str(day(40)), reason="Merged")
    gone = read(client.get(address(scene)))
    assert "This action was withdrawn from the plan on 10 February 2018" in words(gone)
    assert (address(scene, "restore/")) in [href for _, href in links(gone, "main a")]
    listed = words(read(client.get(f"{scene.address}no-longer/")).select_one("tbody"))
    assert listed == "1B ii Do what 1B ii says 10 February 2018 Withdrawn Merged"
    answer = send(client, address(scene, "restore/"), effective_date=str(day(50)))
    assert "1B ii is back in the plan. It holds from 20 February 2018." in words(read(answer))
    assert "Put back in the plan" in words(read(answer).select_one(".wsoa-timeline"))
    on = [day(number) for number in (39, 40, 49, 50)]
    live = [position_as_at(scene.plan, each).line(action.pk) is not None for each in on]
    assert live == [True, False, False, True]


def test_superseded_actions_page_leads_to_its_successor(scene, client, action):
    make_action(scene, "1C i", title="Do it better")
    answer = send(
        client, address(scene, "supersede/"), replaced_by="1ci", effective_date=str(day(40))
    )
    page = read(answer)
    assert "1B ii is superseded by 1C i." in words(page)
    assert ("1C i Do it better", address(scene, reference="1ci")) in links(page, "main a")
    assert "Superseded by 1C i" in words(read(client.get(f"{scene.address}no-longer/")))


@pytest.mark.parametrize("typed", ["9Z", "1bii", "\x00", "<b>"])
def test_superseded_by_nothing_or_by_itself_is_refused_at_the_field(scene, client, action, typed):
    answer = send(
        client, address(scene, "supersede/"), replaced_by=typed, effective_date=str(day(40))
    )
    assert answer.status_code == 422
    assert set(errors_at_fields(read(answer))) == {"replaced_by"}


def test_action_of_another_area_is_no_successor(scene, client, action):
    make_action(make_scene(make_place("elsewhere")), "7.7")
    answer = send(
        client, address(scene, "supersede/"), replaced_by="7.7", effective_date=str(day(40))
    )
    assert answer.status_code == 422


CHANGES: dict[str, tuple[dict[str, Any], Callable[..., None], dict[str, Any]]] = {
    "reword/": (
        {"title": "Mine", "detail": ""},
        services.reword_action,
        {"title": "T", "detail": ""},
    ),
    "renumber/": ({"reference": "8.8"}, services.renumber_action, {"reference": "9.9"}),
    "move/": ({"theme": "2"}, services.move_action, {}),
    "owners/": ({}, services.assign_action, {"lead_organisation": None, "owners": ()}),
    "withdraw/": ({}, services.withdraw_action, {}),
}


@pytest.mark.parametrize("what", CHANGES)
def test_change_is_held_back_where_somebody_else_changed_the_same_meanwhile(
    scene, client, action, what
):
    form, service, theirs = CHANGES[what]
    if "theme" in form:
        form = {"theme": scene.themes[1].pk}
    where = address(scene, what)
    seen = value_of(read(client.get(where)), "based_on")
    service(
        action=action,
        effective_date=day(20),
        reason="They know more",
        by=scene.place.administrator,
        **theirs,
    )
    mine = {**form, "effective_date": str(day(30)), "reason": "Why I change it", "based_on": seen}
    answer = client.post(where, mine)
    assert answer.status_code == 409
    page = read(answer)
    assert "They know more" in words(page.select_one(".wsoa-conflict"))
    assert scene.place.administrator.name in words(page.select_one(".wsoa-conflict"))
    assert value_of(page, "reason") == "Why I change it"
    again = client.post(where, {**mine, "based_on": value_of(page, "based_on")})
    assert again.status_code == (422 if what == "withdraw/" else 302)


def test_change_of_another_history_meanwhile_is_no_conflict(scene, client, action):
    where = address(scene, "reword/")
    seen = value_of(read(client.get(where)), "based_on")
    services.move_action(
        action=action,
        theme=scene.themes[1],
        effective_date=day(20),
        reason="Fits better",
        by=scene.place.administrator,
    )
    form = {"title": "New", "detail": "", "effective_date": str(day(30)), "reason": "Clearer"}
    assert client.post(where, {**form, "based_on": seen}).status_code == 302


@pytest.mark.parametrize("based_on", ["", "0", "-1", "x", "9" * 30, "\x00"])
def test_forged_word_on_what_was_seen_saves_nothing(scene, client, action, based_on):
    form = {"title": "New", "detail": "", "effective_date": str(day(30)), "reason": "Clearer"}
    answer = client.post(address(scene, "reword/"), {**form, "based_on": based_on})
    assert answer.status_code in {409, 422}
    assert ActionWording.objects.filter(action=action).count() == 1


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"title": ""}, "title"),
        ({"title": LONG}, "title"),
        ({"detail": LONG}, "detail"),
        ({"reason": "\u200b"}, "reason"),
        ({"effective_date": ""}, "effective_date"),
        ({"effective_date": "2999-01-01"}, "effective_date"),
        ({"effective_date": "2017-12-31"}, "effective_date"),
    ],
)
def test_unfit_wording_comes_back_with_what_was_typed(scene, client, action, given, field):
    good = {"title": "New", "detail": "<b>", "effective_date": str(day(30)), "reason": "Clearer"}
    answer = send(client, address(scene, "reword/"), **{**good, **given})
    assert answer.status_code == 422
    page = read(answer)
    assert set(errors_at_fields(page)) == {field}
    if field != "detail":
        assert value_of(page, "detail") == "<b>"


def test_new_action_without_a_reference_takes_the_next_in_its_theme(scene, client, action):
    where = f"{scene.address}add-action/"
    assert "1 (next 1B iii): Assessment" in words(read(client.get(where)))
    form = {
        "theme": scene.themes[0].pk,
        "title": "Publish the offer",
        "due": "Q3 2018/19",
        "owner_1": scene.place.posts[1].pk,
        "effective_date": str(day(9)),
        "reason": "Agreed by the board",
    }
    answer = client.post(where, form, follow=True)
    page = words(read(answer))
    assert "Agreed by the board" in page
    assert "1B iii is added to the plan." in page
    assert "It is due October to December 2018, so by 31 December 2018." in page
    added = Action.objects.with_reference(scene.plan, "1B iii").get()
    assert [owner.title for owner in line(scene, added, day(9)).owners] == [
        "Head of the virtual school"
    ]


def test_new_action_needs_a_reason_once_the_plan_is_in_delivery(scene, client):
    where = f"{scene.address}add-action/"
    form = {"theme": scene.themes[0].pk, "title": "New", "effective_date": str(day(9))}
    refused = client.post(where, {**form, "reason": " ... "})
    assert refused.status_code == 422
    assert errors_at_fields(read(refused)) == {"reason": "Say why the action is added."}
    services_of_plans.change_plan_stage(plan=scene.plan, stage=PlanStage.WRITING, by=scene.manager)
    assert client.post(where, form).status_code == 302
    assert client.post(where, {**form, "reason": "Left out by mistake"}).status_code == 302
    told = AuditEntry.objects.filter(event=AuditEvent.ACTION_ADDED).order_by("id")
    assert [entry.summary for entry in told] == ["1.1", "1.2: Left out by mistake"]
    lives = ActionLife.objects.order_by("id")
    assert [life.reason for life in lives] == ["", "Left out by mistake"]


def test_new_action_with_unfit_values_comes_back_with_each_said_beside_its_field(
    scene, client, action
):
    form = {
        "theme": "999999",
        "reference": "1B-ii",
        "title": "",
        "due": "soonish",
        "owner_1": "0",
        "effective_date": "",
    }
    answer = client.post(f"{scene.address}add-action/", form)
    assert answer.status_code == 422
    assert set(errors_at_fields(read(answer))) == {
        *("theme", "due", "owner_1", "effective_date", "reason")
    }
    good = {"theme": scene.themes[0].pk, "due": "", "owner_1": "", "effective_date": str(day(9))}
    good["reason"] = "Agreed"
    taken = client.post(f"{scene.address}add-action/", {**form, **good, "title": "New"})
    assert "is, or was, the reference" in errors_at_fields(read(taken))["reference"]
    assert Action.objects.filter(plan=scene.plan).count() == 1


def test_due_date_is_read_back_while_it_is_typed(scene, client):
    def said(typed: str) -> str:
        answer = client.get(f"{scene.address}dates/read/", {"due": typed})
        assert answer.status_code == 200
        return str(answer.content.decode().strip())

    assert said("Q3 2019/20") == "Understood as October to December 2019, so by 31 December 2019."
    assert said("") == ""
    assert "is not a date" in said("soon")
    assert "<script>" not in said("<script>alert(1)</script>")
    assert len(said(LONG)) < 400


@settings(max_examples=12, suppress_health_check=list(HealthCheck))
@given(
    what=st.lists(
        st.tuples(
            st.sampled_from(["reword/", "renumber/", "move/", "owners/"]), st.integers(5, 20)
        ),
        min_size=1,
        max_size=3,
    )
)
def test_changes_on_the_pages_leave_the_positions_before_them_as_they_were(scene, what):
    reference = f"7.{Action.objects.count()}"
    make_action(scene, reference)
    client = signed_in(scene.manager)
    for number, (page, on) in enumerate(what):
        eve = position_as_at(scene.plan, day(on - 1))
        answer = send(
            client,
            address(scene, page, reference),
            title=f"T{number}",
            detail="",
            reference=f"{reference}.{number}",
            theme=scene.themes[number].pk,
            owner_1=scene.place.posts[number].pk,
            lead_organisation="",
            effective_date=str(day(on)),
        )
        assert answer.status_code == 200
        assert position_as_at(scene.plan, day(on - 1)) == eve
