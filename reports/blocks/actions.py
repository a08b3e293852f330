"""Blocks filled from the plan's actions: Table 1, the red actions by issue, monitoring visits, the whole plan."""

from collections.abc import Iterable, Iterator

from actions.choices import Concern
from actions.position import group_by_issue
from boards.agreed_issues import in_words
from boards.models import MonitoringVisit
from reports import paper
from reports.action_plan import action_plan, rating_tag
from reports.blocks.setting import BlockKind, Setting


def _table_one(setting: Setting) -> Iterable[paper.Block]:
    position = setting.facts.position
    yield paper.SummaryTableBlock(
        caption=setting.caption,
        stub=position.plan.theme_word.capitalize(),
        table=position.by_theme(),
        number=setting.next_table(),
    )


def _table_two(setting: Setting) -> Iterable[paper.Block]:
    rows = tuple(_outcome(visit) for visit in setting.facts.visits)
    number = setting.next_table() if rows else ""
    yield paper.OutcomeTable(caption=setting.caption, rows=rows, number=number)


def _outcome(visit: MonitoringVisit) -> paper.OutcomeRow:
    return paper.OutcomeRow(
        outcome=visit.title,
        unmet=visit.unmet,
        met=visit.met,
        exceeded=visit.exceeded,
        significantly_exceeded=visit.significantly_exceeded,
        delivery=str(visit.delivery),
    )


def _issues(setting: Setting) -> Iterable[paper.Block]:
    yield paper.IssueTable(caption=setting.caption, rows=tuple(_issue_rows(setting)))


def _issue_rows(setting: Setting) -> Iterator[paper.IssueRow]:
    """The actions of significant concern by the issue behind them."""
    position, agreed = setting.facts.position, setting.facts.agreed
    for group in group_by_issue(position.with_concern(Concern.SIGNIFICANT)):
        actions = tuple(
            paper.IssueAction(line.reference, line.title, rating_tag(line.rating))
            for line in group.lines
        )
        if group.issue is None:
            for line, action in zip(group.lines, actions, strict=True):
                yield paper.IssueRow(
                    line.title, line.commentary, line.remedial_action, "", (action,)
                )
        else:
            yield paper.IssueRow(
                group.issue.title,
                group.issue.explanation,
                group.issue.remedial_action,
                in_words(group.issue, agreed.get(group.issue.id, ())),
                actions,
                group.issue.promised,
            )


def _action_plan(setting: Setting) -> Iterable[paper.Block]:
    yield action_plan("", "", setting.facts.position)


KINDS = (
    BlockKind("table-1", "Table 1: themes by rating", "Progress by theme", _table_one),
    BlockKind("table-2", "Monitoring visits by outcome", "Monitoring visits", _table_two),
    BlockKind(
        "issues", "Red actions by issue", "Actions of significant concern, by issue", _issues
    ),
    BlockKind("action-plan", "The whole action plan", "Action plan", _action_plan),
)
