"""Blocks filled from the actions that give cause for concern: the red ones by issue, the amber ones by report group."""

import re
from collections.abc import Iterable, Iterator

from boards.agreed_issues import in_words
from boards.exceptions import Group, Row, Span
from reports import paper
from reports.action_plan import count_actions
from reports.blocks.setting import BlockKind, Setting, sentence
from reports.text import Run
from wsoa import parts
from wsoa.parts import Cell, Head, TablePart

_DASH = re.compile(r"^[-*] ", re.MULTILINE)


def _reds(setting: Setting) -> Iterable[paper.Block]:
    """Issue by issue: its actions with their first dates, then the one explanation and what is being done."""
    groups = setting.facts.of_concern.significant
    if not groups:
        yield sentence("No action is of significant concern.")
    for group in groups:
        yield from _red_group(group, setting)


def _red_group(group: Group, setting: Setting) -> Iterator[paper.Block]:
    yield paper.Subheading((Run(f"{group.title} ({count_actions(len(group.lines))})"),))
    issue = group.issue
    items = []
    for line in group.lines:
        due = f", due {line.original_due}" if line.original_due else ""
        own = "" if issue else _said(line.commentary, line.remedial_action)
        items.append((Run(f"{line.reference} {line.title}{due}{own}"),))
    yield paper.Bullets(tuple(items))
    if issue is None:
        return
    if issue.explanation:
        yield sentence(issue.explanation)
    done = " ".join(
        f"{each.rstrip('.')}."
        for each in (issue.promised, in_words(issue, setting.facts.agreed.get(issue.id, ())))
        if each
    )
    if issue.remedial_action or done:
        doing = " ".join(filter(None, (issue.remedial_action, done)))
        yield paper.Paragraph((Run("What is being done: ", bold=True), Run(doing)))


def _said(commentary: str, remedial: str) -> str:
    said = " ".join(filter(None, (commentary, remedial)))
    return f": {said}" if said else ""


def _ambers(setting: Setting) -> Iterable[paper.Block]:
    """A table a report group; actions under one comment share a row."""
    found = setting.facts.of_concern
    if not found.others:
        yield sentence("No action is of minor concern.")
    for group in found.others:
        yield paper.PartBlock(
            TablePart(
                f"{group.title}: {count_actions(len(group.lines))}",
                (
                    Head("Reference", width=12),
                    Head("Action", width=36),
                    Head("Original date", width=16),
                    Head("Comments"),
                ),
                tuple(_amber_row(span) for span in group.spans),
                "",
            )
        )


def _amber_row(span: Span) -> parts.Row:
    """Rows under one comment as one: each action and date after its reference where they are several."""
    rows = span.rows
    is_alone = len(rows) == 1
    return parts.Row(
        Cell("\n".join(row.reference for row in rows)),
        (
            Cell("\n".join(_after(row, _action(row), is_alone=is_alone) for row in rows)),
            Cell("\n".join(_dates(rows))),
            Cell(_bulleted("\n".join(filter(None, (span.comment, span.remedial_action)))) or "–"),
        ),
    )


def _bulleted(text: str) -> str:
    """The text with a bullet where somebody typed a dash for one."""
    return _DASH.sub("• ", text)


def _after(row: Row, said: str, *, is_alone: bool) -> str:
    return said if is_alone else f"{row.reference}: {said}"


def _action(row: Row) -> str:
    """What the action is; of several in a range what they begin with, and then what each goes on to say."""
    goes_on = "; ".join(said for _, said in row.parts)
    return f"{row.title}: {goes_on}" if goes_on else row.title


def _dates(rows: tuple[Row, ...]) -> Iterator[str]:
    """Each row's first date; said once where all have the same."""
    said = [str(row.first.original_due) if row.first.original_due else "None set" for row in rows]
    if len(set(said)) == 1:
        yield said[0]
        return
    for row, due in zip(rows, said, strict=True):
        yield f"{row.reference}: {due}"


KINDS = (
    BlockKind("reds-by-issue", "Red actions under their explanations", "", _reds),
    BlockKind("ambers-by-group", "Amber actions by report group", "", _ambers),
)
