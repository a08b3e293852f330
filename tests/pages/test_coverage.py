"""What answers each weakness, on its pages: counts that lead to what they count, gaps in words, a story each."""

import re

import pytest
from django.test import Client

from actions.choices import Verdict, WeaknessKind
from actions.services.inspections import set_inspection
from actions.services.revisits import record_judgement
from actions.services.weaknesses import change_weakness
from tests.actions.covering import answers, cover
from tests.actions.files import pdf_upload
from tests.actions.inspecting import answering, make_revisit
from tests.actions.measured import make_measure, read_month
from tests.actions.risking import make_risk
from tests.actions.voices import make_voice
from tests.conftest import signed_in
from tests.factories import Scene, make_action, make_actions, make_place, make_scene
from tests.pages.reading import read, rows
from tests.pages.test_query_counts import counted

pytestmark = pytest.mark.django_db

AS_AT = "?as_at=2018-05-01"


@pytest.fixture
def client(scene: Scene) -> Client:
    return signed_in(scene.manager)


def text(client: Client, path: str, status: int = 200) -> str:
    """What the page says, in one line."""
    answer = client.get(path)
    assert answer.status_code == status
    main = answer.content.decode().partition("<main")[2].partition("</main>")[0]
    return " ".join(re.sub(r"<[^>]+>", " ", main).split())


def links(client: Client, path: str) -> set[str]:
    page = client.get(path).content.decode()
    return {found.replace("&amp;", "&") for found in re.findall(r'href="([^"]+)"', page)}


def test_matrix_names_gaps_in_words_and_says_what_to_do(scene: Scene, client: Client) -> None:
    cover(scene)
    page = text(client, f"{scene.address}coverage/{AS_AT}")
    assert "Not yet: 1 of 2 weaknesses has a gap." in page
    assert "No action, no owner, no measure" in page
    assert "Choose or add a measure that does." in page
    assert page.index("2. Weakness 2") < page.index("1. Weakness 1")


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("weakness=1", ["1.1", "1.2"]),
        ("weakness=1&state=complete", ["1.1"]),
        ("weakness=1&state=overdue", ["1.2"]),
        ("weakness=1&rating=B", ["1.1"]),
        ("weakness=none", ["2.1"]),
    ],
)
def test_count_leads_to_the_actions_that_it_counts(
    scene: Scene, client: Client, query: str, expected: list[str]
) -> None:
    cover(scene)
    address = f"{scene.address}actions/{AS_AT}&{query}"
    assert address in links(client, f"{scene.address}coverage/{AS_AT}")
    assert rows(read(client.get(address))) == expected


def test_register_says_by_which_weakness_it_is_narrowed_and_how_many_answer_each(
    scene: Scene, client: Client
) -> None:
    cover(scene)
    page = text(client, f"{scene.address}actions/{AS_AT}&weakness=1")
    assert "Remove the filter Weakness: 1. Weakness 1" in page
    for choice in ("1. Weakness 1 (2)", "2. Weakness 2 (0)", "Answers no weakness (1)"):
        assert choice in page


def test_register_offers_no_weakness_where_the_plan_answers_none(
    scene: Scene, client: Client
) -> None:
    make_action(scene)
    page = text(client, f"{scene.address}actions/")
    assert "Weakness" not in page
    assert client.get(f"{scene.address}actions/?weakness=1").status_code == 400


def test_plan_without_an_inspection_is_shown_by_theme(scene: Scene, client: Client) -> None:
    make_action(scene, "1.1", owners=scene.place.posts[:1])
    make_risk(scene)
    measure = make_measure(scene)
    read_month(measure, 1, "40", by=scene.manager)
    read_month(measure, 2, "55", by=scene.manager)
    page = text(client, f"{scene.address}coverage/{AS_AT}")
    assert "What answers each theme" in page
    assert "they belong to the plan as a whole" in page
    assert "Did anything get better for children? Yes: of 1 measure" in page
    assert "Staff leave" in page
    assert "2 Joint work" in page


def test_inspection_without_weaknesses_says_what_to_do_first(scene: Scene, client: Client) -> None:
    answering(scene, 0)
    page = text(client, f"{scene.address}coverage/{AS_AT}")
    assert "No weakness is on record" in page
    assert "Add them as the letter numbers them" in page


def test_page_of_a_weakness_tells_its_story(scene: Scene, client: Client) -> None:
    covered = cover(scene)
    evidence = client.post(
        f"{scene.address}actions/1.1/evidence/add/",
        {"evidence_title": "Minutes", "evidence_file": pdf_upload()},
    )
    assert evidence.status_code == 302
    revisit = make_revisit(covered.full.inspection, scene.place)
    record_judgement(
        revisit=revisit,
        weakness=covered.full,
        verdict=Verdict.SUFFICIENT,
        words="Leaders know their area",
        effective_date=revisit.ended_on,
        by=scene.manager,
    )
    page = text(client, f"{scene.address}weaknesses/1/")
    for said in (
        "The letter says what weakness 1 is.",
        "Sufficient progress",
        "Leaders know their area",
        "2 actions 1 measure",
        "1 complete, 1 overdue (1 Blue, 1 Unrated) 1 not known at target date",
        "No date slipped 1 better",
        "1 link or file of evidence",
        "What has happened",
        "Minutes",
        "Rose from 40% to 55%",
        "Staff leave",
        "The website is hard to use",
    ):
        assert said in page
    files = [link for link in links(client, f"{scene.address}weaknesses/1/") if "evidence" in link]
    assert [client.get(link).status_code for link in files] == [200]


def test_what_came_later_is_not_in_the_story_of_an_earlier_day(
    scene: Scene, client: Client
) -> None:
    covered = cover(scene)
    action = make_action(scene, "1.3")
    answers(scene, covered.full, action=action)
    client.post(
        f"{scene.address}actions/1.3/evidence/add/",
        {"evidence_title": "Minutes", "evidence_file": pdf_upload()},
    )
    assert "Minutes" not in text(client, f"{scene.address}weaknesses/1/{AS_AT}")
    assert "Minutes" in text(client, f"{scene.address}weaknesses/1/")


def test_number_that_the_plan_does_not_answer_is_not_found(scene: Scene, client: Client) -> None:
    cover(scene)
    assert client.get(f"{scene.address}weaknesses/3/").status_code == 404
    other = make_scene(make_place("elsewhere"))
    assert client.get(f"{other.address}weaknesses/1/").status_code == 404
    set_inspection(plan=other.plan, inspection=None, by=other.manager)
    assert signed_in(other.manager).get(f"{other.address}weaknesses/1/").status_code == 404


def test_words_of_a_letter_are_text_and_not_markup(scene: Scene, client: Client) -> None:
    weakness, _ = answering(scene)
    change_weakness(
        weakness=weakness,
        number=1,
        kind=WeaknessKind(weakness.kind),
        title="<b>Bold</b>",
        words="<script>alert(1)</script>\n\nMore",
        lead=None,
        by=scene.manager,
    )
    for path in ("weaknesses/1/", "coverage/", "readiness/"):
        page = client.get(f"{scene.address}{path}").content.decode()
        assert "<script>alert" not in page
        assert "<b>Bold" not in page


def test_unfit_day_is_said_and_the_page_shows_today(scene: Scene, client: Client) -> None:
    cover(scene)
    for path in ("coverage/", "weaknesses/1/"):
        assert "There is a problem" in text(client, f"{scene.address}{path}?as_at=31-31", 400)


@pytest.mark.parametrize(
    ("path", "queries"),
    [
        ("coverage/", 37),
        ("weaknesses/1/", 39),
        ("readiness/", 43),
        ("actions/?weakness=1", 28),
    ],
)
def test_page_costs_the_same_queries_for_few_weaknesses_and_for_many(
    path: str, queries: int
) -> None:
    counts = []
    for slug, number in (("small", 2), ("large", 8)):
        scene = make_scene(make_place(slug))
        actions = make_actions(scene, number * 3, "GARB")
        for place, weakness in enumerate(answering(scene, number)):
            answers(scene, weakness, theme=scene.themes[place % 2])
            answers(scene, weakness, action=actions[place])
            measure = make_measure(scene, f"Measure {place}")
            read_month(measure, 1, "10", by=scene.manager)
            answers(scene, weakness, measure=measure)
            answers(scene, weakness, risk=make_risk(scene, f"Risk {place}"))
            make_voice(scene, weakness=weakness)
        counts.append(counted(scene, path))
    assert counts == [queries] * 2


def test_pages_of_a_day_before_the_letter_say_from_when_it_is_known(
    scene: Scene, client: Client
) -> None:
    cover(scene)
    for path in ("coverage/", "weaknesses/1/"):
        page = text(client, f"{scene.address}{path}?as_at=2016-12-01")
        assert "Nothing to answer on this day" in page
