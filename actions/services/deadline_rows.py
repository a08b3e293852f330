"""What a deadline may be, and who is told of it: what adding one and changing one share."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from actions.choices import AWAITS_A_STEP, DeadlineBasis, DeadlineKind, DeadlineUnit
from actions.clock.counting import COUNT_LIMIT, count_on
from actions.clock.loading import basis_day
from actions.clock.presets import PRESETS
from actions.clock.usual import usual_dates
from actions.errors import Refused
from actions.models import Deadline, DeadlineListener, Inspection, Plan, Post
from actions.services.rows import one_line
from actions.services.writing import check_not_far_off
from actions.text import clean_text, say_day, says_something
from actions.working_days import FIRST_DAY, LAST_DAY

WARN_DAYS = (20, 10, 5, 1)
"""With how many working days left people are told, where nobody says otherwise."""
FAR_YEARS = 20
"""How many years before or after the plan began a day that binds it may lie at most."""
WARN_LIMIT, WARN_MOST = 250, 10
"""The earliest that anybody can be told, in working days before, and how often at most."""


def checked_values(
    kind: DeadlineKind,
    basis: DeadlineBasis,
    count: int,
    unit: DeadlineUnit,
    title: str,
    basis_on: date | None,
    basis_words: str,
    source: str,
    warn_days: Sequence[int],
    *,
    plan: Plan,
    inspection: Inspection | None,
) -> dict[str, Any]:
    """The checked columns of a deadline; it is counted from the letter of the inspection."""
    kind, basis, unit = DeadlineKind(kind), DeadlineBasis(basis), DeadlineUnit(unit)
    title = clean_text(" ".join(title.split()), field="title", label="What the date is", limit=200)
    if kind == DeadlineKind.OTHER and not title:
        raise Refused("Say what the date is.", field="title")
    if basis == DeadlineBasis.OTHER_DAY:
        if basis_on is None:
            if kind not in AWAITS_A_STEP:
                raise Refused("Give the day that it is counted from.", field="basis_on")
            basis_words = basis_words if says_something(basis_words) else PRESETS[kind].basis_words
        else:
            check_near(plan, basis_on, field="basis_on", what="The day it is counted from")
        basis_words = one_line(
            basis_words, field="basis_words", label="reason to count from that day", limit=200
        )
    else:
        basis_on, basis_words = None, ""
    if not 1 <= count <= COUNT_LIMIT:
        raise Refused(f"The number must be between 1 and {COUNT_LIMIT:,}.", field="count")
    start = basis_day(inspection, basis, basis_on)
    if start is not None:
        count_on(start, count, unit)
    return {
        "kind": kind,
        "basis": basis,
        "count": count,
        "unit": unit,
        "title": title,
        "basis_on": basis_on,
        "basis_words": basis_words,
        "source": clean_text(source, field="source", label="Where it comes from", limit=300),
        "warn_days": _checked_warn_days(warn_days),
    }


def check_near(plan: Plan, day: date, *, field: str, what: str) -> None:
    """Raise Refused for a day that the calendar of bank holidays does not reach, or so far from the plan that
    it is a slip of the hand."""
    if not FIRST_DAY <= day <= LAST_DAY:
        raise Refused(
            f"{what} must lie between {say_day(FIRST_DAY)} and {say_day(LAST_DAY)}.", field=field
        )
    check_not_far_off(day, plan.starts_on, FAR_YEARS, field=field, what=what)


def _checked_warn_days(warn_days: Sequence[int]) -> list[int]:
    found = sorted(set(warn_days), reverse=True)
    if any(not 1 <= each <= WARN_LIMIT for each in found):
        raise Refused(
            f"Give numbers of working days between 1 and {WARN_LIMIT}, such as 20, 10, 5, 1.",
            field="warn_days",
        )
    if len(found) > WARN_MOST:
        raise Refused(f"Give at most {WARN_MOST} numbers of working days.", field="warn_days")
    return found


def checked_listeners(plan: Plan, listeners: Sequence[Post]) -> list[Post]:
    found = list(dict.fromkeys(listeners))
    if any(post.organisation.area_id != plan.area_id for post in found):
        raise Refused("Choose posts of this area.", field="listeners")
    return found


def set_listeners(deadline: Deadline, posts: list[Post]) -> bool:
    """Let these posts be told and no others; whether that changed anything."""
    present = {each.post_id: each for each in deadline.listeners.all()}
    wanted = {post.pk for post in posts}
    for post_id, listener in present.items():
        if post_id not in wanted:
            listener.delete()
    for post in posts:
        if post.pk not in present:
            DeadlineListener.objects.create(deadline=deadline, post=post)
    return wanted != set(present)


def put_usual(plan: Plan, since: date | None = None) -> list[Deadline]:
    """Put in the usual dates of the plan's kind that it has not got and that can be counted. Where `since` is
    given, none whose day would lie before it: that was the plan before's."""
    has = set(Deadline.objects.filter(plan=plan).values_list("kind", flat=True))
    added = []
    for kind, start in usual_dates(plan, has).items():
        preset = PRESETS[kind]
        begun = basis_day(plan.inspection, preset.basis, start.get("basis_on"))
        is_over = begun is not None and count_on(begun, preset.count, preset.unit).due < (
            since or begun
        )
        if is_over:
            continue
        added.append(
            Deadline.objects.create(
                plan=plan,
                kind=kind,
                basis=preset.basis,
                count=preset.count,
                unit=preset.unit,
                source=preset.source,
                warn_days=list(WARN_DAYS),
                **start,
            )
        )
    return added


def in_trail(deadline: Deadline) -> str:
    """The deadline as the audit trail names it."""
    unit = DeadlineUnit(deadline.unit).label
    words = deadline.basis_words or DeadlineBasis(deadline.basis).label
    since = f", {say_day(deadline.basis_on)}" if deadline.basis_on else ""
    return f"{deadline}, {deadline.count} {unit} after {words}{since}"
