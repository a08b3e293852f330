"""Issues: raising one, saying it anew, and choosing the actions that share it."""

from typing import Any, TypeVar

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from actions.choices import Concern
from actions.errors import Refused, Stale
from actions.forms import add_refusal
from actions.forms.issues import IssueActionsForm, IssueForm, RewordIssueForm
from actions.issues import IssueOnDay, issues_on
from actions.models import Action, IssueAction, IssueGroup, IssueWording, Post
from actions.position import Line, Position, position_as_at
from actions.services.issues import arrange_issue_group, raise_issue_group, reword_issue_group
from actions.services.writing import newest_id
from actions.views.changing import reading_url, until_later
from actions.views.loading import PlanPage, plan_page
from actions.views.saving import CONFLICT, UNPROCESSABLE, page_with_form
from wsoa.capabilities import Capability

F = TypeVar("F", bound=IssueForm)

FORM = "actions/issue_form.html"


@require_safe
def issue_list(request: HttpRequest, area: str, plan: str) -> HttpResponse:
    """Every issue of the plan, with the actions behind which it stands."""
    page = plan_page(request, area, plan)
    context = page.context() | {
        "issues": issues_on(page.plan, page.position()),
        "can_change": page.can(Capability.MANAGE_PLAN),
    }
    return render(request, "actions/issues.html", context, status=page.status)


@page_with_form
def raise_issue(request: HttpRequest, area: str, plan: str) -> HttpResponse:
    """A new issue. Which actions share it is chosen on the next page."""
    page = plan_page(request, area, plan)
    page.check(Capability.MANAGE_PLAN)
    if request.method != "POST":
        return _render(request, page, _issue_form(page, IssueForm))
    form = _issue_form(page, IssueForm, request.POST)
    if form.is_valid():
        try:
            group = raise_issue_group(plan=page.plan, by=page.user, **form.cleaned_data)
        except Refused as refused:
            add_refusal(form, refused)
        else:
            messages.success(request, "The issue is raised. Now choose the actions that share it.")
            return redirect("issue-actions", area, plan, group.pk)
    return _render(request, page, form, UNPROCESSABLE)


@page_with_form
def reword(request: HttpRequest, area: str, plan: str, issue_id: int) -> HttpResponse:
    """What the issue is and what is being done, said anew."""
    page, group, issue = _open(request, area, plan, issue_id)
    wordings = IssueWording.objects.filter(issue_group=group)
    if request.method != "POST":
        initial: dict[str, object] = {
            "title": issue.title,
            "explanation": issue.value.explanation,
            "remedial_action": issue.value.remedial_action,
            "owner": str(issue.owner_id or ""),
            "due": issue.value.due,
            "agreed_by": issue.value.agreed_by,
            "agreed_on": issue.value.agreed_on,
            "based_on": newest_id(wordings),
        }
        form = _issue_form(page, RewordIssueForm, initial=initial)
        return _render(request, page, form, issue=issue)
    form = _issue_form(page, RewordIssueForm, request.POST)
    if form.is_valid():
        values = {name: value for name, value in form.cleaned_data.items() if name != "based_on"}
        try:
            reword_issue_group(issue_group=group, seen=form.seen(), by=page.user, **values)
        except Stale:
            data = request.POST.copy()
            data["based_on"] = str(newest_id(wordings) or "")
            again = _issue_form(page, RewordIssueForm, data)
            again.full_clean()
            newer = (
                wordings.filter(pk__gt=form.seen().newest_id or 0)
                .select_related("recorded_by", "owner__organisation")
                .order_by("-pk")
            )
            return _render(request, page, again, CONFLICT, issue=issue, conflict=list(newer))
        except Refused as refused:
            add_refusal(form, refused)
        else:
            said = until_later(wordings, form.cleaned_data["effective_date"])
            messages.success(request, f"The issue is reworded.{said}")
            return redirect("issues", area, plan)
    return _render(request, page, form, UNPROCESSABLE, issue=issue)


@page_with_form
def choose_actions(request: HttpRequest, area: str, plan: str, issue_id: int) -> HttpResponse:
    """Which actions share the issue: put in what is ticked, take out what is not."""
    page, group, issue = _open(request, area, plan, issue_id)
    position = position_as_at(page.plan, page.today)
    inside = {line.action_id for line in issue.lines}
    rows = IssueAction.objects.filter(action__plan=page.plan)

    def make_form(data: QueryDict | None) -> IssueActionsForm:
        return IssueActionsForm(
            data,
            offered=_offered(position, issue, data),
            inside=inside,
            today=page.today,
            initial={"based_on": newest_id(rows) or ""},
        )

    if request.method != "POST":
        return _render(request, page, make_form(None), issue=issue, choosing=True)
    form = make_form(request.POST)
    if form.is_valid():
        try:
            wanted = form.chosen_ids() | _typed(page, form.cleaned_data["more"])
            _arrange(page, group, inside, wanted, form)
        except Stale:
            data = request.POST.copy()
            data["based_on"] = str(newest_id(rows) or "")
            again = make_form(data)
            again.full_clean()
            return _render(
                request, page, again, CONFLICT, issue=issue, choosing=True, changed_meanwhile=True
            )
        except Refused as refused:
            add_refusal(form, refused)
        else:
            number = f"{len(wanted)} action{'' if len(wanted) == 1 else 's'}"
            shares = "shares" if len(wanted) == 1 else "share"
            messages.success(request, f"{number} {shares} the issue “{issue.title}”.")
            return redirect("issues", area, plan)
    return _render(request, page, form, UNPROCESSABLE, issue=issue, choosing=True)


def _issue_form(page: PlanPage, kind: type[F], *args: Any, **kwargs: Any) -> F:
    """A form of that kind, which offers the area's posts and reads due dates in words."""
    posts = (
        Post.objects.filter(organisation__area=page.area)
        .select_related("organisation")
        .order_by("organisation__name", "title")
    )
    form = kind(*args, today=page.today, posts=list(posts), **kwargs)
    form.read_at(reading_url(page))
    return form


def _open(
    request: HttpRequest, area: str, plan: str, issue_id: int
) -> tuple[PlanPage, IssueGroup, IssueOnDay]:
    """The issue as it is today, for somebody who manages the plan."""
    page = plan_page(request, area, plan)
    page.check(Capability.MANAGE_PLAN)
    group = IssueGroup.objects.filter(plan=page.plan, pk=issue_id).first()
    if group is None:
        raise Http404("There is no such issue.")
    group.plan = page.plan
    found = issues_on(page.plan, position_as_at(page.plan, page.today))
    return page, group, next(issue for issue in found if issue.id == group.pk)


def _offered(position: Position, issue: IssueOnDay, data: QueryDict | None) -> tuple[Line, ...]:
    """The actions in the issue, then those of significant concern that no issue explains, then those
    that the form sent offered before somebody else changed them."""
    sent = set(data.getlist("chosen")) if data else set()
    inside = {line.action_id for line in issue.lines}
    trouble = {
        line.action_id for line in position.with_concern(Concern.SIGNIFICANT) if line.issue is None
    }
    others = (
        line
        for line in position.lines
        if line.action_id not in inside
        and (line.action_id in trouble or str(line.action_id) in sent)
    )
    return (*issue.lines, *others)


def _typed(page: PlanPage, text: str) -> set[int]:
    """The ids of the actions whose references are listed."""
    found: set[int] = set()
    for typed in filter(None, (part.strip() for part in text.replace(";", ",").split(","))):
        action = Action.objects.with_reference(page.plan, typed).first()
        if action is None:
            raise Refused(f"No action of this plan bears {typed}.", field="more")
        found.add(action.pk)
    return found


def _arrange(
    page: PlanPage, group: IssueGroup, inside: set[int], wanted: set[int], form: IssueActionsForm
) -> None:
    changed = Action.objects.filter(plan=page.plan, pk__in=inside ^ wanted).order_by("pk")
    actions = list(changed)
    for action in actions:
        action.plan = page.plan
    arrange_issue_group(
        issue_group=group,
        put_in=[action for action in actions if action.pk in wanted],
        take_out=[action for action in actions if action.pk not in wanted],
        effective_date=form.cleaned_data["effective_date"],
        seen=form.seen(),
        by=page.user,
    )


def _render(
    request: HttpRequest,
    page: PlanPage,
    form: IssueForm | IssueActionsForm,
    status: int = 200,
    **extra: object,
) -> HttpResponse:
    template = f"{FORM}#form" if getattr(request, "htmx", False) else FORM
    return render(request, template, page.context() | {"form": form, **extra}, status=status)
