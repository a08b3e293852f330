"""Saved views and the choice of columns: kept for one person and plan, shared by those who may."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from actions.cells import COLUMNS, USUAL
from actions.errors import NotAllowed, Refused
from actions.models import RegisterColumns, SavedView
from actions.services import desk
from tests.conftest import signed_in
from tests.factories import Place, Scene, make_actions, make_place, make_scene
from tests.kept import kept_fixture
from tests.pages.reading import errors_at_fields, errors_in_summary, links, read, rows, words
from wsoa.capabilities import Role


@kept_fixture
def full(scene: Scene) -> Scene:
    """Seven actions in every rating."""
    make_actions(scene, 7, "GARBW")
    return scene


@pytest.fixture
def client(full: Scene) -> Client:
    """The project manager's browser."""
    return signed_in(full.manager)


def saved(scene: Scene, role: Role = Role.MANAGER, **given: Any) -> SavedView:
    """A view of somebody in that role."""
    values: dict[str, Any] = {"name": "Red", "query": "rating=R", "is_shared": False, **given}
    return desk.save_view(plan=scene.plan, by=scene.place.people[role], **values)


def offered(scene: Scene, role: Role) -> list[str]:
    """Names of the views above the register."""
    page = read(signed_in(scene.place.people[role]).get(f"{scene.address}actions/"))
    return [text for text, _ in links(page, ".wsoa-views a") if text != "Manage views"]


def test_filter_is_saved_under_a_name_and_opened_again(full: Scene, client: Client) -> None:
    page = read(client.get(f"{full.address}actions/?rating=R&sort=-due&page=1&choose=1"))
    ((_, href),) = [link for link in links(page, "a") if link[0] == "Save this view"]
    form = read(client.get(href))
    assert "Rating Red" in words(form.select_one(".govuk-summary-list"))
    answer = client.post(href, {"name": "  In trouble "}, follow=True)
    assert "“In trouble” now stands above" in words(read(answer))
    view = SavedView.objects.get()
    assert (view.query, view.is_shared, view.user) == ("rating=R&sort=-due", False, full.manager)
    ((name, address),) = links(read(answer), ".wsoa-views a")[:1]
    assert name == "In trouble"
    shown = read(client.get(f"{full.address}actions/{address}"))
    assert rows(shown) == rows(page)
    assert shown.select_one(".wsoa-views [aria-current]") is not None


def test_view_stays_with_its_maker_unless_it_is_shared(full: Scene) -> None:
    saved(full, name="Mine")
    saved(full, name="Ours", is_shared=True)
    assert offered(full, Role.MANAGER) == ["Mine", "Ours"]
    for role in set(Role) - {Role.MANAGER}:
        assert offered(full, role) == ["Ours"]


def test_view_of_somebody_else_is_not_found(full: Scene) -> None:
    view = saved(full, Role.OWNER)
    for role in (Role.ADMINISTRATOR, Role.MANAGER, Role.MEMBER):
        client = signed_in(full.place.people[role])
        for address in (f"views/{view.pk}/", f"views/{view.pk}/delete/"):
            assert client.post(f"{full.address}{address}", {"name": "X"}).status_code == 404
        assert "Red" not in words(read(client.get(f"{full.address}views/")).main)
    assert SavedView.objects.get().name == "Red"


def test_view_of_another_plan_or_area_is_not_found(full: Scene, client: Client) -> None:
    other = saved(make_scene(full.place, slug="other"))
    elsewhere = saved(make_scene(make_place("elsewhere")), is_shared=True)
    for view in (other, elsewhere):
        assert client.get(f"{full.address}views/{view.pk}/").status_code == 404
        assert client.post(f"{full.address}views/{view.pk}/delete/").status_code == 404
    assert SavedView.objects.count() == 2


def test_view_is_renamed_shared_and_deleted(full: Scene, client: Client) -> None:
    view = saved(full)
    address = f"{full.address}views/{view.pk}/"
    answer = client.post(address, {"name": "Trouble", "is_shared": "on"}, follow=True)
    assert "Saved. The view is called “Trouble”." in words(read(answer))
    assert offered(full, Role.MEMBER) == ["Trouble"]
    answer = client.post(f"{address}delete/", follow=True)
    assert "Deleted." in words(read(answer))
    assert not SavedView.objects.exists()


def test_those_who_do_not_manage_the_plan_may_not_share(full: Scene) -> None:
    client = signed_in(full.place.owner)
    assert read(client.get(f"{full.address}views/?rating=R")).select("[name=is_shared]") == []
    client.post(f"{full.address}views/?rating=R", {"name": "Red", "is_shared": "on"})
    assert not SavedView.objects.get().is_shared
    with pytest.raises(NotAllowed):
        saved(full, Role.OWNER, is_shared=True)
    with pytest.raises(NotAllowed):
        desk.change_view(
            view=SavedView.objects.get(), name="Red", is_shared=True, by=full.place.owner
        )


def test_manager_may_delete_what_another_manager_shared_but_a_member_may_not(full: Scene) -> None:
    view = saved(full, Role.ADMINISTRATOR, is_shared=True)
    with pytest.raises(NotAllowed):
        desk.delete_view(view=view, by=full.place.people[Role.MEMBER])
    desk.delete_view(view=view, by=full.manager)
    assert not SavedView.objects.exists()


def test_name_is_needed_and_taken_once_a_person(full: Scene, client: Client) -> None:
    saved(full)
    address = f"{full.address}views/?rating=A"
    for name, said in (
        ("", "Give the view a name."),
        ("Red", "You have a view “Red” already. Give this one another name."),
    ):
        answer = client.post(address, {"name": name})
        assert answer.status_code == 422
        assert errors_at_fields(read(answer)) == {"name": said}
    assert client.post(address, {"name": "x" * 81}).status_code == 422
    other = saved(full, name="Amber")
    answer = client.post(f"{full.address}views/{other.pk}/", {"name": "Red"})
    assert answer.status_code == 422
    saved(full, Role.ADMINISTRATOR)


@pytest.mark.parametrize("query", ["", "page=2", "rating=Q", "nothing=1", "q=" + "é" * 1500])
def test_nothing_and_the_impossible_cannot_be_saved(
    full: Scene, client: Client, query: str
) -> None:
    answer = client.post(f"{full.address}views/?{query}", {"name": "X"})
    assert answer.status_code == 422
    assert errors_in_summary(read(answer))
    assert not SavedView.objects.exists()


def test_person_keeps_a_limited_number_of_views(
    full: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desk, "VIEWS_OF_ONE_PERSON", 1)
    saved(full)
    with pytest.raises(Refused, match="Delete one"):
        saved(full, name="Amber")


def test_filter_too_long_to_keep_is_refused(full: Scene) -> None:
    with pytest.raises(Refused, match="too long"):
        saved(full, query="q=" + "x" * 2000)


def test_view_whose_choice_is_gone_says_so_and_can_be_cleared(full: Scene, client: Client) -> None:
    saved(full, query="theme=77")
    answer = client.get(f"{full.address}actions/?theme=77")
    assert answer.status_code == 400
    assert "Clear the filter" in words(read(answer))


def headings(page: Any) -> list[str]:
    return [words(cell) for cell in page.select(".wsoa-table--register thead th")]


def test_columns_are_remembered_for_the_person_and_the_plan(full: Scene, client: Client) -> None:
    address = f"{full.address}columns/?rating=R"
    form = read(client.get(address))
    ticked = [str(box["value"]) for box in form.select("[name=columns][checked]")]
    assert ticked == [name for name in USUAL if name not in {"reference", "title"}]
    answer = client.post(address, {"columns": ["slippage", "due", "remedial"]}, follow=True)
    assert answer.redirect_chain[0][0].endswith("actions/?rating=R")
    assert headings(read(answer)) == ["Ref", "Action", "Due", "Slippage, days", "Remedial action"]
    other = make_scene(full.place, slug="other")
    make_actions(other, 1)
    assert len(headings(read(client.get(f"{other.address}actions/")))) == len(USUAL)
    somebody = signed_in(full.place.owner)
    assert len(headings(read(somebody.get(f"{full.address}actions/")))) == len(USUAL)
    client.post(address, {"columns": ["slippage"], "usual": "1"})
    assert len(headings(read(client.get(f"{full.address}actions/")))) == len(USUAL)


def test_every_column_shows_something_for_every_action(full: Scene, client: Client) -> None:
    desk.choose_columns(plan=full.plan, columns=list(COLUMNS), by=full.manager)
    page = read(client.get(f"{full.address}actions/"))
    assert len(headings(page)) == len(COLUMNS)
    for row in page.select(".wsoa-table--register tbody tr"):
        cells = row.find_all(["th", "td"])
        assert len(cells) == len(COLUMNS)
        by_name = dict(zip(COLUMNS, cells, strict=True))
        assert all(words(by_name[name]) for name in COLUMNS if not COLUMNS[name].whole)


def test_unknown_column_is_refused_and_one_that_is_gone_is_left_out(
    full: Scene, client: Client
) -> None:
    answer = client.post(f"{full.address}columns/", {"columns": ["owner", "password"]})
    assert answer.status_code == 422
    with pytest.raises(Refused):
        desk.choose_columns(plan=full.plan, columns=["password"], by=full.manager)
    assert not RegisterColumns.objects.exists()
    desk.choose_columns(plan=full.plan, columns=["due"], by=full.manager)
    RegisterColumns.objects.update(columns=["gone", "due"])
    assert headings(read(client.get(f"{full.address}actions/"))) == ["Ref", "Action", "Due"]


def test_strangers_may_keep_nothing(full: Scene, place: Place) -> None:
    stranger = make_place("elsewhere").administrator
    with pytest.raises(NotAllowed):
        desk.save_view(plan=full.plan, name="X", query="q=1", is_shared=False, by=stranger)
    with pytest.raises(NotAllowed):
        desk.choose_columns(plan=full.plan, columns=["due"], by=stranger)
    client = signed_in(stranger)
    for name in ("saved-views", "register-columns"):
        address = reverse(name, args=[place.area.slug, full.plan.slug])
        assert client.get(address).status_code == 404
