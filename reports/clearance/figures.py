"""The figures behind the words that somebody signed off, and which of them say something else by now.

They are kept by their places in the text, so that they can be held only against the same text; of a block a digest is enough to
tell that it moved. A percentage that is rounded to what it was has not moved.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256

from reports.blocks import BLOCKS, Setting, fill_slot
from reports.blocks.clearance import LOG_KEYS
from reports.choices import StepKind
from reports.clearance.states import Clearance, StepState
from reports.clearance.values import Stage
from reports.drafts import PaperDraft, SectionDraft
from reports.facts import Facts
from reports.figures import Figures, UnknownFigure, figure_menu, fill_runs, without_way
from reports.naming import runs_of
from reports.text import Run, Slot, plain, read_text

_OF_MEASURES = {
    "measure": "latest value",
    "measure_period": "its period",
    "measure_before": "the value before",
    "measure_national": "the national value",
}


@dataclass(frozen=True, slots=True)
class Moved:
    """A figure that says something else than when it was signed off, or a block, of which no words are kept: both are "" then."""

    what: str
    was: str = ""
    now: str = ""

    def __str__(self) -> str:
        return f"{self.what}: {self.was} then, {self.now} now" if self.was else self.what


@dataclass(frozen=True, slots=True)
class _Place:
    """A figure, by its name, or a block, by its title: where in the text it stands, and what it says."""

    key: str
    section: SectionDraft
    says: str
    name: str = ""
    title: str = ""


def figures_of(draft: PaperDraft, facts: Facts) -> dict[str, str]:
    """Place in the text -> what the figure there says, or a digest of the block. What the paper says of itself is left out."""
    return {place.key: place.says for place in _places(draft, facts)}


def moved_since_sign_off(
    found: Clearance, draft: Callable[[], PaperDraft], facts: Facts
) -> tuple[tuple[StepState, tuple[Moved, ...]], ...]:
    """The sign-offs that stand whose figures moved, each with which. `draft` gives the paper that was read for
    `found`, and is not asked where nobody signed figures off."""
    signed = [
        state
        for state in found.steps
        if state.step.kind == StepKind.SIGN_OFF and state.stage == Stage.CONFIRMED
    ]
    if not any(state.step.answer and state.step.answer.figures for state in signed):
        return ()
    places = list(_places(draft(), facts))
    told = [
        (state, _moved(places, state.step.answer.figures, facts))
        for state in signed
        if state.step.answer
    ]
    return tuple((state, moved) for state, moved in told if moved)


def _moved(places: list[_Place], before: Mapping[str, str], facts: Facts) -> tuple[Moved, ...]:
    other = [each for each in places if before.get(each.key, each.says) != each.says]
    if not other:
        return ()
    called = {
        choice.name: choice.says
        for group in figure_menu(Figures(facts))
        for choice in group.choices
    }
    found: dict[Moved, None] = {}
    for each in other:
        where = f"in “{each.section.heading}”"
        if each.name:
            what = called.get(each.name) or _called(each.name, facts)
            found[Moved(f"{what}, {where}", before[each.key], each.says)] = None
        else:
            found[Moved(f"{each.title} {where}")] = None
    return tuple(found)


def _called(name: str, facts: Facts) -> str:
    """A figure that the menu has no more: that of a measure by the measure, another by its name in braces."""
    key, _, argument = (part.strip() for part in name.partition(":"))
    measure = facts.named_measure(argument) if key in _OF_MEASURES else None
    return f"{measure.name}: {_OF_MEASURES[key]}" if measure else f"{{{name}}}"


def _places(draft: PaperDraft, facts: Facts) -> Iterator[_Place]:
    figures = Figures(facts)
    inside = replace(draft, steps=())
    for section in draft.sections:
        for place, block in enumerate(read_text(section.text)):
            key = f"{section.key}/{place}"
            if isinstance(block, Slot) and block.key in BLOCKS and block.key not in LOG_KEYS:
                title = BLOCKS[block.key].title
                yield _Place(key, section, _digest(block, inside, facts), title=title)
            names = [run.figure for runs in runs_of(block) for run in runs if run.figure]
            for number, name in enumerate(names):
                said = "" if "," in name else _said(name, figures)
                if said:
                    called = without_way(name)
                    yield _Place(f"{key}/{number}", section, said, called)


def _said(name: str, figures: Figures) -> str:
    """What the figure says; "" where it is of the paper itself, or there is none."""
    try:
        _, filled = fill_runs((Run("to "), Run(name, figure=name)), figures)
        return filled.text
    except UnknownFigure:
        return ""


def _digest(slot: Slot, draft: PaperDraft, facts: Facts) -> str:
    figures = Figures(facts, draft)
    try:
        caption = plain(fill_runs(slot.caption, figures))
    except UnknownFigure:
        return ""
    setting = Setting(facts=facts, draft=draft, caption=caption, next_table=lambda: "")
    blocks = tuple(fill_slot(slot.key, setting))
    return sha256(repr(blocks).encode()).hexdigest()[:16]
