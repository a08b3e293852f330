"""The register and its CSV: whatever is asked for, they show the lines that the Position counts."""

import csv
from datetime import date
from io import StringIO
from itertools import product
from urllib.parse import urlencode

import pytest
from django.test import Client
from django.utils import timezone

from actions.position import Position, position_as_at
from actions.views import register as register_view
from tests.conftest import signed_in
from tests.factories import Scene, day, make_action, make_actions, make_scene, rate
from tests.kept import kept_fixture
from tests.pages.reading import read, rows, words
from wsoa.capabilities import Role

COLUMNS = ("reference", "title", "theme", "owner", "due", "rating")


@kept_fixture
def full(scene: Scene) -> Scene:
    """Fifteen actions, spread over everything there is, one of them without owner or due date."""
    make_actions(scene, 14, "GARBW")
    make_action(scene, "9.9", title="Nobody’s", detail="A needle in the hay")
    return scene


@pytest.fixture
def client(full: Scene) -> Client:
    """The project manager's browser."""
    return signed_in(full.manager)


def today(scene: Scene) -> Position:
    """The plan as the pages show it unless told otherwise."""
    return position_as_at(scene.plan, timezone.localdate())


def shown(scene: Scene, client: Client, **asked: str) -> list[str]:
    """References that the register shows."""
    answer = client.get(f"{scene.address}actions/", asked)
    assert answer.status_code == 200
    return rows(read(answer))


def in_csv(scene: Scene, client: Client, **asked: str) -> list[list[str]]:
    """The rows of the CSV, its heading row first."""
    answer = client.get(f"{scene.address}actions.csv", asked)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    return list(csv.reader(StringIO(answer.content.decode("utf-8-sig"))))


def test_register_shows_every_action_in_natural_order(full, client):
    assert shown(full, client) == [line.reference for line in today(full).lines]


@pytest.mark.parametrize(
    "state",
    [
        "complete",
        "in-progress",
        "not-started",
        "not-stated",
        "overdue",
        "completion-not-recorded",
        "completed-late",
    ],
)
@pytest.mark.parametrize("preset", ["brag", "rag"])
def test_register_of_a_state_shows_the_lines_that_the_position_counts(place, preset, state):
    scene = make_scene(place, preset=preset, slug=preset)
    make_actions(scene, 13, "GARBW" if preset == "brag" else "GAR")
    attribute = {"not-stated": "progress_not_stated"}.get(state, state.replace("-", "_"))
    expected = [line.reference for line in getattr(today(scene), attribute)]
    assert shown(scene, signed_in(scene.manager), state=state) == expected


def test_register_of_each_theme_rating_and_workstream_shows_what_the_tables_count(full, client):
    position = today(full)
    for row in position.by_theme().rows:
        assert len(shown(full, client, theme=row.key)) == row.total
        for code, number in row.counts.items():
            assert len(shown(full, client, theme=row.key, rating=code)) == number
    for row in position.by_workstream().rows:
        for code, number in row.counts.items():
            found = shown(full, client, workstream=row.key or "none", rating=code)
            assert len(found) == number


def test_register_of_a_theme_under_another_shows_its_own_actions_alone(full, client):
    expected = [line.reference for line in today(full).lines if line.theme.reference == "2A"]
    assert shown(full, client, theme="2A") == expected


def test_register_of_an_owner_shows_what_the_post_owns(full, client):
    post = full.place.posts[2]
    expected = [
        line.reference
        for line in today(full).lines
        if post.pk in {owner.id for owner in line.owners}
    ]
    assert expected
    assert shown(full, client, owner=str(post.pk)) == expected


def test_register_of_mine_shows_what_the_persons_own_posts_own(full):
    expected = [
        line.reference
        for line in today(full).lines
        if full.place.posts[0].pk in {owner.id for owner in line.owners}
    ]
    assert shown(full, signed_in(full.place.owner), owner="mine") == expected
    assert len(shown(full, signed_in(full.manager), owner="")) == today(full).total


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("9.9", ["9.9"]),
        ("9-9", ["9.9"]),
        ("NEEDLE", ["9.9"]),
        ("nobody’s", ["9.9"]),
        ("no such thing", []),
        ("2.1", ["2.1"]),
        ("%_", []),
    ],
)
def test_register_search_finds_references_and_words(full, client, typed, found):
    assert shown(full, client, q=typed) == found


def test_register_filters_narrow_each_other(full, client):
    for theme, rating in product(("1", "2"), "GAR"):
        expected = [
            line.reference
            for line in today(full).lines
            if line.top_theme.reference == theme and line.rating and line.rating.code == rating
        ]
        assert shown(full, client, theme=theme, rating=rating, q="says") == expected


@pytest.mark.parametrize(
    "asked",
    [
        {"theme": "99"},
        {"rating": "Q"},
        {"state": "lost"},
        {"owner": "0"},
        {"workstream": "WS9"},
        {"q": "x" * 201},
    ],
)
def test_register_of_something_there_is_not_is_a_bad_request_with_the_reason(full, client, asked):
    answer = client.get(f"{full.address}actions/", asked)
    assert answer.status_code == 400
    assert "There is a problem" in words(read(answer))
    assert rows(read(answer)) == []
    assert client.get(f"{full.address}actions.csv", asked).status_code == 400


@pytest.mark.parametrize("column", [*COLUMNS, *(f"-{column}" for column in COLUMNS)])
def test_register_sorts_by_every_column_without_losing_a_row(full, client, column):
    found = shown(full, client, sort=column)
    assert sorted(found) == sorted(line.reference for line in today(full).lines)


def test_register_sorted_by_due_date_ends_with_ongoing_and_then_without_a_date(full, client):
    dues = {line.reference: line.due for line in today(full).lines}
    found = [dues[reference] for reference in shown(full, client, sort="due")]
    ends = [due.end or date.max if due else None for due in found]
    assert ends.index(None) == len(ends) - 1, "one action has no due date"
    dated = [end for end in ends if end]
    assert dated == sorted(dated)
    assert date.max in dated


def test_register_sorted_backwards_by_reference_is_the_other_way_round(full, client):
    assert shown(full, client, sort="-reference") == shown(full, client)[::-1]


@pytest.mark.parametrize("asked", [{"sort": "nothing"}, {"sort": "-"}, {"sort": ""}])
def test_register_sorted_by_no_column_shows_everything(full, client, asked):
    assert len(shown(full, client, **asked)) == today(full).total


@pytest.mark.parametrize("number", ["1", "2", "3", "99", "0", "-1", "x", "\x00"])
def test_register_of_many_actions_comes_in_pages(full, client, number, monkeypatch):
    monkeypatch.setattr(register_view, "ROWS_ON_ONE_PAGE", 6)
    answer = client.get(f"{full.address}actions/", {"page": number})
    assert answer.status_code == 200
    assert 1 <= len(rows(read(answer))) <= 6


def test_pages_of_the_register_together_show_each_action_once(full, client, monkeypatch):
    monkeypatch.setattr(register_view, "ROWS_ON_ONE_PAGE", 6)
    found = [reference for page in "123" for reference in shown(full, client, page=page)]
    assert found == [line.reference for line in today(full).lines]


def test_csv_has_the_rows_of_the_register_whatever_is_asked_for(full, client):
    for asked in ({}, {"theme": "2"}, {"rating": "unrated"}, {"state": "overdue"}):
        heading, *found = in_csv(full, client, **asked)
        assert [row[0] for row in found] == shown(full, client, **asked)
        assert {len(row) for row in found} <= {len(heading)}


def test_register_offers_the_csv_of_what_it_shows(full, client):
    asked = {"theme": "2", "as_at": day(200).isoformat()}
    page = read(client.get(f"{full.address}actions/", asked))
    link = page.select_one("a[href*='actions.csv']")
    assert link is not None
    answer = client.get(str(link["href"]))
    found = list(csv.reader(StringIO(answer.content.decode("utf-8-sig"))))[1:]
    assert [row[0] for row in found] == rows(page)


def test_csv_says_what_the_position_says(full, client):
    heading, *found = in_csv(full, client, as_at=day(200).isoformat())
    for row, line in zip(found, position_as_at(full.plan, day(200)).lines, strict=True):
        cells = dict(zip(heading, row, strict=True))
        assert cells["Action"] == line.title
        assert cells["Due date"] == (line.due.printed if line.due else "")
        assert cells["Rating"] == (line.rating.label if line.rating else "")
        assert cells["Overdue"] == ("Yes" if line.is_overdue else "No")
        assert cells["Theme"] == f"{line.theme.reference} {line.theme.title}"


def test_csv_is_named_after_area_plan_and_day(full, client):
    answer = client.get(f"{full.address}actions.csv", {"as_at": "2018-04-30"})
    assert answer["Content-Disposition"] == ('attachment; filename="riverton-send-2018-04-30.csv"')


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", "＝", "\n=", " ="])
def test_csv_cell_that_a_spreadsheet_would_take_for_a_formula_is_made_harmless(scene, start):
    formula = f'{start}HYPERLINK("https://example.org")'
    action = make_action(scene, "1.1", title=f"x{formula}", detail=formula)
    rate(action, scene.ratings["A"], day(1), by=scene.manager, commentary=formula)
    _, row = in_csv(scene, signed_in(scene.manager))
    for cell in row:
        assert not cell.lstrip(" \t\r\n").startswith(("=", "+", "-", "@", "＝"))
    assert formula.strip() in row[2]


def test_register_is_the_same_for_every_role(full):
    seen = {tuple(shown(full, signed_in(full.place.people[role]), theme="2")) for role in Role}
    assert len(seen) == 1


def test_register_of_a_past_day_carries_the_day_along(full, client):
    day_asked = {"as_at": day(200).isoformat()}
    page = read(client.get(f"{full.address}actions/", day_asked | {"theme": "1"}))
    for link in page.select(".wsoa-table--register tbody a"):
        assert str(link["href"]).endswith(f"?{urlencode(day_asked)}")
    for link in page.select(".wsoa-table--register thead a"):
        assert "as_at=" in str(link["href"])
        assert "theme=1" in str(link["href"])
