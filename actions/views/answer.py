"""The page behind an emailed link: one post answers about its actions, without an account.

Whoever holds the link may answer, so the page shows nothing else and leads nowhere else. Nothing of a plan is
written by opening it, so that mail scanners do no harm (a link that opens nothing is logged); what is sent waits for a project manager.
No forged form can do anything here either, since its maker would need the link: the page is exempt from
the check for forged forms, which a page without a referrer could not pass.
"""

from dataclasses import dataclass

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt

from actions.answer_links import Expired, named_request, open_request
from actions.choices import ProposalKind
from actions.errors import Refused, Stale
from actions.forms import add_refusal
from actions.forms.answering import AnswerForm
from actions.models import Action, Membership, Rating, UpdateRequest
from actions.questions import Question, questions_of
from actions.services.proposals import propose_by_link
from actions.services.writing import Seen
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
from actions.views.saving import CONFLICT, UNPROCESSABLE, page_with_form
from wsoa.capabilities import Role
from wsoa.models import User

SAVES = 200
"""Answers sent before a visitor has to wait: a person with forty actions sends forty, an office behind one address a few hundred."""


@dataclass(frozen=True, slots=True)
class Card:
    """A question with its form; `is_writing` where the form is open because something in it is wrong."""

    question: Question
    form: AnswerForm | None
    is_writing: bool = False


@csrf_exempt
@login_not_required
@page_with_form
def answer(request: HttpRequest, token: str) -> HttpResponse:
    """The post's actions, each with a form; or one calm page where the link does not work any more."""
    if has_tried_too_many(request):
        return wait(request)
    try:
        asked = open_request(token)
    except Expired as expired:
        _log(request, expired.request)
        return private(render(request, "actions/answer/gone.html", status=GONE))
    if asked is None:
        count_unknown(request)
        _log(request, named_request(token))
        return private(render(request, "actions/answer/gone.html", status=NOT_FOUND))
    if request.method != "POST":
        return _page(request, asked)
    if counts_as_too_much(request, "answer", SAVES):
        return wait(request)
    return _save(request, asked)


def _log(request: HttpRequest, asked: UpdateRequest | None) -> None:
    """Log, for the area of the request that the link names, that it opened nothing."""
    if asked is not None:
        plan = asked.cycle.plan
        path = reverse("cycle", args=[plan.area.slug, plan.slug])
        log_refused(request, path)


def _save(request: HttpRequest, asked: UpdateRequest) -> HttpResponse:
    """Propose the answer that was sent and show the page again, saying so."""
    questions = {
        str(question.line.action_id): question
        for question in questions_of(asked)
        if question.is_open
    }
    question = questions.get(request.POST.get("action", ""))
    if question is None:
        messages.error(
            request, "Nothing was saved: that action is not, or no longer, yours to answer here."
        )
        return private(HttpResponseRedirect(request.path))
    form = AnswerForm(
        request.POST, ratings=_ratings(asked), prefix=_prefix(question), is_update=_updates(request)
    )
    if not form.is_valid():
        return _page(request, asked, form, question, UNPROCESSABLE)
    action = Action.objects.get(pk=question.line.action_id)
    action.plan = asked.cycle.plan
    try:
        propose_by_link(
            request=asked,
            action=action,
            kind=ProposalKind.UPDATE if form.is_update else ProposalKind.NO_CHANGE,
            rating=form.cleaned_data.get("rating") if form.is_update else None,
            effective_date=timezone.localdate(),
            commentary=form.cleaned_data["commentary"] if form.is_update else "",
            remedial_action=form.cleaned_data["remedial_action"] if form.is_update else "",
            evidence=form.cleaned_data.get("evidence", "") if form.is_update else "",
            seen=Seen(form.seen_id()),
        )
    except Stale as stale:
        form.add_error(None, stale.message)
        return _page(request, asked, form, question, CONFLICT)
    except Refused as refused:
        add_refusal(form, refused)
        return _page(request, asked, form, question, UNPROCESSABLE)
    left = sum(not each.is_answered for each in questions_of(asked))
    said = f"Your answer on {question.line.reference} is saved. "
    said += f"{left} still to go." if left else "That was the last one. Thank you."
    messages.success(request, said)
    return private(HttpResponseRedirect(request.path))


def _updates(request: HttpRequest) -> bool:
    return request.POST.get("answer") != "no-change"


def _prefix(question: Question) -> str:
    return f"a{question.line.action_id}"


def _page(
    request: HttpRequest,
    asked: UpdateRequest,
    wrong: AnswerForm | None = None,
    about: Question | None = None,
    status: int = 200,
) -> HttpResponse:
    """The whole page, with one form as it was sent where something in it is wrong."""
    ratings = _ratings(asked)
    cards = []
    for question in questions_of(asked):
        is_wrong = about is not None and about.line.action_id == question.line.action_id
        if is_wrong and wrong is not None:
            wrong.renew(question.newest_id)
            cards.append(Card(question, wrong, is_writing=True))
            continue
        form = AnswerForm(
            ratings=ratings,
            prefix=_prefix(question),
            initial={
                "rating": question.rating_id,
                "commentary": question.commentary,
                "remedial_action": question.remedial_action,
                "evidence": question.waiting.evidence if question.waiting else "",
                "based_on": question.newest_id or "",
            },
        )
        cards.append(Card(question, form if question.is_open else None))
    managers = User.objects.filter(
        is_active=True,
        pk__in=Membership.objects.filter(area=asked.cycle.plan.area_id, role=Role.MANAGER).values(
            "user"
        ),
    ).order_by("pk")
    context = {
        "asked": asked,
        "cards": cards,
        "answered": sum(card.question.is_answered for card in cards),
        "managers": managers,
        "form": wrong,
    }
    return private(render(request, "actions/answer/page.html", context, status=status))


def _ratings(asked: UpdateRequest) -> list[Rating]:
    return list(Rating.objects.filter(scheme__plan=asked.cycle.plan_id).order_by("order"))
