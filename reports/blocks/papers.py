"""The block filled from the plan's earlier papers."""

from collections.abc import Iterable

from actions.text import say_day
from reports import paper
from reports.blocks.setting import BlockKind, Setting
from reports.earlier_papers import EarlierPaper
from wsoa.parts import Cell, Head, Row, TablePart


def _earlier(setting: Setting) -> Iterable[paper.Block]:
    """Papers on the plan for meetings before this one, and what came of each."""
    before = setting.draft.meeting_on or setting.facts.day
    yield paper.PartBlock(
        TablePart(
            setting.caption,
            (Head("Meeting", width=30), Head("Paper", width=28), Head("What the meeting decided")),
            tuple(_row(each) for each in setting.facts.papers_before(before)),
            f"No paper on the plan is published for a meeting before {say_day(before)}.",
        )
    )


def _row(each: EarlierPaper) -> Row:
    passed = f"{each.passed_on}: {each.comments}" if each.comments else ""
    decided = "\n".join(filter(None, (each.resolution, passed)))
    return Row(
        Cell(each.body, note=say_day(each.meeting_on)),
        (
            Cell(each.title, note=f"Figures as at {say_day(each.as_at)}"),
            Cell(decided or "Nothing is recorded yet."),
        ),
    )


KINDS = (
    BlockKind(
        "earlier-papers",
        "Earlier papers and what came of them",
        "Earlier papers on the plan",
        _earlier,
    ),
)
