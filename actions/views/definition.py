"""The pages that change what an action is: wording, reference, place, owners, and its life in the plan."""

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from actions.errors import Refused
from actions.forms.changing import (
    ChangeForm,
    MoveForm,
    OwnersForm,
    RenumberForm,
    RewordForm,
    SupersedeForm,
)
from actions.models import (
    Action,
    ActionLife,
    ActionOwnership,
    ActionPlacement,
    ActionReference,
    ActionWording,
)
from actions.services import actions as services
from actions.views.changing import Subject, Words, change, open_any, open_subject
from actions.views.loading import line_on
from actions.views.saving import page_with_form


@page_with_form
def reword(request: HttpRequest, area: str, plan: str, reference: str) -> HttpResponse:
    """Title and detail."""
    subject = open_subject(request, area, plan, reference)
    detail = subject.line.detail if subject.line else ""
    initial = {"title": subject.title, "detail": detail}
    make_form = partial(RewordForm, today=subject.page.today, initial=initial)

    def save(form: RewordForm) -> str:
        services.reword_action(
            action=subject.action,
            title=form.cleaned_data["title"],
            detail=form.cleaned_data["detail"],
            **form.given(),
            by=subject.page.user,
        )
        return f"{subject.reference} is reworded."

    words = Words(
        "Reword this action",
        "The old wording stays in the history, and reports of earlier days keep it.",
        "Save the new wording",
    )
    return change(request, subject, words, ActionWording, make_form, save)


@page_with_form
def renumber(request: HttpRequest, area: str, plan: str, reference: str) -> HttpResponse:
    """The reference."""
    subject = open_subject(request, area, plan, reference)
    make_form = partial(RenumberForm, today=subject.page.today)

    def save(form: RenumberForm) -> str:
        services.renumber_action(
            action=subject.action,
            reference=form.cleaned_data["reference"],
            **form.given(),
            by=subject.page.user,
        )
        return f"{subject.reference} has the new reference {form.cleaned_data['reference']}."

    words = Words(
        "Give this action another reference",
        f"The old reference, {subject.reference}, still finds the action and is never given to another.",
        "Save the new reference",
    )
    return change(request, subject, words, ActionReference, make_form, save)


@page_with_form
def move(request: HttpRequest, area: str, plan: str, reference: str) -> HttpResponse:
    """Theme, workstream and report group."""
    subject = open_subject(request, area, plan, reference)
    page = subject.page
    make_form = partial(MoveForm, plan=page.plan, today=page.today, initial=_placement(subject))

    def save(form: MoveForm) -> str:
        cleaned = form.cleaned_data
        services.move_action(
            action=subject.action,
            theme=cleaned["theme"],
            workstream=cleaned.get("workstream"),
            report_group=cleaned.get("report_group"),
            **form.given(),
            by=page.user,
        )
        return f"{subject.reference} is moved."

    words = Words(
        "Move this action",
        "It counts in its new place from the day you give. Reports of earlier days stay as they were.",
        "Move this action",
    )
    return change(request, subject, words, ActionPlacement, make_form, save)


def _placement(subject: Subject) -> dict[str, object]:
    standing = ActionPlacement.objects.filter(action=subject.action).in_force(subject.page.today)
    if standing is None:
        return {}
    return {
        "theme": standing.theme_id,
        "workstream": standing.workstream_id,
        "report_group": standing.report_group_id,
    }


@page_with_form
def owners(request: HttpRequest, area: str, plan: str, reference: str) -> HttpResponse:
    """Owners and lead organisation."""
    subject = open_subject(request, area, plan, reference)
    page = subject.page
    now = [owner.id for owner in subject.line.owners] if subject.line else []
    ownership = ActionOwnership.objects.filter(action=subject.action).in_force(page.today)
    initial = {"lead_organisation": ownership.lead_organisation_id if ownership else None}
    make_form = partial(OwnersForm, plan=page.plan, now=now, today=page.today, initial=initial)

    def save(form: OwnersForm) -> str:
        chosen = form.owners()
        try:
            services.assign_action(
                action=subject.action,
                lead_organisation=form.cleaned_data["lead_organisation"],
                owners=chosen,
                **form.given(),
                by=page.user,
            )
        except Refused as refused:
            if refused.field == "owners":  # the form has several
                refused.field = "owner_1"
            raise
        if not chosen:
            return f"{subject.reference} has no owner now."
        return f"{subject.reference} is owned by {', '.join(str(post) for post in chosen)}."

    words = Words(
        "Change the owners",
        "The first owner is asked for updates; every owner may give them.",
        "Save the owners",
    )
    return change(request, subject, words, ActionOwnership, make_form, save)


@page_with_form
def withdraw(request: HttpRequest, area: str, plan: str, reference: str) -> HttpResponse:
    """Taking the action out of the plan."""
    subject = open_subject(request, area, plan, reference)
    make_form = partial(ChangeForm, today=subject.page.today)

    def save(form: ChangeForm) -> str:
        services.withdraw_action(
            action=subject.action,
            **form.given(),
            by=subject.page.user,
        )
        return f"{subject.reference} is withdrawn from the plan."

    words = Words(
        "Withdraw this action",
        "",
        "Withdraw this action",
        "warning",
        "It no longer counts from the day you give. Its history stays, reports of earlier days keep "
        "it, and it can be put back.",
    )
    return change(request, subject, words, ActionLife, make_form, save)


@page_with_form
def supersede(request: HttpRequest, area: str, plan: str, reference: str) -> HttpResponse:
    """Another action of the plan taking its place."""
    subject = open_subject(request, area, plan, reference)
    page = subject.page
    make_form = partial(SupersedeForm, today=page.today)

    def save(form: SupersedeForm) -> str:
        typed = form.cleaned_data["replaced_by"]
        successor = Action.objects.with_reference(page.plan, typed).first()
        if successor is None:
            raise Refused(f"No action of this plan bears {typed}.", field="replaced_by")
        services.supersede_action(
            action=subject.action,
            replaced_by=successor,
            **form.given(),
            by=page.user,
        )
        line = line_on(page.today, successor)
        return f"{subject.reference} is superseded by {line.reference if line else typed}."

    words = Words(
        "Let another action take its place",
        "",
        "Supersede this action",
        "warning",
        "It no longer counts from the day you give. Its page stays and leads to the other action.",
    )
    return change(request, subject, words, ActionLife, make_form, save)


@page_with_form
def restore(request: HttpRequest, area: str, plan: str, reference: str) -> HttpResponse:
    """Putting back an action that was withdrawn or superseded."""
    subject = open_any(request, area, plan, reference)
    if subject.line is not None and request.method != "POST":
        return redirect(subject.url)
    make_form = partial(ChangeForm, today=subject.page.today)

    def save(form: ChangeForm) -> str:
        services.restore_action(
            action=subject.action,
            **form.given(),
            by=subject.page.user,
        )
        return f"{subject.reference} is back in the plan."

    words = Words(
        "Put this action back in the plan",
        "It comes back as it stood, with its history, and counts again from the day you give.",
        "Put this action back",
    )
    return change(request, subject, words, ActionLife, make_form, save)
