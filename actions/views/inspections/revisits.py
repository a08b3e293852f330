"""What a revisit judged of each weakness, all in one form, and what followed from it."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from actions.choices import Consequence
from actions.errors import Stale
from actions.forms.inspections import ConsequenceForm, JudgementsForm, ReasonForm
from actions.inspecting import JudgementValue, judgements_as_at, weaknesses_behind
from actions.models import Inspection, RevisitConsequence, RevisitJudgement
from actions.services.revisits import record_consequence, record_judgements, retract_consequence
from actions.services.writing import newest_id
from actions.text import say_day
from actions.views.inspections.loading import InspectionsPage, inspections_page, show_newest
from actions.views.saving import page_with_form, posted
from actions.views.set_up.common import answer
from wsoa.capabilities import Capability


def _revisit(page: InspectionsPage, pk: int) -> Inspection:
    """The inspection at the address; Http404 where it follows up none."""
    row = page.inspection(pk)
    if row.revisits is None:
        raise Http404("This inspection follows up none.")
    return row


@page_with_form
def judgements(request: HttpRequest, area: str, inspection: int) -> HttpResponse:
    """The verdict on each weakness of the inspection that this one follows up."""
    page = inspections_page(request, area, Capability.MANAGE_PLAN)
    row = _revisit(page, inspection)
    assert row.revisits is not None
    weaknesses = weaknesses_behind(row.revisits)
    history = RevisitJudgement.objects.filter(revisit=row)
    standing = _standing(row, [weakness.pk for weakness in weaknesses], page)
    days = sorted(judged.effective_date for judged in standing.values())
    initial = {
        "effective_date": days[-1] if days else row.letter_on or row.ended_on,
        "seen": newest_id(history),
    }
    form = JudgementsForm(
        posted(request), weaknesses=weaknesses, standing=standing, initial=initial
    )

    def save(given: dict[str, Any]) -> tuple[str, str]:
        try:
            made = record_judgements(
                revisit=row,
                judgements=form.judgements(),
                effective_date=given["effective_date"],
                reason=given.get("reason", ""),
                seen=form.newest_seen(),
                by=page.user,
            )
        except Stale:
            show_newest(form, history)
            raise
        number = len(made)
        said = f"{number} judgement{'' if number == 1 else 's'} recorded."
        return page.url("inspection", row.pk), said

    asking = page.asking(
        row,
        "What the revisit judged",
        button="Save judgements",
        template="actions/inspections/judgements.html",
        extra={
            "recorded": standing,
            "fields": [
                (weakness, standing.get(weakness.pk), verdict, words)
                for weakness, verdict, words in form.by_weakness()
            ],
        },
    )
    return answer(request, page, form, asking, save=save)


def _standing(
    revisit: Inspection, weaknesses: list[int], page: InspectionsPage
) -> dict[int, JudgementValue]:
    """Weakness's id -> what this revisit judged of it."""
    return {
        pk: judged
        for pk, all_judged in judgements_as_at(weaknesses, page.today).items()
        for judged in all_judged
        if judged.revisit_id == revisit.pk
    }


@page_with_form
def consequence(request: HttpRequest, area: str, inspection: int) -> HttpResponse:
    """What DfE and NHS England decided after the revisit."""
    page = inspections_page(request, area, Capability.MANAGE_PLAN)
    row = _revisit(page, inspection)
    history = RevisitConsequence.objects.filter(revisit=row)
    last = history.standing().in_order().last()
    form = ConsequenceForm(
        posted(request),
        corrects=last is not None,
        initial={"effective_date": row.letter_on or row.ended_on, "seen": newest_id(history)},
    )

    def save(given: dict[str, Any]) -> tuple[str, str]:
        try:
            made = record_consequence(
                revisit=row,
                consequence=Consequence(given["consequence"]),
                effective_date=given["effective_date"],
                words=given["words"],
                reason=given.get("reason", ""),
                seen=form.newest_seen(),
                by=page.user,
            )
        except Stale:
            show_newest(form, history)
            raise
        return page.url("inspection", row.pk), f"“{made.get_consequence_display()}” is recorded."

    intro = (
        "A decision of the Department for Education and NHS England, not a sum of the judgements."
    )
    if last is not None:
        intro += (
            f" Recorded: “{last.get_consequence_display()}”, from {say_day(last.effective_date)}."
        )
    asking = page.asking(row, "What followed from the revisit", intro=intro)
    return answer(request, page, form, asking, save=save)


@page_with_form
def consequence_retract(
    request: HttpRequest, area: str, inspection: int, consequence_id: int
) -> HttpResponse:
    """Ask why, then take back what was recorded by mistake."""
    page = inspections_page(request, area, Capability.MANAGE_PLAN)
    row = _revisit(page, inspection)
    entry = RevisitConsequence.objects.filter(revisit=row, pk=consequence_id).first()
    if entry is None:
        raise Http404("There is no such entry.")
    entry.revisit = row

    def save(given: dict[str, Any]) -> tuple[str, str]:
        retract_consequence(consequence=entry, reason=given["reason"], by=page.user)
        return page.url("inspection", row.pk), "It is taken back."

    asking = page.asking(
        row,
        "Take back what followed",
        button="Take it back",
        intro=f"“{entry.get_consequence_display()}”, from {say_day(entry.effective_date)}. The entry stays in "
        "the history, and what was decided before it stands again.",
    )
    return answer(request, page, ReasonForm(posted(request)), asking, save=save)
