"""Risk matrices as they are set up, and the presets that ship. An area takes a copy, which is then its own data.

Levels and bands always stand from the least to the most. Their codes need not: in "Letters and numbers" the
letters run from the most likely (A) to the least (F) and the numbers from the gravest (1) to the lightest (4),
so that its gravest score is A1 and D3 is low likelihood with a marginal impact.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from actions.choices import Tone

FEWEST, MOST = 2, 6
"""How many levels of likelihood and of impact a matrix has, and how many bands."""


@dataclass(frozen=True, slots=True)
class LevelDraft:
    """A step of likelihood or of impact."""

    code: str
    label: str
    meaning: str = ""


@dataclass(frozen=True, slots=True)
class BandDraft:
    """How grave a score is; `tone` is a name of the palette."""

    code: str
    label: str
    meaning: str
    tone: str


@dataclass(frozen=True, slots=True)
class CellDraft:
    """The code of a cell's band, and its number where the matrix has numbers."""

    band: str
    number: int | None = None


@dataclass(frozen=True, slots=True)
class MatrixDraft:
    """A matrix in full. `cells` has a row a likelihood, and in it a cell an impact, all from the least."""

    title: str
    likelihoods: tuple[LevelDraft, ...]
    impacts: tuple[LevelDraft, ...]
    bands: tuple[BandDraft, ...]
    cells: tuple[tuple[CellDraft, ...], ...]
    impact_first: bool = False
    has_numbers: bool = False


def _cells(
    likelihoods: int,
    impacts: int,
    rank: Callable[[int, int], int],
    bands: Iterable[tuple[int, str]],
    *,
    has_numbers: bool,
) -> tuple[tuple[CellDraft, ...], ...]:
    """Cells whose band is the first of `bands`, pairs of a highest rank and a code, that holds their rank."""
    steps = tuple(bands)
    return tuple(
        tuple(
            CellDraft(
                next(code for highest, code in steps if rank(likelihood, impact) <= highest),
                rank(likelihood, impact) if has_numbers else None,
            )
            for impact in range(1, impacts + 1)
        )
        for likelihood in range(1, likelihoods + 1)
    )


def _product(likelihood: int, impact: int) -> int:
    return likelihood * impact


def _sum(likelihood: int, impact: int) -> int:
    return likelihood + impact


def _levels(*levels: tuple[str, str, str]) -> tuple[LevelDraft, ...]:
    return tuple(LevelDraft(*level) for level in levels)


_LOW = BandDraft("L", "Low", "Accepted, and looked at again when it changes.", Tone.GREEN)
_MEDIUM = BandDraft("M", "Medium", "Has an owner and is reviewed every quarter.", Tone.AMBER)
_HIGH = BandDraft("H", "High", "Has a plan to bring it down and is reviewed every month.", Tone.RED)

PRESETS: dict[str, MatrixDraft] = {
    "letters-6-by-4": MatrixDraft(
        title="Letters and numbers, 6 by 4",
        likelihoods=_levels(
            ("F", "Almost impossible", "Would happen only in quite exceptional circumstances."),
            ("E", "Very low", "Not expected to happen."),
            ("D", "Low", "Could happen, though it is unlikely."),
            ("C", "Significant", "As likely to happen as not."),
            ("B", "High", "Will probably happen."),
            ("A", "Very high", "Is happening, or almost certainly will."),
        ),
        impacts=_levels(
            ("4", "Negligible", "Hardly noticed; put right in day-to-day work."),
            ("3", "Marginal", "Some delay or cost; the plan’s aims still stand."),
            ("2", "Critical", "Children go without what they need, or an aim of the plan is lost."),
            ("1", "Catastrophic", "Children are harmed, or the plan as a whole fails."),
        ),
        bands=(_LOW, _MEDIUM, _HIGH),
        cells=_cells(6, 4, _sum, ((4, "L"), (7, "M"), (10, "H")), has_numbers=False),
    ),
    "numbers-5-by-5": MatrixDraft(
        title="5 by 5 with numbers 1 to 25",
        likelihoods=_levels(
            ("1", "Rare", "Would happen only in quite exceptional circumstances."),
            ("2", "Unlikely", "Not expected to happen."),
            ("3", "Possible", "Might happen now and then."),
            ("4", "Likely", "Will probably happen."),
            ("5", "Almost certain", "Is happening, or almost certainly will."),
        ),
        impacts=_levels(
            ("1", "Negligible", "Hardly noticed; put right in day-to-day work."),
            ("2", "Minor", "A short delay or a small cost."),
            ("3", "Moderate", "A part of the plan is late or does less than it should."),
            ("4", "Major", "Children go without what they need, or an aim of the plan is lost."),
            ("5", "Catastrophic", "Children are harmed, or the plan as a whole fails."),
        ),
        bands=(
            _LOW,
            BandDraft("M", "Moderate", "Has an owner and is reviewed every quarter.", Tone.YELLOW),
            BandDraft("H", "High", "Has a plan to bring it down, looked at monthly.", Tone.ORANGE),
            BandDraft("E", "Extreme", "Goes to the board at once.", Tone.RED),
        ),
        cells=_cells(5, 5, _product, ((3, "L"), (6, "M"), (12, "H"), (25, "E")), has_numbers=True),
        has_numbers=True,
    ),
    "numbers-4-by-4": MatrixDraft(
        title="4 by 4 with numbers 1 to 16",
        likelihoods=_levels(
            ("1", "Remote", "Not expected to happen."),
            ("2", "Unlikely", "Could happen, though it is unlikely."),
            ("3", "Likely", "Will probably happen."),
            ("4", "Very likely", "Is happening, or almost certainly will."),
        ),
        impacts=_levels(
            ("1", "Minor", "Hardly noticed; put right in day-to-day work."),
            ("2", "Moderate", "A part of the plan is late or does less than it should."),
            ("3", "Major", "Children go without what they need, or an aim of the plan is lost."),
            ("4", "Critical", "Children are harmed, or the plan as a whole fails."),
        ),
        bands=(_LOW, _MEDIUM, _HIGH),
        cells=_cells(4, 4, _product, ((3, "L"), (6, "M"), (16, "H")), has_numbers=True),
        has_numbers=True,
    ),
    "words-3-by-3": MatrixDraft(
        title="3 by 3 with low, medium and high",
        likelihoods=_levels(
            ("L", "Low", "Not expected to happen."),
            ("M", "Medium", "As likely to happen as not."),
            ("H", "High", "Will probably happen."),
        ),
        impacts=_levels(
            ("L", "Low", "Some delay or cost; the plan’s aims still stand."),
            ("M", "Medium", "A part of the plan is late or does less than it should."),
            ("H", "High", "Children go without what they need, or an aim of the plan is lost."),
        ),
        bands=(_LOW, _MEDIUM, _HIGH),
        cells=_cells(3, 3, _sum, ((3, "L"), (4, "M"), (6, "H")), has_numbers=False),
    ),
}


def suggested(
    likelihoods: Iterable[LevelDraft],
    impacts: Iterable[LevelDraft],
    bands: Iterable[BandDraft],
    *,
    has_numbers: bool,
) -> tuple[tuple[CellDraft, ...], ...]:
    """Cells to begin from: the bands spread evenly over the steps of likelihood and impact together, and the
    product of both as the number."""
    rows, columns, codes = len(list(likelihoods)), len(list(impacts)), [each.code for each in bands]
    steps = rows + columns - 1
    return tuple(
        tuple(
            CellDraft(
                codes[(row + column) * len(codes) // steps],
                (row + 1) * (column + 1) if has_numbers else None,
            )
            for column in range(columns)
        )
        for row in range(rows)
    )
