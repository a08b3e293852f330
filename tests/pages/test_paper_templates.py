"""An area's paper templates in the browser: listed, taken over, changed, previewed."""

from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from actions.services.rows import version
from reports.choices import SectionKind
from reports.models import PaperTemplate
from reports.services.templates import retire_template
from tests.conftest import signed_in
from tests.factories import Place, Scene, make_actions, make_place, make_scene
from tests.pages.reading import errors_at_fields, links, read, words
from tests.pages.set_up import send
from tests.reports.papering import make_paper, make_template, officer
from tests.reports.templating import add, ask, blank
from wsoa.capabilities import Role

TEMPLATES = "/riverton/area/paper-templates/"
LONG = "x" * 50_000
CHOSEN = {"numbering", "kind", "post", "order"}
"""Fields in which nothing is typed."""


def at(template: PaperTemplate, below: str = "") -> str:
    return f"{TEMPLATES}{template.pk}/{below}"


def test_templates_are_listed_as_in_use_shipped_and_retired(scene: Scene) -> None:
    client = signed_in(officer(scene))
    make_paper(scene)
    retire_template(template=blank(scene), by=officer(scene))
    page = read(client.get(TEMPLATES))
    assert [words(row) for row in page.select("tbody tr")] == [
        "Cabinet report cabinet Cabinet 30 8 1"
    ]
    said = words(page.select_one("main"))
    shipped, retired = said.split("Shipped with the tracker")[1].split("Retired")
    assert "Overview and scrutiny report" in shipped
    assert "Cabinet report" not in shipped
    assert "Report schools-forum For: Schools Forum. 0 papers started." in retired


@pytest.mark.parametrize("leads_from", ["/riverton/area/set-up/", "papers/", "papers/start/"])
def test_the_pages_of_papers_and_of_set_up_lead_to_the_templates(
    scene: Scene, leads_from: str
) -> None:
    address = leads_from if leads_from.startswith("/") else f"{scene.address}{leads_from}"
    page = read(signed_in(scene.manager).get(address))
    assert TEMPLATES in [address for _, address in links(page, "main a")]


def test_a_shipped_template_is_taken_over_once(scene: Scene) -> None:
    client = signed_in(officer(scene))
    answer = client.post(f"{TEMPLATES}take-over/", {"key": "scrutiny"}, follow=True)
    assert "is this area’s own now" in answer.content.decode()
    for key, message in (("scrutiny", "has this template already"), ("none", "from the list")):
        again = client.post(f"{TEMPLATES}take-over/", {"key": key}, follow=True)
        assert message in again.content.decode()
    assert PaperTemplate.objects.get().key == "scrutiny"


def test_a_template_of_ones_own_becomes_a_paper_and_answers_to_its_key_in_commands(
    scene: Scene, tmp_path: Path
) -> None:
    make_actions(scene, 3, "BGR")
    client = signed_in(officer(scene))
    answer = send(client, f"{TEMPLATES}new/", title="Forum report", key="forum", body="Forum")
    template = PaperTemplate.objects.get()
    assert answer["Location"] == at(template)
    assert "No paper can be started in this template" in client.get(at(template)).content.decode()
    start = {"template": "forum", "title": "Progress", "body": "Forum"}
    refused = client.post(f"{scene.address}papers/start/", start)
    assert refused.status_code == 422
    assert "no section in its body yet" in errors_at_fields(read(refused))["template"]
    text = "Of {total} actions {rating:R} {rating:R, is/are} red."
    send(client, at(template, "sections/new/"), heading="Progress", text=text)
    assert client.post(f"{scene.address}papers/start/", start).status_code == 302
    file = tmp_path / "paper.html"
    call_command(
        *("report", "riverton", scene.plan.slug, "--template", "forum"),
        *("--as-at", "2018-05-01", "--output", str(file)),
        verbosity=0,
    )
    assert "Of 3 actions 1 is red." in file.read_text(encoding="utf-8")


def test_settings_are_changed_and_shown_in_words(scene: Scene) -> None:
    client, template = signed_in(officer(scene)), make_template(scene)
    changed = {"word_limit": "1500", "despatch_days": "7", "numbering": "none"}
    assert send(client, at(template, "change/"), **changed).status_code == 302
    said = words(read(client.get(at(template))).select_one("main"))
    assert "1,500 words at most" in said
    assert "Numbering No numbers" in said
    assert "Papers are out 7 working days before the meeting. For a meeting on" in said


@pytest.mark.parametrize(
    ("below", "field", "typed", "message"),
    [
        ("change/", "title", "", "Enter the title."),
        ("change/", "word_limit", "many", "enter a whole number from 0 to 100,000"),
        ("change/", "despatch_days", "-1", "enter a whole number from 0 to 60"),
        ("change/", "numbering", "roman", "Choose how sections and paragraphs are numbered."),
        ("copy/", "key", "cabinet", "shipped with the tracker"),
        ("copy/", "title", "CABINET REPORT", "Another template has this title"),
        ("sections/new/", "heading", LONG, "300 characters or fewer"),
        ("sections/new/", "kind", "footnote", "Choose where the section stands."),
        ("sections/new/", "text", "We have {many} actions.", "There is no {many}."),
        ("sections/new/", "is_exempt", "on", "Enter the ground on which it is exempt."),
        ("clearance/new/", "role", " ", "Enter who is asked."),
        ("clearance/new/", "days", "61", "enter a whole number from 0 to 60"),
        ("clearance/new/", "order", "9", "Choose from the list when it is asked."),
        ("clearance/new/", "post", "999", "Choose a post of this area."),
        ("clearance/new/", "kind", "", "Choose what is asked."),
    ],
)
def test_bad_input_is_told_beside_its_field_and_nothing_typed_is_lost(
    scene: Scene, below: str, field: str, typed: str, message: str
) -> None:
    client, template = signed_in(officer(scene)), make_template(scene)
    good = {"key": "other", "title": "Other", "heading": "Climate", "role": "Legal"}
    good |= {"kind": "consultee"} if below.startswith("clearance") else {"ground": ""}
    before = PaperTemplate.history.count()
    answer = send(client, at(template, below), **{**good, field: typed})
    assert answer.status_code == 422
    page = read(answer)
    told = "ground" if field == "is_exempt" else field
    assert message in errors_at_fields(page)[told]
    if field not in CHOSEN:
        assert typed.strip()[:60] in answer.content.decode()
    assert PaperTemplate.history.count() == before


def test_somebody_elses_change_is_shown_beside_ones_own(scene: Scene) -> None:
    client, template = signed_in(officer(scene)), make_template(scene)
    section = template.sections.filter(kind=SectionKind.SUMMARY)[0]
    address, seen = at(template, f"sections/{section.pk}/"), version(section)
    assert send(client, address, text="Theirs.").status_code == 302
    answer = send(client, address, text="Mine.", seen=seen)
    assert answer.status_code == 409
    page = read(answer)
    assert "Standard wording Theirs." in words(page.select_one(".wsoa-conflict"))
    assert "Mine." in words(page.select_one("textarea[name=text]"))
    now = str(version(section))
    assert send(client, address, text="Mine.", seen=now).status_code == 302
    section.refresh_from_db()
    assert section.text == "Mine."


def test_sections_and_those_asked_are_moved_and_removed(scene: Scene) -> None:
    client, template = signed_in(officer(scene)), blank(scene)
    first, second = (add(scene, template, heading=heading) for heading in ("One", "Two"))
    legal, finance = (ask(scene, template, role) for role in ("Legal", "Finance"))
    client.post(at(template, f"sections/{second.pk}/move/"), {"to": "up"})
    client.post(at(template, f"clearance/{finance.pk}/move/"), {"to": "up"})
    page = read(client.get(at(template)))
    said = words(page.select_one("main"))
    assert said.index("Two") < said.index("One")
    assert "Turn 2" not in said
    for below in (f"sections/{first.pk}/remove/", f"clearance/{legal.pk}/remove/"):
        assert client.get(at(template, below)).status_code == 200
        assert client.post(at(template, below)).status_code == 302
    assert [each.heading for each in template.sections.all()] == ["Two"]
    assert [each.role for each in template.steps.all()] == ["Finance"]


def test_a_copy_leads_to_itself_and_a_retired_template_is_not_offered(scene: Scene) -> None:
    client, template = signed_in(officer(scene)), make_template(scene)
    answer = send(client, at(template, "copy/"), title="Urgent report", key="cabinet-urgent")
    copy = PaperTemplate.objects.get(key="cabinet-urgent")
    assert answer["Location"] == at(copy)

    def offered() -> str:
        page = read(client.get(f"{scene.address}papers/start/"))
        return words(page.select_one("select[name=template]"))

    assert "Urgent report" in offered()
    client.post(at(copy, "retire/"))
    assert "Urgent report" not in offered()
    client.post(at(copy, "restore/"))
    assert "Urgent report" in offered()


def test_the_preview_is_the_paper_that_would_begin_today_in_the_plan_asked_for(
    scene: Scene,
) -> None:
    make_actions(scene, 3, "BGR")
    template = blank(scene)
    add(scene, template, text="Of {total} actions {rating:R in words} {rating:R, is/are} red.")
    client = signed_in(officer(scene))
    page = read(client.get(at(template, f"preview/?plan={scene.plan.slug}")))
    assert "Of 3 actions one is red." in words(page.select_one("article.paper"))
    assert client.get(at(template, "preview/?plan=none-such")).status_code == 200
    template.sections.update(text="{theme:99} actions")
    page = read(client.get(at(template, "preview/")))
    assert "this plan does not have: {theme:99}, in Climate" in words(page.select_one("main"))


def test_an_area_without_a_plan_may_set_its_templates_up(place: Place) -> None:
    client = signed_in(place.manager)
    client.post(f"{TEMPLATES}take-over/", {"key": "cabinet"})
    template = PaperTemplate.objects.get()
    assert "once the area has a plan" in client.get(at(template, "sections/new/")).content.decode()
    assert "There is no plan yet" in client.get(at(template, "preview/")).content.decode()


def test_a_template_of_another_area_is_not_found(scene: Scene) -> None:
    other = make_scene(make_place("elsewhere"))
    template = make_template(other)
    client = signed_in(officer(scene))
    section, step = template.sections.all()[0], template.steps.all()[0]
    own = make_template(scene)
    for below in ("", "change/", "copy/", "preview/", f"sections/{section.pk}/"):
        assert client.get(at(template, below)).status_code == 404
    for below in (f"sections/{section.pk}/", f"clearance/{step.pk}/"):
        assert client.get(at(own, below)).status_code == 404
    for below in (f"sections/{section.pk}/move/", f"clearance/{step.pk}/move/"):
        assert client.post(at(own, below), {"to": "up"}).status_code == 404
    assert client.post(at(template, "retire/")).status_code == 404


def test_who_does_not_write_papers_is_told_so(scene: Scene) -> None:
    template = make_template(scene)
    for role in (Role.OWNER, Role.MEMBER, Role.MONITOR):
        client = signed_in(scene.place.people[role])
        assert client.get(TEMPLATES).status_code == 403
        assert client.post(at(template, "retire/")).status_code == 403


QUERIES = {
    "": 5,
    "{template}/": 7,
    "{template}/change/": 5,
    "{template}/preview/": 27,
    "{template}/sections/{section}/": 36,
    "{template}/sections/new/": 34,
    "{template}/clearance/{step}/": 8,
}
"""Address below the templates' -> queries of a view, sign-in included. The Position is read anew each time."""


@pytest.mark.django_db
def test_pages_of_templates_cost_the_same_queries_for_few_rows_and_for_many() -> None:
    found = []
    for slug, number in (("small", 1), ("large", 7)):
        scene = make_scene(make_place(slug))
        make_actions(scene, number * 3, "BGR")
        for each in range(number):
            template = blank(scene, f"forum-{each}")
            retire_template(template=blank(scene, f"old-{each}"), by=officer(scene))
        for each in range(number):
            head = scene.place.posts[0]
            section = add(scene, template, heading=f"H{each}", text="All {total}, {rating:R} red.")
            step = ask(scene, template, f"Post {each}", post=head)
        make_paper(scene, template=template)
        client = signed_in(officer(scene))
        counts = {}
        for name in QUERIES:
            below = name.format(template=template.pk, section=section.pk, step=step.pk)
            with CaptureQueriesContext(connection) as captured:
                assert client.get(f"/{slug}/area/paper-templates/{below}").status_code == 200
            counts[name] = len(captured)
        found.append(counts)
    assert found[0] == found[1]
    assert found[0] == QUERIES
