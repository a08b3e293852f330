"""The register of risks on its pages: in words, as a map, as a list, what moved, as a file; and its speed."""

from io import BytesIO
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from actions.choices import MitigationState, RiskState
from actions.models import Risk, RiskMatrix
from actions.position import memory
from actions.services.mitigations import add_mitigation
from tests.actions.risking import make_matrix, make_risk, review
from tests.benchmarks.risks import make_register
from tests.conftest import signed_in
from tests.factories import Scene, day, make_place, make_scene
from tests.pages.reading import errors_in_summary, read, words
from tests.pages.risk_steps import opened
from wsoa.capabilities import Role


@pytest.fixture
def client(scene: Scene) -> Client:
    """The project manager's browser."""
    return signed_in(scene.manager)


@pytest.fixture
def risk(scene: Scene) -> Risk:
    """D3 from the first day, owned by the action owner's post."""
    return make_risk(scene, "The statement is late", owner=scene.place.posts[0])


def _listed(page: Any) -> list[str]:
    """The risks in the register's table, in its order."""
    table = next(table for table in page.select("table") if "Risk register" in words(table.caption))
    return [words(cell).split()[0] for cell in table.select("tbody th")]


def test_register_says_in_words_and_in_a_map_where_the_open_risks_are(scene: Scene, client: Client):
    for title, score in (("One", "D3"), ("Two", "A1"), ("Three", "D3"), ("Four", "F4")):
        make_risk(scene, title, score, next_review_on=day(9))
    review(Risk.objects.get(title="Four"), "F4", 3, state=RiskState.CLOSED)
    page = opened(client, scene)
    assert "3 risks are open: 1 high and 2 medium. 3 reviews are overdue." in words(
        page.select_one(".wsoa-headline")
    )
    heat = page.select(".wsoa-heat")[0]
    found = {
        words(cell.select_one(".wsoa-heat__score")).split()[0]: [
            words(link).split()[0] for link in cell.select("a")
        ]
        for cell in heat.select("td.wsoa-heat__cell")
    }
    assert len(found) == 24
    assert {score: there for score, there in found.items() if there} == {
        "D3": ["R1", "R3"],
        "A1": ["R2"],
    }
    assert next(words(row.th) for row in heat.select("tbody tr")) == "Likelihood A Very high"
    assert words(heat.select("thead th")[-1]) == "Impact 1 Catastrophic"
    assert _listed(page) == ["R2", "R1", "R3"]


def test_register_as_at_a_day_shows_that_day_and_what_moved_since_another(
    scene: Scene, client: Client
):
    up, down = make_risk(scene, "Up"), make_risk(scene, "Down", "C2")
    review(up, "B2", 40)
    review(down, "E3", 50)
    make_risk(scene, "New", effective_date=day(55))
    before = opened(client, scene, f"risks/?as_at={day(30)}")
    assert _listed(before) == ["R2", "R1"]
    page = opened(client, scene, f"risks/?as_at={day(60)}&since={day(30)}")
    moves = [words(row) for row in page.select("#movement tbody tr")]
    assert [move.split()[0] for move in moves] == ["R1", "R2", "R3"]
    assert "Up from D3 to B2" in moves[0]
    assert "Down from C2 to E3" in moves[1]
    assert "New at D3" in moves[2]
    assert "1 new, 1 graver than before and 1 lighter." in words(page.select_one("#movement"))


def test_risk_that_goes_to_another_score_as_grave_is_said_to_be_as_grave(
    scene: Scene, client: Client, risk: Risk
):
    review(risk, "E2", 40)
    page = opened(client, scene, f"risks/?as_at={day(60)}&since={day(30)}")
    assert "From D3 to E2, as grave as before" in words(page.select_one("#movement"))


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("", ["R2", "R1"]),
        ("state=closed", ["R3"]),
        ("state=all", ["R2", "R1", "R3"]),
        ("review=overdue", ["R1"]),
        ("owner=none", ["R2"]),
        ("owner={post}", ["R1"]),
        ("band={high}", ["R2"]),
        ("band={high}&review=overdue", []),
    ],
)
def test_register_is_narrowed_by_state_band_owner_and_review(
    scene: Scene, client: Client, asked: str, found: list[str]
):
    post = scene.place.posts[0]
    make_risk(scene, "One", owner=post, next_review_on=day(9))
    make_risk(scene, "Two", "A1")
    review(make_risk(scene, "Three"), "D3", 3, state=RiskState.CLOSED)
    high = RiskMatrix.objects.get().bands.get(code="H").pk
    page = opened(client, scene, f"risks/?{asked.format(post=post.pk, high=high)}")
    if found:
        assert _listed(page) == found
    else:
        assert "No risk is as you asked for." in words(page)


@pytest.mark.parametrize(
    "asked", ["band=999999", "owner=x", "state=perhaps", "since=never", "since=2999-01-01"]
)
def test_filter_that_asks_for_what_there_is_not_says_so_and_lists_the_open_risks(
    scene: Scene, client: Client, risk: Risk, asked: str
):
    page = opened(client, scene, f"risks/?{asked}", 400)
    assert errors_in_summary(page)
    assert _listed(page) == ["R1"]
    assert client.get(f"{scene.address}risks.xlsx?{asked}").status_code == 400


def test_area_without_a_matrix_is_led_to_set_one_up(scene: Scene, client: Client):
    page = opened(client, scene)
    assert "Nothing to score risks on yet" in words(page)
    answer = client.get(f"{scene.address}add-risk/")
    assert (answer.status_code, answer["Location"]) == (
        302,
        f"/{scene.place.area.slug}/area/risk-matrix/",
    )
    member = read(signed_in(scene.place.people[Role.MEMBER]).get(f"{scene.address}risks/"))
    assert "A project manager sets it up." in words(member)


def test_plan_without_risks_says_what_to_add(scene: Scene, client: Client):
    make_matrix(scene.place.area, scene.manager)
    assert "No risk is recorded" in words(opened(client, scene))


def test_workbook_holds_the_risks_of_the_filter_with_true_dates_and_no_formula(
    scene: Scene, client: Client
):
    found = make_risk(scene, "=1+1", owner=scene.place.posts[0], next_review_on=day(40))
    make_risk(scene, "Money", "A1")
    add_mitigation(
        risk=found,
        text="@SUM(A1)",
        state=MitigationState.PLANNED,
        effective_date=day(1),
        by=scene.manager,
    )
    answer = client.get(f"{scene.address}risks.xlsx?as_at={day(60)}&review=overdue")
    assert f"-risks-{day(60)}.xlsx" in answer["Content-Disposition"]
    book = load_workbook(BytesIO(answer.content))
    assert book.sheetnames == ["Cover", "Risks", "Heat map", "What is done"]
    rows = list(book["Risks"].iter_rows(min_row=2))
    values = {head.value: cell.value for head, cell in zip(book["Risks"][1], rows[0], strict=True)}
    assert len(rows) == 1
    assert (values["Risk"], rows[0][1].data_type, rows[0][1].quotePrefix) == ("=1+1", "s", True)
    assert (values["Score now"], values["Band"], values["Review overdue"]) == (
        "D3",
        "Medium",
        "Yes",
    )
    assert str(values["Next review"]).startswith(str(day(40)))
    done = book["What is done"]["B2"]
    assert (done.value, done.data_type) == ("@SUM(A1)", "s")
    cells = [cell.value for row in book["Heat map"].iter_rows(min_row=2) for cell in row]
    assert "D3 Medium: R1" in cells
    assert "A1 High: R2" in cells
    said = {row[0].value: row[1].value for row in book["Cover"].iter_rows(min_row=3)}
    assert (said["Risks in this file"], said["Risks that are open"]) == (1, 2)
    assert said["Filter: Review"] == "Overdue"


@pytest.mark.parametrize(
    ("path", "queries"),
    [("risks/", 37), ("risks/R1/", 33), ("risks.xlsx", 29), ("risks/R1/review/", 11)],
)
def test_page_of_risks_costs_the_same_queries_for_few_and_for_many(
    db: None, path: str, queries: int
):
    counts = []
    for slug, number, reviews in (("small", 2, 1), ("large", 8, 4)):
        scene = make_scene(make_place(slug))
        make_register(scene, number, reviews)
        client = signed_in(scene.manager)
        memory.forget_all()
        with CaptureQueriesContext(connection) as captured:
            assert client.get(f"{scene.address}{path}").status_code == 200
        counts.append(len(captured))
    assert counts == [queries] * 2


def test_register_of_the_calendars_first_day_opens(db: None) -> None:
    scene = make_scene(make_place("early"))
    make_register(scene, 1, 1)
    answer = signed_in(scene.manager).get(f"{scene.address}risks/?as_at=0001-01-01")
    assert answer.status_code == 200
