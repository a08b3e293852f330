"""What may be typed, pasted or forged on the pages on which papers are written: nothing is lost, and nothing breaks."""

from typing import Any

import pytest
from django.test import Client

from reports.choices import SectionKind
from reports.models import MarginComment, Paper, PaperSection, SectionVersion
from reports.services.comments import add_comment
from reports.services.papers import write_section
from tests.conftest import signed_in
from tests.factories import Scene, make_actions, make_place, make_scene
from tests.kept import kept_fixture
from tests.pages.reading import answered, errors_in_summary, read, value_of, words
from tests.reports.papering import make_paper, officer, section_of

BEFORE = "What stood there before."
NESTED = "\n".join(f"{'  ' * depth}- point {depth}" for depth in range(60))
WIDE = "\n".join(
    f"| {' | '.join(row)} |" for row in (["Head"] * 60, ["---"] * 60, [f"c{n}" for n in range(60)])
)


@kept_fixture
def section(scene: Scene) -> PaperSection:
    """A mandatory section that somebody wrote."""
    make_actions(scene, 4, ["B", "G", "R"])
    section = section_of(make_paper(scene), SectionKind.SUMMARY)
    return write_section(section=section, text=BEFORE, by=officer(scene), keep=True)


@pytest.fixture
def client(scene: Scene) -> Client:
    """The report officer's."""
    return signed_in(officer(scene))


def of(paper: Paper, section: PaperSection | None = None, end: str = "") -> str:
    below = f"sections/{section.pk}/" if section else ""
    return f"/{paper.plan.area.slug}/{paper.plan.slug}/papers/{paper.pk}/{below}{end}"


def typed(section: PaperSection, text: str, **more: Any) -> dict[str, Any]:
    return {"text": text, "seen": section.version, "base": section.text, "save": "yes", **more}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("x" * 50_001, "50,000 characters or fewer"),
        ("word " * 200_000, "50,000 characters or fewer"),
        ("There are {nobody} of them.", "there is no {nobody}"),
        ("Theme: {theme:99}.", "there is no {theme:99}"),
        ("Group: {group:None such}.", "there is no {group:None such}"),
        ("{complete in numerals}", "there is no {complete in numerals}"),
        ("[[nothing-of-the-kind]]", "there is no [[nothing-of-the-kind]]"),
    ],
    ids=lambda each: each[:24].strip(),
)
def test_a_text_that_cannot_be_kept_is_refused_and_stands_in_the_field(
    section: PaperSection, client: Client, text: str, said: str
) -> None:
    page = answered(client.post(of(section.paper, section), typed(section, text)), 422)
    assert said in " ".join(errors_in_summary(page))
    assert value_of(page, "text").split() == text.split()
    preview = client.post(of(section.paper, section, "preview/"), {"text": text})
    assert preview.status_code == 200
    assert "no text" in preview.content.decode() or "There is no" in preview.content.decode()
    section.refresh_from_db()
    assert section.text == BEFORE


@pytest.mark.parametrize(
    "text",
    [
        "x" * 50_000,
        "<script>alert(1)</script><img src=x onerror=alert(1)> & <b>bold</b>",
        "[click](javascript:alert(1)) and [data](data:text/html,x)",
        NESTED,
        WIDE,
        "Of {total actions",
        "Of {total, actions} } and [[table-1 and ]]",
        "[[table-1]]\n\n[[table-1]]",
        "{{{{total}}}}",
        "**" * 5_000,
    ],
    ids=lambda each: each[:24].strip(),
)
def test_any_other_text_is_kept_as_it_is_shown_and_printed(
    section: PaperSection, client: Client, text: str
) -> None:
    answer = client.post(of(section.paper, section), typed(section, text))
    if answer.status_code == 422:  # then it names a figure that there is not
        assert "there is no" in " ".join(errors_in_summary(answered(answer, 422)))
        assert value_of(answered(answer, 422), "text") == text
        return
    assert answer.status_code == 302
    section.refresh_from_db()
    assert section.text == text
    for end in ("", "versions/"):
        assert client.get(of(section.paper, section, end)).status_code == 200
    page = read(client.get(of(section.paper, end="preview/")))
    assert page.select("article script, article img, article a[href^=javascript]") == []
    assert client.get(of(section.paper, end="draft.docx")).status_code == 200


def test_a_character_that_is_none_is_left_out_and_no_word_with_it(
    section: PaperSection, client: Client
) -> None:
    client.post(of(section.paper, section), typed(section, "Before\x00 after."))
    section.refresh_from_db()
    assert section.text == "Before after."


def test_an_emptied_mandatory_section_is_kept_empty_and_left_to_do(
    section: PaperSection, client: Client
) -> None:
    client.post(of(section.paper, section), typed(section, " \n "))
    section.refresh_from_db()
    assert not section.text.strip()
    page = read(client.get(of(section.paper)))
    (link,) = [
        each for each in page.select(".wsoa-left a") if f"Write “{section.heading}”" in words(each)
    ]
    assert link["href"] == of(section.paper, section)
    assert SectionVersion.objects.filter(section=section, text=BEFORE).exists()


@pytest.mark.parametrize("seen", ["", "0", "99", "-1", "x", "9" * 40, "1\x00"])
def test_a_version_that_was_not_read_overwrites_nothing(
    section: PaperSection, client: Client, seen: str
) -> None:
    answer = client.post(of(section.paper, section), typed(section, "Other words.", seen=seen))
    assert answer.status_code in {409, 422}
    assert value_of(answered(answer, answer.status_code), "text") == "Other words."
    over = client.post(of(section.paper, section), typed(section, "Others.", over=seen or "0"))
    assert over.status_code in {409, 422}
    section.refresh_from_db()
    assert section.text == BEFORE


@pytest.mark.parametrize("version", ["", "0", "77", "x", "9" * 40])
def test_a_version_that_there_is_not_is_not_put_back(
    section: PaperSection, client: Client, version: str
) -> None:
    given = {"version": version, "seen": section.version}
    answer = client.post(of(section.paper, section, "versions/"), given)
    assert answer.status_code in {404, 422}
    assert client.get(of(section.paper, section, "versions/?before=x&after=-7")).status_code == 200


def test_ids_of_other_papers_and_areas_are_not_found(
    scene: Scene, section: PaperSection, client: Client
) -> None:
    beside = make_paper(scene, title="Another")
    foreign = make_paper(make_scene(make_place("elsewhere")))
    theirs = section_of(foreign, SectionKind.SUMMARY)
    comment = add_comment(section=theirs, text="Secret", by=foreign.created_by)
    ours = of(section.paper)
    for forged in (
        ours.replace(f"/{section.paper.pk}/", f"/{foreign.pk}/"),
        of(section.paper, theirs),
        of(section.paper, section_of(beside, SectionKind.SUMMARY)),
        of(beside, section),
        of(section.paper, end=f"sections/{'9' * 18}/"),
    ):
        assert client.get(forged).status_code == 404
        assert client.post(forged, typed(theirs, "Forged.")).status_code in {404, 405}
    for end in ("preview/", "here/", "move/", "remove/", "change/", "versions/", "comments/"):
        assert client.post(of(section.paper, theirs, end), {"text": "Forged."}).status_code == 404
    for end in ("answer/", "settle/"):
        address = of(section.paper, section, f"comments/{comment.pk}/{end}")
        assert client.post(address, {"text": "Forged."}).status_code == 404
    assert client.get(of(foreign)).status_code in {403, 404}
    theirs.refresh_from_db()
    assert "Forged." not in theirs.text
    assert MarginComment.objects.count() == 1


def test_a_paper_is_started_from_nothing_of_another_area(scene: Scene, client: Client) -> None:
    make_paper(scene)
    foreign = make_paper(make_scene(make_place("elsewhere")))
    address = f"{scene.address}papers/start/"
    for forged in (
        {"template": str(foreign.template_id)},
        {"template": "cabinet", "previous": str(foreign.pk)},
        {"template": "cabinet", "meeting": "999999"},
        {"template": "cabinet", "title": "\x00"},
        {"template": "cabinet", "title": "x" * 1_000_000},
        {"template": "cabinet", "meeting_on": "2018-02-31"},
        {"template": "cabinet", "as_at": "9999999999-01-01"},
    ):
        page = answered(client.post(address, {"title": "Forged", **forged}), 422)
        assert errors_in_summary(page)
    assert Paper.objects.filter(plan=scene.plan).count() == 1


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"comment-text": ""}, "Enter"),
        ({"comment-text": "x" * 1_000_000}, "characters or fewer"),
        ({"comment-text": "\x00"}, "Write"),
        ({"comment-text": "About", "comment-quote": "q" * 60_000}, "characters or fewer"),
    ],
)
def test_a_comment_that_cannot_be_kept_is_refused_beside_the_text(
    section: PaperSection, client: Client, given: dict[str, str], said: str
) -> None:
    page = answered(client.post(of(section.paper, section, "comments/"), given), 422)
    assert any(said in each or "Write the comment" in each for each in errors_in_summary(page)), (
        errors_in_summary(page)
    )
    assert value_of(page, "text") == BEFORE
    assert not MarginComment.objects.exists()
