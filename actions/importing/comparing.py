"""The whole file beside the plan: rows to actions, each compared, nothing written."""

from collections.abc import Iterator

from actions.importing import cells
from actions.importing.arranging import missing
from actions.importing.cells import CellProblem
from actions.importing.changes import RowReader
from actions.importing.columns import Field
from actions.importing.outcome import Arrangement, Comparison, Entry, NewPost, Options, Problem
from actions.importing.ranges import expand_reference, looks_like_a_range
from actions.importing.table import EXAMPLE, CellTable, Row, plain
from actions.importing.vocabulary import Vocabulary
from actions.models import Plan
from actions.position import Position
from actions.references import search_key

MAX_ACTIONS = 5_000
VALUE_SHOWN = 80


def compare(
    plan: Plan, position: Position, words: Vocabulary, table: CellTable, options: Options
) -> Comparison:
    """What importing the table would do to the plan as at `position`, which is of `options.as_at`."""
    new = missing(plan, table, options, words) if options.adds_missing else ()
    if new:
        words = words.with_more(new, plan.area.theme_word)
    return _Comparing(plan, position, words, table, options).run(new)


class _Comparing:
    def __init__(
        self,
        plan: Plan,
        position: Position,
        words: Vocabulary,
        table: CellTable,
        options: Options,
    ) -> None:
        self.plan = plan
        self.words = words
        self.table = table
        self.options = options
        self.lines = {line.action_id: line for line in position.lines}
        self.problems: list[Problem] = []
        self.seen: dict[object, int] = {}
        self.ranges: list[str] = []

    def run(self, new: tuple[Arrangement, ...]) -> Comparison:
        """The comparison; `new` are the parts of it that are not saved yet."""
        add: list[Entry] = []
        change: list[Entry] = []
        same: list[Entry] = []
        if Field.REFERENCE not in self.options.columns:
            self.problems.append(
                Problem(
                    self.table.rows[0].number if self.table.rows else 1,
                    None,
                    "",
                    "",
                    "No column holds the references of the actions. Say which one does.",
                )
            )
        elif not self.words.themes:
            self.problems.append(self._no_themes())
        else:
            for entry in self._entries():
                if entry.line is None:
                    add.append(entry)
                else:
                    (change if entry.changes else same).append(entry)
        return Comparison(
            add=tuple(add),
            change=tuple(change),
            same=tuple(same),
            problems=tuple(self.problems),
            not_in_file=tuple(
                line for action_id, line in self.lines.items() if action_id not in self.seen
            ),
            ranges=tuple(self.ranges),
            new_posts=_new_posts([*add, *change]),
            new_parts=tuple(part for part in new if _is_used(part, [*add, *change])),
        )

    def _no_themes(self) -> Problem:
        word = self.plan.area.theme_word
        column = self.options.columns.get(Field.THEME)
        where = self.table.headings[column] if column is not None else ""
        return Problem(
            self.table.rows[0].number if self.table.rows else 1,
            column,
            where,
            "",
            f"The plan has no {word} yet, and every action stands under one. Add them in set-up, then "
            f"come back to this file; or choose the column that names them, and let the import add what "
            "the plan lacks.",
        )

    def _entries(self) -> Iterator[Entry]:
        for row in self.table.rows:
            if plain(row.cell(self.options.columns[Field.REFERENCE])) != plain(EXAMPLE):
                yield from self._entries_of(row)

    def _entries_of(self, row: Row) -> Iterator[Entry]:
        cell = row.cell(self.options.columns[Field.REFERENCE]).strip()
        try:
            cells.check_plain(Field.REFERENCE, cell)
            references = expand_reference(cell) if self.options.expand_ranges else [cell]
            references = [cells.read_reference(reference) for reference in references]
        except CellProblem as problem:
            self._add(row, problem)
            return
        if looks_like_a_range(cell) and not self.options.expand_ranges:
            self.ranges.append(cell)
        told: set[tuple[Field, str]] = set()
        for reference in references:
            reader = self._reader(row, reference, is_expanded=len(references) > 1)
            if reader is None:
                continue
            entry = reader.entry()
            for each in reader.problems:
                if (each.field, each.message) not in told:
                    told.add((each.field, each.message))
                    self._add(row, each)
            if not reader.problems:
                yield entry

    def _reader(self, row: Row, reference: str, *, is_expanded: bool) -> RowReader | None:
        key = search_key(reference)
        action_id = self.words.references.get(key)
        line = self.lines.get(action_id) if action_id is not None else None
        earlier = self.seen.setdefault(action_id if action_id is not None else key, row.number)
        if earlier != row.number:
            self._add(
                row,
                CellProblem(
                    Field.REFERENCE,
                    f"{reference} is the same action as row {earlier}. Leave one of them out, or "
                    "give this one its own reference.",
                ),
            )
            return None
        if action_id is not None and line is None:
            self._add(
                row,
                CellProblem(
                    Field.REFERENCE,
                    f"{reference} is an action of this plan, but it was not in the plan on the day "
                    "the file is as at. Choose another day, or leave the row out.",
                ),
            )
            return None
        if len(self.seen) > MAX_ACTIONS:
            if len(self.seen) == MAX_ACTIONS + 1:
                self._add(
                    row,
                    CellProblem(
                        Field.REFERENCE,
                        f"The file names more than {MAX_ACTIONS:,} actions. Split it.",
                    ),
                )
            return None
        return RowReader(
            self.plan,
            row,
            reference,
            line,
            self.words,
            self.options,
            is_expanded=is_expanded,
        )

    def _add(self, row: Row, problem: CellProblem) -> None:
        references = self.options.columns[Field.REFERENCE]
        column = self.options.columns.get(problem.field, references)
        value = " ".join(row.cell(column).split())
        self.problems.append(
            Problem(
                row.number,
                column,
                self.table.headings[column],
                _short(value),
                problem.message,
                reference=_short(" ".join(row.cell(references).split())),
            )
        )


def _short(text: str) -> str:
    return text if len(text) <= VALUE_SHOWN else f"{text[:VALUE_SHOWN]}…"


def _is_used(part: Arrangement, entries: list[Entry]) -> bool:
    """Whether an action would stand in the new part."""
    return any(
        part in (entry.placement.theme, entry.placement.workstream, entry.placement.report_group)
        for entry in entries
        if entry.placement
    )


def _new_posts(entries: list[Entry]) -> tuple[NewPost, ...]:
    """The posts to be made, each once, whatever the case and spaces of its title."""
    found: dict[tuple[int, str], NewPost] = {}
    for entry in entries:
        for owner in entry.ownership.owners if entry.ownership else ():
            if isinstance(owner, NewPost):
                found.setdefault((owner.organisation.pk, plain(owner.title)), owner)
    return tuple(found.values())
