"""Which actions a board must hear of, why, and how they are laid out: first those of significant concern by
the issue behind them, then the others by report group, with one comment over the rows that share it.

No request, no query: a Position, a plan's rules, and what a manager made of the draft go in.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from actions.choices import Concern, Progress
from actions.position import IssueValue, Line, Position, group_by_issue
from actions.references import follows, say_range
from actions.text import say_days
from boards.choices import ExceptionRule
from boards.models import ExceptionRules

Lines = tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Reason:
    """Why an action is in a report: the rule, and what it found in words."""

    rule: ExceptionRule
    words: str


@dataclass(frozen=True, slots=True)
class Choice:
    """What a manager decided of an action: in, out or as the rules say (None); the reason, and the
    comment it stands under (`comment_id`), if any."""

    is_included: bool | None = None
    reason: str = ""
    comment_id: int | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """A printed row: one action, or several with consecutive references that say one thing (3B i–vi)."""

    lines: Lines
    reasons: tuple[Reason, ...]

    @property
    def first(self) -> Line:
        """The action, or the first of them."""
        return self.lines[0]

    @property
    def reference(self) -> str:
        """The reference, or the range of them."""
        if len(self.lines) == 1:
            return self.first.reference
        return say_range(self.first.reference, self.lines[-1].reference)

    @property
    def title(self) -> str:
        """What the action is; where there are several, what their titles begin with."""
        return self.first.title if len(self.lines) == 1 else _lead_in(self.first.title)

    @property
    def parts(self) -> tuple[tuple[Line, str], ...]:
        """Where there are several, each with what its title goes on to say; none of one."""
        if len(self.lines) == 1:
            return ()
        start = len(self.title) + 1
        return tuple((line, line.title[start:].strip()) for line in self.lines)

    @property
    def why(self) -> str:
        """Its reasons in one line."""
        return "; ".join(reason.words for reason in self.reasons)

    @property
    def said(self) -> str:
        """Its rating, then its reasons, in one line."""
        rating = self.first.rating
        return f"{rating.label if rating else 'Unrated'}: {self.why}"


@dataclass(frozen=True, slots=True)
class Span:
    """Rows under one comment. `comment_id` is that of a comment written for the report; without it the text is
    the actions' own commentary. `remedial_action` is what the actions say is being done."""

    rows: tuple[Row, ...]
    comment: str
    remedial_action: str
    comment_id: int | None = None

    @property
    def lines(self) -> Lines:
        """The actions."""
        return tuple(line for row in self.rows for line in row.lines)

    @property
    def references(self) -> str:
        """The references of its rows, in one line."""
        return ", ".join(row.reference for row in self.rows)


@dataclass(frozen=True, slots=True)
class Group:
    """Rows under one heading: a report group, or a theme where the plan has no report groups. `issue` is
    the issue behind the rows of significant concern; without one they each have a reason of their own."""

    title: str
    spans: tuple[Span, ...]
    issue: IssueValue | None = None

    @property
    def lines(self) -> Lines:
        """The actions."""
        return tuple(line for span in self.spans for line in span.lines)

    @property
    def has_comments(self) -> bool:
        """Whether something is said of its rows beside what their issue explains."""
        return self.issue is None or any(span.comment for span in self.spans)

    @property
    def rows(self) -> tuple[Row, ...]:
        """The printed rows."""
        return tuple(row for span in self.spans for row in span.rows)


@dataclass(frozen=True, slots=True)
class LeftOut:
    """An action that the rules name and a manager left out, with the reason."""

    line: Line
    reasons: tuple[Reason, ...]
    because: str


@dataclass(frozen=True, slots=True)
class Exceptions:
    """A plan's exceptions, laid out. `significant` has one group an issue, `others` one a report group."""

    position: Position
    significant: tuple[Group, ...] = ()
    others: tuple[Group, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    by_report_group: bool = True
    rules: ExceptionRules = field(default_factory=ExceptionRules)

    @property
    def significant_lines(self) -> Lines:
        """The actions of significant concern."""
        return tuple(line for group in self.significant for line in group.lines)

    @property
    def other_lines(self) -> Lines:
        """The other actions."""
        return tuple(line for group in self.others for line in group.lines)

    @property
    def groups(self) -> tuple[Group, ...]:
        """All groups in the order of the report."""
        return self.significant + self.others

    @property
    def lines(self) -> Lines:
        """Every action in the report, in its order."""
        return self.significant_lines + self.other_lines

    @property
    def issues(self) -> int:
        """How many issues stand behind the actions of significant concern."""
        return sum(group.issue is not None for group in self.significant)

    @property
    def other_rows(self) -> int:
        """How many rows the other actions take when printed."""
        return sum(len(group.rows) for group in self.others)

    @property
    def by_rule(self) -> tuple[tuple[ExceptionRule, int], ...]:
        """Each rule that put an action in, with how many; an action with two reasons counts twice."""
        rules = [
            reason.rule
            for group in self.groups
            for row in group.rows
            for _ in row.lines
            for reason in row.reasons
        ]
        return tuple((rule, rules.count(rule)) for rule in ExceptionRule if rule in rules)


def exceptions(
    position: Position,
    rules: ExceptionRules,
    minor_meetings: Mapping[int, int],
    *,
    report_groups: Sequence[str] = (),
    choices: Mapping[int, Choice] | None = None,
    comments: Mapping[int, str] | None = None,
) -> Exceptions:
    """The exceptions of a Position by the rules, and by what a manager chose.

    `minor_meetings` is action's id -> at how many meetings in a row, this one included, it was of
    concern. `report_groups` are the titles of the plan's in order. `choices` are by action's id, `comments`
    by their own.
    """
    choices, comments = choices or {}, comments or {}
    found: dict[int, tuple[Reason, ...]] = {}
    left_out: list[LeftOut] = []
    for line in position.lines:
        reasons = reasons_of(line, rules, minor_meetings.get(line.action_id, 1))
        choice = choices.get(line.action_id, Choice())
        if choice.is_included is False:
            if reasons:
                left_out.append(LeftOut(line, reasons, choice.reason))
            continue
        if choice.is_included:
            reasons += (Reason(ExceptionRule.BY_HAND, f"Put in by hand: {choice.reason}"),)
        if reasons:
            found[line.action_id] = reasons
    named = tuple(line for line in position.lines if line.action_id in found)
    significant = tuple(line for line in named if _concern(line) == Concern.SIGNIFICANT)
    others = tuple(line for line in named if _concern(line) != Concern.SIGNIFICANT)
    lay_out = _Layout(found, choices, comments)
    by_report_group = any(line.report_group for line in position.lines)
    return Exceptions(
        position,
        tuple(
            Group(
                each.issue.title if each.issue else "Each for its own reason",
                lay_out.spans(each.lines, each.issue),
                each.issue,
            )
            for each in group_by_issue(significant)
        ),
        tuple(
            Group(title, lay_out.spans(lines))
            for title, lines in _grouped(position, others, report_groups, by_report_group)
        ),
        tuple(left_out),
        by_report_group,
        rules,
    )


def reasons_of(line: Line, rules: ExceptionRules, meetings: int) -> tuple[Reason, ...]:
    """Every rule that names the action, with what it found; none of a completed one. `meetings` is at how
    many in a row it was of concern, should it be of minor concern now."""
    if line.is_complete:
        return ()
    concern = _concern(line)
    said = _capitalised(line.rating.meaning) if line.rating else ""
    in_a_row = f"{said}, {meetings} meetings in a row" if meetings > 1 else said
    slipped = line.slippage_days
    tests = (
        (ExceptionRule.SIGNIFICANT, rules.significant and concern == Concern.SIGNIFICANT, said),
        (
            ExceptionRule.MINOR,
            0 < rules.minor_after_meetings <= meetings and concern == Concern.MINOR,
            in_a_row,
        ),
        (
            ExceptionRule.OVERDUE,
            rules.overdue and line.is_overdue,
            f"Overdue by {say_days(line.days_overdue)}",
        ),
        (
            ExceptionRule.SLIPPED,
            rules.slipped and slipped > rules.slipped_days,
            f"Date slipped by {say_days(slipped)}",
        ),
        (
            ExceptionRule.STALE,
            rules.stale and line.is_stale,
            f"No news for {say_days(line.days_silent)}",
        ),
        (
            ExceptionRule.NO_REMEDIAL_ACTION,
            rules.no_remedial_action and line.lacks_remedial_action,
            "No remedial action recorded",
        ),
        (
            ExceptionRule.STARTING_NEXT,
            rules.starting_days > 0
            and line.progress == Progress.NOT_STARTED
            and line.is_due_within(rules.starting_days),
            f"Not started, due {line.due}",
        ),
    )
    return tuple(Reason(rule, words) for rule, names_it, words in tests if names_it)


def _capitalised(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"


def _concern(line: Line) -> Concern:
    return line.rating.concern if line.rating else Concern.NONE


def _grouped(
    position: Position, lines: Lines, report_groups: Sequence[str], by_report_group: bool
) -> list[tuple[str, Lines]]:
    """The lines under their headings: report groups in the plan's order, those it does not know any more
    after them, lines without one last; or themes in their order."""
    under: dict[str, list[Line]] = {}
    if by_report_group:
        for line in lines:
            under.setdefault(line.report_group, []).append(line)
        order = [title for title in report_groups if title in under]
        order += [title for title in under if title and title not in report_groups]
        order += [""] if "" in under else []
        return [(title or "In no report group", tuple(under[title])) for title in order]
    for line in lines:
        theme = line.top_theme
        under.setdefault(f"{theme.reference} {theme.title}", []).append(line)
    titles = [f"{theme.reference} {theme.title}" for theme in position.top_themes]
    return [(title, tuple(under[title])) for title in titles if title in under]


_Key = tuple[int | None, str, str, int]
"""What lines under one comment have in common: its id, the text, the remedial action, and the action's id
where there is no text."""


@dataclass(frozen=True, slots=True)
class _Layout:
    """Puts the lines of a group under their comments."""

    reasons: Mapping[int, tuple[Reason, ...]]
    choices: Mapping[int, Choice]
    comments: Mapping[int, str]

    def spans(self, lines: Iterable[Line], issue: IssueValue | None = None) -> tuple[Span, ...]:
        """The lines by the comment they share, in order of the first of each.

        Where an issue explains them all, their own commentaries are left out. Lines of which nothing is
        said otherwise stand each for itself.
        """
        shared: dict[_Key, list[Line]] = {}
        key: _Key
        for line in lines:
            comment_id = self.choices.get(line.action_id, Choice()).comment_id
            if comment_id is not None and comment_id in self.comments:
                key = (comment_id, self.comments[comment_id], "", 0)
            elif issue is not None:
                key = (None, "", "", 0)
            else:
                alone = 0 if line.commentary else line.action_id
                key = (None, line.commentary, line.remedial_action, alone)
            shared.setdefault(key, []).append(line)
        return tuple(
            Span(self._rows(members), text, remedial, comment_id)
            for (comment_id, text, remedial, _), members in shared.items()
        )

    def _rows(self, lines: Sequence[Line]) -> tuple[Row, ...]:
        rows: list[list[Line]] = []
        for line in lines:
            if rows and self._go_on(rows[-1][-1], line):
                rows[-1].append(line)
            else:
                rows.append([line])
        return tuple(Row(tuple(row), self.reasons[row[0].action_id]) for row in rows)

    def _go_on(self, line: Line, following: Line) -> bool:
        """Whether two lines make one row: consecutive references, titles that begin alike up to a colon, and
        the same date, rating and reasons."""
        lead_in = _lead_in(line.title)
        return (
            bool(lead_in)
            and lead_in == _lead_in(following.title)
            and follows(line.reference, following.reference)
            and (line.due, line.original_due, line.rating)
            == (following.due, following.original_due, following.rating)
            and self.reasons[line.action_id] == self.reasons[following.action_id]
        )


def _lead_in(title: str) -> str:
    """What stands before the first colon of a title; blank where there is none."""
    before, colon, _ = title.partition(":")
    return before if colon else ""
