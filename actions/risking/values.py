"""The frozen values a risk register is made of. They hold no model instance, so a closed pack can hold them too.

How grave one score is beside another is a rule of this module: see `ScoreValue.gravity`.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from actions.choices import MitigationState, RiskState
from actions.due_dates import DueDate
from actions.position.values import PlanValue, PostValue, RatingValue
from actions.text import say_day, say_days


@dataclass(frozen=True, slots=True)
class LevelValue:
    """A step of likelihood or of impact. `order` runs from 1, the least; the code need not."""

    order: int
    code: str
    label: str
    meaning: str

    def __str__(self) -> str:
        return f"{self.code} {self.label}"


@dataclass(frozen=True, slots=True)
class BandValue:
    """How grave a score is, and what that asks for. `order` runs from 1, the lightest."""

    id: int
    code: str
    label: str
    meaning: str
    tone: str
    order: int


@dataclass(frozen=True, slots=True)
class ScoreValue:
    """A likelihood with an impact. `code` is the score as the area prints it ("D3", or "12" where its matrix has
    numbers); `number` is None where it has none. `likelihood` and `impact` are the orders of the levels."""

    matrix_id: int
    cell_id: int
    code: str
    number: int | None
    likelihood: int
    impact: int
    band: BandValue
    likelihood_label: str
    impact_label: str

    def __str__(self) -> str:
        return self.code

    @property
    def in_words(self) -> str:
        """What the code stands for, such as "Low likelihood, marginal impact"."""
        return f"{self.likelihood_label} likelihood, {_lower(self.impact_label)} impact"

    @property
    def gravity(self) -> tuple[int, int]:
        """Sorts scores of one matrix from the lightest to the gravest: by band; within a band by number, or,
        where the matrix has none, by the steps of likelihood and impact together."""
        rank = self.number if self.number is not None else self.likelihood + self.impact
        return self.band.order, rank


def _lower(label: str) -> str:
    """The label within a sentence: in small letters, unless it is a name or an abbreviation."""
    return label[:1].lower() + label[1:] if label[1:2].islower() else label


@dataclass(frozen=True, slots=True)
class MatrixValue:
    """How an area scores risks: levels and bands from the least, and a score for each pair of levels.

    `cells` has a row a likelihood and in it a score an impact, both from the least.
    """

    id: int
    title: str
    impact_first: bool
    has_numbers: bool
    likelihoods: tuple[LevelValue, ...]
    impacts: tuple[LevelValue, ...]
    bands: tuple[BandValue, ...]
    cells: tuple[tuple[ScoreValue, ...], ...]

    @property
    def rows(self) -> tuple[tuple[LevelValue, tuple[ScoreValue, ...]], ...]:
        """Each likelihood with its scores, from the most, as the matrix is printed."""
        return tuple(zip(reversed(self.likelihoods), reversed(self.cells), strict=True))

    @property
    def by_cell(self) -> dict[int, ScoreValue]:
        """Cell's id -> its score."""
        return {score.cell_id: score for row in self.cells for score in row}

    def score(self, likelihood: int, impact: int) -> ScoreValue:
        """The score at those orders, each from 1."""
        return self.cells[likelihood - 1][impact - 1]


@dataclass(frozen=True, slots=True)
class MitigationValue:
    """Something done against a risk, as at the day.

    Where it is an action of a plan, text, owners and due date are the action's, `reference` and `slug` find
    it in the plan `plan_slug`, and `rating` and `is_complete` say where it stands; `departed` says why it is
    in the plan no more, blank while it is.
    """

    id: int
    text: str
    state: MitigationState
    as_at: date
    said_on: date
    owners: tuple[PostValue, ...] = ()
    due: DueDate | None = None
    action_id: int | None = None
    reference: str = ""
    slug: str = ""
    plan_slug: str = ""
    rating: RatingValue | None = None
    is_complete: bool = False
    departed: str = ""

    @property
    def is_action(self) -> bool:
        """Whether it is an action of a plan."""
        return self.action_id is not None

    @property
    def owner(self) -> str:
        """The posts that see to it, in words; blank where nobody is named."""
        return ", ".join(str(each) for each in self.owners)

    @property
    def is_late(self) -> bool:
        """Whether it should be in place by the day, and is not."""
        if self.state != MitigationState.PLANNED or self.is_complete or self.due is None:
            return False
        return self.due.has_passed(self.as_at)


@dataclass(frozen=True, slots=True)
class RiskLine:
    """One risk as at the date, by its latest review of then.

    `current` is its score with what is in place against it, `inherent` the one without, `target` the one aimed
    at; the latter two are None where nobody said. `opened_on` is the day from which it is on record and
    `reviewed_on` that of the review in force, which `reviewed_by` recorded. `mitigations` leaves out those
    dropped by the day.
    """

    id: int
    as_at: date
    matrix_id: int
    reference: str
    title: str
    cause: str
    effect: str
    owner: PostValue | None
    state: RiskState
    current: ScoreValue
    inherent: ScoreValue | None
    target: ScoreValue | None
    commentary: str
    opened_on: date
    reviewed_on: date
    reviewed_by: str
    next_review_on: date | None
    mitigations: tuple[MitigationValue, ...]

    @property
    def is_open(self) -> bool:
        """Whether it is still a risk."""
        return self.state == RiskState.OPEN

    @property
    def is_review_due(self) -> bool:
        """Whether it is open, and the day named for its next review lies before the date."""
        return self.days_review_overdue > 0

    @property
    def days_review_overdue(self) -> int:
        """Days since the next review was to be; 0 where it is not overdue, or none is planned."""
        if not self.is_open or self.next_review_on is None:
            return 0
        return max((self.as_at - self.next_review_on).days, 0)

    @property
    def review_in_words(self) -> str:
        """When the next review is, or by how long it is overdue; blank once the risk is closed."""
        if not self.is_open:
            return ""
        if self.next_review_on is None:
            return "No review planned"
        if self.is_review_due:
            return (
                f"Review overdue by {say_days(self.days_review_overdue)}: it was to be on "
                f"{say_day(self.next_review_on)}"
            )
        if self.next_review_on == self.as_at:
            return "Next review today"
        return f"Next review on {say_day(self.next_review_on)}"

    @property
    def is_below_target(self) -> bool:
        """Whether its score is lighter than the one aimed at."""
        return self.target is not None and self.current.gravity < self.target.gravity

    @property
    def is_above_inherent(self) -> bool:
        """Whether its score is graver than the one without mitigation."""
        return self.inherent is not None and self.current.gravity > self.inherent.gravity

    @property
    def stands_out(self) -> tuple[str, ...]:
        """What is unusual of an open risk's scores beside each other, in words; empty where nothing is."""
        found: list[str] = []
        if not self.is_open:
            return ()
        if self.is_above_inherent:
            found.append("Graver now than it was scored without mitigation")
        if self.is_below_target:
            found.append("Lighter now than the score aimed at")
        return tuple(found)


@dataclass(frozen=True, slots=True)
class BandCount:
    """How many open risks are in a band."""

    band: BandValue
    matrix_id: int
    value: int


@dataclass(frozen=True, slots=True)
class RiskRegister:
    """Every risk that the plan names, as at the date, in the plan's own order; those of which nothing was on
    record by then are left out. `matrices` are those that the lines are scored on, in order."""

    plan: PlanValue
    as_at: date
    matrices: tuple[MatrixValue, ...]
    lines: tuple[RiskLine, ...]

    @property
    def open_lines(self) -> tuple[RiskLine, ...]:
        """The risks that still are."""
        return tuple(line for line in self.lines if line.is_open)

    @property
    def closed_lines(self) -> tuple[RiskLine, ...]:
        """The risks that were closed by the date."""
        return tuple(line for line in self.lines if not line.is_open)

    @property
    def review_due(self) -> tuple[RiskLine, ...]:
        """Open risks whose review is overdue, the longest overdue first."""
        due = [line for line in self.lines if line.is_review_due]
        return tuple(sorted(due, key=lambda line: -line.days_review_overdue))

    @property
    def by_gravity(self) -> tuple[RiskLine, ...]:
        """All lines, see `gravest_first`."""
        return gravest_first(self.lines)

    def line(self, risk_id: int) -> RiskLine | None:
        """The risk's line, if it has one on the date."""
        return next((line for line in self.lines if line.id == risk_id), None)

    def matrix(self, matrix_id: int) -> MatrixValue:
        """The matrix; one that a line is scored on."""
        return next(matrix for matrix in self.matrices if matrix.id == matrix_id)

    def open_on(self, matrix: MatrixValue) -> tuple[RiskLine, ...]:
        """The open risks that are scored on the matrix."""
        return tuple(line for line in self.open_lines if line.matrix_id == matrix.id)

    def bands(self) -> tuple[BandCount, ...]:
        """Open risks by band, the gravest first; each band of each matrix in use, be it empty."""
        return tuple(
            BandCount(
                band, matrix.id, sum(line.current.band.id == band.id for line in self.open_lines)
            )
            for matrix in self.matrices
            for band in reversed(matrix.bands)
        )

    def at_or_above(self, band: BandValue) -> tuple[RiskLine, ...]:
        """The open risks scored in the band or in a graver one of the same matrix, the gravest first."""
        graver = {
            each.id
            for matrix in self.matrices
            if any(one.id == band.id for one in matrix.bands)
            for each in matrix.bands
            if each.order >= band.order
        }
        return gravest_first(line for line in self.open_lines if line.current.band.id in graver)


def gravest_first(lines: Iterable[RiskLine]) -> tuple[RiskLine, ...]:
    """The open risks from the gravest to the lightest, then those closed; risks as grave as each other stay in
    order. Scores of two matrices cannot be compared, so each matrix has its own run."""
    return tuple(
        sorted(
            lines,
            key=lambda line: (
                not line.is_open,
                line.matrix_id,
                *(-rank for rank in line.current.gravity),
            ),
        )
    )
