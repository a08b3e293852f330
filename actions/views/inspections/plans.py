"""Which inspection a plan answers, and what of the plan answers each weakness."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from actions.choices import PlanStage
from actions.errors import Refused, Stale
from actions.forms import add_refusal
from actions.forms.inspections import AnswersForm, AsItIsFromForm, PlanInspectionForm
from actions.inspecting import Answers, answers_as_at, weaknesses_of
from actions.inspecting.answers import KINDS
from actions.inspecting.choosing import Choice, choices_of, grouped
from actions.models import Action, Measure, Risk, Theme, Weakness, WeaknessAnswer
from actions.services.coverage import change_answers
from actions.services.inspections import set_inspection
from actions.services.writing import newest_id
from actions.text import plural
from actions.views.inspections.loading import show_newest
from actions.views.loading import PlanPage
from actions.views.saving import CONFLICT, UNPROCESSABLE, page_with_form, posted
from actions.views.set_up.common import Asking, answer, plan_crumbs, plan_url
from actions.views.set_up.lists import as_it_is
from actions.views.set_up.plans import managed_plan


@page_with_form
def plan_inspection(request: HttpRequest, area: str, plan: str) -> HttpResponse:
    """Which inspection the plan answers."""
    page = managed_plan(request, area, plan)
    row = page.plan

    def save(given: dict[str, Any]) -> tuple[str, str]:
        set_inspection(plan=row, **given, by=page.user)
        said = f"The plan answers: {row.inspection}." if row.inspection else "It answers none."
        return plan_url(page, "plan-setup"), said

    asking = Asking(
        "Inspection that the plan answers",
        plan_crumbs(page),
        plan_url(page, "plan-setup"),
        row.title,
        template="actions/inspections/plan.html",
        intro="Its weaknesses are what the plan has to answer. A plan that follows a revisit, such as an "
        "Accelerated Progress Plan, may name the revisit: it answers what was found before it.",
        extra={"any": row.area.inspections.exists()},
    )
    form = PlanInspectionForm(posted(request), area=page.area, initial=as_it_is(row, "inspection"))
    return answer(request, page, form, asking, save=save, row=row)


@page_with_form
def weakness_answers(request: HttpRequest, area: str, plan: str, number: int) -> HttpResponse:
    """What of the plan answers a weakness from a day: boxes to tick, with a filter that loses no tick."""
    page = managed_plan(request, area, plan)
    weakness = next((each for each in weaknesses_of(page.plan) if each.number == number), None)
    if weakness is None:
        raise Http404("The plan has no such weakness to answer.")
    weakness.inspection.area = page.area
    day_form = AsItIsFromForm(request.GET if "on" in request.GET else None, today=page.today)
    on: date = day_form.cleaned_data["on"] if day_form.is_valid() else page.today
    saving = _Saving(page, weakness, on)
    form = saving.form(posted(request))
    status = 200 if not day_form.errors else 400
    if request.method == "POST":
        status = UNPROCESSABLE
        if form.is_valid() and "look" in request.POST:
            status = 200
        elif form.is_valid():
            try:
                saving.record(form)
            except Stale as stale:
                show_newest(form, saving.history)
                form.add_error(None, stale.message)
                status = CONFLICT
            except Refused as refused:
                add_refusal(form, refused)
            else:
                messages.success(request, f"What answers {weakness.number} is saved.")
                return HttpResponseRedirect(saving.done)
    return render(
        request, "actions/inspections/answers.html", saving.context(form, day_form), status=status
    )


class _Saving:
    """What the page about one weakness on one day reads, shows and saves."""

    def __init__(self, page: PlanPage, weakness: Weakness, on: date) -> None:
        self.page, self.weakness, self.on = page, weakness, on
        self.history = WeaknessAnswer.objects.filter(weakness=weakness)
        self.answers: Answers = answers_as_at([weakness], on)[weakness.pk]
        self.choices: Sequence[Choice] = choices_of(page.plan, self.answers, on)
        self.offered = {
            kind: [each.pk for each in self.choices if each.kind == kind] for kind in KINDS
        }
        self.done = plan_url(page, "weakness", weakness.number)

    def form(self, data: Any) -> AnswersForm:
        """The form, unfilled or as sent."""
        themes = [each for each in self.choices if each.kind == "theme"]
        return AnswersForm(
            data,
            offered=self.offered,
            under=[(each.pk, f"{each.reference} {each.title}") for each in themes],
            theme_word=self.page.area.theme_word,
            initial={"seen": newest_id(self.history)},
        )

    def ticked(self, form: AnswersForm) -> dict[str, list[int]]:
        """What is ticked: as sent, or as it is."""
        if form.is_bound:
            return {kind: _ids(form, kind) for kind in KINDS}
        return {kind: list(self.answers.of(kind)) for kind in KINDS}

    def record(self, form: AnswersForm) -> None:
        """Let what is ticked answer the weakness; what the page does not offer stays as it is."""
        wanted = {
            kind: {*form.cleaned_data[kind], *self.answers.of(kind) - set(self.offered[kind])}
            for kind in KINDS
        }
        change_answers(
            weakness=self.weakness,
            effective_date=self.on,
            themes=Theme.objects.filter(pk__in=wanted["theme"]).select_related("plan__area"),
            actions=Action.objects.filter(pk__in=wanted["action"]).select_related("plan__area"),
            measures=Measure.objects.filter(pk__in=wanted["measure"]),
            risks=Risk.objects.filter(pk__in=wanted["risk"]),
            plan=self.page.plan,
            reason=form.cleaned_data["reason"],
            seen=form.newest_seen(),
            by=self.page.user,
        )

    def context(self, form: AnswersForm, day_form: AsItIsFromForm) -> dict[str, object]:
        """What the template shows."""
        words = plural(self.page.area.theme_word)
        filtered = form.cleaned_data if form.is_bound and hasattr(form, "cleaned_data") else {}
        groups = grouped(
            self.choices,
            self.ticked(form),
            theme_word=words[:1].upper() + words[1:],
            text=filtered.get("q", ""),
            theme=int(filtered.get("under") or 0),
            only_ticked=filtered.get("ticked", False),
        )
        title = "What answers it"
        return self.page.context() | {
            "crumbs": [
                *plan_crumbs(self.page)[:-1],
                ("Coverage", plan_url(self.page, "coverage")),
                (str(self.weakness.number), self.done),
                (title, ""),
            ],
            "title": title,
            "weakness": self.weakness,
            "form": form,
            "day_form": day_form,
            "on": self.on,
            "groups": groups,
            "later": self.history.filter(effective_date__gt=self.on).exists(),
            "is_closed": self.page.plan.stage == PlanStage.CLOSED,
            "cancel": self.done,
        }


def _ids(form: AnswersForm, kind: str) -> list[int]:
    """The boxes ticked of the kind, also where something else in the form is unfit."""
    sent = form.data.getlist(kind)  # type: ignore[attr-defined]
    return [int(pk) for pk in sent if pk.isdecimal() and pk.isascii() and len(pk) < 18]
