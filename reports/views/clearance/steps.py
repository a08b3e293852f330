"""The clearance of a paper as its officers have it: the table of steps, issuing it, recording answers, urgency."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from actions.errors import Refused, Stale
from actions.services.rows import version
from actions.text import say_day, say_list
from actions.views.saving import UNPROCESSABLE, page_with_form, posted
from actions.views.set_up.common import Asking, answer, removal, row_or_404
from reports.choices import StepKind
from reports.clearance import Clearance, Stage, StepState, clearance_of, text_digest
from reports.clearance.changes import TextChange, changes_since
from reports.clearance.figures import moved_since_sign_off
from reports.clearance.loading import holds_exempt, step_value
from reports.forms.clearance import ReasonForm, RecordForm, StepForm
from reports.models import ClearanceStep
from reports.papers import draft_of
from reports.readiness_to_publish import meeting_is_another
from reports.services import clearance as services
from reports.services.clearance_links import hand_over_link, issue_steps
from reports.views.drafting.loading import PaperPage, paper_page

CLEARANCE = "Clearance"


def _step(at: PaperPage, pk: int) -> ClearanceStep:
    """The paper's step; Http404 where it has none of that number."""
    rows = ClearanceStep.objects.filter(paper=at.paper).select_related("post__organisation")
    row = row_or_404(rows, pk)
    row.paper = at.paper
    return row


def _asking(at: PaperPage, title: str, **given: Any) -> Asking:
    back = at.url("paper-clearance")
    return Asking(title, at.crumbs((CLEARANCE, back)), back, **given)


@require_safe
def paper_clearance(request: HttpRequest, area: str, plan: str, paper: int) -> HttpResponse:
    """Who must see the paper, how far each is, the countdown, and all that happened."""
    at = paper_page(request, area, plan, paper)
    found = clearance_of(at.paper, at.page.today)
    changed = [each for each in found.steps if each.stage == Stage.CHANGED]
    first = min(changed, key=lambda each: _answered_at(each), default=None)
    context = at.context() | {
        "crumbs": at.crumbs((CLEARANCE, "")),
        "clearance": found,
        "log": _log(found),
        "moved": moved_since_sign_off(found, lambda: draft_of(at.paper), at.facts()),
        "changed": first,
        "changes": _changes(at, first),
        "meeting_is_another": meeting_is_another(at.paper),
        "published": at.paper.publications.order_by("-version").first(),
        "has_passed": at.paper.despatch_on is not None and at.paper.despatch_on < at.page.today,
    }
    return render(request, "reports/clearance/page.html", context, status=at.page.status)


def _answered_at(state: StepState) -> Any:
    answered = state.step.answer
    assert answered is not None
    return answered.read_at


def _changes(at: PaperPage, state: StepState | None) -> list[tuple[TextChange, str]]:
    """What changed since the step was confirmed, each with where it can be read."""
    if state is None:
        return []
    return [
        (each, at.url("section-versions", each.section) if each.section else "")
        for each in changes_since(at.paper, _answered_at(state))
    ]


def _log(found: Clearance) -> list[tuple[Any, StepState]]:
    """All that happened to the steps, the newest first."""
    rows = [(event, state) for state in found.steps for event in state.step.events]
    return sorted(rows, key=lambda row: row[0].at, reverse=True)


@page_with_form
def step_add(request: HttpRequest, area: str, plan: str, paper: int) -> HttpResponse:
    """Somebody else who must see the paper."""
    at = paper_page(request, area, plan, paper)
    rows = list(at.paper.steps.all())
    initial = {
        "order": max((row.order for row in rows), default=0) + 1,
        "due_on": rows[-1].due_on if rows else at.paper.despatch_on,
    }
    form = StepForm(
        posted(request),
        area=at.page.area,
        despatch_on=at.paper.despatch_on,
        initial=initial,
    )
    asked = _asking(at, "Add who must see it", caption=at.paper.title, button="Add")

    def save(given: dict[str, Any]) -> tuple[str, str]:
        given.pop("seen")
        step = services.add_step(paper=at.paper, by=at.page.user, **given)
        return asked.cancel, f"{step.role} is added."

    return answer(request, at, form, asked, save=save)


@page_with_form
def step_change(request: HttpRequest, area: str, plan: str, paper: int, step: int) -> HttpResponse:
    """Who answers, what for, in which turn and by when."""
    at = paper_page(request, area, plan, paper)
    row = _step(at, step)
    names = ("kind", "role", "post", "is_mandatory", "due_on", "order")
    form = StepForm(
        posted(request),
        area=at.page.area,
        despatch_on=at.paper.despatch_on,
        initial={name: getattr(row, name) for name in names} | {"seen": version(row)},
    )
    asked = _asking(
        at,
        f"Change {row.role}",
        caption=at.paper.title,
        remove=at.url("step-remove", row.pk),
    )

    def save(given: dict[str, Any]) -> tuple[str, str]:
        changed = services.change_step(step=row, by=at.page.user, **given)
        return asked.cancel, f"{changed.role} is saved."

    return answer(request, at, form, asked, save=save, row=row)


@page_with_form
def step_remove(request: HttpRequest, area: str, plan: str, paper: int, step: int) -> HttpResponse:
    """Ask, then take out a step of which nothing is on record."""
    at = paper_page(request, area, plan, paper)
    row = _step(at, step)
    back = at.url("paper-clearance")

    def remove() -> tuple[str, str]:
        services.remove_step(step=row, by=at.page.user)
        return back, f"{row.role} is removed."

    return removal(
        request,
        at,
        title=f"Remove {row.role}",
        warning="They are then not asked about this paper.",
        crumbs=at.crumbs((CLEARANCE, back)),
        cancel=at.url("step-change", row.pk),
        button="Remove",
        remove=remove,
        stays=services.STAYS if row.events.exists() or row.links.exists() else "",
    )


@page_with_form
def step_record(request: HttpRequest, area: str, plan: str, paper: int, step: int) -> HttpResponse:
    """What a post answered by another way."""
    at = paper_page(request, area, plan, paper)
    row = _step(at, step)
    form = RecordForm(
        posted(request),
        today=at.page.today,
        digest=text_digest(at.paper),
        initial={"happened_on": at.page.today},
    )
    value = step_value(row)
    issued = value.issued
    changes = changes_since(at.paper, issued.read_at) if issued else ()
    asked = _asking(
        at,
        "Record an answer",
        caption=value.called,
        button="Record",
        template="reports/clearance/record.html",
        extra={"issued": issued, "changes": changes},
    )

    def save(given: dict[str, Any]) -> tuple[str, str]:
        try:
            event = services.record_step(step=row, by=at.page.user, **given)
        except Stale:
            form.renew(text_digest(at.paper))
            raise
        said = f"{row.role}: {event.get_event_display().lower()}, recorded."
        if row.kind == StepKind.SIGN_OFF and event.text_digest != text_digest(at.paper):
            said += f" The text has changed since {say_day(event.happened_on)}, so it is no sign-off of today’s."
        return asked.cancel, said

    return answer(request, at, form, asked, save=save)


@page_with_form
def step_take_back(
    request: HttpRequest, area: str, plan: str, paper: int, step: int
) -> HttpResponse:
    """Take the paper back from a post, with what it answered."""
    at = paper_page(request, area, plan, paper)
    row = _step(at, step)
    form = ReasonForm(posted(request), label="Why is it taken back?")
    asked = _asking(
        at,
        "Take it back",
        caption=step_value(row).called,
        button="Take it back",
        intro="The link that was sent takes no answer any more, and an answer that was given counts no longer. Both "
        "stay in the log.",
    )

    def save(given: dict[str, Any]) -> tuple[str, str]:
        services.take_back(step=row, by=at.page.user, **given)
        return asked.cancel, f"The paper is taken back from {row.role}."

    return answer(request, at, form, asked, save=save)


@page_with_form
def steps_issue(request: HttpRequest, area: str, plan: str, paper: int, order: int) -> HttpResponse:
    """Show whom the paper goes to; then issue it. Links for posts without an address are shown once."""
    at = paper_page(request, area, plan, paper)
    found = clearance_of(at.paper, at.page.today)
    states = [each for each in found.of_order(order) if each.may_be_issued]
    form = Form(posted(request))
    context: Mapping[str, object] = {
        "form": form,
        "states": states,
        "clearance": found,
        "holds_exempt": holds_exempt(at.paper),
    }
    if request.method != "POST":
        return _issuing(request, at, context)
    try:
        issued = issue_steps(paper=at.paper, order=order, by=at.page.user)
    except Refused as refused:
        form.add_error(None, refused.message)
        return _issuing(request, at, context, UNPROCESSABLE)
    written_to = say_list([str(step) for step in issued.emailed])
    if issued.by_hand:
        return _links(request, at, issued.by_hand, written_to)
    messages.success(request, f"Issued. An email is on its way to {written_to}.")
    return HttpResponseRedirect(at.url("paper-clearance"))


def _issuing(
    request: HttpRequest, at: PaperPage, context: Mapping[str, object], status: int = 200
) -> HttpResponse:
    asked = _asking(at, "Issue the paper", caption=at.paper.title)
    return render(
        request,
        "reports/clearance/issue.html",
        at.context() | asked.context() | dict(context),
        status=status,
    )


def _links(request: HttpRequest, at: PaperPage, links: Any, written_to: str = "") -> HttpResponse:
    """The links to pass on, which no other page ever shows."""
    asked = _asking(at, "Links to pass on", caption=at.paper.title)
    context = at.context() | asked.context() | {"links": links, "written_to": written_to}
    answered = render(request, "reports/clearance/links.html", context)
    answered["Cache-Control"] = "no-store"
    return answered


@page_with_form
def step_link(request: HttpRequest, area: str, plan: str, paper: int, step: int) -> HttpResponse:
    """Make a link to pass on to a post that has the paper, and show it once."""
    at = paper_page(request, area, plan, paper)
    row = _step(at, step)
    form = Form(posted(request))
    asked = _asking(
        at,
        "Make a link to pass on",
        caption=step_value(row).called,
        button="Make the link",
        intro="Whoever has the link can read the draft and answer for this post. It is shown once, and works "
        "beside those that were sent before.",
    )
    if request.method != "POST":
        return answer(request, at, form, asked, save=lambda _: (asked.cancel, ""))
    try:
        link = hand_over_link(step=row, by=at.page.user)
    except Refused as refused:
        form.add_error(None, refused.message)
        context = at.context() | asked.context() | {"form": form}
        return render(request, asked.template, context, status=UNPROCESSABLE)
    return _links(request, at, [link])


@page_with_form
def paper_urgency(request: HttpRequest, area: str, plan: str, paper: int) -> HttpResponse:
    """Let the paper go out after its day of despatch, and why."""
    at = paper_page(request, area, plan, paper)
    form = ReasonForm(
        posted(request),
        label="Why is the paper urgent?",
        hint="Printed in its report history. Say why it cannot wait for the next meeting.",
        initial={"reason": at.paper.urgency},
    )
    asked = _asking(
        at,
        "Urgent paper",
        caption=at.paper.title,
        button="Mark as urgent",
        intro=f"{clearance_of(at.paper, timezone.localdate()).countdown} An urgent paper may go out after it. "
        "Nothing else is left out: whoever must answer still has to.",
    )

    def save(given: dict[str, Any]) -> tuple[str, str]:
        services.mark_urgent(paper=at.paper, by=at.page.user, **given)
        return asked.cancel, "The paper is marked as urgent."

    return answer(request, at, form, asked, save=save)
