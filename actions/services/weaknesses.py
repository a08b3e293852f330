"""What an inspection found: weaknesses, or areas for priority action and for improvement, and strengths."""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import Max

from actions import permissions
from actions.choices import AuditEvent, WeaknessKind
from actions.errors import Refused
from actions.inspecting import kinds_of
from actions.models import Inspection, Post, Strength, Weakness
from actions.pasting import NewPart
from actions.services.arrangement import PartProblem
from actions.services.rows import begin_area, change, one_line, remove, take
from actions.services.writing import audit, service
from actions.text import LONG_TEXT_LIMIT, clean_text
from wsoa.capabilities import Capability
from wsoa.models import User

MOST_AT_ONCE = 60
"""How many weaknesses, or strengths, are added in one go: no letter has more."""

HIGHEST_NUMBER = 999

TITLE_LIMIT = 200
SHORT_TITLE = 120
"""Characters of a letter's words that make a title, until somebody finds a better one."""

STAYS = (
    "Something answers it or did, a revisit judged it, or what families said is about it, so it cannot be "
    "removed: what boards saw of it must still be found. Change it instead."
)


@service
def add_weakness(
    *,
    inspection: Inspection,
    title: str,
    by: User,
    number: int | None = None,
    kind: WeaknessKind | None = None,
    words: str = "",
    lead: Post | None = None,
    now: datetime | None = None,
) -> Weakness:
    """Add something that the inspection found, with the letter's words.

    Without a number it gets the next, without a kind the framework's own gravest. Raises Refused for a
    revisit, which judges what an earlier inspection found.
    """
    at = _begin(inspection, by, now)
    weakness = _new_weakness(inspection, number, kind, title, words, lead)
    _audit(AuditEvent.WEAKNESS_CHANGED, inspection, f"{weakness}: added", by, at)
    return weakness


@service
def add_weaknesses(
    *,
    inspection: Inspection,
    parts: Sequence[NewPart],
    by: User,
    kind: WeaknessKind | None = None,
    now: datetime | None = None,
) -> list[Weakness]:
    """Add all of the weaknesses, or none. The reference of a part is its number, empty for the next.

    Its title becomes the letter's words, and shortened the weakness's own title.
    """
    at = _begin(inspection, by, now)
    _check_how_many(parts)
    added = []
    for index, part in enumerate(parts):
        try:
            number = checked_number(part.reference)
            title = short_title(part.title)
            added.append(_new_weakness(inspection, number, kind, title, part.title, None))
        except Refused as refused:
            raise Refused(f"Line {index + 1}: {refused.message}", field="lines") from refused
    said = "; ".join(str(weakness) for weakness in added)
    _audit(AuditEvent.WEAKNESS_CHANGED, inspection, f"{said}: added", by, at)
    return added


@service
def change_weakness(
    *,
    weakness: Weakness,
    title: str,
    number: int,
    kind: WeaknessKind,
    by: User,
    words: str = "",
    lead: Post | None = None,
    seen: int | None = None,
    now: datetime | None = None,
) -> Weakness:
    """Change how a weakness is worded and numbered, and who leads on it. `seen` is the version looked at."""
    inspection = weakness.inspection
    at = _begin(inspection, by, now)
    take(weakness, seen)
    number = _checked_place(inspection, number, weakness)
    said = change(
        weakness,
        number=number,
        kind=_checked_kind(inspection, kind),
        title=one_line(title, field="title", label="title", limit=TITLE_LIMIT),
        words=clean_text(words, field="words", label="The letter’s words"),
        lead=_checked_lead(inspection, lead),
    )
    if said:
        _audit(AuditEvent.WEAKNESS_CHANGED, inspection, f"{number}: {said}", by, at)
    return weakness


@service
def remove_weakness(
    *, weakness: Weakness, by: User, seen: int | None = None, now: datetime | None = None
) -> None:
    """Take out a weakness that nothing has answered, no revisit has judged and no family has spoken of."""
    inspection = weakness.inspection
    at = _begin(inspection, by, now)
    take(weakness, seen)
    said = str(weakness)
    remove(weakness, STAYS)
    _audit(AuditEvent.WEAKNESS_CHANGED, inspection, f"{said}: removed", by, at)


@service
def add_strength(
    *, inspection: Inspection, text: str, by: User, now: datetime | None = None
) -> Strength:
    """Add something that the inspectors found done well."""
    at = _begin(inspection, by, now)
    strength = _new_strength(inspection, text)
    _audit(AuditEvent.STRENGTH_CHANGED, inspection, f"{_short(text)}: added", by, at)
    return strength


@service
def add_strengths(
    *, inspection: Inspection, texts: Sequence[str], by: User, now: datetime | None = None
) -> list[Strength]:
    """Add all of the strengths, or none."""
    at = _begin(inspection, by, now)
    _check_how_many(texts)
    added = []
    for index, text in enumerate(texts):
        try:
            added.append(_new_strength(inspection, text))
        except Refused as refused:
            raise Refused(f"Line {index + 1}: {refused.message}", field="lines") from refused
    said = "; ".join(_short(strength.text) for strength in added)
    _audit(AuditEvent.STRENGTH_CHANGED, inspection, f"{said}: added", by, at)
    return added


@service
def change_strength(
    *,
    strength: Strength,
    text: str,
    by: User,
    seen: int | None = None,
    now: datetime | None = None,
) -> Strength:
    """Change how a strength is worded."""
    inspection = strength.inspection
    at = _begin(inspection, by, now)
    take(strength, seen)
    said = change(strength, text=_strength_text(text))
    if said:
        _audit(AuditEvent.STRENGTH_CHANGED, inspection, said, by, at)
    return strength


@service
def remove_strength(
    *, strength: Strength, by: User, seen: int | None = None, now: datetime | None = None
) -> None:
    """Take out a strength that was recorded by mistake. Its words stay in the audit."""
    inspection = strength.inspection
    at = _begin(inspection, by, now)
    take(strength, seen)
    said = _short(strength.text)
    remove(strength, "Something rests on this strength, so it stays.")
    _audit(AuditEvent.STRENGTH_CHANGED, inspection, f"{said}: removed", by, at)


def problems_with_weaknesses(inspection: Inspection, parts: Sequence[NewPart]) -> list[PartProblem]:
    """Why some of the parts cannot be added; empty where all can."""
    taken = set(inspection.weaknesses.values_list("number", flat=True))
    found = []
    for index, part in enumerate(parts):
        try:
            number = checked_number(part.reference) or max(taken, default=0) + 1
            if number in taken:
                raise Refused(f"There is a number {number} already.")
            one_line(part.title, field="title", label="title", limit=LONG_TEXT_LIMIT)
            taken.add(number)
        except Refused as refused:
            found.append(PartProblem(index, refused.message))
    return found


def problems_with_strengths(texts: Sequence[str]) -> list[PartProblem]:
    """Why some of the texts cannot be added; empty where all can."""
    found = []
    for index, text in enumerate(texts):
        try:
            _strength_text(text)
        except Refused as refused:
            found.append(PartProblem(index, refused.message))
    return found


def short_title(words: str) -> str:
    """The words of a letter as a title: whole where they are short enough, else cut after a word."""
    words = " ".join(words.split())
    if len(words) <= SHORT_TITLE:
        return words
    whole = words[: SHORT_TITLE - 1].rpartition(" ")[0] or words[: SHORT_TITLE - 1]
    return f"{whole.rstrip(' ,;:–—-')}…"


def checked_number(typed: str) -> int | None:
    """The number as typed before a title, None where there is none; raises Refused for what is none."""
    if not typed:
        return None
    if not (typed.isdecimal() and typed.isascii() and 0 < int(typed[:9]) <= HIGHEST_NUMBER):
        raise Refused(
            f"“{_short(typed)}” is no number. Start the line with a number from 1 to {HIGHEST_NUMBER}, or "
            "with the title.",
            field="number",
        )
    return int(typed)


def _begin(inspection: Inspection, by: User, now: datetime | None) -> datetime:
    at = begin_area(inspection.area, now)
    permissions.check(by, inspection.area, Capability.MANAGE_PLAN)
    return at


def _audit(event: AuditEvent, inspection: Inspection, said: str, by: User, at: datetime) -> None:
    audit(event, said, by=by, at=at, area=inspection.area)


def _check_how_many(rows: Sequence[object]) -> None:
    if not rows:
        raise Refused("Enter at least one line.", field="lines")
    if len(rows) > MOST_AT_ONCE:
        raise Refused(f"Add {MOST_AT_ONCE} at a time or fewer.", field="lines")


def _new_weakness(
    inspection: Inspection,
    number: int | None,
    kind: WeaknessKind | None,
    title: str,
    words: str,
    lead: Post | None,
) -> Weakness:
    kind = _checked_kind(inspection, kind)
    if number is None:
        last: int | None = inspection.weaknesses.aggregate(last=Max("number"))["last"]
        number = (last or 0) + 1
    return Weakness.objects.create(
        inspection=inspection,
        number=_checked_place(inspection, number, None),
        kind=kind,
        title=one_line(title, field="title", label="title", limit=TITLE_LIMIT),
        words=clean_text(words, field="words", label="The letter’s words"),
        lead=_checked_lead(inspection, lead),
    )


def _checked_place(inspection: Inspection, number: int, weakness: Weakness | None) -> int:
    if not 0 < number <= HIGHEST_NUMBER:
        raise Refused(f"The number must be from 1 to {HIGHEST_NUMBER}.", field="number")
    holder = inspection.weaknesses.filter(number=number).first()
    if holder is not None and holder != weakness:
        raise Refused(f"The inspection has a number {number} already.", field="number")
    return number


def _checked_kind(inspection: Inspection, kind: WeaknessKind | None) -> WeaknessKind:
    kinds = kinds_of(inspection.framework)
    if not kinds:
        raise Refused(
            "A revisit judges what the inspection that it follows up found. Add this to that one.",
            field="kind",
        )
    if kind is None:
        return kinds[0]
    if kind not in kinds:
        words = " or ".join(f"“{each.label}”" for each in kinds)
        raise Refused(f"Under this framework it is called {words}.", field="kind")
    return WeaknessKind(kind)


def _checked_lead(inspection: Inspection, lead: Post | None) -> Post | None:
    if lead is not None and lead.organisation.area_id != inspection.area_id:
        raise Refused("Choose a post of this area.", field="lead")
    return lead


def _new_strength(inspection: Inspection, text: str) -> Strength:
    last: int | None = inspection.strengths.aggregate(last=Max("order"))["last"]
    return Strength.objects.create(
        inspection=inspection, order=(last or 0) + 1, text=_strength_text(text)
    )


def _strength_text(text: str) -> str:
    text = clean_text(text, field="text", label="The strength")
    if not text:
        raise Refused("Enter what the inspectors found done well.", field="text")
    return text


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 60 else f"{text[:59]}…"
