"""What is exempt is in no part of the public Word file and of the public workbook, and marked in the full ones."""

import io
import zipfile

import pytest

from reports.choices import Copy, FileFormat, SectionKind
from reports.formats import WRITERS
from reports.publishing.copies import Ready, make_ready
from tests.factories import Scene
from tests.reports.going_out import GROUND, exempt, ready_paper

SECRET = "The bid of Heron Ltd is 417,302 pounds"


def unpacked(data: bytes) -> bytes:
    """All that the package holds, its properties too."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return b"\0".join(package.read(name) for name in package.namelist())


@pytest.fixture
def ready(scene: Scene) -> Ready:
    paper = ready_paper(scene)
    exempt(paper, f"{SECRET}.\n\n| Bid | Pounds |\n|---|---|\n| Heron | 417,302 |")
    exempt(paper, SECRET, kind=SectionKind.COVER, heading="Price")
    exempt(paper, SECRET, kind=SectionKind.APPENDIX, heading="Bids")
    return make_ready(paper)


@pytest.mark.django_db
@pytest.mark.parametrize("file_format", [FileFormat.DOCX, FileFormat.XLSX])
def test_exempt_words_and_figures_are_in_the_full_copy_alone(
    ready: Ready, file_format: FileFormat
) -> None:
    full, public = (
        unpacked(WRITERS[file_format](ready.contents[copy])) for copy in (Copy.FULL, Copy.PUBLIC)
    )
    for said in (b"Heron", b"417,302", b"417302"):
        assert said not in public
    assert b"Heron" in full


@pytest.mark.django_db
def test_full_copy_marks_what_is_exempt_and_the_public_one_says_what_is_left_out(
    ready: Ready,
) -> None:
    full, public = (
        unpacked(WRITERS[FileFormat.DOCX](ready.contents[copy]))
        for copy in (Copy.FULL, Copy.PUBLIC)
    )
    assert full.count(GROUND.encode()) == 4, "of three sections, and on the first page"
    assert full.count(b">Exempt.<") == 3
    assert public.count(b"Not for publication.") == 3
    assert b"Heron" not in public
