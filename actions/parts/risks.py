"""Tables and charts of risks: the register, the block of a paper, the heat map, what moved, a score over time."""

from collections.abc import Callable, Sequence
from datetime import date

from actions.choices import MitigationState
from actions.risking.heat import HeatMap, heat_maps
from actions.risking.history import ReviewValue
from actions.risking.movement import RiskMovement
from actions.risking.values import (
    MatrixValue,
    MitigationValue,
    RiskLine,
    RiskRegister,
    ScoreValue,
)
from actions.text import say_day
from wsoa.charts import Point, Series, Style, lines
from wsoa.parts import Cell, ChartPart, Head, Row, TablePart, Tag

RiskLink = Callable[[str], str]
"""Risk's reference -> the address of its page."""

NO_RISKS = "The plan names no risk."
LETTERS_OF_A_TAG = 2


def _nowhere(reference: str) -> str:
    return ""


def score_tag(score: ScoreValue) -> Tag:
    """A score as a tag: its code, and its band in words and colour. A code too long for the tag's letter stands
    before the word."""
    if len(score.code) <= LETTERS_OF_A_TAG:
        return Tag(score.code, score.band.label, score.band.tone)
    return Tag(score.band.code, f"{score.code} {score.band.label}", score.band.tone)


def score_cell(score: ScoreValue | None) -> Cell:
    """A score in a table; a dash where there is none."""
    return Cell("–") if score is None else Cell(tag=score_tag(score))


def register_part(
    lines: Sequence[RiskLine],
    *,
    caption: str = "Risk register",
    empty: str = NO_RISKS,
    link: RiskLink = _nowhere,
) -> TablePart:
    """The lines, in the order given, with scores, owner, review and how much is done against each."""
    return TablePart(
        caption=caption,
        heads=(
            Head("Risk", width=28),
            Head("Score now", width=14),
            Head("Aimed at", width=14),
            Head("Owner", width=14),
            Head("Review", width=15),
            Head("What is done", width=15),
        ),
        rows=tuple(
            Row(
                Cell(f"{line.reference} {line.title}", href=link(line.reference)),
                (
                    Cell(
                        "" if line.is_open else "Closed",
                        tag=score_tag(line.current),
                        note=". ".join(line.stands_out),
                    ),
                    score_cell(line.target),
                    Cell(str(line.owner) if line.owner else "Nobody yet"),
                    Cell(
                        line.review_in_words or f"Closed on {say_day(line.reviewed_on)}",
                        note=f"Reviewed on {say_day(line.reviewed_on)}" if line.is_open else "",
                    ),
                    Cell(_said_of(line.mitigations)),
                ),
            )
            for line in lines
        ),
        empty=empty,
    )


def _said_of(mitigations: Sequence[MitigationValue]) -> str:
    """How many mitigations there are, by state."""
    if not mitigations:
        return "Nothing yet"
    said = []
    for state in (MitigationState.IN_PLACE, MitigationState.PLANNED):
        number = sum(each.state == state for each in mitigations)
        if number:
            said.append(f"{number} {state.label.lower()}")
    return ", ".join(said)


def risk_block_part(register: RiskRegister) -> TablePart:
    """The open risks as a committee paper prints them: risk, description, action to avoid or mitigate, rating."""
    return TablePart(
        caption=f"Risks as at {say_day(register.as_at)}",
        heads=(
            Head("Risk", width=25),
            Head("Description", width=30),
            Head("Action to avoid or mitigate risk", width=30),
            Head("Risk rating", width=15),
        ),
        rows=tuple(
            Row(
                Cell(line.title),
                (
                    Cell("\n".join(filter(None, (line.cause, line.effect))) or "–"),
                    Cell(
                        "\n".join(_mitigation(each) for each in line.mitigations) or "Nothing yet"
                    ),
                    Cell(tag=score_tag(line.current)),
                ),
            )
            for line in register.by_gravity
            if line.is_open
        ),
        empty=NO_RISKS,
    )


def _mitigation(each: MitigationValue) -> str:
    """A mitigation in a paper: an action of the plan with its reference."""
    return f"{each.reference}: {each.text}" if each.is_action else each.text


def heat_map_parts(register: RiskRegister) -> tuple[TablePart, ...]:
    """A heat map a matrix with open risks: likelihood down from the most, impact across from the least, and in
    each cell its score and band with the references of the risks that are there."""
    return tuple(heat_map_part(found, register.as_at) for found in heat_maps(register))


def heat_map_part(found: HeatMap, day: date) -> TablePart:
    """The heat map of one matrix."""
    matrix = found.matrix
    width = {3: 32, 4: 25, 5: 20, 6: 16, 7: 14}[len(matrix.impacts) + 1]
    return TablePart(
        caption=f"Open risks by likelihood and impact, {say_day(day)}",
        note=f"{matrix.title}. Each cell has its score, its band and the risks that are there.",
        heads=(
            Head("Likelihood", width=width),
            *(Head(f"Impact {impact}", width=width) for impact in matrix.impacts),
        ),
        rows=tuple(
            Row(
                Cell(str(likelihood)),
                tuple(
                    Cell(
                        ", ".join(line.reference for line in cell.lines),
                        tag=score_tag(cell.score),
                    )
                    for cell in cells
                ),
            )
            for likelihood, cells in found.rows
        ),
        empty=NO_RISKS,
    )


def movement_part(movement: RiskMovement, link: RiskLink = _nowhere) -> TablePart:
    """What moved between the two registers, in words, each with the scores."""
    since = say_day(movement.earlier.as_at)
    return TablePart(
        caption=f"What moved since {since}",
        note="Graver or lighter goes by band, within a band by "
        "number, or by the steps of likelihood and impact together where there is none.",
        heads=(
            Head("Risk", width=40),
            Head(f"On {since}", width=18),
            Head(f"On {say_day(movement.later.as_at)}", width=18),
            Head("What became of it", width=24),
        ),
        rows=tuple(
            Row(
                Cell(f"{move.line.reference} {move.line.title}", href=link(move.line.reference)),
                (
                    score_cell(move.before.current if move.before else None),
                    score_cell(move.after.current if move.after else None),
                    Cell(f"{move.in_words[0].upper()}{move.in_words[1:]}"),
                ),
            )
            for move in movement.moved
        ),
        empty=f"No risk has moved since {since}.",
    )


_NOW = Style("red", 3, has_marks=True)
_AIM = Style("green", 2, "8 4")


def score_chart_part(
    matrix: MatrixValue, reviews: Sequence[ReviewValue], day: date
) -> ChartPart | None:
    """A risk's score over its standing reviews, beside the score aimed at; None with fewer than two points.

    `reviews` come the newest first. A score is drawn as high as its number, or, where the matrix has none, as
    its steps of likelihood and impact together. Of two reviews from one day the later recorded counts.
    """
    by_day = {review.effective_date: review for review in reversed(reviews) if review.stands}
    standing = list(by_day.values())
    if not standing:
        return None
    points: list[Point] = []
    now: list[float | None] = []
    aim: list[float | None] = []
    for review in standing:
        points.append(_point(review.effective_date, f", {review.current.code}"))
        now.append(_height(review.current))
        aim.append(_height(review.target) if review.target else None)
    last = standing[-1]
    if day > last.effective_date and last.is_open:
        points.append(_point(day, f", still {last.current.code}"))
        now.append(now[-1])
        aim.append(aim[-1])
    if len(points) < 2:
        return None
    series = [Series("Score", _NOW, tuple(now))]
    if any(value is not None for value in aim):
        series.append(Series("Aimed at", _AIM, tuple(aim)))
    what = (
        "A score is drawn as high as its number."
        if matrix.has_numbers
        else "A score is drawn as high as its steps of likelihood and impact together: "
        f"{matrix.cells[0][0].code} is 2, {matrix.cells[-1][-1].code} is "
        f"{len(matrix.likelihoods) + len(matrix.impacts)}."
    )
    return ChartPart("Score over time", "Review", lines(points, series), note=what)


def _point(day: date, said: str) -> Point:
    return Point(day, f"{say_day(day)}{said}", f"{day.day} {day:%b %y}")


def _height(score: ScoreValue) -> float:
    return score.gravity[1]
