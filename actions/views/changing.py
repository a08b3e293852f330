"""Changing an action: the page that leads to each change, and what the page of every change does."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeVar

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe
from django_htmx.http import HttpResponseClientRedirect

from actions.dates import date_waiting
from actions.departures import Departure, departures
from actions.errors import Refused, Stale
from actions.forms import add_refusal
from actions.forms.changing import ChangeForm, DueForm, SeenForm
from actions.models import Action
from actions.models.entries import ActionEntry, DatedEntry, DatedEntryQuerySet
from actions.position import Line
from actions.services.writing import newest_id
from actions.text import say_day
from actions.timeline import entries_after
from actions.urls_for import action_url
from actions.views.loading import PlanPage, find_action, line_on, plan_page
from actions.views.missing import LeftPlan
from actions.views.saving import CONFLICT, UNPROCESSABLE
from wsoa.capabilities import Capability

F = TypeVar("F", bound=SeenForm)
M = TypeVar("M", bound=DatedEntry)

TEMPLATE = "actions/change_form.html"


@dataclass(frozen=True, slots=True)
class Subject:
    """The action that a page changes, in the plan (`line`) or out of it (`departure`)."""

    page: PlanPage
    action: Action
    line: Line | None
    departure: Departure | None = None

    @property
    def reference(self) -> str:
        """The reference it bears, or bore last."""
        found = self.line or self.departure
        assert found is not None
        return found.reference

    @property
    def slug(self) -> str:
        """The same as addresses have it."""
        found = self.line or self.departure
        assert found is not None
        return found.slug

    @property
    def title(self) -> str:
        """What it says, or said last."""
        found = self.line or self.departure
        assert found is not None
        return found.title

    @property
    def url(self) -> str:
        """Its own page."""
        return action_url(self.page.plan, self.slug)


@dataclass(frozen=True, slots=True)
class Words:
    """What the page of a change says. `kind` is that of its button."""

    heading: str
    intro: str
    button: str
    kind: str = ""
    warning: str = ""


def open_subject(request: HttpRequest, area: str, plan: str, reference: str) -> Subject:
    """An action of the plan, for somebody who manages the plan.

    A form may still be sent after the action left the plan, so that the service can say so beside what
    was typed; opened then, the page says when it left (LeftPlan, 404).
    """
    subject = open_any(request, area, plan, reference)
    if subject.line is None and request.method != "POST":
        raise LeftPlan(subject.page, subject.action)
    return subject


def open_any(request: HttpRequest, area: str, plan: str, reference: str) -> Subject:
    """The same, whether the action is in the plan today or has left it."""
    page = plan_page(request, area, plan)
    action = find_action(page.plan, reference)
    page.check(Capability.MANAGE_PLAN)
    return subject_of(page, action)


def subject_of(page: PlanPage, action: Action) -> Subject:
    """The action as it is today; Http404 where it is not in the plan yet."""
    line = line_on(page.today, action)
    departure = None if line else departures(page.plan, page.today).get(action.pk)
    if line is None and departure is None:
        raise Http404("The action is not in the plan yet.")
    return Subject(page, action, line, departure)


def change(
    request: HttpRequest,
    subject: Subject,
    words: Words,
    history: type[ActionEntry],
    make_form: Callable[[QueryDict | None], F],
    save: Callable[[F], str],
    **extra: object,
) -> HttpResponse:
    """Show the form of a change; save it; show what somebody else changed meanwhile.

    `save` calls the service and returns what is now so, which the action's page then says.
    """
    rows: DatedEntryQuerySet[ActionEntry] = history._default_manager.filter(action=subject.action)  # type: ignore[assignment]

    def made(data: QueryDict | None) -> F:
        form = make_form(data)
        _prepare(form, subject, rows)
        return form

    return answer(
        request,
        subject,
        words,
        made,
        save,
        newer=lambda form: entries_after(subject.action, history, form.seen().newest_id),
        newest=lambda: newest_id(rows),
        until=lambda day: until_later(rows, day),
        **extra,
    )


def answer(
    request: HttpRequest,
    subject: Subject,
    words: Words,
    make_form: Callable[[QueryDict | None], F],
    save: Callable[[F], str],
    *,
    newer: Callable[[F], object],
    newest: Callable[[], int | None],
    until: Callable[[date], str] = lambda day: "",
    **extra: object,
) -> HttpResponse:
    """The same for any history: `newer` tells what came in between, `newest` gives its last id."""
    if request.method != "POST":
        form = make_form(None)
        form.initial["based_on"] = newest() or ""
        return _render(request, subject, words, form, 200, **extra)
    form = make_form(request.POST)
    if not form.is_valid():
        return _render(request, subject, words, form, UNPROCESSABLE, **extra)
    try:
        said = save(form)
    except Stale:
        data = request.POST.copy()
        data["based_on"] = str(newest() or "")
        again = make_form(data)
        again.full_clean()
        extra["conflict"] = newer(form)
        return _render(request, subject, words, again, CONFLICT, **extra)
    except Refused as refused:
        add_refusal(form, refused)
        return _render(request, subject, words, form, UNPROCESSABLE, **extra)
    day = form.cleaned_data.get("effective_date")
    messages.success(request, f"{said}{until(day) if day else ''}")
    after = line_on(subject.page.today, subject.action)
    url = action_url(subject.page.plan, after.slug if after else subject.slug)
    if getattr(request, "htmx", False):
        return HttpResponseClientRedirect(url)
    return HttpResponseRedirect(url)


def _prepare(form: SeenForm, subject: Subject, rows: DatedEntryQuerySet[ActionEntry]) -> None:
    if isinstance(form, ChangeForm):
        days = list(rows.standing().in_order().values_list("effective_date", flat=True))
        if len(days) > 1:  # the first came with the action
            form.say_what_holds(days[-1])
    if isinstance(form, DueForm):
        form.read_at(reading_url(subject.page))


def reading_url(page: PlanPage) -> str:
    """Where a due date in words is read."""
    return reverse("due-date-read", args=[page.area.slug, page.plan.slug])


def until_later(rows: DatedEntryQuerySet[M], day: date) -> str:
    """From when the change holds and, where a later entry of the history stands, until when."""
    later = rows.standing().filter(effective_date__gt=day).in_order().first()
    if later is None:
        return f" It holds from {say_day(day)}."
    last = later.effective_date - timedelta(days=1)
    return (
        f" It holds from {say_day(day)} to {say_day(last)}: "
        f"what was recorded from {say_day(later.effective_date)} still stands from then on."
    )


def _render(
    request: HttpRequest,
    subject: Subject,
    words: Words,
    form: SeenForm,
    status: int,
    **extra: object,
) -> HttpResponse:
    template = f"{TEMPLATE}#form" if getattr(request, "htmx", False) else TEMPLATE
    context = subject.page.context() | {"subject": subject, "words": words, "form": form, **extra}
    return render(request, template, context, status=status)


@require_safe
def change_page(request: HttpRequest, area: str, plan: str, reference: str) -> HttpResponse:
    """What there is to change about an action, each with what it is now."""
    subject = open_subject(request, area, plan, reference)
    context = subject.page.context() | {
        "subject": subject,
        "line": subject.line,
        "waiting": date_waiting(subject.action, subject.line),
    }
    return render(request, "actions/change.html", context)
