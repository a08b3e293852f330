"""Inspections in the browser: recorded, changed, with what they found, their documents, revisits and consequences."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from actions.choices import Consequence, DocumentKind, Framework, Verdict
from actions.models import (
    Inspection,
    InspectionDocument,
    Weakness,
    WeaknessAnswer,
)
from actions.position import memory
from actions.services import coverage, inspections
from tests.actions import files
from tests.actions.files import pdf_upload
from tests.actions.inspecting import (
    answering,
    make_inspection,
    make_priority,
    make_revisit,
    make_weakness,
)
from tests.conftest import signed_in
from tests.factories import Place, Scene, day, make_actions, make_place, make_scene
from tests.pages.reading import errors_at_fields, errors_in_summary, links, read, value_of, words
from tests.pages.set_up import filled, send
from wsoa.capabilities import Role

pytestmark = pytest.mark.django_db

LIST = "/riverton/area/inspections/"
NEW: dict[str, Any] = {
    "framework": "local-area-2016",
    "revisits": "",
    "began_on": "2017-12-04",
    "ended_on": "2017-12-08",
    "letter_on": "2018-01-31",
    "received_on": "",
    "published_on": "2018-02-08",
    "letter_url": "https://reports.example.org/letter",
    "summary": "",
    "seen": "",
}


@pytest.fixture
def client(scene: Scene) -> Client:
    """The project manager's browser."""
    return signed_in(scene.manager)


def at(inspection: Inspection, path: str = "") -> str:
    """The address of an inspection's page, or of one below it."""
    return f"{LIST}{inspection.pk}/{path}"


def terms(page: Any) -> dict[str, str]:
    """Key -> value of the page's summary list."""
    return {
        words(row.select_one("dt")): words(row.select_one("dd"))
        for row in page.select(".govuk-summary-list__row")
    }


def test_empty_list_says_what_to_do_first_to_those_who_may(scene: Scene, client: Client) -> None:
    page = read(client.get(LIST))
    assert "Record the inspection with the dates of its letter" in words(page.main)
    assert [words(link) for link in page.select("main a.govuk-button")] == ["Record an inspection"]
    member = read(signed_in(scene.place.people[Role.MEMBER]).get(LIST))
    assert "project manager records the inspection" in words(member.main)
    assert not member.select("main a.govuk-button")


def test_inspection_is_recorded_and_shown_in_words(scene: Scene, client: Client) -> None:
    bodies = [scene.place.health.pk, scene.place.council.pk]
    answer = client.post(f"{LIST}new/", {**NEW, "bodies": bodies}, follow=True)
    page = read(answer)
    assert words(page.h1).endswith("Inspection of 4 to 8 December 2017")
    shown = terms(page)
    assert shown["Framework"] == "Local area SEND inspection (2016 framework)"
    assert shown["Letter"] == (
        "Dated 31 January 2018 Published 8 February 2018 Read it at reports.example.org"
    )
    assert shown["Accountable bodies"] == "Riverton Council Riverton Health"
    assert "Areas of significant weakness" in [words(heading) for heading in page.select("h2")]


def test_dates_that_contradict_each_other_are_told_at_the_field_and_nothing_is_lost(
    client: Client,
) -> None:
    answer = client.post(f"{LIST}new/", {**NEW, "letter_on": "2017-12-01", "summary": "Kept"})
    assert answer.status_code == 422
    page = read(answer)
    assert errors_at_fields(page) == {
        "letter_on": "The date of the letter must be on or after 8 December 2017, the last day of the "
        "inspection."
    }
    assert value_of(page, "summary") == "Kept"
    assert not Inspection.objects.exists()


def test_inspection_of_another_area_is_not_offered(client: Client) -> None:
    theirs = make_inspection(make_place("elsewhere"))
    answer = client.post(f"{LIST}new/", {**NEW, "framework": "revisit", "revisits": str(theirs.pk)})
    assert errors_at_fields(read(answer)) == {"revisits": "Choose an inspection of this area."}
    for path in ("", "change/", "weaknesses/new/", "documents/new/", "judgements/"):
        assert client.get(at(theirs, path)).status_code == 404


def test_change_shows_what_somebody_else_saved_meanwhile(scene: Scene, client: Client) -> None:
    inspection = make_inspection(scene.place)
    mine = filled(read(client.get(at(inspection, "change/"))))
    send(client, at(inspection, "change/"), summary="Theirs", bodies=[scene.place.council.pk])
    answer = client.post(at(inspection, "change/"), {**mine, "summary": "Mine"})
    assert answer.status_code == 409
    page = read(answer)
    assert terms(page)["Summary"] == "Theirs"
    assert value_of(page, "summary") == "Mine"
    client.post(at(inspection, "change/"), {**filled(page)})
    inspection.refresh_from_db()
    assert inspection.summary == "Mine"


def test_form_that_is_saved_as_it_stands_changes_nothing(scene: Scene, client: Client) -> None:
    inspection = make_inspection(scene.place)
    bodies = [body.organisation_id for body in inspection.accountable_bodies.all()]
    page = read(client.get(at(inspection, "change/")))
    ticked = {int(str(box["value"])) for box in page.select("input[name=bodies][checked]")}
    assert ticked == set(bodies)
    versions = inspection.history.count()
    answer = send(client, at(inspection, "change/"), bodies=bodies)
    assert answer.status_code == 302
    assert inspection.history.count() == versions
    assert [body.organisation_id for body in inspection.accountable_bodies.all()] == bodies


def test_page_calls_what_was_found_by_its_frameworks_word(scene: Scene, client: Client) -> None:
    inspection = make_inspection(scene.place, framework=Framework.AREA_2023)
    page = read(client.get(at(inspection, "weaknesses/new/")))
    assert words(page.h1).endswith("Add an area for priority action or for improvement")
    client.post(
        at(inspection, "weaknesses/new/"),
        {"kind": "improvement", "number": "", "title": "Transport", "words": "", "lead": ""},
    )
    make_priority(inspection, scene.place, title="Waiting times")
    shown = read(client.get(at(inspection)))
    assert "Areas for priority action and areas for improvement" in words(shown.main)
    assert "significant" not in words(shown.main)
    assert [words(each) for each in shown.select(".wsoa-weakness__kind")] == [
        "Area for improvement",
        "Area for priority action",
    ]
    first = read(client.get(LIST))
    assert "1 area for priority action, 1 area for improvement" in words(first.main)


PASTED = """• 1. The lack of a shared strategy

2) Plans of poor quality
3\tWaiting times"""


def test_several_weaknesses_are_pasted_seen_and_added(scene: Scene, client: Client) -> None:
    inspection = make_inspection(scene.place)
    address = at(inspection, "weaknesses/several/")
    seen = read(client.post(address, {"lines": PASTED, "look": "yes"}))
    assert [[words(cell) for cell in row.select("th, td")] for row in seen.select("tbody tr")] == [
        ["Line 1", "1", "The lack of a shared strategy", "None"],
        ["Line 2", "2", "Plans of poor quality", "None"],
        ["Line 3", "3", "Waiting times", "None"],
    ]
    assert not Weakness.objects.exists()
    assert client.post(address, {"lines": PASTED, "add": "yes"}).status_code == 302
    assert [str(each) for each in inspection.weaknesses.all()] == [
        "1. The lack of a shared strategy",
        "2. Plans of poor quality",
        "3. Waiting times",
    ]
    again = read(client.post(address, {"lines": PASTED, "add": "yes"}))
    assert errors_in_summary(again) == ["3 lines cannot be added. The table says why."]
    assert "There is a number 1 already." in words(again.main)
    assert value_of(again, "lines") == PASTED


def test_long_words_of_a_letter_are_kept_whole_under_a_short_title(
    scene: Scene, client: Client
) -> None:
    inspection = make_inspection(scene.place)
    letter = "Leaders do not " + "know and follow " * 30 + "the plan."
    client.post(at(inspection, "weaknesses/several/"), {"lines": letter, "add": "yes"})
    weakness = inspection.weaknesses.get()
    assert weakness.words == letter
    assert len(weakness.title) <= 120
    assert weakness.title.endswith("…")


@pytest.mark.parametrize(
    ("lines", "says"),
    [
        ("2016 is a year\n2. Two", None),
        ("0. Nought", "is no number"),
        ("1. One\n1. One again", "There is a number 1 already"),
        ("1.", "Enter the title"),
        ("x" * 50_000, "5,000 characters or fewer"),
        ("\n".join(f"{number}. W" for number in range(1, 90)), "60 at a time"),
        ("\x00", "Take out the characters that are no text"),
        ("  \n ", "at least one line"),
    ],
)
def test_what_cannot_be_pasted_is_told(
    scene: Scene, client: Client, lines: str, says: str | None
) -> None:
    inspection = make_inspection(scene.place)
    answer = client.post(at(inspection, "weaknesses/several/"), {"lines": lines, "add": "yes"})
    if says is None:
        assert answer.status_code == 302
    else:
        assert answer.status_code == 422
        assert says in words(read(answer).main)
        assert not Weakness.objects.exists()


def test_strengths_are_pasted_changed_and_taken_out(scene: Scene, client: Client) -> None:
    inspection = make_inspection(scene.place)
    lines = "• Early help works\n– Leaders are honest"
    client.post(at(inspection, "strengths/several/"), {"lines": lines, "add": "yes"})
    first, second = inspection.strengths.all()
    assert (first.text, second.text) == ("Early help works", "Leaders are honest")
    send(client, at(inspection, f"strengths/{first.pk}/"), text="Early help works well")
    client.post(at(inspection, f"strengths/{second.pk}/remove/"))
    assert [each.text for each in inspection.strengths.all()] == ["Early help works well"]


def test_weakness_that_is_answered_says_why_it_stays(scene: Scene, client: Client) -> None:
    weakness, free = answering(scene)
    coverage.answer(
        weakness=weakness, theme=scene.themes[0], effective_date=day(1), by=scene.manager
    )
    of = weakness.inspection
    page = read(client.get(at(of, f"weaknesses/{weakness.pk}/")))
    assert "cannot be removed" in words(page.main)
    assert not links(page, "a[href$='/remove/']")
    refused = client.post(at(of, f"weaknesses/{weakness.pk}/remove/"))
    assert refused.status_code == 422
    assert client.post(at(of, f"weaknesses/{free.pk}/remove/")).status_code == 302
    assert list(of.weaknesses.all()) == [weakness]


def test_weakness_is_found_below_its_own_inspection_only(scene: Scene, client: Client) -> None:
    weakness = make_weakness(make_inspection(scene.place), scene.place)
    other = make_inspection(scene.place, day(9), framework=Framework.AREA_2023)
    assert client.get(at(other, f"weaknesses/{weakness.pk}/")).status_code == 404


def test_letter_is_added_downloaded_and_withdrawn(scene: Scene, client: Client) -> None:
    inspection = make_inspection(scene.place)
    client.post(
        at(inspection, "documents/new/"),
        {"kind": "letter", "title": "Outcome letter", "evidence_file": pdf_upload("letter.pdf")},
    )
    document = InspectionDocument.objects.get()
    file = at(inspection, f"documents/{document.pk}/")
    member = signed_in(scene.place.people[Role.MEMBER])
    answer = member.get(file)
    assert b"".join(answer) == files.PDF
    assert answer["Content-Disposition"] == 'attachment; filename="letter.pdf"'
    assert "sandbox" in answer["Content-Security-Policy"]
    page = read(client.post(f"{file}withdraw/", {"reason": " "}))
    assert errors_at_fields(page) == {"reason": "Give a reason."}
    client.post(f"{file}withdraw/", {"reason": "Another area’s letter"})
    assert member.get(file).status_code == 404
    assert client.get(file).status_code == 200
    assert "Another area’s letter" in words(read(client.get(at(inspection))).main)
    assert "Another area’s letter" not in words(read(member.get(at(inspection))).main)


@pytest.mark.parametrize(
    ("upload", "says"),
    [
        (SimpleUploadedFile("letter.pdf", files.HTML), "its content is not a PDF"),
        (SimpleUploadedFile("letter.pdf", b""), "The file is empty"),
        (SimpleUploadedFile("letter.exe", files.EXE), "kind"),
        (None, "Choose a file."),
    ],
)
def test_unfit_file_is_refused_beside_the_field(
    scene: Scene, client: Client, upload: Any, says: str
) -> None:
    inspection = make_inspection(scene.place)
    given = {"kind": "letter", "title": "Kept", **({"evidence_file": upload} if upload else {})}
    answer = client.post(at(inspection, "documents/new/"), given)
    assert answer.status_code == 422
    page = read(answer)
    assert says in errors_at_fields(page)["evidence_file"]
    assert value_of(page, "title") == "Kept"
    assert not InspectionDocument.objects.exists()


def test_first_inspection_has_no_page_for_verdicts(scene: Scene, client: Client) -> None:
    inspection = make_inspection(scene.place)
    assert client.get(at(inspection, "judgements/")).status_code == 404
    assert client.get(at(inspection, "consequence/")).status_code == 404


def test_plan_says_which_inspection_it_answers(scene: Scene, client: Client) -> None:
    address = f"{scene.address}set-up/inspection/"
    assert "Record the inspection first" in words(read(client.get(address)).main)
    inspection = make_inspection(scene.place)
    send(client, address, inspection=str(inspection.pk))
    scene.plan.refresh_from_db()
    assert scene.plan.inspection == inspection
    shown = terms(read(client.get(at(inspection))))
    assert shown["Plans that answer it"] == scene.plan.title
    answer = client.post(address, {"inspection": "999999", "seen": ""})
    assert errors_at_fields(read(answer)) == {"inspection": "Choose an inspection of this area."}


def _full(place: Place, scene: Scene, number: int) -> Inspection:
    """An inspection with as many of everything."""
    inspection = make_inspection(place)
    inspections.set_inspection(plan=scene.plan, inspection=inspection, by=place.manager)
    revisit = make_revisit(inspection, place)
    given: dict[str, Any] = {"by": place.manager}
    for _ in range(number):
        weakness = make_weakness(inspection, place, lead=place.posts[0])
        inspections.add_strength(inspection=inspection, text="Early help", **given)
        inspections.add_document(
            inspection=inspection, kind=DocumentKind.LETTER, upload=pdf_upload(), **given
        )
        inspections.record_judgement(
            revisit=revisit,
            weakness=weakness,
            verdict=Verdict.SUFFICIENT,
            effective_date=revisit.letter_on or revisit.ended_on,
            **given,
        )
        coverage.answer(weakness=weakness, theme=scene.themes[0], effective_date=day(1), **given)
    inspections.record_consequence(
        revisit=revisit,
        consequence=Consequence.APP,
        effective_date=revisit.letter_on or revisit.ended_on,
        **given,
    )
    return inspection


def test_pages_cost_the_same_queries_for_few_and_for_many() -> None:
    counts: list[dict[str, int]] = []
    for slug, number in (("small", 2), ("large", 9)):
        place = make_place(slug)
        scene = make_scene(place)
        make_actions(scene, number * 2)
        inspection = _full(place, scene, number)
        (revisit,) = inspection.revisited_by.all()
        client = signed_in(place.manager)
        area = f"/{slug}/area/inspections/"
        found = {}
        for name, address in (
            ("list", area),
            ("inspection", f"{area}{inspection.pk}/"),
            ("revisit", f"{area}{revisit.pk}/"),
            ("judgements", f"{area}{revisit.pk}/judgements/"),
            ("answers", f"{scene.address}weaknesses/1/answers/"),
            ("plan", f"{scene.address}set-up/inspection/"),
        ):
            memory.forget_all()
            with CaptureQueriesContext(connection) as captured:
                assert client.get(address).status_code == 200
            found[name] = len(captured)
        counts.append(found)
    assert counts[0] == counts[1]
    assert max(counts[0].values()) <= 32


def test_answers_are_written_once(scene: Scene, client: Client) -> None:
    answering(scene)
    address = f"{scene.address}weaknesses/1/answers/"
    sent = {"theme": [scene.themes[0].pk], "seen": ""}
    assert client.post(address, sent).status_code == 302
    assert client.post(address, sent).status_code == 409
    assert WeaknessAnswer.objects.count() == 1
