"""Importing a plan's actions from a file: all of it or nothing, with the checks of the single services.

The rules of each row are in actions/importing; this writes, many rows at a time, what they allow.
"""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, TypeVar, cast
from uuid import UUID

from django.utils import timezone

from actions import permissions
from actions.choices import AuditEvent, CompletionState, DateOutcome, LifeState
from actions.errors import Refused, Stale
from actions.importing.comparing import compare
from actions.importing.outcome import Arrangement, Comparison, Entry, NewPost, Options, Owner
from actions.importing.table import CellTable, plain
from actions.importing.vocabulary import Vocabulary
from actions.models import (
    Action,
    ActionLife,
    ActionOwner,
    ActionOwnership,
    ActionPlacement,
    ActionReference,
    ActionWording,
    AuditEntry,
    Completion,
    DateChange,
    DateDecision,
    DateProposal,
    ImportDraft,
    Plan,
    Post,
    StatusUpdate,
    Theme,
    Workstream,
)
from actions.position import position_as_at
from actions.references import search_key, sort_key
from actions.services.areas import add_post
from actions.services.completions import keep_all_in_step
from actions.services.import_drafts import check_own
from actions.services.plans import add_report_group, add_theme, add_workstream
from actions.services.rows import take_turn_of
from actions.services.writing import (
    RULES_OF_A_PLAN,
    begin,
    check_effective_date,
    check_open,
    due_values,
    service,
)
from wsoa.capabilities import Capability
from wsoa.models import User

T = TypeVar("T")


class Unclean(Refused):
    """The file has problems, so nothing of it was imported."""

    def __init__(self, comparison: Comparison) -> None:
        number = len(comparison.problems)
        super().__init__(
            f"Nothing was imported: there {'is 1 problem' if number == 1 else f'are {number} problems'} "
            "to put right first.",
            field="file",
        )
        self.comparison = comparison


def preview(*, plan: Plan, table: CellTable, options: Options) -> Comparison:
    """What importing would do by what is on record now. Writes nothing."""
    words = Vocabulary.of(plan, options.as_at)
    return compare(plan, position_as_at(plan, options.as_at), words, table, options)


@service
def import_actions(
    *,
    plan: Plan,
    table: CellTable,
    options: Options,
    by: User,
    seen_revision: UUID | None = None,
    draft: ImportDraft | None = None,
    now: datetime | None = None,
) -> Comparison:
    """Add and change the plan's actions as the table says, and give what was done.

    With `seen_revision`, raises Stale where the plan has changed since that was shown. Raises Unclean
    where a row has a problem, and writes nothing then. A file that changes nothing writes nothing.
    `draft`, if the table comes from one, is removed.
    """
    permissions.check(by, plan.area, Capability.MANAGE_PLAN)
    if draft is not None:
        check_own(draft, by)
    if options.posts_in is not None:
        take_turn_of(plan.area)
    turn = Plan.objects.select_for_update(no_key=True)
    revision = turn.values_list("revision", flat=True).get(pk=plan.pk)
    plan.refresh_from_db(fields=RULES_OF_A_PLAN)
    if seen_revision is not None and revision != seen_revision:
        raise Stale(
            "Somebody changed the plan after this was shown, so nothing was imported. Check what "
            "the file would do now, then confirm again."
        )
    check_importable(plan, options.as_at, now or timezone.now())
    comparison = preview(plan=plan, table=table, options=options)
    if comparison.problems:
        raise Unclean(comparison)
    if comparison.changes_something:
        _Writer(plan, options, by, begin(plan, now)).write(comparison)
    if draft is not None:
        draft.delete()
    return comparison


def check_importable(plan: Plan, as_at: date, at: datetime) -> None:
    """Raise Refused where no file of that day can be imported into the plan at that time."""
    check_open(plan)
    check_effective_date(plan, as_at, at, field="as_at", what="The day the file tells of")


class _Writer:
    """Writes a clean comparison: first the new actions, then histories, a table at a time."""

    def __init__(self, plan: Plan, options: Options, by: User, at: datetime) -> None:
        self.plan = plan
        self.options = options
        self.by = by
        self.at = at
        self.audits: list[AuditEntry] = []
        self.made: dict[int, Arrangement] = {}

    def write(self, comparison: Comparison) -> None:
        posts = self._new_posts(comparison.new_posts)
        self._new_parts(comparison.new_parts)
        entries = self._with_actions(comparison)
        self._places_and_words(entries)
        self._ownerships(entries, posts)
        self._due_dates(entries)
        self._statuses(entries)
        self._audit(
            AuditEvent.ACTIONS_IMPORTED,
            f"{self.options.file_name}, as at {self.options.as_at.isoformat()}: "
            f"{len(comparison.add)} added, {len(comparison.change)} changed, "
            f"{len(comparison.same)} the same",
            None,
        )
        AuditEntry.objects.bulk_create(self.audits)

    def _common(self, action: Action, entry: Entry) -> dict[str, Any]:
        """What every row of an action's histories has. By ids, which is a third quicker for thousands."""
        return {
            "action_id": action.pk,
            "effective_date": entry.effective_date,
            "recorded_at": self.at,
            "recorded_by_id": self.by.pk,
            "reason": self.options.reason if entry.line else "",
        }

    def _audit(self, event: AuditEvent, summary: str, action: Action | None) -> None:
        self.audits.append(
            AuditEntry(
                area_id=self.plan.area_id,
                plan_id=self.plan.pk,
                action_id=action.pk if action else None,
                event=event,
                summary=summary,
                at=self.at,
                by_id=self.by.pk,
            )
        )

    def _changed(self, what: str, action: Action, entry: Entry) -> None:
        if entry.line is not None:
            self._audit(AuditEvent.ACTION_CHANGED, f"{what}: {self.options.reason}", action)

    def _new_posts(self, new: Iterable[NewPost]) -> dict[tuple[int, str], Post]:
        return {
            (post.organisation.pk, plain(post.title)): add_post(
                organisation=post.organisation, title=post.title, by=self.by, now=self.at
            )
            for post in new
        }

    def _new_parts(self, new: Iterable[Arrangement]) -> None:
        given: dict[str, Any] = {"plan": self.plan, "by": self.by, "now": self.at}
        for part in new:
            if isinstance(part, Theme):
                saved: Arrangement = add_theme(reference=part.reference, title=part.title, **given)
            elif isinstance(part, Workstream):
                saved = add_workstream(reference=part.reference, title=part.title, **given)
            else:
                saved = add_report_group(title=part.title, **given)
            self.made[id(part)] = saved

    def _saved(self, part: T) -> T:
        """The part as it is on record, also where this import has added it."""
        return cast("T", self.made.get(id(part), part))

    def _with_actions(self, comparison: Comparison) -> list[tuple[Action, Entry]]:
        """Each entry with its action, the new ones added to the plan."""
        new = Action.objects.bulk_create(
            Action(plan=self.plan, recorded_at=self.at, recorded_by=self.by) for _ in comparison.add
        )
        known = {
            action.pk: action
            for action in (Action.objects.filter(plan=self.plan) if comparison.change else ())
        }
        added = list(zip(new, comparison.add, strict=True))
        ActionLife.objects.bulk_create(
            ActionLife(
                state=LifeState.LIVE,
                **self._common(action, entry) | {"reason": self.options.reason},
            )
            for action, entry in added
        )
        ActionReference.objects.bulk_create(
            ActionReference(
                reference=entry.reference,
                sort_key=sort_key(entry.reference),
                search_key=search_key(entry.reference),
                **self._common(action, entry),
            )
            for action, entry in added
        )
        for action, entry in added:
            self._audit(
                AuditEvent.ACTION_ADDED, f"{entry.reference}: {self.options.reason}", action
            )
        entries = [
            *added,
            *((known[entry.line.action_id], entry) for entry in comparison.change if entry.line),
        ]
        for action, _ in entries:
            action.plan = self.plan
        return entries

    def _places_and_words(self, entries: list[tuple[Action, Entry]]) -> None:
        wordings, placements = [], []
        for action, entry in entries:
            if entry.wording is not None:
                wording = entry.wording
                wordings.append(
                    ActionWording(
                        title=wording.title, detail=wording.detail, **self._common(action, entry)
                    )
                )
                self._changed("wording", action, entry)
            if entry.placement is not None:
                placed = entry.placement
                placements.append(
                    ActionPlacement(
                        theme=self._saved(placed.theme),
                        workstream=self._saved(placed.workstream),
                        report_group=self._saved(placed.report_group),
                        **self._common(action, entry),
                    )
                )
                self._changed("placement", action, entry)
        ActionWording.objects.bulk_create(wordings)
        ActionPlacement.objects.bulk_create(placements)

    def _ownerships(
        self, entries: list[tuple[Action, Entry]], posts: dict[tuple[int, str], Post]
    ) -> None:
        rows: list[ActionOwnership] = []
        owners: list[ActionOwner] = []
        for action, entry in entries:
            if entry.ownership is None:
                continue
            row = ActionOwnership(
                lead_organisation=entry.ownership.lead, **self._common(action, entry)
            )
            rows.append(row)
            owners.extend(
                ActionOwner(ownership=row, post=_post(owner, posts), order=order)
                for order, owner in enumerate(entry.ownership.owners, start=1)
            )
            self._changed("owner", action, entry)
        ActionOwnership.objects.bulk_create(rows)
        ActionOwner.objects.bulk_create(owners)

    def _due_dates(self, entries: list[tuple[Action, Entry]]) -> None:
        """First dates count at once; another one waits where the plan's dates need agreement."""
        changes: list[DateChange] = []
        proposals: list[DateProposal] = []
        for action, entry in entries:
            has_one = entry.line is not None and entry.line.due is not None
            for due in entry.dues:
                if has_one and self.plan.dates_need_agreement:
                    proposals.append(
                        DateProposal(
                            action=action,
                            reason=self.options.reason,
                            proposed_at=self.at,
                            proposed_by=self.by,
                            **due_values(due),
                        )
                    )
                    self._audit(AuditEvent.DATE_PROPOSED, f"{due}: {self.options.reason}", action)
                else:
                    common = self._common(action, entry) | (
                        {"reason": self.options.reason} if has_one else {}
                    )
                    changes.append(DateChange(**due_values(due), **common))
                    self._changed("due date", action, entry)
                has_one = True
        DateChange.objects.bulk_create(changes)
        self._propose(proposals)

    def _propose(self, proposals: list[DateProposal]) -> None:
        """A proposal replaces one of the same action that is still undecided."""
        older = DateProposal.objects.filter(
            action__in=[proposal.action_id for proposal in proposals], decision__isnull=True
        )
        replaced = [
            DateDecision(
                proposal=each,
                outcome=DateOutcome.REPLACED,
                decided_at=self.at,
                decided_by=self.by,
            )
            for each in older
        ]
        DateProposal.objects.bulk_create(proposals)
        DateDecision.objects.bulk_create(replaced)

    def _statuses(self, entries: list[tuple[Action, Entry]]) -> None:
        updates: list[StatusUpdate] = []
        facts: list[Completion] = []
        touched: list[Action] = []
        evidence: dict[int, str] = {}
        accepts = permissions.can(self.by, self.plan.area, Capability.ACCEPT_COMPLETION)
        for action, entry in entries:
            if entry.status is not None:
                status = entry.status
                updates.append(
                    StatusUpdate(
                        action_id=action.pk,
                        rating_id=status.rating.pk if status.rating else None,
                        effective_date=status.effective_date,
                        recorded_at=self.at,
                        recorded_by_id=self.by.pk,
                        commentary=status.commentary,
                        remedial_action=status.remedial_action,
                    )
                )
                word = status.rating.label if status.rating else "no rating"
                self._audit(
                    AuditEvent.UPDATE_RECORDED,
                    f"{word}, effective {status.effective_date.isoformat()}",
                    action,
                )
                if status.evidence:
                    evidence[action.pk] = status.evidence
            if entry.completed is not None:
                fact = entry.completed
                facts.append(
                    Completion(
                        action=action,
                        effective_date=fact.completed_on,
                        recorded_at=self.at,
                        recorded_by=self.by,
                        state=CompletionState.COMPLETE,
                        evidence=fact.evidence,
                        accepted_by=self.by if accepts else None,
                    )
                )
                self._audit(AuditEvent.COMPLETION_RECORDED, fact.evidence, action)
            if entry.status is not None or entry.completed is not None:
                touched.append(action)
        StatusUpdate.objects.bulk_create(updates)
        Completion.objects.bulk_create(facts)
        keep_all_in_step(actions=touched, by=self.by, at=self.at, evidence=evidence)


def _post(owner: Owner, made: dict[tuple[int, str], Post]) -> Post:
    if isinstance(owner, NewPost):
        return made[owner.organisation.pk, plain(owner.title)]
    return owner
