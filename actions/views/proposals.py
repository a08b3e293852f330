"""To decide: what waits for acceptance, beside what stands; accepted, edited and accepted, or returned."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from actions.choices import ProposalKind, ProposalOutcome
from actions.dates import dates_waiting
from actions.deciding import Pending, Proposals, pending, pending_in, proposals_of
from actions.errors import Refused, Stale
from actions.forms import add_refusal
from actions.forms.deciding import AcceptForm, ReturnForm, TickedForm
from actions.models import (
    Action,
    ProposalDecision,
    Rating,
    StatusUpdate,
    UpdateProposal,
)
from actions.position import Line
from actions.services.decisions import SomeRefused, accept_proposal, accept_several, return_proposal
from actions.services.writing import Seen
from actions.views.loading import PlanPage, plan_page
from actions.views.saving import CONFLICT, UNPROCESSABLE, page_with_form
from wsoa.capabilities import Capability


@require_safe
def to_decide(request: HttpRequest, area: str, plan: str) -> HttpResponse:
    """Everything that waits for the project manager."""
    page = _page(request, area, plan)
    return _list(request, page)


@page_with_form
def decide(request: HttpRequest, area: str, plan: str, proposal_id: int) -> HttpResponse:
    """One proposal: accept it as it is, or edited. What came between is shown before it is accepted."""
    page = _page(request, area, plan)
    shown = _find(page, proposal_id)
    if shown.decision:
        return _decided(request, page, shown, CONFLICT if request.method == "POST" else 200)
    kind = ProposalKind(shown.proposal.kind)
    ratings = list(Rating.objects.filter(scheme__plan=page.plan).order_by("order"))
    if request.method != "POST" or "as_proposed" in request.POST:
        form = AcceptForm(kind=kind, ratings=ratings, today=page.today, initial=_as_proposed(shown))
        if request.method != "POST":
            return _form(request, page, shown, form)

        def accept_as_it_is() -> ProposalDecision:
            return _accept(page, shown.proposal, _as_proposed(shown), seen=None)

        return _try(request, page, shown, form, accept_as_it_is)
    form = AcceptForm(request.POST, kind=kind, ratings=ratings, today=page.today)
    if not form.is_valid():
        return _form(request, page, shown, form, UNPROCESSABLE)

    def accept() -> ProposalDecision:
        return _accept(page, shown.proposal, form.cleaned_data, seen=Seen(form.seen_id()))

    return _try(request, page, shown, form, accept)


@require_POST
def accept_ticked(request: HttpRequest, area: str, plan: str) -> HttpResponse:
    """Accept several at once: first they are listed, then, confirmed, all are accepted or none."""
    page = _page(request, area, plan)
    waiting = pending_in(page.plan, page.position(), page.user)
    form = TickedForm(request.POST, waiting=[each.proposal.pk for each in waiting])
    if not form.is_valid():
        message = "Some of what you ticked was decided meanwhile. Nothing was recorded: tick again."
        return _list(request, page, CONFLICT, problem=message)
    ticked = [each for each in waiting if each.proposal.pk in form.cleaned_data["proposal"]]
    if not ticked:
        return _list(request, page, UNPROCESSABLE, problem="Tick what you want to accept.")
    problems: dict[int, str] = {}
    if "confirmed" in request.POST:
        for each in ticked:
            each.proposal.action.plan = page.plan
        try:
            accept_several(proposals=[each.proposal for each in ticked], by=page.user)
        except SomeRefused as refused:
            problems = refused.problems
        except Refused as refused:
            return _list(request, page, UNPROCESSABLE, problem=refused.message)
        else:
            messages.success(request, f"Accepted: {_references(ticked)}.")
            return redirect("to-decide", page.area.slug, page.plan.slug)
    context = page.context() | {
        "ticked": [(each, problems.get(each.proposal.pk, "")) for each in ticked],
        "problems": problems,
    }
    status = UNPROCESSABLE if problems else 200
    return render(request, "actions/to_decide_several.html", context, status=status)


@page_with_form
def send_back(request: HttpRequest, area: str, plan: str, proposal_id: int) -> HttpResponse:
    """Return a proposal with a reason."""
    page = _page(request, area, plan)
    shown = _find(page, proposal_id)
    if shown.decision:
        return _decided(request, page, shown, CONFLICT if request.method == "POST" else 200)
    form = ReturnForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():

        def give_back() -> ProposalDecision:
            return return_proposal(
                proposal=shown.proposal, reason=form.cleaned_data["reason"], by=page.user
            )

        return _try(request, page, shown, form, give_back, "actions/return.html")
    status = UNPROCESSABLE if form.errors else 200
    return _form(request, page, shown, form, status, "actions/return.html")


def shown_proposals(
    page: PlanPage, action: Action, line: Line | None, *, can_update: bool
) -> Proposals | None:
    """What the action's page shows of its proposals: to those who may update it or accept updates."""
    if not page.is_today or not (can_update or page.can(Capability.ACCEPT_UPDATES)):
        return None
    return proposals_of(action, line, page.user)


def _page(request: HttpRequest, area: str, plan: str) -> PlanPage:
    page = plan_page(request, area, plan)
    page.check(Capability.ACCEPT_UPDATES)
    return page


def _find(page: PlanPage, proposal_id: int) -> Pending:
    proposal = (
        UpdateProposal.objects.filter(action__plan=page.plan, pk=proposal_id)
        .select_related("action", "rating", "proposed_by", "post", "decision__decided_by")
        .first()
    )
    if proposal is None:
        raise Http404("There is no such proposal.")
    proposal.action.plan = page.plan
    return pending(proposal, page.position(), page.user)


def _list(
    request: HttpRequest, page: PlanPage, status: int = 200, problem: str = ""
) -> HttpResponse:
    position = page.position()
    context = page.context() | {
        "waiting": pending_in(page.plan, position, page.user),
        "dates": dates_waiting(page.plan, position),
        "problem": problem,
    }
    return render(request, "actions/to_decide.html", context, status=status)


def _as_proposed(shown: Pending) -> dict[str, Any]:
    proposal = shown.proposal
    return {
        "rating": proposal.rating,
        "effective_date": proposal.effective_date,
        "commentary": proposal.commentary,
        "remedial_action": proposal.remedial_action,
        "evidence": proposal.evidence,
        "based_on": "" if shown.newest_id is None else shown.newest_id,
    }


def _accept(
    page: PlanPage, proposal: UpdateProposal, given: dict[str, Any], *, seen: Seen | None
) -> ProposalDecision:
    return accept_proposal(
        proposal=proposal,
        rating=given.get("rating"),
        effective_date=given["effective_date"],
        commentary=given.get("commentary", ""),
        remedial_action=given.get("remedial_action", ""),
        evidence=given.get("evidence"),
        seen=seen,
        by=page.user,
    )


def _try(
    request: HttpRequest,
    page: PlanPage,
    shown: Pending,
    form: Form,
    decide_it: Callable[[], ProposalDecision],
    template: str = "actions/decide.html",
) -> HttpResponse:
    """Decide, and go back to the list; or show what hinders it, with what was typed."""
    try:
        decision = decide_it()
    except Stale as stale:
        again = _find(page, shown.proposal.pk)
        if again.decision:
            return _decided(request, page, again, CONFLICT)
        return _form(
            request,
            page,
            again,
            _rebased(form, again),
            CONFLICT,
            template,
            stale=stale.message,
        )
    except Refused as refused:
        if form.is_bound:
            add_refusal(form, refused)
            return _form(request, page, shown, form, UNPROCESSABLE, template)
        return _form(request, page, shown, form, UNPROCESSABLE, template, refused=refused.message)
    reference = shown.line.reference if shown.line else "the action"
    if decision.outcome == ProposalOutcome.ACCEPTED:
        messages.success(request, f"Accepted: {reference}.")
    else:
        messages.success(request, f"Returned: {reference}, with your reason.")
    return redirect("to-decide", page.area.slug, page.plan.slug)


def _rebased(form: Form, shown: Pending) -> Form:
    """The form with what was typed, based on what is shown now."""
    newest = "" if shown.newest_id is None else str(shown.newest_id)
    if form.is_bound:
        form.data = {**form.data.dict(), "based_on": newest}  # type: ignore[attr-defined]
    else:
        form.initial["based_on"] = newest
    return form


def _form(
    request: HttpRequest,
    page: PlanPage,
    shown: Pending,
    form: Form,
    status: int = 200,
    template: str = "actions/decide.html",
    **extra: object,
) -> HttpResponse:
    newer = []
    if shown.has_moved_on:
        newer = list(
            StatusUpdate.objects.filter(
                action=shown.proposal.action_id, pk__gt=shown.proposal.seen_id or 0
            )
            .select_related("rating", "recorded_by")
            .order_by("-id")
        )
    context = page.context() | {"shown": shown, "form": form, "newer": newer, **extra}
    return render(request, template, context, status=status)


def _decided(request: HttpRequest, page: PlanPage, shown: Pending, status: int) -> HttpResponse:
    context = page.context() | {"shown": shown, "decision": shown.decision}
    return render(request, "actions/decided.html", context, status=status)


def _references(several: list[Pending]) -> str:
    return ", ".join(each.line.reference for each in several if each.line)
