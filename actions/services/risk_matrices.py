"""Setting up the matrix an area scores its risks on, changing it, and taking out one that nothing is scored on.

Once a risk is scored on a matrix its levels, cells and bands keep their meaning (as ratings do, design rule 4):
only words and colours change.
"""

from collections.abc import Collection, Sequence
from datetime import datetime

from actions import permissions
from actions.choices import AuditEvent, RiskAxis, Tone
from actions.errors import Refused
from actions.models import Area, RiskBand, RiskCell, RiskLevel, RiskMatrix
from actions.risk_matrices import FEWEST, MOST, BandDraft, CellDraft, LevelDraft, MatrixDraft
from actions.risking.matrices import draft_of
from actions.services.rows import (
    begin_area,
    change,
    check_free,
    one_line,
    remove,
    take,
)
from actions.services.writing import audit, service
from actions.text import clean_text
from wsoa.capabilities import Capability
from wsoa.models import User

CODE_LIMIT, LABEL_LIMIT, MEANING_LIMIT, TITLE_LIMIT = 5, 60, 300, 100
HIGHEST_NUMBER = 999

LOCKED = (
    "Risks are scored on this matrix, so its levels, bands, cells and numbers keep their places and codes: "
    "they decide what the history says. Words and colours may change. Set up another matrix if you need one."
)

Cells = Sequence[Sequence[CellDraft]]


@service
def set_up_matrix(
    *,
    area: Area,
    title: str,
    likelihoods: Sequence[LevelDraft],
    impacts: Sequence[LevelDraft],
    bands: Sequence[BandDraft],
    cells: Cells,
    by: User,
    impact_first: bool = False,
    has_numbers: bool = False,
    now: datetime | None = None,
) -> RiskMatrix:
    """Give the area a matrix to score risks on.

    Levels and bands stand from the least to the most; `cells` has a row a likelihood and in it a cell an
    impact. Raises Refused, naming the field at fault, for a size outside 2 to 6, for codes that are not
    unique, and for cells that do not fit the levels.
    """
    at = begin_area(area, now)
    permissions.check(by, area, Capability.MANAGE_PLAN)
    title = _checked_title(area, title)
    checked = _Checked(likelihoods, impacts, bands, cells, has_numbers=has_numbers)
    matrix = RiskMatrix.objects.create(
        area=area, title=title, impact_first=impact_first, has_numbers=has_numbers
    )
    _write(matrix, checked)
    said = f"{title}: set up, {len(likelihoods)} by {len(impacts)}"
    audit(AuditEvent.RISK_MATRIX_CHANGED, said, by=by, at=at, area=area)
    return matrix


@service
def change_matrix(
    *,
    matrix: RiskMatrix,
    title: str,
    likelihoods: Sequence[LevelDraft],
    impacts: Sequence[LevelDraft],
    bands: Sequence[BandDraft],
    cells: Cells,
    by: User,
    impact_first: bool = False,
    has_numbers: bool = False,
    seen: int | None = None,
    now: datetime | None = None,
) -> RiskMatrix:
    """Change a matrix; of one that a risk is scored on only title, words and colours. Raises Refused for the
    rest. `seen` is the version looked at."""
    area = matrix.area
    at = begin_area(area, now)
    permissions.check(by, area, Capability.MANAGE_PLAN)
    take(matrix, seen)
    title = _checked_title(area, title, matrix)
    is_used = is_in_use(matrix)
    if is_used:
        draft = MatrixDraft(
            title,
            tuple(likelihoods),
            tuple(impacts),
            tuple(bands),
            tuple(tuple(row) for row in cells),
            impact_first,
            has_numbers,
        )
        _check_same_places(draft_of(matrix), draft)
    checked = _Checked(likelihoods, impacts, bands, cells, has_numbers=has_numbers)
    said = _reword(matrix, checked) if is_used else _replace(matrix, checked)
    own = change(matrix, title=title, impact_first=impact_first, has_numbers=has_numbers)
    if said or own:
        if not own:
            matrix.save()  # a new version: whoever has the page open has not seen these words
        summary = f"{title}: {'; '.join(filter(None, (own, said)))}"
        audit(AuditEvent.RISK_MATRIX_CHANGED, summary, by=by, at=at, area=area)
    return matrix


@service
def remove_matrix(
    *, matrix: RiskMatrix, by: User, seen: int | None = None, now: datetime | None = None
) -> None:
    """Take out a matrix on which no risk is scored, now or formerly."""
    area = matrix.area
    at = begin_area(area, now)
    permissions.check(by, area, Capability.MANAGE_PLAN)
    take(matrix, seen)
    title = matrix.title
    if is_in_use(matrix):
        raise Refused(f"Risks are scored on {title}, so it stays.")
    _clear(matrix)
    remove(matrix, f"Something refers to {title}, so it stays.")
    audit(AuditEvent.RISK_MATRIX_CHANGED, f"{title}: removed", by=by, at=at, area=area)


def is_in_use(matrix: RiskMatrix) -> bool:
    """Whether a risk is scored on the matrix."""
    return matrix.risks.exists()


class _Checked:
    """The parts of a matrix, cleaned; raises Refused where they do not make one."""

    def __init__(
        self,
        likelihoods: Sequence[LevelDraft],
        impacts: Sequence[LevelDraft],
        bands: Sequence[BandDraft],
        cells: Cells,
        *,
        has_numbers: bool,
    ) -> None:
        self.likelihoods = _levels(likelihoods, "likelihoods", "likelihood")
        self.impacts = _levels(impacts, "impacts", "impact")
        self.bands = _bands(bands)
        codes = {band.code for band in self.bands}
        if len(cells) != len(likelihoods) or any(len(row) != len(impacts) for row in cells):
            raise Refused(
                f"Choose a band for each of the {len(likelihoods)} by {len(impacts)} cells.",
                field="cells",
            )
        self.cells = tuple(
            tuple(
                _cell(
                    cell,
                    f"likelihood {likelihood.code} and impact {impact.code}",
                    codes,
                    has_numbers,
                )
                for impact, cell in zip(self.impacts, row, strict=True)
            )
            for likelihood, row in zip(self.likelihoods, cells, strict=True)
        )

    @property
    def parts(self) -> tuple[object, ...]:
        """All of them, to be compared with those of a draft."""
        return self.likelihoods, self.impacts, self.bands, self.cells


def _cell(cell: CellDraft, where: str, codes: Collection[str], has_numbers: bool) -> CellDraft:
    if cell.band not in codes:
        raise Refused(f"Choose a band for {where}.", field="cells")
    return CellDraft(cell.band, _number(cell, where, has_numbers))


def _number(cell: CellDraft, where: str, has_numbers: bool) -> int | None:
    if not has_numbers:
        return None
    if cell.number is None or not 1 <= cell.number <= HIGHEST_NUMBER:
        raise Refused(f"Give a whole number from 1 to {HIGHEST_NUMBER} for {where}.", field="cells")
    return cell.number


def _levels(levels: Sequence[LevelDraft], field: str, word: str) -> tuple[LevelDraft, ...]:
    if not FEWEST <= len(levels) <= MOST:
        raise Refused(
            f"Give {FEWEST} to {MOST} levels of {word}, one a line; there are {len(levels)}.",
            field=field,
        )
    found: list[LevelDraft] = []
    for level in levels:
        found.append(LevelDraft(*_words(level, [each.code for each in found], field, word)))
    return tuple(found)


def _bands(bands: Sequence[BandDraft]) -> tuple[BandDraft, ...]:
    if not FEWEST <= len(bands) <= MOST:
        raise Refused(
            f"Give {FEWEST} to {MOST} bands, one a line; there are {len(bands)}.", field="bands"
        )
    found: list[BandDraft] = []
    for band in bands:
        code, label, meaning = _words(band, [each.code for each in found], "bands", "band")
        if band.tone not in Tone:
            raise Refused(f"Choose a colour for the band {label}.", field="bands")
        found.append(BandDraft(code, label, meaning, band.tone))
    return tuple(found)


def _words(
    part: LevelDraft | BandDraft, taken: Sequence[str], field: str, word: str
) -> tuple[str, str, str]:
    code = one_line(part.code, field=field, label=f"code of each {word}", limit=100)
    if len(code) > CODE_LIMIT or not code.isalnum():
        raise Refused(
            f"“{code[:20]}” cannot be a code: use 1 to {CODE_LIMIT} letters or digits.", field=field
        )
    check_code(taken, code, field)
    label = one_line(part.label, field=field, label=f"word of {word} {code}", limit=LABEL_LIMIT)
    meaning = clean_text(
        part.meaning, field=field, label=f"The meaning of {word} {code}", limit=MEANING_LIMIT
    )
    return code, label, " ".join(meaning.split())


def check_code(taken: Collection[str], code: str, field: str) -> None:
    """Raise Refused where another level, or another band, has the code."""
    check_free(taken, code, f"Two of them have the code {code}. Give each its own.", field=field)


def _checked_title(area: Area, title: str, matrix: RiskMatrix | None = None) -> str:
    title = one_line(title, field="title", label="title", limit=TITLE_LIMIT)
    others = area.risk_matrices.exclude(pk=matrix.pk) if matrix else area.risk_matrices.all()
    check_free(
        others.values_list("title", flat=True),
        title,
        f"The area has a matrix called {title} already.",
        field="title",
    )
    return title


def _write(matrix: RiskMatrix, checked: _Checked) -> None:
    levels = {
        axis: [
            RiskLevel.objects.create(
                matrix=matrix,
                axis=axis,
                order=order,
                code=level.code,
                label=level.label,
                meaning=level.meaning,
            )
            for order, level in enumerate(drafts, start=1)
        ]
        for axis, drafts in (
            (RiskAxis.LIKELIHOOD, checked.likelihoods),
            (RiskAxis.IMPACT, checked.impacts),
        )
    }
    bands = {
        band.code: RiskBand.objects.create(
            matrix=matrix,
            order=order,
            code=band.code,
            label=band.label,
            meaning=band.meaning,
            tone=band.tone,
        )
        for order, band in enumerate(checked.bands, start=1)
    }
    for likelihood, row in zip(levels[RiskAxis.LIKELIHOOD], checked.cells, strict=True):
        for impact, cell in zip(levels[RiskAxis.IMPACT], row, strict=True):
            RiskCell.objects.create(
                matrix=matrix,
                likelihood=likelihood,
                impact=impact,
                band=bands[cell.band],
                number=cell.number,
            )


def _clear(matrix: RiskMatrix) -> None:
    """Take out all that the matrix is made of. Raises Refused where a board asks for one of its bands."""
    for cell in matrix.cells.all():
        cell.delete()
    for band in matrix.bands.all():
        remove(band, f"A board asks for risks in the band {band.label}, so it stays.")
    for level in matrix.levels.all():
        level.delete()


def _replace(matrix: RiskMatrix, checked: _Checked) -> str:
    """Give a matrix that is not in use other parts; what changed in words, empty where nothing did."""
    draft = draft_of(matrix)
    if (draft.likelihoods, draft.impacts, draft.bands, draft.cells) == checked.parts:
        return ""
    _clear(matrix)
    _write(matrix, checked)
    return f"now {len(checked.likelihoods)} by {len(checked.impacts)}"


def _check_same_places(before: MatrixDraft, after: MatrixDraft) -> None:
    """Raise Refused where anything but words and colours would change."""
    for field in ("likelihoods", "impacts", "bands"):
        if _codes(getattr(before, field)) != _codes(getattr(after, field)):
            raise Refused(LOCKED, field=field)
    for field in ("has_numbers", "impact_first", "cells"):
        if getattr(before, field) != getattr(after, field):
            raise Refused(LOCKED, field=field)


def _codes(parts: Sequence[LevelDraft] | Sequence[BandDraft]) -> list[str]:
    return [part.code.strip() for part in parts]


def _reword(matrix: RiskMatrix, checked: _Checked) -> str:
    """Give levels and bands their new words and colours; what changed in words."""
    rows = [
        *zip(
            matrix.levels.filter(axis=RiskAxis.LIKELIHOOD).order_by("order"),
            checked.likelihoods,
            strict=True,
        ),
        *zip(
            matrix.levels.filter(axis=RiskAxis.IMPACT).order_by("order"),
            checked.impacts,
            strict=True,
        ),
    ]
    said = [
        (level.code, change(level, label=draft.label, meaning=draft.meaning))
        for level, draft in rows
    ]
    for band, draft in zip(matrix.bands.order_by("order"), checked.bands, strict=True):
        said.append(
            (band.code, change(band, label=draft.label, meaning=draft.meaning, tone=draft.tone))
        )
    return "; ".join(f"{code}: {words}" for code, words in said if words)
