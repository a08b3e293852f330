"""Blocks filled from the paper itself: who was consulted, who signed it off, and its appendices."""

from collections.abc import Iterable

from actions.text import say_day
from reports import paper
from reports.action_plan import short_day
from reports.blocks.setting import BlockKind, Setting
from reports.choices import StepKind
from reports.drafts import StepDraft
from wsoa.parts import Cell, Head, Row, TablePart

LOG_KEY = "clearance-log"
LOG_KEYS = frozenset({"consultees", "sign-off", LOG_KEY})
"""The blocks that tell who was asked and what they did."""


def _consultees(setting: Setting) -> Iterable[paper.Block]:
    yield paper.ConsulteeTable(
        caption=setting.caption,
        rows=tuple(
            paper.ConsulteeRow(
                "",
                step.role,
                short_day(step.issued_on),
                short_day(step.returned_on or step.confirmed_on),
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


def _log(setting: Setting) -> Iterable[paper.Block]:
    """All who were asked, when they answered, and what they said; a copy that leaves out what was said has no column for it."""
    steps = setting.draft.steps
    has_comments = any(step.comments for step in steps)
    heads = (Head("Who", width=30), Head("Issued", width=14), Head("Answered", width=24))
    yield paper.PartBlock(
        TablePart(
            setting.caption,
            (*heads, Head("Comments")) if has_comments else heads,
            tuple(
                Row(
                    Cell(_called(step)),
                    (
                        Cell(short_day(step.issued_on) or "Not issued"),
                        Cell(_answered(step), note=step.how),
                        *((Cell(step.comments or "None"),) if has_comments else ()),
                    ),
                )
                for step in steps
            ),
            "No clearance is shown in this copy.",
        )
    )


def _called(step: StepDraft) -> str:
    same = not step.post or step.post.casefold() == step.role.casefold()
    return step.role if same else f"{step.role} ({step.post})"


def _answered(step: StepDraft) -> str:
    said = (("confirmed", step.confirmed_on), ("returned", step.returned_on))
    days = [f"{word} {short_day(day)}" for word, day in said if day is not None]
    return "; ".join(days)[:1].upper() + "; ".join(days)[1:] if days else "Not answered"


def _appendices(setting: Setting) -> Iterable[paper.Block]:
    yield paper.AppendixList(setting.appendices)


KINDS = (
    BlockKind("consultees", "Consultees", "Consultees", _consultees),
    BlockKind("sign-off", "Sign-off: who, post, date", "Report sign-off", _sign_off),
    BlockKind(LOG_KEY, "Clearance: all answers and comments", "Clearance log", _log),
    BlockKind("appendices", "List of appendices", "Appendices", _appendices),
)
