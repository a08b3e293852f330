"""Judging a risk: reviewing it, closing and opening it again, correcting and taking back a review."""

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from actions import permissions
from actions.choices import RiskState
from actions.forms.risks import CorrectReviewForm, RetractReviewForm, ReviewForm, score_initial
from actions.models import RiskReview
from actions.risking import MatrixValue, read_matrices
from actions.risking.history import ReviewValue, reviews_of
from actions.risking.rules import proposed_review
from actions.services import risk_reviews
from actions.services.writing import newest_id
from actions.text import say_day
from actions.views.risk_changes import FORM
from actions.views.risks import RiskPage, open_risk
from actions.views.saving import page_with_form, posted
from actions.views.set_up.common import Asking, Conflict, answer
from wsoa.capabilities import Capability


@page_with_form
def review(request: HttpRequest, area: str, plan: str, risk: str) -> HttpResponse:
    """A new review, by somebody who reviews risks or whose post owns this one."""
    found = open_risk(request, area, plan, risk)
    page, row = found.page, found.risk
    permissions.check_can_review(page.user, row)
    matrix = _matrix(found)
    rows = RiskReview.objects.filter(risk=row)
    reviews = reviews_of(row, page.today, matrix)
    last = _last(reviews)
    form = ReviewForm(
        posted(request),
        matrix=matrix,
        today=page.today,
        initial={
            "based_on": newest_id(rows) or "",
            **(_as_it_is(matrix, last) if last else {}),
            **(_next_review(last, page.today) if last else {}),
        },
    )

    def save(given: dict[str, Any]) -> tuple[str, str]:
        risk_reviews.review_risk(risk=row, **form.judged(), seen=form.seen(), by=page.user)
        return found.url(), _said(found, matrix, last, form)

    def latest() -> Conflict:
        newest = reviews_of(row, page.today, matrix)
        return newest_id(rows), [
            (f"{each.recorded_by} on {say_day(each.effective_date)}", _in_words(each))
            for each in newest
            if each.id > (form.seen().newest_id or 0)
        ]

    return answer(
        request,
        page,
        form,
        _asking(found, matrix, "Review", "Save this review", now=last),
        save=save,
        latest=latest,
    )


@page_with_form
def correct(request: HttpRequest, area: str, plan: str, risk: str, review_id: int) -> HttpResponse:
    """A review that stands in place of one recorded by mistake."""
    found = open_risk(request, area, plan, risk)
    page = found.page
    page.check(Capability.CORRECT_HISTORY)
    matrix = _matrix(found)
    mistaken, said = _mistaken(found, matrix, review_id)
    form = CorrectReviewForm(
        posted(request),
        matrix=matrix,
        today=page.today,
        initial={
            **_as_it_is(matrix, said),
            "commentary": said.commentary,
            "effective_date": said.effective_date,
            "next_review_on": said.next_review_on,
            "no_next_review": said.is_open and said.next_review_on is None,
        },
    )

    def save(given: dict[str, Any]) -> tuple[str, str]:
        risk_reviews.correct_review(
            review=mistaken, **form.judged(), reason=given["reason"], by=page.user
        )
        return found.url(), "The review is corrected. The one before stays in the history."

    asking = _asking(found, matrix, "Correct a review of", "Save the correction", now=said)
    return answer(request, page, form, asking, save=save)


@page_with_form
def retract(request: HttpRequest, area: str, plan: str, risk: str, review_id: int) -> HttpResponse:
    """Taking back a review recorded by mistake."""
    found = open_risk(request, area, plan, risk)
    page = found.page
    page.check(Capability.CORRECT_HISTORY)
    mistaken, said = _mistaken(found, _matrix(found), review_id)
    form = RetractReviewForm(posted(request))

    def save(given: dict[str, Any]) -> tuple[str, str]:
        risk_reviews.retract_review(review=mistaken, reason=given["reason"], by=page.user)
        return found.url(), "The review is taken back. It stays in the history."

    asking = Asking(
        f"Take back a review of {found.risk.reference}",
        found.crumbs(),
        found.url(),
        found.risk.title,
        button="Take back this review",
        template="actions/risks/retract.html",
        extra={"review": said},
    )
    return answer(request, page, form, asking, save=save)


def _matrix(found: RiskPage) -> MatrixValue:
    return read_matrices([found.risk.matrix_id]).values[0]


def _last(reviews: tuple[ReviewValue, ...]) -> ReviewValue | None:
    return next((each for each in reviews if each.stands), None)


def _mistaken(
    found: RiskPage, matrix: MatrixValue, review_id: int
) -> tuple[RiskReview, ReviewValue]:
    """A review of the risk as row and as value; Http404 where it is none of those shown."""
    row = RiskReview.objects.filter(risk=found.risk, pk=review_id).first()
    reviews = reviews_of(found.risk, found.page.today, matrix)
    said = next((each for each in reviews if each.id == review_id), None)
    if row is None or said is None:
        raise Http404("The risk has no such review.")
    row.risk = found.risk
    return row, said


def _as_it_is(matrix: MatrixValue, said: ReviewValue) -> dict[str, Any]:
    scores = score_initial(matrix, current=said.current, inherent=said.inherent, target=said.target)
    return {"state": said.state, **scores}


def _next_review(last: ReviewValue, today: date) -> dict[str, Any]:
    """The next review that is proposed after the last one; none where none was planned of an open risk."""
    return {
        "next_review_on": proposed_review(last.effective_date, last.next_review_on, today),
        "no_next_review": last.is_open and last.next_review_on is None,
    }


def _asking(
    found: RiskPage, matrix: MatrixValue, verb: str, button: str, *, now: ReviewValue | None
) -> Asking:
    return Asking(
        f"{verb} {found.risk.reference}",
        found.crumbs(),
        found.url(),
        found.risk.title,
        button=button,
        template=FORM,
        extra={"matrix": matrix, "now": now},
    )


def _in_words(said: ReviewValue) -> str:
    state = "" if said.is_open else ", closed"
    commentary = f": {said.commentary}" if said.commentary else ""
    return f"{said.current} {said.current.band.label}{state}{commentary}"


def _said(found: RiskPage, matrix: MatrixValue, last: ReviewValue | None, form: ReviewForm) -> str:
    """What the review changed, for the page that it leads to."""
    name = found.risk.reference
    reviews = reviews_of(found.risk, found.page.today, matrix)
    now = next(each for each in reviews if each.stands)
    if last is None or form.cleaned_data["effective_date"] < now.effective_date:
        return (
            f"The review of {name} is saved. A later one, from {say_day(now.effective_date)}, "
            "still stands."
        )
    if now.state == RiskState.CLOSED:
        return f"{name} is closed."
    if not last.is_open:
        return f"{name} is open again at {now.current}."
    if now.current == last.current:
        return f"The review of {name} is saved. It is still {now.current} {now.current.band.label}."
    way = (
        "up"
        if now.current.gravity > last.current.gravity
        else "down"
        if now.current.gravity < last.current.gravity
        else "across"
    )
    return f"{name} has gone {way} from {last.current} to {now.current} {now.current.band.label}."
