"""Evidence on an action's page, adding and withdrawing it, and handing out its files."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
)
from django.views.decorators.http import require_safe

from actions import permissions
from actions.choices import EvidenceKind
from actions.errors import Refused
from actions.evidence_words import host_of, say_kind
from actions.forms import add_refusal
from actions.forms.evidence import EvidenceForm, EvidenceWithdrawalForm, attachments_of
from actions.models import Action, Evidence
from actions.services.evidence import add_evidence, check_can_withdraw, withdraw_evidence
from actions.views.handing_out import hand_out
from actions.views.loading import PlanPage, find_action, plan_page
from actions.views.saving import UNPROCESSABLE, open_action, page_with_form, redirected, render_form
from wsoa.capabilities import Capability


@dataclass(frozen=True, slots=True)
class EvidenceItem:
    """A piece of evidence as pages list it. `what` is its kind in words, `host` where a link leads."""

    evidence: Evidence
    what: str
    host: str
    may_withdraw: bool


def evidence_items(
    page: PlanPage, action: Action, *, can_update: bool
) -> tuple[list[EvidenceItem], list[EvidenceItem]]:
    """The action's evidence, newest first, and what was withdrawn, which only those see who may correct."""
    corrects = page.can(Capability.CORRECT_HISTORY)
    standing: list[EvidenceItem] = []
    withdrawn: list[EvidenceItem] = []
    for evidence in Evidence.objects.for_page(action):
        mine = can_update and evidence.recorded_by_id == page.user.pk
        item = EvidenceItem(
            evidence,
            say_kind(evidence.kind, evidence.content_type),
            host_of(evidence.url),
            page.is_today and (corrects or mine),
        )
        (withdrawn if hasattr(evidence, "withdrawal") else standing).append(item)
    return standing, withdrawn if corrects else []


@page_with_form
def add(request: HttpRequest, area: str, plan: str, reference: str) -> HttpResponse:
    """The form that adds a link or a file to an action."""
    page, action, line = open_action(request, area, plan, reference)
    permissions.check_can_update(page.user, action, on=page.today)
    if request.method != "POST":
        return render_form(request, page, line, "actions/evidence_add.html", EvidenceForm())
    form = EvidenceForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            with attachments_of(form) as attachments:
                add_evidence(action=action, attachments=attachments, by=page.user)
        except Refused as refused:
            add_refusal(form, refused)
        else:
            messages.success(request, f"The evidence is added to {line.reference}.")
            return redirected(request, page, line)
    return render_form(request, page, line, "actions/evidence_add.html", form, UNPROCESSABLE)


@page_with_form
def withdraw(
    request: HttpRequest, area: str, plan: str, reference: str, evidence_id: int
) -> HttpResponse:
    """The form that withdraws a piece of evidence."""
    page, action, line = open_action(request, area, plan, reference)
    evidence = _find(page, action, evidence_id)
    check_can_withdraw(page.user, evidence)
    template = "actions/evidence_withdraw.html"
    if request.method != "POST":
        blank = EvidenceWithdrawalForm()
        return render_form(request, page, line, template, blank, evidence=evidence)
    form = EvidenceWithdrawalForm(request.POST)
    if form.is_valid():
        try:
            withdraw_evidence(evidence=evidence, reason=form.cleaned_data["reason"], by=page.user)
        except Refused as refused:
            add_refusal(form, refused)
        else:
            messages.success(request, f"“{evidence.title}” is withdrawn.")
            return redirected(request, page, line)
    return render_form(request, page, line, template, form, UNPROCESSABLE, evidence=evidence)


@require_safe
def download(
    request: HttpRequest, area: str, plan: str, reference: str, evidence_id: int
) -> HttpResponseBase:
    """A file of evidence, only ever as a download. A withdrawn one is there for those who may correct."""
    page = plan_page(request, area, plan)
    action = find_action(page.plan, reference)
    page.check(Capability.VIEW_PLAN)
    evidence = _find(page, action, evidence_id)
    if evidence.kind != EvidenceKind.FILE:
        raise Http404("There is no such file.")
    return hand_out(evidence)


def _find(page: PlanPage, action: Action, evidence_id: int) -> Evidence:
    """The action's piece of evidence; Http404 for another's, and for a withdrawn one to most."""
    evidence = Evidence.objects.for_page(action).filter(pk=evidence_id).first()
    if evidence is None:
        raise Http404("There is no such evidence.")
    if hasattr(evidence, "withdrawal") and not page.can(Capability.CORRECT_HISTORY):
        raise Http404("The evidence was withdrawn.")
    evidence.action = action
    return evidence
