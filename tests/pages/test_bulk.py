"""The same change of many actions: looked at first, then all of it or nothing."""

from typing import Any

import pytest
from django.test import Client

from actions.errors import NotAllowed, Refused
from actions.models import ActionOwnership, Plan, StatusUpdate, UpdateProposal
from actions.position import Line
from actions.services.actions import withdraw_action
from actions.services.bulk import Changed, Chosen, assign_several, update_several
from actions.services.writing import Seen
from actions.views import bulk as bulk_view
from tests.conftest import signed_in
from tests.factories import (
    Scene,
    dated,
    day,
    from_today,
    make_action,
    make_actions,
    make_place,
    make_scene,
    rate,
)
from tests.kept import kept_fixture
from tests.pages.bulk_steps import begun, carried, lines, outcomes, sent
from tests.pages.reading import errors_at_fields, errors_in_summary, read, rows, words
from tests.parts.register.services import chosen
from wsoa.capabilities import Role


@kept_fixture
def full(scene: Scene) -> Scene:
    """Seven actions; 1.1 is unrated, the others rated in turn."""
    make_actions(scene, 7, "GARBW")
    return scene


@pytest.fixture
def client(full: Scene) -> Client:
    """The project manager's browser."""
    return signed_in(full.manager)


def test_register_offers_rows_to_tick_only_when_asked_and_to_those_who_may(
    full: Scene, client: Client
) -> None:
    assert read(client.get(f"{full.address}actions/")).select("[name=pick]") == []
    page = read(client.get(f"{full.address}actions/?choose=1&rating=R"))
    assert len(page.select("[name=pick]")) == len(rows(page)) > 0
    assert page.select_one("main form[action$='several/'] input[name=rating][value=R]")
    past = read(client.get(f"{full.address}actions/?choose=1&as_at={day(9)}"))
    assert past.select("[name=pick]") == []
    for role in set(Role) - {Role.ADMINISTRATOR, Role.MANAGER}:
        other = signed_in(full.place.people[role])
        assert read(other.get(f"{full.address}actions/?choose=1")).select("[name=pick]") == []


def test_ticked_actions_are_updated_together_after_a_preview(full: Scene, client: Client) -> None:
    before = lines(full)
    picks = "&".join(f"pick={before[name].action_id}" for name in ("1.1", "1.3"))
    form = begun(full, client, f"{picks}&theme=1")
    form |= {"rating": str(full.ratings["G"].pk), "commentary": "Reviewed together"}
    preview = read(sent(full, client, form))
    assert outcomes(preview) == {
        "1.1": ["Unrated", "G Green", ""],
        "1.3": [
            f"{words_of(before['1.3'])} {before['1.3'].commentary}",
            "G Green Reviewed together",
            "",
        ],
    }
    assert StatusUpdate.objects.filter(commentary="Reviewed together").count() == 0
    answer = sent(full, client, carried(preview) | {"save": "1"})
    assert answer.status_code == 302
    assert answer["Location"].endswith("actions/?theme=1")
    after = lines(full)
    for name in ("1.1", "1.3"):
        rating = after[name].rating
        assert rating is not None
        assert rating.code == "G"
        assert after[name].commentary == "Reviewed together"
    assert {name for name in after if after[name] != before[name]} == {"1.1", "1.3"}
    assert "2 actions were updated" in words(read(client.get(answer["Location"])))


def words_of(line: Line) -> str:
    return f"{line.rating.code} {line.rating.label}" if line.rating else "Unrated"


def test_all_that_fit_the_filter_are_chosen_with_those_on_other_pages(
    full: Scene, client: Client
) -> None:
    expected = {line.action_id for line in lines(full).values() if line.top_theme.reference == "2"}
    form = begun(full, client, "theme=2&all=1")
    assert {int(part.split(":")[0]) for part in form["chosen"].split(",")} == expected


def test_each_action_keeps_its_own_rating_and_remedial_action_where_none_is_given(
    full: Scene, client: Client
) -> None:
    for name, line in lines(full).items():
        rate(
            make_action(full, f"7.{name[-1]}"),
            full.ratings["A"],
            day(3),
            by=full.manager,
            remedial_action=f"What helps {line.reference}",
        )
    before = lines(full)
    form = begun(full, client, "rating=A&all=1") | {"commentary": "The board looked at it"}
    preview = read(sent(full, client, form))
    assert sent(full, client, carried(preview) | {"save": "1"}).status_code == 302
    changed = {name: line for name, line in lines(full).items() if line != before[name]}
    assert len(changed) >= 7
    for name, line in changed.items():
        assert line.rating == before[name].rating
        assert line.remedial_action == before[name].remedial_action
        assert line.commentary == "The board looked at it"


def test_preview_names_every_problem_and_offers_to_leave_those_out(
    full: Scene, client: Client
) -> None:
    make_action(full, "9.1", effective_date=day(50))
    form = begun(full, client, "all=1") | {
        "effective_date": day(20).isoformat(),
        "commentary": "As it was",
    }
    page = read(sent(full, client, form))
    found = outcomes(page)
    assert "It has no rating to keep" in found["1.1"][2]
    assert f"It was not in the plan on {day(20).day} January 2018." in found["9.1"][2]
    assert not page.select("button[name=save]")
    left = read(sent(full, client, carried(page) | {"leave_out": "1"}))
    assert set(outcomes(left)) == set(found) - {"1.1", "9.1"}
    assert sent(full, client, carried(left) | {"save": "1"}).status_code == 302
    assert lines(full)["1.2"].commentary == "As it was"


def test_red_and_going_backwards_need_a_commentary(full: Scene, client: Client) -> None:
    form = begun(full, client, "all=1") | {"rating": str(full.ratings["R"].pk)}
    page = read(sent(full, client, form))
    assert all(
        "needs a commentary" in note or "reopens" in note.lower()
        for *_, note in outcomes(page).values()
    )
    answer = sent(full, client, carried(page) | {"leave_out": "1"})
    assert answer.status_code == 422
    assert "None of the chosen actions can be changed so." in errors_in_summary(read(answer))


def test_forged_save_past_a_problem_saves_nothing_and_names_the_action(
    full: Scene, client: Client
) -> None:
    form = begun(full, client, "all=1") | {"rating": str(full.ratings["R"].pk)}
    preview = carried(read(sent(full, client, form)))
    before = StatusUpdate.objects.count()
    answer = sent(full, client, preview | {"save": "1"})
    assert answer.status_code == 422
    assert "1.1: " in words(read(answer).select_one(".govuk-error-summary"))
    assert StatusUpdate.objects.count() == before


def test_nothing_is_saved_where_one_action_was_changed_meanwhile(
    full: Scene, client: Client
) -> None:
    form = begun(full, client, "all=1") | {
        "rating": str(full.ratings["A"].pk),
        "commentary": "Reviewed",
    }
    preview = carried(read(sent(full, client, form)))
    action = full.plan.actions.order_by("pk")[2]
    rate(action, full.ratings["R"], day(30), by=full.place.administrator)
    answer = sent(full, client, preview | {"save": "1"})
    assert answer.status_code == 409
    page = read(answer)
    assert "Changed meanwhile: 1.3" in words(page)
    assert outcomes(page)["1.3"][0].startswith("R Red")
    assert not StatusUpdate.objects.filter(commentary="Reviewed").exists()
    again = sent(full, client, carried(page) | {"save": "1"})
    assert again.status_code == 302
    assert StatusUpdate.objects.filter(commentary="Reviewed").count() == 7


def test_action_withdrawn_meanwhile_stops_the_change(full: Scene, client: Client) -> None:
    form = begun(full, client, "all=1") | {
        "rating": str(full.ratings["A"].pk),
        "commentary": "Reviewed",
    }
    preview = carried(read(sent(full, client, form)))
    withdraw_action(
        action=full.plan.actions.order_by("pk")[0],
        effective_date=from_today(0),
        reason="Done elsewhere",
        by=full.manager,
    )
    answer = sent(full, client, preview | {"save": "1"})
    assert answer.status_code == 422
    assert "no longer in the plan" in words(read(answer))
    assert not StatusUpdate.objects.filter(commentary="Reviewed").exists()


def test_what_was_typed_comes_back_to_be_changed(full: Scene, client: Client) -> None:
    form = begun(full, client, "all=1") | {"commentary": "Résumé\n<b>not bold</b>"}
    preview = carried(read(sent(full, client, form)))
    again = sent(full, client, preview | {"back_to_form": "1"})
    assert again.status_code == 200
    assert carried(read(again))["commentary"] == "Résumé\n<b>not bold</b>"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({}, {"commentary": "Choose a rating, or write what has happened."}),
        ({"rating": "0", "commentary": "x"}, {"rating": "Choose one of the plan’s own ratings."}),
        (
            {"commentary": "x", "effective_date": "never"},
            {"effective_date": "Enter a real date, such as 2018-04-30."},
        ),
        (
            {"commentary": "x", "effective_date": "{tomorrow}"},
            {"effective_date": "The date must be today or in the past."},
        ),
        (
            {"commentary": "x" * 50_000},
            {"commentary": "Commentary must be 5,000 characters or fewer; it has 50,000."},
        ),
    ],
)
def test_unfit_update_is_refused_beside_its_field(
    full: Scene, client: Client, typed: dict[str, str], said: dict[str, str]
) -> None:
    for button in ({}, {"save": "1"}, {"leave_out": "1"}):
        answer = sent(
            full,
            client,
            begun(full, client, "all=1")
            | {name: dated(value) for name, value in typed.items()}
            | button,
        )
        assert answer.status_code == 422
        assert errors_at_fields(read(answer)) == said


@pytest.mark.parametrize(
    "forged", ["", "x", "1:2:3", "999999:1", "٣:", "1" * 40, ":,:", "\x00", "1:" + "9" * 30]
)
def test_forged_choice_of_actions_is_refused(full: Scene, client: Client, forged: str) -> None:
    other = make_scene(make_place("elsewhere"))
    foreign = make_action(other)
    for text in (forged, f"{foreign.pk}:"):
        form = begun(full, client, "all=1") | {"commentary": "x", "chosen": text, "save": "1"}
        answer = sent(full, client, form)
        assert answer.status_code == 422
        assert errors_in_summary(read(answer))
    assert not StatusUpdate.objects.filter(commentary="x").exists()


def test_ticks_of_other_plans_are_not_taken(full: Scene, client: Client) -> None:
    foreign = make_action(make_scene(full.place, slug="other"))
    page = read(client.get(f"{full.address}several/?pick={foreign.pk}&pick=x&pick=%00"))
    assert "No action is chosen" in words(page)


def test_too_many_at_once_are_refused(
    full: Scene, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    form = begun(full, client, "all=1") | {"commentary": "x"}
    monkeypatch.setattr(bulk_view, "MOST", 3)
    page = read(client.get(f"{full.address}several/?all=1"))
    assert "Too many actions at once" in words(page)
    assert sent(full, client, form | {"save": "1"}).status_code == 422


@pytest.mark.parametrize("role", [Role.OWNER, Role.OFFICER, Role.MEMBER, Role.MONITOR])
def test_roles_that_may_not_change_every_action_are_refused(full: Scene, role: Role) -> None:
    user = full.place.people[role]
    for what in ("update", "owner"):
        address = f"{full.address}several/?what={what}&all=1"
        assert signed_in(user).get(address).status_code == 403
        assert signed_in(user).post(address, {"save": "1"}).status_code == 403
    action = full.plan.actions.order_by("pk")[0]
    with pytest.raises(NotAllowed):
        update_several(
            plan=full.plan,
            chosen=[chosen(action, StatusUpdate)],
            rating=full.ratings["G"],
            effective_date=day(9),
            commentary="Mine",
            remedial_action="",
            by=user,
        )


def test_services_refuse_nobody_another_plan_and_what_was_not_seen(full: Scene) -> None:
    other = make_action(make_scene(full.place, slug="other"))
    action = full.plan.actions.order_by("pk")[1]
    given: dict[str, Any] = {
        "plan": full.plan,
        "rating": full.ratings["G"],
        "effective_date": day(9),
        "commentary": "Reviewed",
        "remedial_action": "",
        "by": full.manager,
    }
    with pytest.raises(Refused, match="at least one"):
        update_several(chosen=[], **given)
    with pytest.raises(Refused, match="another plan"):
        update_several(chosen=[Chosen(other, Seen(None))], **given)
    with pytest.raises(Changed) as raised:
        update_several(chosen=[Chosen(action, Seen(None))], **given)
    assert raised.value.actions == {action.pk}
    with pytest.raises(Refused, match="another plan"):
        assign_several(
            plan=full.plan,
            chosen=[chosen(other, ActionOwnership)],
            owner=full.place.posts[0],
            instead_of=None,
            lead_organisation=None,
            effective_date=day(9),
            reason="Agreed",
            by=full.manager,
        )


def test_update_of_several_waits_where_the_plan_asks_for_acceptance(
    full: Scene, client: Client
) -> None:
    Plan.objects.filter(pk=full.plan.pk).update(completions_need_acceptance=True)
    form = begun(full, client, "all=1") | {
        "rating": str(full.ratings["B"].pk),
        "commentary": "Done and dusted",
    }
    preview = carried(read(sent(full, client, form)))
    answer = sent(full, client, preview | {"save": "1"})
    said = words(read(client.get(answer["Location"])))
    waiting = UpdateProposal.objects.count()
    recorded = StatusUpdate.objects.filter(commentary="Done and dusted").count()
    assert waiting + recorded == 7
    assert f"{recorded} action" in said
    assert ("sent for acceptance" in said) == (waiting > 0)
