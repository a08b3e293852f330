"""The files that people are about to import: a file's cells, kept until its maker has looked at what they would do.

A draft is no part of the record, so none of this is in the trail.
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings

from actions import permissions
from actions.errors import NotAllowed, Stale
from actions.importing.table import CellTable
from actions.models import ImportDraft, Plan
from actions.services.writing import check_effective_date, check_open
from wsoa.capabilities import Capability
from wsoa.models import User


def check_own(draft: ImportDraft, by: User) -> None:
    """Raise NotAllowed unless the draft is the person's own, in a plan that they manage."""
    permissions.check(by, draft.plan.area, Capability.MANAGE_PLAN)
    if draft.by_id != by.pk:
        raise NotAllowed("An import that is being prepared is its maker's alone.")


def keep_draft(
    *,
    plan: Plan,
    table: CellTable,
    file_name: str,
    sha256: str,
    columns: dict[str, Any],
    as_at: date,
    expand_ranges: bool,
    by: User,
    at: datetime,
) -> ImportDraft:
    """Keep a file's cells until its maker has looked at what importing them would do."""
    permissions.check(by, plan.area, Capability.MANAGE_PLAN)
    check_open(plan)
    check_effective_date(plan, as_at, at, field="as_at")
    return ImportDraft.objects.create(
        plan=plan,
        by=by,
        at=at,
        file_name=file_name,
        sha256=sha256,
        table=table.as_json(),
        columns=columns,
        as_at=as_at,
        expand_ranges=expand_ranges,
    )


def change_draft(
    *,
    draft: ImportDraft,
    columns: dict[str, Any],
    as_at: date,
    expand_ranges: bool,
    by: User,
    at: datetime,
) -> None:
    """Let the draft be understood otherwise. Its maker alone may. Raises Stale where it is gone."""
    check_own(draft, by)
    check_effective_date(draft.plan, as_at, at, field="as_at")
    draft.columns = columns
    draft.as_at = as_at
    draft.expand_ranges = expand_ranges
    is_there = ImportDraft.objects.filter(pk=draft.pk).update(
        columns=columns, as_at=as_at, expand_ranges=expand_ranges
    )
    if not is_there:
        raise Stale(
            "This import is no longer waiting: it was confirmed, discarded or too old. Choose the "
            "file again."
        )


def discard_draft(*, draft: ImportDraft, by: User) -> None:
    """Remove the draft; nothing of it was ever part of the record."""
    check_own(draft, by)
    draft.delete()


def remove_expired_drafts(moment: datetime) -> Iterator[str]:
    """A step of `tick`: remove drafts that nobody confirmed in time."""
    since = moment - timedelta(days=settings.KEEP_IMPORT_DRAFTS_DAYS)
    removed, _ = ImportDraft.objects.filter(at__lt=since).delete()
    if removed:
        yield f"removed {removed} unfinished import{'' if removed == 1 else 's'}"
