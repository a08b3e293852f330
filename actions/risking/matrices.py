"""Reading risk matrices: levels, bands and a score for each cell."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from actions.choices import RiskAxis
from actions.models import Area, RiskBand, RiskCell, RiskLevel, RiskMatrix
from actions.risk_matrices import BandDraft, CellDraft, LevelDraft, MatrixDraft
from actions.risking.values import BandValue, LevelValue, MatrixValue, ScoreValue


@dataclass(frozen=True, slots=True)
class Matrices:
    """Matrices in the order they were set up, and the score of each of their cells by the cell's id."""

    values: tuple[MatrixValue, ...]
    scores: dict[int, ScoreValue]

    def matrix(self, matrix_id: int) -> MatrixValue:
        """The matrix with the id; one of them."""
        return next(matrix for matrix in self.values if matrix.id == matrix_id)


def matrices_of(area: Area) -> Matrices:
    """The area's matrices."""
    return read_matrices(
        RiskMatrix.objects.filter(area=area).order_by("id").values_list("id", flat=True)
    )


def read_matrices(ids: Collection[int]) -> Matrices:
    """The matrices with the ids, in four queries."""
    axes: dict[tuple[int, str], list[LevelValue]] = defaultdict(list)
    levels: dict[int, LevelValue] = {}
    for level in RiskLevel.objects.filter(matrix__in=ids).order_by("order"):
        value = LevelValue(level.order, level.code, level.label, level.meaning)
        levels[level.pk] = value
        axes[level.matrix_id, level.axis].append(value)
    bands: dict[int, BandValue] = {}
    bands_of: dict[int, list[BandValue]] = defaultdict(list)
    for row in RiskBand.objects.filter(matrix__in=ids).order_by("order"):
        band = BandValue(row.pk, row.code, row.label, row.meaning, row.tone, row.order)
        bands[row.pk] = band
        bands_of[row.matrix_id].append(band)
    cells: dict[int, list[tuple[int, LevelValue, LevelValue, BandValue, int | None]]] = defaultdict(
        list
    )
    for pk, matrix_id, likelihood, impact, band_id, number in RiskCell.objects.filter(
        matrix__in=ids
    ).values_list("id", "matrix_id", "likelihood_id", "impact_id", "band_id", "number"):
        cells[matrix_id].append((pk, levels[likelihood], levels[impact], bands[band_id], number))
    values: list[MatrixValue] = []
    scores: dict[int, ScoreValue] = {}
    for pk, title, impact_first, has_numbers in (
        RiskMatrix.objects.filter(pk__in=ids)
        .order_by("id")
        .values_list("id", "title", "impact_first", "has_numbers")
    ):
        placed: dict[tuple[int, int], ScoreValue] = {}
        for cell_id, likelihood_, impact_, band, number in cells[pk]:
            score = scores[cell_id] = ScoreValue(
                matrix_id=pk,
                cell_id=cell_id,
                code=say_score(likelihood_.code, impact_.code, number, impact_first=impact_first),
                number=number,
                likelihood=likelihood_.order,
                impact=impact_.order,
                band=band,
                likelihood_label=likelihood_.label,
                impact_label=impact_.label,
            )
            placed[score.likelihood, score.impact] = score
        likelihoods = tuple(axes[pk, RiskAxis.LIKELIHOOD])
        impacts = tuple(axes[pk, RiskAxis.IMPACT])
        values.append(
            MatrixValue(
                id=pk,
                title=title,
                impact_first=impact_first,
                has_numbers=has_numbers,
                likelihoods=likelihoods,
                impacts=impacts,
                bands=tuple(bands_of[pk]),
                cells=tuple(
                    tuple(placed[one.order, other.order] for other in impacts)
                    for one in likelihoods
                ),
            )
        )
    return Matrices(tuple(values), scores)


def say_score(likelihood: str, impact: str, number: int | None, *, impact_first: bool) -> str:
    """A score as the area prints it: the cell's number, else both codes, with a sign between two figures so
    that nobody reads 3 and 4 as thirty-four."""
    if number is not None:
        return str(number)
    one, other = (impact, likelihood) if impact_first else (likelihood, impact)
    between = "×" if one[-1:].isdigit() and other[:1].isdigit() else ""
    return f"{one}{between}{other}"


def draft_of(matrix: RiskMatrix) -> MatrixDraft:
    """The matrix as it would be set up."""
    value = read_matrices([matrix.pk]).values[0]
    return MatrixDraft(
        title=value.title,
        likelihoods=tuple(
            LevelDraft(each.code, each.label, each.meaning) for each in value.likelihoods
        ),
        impacts=tuple(LevelDraft(each.code, each.label, each.meaning) for each in value.impacts),
        bands=tuple(
            BandDraft(each.code, each.label, each.meaning, each.tone) for each in value.bands
        ),
        cells=tuple(
            tuple(CellDraft(score.band.code, score.number) for score in row) for row in value.cells
        ),
        impact_first=value.impact_first,
        has_numbers=value.has_numbers,
    )
