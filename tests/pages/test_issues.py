"""Issues on their pages: raised once for several actions, said anew, and which actions share them."""

import pytest
from django.test import Client

from actions.models import Action, IssueGroup
from actions.position import position_as_at
from actions.services.issues import put_in_issue_group, raise_issue_group, reword_issue_group
from tests.conftest import signed_in
from tests.factories import Scene, day, make_actions
from tests.kept import kept_fixture
from tests.pages.reading import errors_at_fields, read, value_of, words


@pytest.fixture
def client(scene: Scene) -> Client:
    """The project manager's browser."""
    return signed_in(scene.manager)


@kept_fixture
def actions(scene: Scene) -> list[Action]:
    """Four, the second, third and fourth rated red."""
    return make_actions(scene, 4, "R")


@kept_fixture
def issue(scene: Scene) -> IssueGroup:
    """Raised on the tenth day."""
    return raise_issue_group(
        plan=scene.plan,
        title="No staff",
        explanation="Two posts are empty",
        remedial_action="They are advertised",
        effective_date=day(10),
        by=scene.manager,
    )


def _sharing(scene: Scene, on: int) -> list[str]:
    lines = position_as_at(scene.plan, day(on)).lines
    return [line.reference for line in lines if line.issue is not None]


def test_issue_is_raised_once_for_the_actions_chosen_next(scene, client, actions):
    form = {
        "title": "No staff",
        "explanation": "Two posts are empty",
        "remedial_action": "They are advertised",
        "agreed_by": "Board",
        "agreed_on": str(day(9)),
        "effective_date": str(day(10)),
    }
    answer = client.post(f"{scene.address}issues/raise/", form, follow=True)
    page = read(answer)
    where = answer.redirect_chain[-1][0]
    offered = [str(box["value"]) for box in page.select("input[name=chosen]")]
    assert offered == [str(action.pk) for action in actions[1:]], "Those in trouble are offered."
    chosen = {
        "chosen": offered[:2],
        "more": "1.1",
        "effective_date": str(day(20)),
        "based_on": value_of(page, "based_on"),
    }
    done = words(read(client.post(where, chosen, follow=True)))
    assert "3 actions share the issue “No staff”." in done
    assert "No staff (3 actions)" in done
    assert _sharing(scene, 20) == ["1.1", "1.2", "1.3"]
    assert _sharing(scene, 19) == []


def test_unticked_action_leaves_the_issue_from_the_day(scene, client, actions, issue):
    for action in actions[1:3]:
        put_in_issue_group(
            action=action, issue_group=issue, effective_date=day(12), by=scene.manager
        )
    where = f"{scene.address}issues/{issue.pk}/actions/"
    form = {
        "chosen": [str(actions[1].pk)],
        "more": "",
        "effective_date": str(day(30)),
        "based_on": value_of(read(client.get(where)), "based_on"),
    }
    assert client.post(where, form).status_code == 302
    assert _sharing(scene, 29) == ["1.2", "1.3"]
    assert _sharing(scene, 30) == ["1.2"]


def test_choice_made_before_somebody_elses_is_held_back(scene, client, actions, issue):
    where = f"{scene.address}issues/{issue.pk}/actions/"
    seen = value_of(read(client.get(where)), "based_on")
    put_in_issue_group(
        action=actions[1], issue_group=issue, effective_date=day(12), by=scene.place.administrator
    )
    form = {
        "chosen": [str(actions[2].pk)],
        "more": "",
        "effective_date": str(day(30)),
        "based_on": seen,
    }
    answer = client.post(where, form)
    assert answer.status_code == 409
    page = read(answer)
    assert "In the issue now: 1.2." in words(page.select_one(".wsoa-conflict"))
    ticked = [box["value"] for box in page.select("input[name=chosen][checked]")]
    assert ticked == [str(actions[2].pk)]
    assert _sharing(scene, 30) == ["1.2"]


def test_reworded_issue_says_so_from_the_day(scene, client, actions, issue):
    put_in_issue_group(
        action=actions[1], issue_group=issue, effective_date=day(12), by=scene.manager
    )
    where = f"{scene.address}issues/{issue.pk}/reword/"
    form = {
        "title": "Still no staff",
        "explanation": "Three posts",
        "remedial_action": "Agency",
        "effective_date": str(day(40)),
        "reason": "Another left",
        "based_on": value_of(read(client.get(where)), "based_on"),
    }
    page = words(read(client.post(where, form, follow=True)))
    assert "The issue is reworded. It holds from 10 February 2018." in page
    for on, title in ((39, "No staff"), (40, "Still no staff")):
        line = position_as_at(scene.plan, day(on)).line(actions[1].pk)
        assert line is not None
        assert line.issue is not None
        assert line.issue.title == title


def test_wording_given_by_somebody_else_meanwhile_is_shown_first(scene, client, issue):
    where = f"{scene.address}issues/{issue.pk}/reword/"
    form = {
        "title": "Mine",
        "explanation": "Mine",
        "remedial_action": "",
        "effective_date": str(day(40)),
        "reason": "Mine",
        "based_on": value_of(read(client.get(where)), "based_on"),
    }
    reword_issue_group(
        issue_group=issue,
        title="Theirs",
        explanation="They know more",
        remedial_action="",
        effective_date=day(30),
        reason="News",
        by=scene.place.administrator,
    )
    answer = client.post(where, form)
    assert answer.status_code == 409
    page = read(answer)
    assert "They know more" in words(page.select_one(".wsoa-conflict"))
    assert value_of(page, "title") == "Mine"


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"more": "9.9"}, "more"),
        ({"chosen": ["999999"]}, "chosen"),
        ({"chosen": ["x\x00"]}, "chosen"),
        ({"effective_date": "2999-01-01"}, "effective_date"),
    ],
)
def test_unfit_choice_is_refused_and_nothing_is_put_in(
    scene, client, actions, issue, change, field
):
    where = f"{scene.address}issues/{issue.pk}/actions/"
    form = {
        "chosen": [str(actions[1].pk)],
        "more": "",
        "effective_date": str(day(30)),
        "based_on": value_of(read(client.get(where)), "based_on"),
    }
    answer = client.post(where, {**form, **change})
    assert answer.status_code == 422
    assert set(errors_at_fields(read(answer))) == {field}
    assert _sharing(scene, 40) == []


def test_issue_says_who_answers_for_it_and_by_when(scene, client, actions):
    place = scene.place
    form = {
        "title": "No staff",
        "explanation": "Two posts are empty",
        "remedial_action": "They are advertised",
        "owner": str(place.posts[0].pk),
        "due": "Sept 2018",
        "agreed_by": "Board",
        "agreed_on": str(day(9)),
        "effective_date": str(day(10)),
    }
    client.post(f"{scene.address}issues/raise/", form)
    issue = IssueGroup.objects.get(plan=scene.plan)
    put_in_issue_group(
        action=actions[1], issue_group=issue, effective_date=day(12), by=scene.manager
    )
    promised = f"{place.posts[0].title}, {place.posts[0].organisation.short_name}, due Sept 2018"
    agreed = "Agreed by Board, 10 January 2018"
    for where in ("issues/", "", "actions/1.2/"):
        said = words(read(client.get(f"{scene.address}{where}")))
        assert promised in said, where
        assert agreed in said, where
    again = read(client.get(f"{scene.address}issues/{issue.pk}/reword/"))
    assert value_of(again, "due") == "Sept 2018"
    chosen = again.select_one("select[name=owner] option[selected]")
    assert chosen is not None
    assert chosen["value"] == str(place.posts[0].pk)


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("owner", "0", "Choose one of the area’s posts."),
        ("due", "when we can", "“when we can” is not a date."),
        ("due", "x" * 50_000, "must be 60 characters or fewer"),
    ],
)
def test_owner_and_date_of_an_issue_are_refused_with_what_to_do(
    scene, client, actions, field, typed, said
):
    form = {
        "title": "No staff",
        "explanation": "Two posts are empty",
        "remedial_action": "They are advertised",
        "effective_date": str(day(10)),
        field: typed,
    }
    answer = client.post(f"{scene.address}issues/raise/", form)
    assert answer.status_code == 422
    assert said in errors_at_fields(read(answer))[field]
    assert not IssueGroup.objects.filter(plan=scene.plan).exists()
