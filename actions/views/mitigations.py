"""What is done against a risk: adding it, and saying what now holds of it."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from actions import permissions
from actions.choices import MitigationState
from actions.forms.mitigations import AddMitigationForm, ChangeMitigationForm
from actions.models import Action, Mitigation, MitigationEntry
from actions.services import mitigations
from actions.services.writing import newest_id
from actions.text import say_day
from actions.views.changing import reading_url
from actions.views.risk_changes import FORM, posts_of
from actions.views.risks import RiskPage, open_risk
from actions.views.saving import page_with_form, posted
from actions.views.set_up.common import Asking, Conflict, answer


def _open(request: HttpRequest, area: str, plan: str, risk: str) -> RiskPage:
    """The risk, for somebody who may review it."""
    found = open_risk(request, area, plan, risk)
    permissions.check_can_review(found.page.user, found.risk)
    return found


@page_with_form
def add(request: HttpRequest, area: str, plan: str, risk: str) -> HttpResponse:
    """Something more that is done against the risk."""
    found = _open(request, area, plan, risk)
    page = found.page
    form = AddMitigationForm(
        posted(request),
        posts=posts_of(page),
        today=page.today,
        actions=page.position().lines,
    )
    form.read_at(reading_url(page))
    extra: dict[str, object] = {}

    def save(given: dict[str, Any]) -> tuple[str, str]:
        chosen = Action.objects.select_related("plan__area").filter(plan=page.plan)
        action = chosen.get(pk=given["action"]) if given["action"] else None
        try:
            mitigations.add_mitigation(
                risk=found.risk,
                action=action,
                state=MitigationState(given["state"]),
                effective_date=given["effective_date"],
                text=given["text"],
                owner=given["owner"],
                due=given["due"],
                by=page.user,
            )
        except mitigations.SaidAlready as refused:
            address = found.url("mitigation-change", refused.mitigation.pk)
            extra["instead"] = (address, "Change what is said of it")
            raise
        return found.url(), f"What is done against {found.risk.reference} is added."

    asking = Asking(
        f"Add what is done against {found.risk.reference}",
        found.crumbs(),
        found.url(),
        found.risk.title,
        button="Add this",
        template=FORM,
        extra=extra,
    )
    return answer(request, page, form, asking, save=save)


@page_with_form
def change(
    request: HttpRequest, area: str, plan: str, risk: str, mitigation_id: int
) -> HttpResponse:
    """What now holds of a mitigation: its words, who sees to it, by when, whether it is in place or dropped."""
    found = _open(request, area, plan, risk)
    page = found.page
    row = (
        Mitigation.objects.filter(risk=found.risk, pk=mitigation_id)
        .select_related("action__plan__area")
        .first()
    )
    if row is None:
        raise Http404("The risk has no such mitigation.")
    row.risk = found.risk
    entries = MitigationEntry.objects.filter(mitigation=row)
    last = entries.standing().select_related("owner").in_order().last()
    assert last is not None, "A mitigation has an entry from the time it is added."
    form = ChangeMitigationForm(
        posted(request),
        posts=posts_of(page),
        today=page.today,
        is_action=row.action is not None,
        initial={
            "text": last.text,
            "owner": last.owner_id,
            "due": last.due,
            "state": last.state,
            "based_on": newest_id(entries) or "",
        },
    )
    if "due" in form.fields:
        form.read_at(reading_url(page))

    def save(given: dict[str, Any]) -> tuple[str, str]:
        mitigations.change_mitigation(
            mitigation=row,
            state=MitigationState(given["state"]),
            effective_date=given["effective_date"],
            text=given.get("text", ""),
            owner=given.get("owner"),
            due=given.get("due"),
            reason=given["reason"],
            seen=form.seen(),
            by=page.user,
        )
        return found.url(), "What is done against the risk is changed."

    def latest() -> Conflict:
        newer = entries.filter(pk__gt=form.seen().newest_id or 0).select_related("recorded_by")
        return newest_id(entries), [
            (
                f"{entry.recorded_by} on {say_day(entry.effective_date)}",
                ": ".join(filter(None, (MitigationState(entry.state).label, entry.text))),
            )
            for entry in newer.order_by("-pk")
        ]

    asking = Asking(
        "Change what is done",
        found.crumbs(),
        found.url(),
        f"{found.risk.reference} {found.risk.title}",
        template=FORM,
    )
    return answer(request, page, form, asking, save=save, latest=latest)
