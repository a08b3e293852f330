"""Which values a measure takes, and whether a value agrees with what it rests on. No request, no query."""

from decimal import Decimal

from actions.choices import Bound, Unit
from actions.errors import Refused

MOST_DECIMALS = 4
"""Digits after the point that are kept; a measure prints as many of them as it says."""

LARGEST = Decimal(10) ** 12
"""Values are smaller than this."""


def plainly(value: Decimal) -> str:
    """The value with all its digits, in thousands, without zeros that say nothing: 4,879 or 18.9."""
    text = f"{value:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def check_value(
    value: Decimal,
    unit: Unit,
    *,
    above_hundred: bool = False,
    field: str = "value",
    what: str = "The value",
) -> None:
    """Raise Refused unless a measure of the unit can have the value; `what` begins the message.

    A percentage may be more than 100 only where it rests on a denominator (`above_hundred`). Counts are
    whole and, like days, not negative; pounds have two decimals at most, and may be negative.
    """
    if not value.is_finite():
        raise Refused(f"{what} must be a number.", field=field)
    if abs(value) >= LARGEST:
        raise Refused(f"{what} must be smaller than a million million.", field=field)
    most = {Unit.COUNT: 0, Unit.MONEY: 2}.get(unit, MOST_DECIMALS)
    if value != round(value, most):
        words = {
            0: f"{what} must be a whole number: it is a count, and {plainly(value)} is none.",
            2: f"{what} must have pence at most: two decimals, not {plainly(value)}.",
        }
        raise Refused(
            words.get(most, f"{what} must have {MOST_DECIMALS} decimals at most."), field=field
        )
    if value < 0 and unit in {Unit.PERCENT, Unit.COUNT, Unit.DAYS}:
        raise Refused(
            f"{what} cannot be negative: the measure is in {_IN_WORDS[unit]}.", field=field
        )
    if unit == Unit.PERCENT and value > 100 and not above_hundred:
        raise Refused(
            f"{what} is more than 100 per cent. If that is right, give the numerator and the "
            "denominator that make it so.",
            field=field,
        )


_IN_WORDS = {Unit.PERCENT: "per cent", Unit.COUNT: "whole numbers", Unit.DAYS: "days"}


def check_rests_on(
    value: Decimal,
    unit: Unit,
    decimals: int,
    *,
    numerator: Decimal | None,
    denominator: Decimal | None,
    bound: Bound = Bound.EXACT,
) -> None:
    """Raise Refused unless numerator and denominator make the value, to the decimals printed.

    Either may be missing: a paper may say how many children without saying of how many.
    """
    for name, part in (("numerator", numerator), ("denominator", denominator)):
        if part is not None:
            check_value(part, Unit.SCORE, field=name, what=f"The {name}")
            if part < 0:
                raise Refused(f"The {name} cannot be negative.", field=name)
    if denominator == 0:
        raise Refused("The denominator must be more than 0.", field="denominator")
    if unit == Unit.COUNT:
        if denominator is not None or (numerator is not None and numerator != value):
            raise Refused(
                "A count rests on nothing but itself: leave numerator and denominator empty.",
                field="numerator" if denominator is None else "denominator",
            )
        return
    if numerator is None or denominator is None:
        return
    made = numerator / denominator * (100 if unit == Unit.PERCENT else 1)
    agrees = {
        Bound.EXACT: abs(made - value) <= half_of(decimals),
        Bound.ABOUT: True,
        Bound.ABOVE: made > value,
        Bound.BELOW: made < value,
    }[bound]
    if not agrees:
        sign = "%" if unit == Unit.PERCENT else ""
        word = "" if bound == Bound.EXACT else f"{bound.label} "
        raise Refused(
            f"{plainly(numerator)} of {plainly(denominator)} makes {plainly(round(made, decimals))}"
            f"{sign}, but the value says {word}{plainly(value)}{sign}. Put right whichever is wrong.",
            field="value",
        )


def half_of(decimals: int) -> Decimal:
    """Half of the last decimal printed: what rounding may take away or add."""
    return Decimal(5).scaleb(-decimals - 1)
