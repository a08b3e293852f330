"""What a paper's copies say of themselves: which holds exempt information, and which is for the public."""

from io import BytesIO

import pytest
from pikepdf import Pdf

from reports.choices import Copy, FileFormat, SectionKind
from reports.content import paper_content
from reports.facts import Facts
from reports.figures import Figures
from reports.formats import WRITERS
from reports.models import Paper
from reports.paper import PaperContent
from reports.papers import draft_of
from reports.publishing.copies import make_ready
from tests.conftest import signed_in
from tests.factories import Scene
from tests.kept import kept_fixture
from tests.pages.drafting import at
from tests.pages.reading import read, words
from tests.reports.going_out import GROUND, exempt, ready_paper
from tests.reports.laid_open import laid_open, says
from tests.reports.papering import AS_AT, officer
from tests.reports.pdf_reading import read as read_pdf

HOLDS = "Contains exempt information (Part II): not for publication"
PUBLIC = "Part I: public"
IN_PART = (
    "Part I, with exempt information in Part II: not for publication by virtue of "
    "paragraph 3 of Part 1 of Schedule 12A"
)


@kept_fixture
def paper(scene: Scene) -> Paper:
    """A public paper with an exempt section and an exempt appendix."""
    made = ready_paper(scene)
    exempt(made, "The bid of Heron Ltd.")
    exempt(made, "Bids.", kind=SectionKind.APPENDIX, heading="Bids")
    return made


def _told(content: PaperContent) -> str:
    """What the table at its head, or its cover, says of it."""
    return next(
        run.text
        for section in (*content.header, *content.cover)
        if section.heading == "Contains confidential or exempt information"
        for run in section.line
    )


def _draft(paper: Paper) -> PaperContent:
    return paper_content(draft_of(paper), Facts(paper.plan, AS_AT))


def test_only_the_copy_that_holds_exempt_words_warns_of_them(paper: Paper) -> None:
    contents = make_ready(paper).contents
    full, public = contents[Copy.FULL], contents[Copy.PUBLIC]
    assert (full.classification, full.warning) == (HOLDS, f"{HOLDS}. {GROUND}.")
    assert (public.classification, public.warning) == (PUBLIC, "")
    assert (_draft(paper).classification, _draft(paper).warning) == (HOLDS, f"{HOLDS}. {GROUND}.")


def test_every_copy_says_on_its_cover_that_part_of_the_paper_is_exempt(paper: Paper) -> None:
    contents = make_ready(paper).contents.values()
    assert [_told(each) for each in contents] == [f"Yes – {IN_PART}"] * 2


@pytest.mark.parametrize("file_format", FileFormat)
@pytest.mark.parametrize("copy", Copy)
def test_every_file_says_which_copy_it_is(
    paper: Paper, copy: Copy, file_format: FileFormat
) -> None:
    file = laid_open(file_format, WRITERS[file_format](make_ready(paper).contents[copy]))
    assert says(file, HOLDS) == (copy == Copy.FULL)
    assert says(file, PUBLIC) == (copy == Copy.PUBLIC)


def test_every_page_of_a_full_draft_warns_and_the_first_says_on_what_ground(paper: Paper) -> None:
    with Pdf.open(BytesIO(WRITERS[FileFormat.PDF](_draft(paper)))) as opened:
        found = read_pdf(opened)
    assert len(found.artifacts) > 1
    assert all(f"Draft. {HOLDS}" in each for each in found.artifacts)
    assert f"{HOLDS}. {GROUND}." in found.document.text


def test_an_exempt_section_without_a_word_is_nothing_to_warn_of(scene: Scene) -> None:
    paper = ready_paper(scene)
    exempt(paper, " ")
    assert _draft(paper).classification == PUBLIC
    assert (
        make_ready(paper).contents[Copy.FULL].classification == "For officers: not for publication"
    )


def test_a_paper_without_anything_exempt_is_public_and_says_no(scene: Scene) -> None:
    content = _draft(ready_paper(scene))
    assert (content.classification, content.warning) == (PUBLIC, "")
    assert _told(content) == "No – Part I"


def test_a_paper_exempt_as_a_whole_says_so_with_its_ground(scene: Scene) -> None:
    paper = ready_paper(scene)
    Paper.objects.filter(pk=paper.pk).update(is_exempt=True, ground="Section 100A(4).")
    paper.refresh_from_db()
    content = _draft(paper)
    assert content.classification == "Part II: exempt, not for publication"
    assert content.warning == "Part II: exempt, not for publication. Section 100A(4)."
    assert _told(content) == "Yes – Part II: not for publication by virtue of section 100A(4)"


def test_several_grounds_are_each_said_once(paper: Paper) -> None:
    section = exempt(paper, "A dismissal.", heading="Staff")
    section.ground = "S.36 FOIA"
    section.save()
    found = Figures(Facts(paper.plan, AS_AT), draft_of(paper)).find("classification")
    assert found is not None
    assert found.text == f"Yes – {IN_PART}; S.36 FOIA"


def test_the_page_of_the_paper_says_that_part_of_it_is_exempt(scene: Scene, paper: Paper) -> None:
    client = signed_in(officer(scene))
    page = words(read(client.get(at(scene, f"{paper.pk}/"))).main)
    assert f"Classification {IN_PART}" in page
    preview = words(read(client.get(at(scene, f"{paper.pk}/preview/"))).main)
    assert f"{HOLDS}. {GROUND}." in preview
    public = words(read(client.get(at(scene, f"{paper.pk}/preview/?copy=public"))).main)
    assert HOLDS not in public
