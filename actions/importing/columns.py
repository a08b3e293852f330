"""Which column of a table holds what: guessed from its heading, corrected by the person."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum

from actions.errors import Refused
from actions.importing.table import HEADING_COLUMN, CellTable, Row, index_of, plain
from actions.models import Plan, ReportGroup, Theme

HEADER_WITHIN = 30
"""Rows, of those that hold something, among which the heading row is looked for."""


class Field(StrEnum):
    """What a column may hold, by the name that `--map` takes."""

    REFERENCE = "reference"
    TITLE = "title"
    DETAIL = "detail"
    THEME = "theme"
    WORKSTREAM = "workstream"
    REPORT_GROUP = "report-group"
    LEAD = "lead"
    OWNERS = "owners"
    ORIGINAL_DUE = "original-due"
    DUE = "due"
    RATING = "rating"
    COMMENTARY = "commentary"
    REMEDIAL = "remedial-action"
    COMPLETED_ON = "completed-on"
    EVIDENCE = "evidence"

    @property
    def label(self) -> str:
        """As pages name it. The theme goes by the area's own word there."""
        return LABELS[self]


LABELS = {
    Field.REFERENCE: "Reference",
    Field.TITLE: "Action",
    Field.DETAIL: "Detail",
    Field.THEME: "Theme",
    Field.WORKSTREAM: "Workstream",
    Field.REPORT_GROUP: "Report group",
    Field.LEAD: "Lead organisation",
    Field.OWNERS: "Owners",
    Field.ORIGINAL_DUE: "Original due date",
    Field.DUE: "Due date",
    Field.RATING: "Rating",
    Field.COMMENTARY: "Commentary",
    Field.REMEDIAL: "Remedial action",
    Field.COMPLETED_ON: "Completed on",
    Field.EVIDENCE: "Evidence of completion",
}

_SYNONYMS = {
    Field.REFERENCE: (
        "reference|ref|ref no|ref number|action ref|action reference|action no|action number|no|number|id|"
        "ref to wsoa|reference number|item"
    ),
    Field.TITLE: (
        "action|actions|title|action title|what we will do|what will we do|what are we going to do|"
        "action required|actions required|agreed action|activity|task|actions to be taken|what"
    ),
    Field.DETAIL: (
        "detail|details|description|further detail|how|how we will do it|how will we do it"
    ),
    Field.THEME: (
        "theme|priority|improvement priority|impact group|area of weakness|significant weakness|"
        "weakness|area for improvement|strand|objective|section"
    ),
    Field.WORKSTREAM: "workstream|work stream|working group|ws",
    Field.REPORT_GROUP: "report group|reporting group|group|grouping|category",
    Field.LEAD: (
        "lead organisation|lead organization|organisation|organization|organisations|lead agency|agency|"
        "lead partner|partner|responsible organisation"
    ),
    Field.OWNERS: (
        "owners|owner|action owner|responsible officer|responsible officers|lead officer|lead officers|"
        "lead|leads|responsible|responsible person|who|by whom|accountable|accountable officer|"
        "named lead|person responsible"
    ),
    Field.ORIGINAL_DUE: (
        "original due date|original due|original date|original timescale|original deadline|baseline date|"
        "timescale original wsoa"
    ),
    Field.DUE: (
        "due date|due|by when|deadline|timescale|timescales|target date|revised due date|revised date|"
        "revised timescale|current due date|when|date due|end date|target completion date|completion date|"
        "target|delivery date|to be completed by"
    ),
    Field.RATING: (
        "rating|brag|rag|brag rating|rag rating|brag status|rag status|status|current rating|"
        "current status|current rag|current brag"
    ),
    Field.COMMENTARY: (
        "commentary|comments|comment|progress update|latest update|update|progress|progress to date|"
        "progress comments|narrative|notes|latest position|position"
    ),
    Field.REMEDIAL: (
        "remedial action|remedial actions|mitigation|mitigations|mitigating action|mitigating actions|"
        "recovery action|corrective action|what is being done|actions to get back on track"
    ),
    Field.COMPLETED_ON: (
        "completed on|date completed|completed date|completed|actual completion date|date complete|"
        "actual date"
    ),
    Field.EVIDENCE: "evidence of completion|evidence|completion evidence|evidence of impact",
}
SYNONYMS: Mapping[Field, tuple[str, ...]] = {
    field: tuple(words.split("|")) for field, words in _SYNONYMS.items()
}
"""The headings that councils give each column, the likeliest first."""

IGNORED = frozenset(
    {
        "rating means",
        "rated from",
        "overdue",
        "impact rating",
        "issue behind it",
        "waits on",
        "what is done about the issue",
        "issue owned by",
        "issue due",
        "issue agreed by",
    }
)
"""Columns of our own export that are worked out from the others."""


def guess(
    header: Sequence[str],
    *,
    theme_word: str = "theme",
    headings: Iterable[str] = (),
    themes: Iterable[str] = (),
    report_groups: Iterable[str] = (),
) -> dict[Field, int]:
    """Field -> column, for every field that some heading suggests.

    `headings` are the texts of the column made from rows that are headings: it holds report groups or
    themes where most of them are names of such.
    """
    found: dict[Field, int] = {}
    for _, index, field in sorted(_scored(header, theme_word)):
        if field not in found and index not in found.values():
            found[field] = index
    if HEADING_COLUMN in header:
        texts = {plain(text) for text in headings}
        for field, known in ((Field.REPORT_GROUP, report_groups), (Field.THEME, themes)):
            named = texts & {plain(name) for name in known}
            if field not in found and texts and 2 * len(named) >= len(texts):
                found[field] = header.index(HEADING_COLUMN)
                break
    return found


def guess_for(table: CellTable, plan: Plan) -> dict[Field, int]:
    """The guess for a table of the plan's actions, by the plan's own words."""
    above = table.header.index(HEADING_COLUMN) if HEADING_COLUMN in table.header else None
    return guess(
        table.header,
        theme_word=plan.area.theme_word,
        headings={row.cell(above) for row in table.rows} if above is not None else (),
        themes=[
            name
            for theme in Theme.objects.filter(plan=plan)
            for name in (theme.title, theme.reference, f"{theme.reference} {theme.title}")
        ],
        report_groups=ReportGroup.objects.filter(plan=plan).values_list("title", flat=True),
    )


def _scored(header: Sequence[str], theme_word: str) -> Iterator[tuple[int, int, Field]]:
    """Every field that a heading may name, the better the fit the lower the number before it."""
    for index, heading in enumerate(header):
        words = plain(heading)
        if not words or words in IGNORED or heading == HEADING_COLUMN:
            continue
        for field in Field:
            names = SYNONYMS[field]
            if field == Field.THEME:
                names = (plain(theme_word), *names)
            score = _score(words, names, field)
            if score:
                yield -score, index, field


def _score(words: str, names: Sequence[str], field: Field) -> int:
    """How well the heading fits: an exact name first, then a name within it, the longer the better."""
    if words in names:
        return 1000 - names.index(words)
    padded = f" {words} "
    within = [len(name) for name in names if len(name) > 2 and f" {name} " in padded]
    if field == Field.DUE and {"original", "baseline", "initial"} & set(words.split()):
        return 0
    if field == Field.ORIGINAL_DUE and {"original", "baseline", "initial"} & set(words.split()):
        dated = {"due", "date", "timescale", "timescales", "deadline", "when", "target"}
        return 500 if dated & set(words.split()) else 0
    return max(within, default=0)


def find_header(rows: Sequence[Row], *, theme_word: str = "theme") -> tuple[int, int]:
    """The place of the heading row among the rows, and how many fields it names.

    Without one that names a reference or an action and one thing more, the first row with two cells.
    """
    best, most = 0, 0
    for place, row in enumerate(rows[:HEADER_WITHIN]):
        found = guess([_short(cell) for cell in row.cells], theme_word=theme_word)
        known = len(found) if found.keys() & {Field.REFERENCE, Field.TITLE} else 0
        if known > max(most, 1):
            best, most = place, known
    if most:
        return best, most
    wide = (
        place for place, row in enumerate(rows) if sum(1 for cell in row.cells if cell.strip()) > 1
    )
    return next(wide, 0), 0


def _short(cell: str) -> str:
    """A heading is short: a long cell that mentions a word is none."""
    return cell if len(cell) <= 80 else ""


def build_table(sheet: str, rows: Sequence[Row], *, theme_word: str = "theme") -> CellTable:
    """The table below its heading row, with headings in rows of their own made a column."""
    place, _ = find_header(rows, theme_word=theme_word)
    header = rows[place].cells if rows else ()
    names = [plain(cell) for cell in header]
    kept: list[tuple[Row, str]] = []
    heading = ""
    for row in rows[place + 1 :]:
        if [plain(cell) for cell in row.cells] == names:
            continue  # the heading row again, on a new page
        if len(names) > 2 and _is_heading(row):
            heading = " ".join(row.cells[0].split())
            continue
        kept.append((row, heading))
    width = max([len(header), *(len(row.cells) for row, _ in kept)], default=0)
    header = (*header, *[""] * (width - len(header)))
    if not any(above for _, above in kept):
        return CellTable(sheet, header, tuple(row for row, _ in kept))
    return CellTable(
        sheet,
        (*header, HEADING_COLUMN),
        tuple(
            Row(row.number, (*row.cells, *[""] * (width - len(row.cells)), above))
            for row, above in kept
        ),
    )


def _is_heading(row: Row) -> bool:
    """Whether the row is a heading: words alone in its first cell, or across all of them."""
    text = row.cells[0].strip()
    if not text or len(text) > 200 or {cell.strip() for cell in row.cells} - {text, ""}:
        return False
    longest = max((len(word) for word in plain(text).split() if word.isalpha()), default=0)
    is_reference = any(each.isdigit() for each in text) and " " not in text
    return longest >= 4 and not is_reference


def read_map(words: Iterable[str], table: CellTable) -> dict[Field, int | None]:
    """Columns given as FIELD=COLUMN, the column by its heading or its letter; nothing after = means none.

    Raises Refused for an unknown field or column, or a heading that two columns share.
    """
    found: dict[Field, int | None] = {}
    for word in words:
        name, equals, column = word.partition("=")
        try:
            field = Field(plain(name).replace(" ", "-"))
        except ValueError as error:
            raise Refused(
                f"“{word[:60]}” maps no known field. Fields: {', '.join(Field)}."
            ) from error
        if not equals:
            raise Refused(f"“{word[:60]}” needs a column: {field}=D or {field}=HEADING.")
        found[field] = find_column(column, table) if column.strip() else None
    return found


def find_column(column: str, table: CellTable) -> int:
    """The column with the heading or, where none has it, the letter; raises Refused."""
    wanted = plain(column)
    named = [index for index, heading in enumerate(table.header) if wanted == plain(heading)]
    if wanted and len(named) == 1:
        return named[0]
    if wanted and len(named) > 1:
        raise Refused(f"{len(named)} columns are headed “{column[:60]}”. Give the letter instead.")
    index = index_of(column.strip())
    if index is None or index >= len(table.header):
        known = ", ".join(table.headings)
        raise Refused(f"The file has no column “{column[:60]}”. Its columns: {known[:400]}.")
    return index
