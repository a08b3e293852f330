"""Blocks filled from the paper itself: who was consulted, and its appendices."""

from collections.abc import Iterable

from reports import paper
from reports.action_plan import short_day
from reports.blocks.setting import BlockKind, Setting
from reports.choices import StepKind


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


def _appendices(setting: Setting) -> Iterable[paper.Block]:
    yield paper.AppendixList(setting.appendices)


KINDS = (
    BlockKind("consultees", "Consultees", "Consultees", _consultees),
    BlockKind("appendices", "List of appendices", "Appendices", _appendices),
)
