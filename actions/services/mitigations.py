"""What is done against a risk: adding it, saying more of it, dropping it. Its entries are never changed."""

from datetime import date, datetime

from django.utils import timezone
from django.utils.text import Truncator

from actions import permissions
from actions.choices import AuditEvent, MitigationState
from actions.due_dates import DueDate
from actions.errors import Refused
from actions.models import Action, Mitigation, MitigationEntry, Post, Risk
from actions.services.risk_reviews import check_borne_by_open_plan
from actions.services.rows import begin_area
from actions.services.writing import (
    SENT_TWICE,
    Seen,
    audit,
    audit_action,
    check_live,
    check_not_far_off,
    check_still_newest,
    due_values,
    required_reason,
    service,
)
from actions.text import clean_text, say_day, says_something
from wsoa.models import User

DUE_YEARS = 10
"""How far from the day on which it is said a mitigation may be due at most, in years."""

_SAID = ("state", "text", "owner_id", "due_precision", "due_end", "due_printed")
"""What an entry says; the rest is who said it, when, and from which day it holds."""


class SaidAlready(Refused):
    """The risk has a `mitigation` of the same words; what is new of it belongs there."""

    def __init__(self, mitigation: Mitigation) -> None:
        super().__init__(
            "This is recorded against the risk already. Change what is said of it instead.",
            field="text",
        )
        self.mitigation = mitigation


@service
def add_mitigation(
    *,
    risk: Risk,
    state: MitigationState,
    effective_date: date,
    by: User,
    text: str = "",
    action: Action | None = None,
    owner: Post | None = None,
    due: DueDate | None = None,
    now: datetime | None = None,
) -> Mitigation:
    """Say that something is done against the risk: an action of one of the area's plans, or what the text says.

    An action brings its own title, owners and due date, so it comes without them. Whoever may review the risk
    may. All of it the same again, from the same person less than ten minutes after and before anything more was
    said of it, is that mitigation, returned again. Raises SaidAlready where one that is not dropped has the
    same words and anything else differs.
    """
    at = begin_area(risk.area, now)
    permissions.check_can_review(by, risk)
    check_borne_by_open_plan(risk)
    _check_day(effective_date, at)
    if MitigationState(state) == MitigationState.DROPPED:
        raise Refused("Choose planned or in place.", field="state")
    values = _checked(risk, action, text, owner, due, effective_date)
    mitigation = Mitigation(risk=risk, action=action, recorded_at=at, recorded_by=by)
    entry = MitigationEntry(
        mitigation=mitigation,
        state=state,
        effective_date=effective_date,
        recorded_at=at,
        recorded_by=by,
        **values,
    )
    if action is not None:
        _check_action(risk, action, effective_date)
    else:
        same = _same(risk, entry)
        if same is not None:
            return same
    mitigation.save()
    entry.save()
    _audit(mitigation, MitigationState(state), str(values["text"]), by, at)
    return mitigation


@service
def change_mitigation(
    *,
    mitigation: Mitigation,
    state: MitigationState,
    effective_date: date,
    by: User,
    text: str = "",
    owner: Post | None = None,
    due: DueDate | None = None,
    reason: str = "",
    seen: Seen | None = None,
    now: datetime | None = None,
) -> MitigationEntry:
    """Say what now holds of a mitigation, from the date. Dropping one needs a reason; a dropped one may be
    taken up again. With `seen`, raises Stale when more was said of it since."""
    risk = mitigation.risk
    at = begin_area(risk.area, now)
    permissions.check_can_review(by, risk)
    check_borne_by_open_plan(risk)
    entries = MitigationEntry.objects.filter(mitigation=mitigation)
    check_still_newest(entries, seen)
    _check_day(effective_date, at)
    values = _checked(risk, mitigation.action, text, owner, due, effective_date)
    state = MitigationState(state)
    if state == MitigationState.DROPPED:
        reason = required_reason(reason)
    entry = MitigationEntry(
        mitigation=mitigation,
        state=state,
        effective_date=effective_date,
        recorded_at=at,
        recorded_by=by,
        reason=clean_text(reason, field="reason", label="The reason"),
        **values,
    )
    last = entries.in_force(effective_date)
    if last is not None and _says_the_same(last, entry):
        raise Refused("Nothing is changed: the mitigation says so already.", field="state")
    entry.save()
    _audit(mitigation, state, entry.text, by, at)
    return entry


def _checked(
    risk: Risk,
    action: Action | None,
    text: str,
    owner: Post | None,
    due: DueDate | None,
    since: date,
) -> dict[str, object]:
    """The columns of an entry; raises Refused where they do not fit what the mitigation is."""
    text = clean_text(text, field="text", label="What is done")
    if action is not None:
        if text or owner is not None or due is not None:
            raise Refused(
                "An action of a plan brings its own title, owner and due date: leave them out.",
                field="text",
            )
        return {"text": "", "owner": None}
    if not says_something(text):
        raise Refused("Say what is done, or choose an action of the plan.", field="text")
    if owner is not None and owner.organisation.area_id != risk.area_id:
        raise Refused("Choose one of the area’s own posts.", field="owner")
    if due is not None and due.end is not None:
        check_not_far_off(due.end, since, DUE_YEARS, field="due", what="The due date")
    return {"text": text, "owner": owner, **(due_values(due) if due else {})}


def _check_action(risk: Risk, action: Action, day: date) -> None:
    if action.plan.area_id != risk.area_id:
        raise Refused("Choose an action of one of the area’s own plans.", field="action")
    check_live(action, day)
    for other in Mitigation.objects.filter(risk=risk, action=action):
        last = MitigationEntry.objects.filter(mitigation=other).standing().in_order().last()
        if last is not None and last.state != MitigationState.DROPPED:
            raise Refused("This action is a mitigation of the risk already.", field="action")


def _check_day(day: date, at: datetime) -> None:
    if day > timezone.localdate(at):
        raise Refused(
            f"The date must be today or in the past; {say_day(day)} is in the future.",
            field="effective_date",
        )


def _same(risk: Risk, entry: MitigationEntry) -> Mitigation | None:
    """The mitigation that this one repeats in all it says, as a form does that is sent twice.

    Raises SaidAlready where one that is not dropped says the same words and differs in the rest.
    """
    since, at = entry.recorded_at - SENT_TWICE, entry.recorded_at
    for mitigation in Mitigation.objects.filter(risk=risk, action=None).order_by("-pk"):
        said = list(MitigationEntry.objects.filter(mitigation=mitigation).standing().in_order())
        last = said[-1]
        if last.text != entry.text or last.state == MitigationState.DROPPED:
            continue
        is_lately = len(said) == 1 and since < last.recorded_at <= at
        if (
            is_lately
            and last.recorded_by_id == entry.recorded_by_id
            and last.effective_date == entry.effective_date
            and _says_the_same(last, entry)
        ):
            return mitigation
        raise SaidAlready(mitigation)
    return None


def _says_the_same(one: MitigationEntry, other: MitigationEntry) -> bool:
    return all(getattr(one, name) == getattr(other, name) for name in _SAID)


def _audit(
    mitigation: Mitigation, state: MitigationState, text: str, by: User, at: datetime
) -> None:
    risk, action = mitigation.risk, mitigation.action
    what = Truncator(text).chars(200) if action is None else "an action of a plan"
    said = f"{risk.reference}, {state.label.lower()}: {what}"
    event = AuditEvent.MITIGATION_CHANGED
    if action is None:
        audit(event, said, by=by, at=at, area=risk.area)
    else:
        audit_action(event, said, by=by, at=at, action=action)
