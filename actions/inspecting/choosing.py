"""What may answer a weakness, as the form that says so offers it: each ticked or not, shown or not."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from actions.inspecting.answers import KINDS, Answers
from actions.models import Measure, Plan, Risk
from actions.position import position_as_at
from actions.references import sort_key

HEADINGS: Mapping[str, str] = {
    "theme": "Themes",
    "action": "Actions",
    "measure": "Measures",
    "risk": "Risks",
}


@dataclass(frozen=True, slots=True)
class Choice:
    """Something that may answer a weakness."""

    kind: str
    pk: int
    reference: str
    title: str
    theme_id: int = 0
    top_theme_id: int = 0

    def fits(self, text: str, theme: int) -> bool:
        """Whether a filter by words and by theme leaves it; measures and risks have no theme."""
        words = f"{self.reference} {self.title}".casefold()
        if any(word not in words for word in text.casefold().split()):
            return False
        return not theme or self.kind != "action" or theme in (self.theme_id, self.top_theme_id)


@dataclass(frozen=True, slots=True)
class Offered:
    """A choice as the page shows it. `through` names the theme by which an action answers it already."""

    choice: Choice
    is_ticked: bool
    through: str

    @property
    def id(self) -> str:
        """Names its box on the page."""
        return f"id_{self.choice.kind}_{self.choice.pk}"


@dataclass(frozen=True, slots=True)
class Section:
    """Some of the choices shown; with a title they can be folded away, as the actions of a theme are."""

    title: str
    shown: tuple[Offered, ...]
    is_open: bool

    @property
    def ticked(self) -> int:
        """How many of them are ticked."""
        return sum(each.is_ticked for each in self.shown)


@dataclass(frozen=True, slots=True)
class Group:
    """The choices of one kind: those shown, and those ticked that the filter hides."""

    kind: str
    title: str
    sections: tuple[Section, ...]
    hidden: tuple[int, ...]
    total: int

    @property
    def ticked(self) -> int:
        """How many are ticked, shown or not."""
        return len(self.hidden) + sum(section.ticked for section in self.sections)


def choices_of(plan: Plan, answers: Answers, day: date) -> list[Choice]:
    """What may answer a weakness on the day: the plan's themes, the actions in it on the day, its measures and
    risks, and whatever of the area answers it already."""
    themes = sorted(plan.themes.all(), key=lambda theme: sort_key(theme.reference))
    found = [
        Choice("theme", theme.pk, theme.reference, theme.title, theme.pk, theme.parent_id or 0)
        for theme in themes
    ]
    found += [
        Choice(
            "action",
            line.action_id,
            line.reference,
            line.title,
            line.theme.id,
            line.top_theme.id,
        )
        for line in position_as_at(plan, day).lines
    ]
    found += [
        Choice("measure", measure.pk, "", measure.name)
        for measure in Measure.objects.filter(area=plan.area)
        .filter(
            Q(plan_measures__plan=plan, plan_measures__used_until=None) | Q(pk__in=answers.measures)
        )
        .distinct()
        .order_by("name")
    ]
    risks = (
        Risk.objects.filter(area=plan.area)
        .filter(Q(plan_risks__plan=plan) | Q(pk__in=answers.risks))
        .distinct()
        .order_by("pk")
    )
    found += [
        Choice("risk", risk.pk, risk.reference, risk.title)
        for risk in sorted(risks, key=lambda risk: sort_key(risk.reference))
    ]
    return found


def grouped(
    choices: Sequence[Choice],
    ticked: Mapping[str, Iterable[int]],
    *,
    theme_word: str,
    text: str = "",
    theme: int = 0,
    only_ticked: bool = False,
) -> list[Group]:
    """The choices by kind, filtered. What is ticked is never lost: where the filter hides it, it is carried."""
    boxes = {kind: set(ticked.get(kind, ())) for kind in KINDS}
    themes = {each.pk: each for each in choices if each.kind == "theme"}
    is_filtered = bool(text.strip() or theme or only_ticked)
    groups = []
    for kind in KINDS:
        of_kind = [each for each in choices if each.kind == kind]
        shown, hidden = [], []
        for each in of_kind:
            is_ticked = each.pk in boxes[kind]
            if each.fits(text, theme) and (is_ticked or not only_ticked):
                through = "" if kind != "action" else _through(each, boxes["theme"], themes)
                shown.append(Offered(each, is_ticked, through))
            elif is_ticked:
                hidden.append(each.pk)
        title = theme_word if kind == "theme" else HEADINGS[kind]
        sections = (
            _by_theme(shown, themes, is_filtered)
            if kind == "action"
            else [Section("", tuple(shown), True)] * bool(shown)
        )
        groups.append(Group(kind, title, tuple(sections), tuple(hidden), len(of_kind)))
    return groups


def _by_theme(
    shown: Iterable[Offered], themes: Mapping[int, Choice], is_filtered: bool
) -> list[Section]:
    """The actions under their top themes, in the order in which these first come; open where one is ticked, or
    where a filter left few."""
    found: dict[int, list[Offered]] = {}
    for each in shown:
        found.setdefault(each.choice.top_theme_id, []).append(each)
    return [
        Section(
            f"{themes[pk].reference} {themes[pk].title}",
            tuple(of_theme),
            is_filtered or any(each.is_ticked for each in of_theme),
        )
        for pk, of_theme in found.items()
    ]


def _through(action: Choice, ticked: set[int], themes: Mapping[int, Choice]) -> str:
    """The reference of the ticked theme by which the action answers the weakness already."""
    for pk in (action.theme_id, action.top_theme_id):
        if pk in ticked and pk in themes:
            return themes[pk].reference
    return ""
