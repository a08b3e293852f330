"""What the pages of inspections show: one row an inspection, one value for its own page, as at a day."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from django.db.models import Prefetch

from actions.choices import Consequence, Framework, Verdict, WeaknessKind
from actions.inspecting.words import FOLLOWS_UP, kinds_of, many_of
from actions.models import (
    Area,
    Inspection,
    InspectionDocument,
    Organisation,
    RevisitConsequence,
    RevisitJudgement,
    Weakness,
)
from actions.text import say_day


@dataclass(frozen=True, slots=True)
class InspectionRow:
    """An inspection in a list. `found` says what it found in words, `judged` what a revisit judged."""

    inspection: Inspection
    days: str
    found: str
    judged: str
    consequence: str

    @property
    def framework(self) -> str:
        """The framework in words."""
        return Framework(self.inspection.framework).label

    @property
    def follows_up(self) -> bool:
        """Whether it judges what an earlier inspection found."""
        return self.inspection.revisits_id is not None


def inspections_of(area: Area, day: date) -> list[InspectionRow]:
    """The area's inspections, the latest first, with what revisits had judged by the day. In a fixed number of
    queries."""
    judged = _verdicts(area, day)
    followed = _consequences(area, day)
    rows = (
        Inspection.objects.filter(area=area)
        .select_related("revisits")
        .prefetch_related("weaknesses", "plans")
        .order_by("-began_on", "-pk")
    )
    return [
        InspectionRow(
            inspection,
            say_days_of(inspection),
            say_found(inspection, inspection.weaknesses.all()),
            say_judged(judged[inspection.pk]),
            followed.get(inspection.pk, ""),
        )
        for inspection in rows
    ]


def _verdicts(area: Area, day: date) -> dict[int, list[str]]:
    """Revisit's id -> its verdicts, one a weakness that it judged."""
    last: dict[int, dict[int, str]] = defaultdict(dict)
    for entry in RevisitJudgement.objects.filter(revisit__area=area).up_to(day):
        last[entry.revisit_id][entry.weakness_id] = entry.verdict
    return defaultdict(list, {pk: list(verdicts.values()) for pk, verdicts in last.items()})


def _consequences(area: Area, day: date) -> dict[int, str]:
    entries = RevisitConsequence.objects.filter(revisit__area=area).up_to(day)
    return {entry.revisit_id: Consequence(entry.consequence).label for entry in entries}


def say_days_of(inspection: Inspection) -> str:
    """The inspectors' days in words: "3 to 7 July 2017"."""
    first, last = inspection.began_on, inspection.ended_on
    if first == last:
        return say_day(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day} to {say_day(last)}"
    return f"{say_day(first)} to {say_day(last)}"


def say_found(inspection: Inspection, weaknesses: Iterable[Weakness]) -> str:
    """How many of what the inspection found: "8 areas of significant weakness"."""
    if inspection.framework in FOLLOWS_UP:
        return ""
    counted = Counter(weakness.kind for weakness in weaknesses)
    said = [
        f"{counted[kind]} {_of(kind, counted[kind])}"
        for kind in kinds_of(inspection.framework)
        if counted[kind]
    ]
    return ", ".join(said) or f"No {_of(kinds_of(inspection.framework)[0], 0)} recorded yet"


def _of(kind: str, number: int) -> str:
    words = WeaknessKind(kind).label if number == 1 else many_of(kind)
    return f"{words[:1].lower()}{words[1:]}"


def say_judged(verdicts: Sequence[str]) -> str:
    """What was judged in words: "Sufficient progress in 3 of the 4 judged"."""
    if not verdicts:
        return ""
    good = sum(verdict == Verdict.SUFFICIENT for verdict in verdicts)
    return f"Sufficient progress in {good} of the {len(verdicts)} judged"


@dataclass(frozen=True, slots=True)
class InspectionView:
    """An inspection for its own page, but for what is dated."""

    inspection: Inspection
    days: str
    host: str
    bodies: tuple[Organisation, ...]
    weaknesses: tuple[Weakness, ...]
    documents: tuple[InspectionDocument, ...]
    withdrawn: tuple[InspectionDocument, ...]


def inspection_for_page(area: Area, pk: int) -> InspectionView | None:
    """The area's inspection with all that its page shows of it; None where the area has none with the key. In a
    fixed number of queries."""
    documents = InspectionDocument.objects.select_related("recorded_by", "withdrawal__by").order_by(
        "pk"
    )
    found = (
        Inspection.objects.filter(area=area, pk=pk)
        .select_related("revisits__revisits__revisits")
        .prefetch_related(
            "accountable_bodies__organisation",
            "strengths",
            "plans",
            "revisited_by",
            Prefetch("weaknesses", Weakness.objects.select_related("lead__organisation")),
            Prefetch("documents", documents),
        )
        .first()
    )
    if found is None:
        return None
    found.area = area
    kept = list(found.documents.all())
    return InspectionView(
        found,
        say_days_of(found),
        urlsplit(found.letter_url).hostname or "",
        tuple(body.organisation for body in found.accountable_bodies.all()),
        tuple(found.weaknesses.all()),
        tuple(each for each in kept if not hasattr(each, "withdrawal")),
        tuple(each for each in kept if hasattr(each, "withdrawal")),
    )
