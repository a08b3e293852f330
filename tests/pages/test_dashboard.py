"""The dashboard: its figures are the Position's, and each leads to the actions that it counts."""

import re
from datetime import date
from urllib.parse import parse_qs, urlsplit

import pytest
from bs4 import Tag
from django.utils import timezone

from actions.due_dates import DueDate
from actions.position import position_as_at
from actions.services import issues
from boards.services.visits import plan_visit
from tests.conftest import signed_in
from tests.factories import Scene, day, make_action, make_actions, make_scene, rate
from tests.kept import kept_fixture
from tests.pages.reading import read, rows, words

PAST = day(200)


@kept_fixture
def full(scene: Scene) -> Scene:
    """Twenty actions over everything there is; one changed its rating after PAST."""
    actions = make_actions(scene, 20, "GARBW")
    rate(actions[1], scene.ratings["B"], day(300), by=scene.manager)
    return scene


def _count_of(link: Tag) -> int:
    """The number that a link shows, which its hidden words explain."""
    number = re.match(r"\d+", words(link))
    assert number, f"{link} shows no number"
    return int(number[0])


@pytest.mark.parametrize("as_at", [None, PAST])
@pytest.mark.parametrize("preset", ["brag", "rag"])
def test_every_count_leads_to_as_many_actions(place, preset, as_at):
    scene = make_scene(place, preset=preset, slug=preset)
    actions = make_actions(scene, 20, "GARBW" if preset == "brag" else "GAR")
    rate(actions[1], scene.ratings["G"], day(300), by=scene.manager)
    client = signed_in(scene.manager)
    page = read(client.get(scene.address, {"as_at": as_at.isoformat()} if as_at else {}))
    counts = page.select(".wsoa-table--summary td a, .wsoa-figures a")
    assert len(counts) > 15
    for link in counts:
        answer = client.get(str(link["href"]))
        assert answer.status_code == 200
        assert len(rows(read(answer))) == _count_of(link), link["href"]


def test_every_row_heading_leads_to_the_actions_of_its_row(full):
    client = signed_in(full.manager)
    for row in read(client.get(full.address)).select(".wsoa-table--summary tbody tr"):
        heading, total = row.select_one("th a"), row.select_one(".wsoa-table__total")
        assert heading is not None
        found = rows(read(client.get(str(heading["href"]))))
        assert len(found) == int(words(total).split()[0])


def test_links_of_a_past_day_ask_for_that_day(full):
    page = read(signed_in(full.manager).get(full.address, {"as_at": PAST.isoformat()}))
    counted = page.select(".wsoa-table--summary a, .wsoa-figures a")
    assert {tuple(parse_qs(urlsplit(str(a["href"])).query)["as_at"]) for a in counted} == {
        (PAST.isoformat(),)
    }


def test_table_shows_the_counts_of_the_position(full):
    page = read(signed_in(full.manager).get(full.address))
    table = position_as_at(full.plan, timezone.localdate()).by_theme()
    shown = page.select_one(".wsoa-table--summary")
    assert shown is not None
    for row, expected in zip(shown.select("tbody tr"), table.rows, strict=True):
        numbers = [words(cell).split()[0] for cell in row.select("td.wsoa-table__number")]
        assert numbers == [*map(str, expected.counts.values()), str(expected.total)]
    total = [words(cell).split()[0] for cell in shown.select("tfoot td.wsoa-table__number")]
    assert total == [*map(str, table.total.counts.values()), str(table.total.total)]


def test_headline_says_how_many_are_complete_red_and_overdue(full):
    page = read(signed_in(full.manager).get(full.address))
    position = position_as_at(full.plan, timezone.localdate())
    answer = words(page.select_one(".wsoa-headline"))
    assert f"{len(position.complete)} of 20 actions are complete" in answer
    assert f"{len(position.rated('R'))} are red" in answer
    assert f"{len(position.overdue)} are overdue" in answer


def test_what_is_in_trouble_is_told_once_for_the_actions_that_share_it(full):
    red = position_as_at(full.plan, PAST).rated("R")
    issue = issues.raise_issue_group(
        plan=full.plan,
        title="No system",
        explanation="The supplier is late",
        remedial_action="A report by hand",
        agreed_by="Steering board",
        agreed_on=date(2018, 4, 10),
        effective_date=day(30),
        by=full.manager,
    )
    for line in red[:2]:
        issues.put_in_issue_group(
            action=full.plan.actions.get(pk=line.action_id),
            issue_group=issue,
            effective_date=day(30),
            by=full.manager,
        )
    page = read(signed_in(full.manager).get(full.address))
    first, others = page.select(".wsoa-trouble")
    assert "No system (2 actions)" in words(first)
    assert "A report by hand" in words(first)
    assert "Steering board, 10 April 2018" in words(first)
    assert [words(item).split()[0] for item in first.select("li")] == [
        line.reference for line in red[:2]
    ]
    assert len(others.select("li")) == len(red) - 2


def test_what_moved_since_the_published_figures_is_told(place):
    scene = make_scene(place, slug="published", reported_as_at=PAST)
    actions = make_actions(scene, 6, "GA")
    rate(actions[2], scene.ratings["R"], day(300), by=scene.manager)
    client = signed_in(scene.manager)
    page = words(read(client.get(scene.address)))
    assert "since 20 July 2018" in page
    assert "+1" in page
    then = words(read(client.get(scene.address, {"as_at": PAST.isoformat()})))
    assert "+1" not in then


def test_visits_are_told_with_what_each_outcome_would_mean(full):
    plan_visit(
        plan=full.plan,
        title="Third monitoring visit",
        unmet="Below 60 %",
        met="60 %",
        delivery=DueDate.parse("September 2018"),
        by=full.manager,
    )
    page = words(read(signed_in(full.manager).get(full.address)))
    for told in ("Third monitoring visit", "Below 60 %", "September 2018"):
        assert told in page


def test_plan_without_actions_says_what_to_do_first(scene):
    page = words(read(signed_in(scene.manager).get(scene.address)))
    assert "No actions on this day" in page
    assert "The plan had no actions on this date." in page


def test_plan_without_a_scheme_shows_its_actions_as_unrated(place):
    scene = make_scene(place, preset="", slug="bare")
    make_action(scene)
    page = read(signed_in(scene.manager).get(scene.address))
    assert "The plan has 1 action, none of them rated." in words(page)
    link = page.select_one(".wsoa-figures a[href*='rating=unrated']")
    assert link is not None
    assert _count_of(link) == 1


def test_day_before_the_plan_has_no_actions(full):
    answer = signed_in(full.manager).get(full.address, {"as_at": "2017-12-31"})
    assert answer.status_code == 200
    assert "No actions on this day" in words(read(answer))
