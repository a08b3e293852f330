"""A Position as rows and back: what is frozen for a board, and how it is read again.

`freeze` and `thaw` are each other's inverse and touch no database; services/packs.py saves the rows, and
`position_of` reads them.
"""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from actions.choices import Concern, DuePrecision, Progress
from actions.due_dates import DueDate
from actions.position import (
    ImpactValue,
    IssueValue,
    Line,
    PlanValue,
    Position,
    PostValue,
    RatingValue,
    ThemeValue,
    WorkstreamValue,
)
from actions.position.dependencies import with_dependencies
from boards.checksums import checksum_of, checksum_of_line, new_salt
from boards.models import (
    Snapshot,
    SnapshotImpact,
    SnapshotIssue,
    SnapshotLine,
    SnapshotOwner,
    SnapshotRating,
    SnapshotTheme,
    SnapshotWorkstream,
)
from boards.models.snapshots import SnapshotPart
from wsoa.models import User

V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class FrozenLine:
    """A line's row and those of its owners, the first one first."""

    row: SnapshotLine
    owners: tuple[SnapshotOwner, ...]


@dataclass(frozen=True, slots=True)
class Frozen:
    """The rows of a snapshot, each sort in its order, saved or not."""

    snapshot: Snapshot
    ratings: tuple[SnapshotRating, ...]
    impacts: tuple[SnapshotImpact, ...]
    themes: tuple[SnapshotTheme, ...]
    workstreams: tuple[SnapshotWorkstream, ...]
    issues: tuple[SnapshotIssue, ...]
    lines: tuple[FrozenLine, ...]

    @property
    def parts(self) -> tuple[tuple[str, Sequence[SnapshotPart]], ...]:
        """Everything but the lines: what each sort is called, and its rows."""
        return (
            ("ratings", self.ratings),
            ("impacts", self.impacts),
            ("themes", self.themes),
            ("workstreams", self.workstreams),
            ("issues", self.issues),
        )

    def checksum(self) -> str:
        """The snapshot's checksum, over those that its rows bear."""
        parts = {name: [row.checksum for row in rows] for name, rows in self.parts}
        return checksum_of(self.snapshot, lines=[line.row.checksum for line in self.lines], **parts)


def freeze(
    position: Position, *, by: User, at: datetime, salt: Callable[[], str] = new_salt
) -> Frozen:
    """The Position as rows of a snapshot, with their checksums; none is saved. `salt` gives each its chance."""
    plan = position.plan
    snapshot = Snapshot(
        plan_id=plan.id,
        as_at=position.as_at,
        area_slug=plan.area_slug,
        area_name=plan.area_name,
        plan_slug=plan.slug,
        plan_title=plan.title,
        theme_word=plan.theme_word,
        stale_after_days=plan.stale_after_days,
        scheme=position.scheme,
        recorded_at=at,
        recorded_by=by,
    )
    issues = {line.issue.id: line.issue for line in position.lines if line.issue}
    frozen = Frozen(
        snapshot,
        ratings=tuple(
            SnapshotRating(
                snapshot=snapshot,
                key=each.id,
                order=order,
                code=each.code,
                label=each.label,
                meaning=each.meaning,
                tone=each.tone,
                progress=each.progress,
                concern=each.concern,
            )
            for order, each in enumerate(position.ratings)
        ),
        impacts=tuple(
            SnapshotImpact(
                snapshot=snapshot,
                key=each.id,
                order=order,
                code=each.code,
                label=each.label,
                meaning=each.meaning,
                tone=each.tone,
            )
            for order, each in enumerate(position.impacts)
        ),
        themes=tuple(
            SnapshotTheme(
                snapshot=snapshot,
                key=each.id,
                order=order,
                parent_key=each.parent_id,
                reference=each.reference,
                title=each.title,
                outcome=each.outcome,
                lead=each.lead,
            )
            for order, each in enumerate(position.themes)
        ),
        workstreams=tuple(
            SnapshotWorkstream(
                snapshot=snapshot,
                key=each.id,
                order=order,
                reference=each.reference,
                title=each.title,
                lead=each.lead,
            )
            for order, each in enumerate(position.workstreams)
        ),
        issues=tuple(
            SnapshotIssue(
                snapshot=snapshot,
                key=each.id,
                order=order,
                title=each.title,
                explanation=each.explanation,
                remedial_action=each.remedial_action,
                agreed_by=each.agreed_by,
                agreed_on=each.agreed_on,
                owner=each.owner,
                **_due_columns("due", each.due),
            )
            for order, each in enumerate(issues.values())
        ),
        lines=tuple(
            _frozen_line(snapshot, order, line) for order, line in enumerate(position.lines)
        ),
    )
    for _, rows in frozen.parts:
        for row in rows:
            row.salt = salt()
            row.checksum = checksum_of(row)
    for line in frozen.lines:
        line.row.salt = salt()
        for owner in line.owners:
            owner.salt = salt()
        line.row.checksum = checksum_of_line(line.row, line.owners)
    snapshot.checksum = frozen.checksum()
    return frozen


def _frozen_line(snapshot: Snapshot, order: int, line: Line) -> FrozenLine:
    row = SnapshotLine(
        snapshot=snapshot,
        order=order,
        action_id=line.action_id,
        reference=line.reference,
        sort_key=line.sort_key,
        slug=line.slug,
        title=line.title,
        detail=line.detail,
        theme_key=line.theme.id,
        workstream_key=line.workstream.id if line.workstream else None,
        report_group=line.report_group,
        lead_organisation=line.lead_organisation,
        rating_key=line.rating.id if line.rating else None,
        rated_on=line.rated_on,
        rated_at=line.recorded_at,
        rated_by=line.recorded_by,
        commentary=line.commentary,
        remedial_action=line.remedial_action,
        completed_on=line.completed_on,
        evidence=line.evidence,
        has_evidence=line.has_evidence,
        issue_key=line.issue.id if line.issue else None,
        added_on=line.added_on,
        confirmed_on=line.confirmed_on,
        impact_key=line.impact.id if line.impact else None,
        waits_on=",".join(str(other.action_id) for other in line.waits_on),
        **_due_columns("due", line.due),
        **_due_columns("original", line.original_due),
    )
    owners = tuple(
        SnapshotOwner(
            line=row, order=place, key=owner.id, title=owner.title, organisation=owner.organisation
        )
        for place, owner in enumerate(line.owners)
    )
    return FrozenLine(row, owners)


def _due_columns(name: str, due: DueDate | None) -> dict[str, Any]:
    return {
        f"{name}_precision": due.precision if due else "",
        f"{name}_end": due.end if due else None,
        f"{name}_printed": due.printed if due else "",
    }


def thaw(frozen: Frozen) -> Position:
    """The Position that was frozen."""
    snapshot = frozen.snapshot
    ratings = {
        row.key: RatingValue(
            id=row.key,
            code=row.code,
            label=row.label,
            meaning=row.meaning,
            tone=row.tone,
            progress=Progress(row.progress),
            concern=Concern(row.concern),
        )
        for row in frozen.ratings
    }
    impacts = {
        row.key: ImpactValue(row.key, row.code, row.label, row.meaning, row.tone)
        for row in frozen.impacts
    }
    themes = {
        row.key: ThemeValue(
            row.key, row.parent_key, row.reference, row.title, row.outcome, row.lead
        )
        for row in frozen.themes
    }
    workstreams = {
        row.key: WorkstreamValue(row.key, row.reference, row.title, row.lead)
        for row in frozen.workstreams
    }
    issues = {
        row.key: IssueValue(
            row.key,
            row.title,
            row.explanation,
            row.remedial_action,
            row.agreed_by,
            row.agreed_on,
            row.owner,
            _due(row.due_precision, row, "due"),
        )
        for row in frozen.issues
    }
    lines = []
    waits: dict[int, list[int]] = {}
    for each in frozen.lines:
        row = each.row
        theme = themes[row.theme_key]
        if row.waits_on:
            waits[row.action_id] = [int(key) for key in row.waits_on.split(",")]
        lines.append(
            Line(
                as_at=snapshot.as_at,
                action_id=row.action_id,
                reference=row.reference,
                sort_key=row.sort_key,
                slug=row.slug,
                title=row.title,
                detail=row.detail,
                theme=theme,
                top_theme=theme if theme.parent_id is None else themes[theme.parent_id],
                workstream=_at(workstreams, row.workstream_key),
                report_group=row.report_group,
                lead_organisation=row.lead_organisation,
                owners=tuple(
                    PostValue(owner.key, owner.title, owner.organisation) for owner in each.owners
                ),
                due=_due(row.due_precision, row, "due"),
                original_due=_due(row.original_precision, row, "original"),
                rating=_at(ratings, row.rating_key),
                rated_on=row.rated_on,
                recorded_at=row.rated_at,
                recorded_by=row.rated_by,
                commentary=row.commentary,
                remedial_action=row.remedial_action,
                completed_on=row.completed_on,
                evidence=row.evidence,
                issue=_at(issues, row.issue_key),
                added_on=row.added_on,
                confirmed_on=row.confirmed_on,
                impact=_at(impacts, row.impact_key),
                waits_on=(),
                stale_after_days=snapshot.stale_after_days,
                has_evidence=row.has_evidence,
            )
        )
    return Position(
        plan=PlanValue(
            id=snapshot.plan_id,
            area_slug=snapshot.area_slug,
            area_name=snapshot.area_name,
            slug=snapshot.plan_slug,
            title=snapshot.plan_title,
            theme_word=snapshot.theme_word,
            stale_after_days=snapshot.stale_after_days,
        ),
        as_at=snapshot.as_at,
        scheme=snapshot.scheme,
        ratings=tuple(ratings.values()),
        impacts=tuple(impacts.values()),
        themes=tuple(themes.values()),
        workstreams=tuple(workstreams.values()),
        lines=tuple(with_dependencies(lines, waits)),
    )


def _at(values: dict[int, V], key: int | None) -> V | None:
    return None if key is None else values[key]


def _due(precision: str, row: SnapshotLine | SnapshotIssue, name: str) -> DueDate | None:
    if not precision:
        return None
    return DueDate(
        DuePrecision(precision), getattr(row, f"{name}_end"), getattr(row, f"{name}_printed")
    )


def frozen_rows(snapshot: Snapshot) -> Frozen:
    """The snapshot's rows as they are on record. Seven queries, whatever its size."""
    owners: dict[int, list[SnapshotOwner]] = defaultdict(list)
    for owner in SnapshotOwner.objects.filter(line__snapshot=snapshot).order_by("order"):
        owners[owner.line_id].append(owner)
    return Frozen(
        snapshot,
        ratings=tuple(SnapshotRating.objects.filter(snapshot=snapshot)),
        impacts=tuple(SnapshotImpact.objects.filter(snapshot=snapshot)),
        themes=tuple(SnapshotTheme.objects.filter(snapshot=snapshot)),
        workstreams=tuple(SnapshotWorkstream.objects.filter(snapshot=snapshot)),
        issues=tuple(SnapshotIssue.objects.filter(snapshot=snapshot)),
        lines=tuple(
            FrozenLine(row, tuple(owners.get(row.pk, ())))
            for row in SnapshotLine.objects.filter(snapshot=snapshot)
        ),
    )


def position_of(snapshot: Snapshot) -> Position:
    """The Position that was frozen, from its rows alone. Seven queries, whatever its size."""
    return thaw(frozen_rows(snapshot))
