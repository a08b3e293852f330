"""Steps within an action: adding one, changing it, saying that it is done or is not, dropping it."""

from collections.abc import Callable
from functools import partial
from typing import TypeVar

from django.http import Http404, HttpRequest, HttpResponse, QueryDict

from actions import permissions
from actions.forms.changing import DueForm, SeenForm
from actions.forms.milestones import (
    ChangedMilestoneForm,
    MilestoneDoneForm,
    MilestoneForm,
    MilestoneReasonForm,
)
from actions.milestones import MilestoneValue, milestones_as_at
from actions.models import Milestone, MilestoneEntry
from actions.services import milestones as services
from actions.services.writing import newest_id
from actions.timeline import entries_after
from actions.views.changing import Subject, Words, answer, reading_url, subject_of
from actions.views.loading import find_action, plan_page
from actions.views.missing import LeftPlan
from actions.views.saving import page_with_form

F = TypeVar("F", bound=SeenForm)


def _open(request: HttpRequest, area: str, plan: str, reference: str) -> Subject:
    """The action, for somebody who may update it."""
    page = plan_page(request, area, plan)
    action = find_action(page.plan, reference)
    permissions.check_can_update(page.user, action, on=page.today)
    subject = subject_of(page, action)
    if subject.line is None and request.method != "POST":
        raise LeftPlan(page, action)
    return subject


def _find(subject: Subject, milestone_id: int) -> tuple[Milestone, MilestoneValue | None]:
    """A milestone of the action, with what it is today; nothing of what was dropped."""
    milestone = Milestone.objects.filter(action=subject.action, pk=milestone_id).first()
    if milestone is None:
        raise Http404("The action has no such milestone.")
    milestone.action = subject.action
    values = milestones_as_at(subject.action, subject.page.today)
    return milestone, next((value for value in values if value.id == milestone.pk), None)


def _answer(
    request: HttpRequest,
    subject: Subject,
    milestone: Milestone,
    value: MilestoneValue | None,
    words: Words,
    make_form: Callable[[QueryDict | None], F],
    save: Callable[[F], str],
) -> HttpResponse:
    if value is None and request.method != "POST":
        raise Http404("The milestone was dropped.")
    entries = MilestoneEntry.objects.filter(milestone=milestone)

    def made(data: QueryDict | None) -> F:
        form = make_form(data)
        if isinstance(form, DueForm):
            form.read_at(reading_url(subject.page))
        return form

    return answer(
        request,
        subject,
        words,
        made,
        save,
        newer=lambda form: entries_after(
            subject.action,
            MilestoneEntry,
            form.seen().newest_id,
            lambda row: row.milestone_id == milestone.pk,
        ),
        newest=lambda: newest_id(entries),
        milestone=value,
    )


@page_with_form
def add(request: HttpRequest, area: str, plan: str, reference: str) -> HttpResponse:
    """A new milestone."""
    subject = _open(request, area, plan, reference)

    def form(data: QueryDict | None) -> MilestoneForm:
        form = MilestoneForm(data)
        form.read_at(reading_url(subject.page))
        return form

    def save(form: MilestoneForm) -> str:
        due = form.cleaned_data["due"]
        services.add_milestone(
            action=subject.action,
            title=form.cleaned_data["title"],
            due=due,
            by=subject.page.user,
        )
        return f"The milestone is added. It is due {due.meaning}."

    words = Words(
        "Add a milestone", "A step on the way, with a date of its own.", "Add this milestone"
    )
    return answer(request, subject, words, form, save, newer=lambda form: [], newest=lambda: None)


@page_with_form
def edit(
    request: HttpRequest, area: str, plan: str, reference: str, milestone_id: int
) -> HttpResponse:
    """Rewording or re-dating a milestone."""
    subject = _open(request, area, plan, reference)
    milestone, value = _find(subject, milestone_id)
    initial = {"title": value.title, "due": value.due} if value else {}
    make_form = partial(ChangedMilestoneForm, initial=initial)

    def save(form: ChangedMilestoneForm) -> str:
        services.change_milestone(
            milestone=milestone,
            title=form.cleaned_data["title"],
            due=form.cleaned_data["due"],
            reason=form.cleaned_data["reason"],
            seen=form.seen(),
            by=subject.page.user,
        )
        return f"The milestone is changed. It is due {form.cleaned_data['due'].meaning}."

    words = Words("Change a milestone", "What it was stays in the history.", "Save the milestone")
    return _answer(request, subject, milestone, value, words, make_form, save)


@page_with_form
def done(
    request: HttpRequest, area: str, plan: str, reference: str, milestone_id: int
) -> HttpResponse:
    """Saying that a milestone is done."""
    subject = _open(request, area, plan, reference)
    milestone, value = _find(subject, milestone_id)
    make_form = partial(MilestoneDoneForm, today=subject.page.today)

    def save(form: MilestoneDoneForm) -> str:
        services.finish_milestone(
            milestone=milestone,
            done_on=form.cleaned_data["done_on"],
            seen=form.seen(),
            by=subject.page.user,
        )
        return "The milestone is done."

    words = Words("Milestone done", "", "Mark as done")
    return _answer(request, subject, milestone, value, words, make_form, save)


@page_with_form
def not_done(
    request: HttpRequest, area: str, plan: str, reference: str, milestone_id: int
) -> HttpResponse:
    """Saying that a milestone marked as done is not."""
    subject = _open(request, area, plan, reference)
    milestone, value = _find(subject, milestone_id)

    def save(form: MilestoneReasonForm) -> str:
        services.reopen_milestone(
            milestone=milestone,
            reason=form.cleaned_data["reason"],
            seen=form.seen(),
            by=subject.page.user,
        )
        return "The milestone is marked as not done."

    words = Words(
        "Milestone not done",
        "It counts as not done from today. That it was marked as done stays in the history.",
        "Mark as not done",
    )
    return _answer(request, subject, milestone, value, words, MilestoneReasonForm, save)


@page_with_form
def drop(
    request: HttpRequest, area: str, plan: str, reference: str, milestone_id: int
) -> HttpResponse:
    """Taking a milestone out of the action."""
    subject = _open(request, area, plan, reference)
    milestone, value = _find(subject, milestone_id)

    def save(form: MilestoneReasonForm) -> str:
        services.drop_milestone(
            milestone=milestone,
            reason=form.cleaned_data["reason"],
            seen=form.seen(),
            by=subject.page.user,
        )
        return "The milestone is dropped."

    words = Words(
        "Drop a milestone",
        "",
        "Drop this milestone",
        "warning",
        "It is no longer shown with the action. It stays in the history.",
    )
    return _answer(request, subject, milestone, value, words, MilestoneReasonForm, save)
