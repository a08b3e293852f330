"""Texts of papers filled from a plan, for tests of the blocks: each goes through a whole paper."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from actions.models import Plan
from reports import paper
from reports.choices import SectionKind, StepKind
from reports.content import paper_content
from reports.drafts import PaperDraft, SectionDraft, StepDraft
from reports.facts import Facts
from reports.text import plain
from wsoa.parts import Cell, ChartPart, TablePart

STEPS = (
    StepDraft(StepKind.SIGN_OFF, "Lead officer", "Director", confirmed_on=date(2018, 2, 1)),
    StepDraft(StepKind.SIGN_OFF, "Monitoring officer"),
    StepDraft(StepKind.CONSULTEE, "Communications"),
)


def drafted(plan: Plan, text: str, day: date, **given: Any) -> PaperDraft:
    """A paper with one section of that text."""
    draft = PaperDraft(
        title="Progress",
        council="Council",
        body="Cabinet",
        meeting_on=None,
        as_at=day,
        sections=(SectionDraft(SectionKind.BODY, "Section", text),),
        steps=STEPS,
    )
    return replace(draft, **given)


def filled(plan: Plan, text: str, day: date, **given: Any) -> tuple[paper.Block, ...]:
    """The blocks that the text becomes in a paper on the plan as at the day."""
    content = paper_content(drafted(plan, text, day, **given), Facts(plan, day))
    return content.sections[0].blocks


def table_in(blocks: tuple[paper.Block, ...]) -> TablePart:
    """The one table."""
    (found,) = tables_in(blocks)
    return found


def tables_in(blocks: tuple[paper.Block, ...]) -> list[TablePart]:
    """The tables of data."""
    return [
        block.part
        for block in blocks
        if isinstance(block, paper.PartBlock) and isinstance(block.part, TablePart)
    ]


def chart_in(blocks: tuple[paper.Block, ...]) -> ChartPart:
    """The one chart."""
    (found,) = (
        block.part
        for block in blocks
        if isinstance(block, paper.PartBlock) and isinstance(block.part, ChartPart)
    )
    return found


def rows_of(table: TablePart) -> list[list[str]]:
    """Each row as it reads, head first."""
    return [[say(cell) for cell in (row.head, *row.cells)] for row in table.rows]


def say(cell: Cell) -> str:
    """A cell as it reads: its tag, then its text."""
    tag = f"{cell.tag.code} {cell.tag.label}" if cell.tag else ""
    return " ".join(filter(None, (tag, cell.text)))


def said_in(blocks: tuple[paper.Block, ...]) -> list[str]:
    """Paragraphs, subheadings and points as they read, and of a table without rows the sentence in its place."""
    return list(_said(blocks))


def _said(blocks: tuple[paper.Block, ...]) -> Iterator[str]:
    for block in blocks:
        match block:
            case paper.Paragraph(runs) | paper.Subheading(runs):
                yield plain(runs)
            case paper.Bullets(items) | paper.Points(items):
                yield from map(plain, items)
            case paper.PartBlock(TablePart(rows=()) as part):
                yield part.empty
