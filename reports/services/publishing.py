"""Publishing papers: freezing what they say and the figures that they say it of, and no longer handing them out.

Laying a paper out takes seconds, so that is done before anybody's turn is taken; what was laid out is then kept only if the
paper, read again while nobody else writes to its area or plan, still says the same.
"""

from collections.abc import Mapping
from datetime import datetime
from hashlib import sha256

from django.utils import timezone

from actions import file_store, permissions
from actions.choices import AuditEvent
from actions.errors import Refused, Stale
from actions.models import Plan
from actions.redaction import Passage, Remedy
from actions.redaction.places import FILE, label
from actions.services.privacy import take_out
from actions.services.rows import begin_area, take_turn_of
from actions.services.writing import audit, required_reason, service
from boards.services.snapshots import keep_position
from reports.choices import Copy, FileFormat
from reports.models import (
    Paper,
    Publication,
    PublicationWithdrawal,
    PublishedFile,
    SectionVersion,
)
from reports.publishing.checking import checksum_over
from reports.publishing.copies import Ready, make_ready
from reports.readiness_to_publish import missing_for_publication
from reports.services.papers import begin_paper
from wsoa.capabilities import Capability
from wsoa.models import User

CHANGED = (
    "The paper, its figures or what was done to clear it changed after you looked at it, or it was published. "
    "Look at both copies again, then publish."
)

Files = Mapping[tuple[Copy, FileFormat], bytes]


def publish(
    *,
    paper: Paper,
    by: User,
    reason: str = "",
    seen: str | None = None,
    now: datetime | None = None,
) -> Publication:
    """Publish the paper: its files as they are now, the figures they rest on, and the text of every section.

    A later version takes the place of those before it and needs a reason, which the public reads. `seen` is the digest of
    what was looked at (Ready.digest): raises Stale where it says something else by now, in words or figures, or is out already. Raises Refused while
    anything is missing. Where it fails nothing is left of it.
    """
    permissions.check(by, paper.plan.area, Capability.WRITE_PAPERS)
    ready = make_ready(paper)
    if seen is not None and seen != ready.digest:
        raise Stale(CHANGED)
    _check(paper, ready, reason, now or timezone.now())
    files = ready.files()
    names: list[str] = []
    try:
        stored = {key: _put(content, names) for key, content in files.items()}
        return _keep(
            paper=paper, ready=ready, files=files, stored=stored, reason=reason, by=by, now=now
        )
    except BaseException:
        for name in names:
            file_store.remove(name)
        raise


@service
def _keep(
    *,
    paper: Paper,
    ready: Ready,
    files: Files,
    stored: Mapping[tuple[Copy, FileFormat], str],
    reason: str,
    by: User,
    now: datetime | None,
) -> Publication:
    """Write the rows of what was laid out, and put its files in their places.

    What was redacted, made private or put right since the files were begun is in them still: such files are kept by nobody. The
    Position is that of now, so that it holds no redacted word either which the paper does not print.
    """
    take_turn_of(paper.plan.area)
    Plan.objects.select_for_update(no_key=True).get(pk=paper.plan_id)
    at = begin_paper(paper, now)
    paper.refresh_from_db()
    area = paper.plan.area
    permissions.check(by, area, Capability.WRITE_PAPERS)
    current = make_ready(paper)
    if current.digest != ready.digest:
        raise Stale(CHANGED)
    reason = _check(paper, current, reason, at)
    snapshot = keep_position(current.facts.position, by=by, at=at)
    digests = {key: sha256(content).hexdigest() for key, content in files.items()}
    publication = Publication(
        paper=paper,
        version=ready.version,
        title=paper.title,
        body=paper.body,
        meeting_on=paper.meeting_on,
        as_at=paper.as_at,
        is_exempt=paper.is_exempt,
        is_urgent=paper.is_urgent,
        snapshot=snapshot,
        reason=reason,
        checksum=checksum_over(list(digests.values()), snapshot.checksum),
        at=at,
        by=by,
    )
    publication.save()
    for (copy, file_format), content in files.items():
        PublishedFile(
            publication=publication,
            copy=copy,
            file_format=file_format,
            stored_name=stored[copy, file_format],
            size=len(content),
            sha256=digests[copy, file_format],
        ).save()
    for section in paper.sections.all():
        SectionVersion.objects.get_or_create(
            section=section,
            version=section.version,
            defaults={"text": section.text, "at": section.changed_at, "by": section.changed_by},
        )
    for name in stored.values():
        file_store.settle(name)
    summary = f"{paper.title}, version {publication.version}" + (f": {reason}" if reason else "")
    audit(AuditEvent.PAPER_PUBLISHED, summary, by=by, at=at, area=area, plan=paper.plan)
    return publication


def _put(content: bytes, names: list[str]) -> str:
    names.append(file_store.put(content))
    return names[-1]


def _check(paper: Paper, ready: Ready, reason: str, at: datetime) -> str:
    """The cleaned reason, where one is needed. Raises Refused where the paper may not go out."""
    today = timezone.localdate(at)
    missing = missing_for_publication(paper, ready.facts, today)
    if missing:
        said = " ".join(each.words for each in missing)
        raise Refused(f"The paper cannot be published yet. {said}")
    return required_reason(reason) if paper.publications.exists() else ""


@service
def withdraw_publication(
    *, publication: Publication, reason: str, by: User, now: datetime | None = None
) -> PublicationWithdrawal:
    """Hand the files of a version out no more, because they hold what should not have gone out. That it was published stays.
    Raises Refused where it is withdrawn already."""
    paper = publication.paper
    at = begin_paper(paper, now)
    area = paper.plan.area
    permissions.check(by, area, Capability.WRITE_PAPERS)
    reason = required_reason(reason)
    if PublicationWithdrawal.objects.filter(publication=publication).exists():
        raise Refused("This version is withdrawn already.")
    withdrawal = PublicationWithdrawal(publication=publication, reason=reason, at=at, by=by)
    withdrawal.save()
    summary = f"{publication.title}, version {publication.version}: {reason}"
    audit(AuditEvent.PUBLICATION_WITHDRAWN, summary, by=by, at=at, area=area, plan=paper.plan)
    return withdrawal


@service
def redact_publication(
    *, publication: Publication, reason: str, by: User, now: datetime | None = None
) -> Publication:
    """Destroy the files of a version that was withdrawn, because they hold personal data; that there were some stays. Raises Refused
    while it is handed out, and where the files are gone already."""
    paper = publication.paper
    area = paper.plan.area
    at = begin_area(area, now)
    permissions.check(by, area, Capability.REDACT)
    reason = required_reason(reason)
    if not PublicationWithdrawal.objects.filter(publication=publication).exists():
        raise Refused("Withdraw the version first, so that nobody is handed its files.")
    files = [file for file in publication.files.order_by("pk") if _is_kept(file)]
    if not files:
        raise Refused("There are no files any more.")
    what = label(PublishedFile, FILE)
    passages = [
        Passage(PublishedFile, str(file.pk), FILE, "", Remedy.FILE, what, paper.plan_id, None, ())
        for file in files
    ]
    take_out(area, passages, None, True, reason, by, at)
    summary = f"{what} ({len(files)}), version {publication.version}: {reason}"
    audit(AuditEvent.REDACTED, summary, by=by, at=at, area=area, plan=paper.plan)
    return publication


def _is_kept(file: PublishedFile) -> bool:
    return file_store.size_of(file.stored_name) is not None
