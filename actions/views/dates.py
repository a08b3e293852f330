"""Due dates: changing one, proposing one, deciding on what is proposed, and how far they have slipped."""

from functools import partial

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from actions import permissions
from actions.choices import DateOutcome
from actions.dates import date_steps, date_waiting, dates_waiting
from actions.due_dates import DueDate
from actions.forms.changing import DecideDateForm, DueDateForm, ProposeDateForm
from actions.models import DateChange, DateDecision, DateProposal
from actions.position import position_as_at
from actions.services.actions import change_due_date
from actions.services.dates import decide_due_date, propose_due_date
from actions.services.writing import newest_id
from actions.slippage import slippage
from actions.timeline import entries_after
from actions.views.changing import Subject, Words, answer, change, subject_of, until_later
from actions.views.loading import find_action, plan_page
from actions.views.missing import LeftPlan
from actions.views.saving import page_with_form
from wsoa.capabilities import Capability


@page_with_form
def due_date(request: HttpRequest, area: str, plan: str, reference: str) -> HttpResponse:
    """Another due date: proposed where the plan's dates need agreement, recorded otherwise."""
    page = plan_page(request, area, plan)
    action = find_action(page.plan, reference)
    if page.plan.dates_need_agreement:
        permissions.check_can_update(page.user, action, on=page.today)
    else:
        page.check(Capability.MANAGE_PLAN)
    subject = subject_of(page, action)
    if subject.line is None and request.method != "POST":
        raise LeftPlan(page, action)
    waiting = date_waiting(action, subject.line)
    if page.plan.dates_need_agreement:
        return _propose(request, subject, waiting=waiting)
    return _change(request, subject, waiting=waiting)


def _propose(request: HttpRequest, subject: Subject, **extra: object) -> HttpResponse:
    def save(form: ProposeDateForm) -> str:
        due = form.cleaned_data["due"]
        propose_due_date(
            action=subject.action,
            due=due,
            reason=form.cleaned_data["reason"],
            seen=form.seen(),
            by=subject.page.user,
        )
        return (
            f"{due} is proposed for {subject.reference}. "
            f"The due date stays as it is until the new one is agreed."
        )

    words = Words(
        "Propose another due date",
        "In this plan a new due date counts only once it is agreed. Until then the present one stands.",
        "Propose this date",
    )
    return change(request, subject, words, DateChange, ProposeDateForm, save, dates=True, **extra)


def _change(request: HttpRequest, subject: Subject, **extra: object) -> HttpResponse:
    make_form = partial(DueDateForm, today=subject.page.today)

    def save(form: DueDateForm) -> str:
        due: DueDate = form.cleaned_data["due"]
        before = subject.line.due if subject.line else None
        change_due_date(
            action=subject.action,
            due=due,
            agreed_by=form.cleaned_data["agreed_by"],
            **form.given(),
            by=subject.page.user,
        )
        moved = slippage(before, due)
        by = (
            f", {moved.distance} {'later' if moved.has_slipped else 'earlier'}"
            if moved and moved.distance
            else ""
        )
        return f"{subject.reference} is due {due.meaning}{by}."

    words = Words(
        "Change the due date",
        "The first due date and every change stay on record.",
        "Save the new due date",
    )
    return change(request, subject, words, DateChange, make_form, save, dates=True, **extra)


@require_safe
def read(request: HttpRequest, area: str, plan: str) -> HttpResponse:
    """What a due date in words is understood as, a line of text for the form that asks."""
    plan_page(request, area, plan)
    typed = request.GET.get("due", "").strip()
    try:
        said = f"Understood as {DueDate.parse(typed).meaning}." if typed else ""
    except ValueError as error:
        said = str(error)
    return render(request, "actions/due_date_read.html", {"said": said})


@require_safe
def waiting(request: HttpRequest, area: str, plan: str) -> HttpResponse:
    """The proposed due dates that wait for agreement."""
    page = plan_page(request, area, plan)
    page.check(Capability.AGREE_DATES)
    found = dates_waiting(page.plan, position_as_at(page.plan, page.today))
    return render(request, "actions/dates_waiting.html", page.context() | {"dates": found})


@page_with_form
def decide(request: HttpRequest, area: str, plan: str, date_id: int) -> HttpResponse:
    """Whether a proposed due date was agreed, and by whom."""
    page = plan_page(request, area, plan)
    page.check(Capability.AGREE_DATES)
    proposal = (
        DateProposal.objects.filter(action__plan=page.plan, pk=date_id)
        .select_related("action", "proposed_by")
        .first()
    )
    if proposal is None:
        raise Http404("There is no such proposal.")
    proposal.action.plan = page.plan
    subject = subject_of(page, proposal.action)
    changes = DateChange.objects.filter(action=proposal.action)
    decided = DateDecision.objects.filter(proposal=proposal).select_related("decided_by").first()
    if decided is not None and request.method != "POST":
        return redirect(subject.url)

    def save(form: DecideDateForm) -> str:
        outcome = DateOutcome(form.cleaned_data["outcome"])
        decide_due_date(
            proposal=proposal,
            outcome=outcome,
            agreed_by=form.cleaned_data["agreed_by"],
            reason=form.cleaned_data["reason"],
            effective_date=form.cleaned_data["effective_date"],
            seen=form.seen(),
            by=page.user,
        )
        if outcome == DateOutcome.AGREED:
            holds = until_later(changes, form.cleaned_data["effective_date"])
            return f"{subject.reference} is due {proposal.due.meaning}.{holds}"
        return f"{proposal.due} is not agreed: {subject.reference} stays due as it was."

    return answer(
        request,
        subject,
        Words("Decide on a proposed due date", "", "Save the decision"),
        partial(DecideDateForm, today=page.today),
        save,
        newer=lambda form: entries_after(subject.action, DateChange, form.seen().newest_id),
        newest=lambda: newest_id(changes),
        proposal=proposal,
        move=slippage(subject.line.due, proposal.due) if subject.line else None,
        decided=decided,
    )


@require_safe
def slippage_page(request: HttpRequest, area: str, plan: str) -> HttpResponse:
    """How far the plan's due dates have moved: the figures, by theme, and each action, worst first."""
    page = plan_page(request, area, plan)
    position = page.position()
    figures = position.slippage
    steps = date_steps(page.plan, page.day) if figures.lines else {}
    can_agree = page.can(Capability.AGREE_DATES)
    context = page.context() | {
        "position": position,
        "figures": figures,
        "rows": [(line, steps.get(line.action_id, ())) for line in figures.lines],
        "themes": [each for each in position.slippage_by_theme() if each[1].lines],
        "waiting": dates_waiting(page.plan, position) if can_agree and page.is_today else (),
    }
    return render(request, "actions/slippage.html", context, status=page.status)
