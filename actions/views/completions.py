"""Recording a completion that the rating leaves open, and reopening one so recorded."""

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from actions import permissions
from actions.choices import Progress
from actions.forms import ReopeningForm
from actions.forms.evidence import CompletionWithEvidenceForm, attachments_of
from actions.position import Line
from actions.services.completions import reopen_action
from actions.services.proposals import submit_completion
from actions.views.saving import open_action, page_with_form, render_form, save_form


def may_be_recorded(line: Line) -> bool:
    """Whether completion is still to be recorded on its own: the rating does not say."""
    return line.progress == Progress.UNSTATED


def may_be_reopened(line: Line) -> bool:
    """Whether the completion was recorded on its own, so that no rating can take it back."""
    return line.is_complete and (line.rating is None or line.rating.progress == Progress.UNSTATED)


@page_with_form
def complete(request: HttpRequest, area: str, plan: str, reference: str) -> HttpResponse:
    """The form that records completion where the colour leaves it open."""
    page, action, line = open_action(request, area, plan, reference)
    permissions.check_can_update(page.user, action, on=page.today)
    if request.method != "POST" and not may_be_recorded(line):
        return redirect("action-update", page.area.slug, page.plan.slug, line.slug)
    if request.method != "POST":
        form = CompletionWithEvidenceForm(initial={"completed_on": page.today})
        return render_form(request, page, line, "actions/complete.html", form)
    form = CompletionWithEvidenceForm(request.POST, request.FILES)

    def save() -> object:
        with attachments_of(form) as attachments:
            return submit_completion(
                action=action,
                completed_on=form.cleaned_data["completed_on"],
                evidence=form.cleaned_data["evidence"],
                attachments=attachments,
                by=page.user,
            )

    return save_form(request, page, action, line, "actions/complete.html", form, save)


@page_with_form
def reopen(request: HttpRequest, area: str, plan: str, reference: str) -> HttpResponse:
    """The form that reopens an action whose completion was recorded on its own."""
    page, action, line = open_action(request, area, plan, reference)
    permissions.check_can_update(page.user, action, on=page.today)
    if request.method != "POST":
        if not may_be_reopened(line):
            return redirect("action-update", page.area.slug, page.plan.slug, line.slug)
        form: Form = ReopeningForm(initial={"effective_date": page.today})
        return render_form(request, page, line, "actions/reopen.html", form)
    form = ReopeningForm(request.POST)

    def save() -> None:
        reopen_action(
            action=action,
            effective_date=form.cleaned_data["effective_date"],
            reason=form.cleaned_data["reason"],
            by=page.user,
        )

    return save_form(request, page, action, line, "actions/reopen.html", form, save)
