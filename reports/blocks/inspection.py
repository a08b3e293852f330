"""Blocks filled from the inspection that the plan answers: strengths, weaknesses, what answers them, dates, the whole story."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from actions.clock import DeadlineValue
from actions.parts.clock import NO_DEADLINES, timeline_table
from actions.parts.coverage import matrix
from actions.text import plural
from reports import paper
from reports.blocks.setting import BlockKind, Setting, sentence, tabled
from reports.text import Run
from wsoa.parts import Cell, Head, Row, TablePart

NO_WEAKNESS = "The plan answers no inspection, so no weakness is on record."


def _strengths(setting: Setting) -> Iterable[paper.Block]:
    yield _listed(setting.facts.strengths, "No strength found by an inspection is recorded.")


def _weaknesses(setting: Setting) -> Iterable[paper.Block]:
    found = [row.title for row in setting.facts.coverage.rows if row.weakness is not None]
    yield _listed(found, NO_WEAKNESS)


def _focus_areas(setting: Setting) -> Iterable[paper.Block]:
    """The top-level themes, each with what it is to bring about."""
    position = setting.facts.position
    yield _listed(
        [
            f"{theme.title}. {theme.outcome}" if theme.outcome else theme.title
            for theme in position.top_themes
        ],
        f"The plan has no {plural(position.plan.theme_word)} yet.",
    )


def _listed(items: Sequence[str], empty: str) -> paper.Block:
    return paper.Bullets(tuple((Run(each),) for each in items)) if items else sentence(empty)


def _answers(setting: Setting) -> Iterable[paper.Block]:
    """Each weakness with the themes that answer it."""
    word = setting.facts.position.plan.theme_word
    yield paper.PartBlock(
        TablePart(
            caption=setting.caption,
            heads=(Head("Weakness", width=45), Head(plural(word).capitalize())),
            rows=tuple(
                Row(
                    Cell(row.title),
                    (
                        Cell(
                            "\n".join(f"{each.reference} {each.title}" for each in row.themes)
                            or "None yet"
                        ),
                    ),
                )
                for row in setting.facts.coverage.rows
                if row.weakness is not None
            ),
            empty=NO_WEAKNESS,
        )
    )


def _coverage(setting: Setting) -> Iterable[paper.Block]:
    yield tabled(matrix(setting.facts.coverage), setting.caption)


def _dates(setting: Setting) -> Iterable[paper.Block]:
    """The statutory dates, without whom the tracker tells of them."""
    yield paper.PartBlock(
        TablePart(
            caption=setting.caption,
            heads=(Head("Date", width=40), Head("Day", width=25), Head("How it stands")),
            rows=tuple(_deadline(each) for each in setting.facts.deadlines),
            empty=NO_DEADLINES,
        )
    )


def _deadline(each: DeadlineValue) -> Row:
    since = f" after {each.basis}" if each.basis else ""
    return Row(
        Cell(each.called, note=f"{each.counted_as}{since}"),
        (Cell(each.day_in_words), Cell(tag=each.standing.tag, note=each.says)),
    )


def _timeline(setting: Setting) -> Iterable[paper.Block]:
    part = timeline_table(setting.facts.life, on_page=False)
    yield paper.PartBlock(replace(part, caption=setting.caption))


KINDS = (
    BlockKind("strengths", "Strengths that inspectors found", "Strengths", _strengths),
    BlockKind("weaknesses", "Weaknesses that inspectors found", "Weaknesses", _weaknesses),
    BlockKind("focus-areas", "What the plan works on", "What the plan works on", _focus_areas),
    BlockKind("weakness-answers", "Weaknesses by theme", "Weaknesses by theme", _answers),
    BlockKind("coverage", "What answers each weakness", "What answers what", _coverage),
    BlockKind("statutory-dates", "Statutory dates", "Statutory dates", _dates),
    BlockKind("timeline", "From inspection to sign-off", "From inspection to sign-off", _timeline),
)
