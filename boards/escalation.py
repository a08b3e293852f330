"""Which risks go to which board: above the thresholds that it has set. Reads only."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from actions.destinations import Destination
from actions.models import Plan
from actions.risking import risks_as_at
from actions.risking.values import RiskLine, RiskRegister, gravest_first
from boards.models import Board, BoardPlan, RiskThreshold


@dataclass(frozen=True, slots=True)
class Threshold:
    """That open risks in the band or in a graver one of its matrix go to the board."""

    board: str
    board_slug: str
    band_id: int
    band: str
    matrix: str


def thresholds_of(board: Board) -> tuple[Threshold, ...]:
    """The board's thresholds: at most one a matrix. One query."""
    return _values(RiskThreshold.objects.filter(board=board))


def thresholds_on(plan: Plan, day: date) -> tuple[Threshold, ...]:
    """The thresholds of the boards that watched the plan on the day. One query."""
    watching = BoardPlan.objects.filter(plan=plan).on(day).values("board")
    return _values(RiskThreshold.objects.filter(board__in=watching))


def _values(rows: Iterable[RiskThreshold]) -> tuple[Threshold, ...]:
    found = rows.select_related("board", "band__matrix").order_by("board__title", "pk")  # type: ignore[attr-defined]
    return tuple(
        Threshold(
            row.board.title, row.board.slug, row.band_id, row.band.label, row.band.matrix.title
        )
        for row in found
    )


def coming_to(register: RiskRegister, thresholds: Sequence[Threshold]) -> tuple[RiskLine, ...]:
    """The open risks of the register that reach one of the thresholds, the gravest first."""
    bands = {band.id: band for matrix in register.matrices for band in matrix.bands}
    reached: dict[int, RiskLine] = {}
    for threshold in thresholds:
        band = bands.get(threshold.band_id)
        for line in register.at_or_above(band) if band else ():
            reached[line.id] = line
    return gravest_first(reached.values())


def told(plan: Plan, register: RiskRegister) -> dict[int, tuple[Destination, ...]]:
    """Risk's id -> the boards to which it goes, for those that go to one: what the plan's own pages ask. One query."""
    found: dict[int, tuple[Destination, ...]] = {}
    for threshold in thresholds_on(plan, register.as_at):
        url = reverse("board", args=[plan.area.slug, threshold.board_slug])
        for line in coming_to(register, (threshold,)):
            place = Destination(threshold.board, url, threshold.band)
            found[line.id] = (*found.get(line.id, ()), place)
    return found


def escalated(board: Board, day: date) -> tuple[tuple[Plan, tuple[RiskLine, ...]], ...]:
    """The plans that the board watched on the day, each with the risks that went to it, where there were any."""
    thresholds = thresholds_of(board)
    if not thresholds:
        return ()
    rows = BoardPlan.objects.filter(board=board).on(day).values("plan")
    plans = Plan.objects.filter(pk__in=rows).select_related("area").order_by("title", "pk")
    found = ((plan, coming_to(risks_as_at(plan, day), thresholds)) for plan in plans)
    return tuple((plan, lines) for plan, lines in found if lines)
