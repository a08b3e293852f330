"""What is exempt is in no byte of a public copy, nor on any page that anybody opens; the full copy shows that it was looked for."""

from dataclasses import replace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from actions import file_store
from reports.choices import Copy, FileFormat, SectionKind, StepEvent
from reports.facts import Facts
from reports.formats import WRITERS
from reports.models import ClaimReason, MarginComment, Paper, Publication, PublishedFile
from reports.paper import Look
from reports.publishing.copies import Ready, make_ready
from reports.services.clearance import record_step
from reports.services.outcomes import record_outcome
from reports.services.publishing import publish, withdraw_publication
from tests.conftest import signed_in
from tests.factories import Scene, day, make_actions
from tests.kept import kept_fixture
from tests.reports.going_out import PUBLISHED_AT, clear, exempt, ready_paper
from tests.reports.laid_open import laid_open, says
from tests.reports.papering import AS_AT, MEETING_ON, officer
from wsoa.capabilities import Role

SECRETS = {
    "body": "Quintessel Partners",
    "typed figure": "£7,341,906",
    "subheading": "Falconmere dealings",
    "point": "Ivorythorn clause",
    "point in a point": "Juniperdale proviso",
    "cell": "Vandermolen tariff",
    "address": "https://secret.example/obermarsh",
    "appendix": "Obermarsh settlement",
    "caption": "Kestrelgate spending",
    "header line": "Tarrowby clause",
    "cover row": "Winterfold offer",
    "summary": "Penhallick dispute",
    "question": "Larkswood claim",
    "history": "Thornmere note",
}
"""What stands in exempt sections: in none of the public copy, and in the full one."""

BOUND = "thirteen"
"""How many actions there are, in words: said in exempt text only."""

INSIDE = {
    "margin comment": "Grizzlewick doubts",
    "its quote": "Hollowpen words",
    "reason of a claim": "Marrowby excuse",
    "step's comment": "Yarnside objection",
}
"""What is in no copy at all."""

GUIDANCE = "Stanhollow hint"


def _exempt_paper(scene: Scene) -> Paper:
    """A public paper with something exempt in sections of every sort, and everything said around it."""
    make_actions(scene, 13)
    paper = ready_paper(scene, title="SEND update")
    text = (
        f"The contract goes to **{SECRETS['body']}** for {SECRETS['typed figure']}, for all "
        f"{{total in words}} actions: [see]({SECRETS['address']}).\n\n"
        f"### {SECRETS['subheading']}\n\n- {SECRETS['point']}\n  - {SECRETS['point in a point']}\n\n"
        f"| Item | Price |\n| --- | --- |\n| {SECRETS['cell']} | 1 |\n\n"
        f"[[summary-chart: {SECRETS['caption']}]]\n\n[[table-1: {SECRETS['caption']}]]"
    )
    section = exempt(paper, text)
    section.guidance = GUIDANCE
    section.save()
    for kind, name in (
        (SectionKind.APPENDIX, "appendix"),
        (SectionKind.HEADER, "header line"),
        (SectionKind.COVER, "cover row"),
        (SectionKind.SUMMARY, "summary"),
        (SectionKind.QUESTION, "question"),
        (SectionKind.HISTORY, "history"),
    ):
        exempt(paper, SECRETS[name], kind=kind, heading=f"An {kind}")
    _said_around(paper)
    return paper


def _said_around(paper: Paper) -> None:
    section, at, by = paper.sections.all()[0], timezone.now(), paper.created_by
    MarginComment(
        section=section,
        quote=INSIDE["its quote"],
        text=INSIDE["margin comment"],
        at=at,
        by=by,
    ).save()
    ClaimReason(
        section=section,
        claim="13",
        expected="12",
        reason=INSIDE["reason of a claim"],
        at=at,
        by=by,
    ).save()
    step = paper.steps.filter(is_mandatory=True)[0]
    record_step(
        step=step,
        event=StepEvent.RETURNED,
        happened_on=day(96),
        comments=INSIDE["step's comment"],
        by=by,
    )


@kept_fixture
def publication(scene: Scene) -> Publication:
    """The paper as it went out."""
    return publish(paper=_exempt_paper(scene), by=officer(scene), now=PUBLISHED_AT)


def _opened(publication: Publication, copy: Copy) -> dict[str, str]:
    """Format -> all that is in the copy's file."""
    found = {}
    for file in publication.files.filter(copy=copy):
        with file_store.open_stored(file.stored_name) as opened:
            found[file.file_format] = laid_open(file.file_format, opened.read())
    return found


def test_every_format_is_published_in_both_copies(publication: Publication):
    assert set(_opened(publication, Copy.PUBLIC)) == set(FileFormat)
    assert set(_opened(publication, Copy.FULL)) == set(FileFormat)


@pytest.mark.parametrize("file_format", FileFormat)
def test_nothing_exempt_is_in_any_byte_of_a_public_file(
    publication: Publication, file_format: FileFormat
):
    found = _opened(publication, Copy.PUBLIC)[file_format]
    assert says(found, "SEND update"), "The file was read."
    forbidden = {**SECRETS, **INSIDE, "bound figure": BOUND, "guidance": GUIDANCE}
    assert {name for name, words in forbidden.items() if says(found, words)} == set()


@pytest.mark.parametrize("file_format", [FileFormat.HTML, FileFormat.PDF, FileFormat.DOCX])
def test_the_same_search_finds_it_all_in_the_full_copy(
    publication: Publication, file_format: FileFormat
):
    found = _opened(publication, Copy.FULL)[file_format]
    looked_for = {**SECRETS, "bound figure": BOUND}
    assert {name for name, words in looked_for.items() if not says(found, words)} == set()


def test_the_same_search_finds_the_tables_of_the_full_workbook(publication: Publication):
    found = _opened(publication, Copy.FULL)[FileFormat.XLSX]
    assert says(found, SECRETS["cell"])
    assert says(found, SECRETS["caption"])


@pytest.mark.parametrize("copy", Copy)
def test_what_was_said_around_the_paper_is_in_no_copy(publication: Publication, copy: Copy):
    for file_format, found in _opened(publication, copy).items():
        assert not [words for words in INSIDE.values() if says(found, words)], file_format


def test_public_headings_keep_their_order_and_say_on_what_ground_something_is_left_out(
    scene: Scene, publication: Publication
):
    contents = make_ready(publication.paper).contents
    for part in ("header", "cover", "summary", "sections", "history"):
        public, full = (
            [(each.number, each.heading) for each in getattr(contents[copy], part)]
            for copy in (Copy.PUBLIC, Copy.FULL)
        )
        assert public == full
    left_out = [each for each in contents[Copy.PUBLIC].sections if each.is_exempt]
    assert [each.ground for each in left_out] == ["Paragraph 3 of Part 1 of Schedule 12A"]


def test_no_page_that_anybody_opens_tells_it(scene: Scene, publication: Publication):
    area = scene.place.area.slug
    visitors = [Client()] + [
        signed_in(scene.place.people[role]) for role in (Role.MEMBER, Role.OWNER, Role.MONITOR)
    ]
    paths = [
        reverse("publications", args=[area]),
        reverse("publication", args=[area, publication.pk]),
        reverse("area-publications", args=[area]),
        reverse("area-publication", args=[area, publication.pk]),
        reverse("audit", args=[area, scene.plan.slug]),
        reverse("publication-full", args=[area, publication.pk, "html"]),
    ]
    for client in visitors:
        for path in paths:
            answer = client.get(path)
            found = answer.content.decode() if not answer.streaming else ""
            assert answer.status_code in {200, 302, 403}
            assert not answer.streaming, path
            forbidden = [*SECRETS.values(), *INSIDE.values(), GUIDANCE, BOUND]
            assert not [words for words in forbidden if words in found], path


def test_the_name_of_a_file_tells_nothing_of_the_paper(scene: Scene, publication: Publication):
    area = scene.place.area.slug
    for file_format in FileFormat:
        answer = Client().get(reverse("publication-file", args=[area, publication.pk, file_format]))
        assert "send-update" not in answer["Content-Disposition"].casefold()
        assert f'-v1.{file_format.value}"' in answer["Content-Disposition"]


def _everything(client: Client, path: str) -> str:
    """Status line, headers and body of an answer."""
    answer: Any = client.get(path)
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    said = f"{answer.status_code} {answer.reason_phrase} {dict(answer.headers)} {answer.cookies}"
    kind = path.rpartition(".")[2]
    opened = laid_open(kind, body) if answer.streaming else ""
    return said + opened + body.decode("latin-1")


@pytest.mark.parametrize("is_withdrawn", [True, False])
def test_no_version_of_a_paper_tells_it_to_anybody_with_its_headers_and_all(
    scene: Scene, publication: Publication, is_withdrawn: bool
):
    later = publish(
        paper=publication.paper, by=officer(scene), reason="A date was wrong", now=PUBLISHED_AT
    )
    if is_withdrawn:
        by = officer(scene)
        withdraw_publication(publication=publication, reason=INSIDE["reason of a claim"], by=by)
    area = scene.place.area.slug
    forbidden = [*SECRETS.values(), *INSIDE.values(), GUIDANCE, BOUND]
    forbidden += [each.sha256 for each in PublishedFile.objects.filter(copy=Copy.FULL)]
    for version in (publication, later):
        paths = [
            reverse("publications", args=[area]),
            reverse("publication", args=[area, version.pk]),
        ]
        paths += [reverse("publication-file", args=[area, version.pk, each]) for each in FileFormat]
        for path in paths:
            found = _everything(Client(), path)
            assert not [words for words in forbidden if says(found, words)], path


def test_a_paper_that_is_exempt_as_a_whole_is_told_to_nobody_who_may_not_write_papers(scene: Scene):
    paper = ready_paper(scene, title="Dismissal of Hawksworth Lorne")
    Paper.objects.filter(pk=paper.pk).update(is_exempt=True, ground="Paragraph 1 about Lorne")
    paper.refresh_from_db()
    clear(paper)
    publication = publish(paper=paper, by=officer(scene), now=PUBLISHED_AT)
    record_outcome(
        publication=publication,
        resolution="That Lorne is dismissed",
        decided_on=MEETING_ON,
        by=scene.manager,
    )
    area, plan = scene.place.area.slug, scene.plan.slug
    paths = [
        reverse("publications", args=[area]),
        reverse("publication", args=[area, publication.pk]),
        reverse("area-publications", args=[area]),
        reverse("area-publication", args=[area, publication.pk]),
        reverse("paper-outcome", args=[area, publication.pk]),
        reverse("area", args=[area]),
        reverse("plan-dashboard", args=[area, plan]),
        reverse("papers", args=[area, plan]),
        reverse("paper", args=[area, plan, paper.pk]),
        reverse("paper-clearance", args=[area, plan, paper.pk]),
        reverse("audit", args=[area, plan]),
        reverse("timeline", args=[area, plan]),
        reverse("boards", args=[area]),
        *(reverse("publication-file", args=[area, publication.pk, each]) for each in FileFormat),
        *(reverse("publication-full", args=[area, publication.pk, each]) for each in FileFormat),
    ]
    others = (Role.MEMBER, Role.OWNER, Role.MONITOR)
    for client in [Client(), *(signed_in(scene.place.people[role]) for role in others)]:
        for path in paths:
            assert not says(_everything(client, path), "Lorne"), path
    assert says(_everything(signed_in(officer(scene)), paths[3]), "Lorne")


LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789éßñ"
random_secrets = st.text(LETTERS, min_size=8, max_size=18).map(lambda text: f"Xq{text}")


@settings(max_examples=6)
@given(body=random_secrets, cell=random_secrets, appendix=random_secrets, said=random_secrets)
def test_no_secret_whatever_it_is_gets_through(
    scene: Scene, body: str, cell: str, appendix: str, said: str
):
    paper = Paper.objects.filter(plan=scene.plan).first() or ready_paper(scene)
    draft = make_ready(paper).draft
    table = f"| A | B |\n| --- | --- |\n| {cell} | 1 |"
    section = replace(draft.of_kind(SectionKind.BODY)[0], text=f"{body}\n\n{table}", ground="3")
    last = replace(section, kind=SectionKind.APPENDIX, heading="More", text=f"# {appendix}")
    steps = tuple(replace(step, comments=said, how=said) for step in draft.steps)
    whole = replace(draft, sections=(*draft.sections, section, last), steps=steps)
    ready = Ready(whole, Facts(scene.plan, AS_AT), Look("Riverton"))
    for file_format, write in WRITERS.items():
        public = laid_open(file_format, write(ready.contents[Copy.PUBLIC]))
        assert not [each for each in (body, cell, appendix, said) if says(public, each)]
        full = laid_open(file_format, write(ready.contents[Copy.FULL]))
        assert says(full, cell), file_format
        if file_format != FileFormat.XLSX:
            assert says(full, body)
            assert says(full, appendix)
