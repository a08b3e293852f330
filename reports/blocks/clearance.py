"""Blocks filled from the paper itself: who was consulted, who signed it off, and its appendices."""

from collections.abc import Iterable

from actions.text import say_day
from reports import paper
from reports.action_plan import short_day
from reports.blocks.setting import BlockKind, Setting
from reports.choices import StepKind
from wsoa.parts import Cell, Head, Row, TablePart


def _consultees(setting: Setting) -> Iterable[paper.Block]:
    yield paper.ConsulteeTable(
        caption=setting.caption,
        rows=tuple(
            paper.ConsulteeRow(
                "", step.role, short_day(step.issued_on), short_day(step.returned_on)
            )
            for step in setting.draft.steps
            if step.kind == StepKind.CONSULTEE
        ),
    )


def _sign_off(setting: Setting) -> Iterable[paper.Block]:
    """Who must have seen the paper, the post, and the day on which it confirmed."""
    yield paper.PartBlock(
        TablePart(
            setting.caption,
            (Head("Seen by", width=45), Head("Post", width=30), Head("Date")),
            tuple(
                Row(
                    Cell(step.role),
                    (
                        Cell(step.post or "Not named"),
                        Cell(say_day(step.confirmed_on) if step.confirmed_on else "Not confirmed"),
                    ),
                )
                for step in setting.draft.steps
                if step.kind == StepKind.SIGN_OFF
            ),
            "No sign-off is shown in this copy.",
        )
    )


def _appendices(setting: Setting) -> Iterable[paper.Block]:
    yield paper.AppendixList(setting.appendices)


KINDS = (
    BlockKind("consultees", "Consultees", "Consultees", _consultees),
    BlockKind("sign-off", "Sign-off: who, post, date", "Report sign-off", _sign_off),
    BlockKind("appendices", "List of appendices", "Appendices", _appendices),
)
