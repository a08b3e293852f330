"""Another owner for many actions at once."""

import pytest
from django.test import Client

from actions import bulk as bulk_rules
from actions.models import ActionOwnership, AuditEntry
from actions.services.actions import assign_action
from tests.conftest import signed_in
from tests.factories import Scene, from_today, make_action, make_actions, make_place
from tests.kept import kept_fixture
from tests.pages.bulk_steps import begun, carried, lines, outcomes, sent
from tests.pages.reading import errors_at_fields, read, words


@kept_fixture
def full(scene: Scene) -> Scene:
    """Seven actions; 1.1 is unrated, the others rated in turn."""
    make_actions(scene, 7, "GARBW")
    return scene


@pytest.fixture
def client(full: Scene) -> Client:
    """The project manager's browser."""
    return signed_in(full.manager)


def test_owner_is_changed_for_all_with_a_reason(full: Scene, client: Client) -> None:
    posts = full.place.posts
    form = begun(full, client, "all=1", "owner") | {"owner": str(posts[1].pk), "reason": "Moved on"}
    page = read(sent(full, client, form, "owner"))
    assert outcomes(page)["1.1"][:2] == [
        "Head of SEND (led by Council)",
        "Head of the virtual school (led by Council)",
    ]
    assert outcomes(page)["1.2"][2] == "Nothing changes."
    answer = sent(full, client, carried(page) | {"save": "1"}, "owner")
    assert answer.status_code == 302
    assert {line.owners[0].id for line in lines(full).values()} == {posts[1].pk}
    assert {line.lead_organisation for line in lines(full).values()} == {"Council"}
    latest = ActionOwnership.objects.order_by("-pk")[0]
    assert latest.reason == "Moved on"
    assert AuditEntry.objects.filter(summary="owner: Moved on").count() == 5


def test_owner_is_changed_instead_of_one_and_the_others_stay(full: Scene, client: Client) -> None:
    posts = full.place.posts
    both = make_action(full, "8.1", owners=posts[:2], lead_organisation=full.place.health)
    form = begun(full, client, "all=1", "owner")
    form |= {"owner": str(posts[2].pk), "instead_of": str(posts[0].pk), "reason": "Moved on"}
    form |= {"lead_organisation": ""}
    preview = read(sent(full, client, form, "owner"))
    assert sent(full, client, carried(preview) | {"save": "1"}, "owner").status_code == 302
    found = lines(full)
    assert [post.id for post in found["8.1"].owners] == [posts[2].pk, posts[1].pk]
    assert found["8.1"].lead_organisation == "Health"
    assert [post.id for post in found["1.2"].owners] == [posts[1].pk]
    assert ActionOwnership.objects.filter(action=both).count() == 2


def test_change_of_owner_is_refused_where_another_was_given_meanwhile(
    full: Scene, client: Client
) -> None:
    form = begun(full, client, "all=1", "owner")
    form |= {"owner": str(full.place.posts[1].pk), "reason": "Moved on"}
    preview = carried(read(sent(full, client, form, "owner")))
    assign_action(
        action=full.plan.actions.order_by("pk")[0],
        owners=full.place.posts[2:],
        lead_organisation=None,
        effective_date=from_today(0),
        reason="Agreed",
        by=full.place.administrator,
    )
    answer = sent(full, client, preview | {"save": "1"}, "owner")
    assert answer.status_code == 409
    assert "Changed meanwhile: 1.1" in words(read(answer))
    assert not ActionOwnership.objects.filter(reason="Moved on").exists()


def test_change_of_owner_needs_a_reason_and_a_post_of_the_area(full: Scene, client: Client) -> None:
    foreign = make_place("elsewhere").posts[0]
    form = begun(full, client, "all=1", "owner") | {"owner": str(foreign.pk)}
    answer = sent(full, client, form, "owner")
    assert errors_at_fields(read(answer)) == {
        "owner": "Choose one of the area’s posts.",
        "reason": "Give a reason.",
    }


def test_handing_over_keeps_the_others_and_names_nobody_twice() -> None:
    hand = bulk_rules.handed_over
    assert hand([1, 2], to=3, instead_of=1) == [3, 2]
    assert hand([1, 2], to=2, instead_of=1) == [2]
    assert hand([1, 2], to=3, instead_of=None) == [3]
    assert hand([1, 2], to=3, instead_of=9) == [1, 2]
    assert hand([], to=3, instead_of=None) == [3]
