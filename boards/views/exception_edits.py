"""Editing an exception report: begun, introduced, commented, chosen, agreed; and the rules of a plan's reports."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from actions.errors import Refused, Stale
from actions.forms import add_refusal
from actions.models import Action
from actions.services.rows import version
from actions.text import say_day
from actions.views.loading import PlanPage, find_action
from actions.views.saving import CONFLICT, UNPROCESSABLE, page_with_form, posted
from actions.views.set_up.common import Asking, answer, plan_crumbs, plan_url
from actions.views.set_up.plans import managed_plan
from boards.exception_reading import Report, report_of, rules_of
from boards.exceptions import Row
from boards.forms.exceptions import (
    AgreeForm,
    ChoiceForm,
    CommentForm,
    IntroductionForm,
    PutInForm,
    ReportForm,
    RulesForm,
)
from boards.models import ExceptionChoice, ExceptionReport
from boards.services import exceptions as services
from boards.views.exceptions import exception_crumbs, open_report, report_context
from wsoa.capabilities import Capability

NOTHING_TICKED = "No row of the report is ticked. Go back, and tick those to comment on."

RULES = (
    "significant",
    "minor_after_meetings",
    "overdue",
    "slipped",
    "slipped_days",
    "stale",
    "no_remedial_action",
    "starting_days",
)


@page_with_form
def rules(request: HttpRequest, area: str, plan: str) -> HttpResponse:
    """What puts an action into the plan's exception reports."""
    page = managed_plan(request, area, plan)
    row = rules_of(page.plan)
    initial: dict[str, object] = {name: getattr(row, name) for name in RULES}
    initial["seen"] = version(row) if row.pk else ""

    def save(given: dict[str, Any]) -> tuple[str, str]:
        services.set_rules(plan=page.plan, **given, by=page.user)
        return plan_url(page, "exceptions"), "The rules are saved. This is what they name today."

    asking = Asking(
        "Rules of the exception report",
        plan_crumbs(page),
        plan_url(page, "plan-setup"),
        page.plan.title,
        button="Save the rules",
        intro="An action is in a report for every rule that names it. A pack that is closed keeps "
        "the rules of its time. Completed actions are never in.",
    )
    form = RulesForm(posted(request), initial=initial)
    return answer(request, page, form, asking, save=save, row=row if row.pk else None)


@page_with_form
def introduce(request: HttpRequest, area: str, plan: str, meeting: int) -> HttpResponse:
    """What stands above the rows."""
    page, report = _editable(request, area, plan, meeting)
    initial = {"text": report.introduction, "seen": report.version}
    form = IntroductionForm(posted(request), initial=initial)
    save = partial(_edit, services.introduce, page, report)
    said = "The introduction is saved."
    extra: dict[str, object] = {"button": "Save the introduction"}
    return _answer(request, page, report, form, save, "Introduction", said, extra, _introduction)


@page_with_form
def comment(request: HttpRequest, area: str, plan: str, meeting: int) -> HttpResponse:
    """One comment over the rows that were ticked."""
    page, report = _editable(request, area, plan, meeting)
    rows = _ticked(request, report)
    actions = _actions(page, rows)
    standing = [
        span
        for group in report.exceptions.groups
        for span in group.spans
        if set(span.rows) & set(rows)
    ]
    shared = standing[0] if len(standing) == 1 and set(standing[0].rows) == set(rows) else None
    initial = {"text": shared.comment if shared else "", "seen": report.version}
    form = CommentForm(posted(request), initial=initial)
    extra: dict[str, object] = {
        "button": "Save the comment",
        "rows": rows,
        "has_comment": any(span.comment_id for span in standing),
        "standing": [(span.references, span.comment) for span in standing if span.comment],
    }
    if not rows:
        extra["why_not"] = NOTHING_TICKED
        if request.method == "POST":
            form.add_error(None, NOTHING_TICKED)
        status = UNPROCESSABLE if request.method == "POST" else 200
        return _render(request, page, report, form, "Comment on rows", status, extra)
    if "off" in request.POST:

        def take_off(given: dict[str, Any]) -> None:
            del given["text"]
            _edit(services.uncomment, page, report, given, actions=actions)

        said = "The comment is taken off: the actions’ own words stand there again."
        return _answer(request, page, report, form, take_off, "Comment", said, extra)
    save = partial(_edit, services.comment_on, page, report, actions=actions)
    number = f"{len(rows)} row{'' if len(rows) == 1 else 's'}"
    title, said = f"Comment on {number}", f"The comment stands over {number}."
    says = partial(_comments, {action.pk for action in actions})
    return _answer(request, page, report, form, save, title, said, extra, says)


@page_with_form
def choose(
    request: HttpRequest, area: str, plan: str, meeting: int, reference: str
) -> HttpResponse:
    """Whether an action is in the report, whatever the rules say."""
    page, report = _editable(request, area, plan, meeting)
    action = find_action(page.plan, reference)
    line = report.exceptions.position.line(action.pk)
    row = ExceptionChoice.objects.filter(report=report.report, action=action).first()
    chosen = row.is_included if row else None
    initial = {
        "is_included": {None: ChoiceForm.RULES, True: ChoiceForm.IN, False: ChoiceForm.OUT}[chosen],
        "reason": row.reason if row else "",
        "seen": report.version,
    }
    form = ChoiceForm(posted(request), named=_is_named(report, action, chosen), initial=initial)
    save = partial(_edit, services.choose, page, report, action=action)
    shown = line.reference if line else reference
    said = f"{shown} is where you put it."
    extra: dict[str, object] = {"line": line, "button": "Save the choice"}
    title, says = f"{shown} in the report", partial(_place, action)
    return _answer(request, page, report, form, save, title, said, extra, says)


@page_with_form
def put_in(request: HttpRequest, area: str, plan: str, meeting: int) -> HttpResponse:
    """An action that no rule names, put in by hand."""
    page, report = _editable(request, area, plan, meeting)
    form = PutInForm(posted(request), initial={"seen": report.version})

    def save(given: dict[str, Any]) -> None:
        typed = given.pop("reference")
        action = Action.objects.with_reference(page.plan, typed).first()
        if action is None:
            raise Refused(f"No action of this plan bears {typed}.", field="reference")
        action.plan = page.plan
        try:
            _edit(services.choose, page, report, given, action=action, is_included=True)
        except Refused as refused:
            field = "reference" if refused.field == "actions" else refused.field
            raise Refused(refused.message, field=field) from refused

    said = "The action is in the report."
    extra: dict[str, object] = {"button": "Put it in"}
    return _answer(request, page, report, form, save, "Put an action in", said, extra)


@page_with_form
def agree(request: HttpRequest, area: str, plan: str, meeting: int) -> HttpResponse:
    """That the meeting agreed the report."""
    page, report = open_report(request, area, plan, meeting)
    page.check(Capability.RECORD_MEETINGS)
    form = AgreeForm(posted(request))

    def save(given: dict[str, Any]) -> None:
        found = report.report or _drafted(page, report)
        services.agree_report(report=found, note=given["note"], by=page.user)

    title = "What the meeting agreed"
    said = f"The report is agreed by the meeting of {say_day(report.meeting.held_on)}."
    extra: dict[str, object] = {
        "button": "Record the agreement",
        "why_not": _no_agreement(page, report),
        "intro": "The report stays as the pack shows it from then on. What the meeting decided "
        "besides goes under its decisions.",
    }
    return _answer(request, page, report, form, save, title, said, extra)


def _no_agreement(page: PlanPage, report: Report) -> str:
    """Why there is no agreement to record, in words; blank where there may be one."""
    held_on = report.meeting.held_on
    if report.agreement is not None or report.meeting.is_cancelled:
        return report.locked
    if held_on > page.today:
        return f"The meeting is on {say_day(held_on)}. Record what it agreed from that day."
    if report.closed is None:
        return "Close the meeting’s pack first: the meeting agrees what its pack shows."
    return ""


def _introduction(report: Report) -> list[tuple[str, str]]:
    return [("Introduction", report.introduction or "Nothing")]


def _comments(actions: set[int], report: Report) -> list[tuple[str, str]]:
    """The comments over any of the actions, each with the rows it stands over."""
    spans = [span for group in report.exceptions.groups for span in group.spans]
    return [
        (f"Comment on {span.references}", span.comment)
        for span in spans
        if span.comment and actions & {line.action_id for line in span.lines}
    ]


def _place(action: Action, report: Report) -> list[tuple[str, str]]:
    """Whether the action is in the report, and why where somebody put it there or left it out by hand."""
    row = ExceptionChoice.objects.filter(report=report.report, action=action).first()
    lines = (line for group in report.exceptions.groups for row in group.rows for line in row.lines)
    is_in = any(line.action_id == action.pk for line in lines)
    by_hand = f", by hand: {row.reason}" if row and row.is_included is not None else ""
    return [("In the report", f"{'Yes' if is_in else 'No'}{by_hand}")]


def _editable(request: HttpRequest, area: str, plan: str, meeting: int) -> tuple[PlanPage, Report]:
    """The report, for somebody who may edit it."""
    page, report = open_report(request, area, plan, meeting)
    page.check(Capability.MANAGE_PLAN)
    return page, report


def _edit(
    service: Callable[..., object],
    page: PlanPage,
    report: Report,
    given: dict[str, Any],
    **more: Any,
) -> None:
    """Call a service that edits the report, which is drafted with its first edit."""
    found = report.report or _drafted(page, report)
    service(report=found, **given, **more, by=page.user)


def _drafted(page: PlanPage, report: Report) -> ExceptionReport:
    return services.draft_report(meeting=report.meeting, plan=page.plan, by=page.user)


def _answer(
    request: HttpRequest,
    page: PlanPage,
    report: Report,
    form: Form,
    save: Callable[[dict[str, Any]], None],
    title: str,
    said: str,
    extra: dict[str, object],
    says: Callable[[Report], list[tuple[str, str]]] = lambda report: [],
) -> HttpResponse:
    """Show the form, or save it and go back to the report; a refusal (422) or somebody else's newer edit
    (409) shows it again with what was typed, in the latter case beside what the report `says` now."""
    extra = {"why_not": report.locked} | extra
    if request.method != "POST":
        return _render(request, page, report, form, title, 200, extra)
    del extra["why_not"]
    if not form.is_valid():
        return _render(request, page, report, form, title, UNPROCESSABLE, extra)
    try:
        save(form.cleaned_data)
    except Stale as stale:
        form.add_error(None, stale.message)
        fresh = report_of(report.meeting, page.plan)
        extra["conflict"] = says(fresh)
        if isinstance(form, ReportForm):
            form.again(fresh.version)
        return _render(request, page, report, form, title, CONFLICT, extra)
    except Refused as refused:
        add_refusal(form, refused)
        return _render(request, page, report, form, title, UNPROCESSABLE, extra)
    messages.success(request, said)
    return HttpResponseRedirect(_url(page, report))


def _render(
    request: HttpRequest,
    page: PlanPage,
    report: Report,
    form: Form,
    title: str,
    status: int,
    extra: dict[str, object],
) -> HttpResponse:
    meeting = (say_day(report.meeting.held_on), _url(page, report))
    context = (
        page.context()
        | report_context(page, report)
        | {
            "form": form,
            "title": title,
            "crumbs": exception_crumbs(page, meeting, (title, "")),
            "cancel": _url(page, report),
            **extra,
        }
    )
    return render(request, "boards/exceptions/form.html", context, status=status)


def _url(page: PlanPage, report: Report) -> str:
    return plan_url(page, "exceptions-report", report.meeting.pk)


def _ticked(request: HttpRequest, report: Report) -> list[Row]:
    """The rows of the report that were ticked; each is named by the first of its actions."""
    asked = request.POST if request.method == "POST" else request.GET
    ids = set(asked.getlist("row"))
    return [
        row
        for group in report.exceptions.groups
        for row in group.rows
        if str(row.first.action_id) in ids
    ]


def _actions(page: PlanPage, rows: list[Row]) -> list[Action]:
    ids = [line.action_id for row in rows for line in row.lines]
    return list(Action.objects.filter(plan=page.plan, pk__in=ids).order_by("pk"))


def _is_named(report: Report, action: Action, chosen: bool | None) -> bool:
    """Whether the rules name the action, whatever was chosen of it."""
    if any(left.line.action_id == action.pk for left in report.exceptions.left_out):
        return True
    for group in report.exceptions.groups:
        for row in group.rows:
            if any(line.action_id == action.pk for line in row.lines):
                return len(row.reasons) > (1 if chosen else 0)
    return False
