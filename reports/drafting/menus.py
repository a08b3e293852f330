"""The menus from which an officer inserts a figure or a block, each with what it is now."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from reports.blocks import BLOCKS
from reports.facts import Facts
from reports.figures import Figures


@dataclass(frozen=True, slots=True)
class Insert:
    """Something to insert: what the menu calls it, what is written for it, and what that is now. `in_words` is what is written for the
    figure in words, "" where it has none."""

    title: str
    code: str
    value: str = ""
    in_words: str = ""


@dataclass(frozen=True, slots=True)
class InsertGroup:
    """Several under one heading."""

    title: str
    inserts: tuple[Insert, ...]


_ACTIONS = (
    ("total", "All actions"),
    ("complete", "Actions complete"),
    ("in_progress", "Actions in progress"),
    ("not_started", "Actions not started"),
    ("progress_not_stated", "Actions whose progress is not stated"),
    ("overdue", "Actions overdue"),
    ("unrated", "Actions unrated"),
    ("significant", "Actions of significant concern"),
    ("significant_issues", "Issues behind those of significant concern"),
)
_PLAN = (
    ("themes", "Themes"),
    ("workstreams", "Workstreams"),
    ("weaknesses", "Weaknesses that the inspection found"),
    ("strengths", "Strengths that the inspection found"),
    ("risks", "Open risks"),
    ("measures", "Measures"),
)
_OF_A_MEASURE = (
    ("measure", ""),
    ("measure_before", ", the reading before"),
    ("measure_period", ", period"),
)
_PAPER = (
    ("as_at", "Date of the figures"),
    ("meeting", "Committee and date"),
    ("classification", "Part I or Part II"),
    ("title", "Title of the paper"),
)


def figure_groups(figures: Figures) -> tuple[InsertGroup, ...]:
    """The figures that there are for the paper."""
    position = figures.facts.position
    table = position.by_theme()
    ratings = [
        (f"rating:{column.code}", f"{column.label}: {column.meaning}")
        for column in table.columns
        if position.rating(column.code)
    ]
    themes = [
        (f"theme:{row.key}", f"{row.reference} {row.title}".strip())
        for row in table.rows
        if row.key
    ]
    facts = figures.facts
    measures = [
        (f"{name}:{place}", f"{measure.name}{what}")
        for place, measure in enumerate(facts.measures, start=1)
        for name, what in _OF_A_MEASURE
    ]
    deadlines = [(f"deadline:{each.kind.value}", each.title) for each in facts.deadlines]
    groups = (
        ("Actions", _ACTIONS),
        ("Actions by rating", ratings),
        (f"Actions by {position.plan.theme_word}", themes),
        ("The plan", _PLAN),
        ("Measures", measures),
        ("Statutory dates", list(dict(deadlines).items())),
        ("This paper", _PAPER),
    )
    found = (InsertGroup(title, tuple(_figures(figures, names))) for title, names in groups)
    return tuple(group for group in found if group.inserts)


def block_group(facts: Facts) -> InsertGroup:
    """The blocks that data fill; one that has to be told of what it is stands once for everything that it may be told."""
    found = (insert for kind in BLOCKS.values() for insert in kind.inserts(facts))
    return InsertGroup("Blocks", tuple(Insert(title, code) for title, code in found))


def _figures(figures: Figures, names: Iterable[tuple[str, str]]) -> Iterator[Insert]:
    for written, title in names:
        name, _, argument = written.partition(":")
        value = figures.find(name, argument)
        if value is not None:
            in_words = f"{{{written} in words}}" if value.number is not None else ""
            yield Insert(title, f"{{{written}}}", value.text, in_words)
