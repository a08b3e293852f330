"""The dashboard: what it compares with, where each theme is going, what it lists, what it draws."""

from datetime import date, timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from bs4 import Tag
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from actions.due_dates import DueDate
from actions.models import Plan
from actions.position import position_as_at
from actions.services.plans import add_theme
from boards.dashboard import comparables, dashboard, meetings_before
from boards.direction import Way, travel, travel_by_theme
from boards.services.meetings import cancel_meeting
from boards.services.packs import close_pack
from boards.trend import trend
from boards.trend_charts import burn_up, by_rating, meeting_days, month_ends
from tests.boards.making import make_board, make_meeting
from tests.conftest import signed_in
from tests.factories import Scene, at, day, make_action, make_actions, make_place, make_scene, rate
from tests.kept import kept_fixture
from tests.pages.reading import errors_in_summary, read, rows, words

DAY = day(120)
ON_THE_DAY = {"as_at": DAY.isoformat()}


@kept_fixture
def told(scene: Scene) -> Scene:
    """Twenty actions; after the meeting of day 60 one became red, and two complete."""
    actions = make_actions(scene, 20, "GARBW")
    rate(actions[1], scene.ratings["R"], day(70), by=scene.manager, commentary="A post is vacant")
    rate(actions[2], scene.ratings["B"], day(70), by=scene.manager)
    rate(actions[7], scene.ratings["B"], day(80), by=scene.manager)
    return scene


@pytest.fixture
def client(scene: Scene) -> Client:
    """The project manager's browser."""
    return signed_in(scene.manager)


def _page(client: Client, scene: Scene, rest: str = "", **query: str | int) -> Tag:
    answer = client.get(f"{scene.address}{rest}", {**ON_THE_DAY, **query})
    assert answer.status_code == 200
    return read(answer)


def _options(page: Tag) -> list[str]:
    return [words(option) for option in page.select("select[name=since] option")]


def test_table_shows_the_movement_since_the_last_meeting_of_a_board_that_watches(told, client):
    board = make_board(told)
    make_meeting(board, day(30))
    make_meeting(board, day(60))
    make_meeting(board, day(121))
    cancel_meeting(meeting=make_meeting(board, day(110)), reason="Snow", by=told.manager)
    page = _page(client, told)
    assert f"since the meeting of {day(60).day} March 2018" in words(page)
    earlier, now = (position_as_at(told.plan, on) for on in (day(60), DAY))
    compared = now.by_theme().compared_with(earlier.by_theme())
    table = page.select_one(".wsoa-table--summary")
    assert table is not None
    shown = [words(cell) for cell in table.select("tbody .wsoa-table__change")]
    changes = [cell.change for row in compared.rows for cell in row.cells if cell.change]
    assert shown == [f"+{change}" if change > 0 else f"−{-change}" for change in changes]
    assert len(_options(page)) == 3


def test_one_may_compare_with_any_meeting_of_any_board_or_with_nothing(told, client):
    steering, scrutiny = make_board(told), make_board(told, "scrutiny")
    first = make_meeting(steering, day(75))
    make_meeting(scrutiny, day(90))
    page = _page(client, told)
    assert _options(page) == [
        "Scrutiny, 1 April 2018",
        "Steering board, 17 March 2018",
        "Nothing",
    ]
    assert "since the Scrutiny of 1 April 2018" in words(page)
    chosen = _page(client, told, since=first.pk)
    assert "With the change since the Steering board of 17 March 2018" in words(chosen)
    assert not _page(client, told, since="nothing").select(".wsoa-table__change")


def test_what_was_frozen_for_the_meeting_is_compared_with_and_not_what_is_on_record_now(told):
    meeting = make_meeting(make_board(told), day(60))
    close_pack(meeting=meeting, by=told.manager, now=at(day(60)))
    late = told.plan.actions.get(actionreferences__reference="1.4")
    rate(late, told.ratings["R"], day(50), by=told.manager, now=at(day(100)))
    plan = Plan.objects.select_related("area").get(pk=told.plan.pk)
    chosen = comparables(plan, DAY, meetings_before(plan, DAY))[0]
    shown = dashboard(plan, position_as_at(plan, DAY), chosen)
    assert shown.earlier is not None
    assert shown.earlier.by_theme() != position_as_at(plan, day(60)).by_theme()
    assert shown.movement is not None
    assert late.pk in {move.line.action_id for move in shown.movement.moved}


def test_everything_that_changed_is_a_link_away_from_what_is_listed(scene, client):
    actions = make_actions(scene, 33, "G")
    meeting = make_meeting(make_board(scene), day(60))
    for action in actions[1:]:
        rate(action, scene.ratings["R"], day(70), by=scene.manager)
    page = _page(client, scene)
    assert len(page.select(".wsoa-moved tbody tr")) == 30
    assert "The 32 actions with another rating" in words(page)
    link = page.find("a", string="Everything that changed, side by side")
    assert isinstance(link, Tag)
    assert f"from=meeting-{meeting.pk}&to={DAY.isoformat()}" in str(link["href"])
    compared = client.get(str(link["href"]))
    assert compared.status_code == 200
    assert actions[-1].actionreferences.get().reference in compared.content.decode()


def test_without_a_meeting_it_is_compared_with_the_figures_last_published(place):
    scene = make_scene(place, slug="published", reported_as_at=day(60))
    make_actions(scene, 5, "GARBW")
    page = _page(signed_in(scene.manager), scene)
    assert "since 2 March 2018, when figures were last published" in words(page)


@pytest.mark.parametrize(
    "query",
    [{"since": "99999999999999999999"}, {"since": "x" * 50_000}, {"over": "<b>"}, {"since": "\0"}],
)
def test_what_there_is_not_is_said_and_the_page_is_shown_all_the_same(told, client, query):
    answer = client.get(told.address, {**ON_THE_DAY, **query})
    assert answer.status_code == 400
    page = read(answer)
    assert "Choose the" in " ".join(errors_in_summary(page))
    assert page.select_one(".wsoa-table--summary") is not None


def test_meeting_of_another_area_is_not_offered(told, client, place):
    elsewhere = make_scene(make_place("elsewhere"))
    make_actions(elsewhere, 3, "G")
    theirs = make_meeting(make_board(elsewhere), day(60))
    answer = client.get(told.address, {**ON_THE_DAY, "since": theirs.pk})
    assert answer.status_code == 400


def test_direction_counts_what_is_rated_better_and_worse(told):
    earlier, later = (position_as_at(told.plan, on) for on in (day(60), DAY))
    found = travel(earlier, later)
    assert (found.better, found.worse, found.way) == (2, 1, Way.UP)
    assert (found.word, found.counts) == ("Better", "2 up, 1 down")
    by_theme = travel_by_theme(earlier, later)
    assert sum(each.better for each in by_theme.values()) == 2
    assert travel(later, earlier).way == Way.DOWN
    same = travel(later, later)
    assert (same.way, same.word, same.counts) == (Way.SAME, "No change", "")


def test_direction_is_said_in_words_beside_its_arrow(told, client):
    make_meeting(make_board(told), day(60))
    page = _page(client, told)
    assert "↑ Better: 2 up, 1 down since the meeting of" in words(page.select_one(".wsoa-headline"))
    earlier, later = (position_as_at(told.plan, on) for on in (day(60), DAY))
    ways = travel_by_theme(earlier, later)
    for card, theme in zip(page.select(".wsoa-cards__card"), later.top_themes, strict=True):
        way = ways[theme.id]
        told_so = f"{way.way} {way.word}: {way.counts}" if way.counts else f"{way.way} {way.word}"
        assert words(card.select_one(".wsoa-travel")) == told_so


def test_each_theme_has_a_card_with_the_last_thing_said_of_its_actions(told, client):
    add_theme(plan=told.plan, reference="3", title="Not begun", by=told.manager)
    cards = _page(client, told).select(".wsoa-cards__card")
    position = position_as_at(told.plan, DAY)
    assert [words(card.select_one("h3")) for card in cards] == [
        f"{theme.reference} {theme.title}" for theme in position.top_themes
    ]
    for card, row in zip(cards, position.by_theme().rows, strict=True):
        if row.total:
            assert f"of {row.total} complete" in words(card)
    said = [line for line in position.lines if line.commentary and line.top_theme.reference == "2"]
    newest = max(said, key=lambda line: (line.rated_on, line.recorded_at))
    assert newest.rated_on is not None
    assert newest.commentary in words(cards[1])
    assert f"{newest.rated_on.day} {newest.rated_on:%B %Y}" in words(cards[1])
    assert newest.reference in words(cards[1])
    assert "No actions on this day." in words(cards[2])


def test_every_list_leads_to_as_many_actions_and_names_those_that_need_it_most(scene, client):
    for number in range(1, 9):
        make_action(scene, f"1.{number}", due=DueDate.on(DAY - timedelta(days=number)))
    rate(
        make_action(scene, "2.1", due=DueDate.on(DAY + timedelta(days=9))),
        scene.ratings["W"],
        by=scene.manager,
    )
    rate(
        make_action(scene, "2.2", owners=(scene.place.posts[0],)),
        scene.ratings["B"],
        commentary="",
        by=scene.manager,
    )
    Plan.objects.filter(pk=scene.plan.pk).update(completions_need_evidence=True)
    lists = _page(client, scene).select(".wsoa-lists__list")
    counts = {}
    for each in lists:
        heading = each.select_one("h3 a")
        assert heading is not None
        count, title = words(heading).split(maxsplit=1)
        counts[title] = int(count)
        found = rows(read(client.get(str(heading["href"]))))
        assert len(found) == counts[title], heading["href"]
        assert parse_qs(urlsplit(str(heading["href"])).query)["as_at"] == [DAY.isoformat()]
    assert counts == {
        "overdue": 8,
        "stale": 9,
        "starting next": 1,
        "due next": 1,
        "without an owner": 9,
        "evidence awaited": 1,
    }
    named = [words(item).split()[0] for item in lists[0].select("li")]
    assert named == ["1.8", "1.7", "1.6", "1.5", "1.4"]
    assert "and 3 others" in words(lists[0])


def test_every_figure_behind_the_charts_leads_to_as_many_actions_as_they_then_were(told, client):
    board = make_board(told)
    for days in (20, 65, 75):
        make_meeting(board, day(days))
    page = _page(client, told)
    linked = page.select(".wsoa-chart td a")
    assert len(linked) > 20
    for link in linked[::3]:
        found = rows(read(client.get(str(link["href"]))))
        assert len(found) == int(words(link).split()[0]), link["href"]


def test_trend_goes_over_meetings_or_over_months_as_one_asks(told, client):
    board = make_board(told)
    for days in (20, 65):
        make_meeting(board, day(days))

    def days_shown(page: Tag) -> list[str]:
        table = page.select(".wsoa-chart table")[0]
        return [words(head) for head in table.select("tbody th")]

    page = _page(client, told)
    assert days_shown(page) == ["21 January 2018", "7 March 2018", "1 May 2018"]
    other = page.select_one("a[href*='over=months']")
    assert other is not None
    months = read(client.get(f"{told.address}{other['href']}"))
    assert days_shown(months) == [
        "31 January 2018",
        "28 February 2018",
        "31 March 2018",
        "30 April 2018",
        "1 May 2018",
    ]


def test_month_ends_lead_up_to_the_day_itself():
    assert month_ends(date(2018, 4, 30), 3) == [
        date(2018, 2, 28),
        date(2018, 3, 31),
        date(2018, 4, 30),
    ]
    assert month_ends(date(2018, 5, 1), 2) == [date(2018, 4, 30), date(2018, 5, 1)]
    assert month_ends(date(1, 1, 15)) == [date(1, 1, 15)]


def test_days_of_meetings_are_the_cut_offs_before_the_day_and_the_day():
    assert meeting_days([DAY, day(9), day(9), day(200)], DAY) == [day(9), DAY]
    assert len(meeting_days([day(n) for n in range(90)], DAY)) == 24


def test_charts_draw_what_the_position_of_each_day_counts(told):
    found = trend(told.plan, [day(30), DAY])
    positions = [position_as_at(told.plan, on) for on in (day(30), DAY)]
    table = by_rating(found).frame.table
    for (_, cells), position in zip(table.rows, positions, strict=True):
        counts = position.by_theme().total.counts
        expected = [str(counts.get(column.code, 0)) for column in found.columns]
        assert [cell.text for cell in cells] == [*expected, str(position.total)]
    drawn = burn_up(found, positions[1]).frame.table.rows
    assert drawn[1][1][0].text == str(len(positions[1].complete))
    assert drawn[-1][1][0].text == "–"  # months to come
    due = [line for line in positions[1].lines if line.due and line.due.end]
    assert drawn[-1][1][1].text == str(len(due))


def test_plan_with_one_day_of_history_says_when_the_trend_appears(scene, client):
    make_action(scene, effective_date=DAY)
    page = _page(client, scene)
    assert "There is one day of history so far" in words(page)
    assert not page.select(".wsoa-chart")


def test_plan_without_a_scheme_has_a_burn_up_and_no_direction(place):
    scene = make_scene(place, preset="", slug="bare")
    make_action(scene, due="June 2018")
    make_meeting(make_board(scene), day(60))
    page = _page(signed_in(scene.manager), scene)
    assert [words(each) for each in page.select(".wsoa-chart figcaption")] == [
        "Completion against the plan"
    ]
    assert not page.select(".wsoa-travel")


def test_full_screen_shows_the_same_figures_without_navigation_and_leads_back(told, client):
    meeting = make_meeting(make_board(told), day(60))
    usual = _page(client, told, since=meeting.pk)
    screen = _page(client, told, "screen/", since=meeting.pk)
    tables = [page.select_one(".wsoa-table--summary") for page in (usual, screen)]
    assert words(tables[0]) == words(tables[1])
    assert words(usual.select_one(".wsoa-headline")) == words(screen.select_one(".wsoa-headline"))
    assert not screen.select("nav, header, footer")
    back = screen.find("a", string="Leave full screen")
    assert isinstance(back, Tag)
    assert parse_qs(urlsplit(str(back["href"])).query) == {
        "as_at": [DAY.isoformat()],
        "since": [str(meeting.pk)],
    }
    assert screen.select_one("svg[role=img]") is not None


def test_board_shows_each_plan_that_it_watches_with_what_moved_since_it_met(told, client):
    board = make_board(told)
    make_meeting(board, day(60))
    address = f"/{told.place.area.slug}/area/boards/{board.slug}/"
    page = read(client.get(address))
    glance = page.select_one(".wsoa-glance")
    assert told.plan.title in words(glance)
    assert "of 20 actions are complete" in words(glance)
    assert "since the meeting of 2 March 2018" in words(glance)


@pytest.mark.django_db
def test_dashboard_with_history_costs_the_same_queries_whatever_its_length(place):
    counts = []
    for slug, number, meetings in (("small", 4, 2), ("large", 24, 9)):
        scene = make_scene(place, slug=slug)
        actions = make_actions(scene, number, "GARBW")
        board = make_board(scene, f"{slug}-board")
        for month in range(1, meetings + 1):
            rate(actions[1], scene.ratings["R"], day(month * 9), by=scene.manager)
            meeting = make_meeting(board, day(month * 10))
        close_pack(meeting=meeting, by=scene.manager, now=at(day(month * 10)))
        client = signed_in(scene.manager)
        for rest in ("", "screen/"):
            with CaptureQueriesContext(connection) as captured:
                assert client.get(f"{scene.address}{rest}", ON_THE_DAY).status_code == 200
            counts.append((rest, len(captured)))
    assert counts[:2] == counts[2:]
