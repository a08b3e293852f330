"""One row beside one action: what of it differs, by the rules that the single changes follow."""

from datetime import date

from actions.choices import Progress
from actions.due_dates import DueDate
from actions.importing import cells
from actions.importing.cells import CellProblem
from actions.importing.columns import LABELS, Field
from actions.importing.completing import why_not_completed
from actions.importing.outcome import (
    CompletedFact,
    Entry,
    FieldChange,
    Options,
    Owner,
    Ownership,
    Placement,
    Status,
    Wording,
)
from actions.importing.table import Row, plain
from actions.importing.vocabulary import Vocabulary
from actions.models import Organisation, Plan, Rating, ReportGroup, Theme, Workstream
from actions.policies import reason_needed, rule_of
from actions.position import Line, RatingValue
from actions.text import LONG_TEXT_LIMIT, say_day, says_something


class RowReader:
    """Reads one row for one action. Problems collect; a blank cell says nothing and changes nothing."""

    def __init__(
        self,
        plan: Plan,
        row: Row,
        reference: str,
        line: Line | None,
        words: Vocabulary,
        options: Options,
        *,
        is_expanded: bool = False,
    ) -> None:
        self.plan = plan
        self.row = row
        self.reference = reference
        self.line = line
        self.words = words
        self.options = options
        self.is_expanded = is_expanded
        self.problems: list[CellProblem] = []
        self.changes: list[FieldChange] = []
        self.added_on = options.as_at

    def entry(self) -> Entry:
        """What the row does; meaningless where there are `problems`."""
        wording = self._wording()
        placement = self._placement()
        ownership = self._ownership()
        dues = self._dues()
        status, completed = self._state()
        return Entry(
            row=self.row.number,
            reference=self.line.reference if self.line else self.reference,
            line=self.line,
            effective_date=self.added_on,
            changes=tuple(self.changes),
            wording=wording,
            placement=placement,
            ownership=ownership,
            dues=dues,
            status=status,
            completed=completed,
        )

    def _cell(self, field: Field) -> str:
        """The field's cell, blank where no column holds it or the cell cannot be used."""
        index = self.options.columns.get(field)
        text = self.row.cell(index).strip() if index is not None else ""
        try:
            cells.check_plain(field, text)
        except CellProblem as problem:
            self.problems.append(problem)
            return ""
        return text

    def _text(self, field: Field) -> str:
        try:
            return cells.read_text(field, self._cell(field))
        except CellProblem as problem:
            self.problems.append(problem)
            return ""

    def _differs(self, field: Field, old: str, new: str) -> bool:
        if old == new or cells.with_dashes(old) == new:
            return False
        word = self.plan.area.theme_word
        label = word[:1].upper() + word[1:] if field == Field.THEME else LABELS[field]
        self.changes.append(FieldChange(field, label, old, new))
        return True

    def _problem(self, field: Field, message: str) -> None:
        self.problems.append(CellProblem(field, message))

    def _check_limit(self, field: Field, text: str, limit: int) -> None:
        if len(text) > limit:
            self._problem(
                field,
                f"This must be {limit:,} characters or fewer; it has {len(text):,}. Shorten it.",
            )

    # What it says

    def _wording(self) -> Wording | None:
        line = self.line
        title, detail = self._text(Field.TITLE), self._text(Field.DETAIL)
        if line is None or title != line.title:
            # A cell of several lines says what the action is in its first, and the rest in detail.
            title, _, rest = title.partition("\n")
            detail = "\n".join(filter(None, (rest.strip(), detail)))
        self._check_limit(Field.TITLE, title, cells.TITLE_LIMIT)
        self._check_limit(Field.DETAIL, detail, LONG_TEXT_LIMIT)
        if line is None:
            if not title and not any(each.field == Field.TITLE for each in self.problems):
                self._problem(
                    Field.TITLE, "Say what the action is: a new action needs its wording."
                )
            self._differs(Field.TITLE, "", title)
            self._differs(Field.DETAIL, "", detail)
            return Wording(title, detail)
        if self.is_expanded:  # the words of a range are no single action's own
            return None
        changed = self._differs(Field.TITLE, line.title, title or line.title)
        changed |= self._differs(Field.DETAIL, line.detail, detail or line.detail)
        return Wording(title or line.title, detail or line.detail) if changed else None

    # Where it stands

    def _placement(self) -> Placement | None:
        line = self.line
        theme = self._theme()
        stream = self._named_workstream()
        group = self._named_group()
        if line is None:
            if theme is None:
                return None
            self._differs(Field.THEME, "", str(theme))
            self._differs(Field.WORKSTREAM, "", str(stream or ""))
            self._differs(Field.REPORT_GROUP, "", str(group or ""))
            return Placement(theme, stream, group)
        now_theme = self.words.themes_by_id[line.theme.id]
        now_stream = self.words.workstreams_by_id[line.workstream.id] if line.workstream else None
        now_group = next(iter(self.words.report_groups.find(line.report_group)), None)
        theme, stream, group = theme or now_theme, stream or now_stream, group or now_group
        changed = self._differs(Field.THEME, str(now_theme), str(theme))
        changed |= self._differs(Field.WORKSTREAM, str(now_stream or ""), str(stream or ""))
        changed |= self._differs(Field.REPORT_GROUP, str(now_group or ""), str(group or ""))
        return Placement(theme, stream, group) if changed else None

    def _theme(self) -> Theme | None:
        cell = self._cell(Field.THEME)
        line = self.line
        if line is not None and plain(cell) == plain(f"{line.theme.reference} {line.theme.title}"):
            return None
        try:
            theme = cells.read_named(
                Field.THEME, self.words.themes, cell, self.plan.area.theme_word, "plan"
            )
        except CellProblem as problem:
            self.problems.append(problem)
            return None
        if theme is None and line is None:
            theme = self.words.theme_of(self.reference)
            if theme is None and self.words.themes:  # a plan without any is told of once
                word = self.plan.area.theme_word
                self._problem(
                    Field.THEME,
                    f"Give the {word}: no {word} of the plan has a reference that "
                    f"{self.reference} begins with.",
                )
        return theme

    def _named_workstream(self) -> Workstream | None:
        cell, line = self._cell(Field.WORKSTREAM), self.line
        if line and line.workstream:
            stream = line.workstream
            if plain(cell) == plain(f"{stream.reference} {stream.title}"):
                return None
        try:
            return cells.read_named(
                Field.WORKSTREAM, self.words.workstreams, cell, "workstream", "plan"
            )
        except CellProblem as problem:
            self.problems.append(problem)
            return None

    def _named_group(self) -> ReportGroup | None:
        try:
            return cells.read_named(
                Field.REPORT_GROUP,
                self.words.report_groups,
                self._cell(Field.REPORT_GROUP),
                "report group",
                "plan",
            )
        except CellProblem as problem:
            self.problems.append(problem)
            return None

    # Who answers for it

    def _ownership(self) -> Ownership | None:
        line = self.line
        now_lead = self.words.leads.get(line.action_id) if line else None
        lead = self._lead(now_lead) or now_lead
        now_owners: tuple[Owner, ...] = (
            tuple(self.words.posts_by_id[owner.id] for owner in line.owners) if line else ()
        )
        owners = self._owners(now_owners, lead)
        changed = self._differs(
            Field.LEAD,
            now_lead.short_name if now_lead else "",
            lead.short_name if lead else "",
        )
        said, told = _titles(now_owners), _titles(owners)
        if said == told and owners != now_owners:  # posts of one title in two organisations
            said, told = _with_organisations(now_owners), _with_organisations(owners)
        changed |= self._differs(Field.OWNERS, said, told)
        if line is None or changed:
            return Ownership(lead, owners)
        return None

    def _lead(self, now: Organisation | None) -> Organisation | None:
        cell = self._cell(Field.LEAD)
        if now is not None and plain(cell) in {plain(now.short_name), plain(now.name)}:
            return None
        try:
            return cells.read_named(
                Field.LEAD, self.words.organisations, cell, "partner organisation", "area"
            )
        except CellProblem as problem:
            self.problems.append(problem)
            return None

    def _owners(self, now: tuple[Owner, ...], lead: Organisation | None) -> tuple[Owner, ...]:
        cell = self._cell(Field.OWNERS)
        if not cell or plain(cell) == plain(_titles(now)):
            return now
        try:
            return cells.read_owners(cell, self.words, lead=lead, posts_in=self.options.posts_in)
        except CellProblem as problem:
            self.problems.append(problem)
            return now

    # When it is due

    def _dues(self) -> tuple[DueDate, ...]:
        original, due = self._due(Field.ORIGINAL_DUE), self._due(Field.DUE)
        line = self.line
        if line is None or line.due is None:
            first = original or due
            if first is None:
                return ()
            self._differs(Field.DUE, "", first.printed)
            if due is None or _same_due(due, first):
                return (first,)
            self._differs(Field.DUE, first.printed, due.printed)
            return (first, due)
        if original is not None and not _same_due(original, line.original_due):
            self._problem(
                Field.ORIGINAL_DUE,
                f"The original due date on record is {line.original_due}, which an import does not "
                "change. Put a new date in a due date column, or correct this one.",
            )
        if due is None or _same_due(due, line.due):
            return ()
        self._differs(Field.DUE, line.due.printed, due.printed)
        return (due,)

    def _due(self, field: Field) -> DueDate | None:
        try:
            return cells.read_due(field, self._cell(field))
        except CellProblem as problem:
            self.problems.append(problem)
            return None

    # How far it is

    def _state(self) -> tuple[Status | None, CompletedFact | None]:
        rating, completed_on = self._rating(), self._completed_on()
        line = self.line
        now = self.words.ratings_by_id[line.rating.id] if line and line.rating else None
        is_rerated = rating is not None and rating != now
        rating = rating or now
        if completed_on is not None:
            unfit = why_not_completed(
                completed_on, plan=self.plan, as_at=self.options.as_at, line=line, rating=rating
            )
            if unfit:
                self._problem(Field.COMPLETED_ON, unfit)
                completed_on = None
        was_complete = line is not None and line.is_complete
        says_complete = rating is not None and rating.progress == Progress.COMPLETE
        day = self.options.as_at
        if completed_on is not None and not was_complete:
            self._differs(Field.COMPLETED_ON, "", say_day(completed_on))
            day = completed_on if says_complete else day
            self.added_on = completed_on if line is None else self.added_on
        evidence = self._text(Field.EVIDENCE)
        status = self._status(rating, day, evidence, is_rerated=is_rerated)
        completes = says_complete or completed_on is not None
        if was_complete or not completes:
            return status, None
        said = evidence or (status.commentary if status else "")
        self._check_completion(said)
        if says_complete or completed_on is None:
            return status, None
        return status, CompletedFact(completed_on, evidence or self.options.reason)

    def _rating(self) -> Rating | None:
        try:
            rating = cells.read_rating(self._cell(Field.RATING), self.words)
        except CellProblem as problem:
            self.problems.append(problem)
            return None
        return rating or self.options.default_rating

    def _completed_on(self) -> date | None:
        try:
            return cells.read_day(Field.COMPLETED_ON, self._cell(Field.COMPLETED_ON))
        except CellProblem as problem:
            self.problems.append(problem)
            return None

    def _status(
        self, rating: Rating | None, day: date, evidence: str, *, is_rerated: bool
    ) -> Status | None:
        """The update, where rating, commentary or remedial action are not what stands already."""
        line = self.line
        said = line.commentary if line else ""
        being_done = line.remedial_action if line else ""
        commentary = self._text(Field.COMMENTARY) or ("" if is_rerated else said)
        remedial = self._text(Field.REMEDIAL) or being_done
        changed = self._differs(Field.RATING, _word(line.rating if line else None), _word(rating))
        changed |= self._differs(Field.COMMENTARY, said, commentary)
        changed |= self._differs(Field.REMEDIAL, being_done, remedial)
        if not changed:
            return None
        if rating is None and self.words.has_ratings:
            if any(problem.field == Field.RATING for problem in self.problems):
                return None  # told already
            self._problem(
                Field.RATING,
                "Give a rating: what is said of an action is recorded together with one.",
            )
        elif rating is None and not says_something(commentary):
            self._problem(Field.COMMENTARY, "Say what has happened.")
        needed = reason_needed(
            rule_of(line.rating if line else None),
            rule_of(rating),
            was_complete=line is not None and line.is_complete,
        )
        if needed and not says_something(commentary):
            self._problem(Field.COMMENTARY, needed)
        return Status(rating, day, commentary, remedial, evidence)

    def _check_completion(self, said: str) -> None:
        """What a plan asks of a completion, whatever the column that says so."""
        field = Field.COMPLETED_ON if Field.COMPLETED_ON in self.options.columns else Field.RATING
        if self.plan.completions_need_acceptance:
            self._problem(
                field,
                "On this plan somebody else accepts that an action is complete. Send it for "
                "acceptance on the action's own page, or change the plan's setting while it is set up.",
            )
        if self.plan.completions_need_evidence and not says_something(said):
            self._problem(
                Field.EVIDENCE if Field.EVIDENCE in self.options.columns else field,
                "This plan asks what shows that an action is complete. Say it as its evidence.",
            )


def _titles(owners: tuple[Owner, ...]) -> str:
    return "; ".join(owner.title for owner in owners)


def _with_organisations(owners: tuple[Owner, ...]) -> str:
    return "; ".join(f"{owner.title}, {owner.organisation.short_name}" for owner in owners)


def _same_due(one: DueDate, other: DueDate | None) -> bool:
    """Whether they mean the same, whatever their words."""
    return other is not None and (one.precision, one.end) == (other.precision, other.end)


def _word(rating: Rating | RatingValue | None) -> str:
    return f"{rating.label} ({rating.meaning})" if rating else ""
