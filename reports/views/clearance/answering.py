"""The page behind an emailed link: a post reads a paper's draft and confirms it, or has comments, without an account.

Whoever holds the link may read the draft and answer, so the page shows nothing else and leads nowhere else. Opening it writes
nothing of the paper, so that mail scanners do no harm; a link that is over is logged. Like the page on which owners answer, it is exempt from the check for
forged forms: their maker would need the link.
"""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from actions.errors import Refused, Stale
from actions.forms import add_refusal
from actions.views.emailed_links import (
    GONE,
    NOT_FOUND,
    count_unknown,
    counts_as_too_much,
    has_tried_too_many,
    log_refused,
    private,
    wait,
)
from actions.views.saving import CONFLICT, UNPROCESSABLE, page_with_form, posted
from reports.blocks import UnknownBlock
from reports.choices import StepEvent, StepKind
from reports.clearance import EventValue, StepValue, text_digest
from reports.clearance.changes import changes_since
from reports.clearance.links import LinkState, find_link, state_of
from reports.clearance.loading import step_value
from reports.content import paper_content
from reports.documents import paper_pdf
from reports.facts import Facts
from reports.figures import UnknownFigure
from reports.forms.clearance import ClearanceAnswerForm
from reports.models import ClearanceLink
from reports.paper import PaperContent
from reports.papers import draft_of, printed_look
from reports.services.clearance_links import answer_by_link

SAVES = 60
"""Answers sent before a visitor has to wait,"""
FILES = 60
"""and PDFs made, each of which takes a second of the machine's time."""
READS = (LinkState.OPEN, LinkState.ANSWERED)
"""The states in which the draft can be read."""


@csrf_exempt
@login_not_required
@page_with_form
def clearance_answer(request: HttpRequest, token: str) -> HttpResponse:
    """The draft with one question; or one calm page where there is nothing to answer any more."""
    link, refusal = _open(request, token)
    if link is None:
        return refusal
    if request.method != "POST":
        return _page(request, link, token)
    if counts_as_too_much(request, "clearance-answer", SAVES):
        return wait(request)
    form = _form(request, link)
    if not form.is_valid():
        return _page(request, link, token, form, UNPROCESSABLE)
    try:
        answered = answer_by_link(link=link, token=token, **form.cleaned_data)
    except Stale as stale:
        form.add_error(None, stale.message)
        form.renew(text_digest(link.step.paper))
        return _page(request, link, token, form, CONFLICT)
    except Refused as refused:
        add_refusal(form, refused)
        return _page(request, link, token, form, UNPROCESSABLE)
    said = "confirmed" if answered.event == StepEvent.CONFIRMED else "sent your comments"
    messages.success(request, f"You have {said}. Thank you. There is nothing more to do.")
    return private(HttpResponseRedirect(request.path))


@login_not_required
@require_safe
def clearance_answer_pdf(request: HttpRequest, token: str) -> HttpResponse:
    """The draft as a PDF."""
    link, refusal = _open(request, token)
    if link is None:
        return refusal
    if counts_as_too_much(request, "clearance-file", FILES):
        return wait(request)
    content = _content(link)
    if content is None:
        raise Http404("The draft cannot be laid out.")
    paper = link.step.paper
    name = f"{paper.plan.area.slug}-{paper.plan.slug}-draft-{paper.as_at.isoformat()}.pdf"
    return private(
        HttpResponse(
            paper_pdf(content),
            content_type="application/pdf",
            headers={"Content-Disposition": f'attachment; filename="{name}"'},
        )
    )


def _open(request: HttpRequest, token: str) -> tuple[ClearanceLink | None, HttpResponse]:
    """The link by which the draft can be read; else None and the page that says why not."""
    if has_tried_too_many(request):
        return None, wait(request)
    link = find_link(token)
    if link is None:
        count_unknown(request)
        context: dict[str, object] = {"state": "unknown"}
        return None, private(
            render(request, "reports/clearance/gone.html", context, status=NOT_FOUND)
        )
    state = state_of(link, token, timezone.now())
    if state in READS:
        return link, HttpResponse()
    _log(request, link)
    context = {"state": state.value, "step": link.step, "draft": link.step.paper}
    return None, private(render(request, "reports/clearance/gone.html", context, status=GONE))


def _log(request: HttpRequest, link: ClearanceLink) -> None:
    """Log, for the area of the paper, that the link opened nothing."""
    plan = link.step.paper.plan
    path = reverse("paper-clearance", args=[plan.area.slug, plan.slug, link.step.paper_id])
    log_refused(request, path)


def _form(request: HttpRequest, link: ClearanceLink) -> ClearanceAnswerForm:
    return ClearanceAnswerForm(
        posted(request),
        is_sign_off=link.step.kind == StepKind.SIGN_OFF,
        digest=text_digest(link.step.paper),
    )


def _page(
    request: HttpRequest,
    link: ClearanceLink,
    token: str,
    form: ClearanceAnswerForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """The draft as it stands, and the question, unless it is answered."""
    step, paper = link.step, link.step.paper
    value = step_value(step)
    content = _content(link)
    digest = text_digest(paper)
    since = _since(value, digest)
    context = {
        "step": value,
        "row": step,
        "draft": paper,
        "paper": content,
        "is_sign_off": value.kind == StepKind.SIGN_OFF,
        "answer": value.answer,
        "has_changed": value.answer is not None and value.answer.digest != digest,
        "since": since,
        "changes": changes_since(paper, since.read_at) if since else (),
        "form": (form or _form(request, link)) if value.answer is None and content else None,
        "file": reverse("clearance-answer-pdf", args=[token]),
        "contact": paper.created_by,
    }
    return private(render(request, "reports/clearance/answer.html", context, status=status))


def _since(value: StepValue, digest: str) -> EventValue | None:
    """What the post did or got last of another text than this; None where it has seen no other."""
    if value.answer is not None:
        seen = value.answer
    else:
        before = [each for each in value.standing if each.event != StepEvent.ISSUED]
        seen = before[-1] if before else value.standing[-1]
    return seen if seen.digest != digest else None


def _content(link: ClearanceLink) -> PaperContent | None:
    """The draft ready to be laid out, exempt sections included, without what others said of it; None where it names a figure that the plan no longer has."""
    paper = link.step.paper
    try:
        return paper_content(
            draft_of(paper).for_clearing(), Facts(paper.plan, paper.as_at), printed_look(paper.plan)
        )
    except (UnknownFigure, UnknownBlock):
        return None
