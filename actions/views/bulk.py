"""The same change of many actions: chosen in the register, typed once, looked at, then saved or not at all."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse

from actions.bulk import MOST, Outcome, reassigned, updated
from actions.errors import Refused
from actions.forms import add_refusal
from actions.forms.bulk import BulkOwnerForm, BulkUpdateForm
from actions.models import Action, ActionOwnership, Organisation, Post, Rating, StatusUpdate
from actions.position import Line, Position, PostValue, position_as_at
from actions.services.bulk import (
    Changed,
    Chosen,
    RefusedOne,
    Saved,
    assign_several,
    update_several,
)
from actions.services.writing import Seen, newest_ids
from actions.views.asking import filterset_for, kept_query
from actions.views.loading import PlanPage, plan_page
from actions.views.saving import CONFLICT, UNPROCESSABLE, page_with_form
from wsoa.capabilities import Capability

UPDATE, OWNER = "update", "owner"

TITLES = {UPDATE: "Update several actions", OWNER: "Change the owner of several actions"}


@dataclass(slots=True)
class Bulk:
    """A bulk change as one page carries it on to the next: of what kind, of which lines as they are today.

    `seen` is what the person was shown of each action's history, by the action's id.
    """

    page: PlanPage
    what: str
    position: Position
    lines: list[Line]
    seen: dict[int, int | None]
    back: str
    lost: bool = False

    @property
    def history(self) -> type[StatusUpdate] | type[ActionOwnership]:
        """What the change adds to."""
        return StatusUpdate if self.what == UPDATE else ActionOwnership

    @property
    def carried(self) -> str:
        """The lines and what was seen of each, as a form carries them: `12:345,13:,...`."""
        return ",".join(
            f"{line.action_id}:{self.seen.get(line.action_id) or ''}" for line in self.lines
        )

    def look(self) -> None:
        """Take what stands now for what the person sees."""
        newest = newest_ids(self.history, [Action(pk=line.action_id) for line in self.lines])
        self.seen = {line.action_id: newest.get(line.action_id) for line in self.lines}

    @property
    def plural(self) -> str:
        """The s of several actions."""
        return "" if len(self.lines) == 1 else "s"

    @property
    def register(self) -> str:
        """The register as the person left it."""
        address = reverse("register", args=[self.page.area.slug, self.page.plan.slug])
        return f"{address}?{self.back}" if self.back else address


@page_with_form
def bulk_change(request: HttpRequest, area: str, plan: str) -> HttpResponse:
    """What to change (GET), what that would do (POST), and doing it (POST with `save`)."""
    page = plan_page(request, area, plan)
    page.check(Capability.UPDATE_ANY_ACTION)
    what = OWNER if request.GET.get("what") == OWNER else UPDATE
    if what == OWNER:
        page.check(Capability.MANAGE_PLAN)
    if request.method != "POST":
        bulk = _from_register(page, what, request.GET)
        return _show_form(request, bulk, _form(bulk, None))
    bulk = _carried_on(page, what, request.POST)
    form = _form(bulk, request.POST)
    if bulk.lost or not bulk.lines or len(bulk.lines) > MOST:
        form.add_error(None, _unfit(bulk))
    if not form.is_valid() or "back_to_form" in request.POST:
        return _show_form(request, bulk, form, UNPROCESSABLE if form.errors else 200)
    if "save" in request.POST:
        return _save(request, bulk, form)
    if "leave_out" in request.POST:
        bulk.lines = [each.line for each in _outcomes(bulk, form) if not each.problem]
        if not bulk.lines:
            form.add_error(None, "None of the chosen actions can be changed so.")
            return _show_form(request, _carried_on(page, what, request.POST), form, UNPROCESSABLE)
    bulk.look()
    return _show_preview(request, bulk, form)


def _from_register(page: PlanPage, what: str, query: QueryDict) -> Bulk:
    """The ticked actions, or all that the register's filter lets through."""
    kept = kept_query(query)
    position = position_as_at(page.plan, page.today)
    if query.get("all"):
        lines = list(filterset_for(page, kept, position=position).lines)
    else:
        ticked = set(query.getlist("pick"))
        lines = [line for line in position.lines if str(line.action_id) in ticked]
    return Bulk(page, what, position, lines, {}, kept.urlencode())


def _carried_on(page: PlanPage, what: str, posted: QueryDict) -> Bulk:
    """The lines that the form carries. `lost` where one of them is not, or no longer, in the plan."""
    position = position_as_at(page.plan, page.today)
    by_id = {str(line.action_id): line for line in position.lines}
    lines, seen, lost = [], {}, False
    for part in filter(None, posted.get("chosen", "").split(",")):
        key, _, newest = part.partition(":")
        line = by_id.get(key)
        if line is None or (newest and not (newest.isdecimal() and len(newest) < 19)):
            lost = True
        elif line.action_id not in seen:
            lines.append(line)
            seen[line.action_id] = int(newest) if newest else None
    back = kept_query(QueryDict(posted.get("back", "")[:2000])).urlencode()
    return Bulk(page, what, position, lines, seen, back, lost)


def _unfit(bulk: Bulk) -> str:
    if bulk.lost:
        return "One of the actions is no longer in the plan. Go back and choose again."
    if not bulk.lines:
        return "Choose at least one action: tick it in the list of actions."
    return f"Choose {MOST} actions or fewer at a time; these are {len(bulk.lines):,}."


def _form(bulk: Bulk, data: QueryDict | None) -> BulkUpdateForm | BulkOwnerForm:
    today = bulk.page.today
    initial: dict[str, Any] = {"effective_date": today, "back": bulk.back}
    if bulk.what == OWNER:
        return BulkOwnerForm(
            data, area_id=bulk.page.area.pk, lines=bulk.lines, today=today, initial=initial
        )
    ratings = list(Rating.objects.filter(scheme__plan=bulk.page.plan).order_by("order"))
    initial["rating"] = ""
    return BulkUpdateForm(data, ratings=ratings, today=today, initial=initial)


def _show_form(
    request: HttpRequest, bulk: Bulk, form: BulkUpdateForm | BulkOwnerForm, status: int = 200
) -> HttpResponse:
    context = bulk.page.context() | {
        "form": form,
        "fields": [field for field in form if not field.is_hidden],
        "bulk": bulk,
        "title": TITLES[bulk.what],
        "count": len(bulk.lines),
        "too_many": MOST if len(bulk.lines) > MOST else 0,
    }
    return render(request, "actions/bulk_form.html", context, status=status)


def _show_preview(
    request: HttpRequest,
    bulk: Bulk,
    form: BulkUpdateForm | BulkOwnerForm,
    status: int = 200,
    *,
    message: str = "",
    changed: frozenset[int] = frozenset(),
) -> HttpResponse:
    outcomes = _outcomes(bulk, form)
    problems = sum(bool(each.problem) for each in outcomes)
    context = bulk.page.context() | {
        "form": form,
        "typed": _typed(form),
        "commentary": form.cleaned_data.get("commentary", ""),
        "bulk": bulk,
        "title": TITLES[bulk.what],
        "outcomes": outcomes,
        "problems": problems,
        "count": len(outcomes),
        "save_text": f"Save all {len(outcomes)}" if len(outcomes) > 1 else "Save",
        "message": message,
        "changed": [each.line.reference for each in outcomes if each.line.action_id in changed],
    }
    return render(request, "actions/bulk_preview.html", context, status=status)


def _outcomes(bulk: Bulk, form: BulkUpdateForm | BulkOwnerForm) -> list[Outcome]:
    cleaned = form.cleaned_data
    then = position_as_at(bulk.page.plan, cleaned["effective_date"])
    if isinstance(form, BulkUpdateForm):
        rating = form.rating
        return updated(
            bulk.lines,
            then,
            rating=then.rating(rating.code) if rating else None,
            commentary=cleaned["commentary"],
        )
    organisation = cleaned["lead_organisation"]
    instead_of = cleaned["instead_of"]
    return reassigned(
        bulk.lines,
        then,
        owner=_post_value(cleaned["owner"]),
        instead_of=_post_value(instead_of) if instead_of else None,
        lead_organisation=organisation.short_name if organisation else "",
    )


def _post_value(post: Post) -> PostValue:
    return PostValue(post.pk, post.title, post.organisation.short_name)


def _typed(form: BulkUpdateForm | BulkOwnerForm) -> list[tuple[str, object]]:
    """What was typed, by label, for reading; and in hidden fields the page carries the same."""
    said = []
    for field in form:
        value: object = form.cleaned_data.get(field.name)
        if field.is_hidden:
            continue
        if field.name == "rating":
            assert isinstance(form, BulkUpdateForm)
            value = form.rating.label if form.rating else "Each action’s own"
        if value in ("", None):
            value = _LEFT_BLANK.get(field.name)
        if value:
            said.append((str(field.label), value))
    return said


_LEFT_BLANK = {
    "remedial_action": "Each action’s own",
    "instead_of": "All present owners",
    "lead_organisation": "Each action’s own",
}


def _save(request: HttpRequest, bulk: Bulk, form: BulkUpdateForm | BulkOwnerForm) -> HttpResponse:
    actions = Action.objects.in_bulk([line.action_id for line in bulk.lines])
    chosen = [
        Chosen(actions[line.action_id], Seen(bulk.seen[line.action_id])) for line in bulk.lines
    ]
    try:
        said = _call(bulk, form, chosen)
    except Changed as conflict:
        bulk.look()
        return _show_preview(
            request,
            bulk,
            form,
            CONFLICT,
            message=conflict.message,
            changed=conflict.actions,
        )
    except RefusedOne as refused:
        return _show_preview(request, bulk, form, UNPROCESSABLE, message=refused.message)
    except Refused as refused:
        add_refusal(form, refused)
        return _show_form(request, bulk, form, UNPROCESSABLE)
    messages.success(request, said)
    return HttpResponseRedirect(bulk.register)


def _call(bulk: Bulk, form: BulkUpdateForm | BulkOwnerForm, chosen: Sequence[Chosen]) -> str:
    """Do it, and say what was done."""
    cleaned, page = form.cleaned_data, bulk.page
    if isinstance(form, BulkUpdateForm):
        return _updated(
            update_several(
                plan=page.plan,
                chosen=chosen,
                rating=form.rating,
                effective_date=cleaned["effective_date"],
                commentary=cleaned["commentary"],
                remedial_action=cleaned["remedial_action"],
                by=page.user,
            )
        )
    organisation: Organisation | None = cleaned["lead_organisation"]
    number = assign_several(
        plan=page.plan,
        chosen=chosen,
        owner=cleaned["owner"],
        instead_of=cleaned["instead_of"],
        lead_organisation=organisation,
        effective_date=cleaned["effective_date"],
        reason=cleaned["reason"],
        by=page.user,
    )
    return f"Saved. {_actions(number)} given to {cleaned['owner'].title}."


def _updated(saved: Saved) -> str:
    said = f"Saved. {_actions(saved.recorded)} updated."
    if saved.waiting:
        said += f" {_actions(saved.waiting)} sent for acceptance."
    return said


def _actions(number: int) -> str:
    return "1 action was" if number == 1 else f"{number} actions were"
