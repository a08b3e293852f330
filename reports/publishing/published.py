"""The papers of an area that went out: what the public may read of them, and what the area's own people may."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise

from django.db.models import Prefetch, QuerySet
from django.utils import timezone

from actions.models import Area
from reports.choices import Copy, FileFormat
from reports.models import Branding, PaperOutcome, Publication, PublishedFile
from reports.publishing.naming import say_size

FORMATS = tuple(FileFormat)


@dataclass(frozen=True, slots=True)
class PublishedFormat:
    """A file of a publication, as it is offered."""

    file_format: FileFormat
    copy: Copy
    size: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Superseding:
    """That a later version took the place of one. `reason` is "" where that version is not public. `withdrawn_on` is the day on which that
    was withdrawn, None where it stands."""

    version: int
    on: date
    reason: str
    withdrawn_on: date | None = None


@dataclass(frozen=True, slots=True)
class Published:
    """A version of a paper that went out. `outcome` is what the meeting made of it, as far as it is recorded."""

    id: int
    paper_id: int
    version: int
    title: str
    body: str
    meeting_on: date | None
    as_at: date
    plan: str
    plan_slug: str
    at: datetime
    by: str
    is_exempt: bool
    is_urgent: bool
    reason: str
    checksum: str
    files: tuple[PublishedFormat, ...]
    superseded: Superseding | None
    withdrawn_on: date | None
    withdrawn_because: str
    outcome: PaperOutcome | None = None

    @property
    def on(self) -> date:
        """The day on which it went out."""
        return timezone.localdate(self.at)

    @property
    def is_public(self) -> bool:
        """Whether anybody may read it, superseded or not."""
        return self.withdrawn_on is None and bool(self.of_copy(Copy.PUBLIC))

    def of_copy(self, copy: Copy) -> tuple[PublishedFormat, ...]:
        """The files of one copy."""
        return tuple(file for file in self.files if file.copy == copy)

    @property
    def public_files(self) -> tuple[PublishedFormat, ...]:
        """The files of the public copy."""
        return self.of_copy(Copy.PUBLIC)

    @property
    def full_files(self) -> tuple[PublishedFormat, ...]:
        """The files of the copy with what is exempt."""
        return self.of_copy(Copy.FULL)


@dataclass(frozen=True, slots=True)
class PublishedPaper:
    """A paper with its versions, the newest first."""

    newest: Published
    earlier: tuple[Published, ...]

    @property
    def versions(self) -> tuple[Published, ...]:
        """All of them."""
        return (self.newest, *self.earlier)


def papers_for_public(area: Area) -> tuple[PublishedPaper, ...]:
    """What anybody may read: papers with a version that is public and not withdrawn, the newest meeting first. Three queries."""
    return _by_paper(each for each in _published(area, with_exempt=False) if each.is_public)


def papers_for_area(area: Area, *, with_exempt: bool) -> tuple[PublishedPaper, ...]:
    """Every paper that went out, withdrawn ones too; those exempt as a whole for who may read them. Three queries."""
    return _by_paper(_published(area, with_exempt=with_exempt))


def public_version(area: Area, pk: int) -> tuple[Published, PublishedFile | None] | None:
    """The version of that number with the web page of its public copy; None where it never was public. Its page is None where it was
    withdrawn."""
    found = Publication.objects.filter(pk=pk, paper__plan__area=area).first()
    if found is None or found.is_exempt:
        return None
    versions = _versions(_of_papers(area, pk), with_exempt=False)
    version = next(each for each in versions if each.id == pk)
    if version.withdrawn_on is not None:
        return version, None
    page = PublishedFile.objects.filter(
        publication=pk, copy=Copy.PUBLIC, file_format=FileFormat.HTML
    ).first()
    return version, page


def version_for_area(area: Area, pk: int, *, with_exempt: bool) -> tuple[Published, ...]:
    """The version of that number and then the others of its paper; nothing where there is none such. Those exempt as a whole for who
    may read them."""
    found = _versions(_of_papers(area, pk), with_exempt=with_exempt)
    mine = [each for each in found if each.id == pk]
    return (*mine, *(each for each in reversed(found) if each.id != pk)) if mine else ()


def _published(area: Area, *, with_exempt: bool) -> list[Published]:
    return _versions(_of_papers(area), with_exempt=with_exempt)


def _of_papers(area: Area, of: int | None = None) -> QuerySet[Publication]:
    """The versions of the area's papers, or of that paper alone of which the number is one; those of a paper in order."""
    rows = Publication.objects.filter(paper__plan__area=area)
    if of is not None:
        rows = rows.filter(paper__publications=of)
    outcomes: QuerySet[PaperOutcome] = PaperOutcome.objects.filter(
        superseded_by__isnull=True
    ).order_by("pk")
    files: QuerySet[PublishedFile] = PublishedFile.objects.order_by("pk")
    return (
        rows.select_related("paper__plan", "by", "withdrawal")
        .prefetch_related(Prefetch("files", files), Prefetch("outcomes", outcomes))
        .order_by("paper_id", "version")
    )


def _versions(rows: Iterable[Publication], *, with_exempt: bool) -> list[Published]:
    """The versions, each with what took its place; those exempt as a whole for who may read them, and others are not told that one
    took the place of another either."""
    found = [row for row in rows if with_exempt or not row.is_exempt]
    later = {one.pk: other for one, other in pairwise(found) if one.paper_id == other.paper_id}
    return [_value(row, later.get(row.pk)) for row in found]


def _value(row: Publication, later: Publication | None) -> Published:
    withdrawal = getattr(row, "withdrawal", None)
    outcome = next(iter(row.outcomes.all()), None)
    return Published(
        id=row.pk,
        paper_id=row.paper_id,
        version=row.version,
        title=row.title,
        body=row.body,
        meeting_on=row.meeting_on,
        as_at=row.as_at,
        plan=row.paper.plan.title,
        plan_slug=row.paper.plan.slug,
        at=row.at,
        by=row.by.name or row.by.email,
        is_exempt=row.is_exempt,
        is_urgent=row.is_urgent,
        reason=row.reason,
        checksum=row.checksum,
        files=tuple(sorted(map(_format, row.files.all()), key=_place)),
        superseded=_superseding(later) if later else None,
        withdrawn_on=timezone.localdate(withdrawal.at) if withdrawal else None,
        withdrawn_because=withdrawal.reason if withdrawal else "",
        outcome=outcome,
    )


def _format(file: PublishedFile) -> PublishedFormat:
    return PublishedFormat(
        FileFormat(file.file_format), Copy(file.copy), say_size(file.size), file.sha256
    )


def _place(file: PublishedFormat) -> tuple[str, int]:
    return file.copy, FORMATS.index(file.file_format)


def _superseding(later: Publication) -> Superseding:
    withdrawal = getattr(later, "withdrawal", None)
    reason = "" if later.is_exempt or withdrawal else later.reason
    withdrawn_on = timezone.localdate(withdrawal.at) if withdrawal else None
    return Superseding(later.version, timezone.localdate(later.at), reason, withdrawn_on)


def _by_paper(found: Iterable[Published]) -> tuple[PublishedPaper, ...]:
    """By paper: that of the newest meeting first, and of two the one that went out last."""
    papers: dict[int, list[Published]] = {}
    for each in found:
        papers.setdefault(each.paper_id, []).insert(0, each)
    made = [PublishedPaper(versions[0], tuple(versions[1:])) for versions in papers.values()]
    return tuple(sorted(made, key=_newest_meeting, reverse=True))


def _newest_meeting(paper: PublishedPaper) -> tuple[date, datetime]:
    newest = paper.newest
    return newest.meeting_on or newest.as_at, newest.at


def outcomes_of(publication: int) -> Iterator[PaperOutcome]:
    """What was recorded of the meeting that heard the version, the newest first."""
    yield from (
        PaperOutcome.objects.filter(publication=publication)
        .select_related("by", "sent__to_meeting")
        .order_by("-pk")
    )


def stored_names() -> Iterator[str]:
    """The names of all files that were published, of logos and of Word styles, and of none that is not to be kept."""
    yield from PublishedFile.objects.values_list("stored_name", flat=True)
    for names in Branding.objects.values_list("logo", "word_styles"):
        yield from filter(None, names)
