"""My work: everything due from one person on one page, answered one by one or at once."""

from collections.abc import Iterable
from dataclasses import replace

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from actions.errors import NotAllowed, Refused, Stale
from actions.models import Action, Plan, Rating, StatusUpdate, UpdateProposal
from actions.my_work import Work, WorkItem, read_cards, work_of
from actions.position import position_as_at
from actions.services.confirmations import confirm_no_change
from actions.services.proposals import submit_update
from actions.services.writing import Seen
from actions.views.loading import PlanPage, plan_page
from actions.views.my_work_cards import CardFields
from actions.views.saving import CONFLICT, UNPROCESSABLE, sent_words
from wsoa.capabilities import Capability

REST = "rest"
ALL = "all"


@require_http_methods(["GET", "HEAD", "POST"])
def my_work(request: HttpRequest, area: str, plan: str) -> HttpResponse:
    """The actions that the person's posts own. A POST saves one of them, or all that were changed.

    Each is saved on its own; what cannot be saved stays as it was typed, with the reason beside it.
    """
    page = plan_page(request, area, plan)
    page.check(Capability.UPDATE_OWN_ACTION)
    work = _work(page)
    if request.method != "POST":
        return _show(request, page, work)
    changed = read_cards(work, request.POST)
    wanted, is_no_change = _wanted(request, work, changed)
    for item in wanted:
        _save(page, work, item, is_no_change=is_no_change)
    failed = [item for item in wanted if item.is_wrong]
    after = _after(page, work)
    if getattr(request, "htmx", False) and len(wanted) == 1:
        return _show_card(request, page, after, wanted[0], is_no_change)
    _say(request, page, [item for item in wanted if item not in failed], is_no_change)
    if failed:
        stale_only = not any(item.errors for item in failed)
        return _show(request, page, after, CONFLICT if stale_only else UNPROCESSABLE)
    if any(item.is_typing for item in after.items):
        return _show(request, page, after)
    if request.POST.get("save") == REST:
        return redirect("my-work-no-change", page.area.slug, page.plan.slug)
    if not wanted:
        messages.info(request, "Nothing was changed, so nothing was saved.")
    return redirect("my-work", page.area.slug, page.plan.slug)


@require_http_methods(["GET", "HEAD", "POST"])
def no_change_for_the_rest(request: HttpRequest, area: str, plan: str) -> HttpResponse:
    """What is left to answer, to be confirmed as unchanged in one go."""
    page = plan_page(request, area, plan)
    page.check(Capability.UPDATE_OWN_ACTION)
    work = _work(page)
    rest = [item for item in work.left if item.may_confirm]
    if request.method == "POST":
        read_cards(work, request.POST)
        wanted = [item for item in rest if f"{item.id}-mark" in request.POST]
        for item in wanted:
            _save(page, work, item, is_no_change=True)
        _say(request, page, [item for item in wanted if not item.is_wrong], True)
        failed = [item for item in wanted if item.is_wrong]
        if failed:
            return _show(request, page, _after(page, work), CONFLICT)
        return redirect("my-work", page.area.slug, page.plan.slug)
    context = page.context() | {"work": work, "rest": rest}
    return render(request, "actions/my_work_no_change.html", context)


def _work(page: PlanPage) -> Work:
    """What is due from the person; nothing in a closed plan."""
    work = work_of(page.user, position_as_at(page.plan, page.today))
    return replace(work, items=()) if page.plan.is_closed else work


def _wanted(
    request: HttpRequest, work: Work, changed: list[WorkItem]
) -> tuple[list[WorkItem], bool]:
    """The items to save, and whether as "no change"."""
    verb = "no_change" if "no_change" in request.POST else "save"
    which = request.POST.get(verb, ALL)
    if not which.isdecimal():
        return changed, False
    item = work.item(int(which)) if len(which) < 19 else None
    if item is None:
        raise NotAllowed("You do not own this action, so you may not update it.")
    if f"{item.id}-based_on" not in request.POST:
        item.newest_id = -1
    return [item], verb == "no_change"


def _save(page: PlanPage, work: Work, item: WorkItem, *, is_no_change: bool) -> None:
    """Save one item, or note on it why not."""
    if item.object_to(work.ratings, no_change=is_no_change):
        item.is_typing = True
        return
    action = Action.objects.get(pk=item.id, plan=page.plan)
    action.plan = page.plan
    seen = Seen(item.newest_id)
    try:
        if is_no_change:
            outcome: object = confirm_no_change(
                action=action, effective_date=page.today, seen=seen, by=page.user
            )
        else:
            outcome = submit_update(
                action=action,
                rating=_rating(page, item.typed.rating),
                effective_date=page.today,
                commentary=item.typed.commentary,
                remedial_action=item.typed.remedial_action,
                seen=seen,
                by=page.user,
            )
    except Stale:
        item.newer = list(
            StatusUpdate.objects.filter(action=action, pk__gt=max(item.newest_id or 0, 0))
            .select_related("rating", "recorded_by")
            .order_by("-id")
        )
        item.is_typing = True
    except Refused as refused:
        known = (
            refused.field if refused.field in {"rating", "commentary", "remedial_action"} else ""
        )
        item.errors[known or ""] = refused.message
        item.is_typing = True
    else:
        item.is_typing = False
        item.done = "sent" if isinstance(outcome, UpdateProposal) else "saved"


def _rating(page: PlanPage, typed: str) -> Rating | None:
    if not typed:
        return None
    found = (
        Rating.objects.filter(scheme__plan=page.plan, pk=int(typed)).first()
        if typed.isdecimal() and len(typed) < 19
        else None
    )
    if found is None:
        raise Refused("Choose one of the plan’s own ratings.", field="rating")
    return found


def _after(page: PlanPage, before: Work) -> Work:
    """The work as it is now, with what is still being typed carried over."""
    after = _work(page)
    items = []
    for item in after.items:
        old = before.item(item.id)
        if old is not None and old.is_typing:
            item.typed, item.mark, item.is_typing = old.typed, old.mark, True
            item.errors, item.newer = old.errors, old.newer
            if not old.newer:
                item.newest_id = old.newest_id
        items.append(item)
    return replace(after, items=tuple(items))


def _say(
    request: HttpRequest, page: PlanPage, saved: Iterable[WorkItem], is_no_change: bool
) -> None:
    """What was saved, and what was sent."""
    done = [item.line.reference for item in saved if item.done == "saved"]
    sent = [item.line.reference for item in saved if item.done == "sent"]
    if done:
        what = "No change recorded" if is_no_change else "Saved"
        messages.success(request, f"{what}: {', '.join(done)}.")
    if sent:
        messages.success(request, f"{sent_words(page)} {', '.join(sent)}.")


def _show(request: HttpRequest, page: PlanPage, work: Work, status: int = 200) -> HttpResponse:
    context = page.context() | _context(page, work)
    fields = _fields(page, work)
    context["cards"] = [(item, fields.of(item)) for item in work.left]
    context["elsewhere"] = Plan.objects.for_my_work(page.user).exclude(pk=page.plan.pk).exists()
    context["failed"] = [item for item in work.left if item.is_wrong]
    return render(request, "actions/my_work.html", context, status=status)


def _show_card(
    request: HttpRequest, page: PlanPage, work: Work, tried: WorkItem, is_no_change: bool
) -> HttpResponse:
    """The one card that was tried, for HTMX to put in its place, and how many are left."""
    item = work.item(tried.id)
    context = page.context() | _context(page, work)
    context |= {"item": item, "done": tried.done, "is_no_change": is_no_change}
    status = 200
    if item is not None and item.is_typing:
        status = UNPROCESSABLE if item.errors else CONFLICT
    if item is not None and not tried.done:
        context["fields"] = _fields(page, work).of(item)
    return render(request, "actions/my_work.html#answer", context, status=status)


def _context(page: PlanPage, work: Work) -> dict[str, object]:
    return {
        "work": work,
        "left": work.left,
        "has_ratings": bool(work.ratings),
        "actions_url": _actions_url(page),
        "work_url": _work_url(page),
        "sent_words": sent_words(page),
    }


def _fields(page: PlanPage, work: Work) -> CardFields:
    return CardFields(work.ratings, work_url=_work_url(page), actions_url=_actions_url(page))


def _actions_url(page: PlanPage) -> str:
    return reverse("register", args=[page.area.slug, page.plan.slug])


def _work_url(page: PlanPage) -> str:
    return reverse("my-work", args=[page.area.slug, page.plan.slug])
