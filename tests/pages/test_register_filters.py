"""The register's filters: what they let through, what they count, and how they are taken away again."""

from itertools import product
from typing import Any

import pytest
from django.http import QueryDict
from django.test import Client

from actions.choices import LinkRelation, LinkState
from actions.filters import LineFilterSet
from actions.models import Action, ActionLink
from actions.position import Position, position_as_at
from actions.services.actions import assign_action, renumber_action, reword_action
from actions.views import register as register_view
from tests.conftest import signed_in
from tests.factories import (
    Scene,
    at,
    dated,
    day,
    from_today,
    make_action,
    make_actions,
    make_scene,
    rate,
)
from tests.kept import kept_fixture
from tests.pages.reading import errors_in_summary, links, read, rows, words


@kept_fixture
def full(scene: Scene) -> Scene:
    """Fifteen actions, spread over everything there is, one of them without anything."""
    make_actions(scene, 14, "GARBW")
    make_action(scene, "9.9", title="Nobody’s")
    return scene


@pytest.fixture
def client(full: Scene) -> Client:
    """The project manager's browser."""
    return signed_in(full.manager)


def today(scene: Scene) -> Position:
    return position_as_at(scene.plan, from_today(0))


def shown(scene: Scene, client: Client, query: str) -> list[str]:
    answer = client.get(f"{scene.address}actions/?{query}")
    assert answer.status_code == 200
    return rows(read(answer))


def filterset(scene: Scene, query: str, position: Position | None = None) -> LineFilterSet:
    return LineFilterSet(
        QueryDict(query),
        position=position or today(scene),
        position_on=lambda on: position_as_at(scene.plan, on),
        borne_by=lambda typed: (),
    )


def test_several_ratings_widen_the_register(full: Scene, client: Client) -> None:
    expected = [
        line.reference
        for line in today(full).lines
        if line.rating and line.rating.code in {"R", "A"}
    ]
    assert shown(full, client, "rating=R&rating=A") == expected


def test_several_themes_widen_the_register(full: Scene, client: Client) -> None:
    expected = [line.reference for line in today(full).lines if line.theme.reference in {"1", "2A"}]
    assert shown(full, client, "theme=1&theme=2A") == expected


def test_what_needs_attention_narrows_the_register(full: Scene, client: Client) -> None:
    position = today(full)
    stale = {line.reference for line in position.stale}
    overdue = [line.reference for line in position.overdue]
    assert shown(full, client, "state=overdue&state=stale") == [
        reference for reference in overdue if reference in stale
    ]
    assert shown(full, client, "state=complete&state=in-progress") == [
        line.reference
        for line in position.lines
        if line in position.complete or line in position.in_progress
    ]


@pytest.mark.parametrize(
    ("state", "counted"),
    [
        ("stale", lambda position: position.stale),
        ("no-remedial-action", lambda position: position.lacking_remedial_action),
        ("waiting", lambda position: position.waiting_on_trouble),
        ("due-soon", lambda position: position.due_within(30)),
    ],
)
def test_register_of_what_needs_attention_shows_what_the_position_counts(
    scene: Scene, state: str, counted: Any
) -> None:
    by = scene.manager
    waiting = make_action(scene, "1.1", due=f"{from_today(30)}")
    trouble = make_action(scene, "1.2", due=f"{from_today(31)}")
    fine = make_action(scene, "1.3")
    rate(trouble, scene.ratings["R"], from_today(0), by=by)
    rate(fine, scene.ratings["G"], from_today(0), by=by)
    ActionLink(
        action=waiting,
        other=trouble,
        relation=LinkRelation.DEPENDS_ON,
        state=LinkState.LINKED,
        effective_date=day(1),
        recorded_at=at(day(1)),
        recorded_by=by,
    ).save()
    found = shown(scene, signed_in(by), f"state={state}")
    assert found == [line.reference for line in counted(today(scene))]
    assert len(found) == 1


def test_register_of_an_organisation_and_of_a_report_group(full: Scene, client: Client) -> None:
    position = today(full)
    for query, expected in (
        ("organisation=Council", [line for line in position.lines if line.lead_organisation]),
        ("organisation=none", [line for line in position.lines if not line.lead_organisation]),
        ("group=Workforce", [li for li in position.lines if li.report_group == "Workforce"]),
        ("group=none", [line for line in position.lines if not line.report_group]),
        ("owner=none", [line for line in position.lines if not line.owners]),
    ):
        assert expected
        assert shown(full, client, query) == [line.reference for line in expected]


def test_changed_since_shows_what_was_said_moved_added_or_confirmed_after_the_day(
    scene: Scene,
) -> None:
    by = scene.manager
    names = ("same", "rated", "said-again", "reworded", "given")
    actions = {name: make_action(scene, f"1.{place}") for place, name in enumerate(names, 1)}
    for action in actions.values():
        rate(action, scene.ratings["G"], day(5), by=by)
    rate(actions["rated"], scene.ratings["A"], day(20), by=by)
    rate(actions["said-again"], scene.ratings["G"], day(20), by=by, commentary="More of it")
    change: dict[str, Any] = {"effective_date": day(20), "reason": "Agreed", "by": by}
    reword_action(action=actions["reworded"], title="Other", detail="", **change)
    assign_action(
        action=actions["given"], owners=scene.place.posts[:1], lead_organisation=None, **change
    )
    make_action(scene, "2.1", effective_date=day(20))
    client = signed_in(by)
    assert shown(scene, client, f"changed_since={day(10)}") == ["1.2", "1.3", "1.4", "1.5", "2.1"]
    assert shown(scene, client, f"changed_since={day(20)}") == []
    assert len(shown(scene, client, f"changed_since={day(-10)}")) == 6


@pytest.mark.parametrize("query", ["", "rating=R", "rating=R&theme=2", "state=stale&q=says"])
def test_each_count_is_the_number_of_rows_that_its_choice_shows(full: Scene, query: str) -> None:
    asked = filterset(full, query)
    for name in ("workstream", "owner", "organisation", "group"):
        for choice in asked.choices(name):
            narrower = filterset(full, f"{query}&{choice.name}={choice.value}")
            assert choice.count == len(narrower.lines), choice
    for name in ("rating", "theme"):
        for choice in asked.choices(name):
            rest = "&".join(part for part in query.split("&") if not part.startswith(name))
            assert choice.count == len(filterset(full, f"{rest}&{name}={choice.value}").lines)
    for choice in asked.choices("attention"):
        narrower = filterset(full, f"{query}&state={choice.value}")
        assert choice.count == len(narrower.lines), choice


def test_page_shows_each_choice_with_its_count(full: Scene, client: Client) -> None:
    page = read(client.get(f"{full.address}actions/?theme=2"))
    asked = filterset(full, "theme=2")
    for choice in (*asked.choices("rating"), *asked.choices("progress"), *asked.choices("theme")):
        assert (
            words(page.select_one(f"label[for={choice.id}]")) == f"{choice.label} ({choice.count})"
        )
    options = {str(option["value"]): words(option) for option in page.select("#id_owner option")}
    for choice in asked.choices("owner"):
        assert options[choice.value] == f"{choice.label} ({choice.count})"
    assert page.select("input[name=theme][checked]")[0]["value"] == "2"


def test_each_filter_in_use_can_be_taken_away(full: Scene, client: Client) -> None:
    query = f"theme=2&rating=R&rating=A&state=stale&q=says&changed_since={day(-9)}&sort=-due"
    page = read(client.get(f"{full.address}actions/?{query}"))
    found = links(page, ".wsoa-chip")
    assert len(found) == 6
    for _, href in found:
        left = read(client.get(f"{full.address}actions/{href}"))
        assert len(links(left, ".wsoa-chip")) == 5
        assert "sort=-due" in href
    assert read(client.get(f"{full.address}actions/")).select(".wsoa-chip") == []


def test_filters_in_words_say_and_where_all_must_hold(full: Scene) -> None:
    asked = filterset(full, f"rating=R&rating=A&state=stale&state=overdue&changed_since={day(30)}")
    words_of = {rating.code: f"{rating.label} ({rating.meaning})" for rating in today(full).ratings}
    assert asked.in_words() == [
        ("Rating", " or ".join(words_of[code] for code in ("R", "A"))),
        ("Needs attention", "Stale and Overdue"),
        ("Changed since", f"{day(30).day} {day(30):%B %Y}"),
    ]


def test_filters_folded_away_are_open_where_they_are_in_use(full: Scene, client: Client) -> None:
    for query, is_open in (("", False), ("rating=R", False), ("owner=none", True)):
        page = read(client.get(f"{full.address}actions/?{query}"))
        more = page.select_one(".wsoa-filter__more")
        assert more is not None
        assert more.has_attr("open") == is_open


@pytest.mark.parametrize(
    "query",
    [
        "rating=R&rating=Q",
        "theme=1&theme=99",
        "state=overdue&state=lost",
        "organisation=Nobody",
        "group=Nobody",
        "owner=0",
        "owner=1%20OR%201=1",
        "changed_since=yesterday",
        "changed_since={today}",
        "changed_since={later}",
        "changed_since=0000-00-00",
        "rating=%00",
        "q=" + "x" * 50_000,
        "theme=" + "<script>",
    ],
)
def test_unfit_filter_is_a_bad_request_that_says_why(
    full: Scene, client: Client, query: str
) -> None:
    query = dated(query)
    for file in ("actions/", "actions.csv", "actions.xlsx", "history.csv"):
        assert client.get(f"{full.address}{file}?{query}").status_code == 400
    page = read(client.get(f"{full.address}actions/?{query}"))
    assert errors_in_summary(page)
    assert rows(page) == []
    assert page.select(".wsoa-facet__count") == []


def test_former_reference_finds_its_action(full: Scene, client: Client) -> None:
    action = Action.objects.order_by("pk")[0]
    line = today(full).line(action.pk)
    assert line is not None
    renumber_action(
        action=action,
        reference="1.77",
        effective_date=day(60),
        reason="The plan was put in order",
        by=full.manager,
    )
    assert "1.77" in shown(full, client, f"q={line.reference}")


def test_words_are_found_in_any_order_and_place(full: Scene, client: Client) -> None:
    action = make_action(full, "7.1", title="Complete overdue annual reviews")
    rate(action, full.ratings["G"], day(60), commentary="Seven are left", by=full.manager)
    for text in ("overdue+reviews", "reviews+OVERDUE", "seven+annual"):
        assert shown(full, client, f"q={text}") == ["7.1"]
    assert shown(full, client, "q=overdue+eight") == []


def test_hostile_text_is_searched_for_and_shown_as_text(full: Scene, client: Client) -> None:
    page = read(client.get(f"{full.address}actions/", {"q": "<script>alert(1)</script>"}))
    assert rows(page) == []
    assert "<script>alert(1)</script>" in words(page.select_one(".wsoa-chips"))


def test_another_plans_choices_are_not_offered(place: Any) -> None:
    mine, other = make_scene(place), make_scene(place, slug="other")
    make_action(other, "1.1", owners=place.posts[2:])
    page = read(signed_in(mine.manager).get(f"{mine.address}actions/"))
    offered = {str(option["value"]) for option in page.select("#id_owner option")}
    assert str(place.posts[2].pk) not in offered
    address = f"{mine.address}actions/?owner={place.posts[2].pk}"
    assert signed_in(mine.manager).get(address).status_code == 400


COLUMNS = ("workstream", "group", "organisation", "original-due", "slippage", "silence", "overdue")


@pytest.mark.parametrize(("column", "sign"), list(product(COLUMNS, ("", "-"))))
def test_register_sorts_by_columns_that_are_not_shown(
    full: Scene, client: Client, column: str, sign: str
) -> None:
    found = shown(full, client, f"sort={sign}{column}")
    assert sorted(found) == sorted(line.reference for line in today(full).lines)


def test_register_sorted_by_rating_follows_the_scheme_and_not_the_alphabet(
    full: Scene, client: Client
) -> None:
    position = today(full)
    order = [rating.code for rating in position.ratings]
    codes = {line.reference: line.rating and line.rating.code for line in position.lines}
    found = [codes[reference] for reference in shown(full, client, "sort=rating")]
    ranks = [order.index(code) if code else len(order) for code in found]
    assert ranks == sorted(ranks)
    assert order != sorted(order)


def test_pages_keep_the_filter_and_lose_themselves_when_it_changes(
    full: Scene, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(register_view, "ROWS_ON_ONE_PAGE", 3)
    page = read(client.get(f"{full.address}actions/?theme=2&page=2"))
    (chip,) = links(page, ".wsoa-chip")
    assert "page=" not in chip[1]
    assert all("theme=2" in href for _, href in links(page, ".govuk-pagination a"))


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("rating=ZZ", "Choose the rating from the list. The one that was asked for is not in it."),
        ("owner=ZZ", "Choose the owner from the list. The one that was asked for is not in it."),
        (
            f"q={'x' * 300}",
            "What you search for must be 200 characters or fewer; it has 300.",
        ),
    ],
)
def test_an_unfit_filter_is_refused_in_words_that_say_what_to_do(
    full: Scene, client: Client, query: str, said: str
) -> None:
    answer = client.get(f"{full.address}actions/?{query}")
    assert answer.status_code == 400
    assert errors_in_summary(read(answer)) == [said]


def test_unseen_characters_of_a_search_are_left_out(full: Scene, client: Client) -> None:
    assert shown(full, client, "q=9.%009") == ["9.9"]
