"""The figures that an officer chooses from, grouped, each with what it is at present."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from actions.text import plural
from reports.figures.places import RATED, report_groups
from reports.figures.registry import Figures

_UNFIT = re.compile(r"[{}|\n]")


@dataclass(frozen=True, slots=True)
class FigureChoice:
    """A figure. `name` is what stands in its braces, `says` what it is, `value` what it is now. `noun` is what is counted, "" where it
    is no count; `is_share` where the count is a part of a whole."""

    name: str
    says: str
    value: str
    noun: str = ""
    is_share: bool = False

    @property
    def typed(self) -> str:
        """What is put in the text: the figure in digits, a date or words."""
        return f"{{{self.name}}}"

    @property
    def typed_in_words(self) -> str:
        """The count in words; "" where it is no count."""
        return f"{{{self.name} in words}}" if self.noun else ""

    @property
    def typed_with_noun(self) -> str:
        """The count with what is counted, one or several; "" where it is no count."""
        return f"{self.typed} {self.agreeing(self.noun, plural(self.noun))}" if self.noun else ""

    @property
    def typed_as_share(self) -> str:
        """How much of the whole it is, in per cent; "" where it is part of nothing."""
        return f"{{{self.name} as %}}" if self.is_share else ""

    def agreeing(self, one: str, several: str) -> str:
        """A word that agrees with the count, such as `is` or `are`."""
        return f"{{{self.name}, {one}/{several}}}"


@dataclass(frozen=True, slots=True)
class FigureGroup:
    """Figures of one kind."""

    title: str
    choices: tuple[FigureChoice, ...]


def figure_menu(figures: Figures) -> tuple[FigureGroup, ...]:
    """Every figure that the plan and the paper have, in groups; a group without any is left out."""
    menu = _Menu(figures)
    groups = (
        ("Progress", menu.progress()),
        ("Ratings", menu.ratings()),
        (plural(figures.facts.position.plan.theme_word).capitalize(), menu.themes()),
        (f"Ratings by {figures.facts.position.plan.theme_word}", menu.themes_by_rating()),
        ("Workstreams", menu.workstreams()),
        ("Report groups", menu.groups()),
        ("Weaknesses and risks", menu.beside()),
        ("Measures", menu.measures()),
        ("Dates", menu.dates()),
        ("This paper", menu.paper()),
    )
    found = ((title, tuple(choices)) for title, choices in groups)
    return tuple(FigureGroup(title, choices) for title, choices in found if choices)


class _Menu:
    """Goes through what there is, group by group."""

    def __init__(self, figures: Figures) -> None:
        self.figures = figures
        self.facts = figures.facts
        self.position = figures.facts.position

    def progress(self) -> Iterator[FigureChoice]:
        """Of the plan as a whole."""
        yield from self._choice("total", "Actions in the plan", "action")
        for name, says in (
            ("complete", "Actions complete"),
            ("in_progress", "Actions in progress"),
            ("not_started", "Actions not started"),
            ("open", "Actions not complete"),
            ("overdue", "Actions overdue"),
            ("progress_not_stated", "Actions whose rating leaves progress open"),
            ("completion_not_recorded", "Actions past due, completion not recorded"),
            ("completed_late", "Actions completed late"),
            ("slipped", "Actions due later than at first"),
            ("unrated", "Actions without a rating"),
        ):
            yield from self._choice(name, says, "action")
        word = self.position.plan.theme_word
        yield from self._choice("themes", plural(word).capitalize(), word)
        yield from self._choice("workstreams", "Workstreams", "workstream")
        yield from self._choice("groups", "Report groups", "group")

    def ratings(self) -> Iterator[FigureChoice]:
        """Of each rating of the plan's own scheme, and the issues behind it."""
        for rating in self.position.ratings:
            says = f"{rating.label} actions ({rating.meaning})"
            yield from self._choice(f"rating:{rating.code}", says, "action")
        if self.position.ratings:
            yield from self._choice("significant", "Actions of significant concern", "action")
            yield from self._choice("significant_issues", "Issues behind them", "issue")
        for rating in self.position.ratings:
            found = self.figures.find("issues", rating.code)
            if found is not None and found.number:
                says = f"Issues behind {rating.label.lower()} actions"
                yield from self._choice(f"issues:{rating.code}", says, "issue")

    def themes(self) -> Iterator[FigureChoice]:
        """Of each theme of the top level."""
        for row in self.position.by_theme().rows:
            yield from self._choice(f"theme:{row.key}", f"{row.reference} {row.title}", "action")

    def themes_by_rating(self) -> Iterator[FigureChoice]:
        """Of each theme of the top level the actions of each rating."""
        for row in self.position.by_theme().rows:
            for rating in self.position.ratings:
                name = f"theme:{row.key}{RATED}{rating.code}"
                says = f"{row.reference} {row.title}, {rating.label.lower()}"
                yield from self._choice(name, says, "action")

    def workstreams(self) -> Iterator[FigureChoice]:
        """Of each workstream."""
        for each in self.position.workstreams:
            name, says = f"workstream:{each.reference}", f"{each.reference} {each.title}"
            yield from self._choice(name, says, "action")

    def groups(self) -> Iterator[FigureChoice]:
        """Of each report group."""
        for title in report_groups(self.position):
            if _UNFIT.search(title):  # it could not be told from the braces around it
                continue
            yield from self._choice(f"group:{title}", title, "action")

    def beside(self) -> Iterator[FigureChoice]:
        """What inspectors found, and what may go wrong."""
        yield from self._choice("weaknesses", "Areas of significant weakness", "weakness")
        yield from self._choice("strengths", "Strengths found", "strength")
        yield from self._choice("risks", "Open risks", "risk")
        for code, label in {
            each.band.code: each.band.label for each in self.facts.risks.bands()
        }.items():
            yield from self._choice(f"risks_in:{code}", f"Open risks, {label.lower()}", "risk")

    def measures(self) -> Iterator[FigureChoice]:
        """Of each measure the latest value, its period, and the value before."""
        yield from self._choice("measures", "Measures", "measure")
        for place, measure in enumerate(self.facts.measures, start=1):
            if measure.latest is None:
                continue
            yield from self._choice(f"measure:{place}", f"{measure.name}: latest value")
            yield from self._choice(f"measure_period:{place}", f"{measure.name}: its period")
            if measure.previous is not None:
                yield from self._choice(
                    f"measure_before:{place}", f"{measure.name}: the value before"
                )

    def dates(self) -> Iterator[FigureChoice]:
        """As at which day the figures are, when the meeting is, and the statutory dates."""
        yield from self._choice("as_at", "Figures as at")
        yield from self._choice("meeting_day", "Day of the meeting")
        yield from self._choice("despatch", "Day of despatch")
        for deadline in {each.kind: each for each in reversed(self.facts.deadlines)}.values():
            if deadline.day is not None:
                yield from self._choice(f"deadline:{deadline.kind.value}", deadline.called)

    def paper(self) -> Iterator[FigureChoice]:
        """What the paper says of itself."""
        yield from self._choice("title", "Title")
        yield from self._choice("meeting", "Committee and day")
        yield from self._choice("classification", "Confidential or exempt")
        yield from self._choice("urgent", "Urgent")

    def _choice(self, name: str, says: str, noun: str = "") -> Iterator[FigureChoice]:
        """The figure, where there is one."""
        key, _, argument = name.partition(":")
        found = self.figures.find(key, argument)
        if found is not None:
            is_count = found.number is not None
            yield FigureChoice(
                name, says, found.text, noun if is_count else "", found.whole is not None
            )
