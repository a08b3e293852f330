"""The area's published papers for its own people: versions, checksums, what has changed since, and what the meetings made of them."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from actions.position import position_as_at
from actions.services.writing import Seen, newest_id
from actions.views.saving import page_with_form, posted
from actions.views.set_up.common import AreaPage, Asking, Crumb, Says, answer, area_at
from boards.comparing import compare
from boards.snapshots import position_of
from boards.views.comparing import tables_of
from reports.choices import Copy
from reports.drafting.starting import meetings_to_send_to
from reports.forms.publishing import OutcomeForm, WhyForm
from reports.models import PaperOutcome, Publication, PublishedFile
from reports.publishing.checking import check_files
from reports.publishing.published import (
    Published,
    outcomes_of,
    papers_for_area,
    version_for_area,
)
from reports.services.outcomes import record_outcome
from reports.services.publishing import redact_publication, withdraw_publication
from reports.views.publishing.handing_out import hand_out
from wsoa.capabilities import Capability


@require_safe
def area_publications(request: HttpRequest, area: str) -> HttpResponse:
    """Every paper of the area that went out, with what its meeting made of it."""
    page = area_at(request, area, Capability.VIEW_PLAN)
    writes = page.can(Capability.WRITE_PAPERS)
    context = page.context() | {
        "papers": papers_for_area(page.area, with_exempt=writes),
        "writes": writes,
        "crumbs": _crumbs(page, ("Published papers", "")),
    }
    return render(request, "reports/published/area_list.html", context)


@require_safe
def area_publication(request: HttpRequest, area: str, publication: int) -> HttpResponse:
    """A version of a paper that went out, and how the record of its day has changed since."""
    asked = _asked(request, area, publication)
    page, row = asked.page, asked.row
    plan = row.paper.plan
    frozen = position_of(row.snapshot)
    since = compare(frozen, position_as_at(plan, row.as_at))
    outcomes = list(outcomes_of(row.pk))
    context = page.context() | {
        "version": asked.version,
        "others": asked.others,
        "plan": plan,
        "crumbs": _crumbs(
            page, ("Published papers", page.url("area-publications")), (asked.version.title, "")
        ),
        "checked": check_files(row),
        "comparison": since,
        "tables": tables_of(since, plan, timezone.localdate()),
        "outcomes": outcomes,
        "writes": page.can(Capability.WRITE_PAPERS),
        "records": page.can(Capability.RECORD_MEETINGS),
        "may_redact": page.can(Capability.REDACT),
    }
    return render(request, "reports/published/area_paper.html", context)


@require_safe
def publication_full(
    request: HttpRequest, area: str, publication: int, file_format: str
) -> HttpResponseBase:
    """A file of the copy with what is exempt, for who may write papers."""
    page = area_at(request, area, Capability.WRITE_PAPERS)
    file = (
        PublishedFile.objects.filter(
            publication=publication,
            publication__paper__plan__area=page.area,
            publication__withdrawal__isnull=True,
            copy=Copy.FULL,
            file_format=file_format,
        )
        .select_related("publication__paper__plan__area")
        .first()
    )
    if file is None:
        raise Http404("There is no such file.")
    return hand_out(request, file)


@page_with_form
def publication_withdraw(request: HttpRequest, area: str, publication: int) -> HttpResponse:
    """Hand a version out no more."""
    asked = _asked(request, area, publication, Capability.WRITE_PAPERS)

    def save(values: dict[str, Any]) -> tuple[str, str]:
        withdraw_publication(publication=asked.row, by=asked.page.user, **values)
        return asked.url, f"Version {asked.row.version} is withdrawn. Nobody is handed it any more."

    asking = asked.asking(
        f"Withdraw version {asked.row.version}",
        button="Withdraw",
        intro="Its files are handed out no more, from now on, to anybody. That it was published stays on "
        "record. Copies that somebody has downloaded cannot be called back.",
        extra={
            "also": "reports/published/_still_public.html",
            "still_public": [each for each in asked.others if each.is_public],
        },
    )
    form = WhyForm(posted(request))
    return answer(request, asked.page, form, asking, save=save)


@page_with_form
def publication_redact(request: HttpRequest, area: str, publication: int) -> HttpResponse:
    """Destroy the files of a version that was withdrawn."""
    asked = _asked(request, area, publication, Capability.REDACT)

    def save(values: dict[str, Any]) -> tuple[str, str]:
        redact_publication(publication=asked.row, by=asked.page.user, **values)
        return asked.url, f"The files of version {asked.row.version} are destroyed."

    asking = asked.asking(
        f"Destroy the files of version {asked.row.version}",
        button="Destroy the files",
        intro="For personal data that went out by mistake. The files are gone for good; that they were there, and "
        "why they went, stays. Take the words out of the paper too, under Personal data.",
    )
    form = WhyForm(posted(request))
    return answer(request, asked.page, form, asking, save=save)


@page_with_form
def paper_outcome(request: HttpRequest, area: str, publication: int) -> HttpResponse:
    """What the meeting made of the paper."""
    asked = _asked(request, area, publication, Capability.RECORD_MEETINGS)
    row = asked.row
    rows = PaperOutcome.objects.filter(publication=row)
    before = next(outcomes_of(row.pk), None)
    form = OutcomeForm(
        posted(request),
        initial=_as_it_is(before, row) | {"based_on": newest_id(rows)},
        meetings=list(
            meetings_to_send_to(
                row.paper, before.sent.to_meeting_id if before and before.sent else None
            )
        ),
        sends=row.paper.meeting is not None,
        is_exempt=row.is_exempt,
        exempt=list(row.paper.sections.filter(is_exempt=True).values_list("heading", flat=True)),
    )

    def save(values: dict[str, Any]) -> tuple[str, str]:
        given = {name: value for name, value in values.items() if name != "based_on"}
        seen: Seen = form.seen()
        record_outcome(publication=row, by=asked.page.user, seen=seen, **given)
        return asked.url, "What the meeting made of the paper is recorded."

    def latest() -> tuple[int | None, Says]:
        newest = next(outcomes_of(row.pk), None)
        says = [("Resolution", newest.resolution), ("Comments", newest.comments)] if newest else []
        return newest.pk if newest else None, says

    asking = asked.asking(
        "Correct the outcome" if before else "Record the outcome",
        intro="What was recorded before stays to be read." if before else "",
    )
    return answer(request, asked.page, form, asking, save=save, latest=latest)


@dataclass(frozen=True, slots=True)
class _Asked:
    """The version at an address, and the others of its paper."""

    page: AreaPage
    row: Publication
    version: Published
    others: tuple[Published, ...]

    @property
    def url(self) -> str:
        """Its page."""
        return self.page.url("area-publication", self.row.pk)

    def asking(self, title: str, **given: Any) -> Asking:
        """A form's page below it."""
        crumbs = _crumbs(
            self.page,
            ("Published papers", self.page.url("area-publications")),
            (self.version.title, self.url),
        )
        caption = f"{self.version.title}, {self.version.body}"
        return Asking(title, crumbs, self.url, caption, **given)


def _asked(
    request: HttpRequest,
    area: str,
    pk: int,
    capability: Capability = Capability.VIEW_PLAN,
) -> _Asked:
    page = area_at(request, area, capability)
    found = version_for_area(page.area, pk, with_exempt=page.can(Capability.WRITE_PAPERS))
    if not found:
        raise Http404("There is no such paper.")
    row = Publication.objects.select_related("paper__plan__area", "paper__meeting", "snapshot").get(
        pk=pk
    )
    return _Asked(page, row, found[0], found[1:])


def _crumbs(page: AreaPage, *after: Crumb) -> list[Crumb]:
    return [("Your areas", reverse("home")), (page.area.name, page.url("area")), *after]


def _as_it_is(before: PaperOutcome | None, row: Publication) -> dict[str, object]:
    """What the form shows first: what is recorded, else the day of the meeting."""
    if before is None:
        return {"decided_on": row.meeting_on}
    names = ("resolution", "comments", "next_body", "next_on", "decided_on")
    sent = before.sent
    return {name: getattr(before, name) for name in names} | {
        "to_meeting": sent.to_meeting_id if sent else None
    }
