"""What a plan's two scales, its rating scheme and its impact ratings, have in common.

The services are in actions/services/ratings.py and actions/services/impact_ratings.py.
"""

from typing import TypeVar

from django.db.models import Max, QuerySet

from actions.choices import Tone
from actions.errors import Refused
from actions.models import ImpactRating, Rating
from actions.services.rows import check_free, one_line
from actions.text import clean_text

Step = TypeVar("Step", Rating, ImpactRating)

MOST_STEPS = 10
CODE_LIMIT = 2
ASIDE = 32_000
"""A place in the order that no step has, for a step that changes places with another."""

LOCKED = (
    "Updates were recorded with this rating, so its letter, its progress and its concern stay: they "
    "decide what the history says. Add another rating if you need one."
)


def checked_step(
    others: QuerySet[Step], *, code: str, label: str, meaning: str, tone: str
) -> dict[str, str]:
    """The cleaned values of a step beside the others of its scale; raises Refused."""
    code = one_line(code, field="code", label="letter", limit=50)
    if len(code) > CODE_LIMIT or not code.isalnum():
        raise Refused("The letter must be one or two letters or digits.", field="code")
    label = one_line(label, field="label", label="word", limit=60)
    taken = list(others.values_list("code", "label"))
    check_free(
        (row[0] for row in taken),
        code,
        f"Another rating has the letter {code}. In greyscale letters alone tell ratings apart.",
        field="code",
    )
    check_free(
        (row[1] for row in taken), label, f"Another rating is called {label}.", field="label"
    )
    if tone not in Tone:
        raise Refused("Choose one of the colours.", field="tone")
    meaning = clean_text(meaning, field="meaning", label="The meaning", limit=200)
    return {
        "code": code,
        "label": label,
        "meaning": one_line(meaning, field="meaning", label="meaning", limit=200),
        "tone": tone,
    }


def next_place(steps: QuerySet[Step]) -> int:
    """The place after the last; raises Refused where there are as many as a table can hold."""
    if steps.count() >= MOST_STEPS:
        raise Refused(f"A scale has {MOST_STEPS} ratings or fewer.")
    last: int | None = steps.aggregate(last=Max("order"))["last"]
    return (last or 0) + 1


def swap(steps: QuerySet[Step], step: Step, up: bool) -> Step | None:
    """Let the step change places with the one before it, or with the one after; None at the end."""
    neighbours = (
        steps.filter(order__lt=step.order).order_by("-order")
        if up
        else steps.filter(order__gt=step.order).order_by("order")
    )
    other = neighbours.first()
    if other is None:
        return None
    here, there = step.order, other.order
    steps.filter(pk=step.pk).update(order=ASIDE)
    other.order = here
    other.save()
    step.order = there
    step.save()
    return other
