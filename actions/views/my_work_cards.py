"""The form on each card of My work: a page holds thirty, so the template is rendered once and filled in."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from actions.my_work import WorkItem
from actions.position import RatingValue
from wsoa.pattern import Pattern, gap

TEMPLATE = "actions/_my_work_fields.html"
_CHECKED = SafeString(" checked")
_ONE_OF = ("id", "reference", "commentary", "remedial_action", "update_url")


@dataclass(frozen=True, slots=True)
class Choice:
    """A rating to choose, the end of its radio's id, and the attribute by which it is chosen."""

    rating: RatingValue
    word: str
    checked: SafeString


class CardFields:
    """Gives each card its fields. Only a card on which something is wrong is rendered on its own."""

    def __init__(self, ratings: Iterable[RatingValue], *, work_url: str, actions_url: str) -> None:
        self._ratings = tuple(ratings)
        self._work_url = work_url
        self._actions_url = actions_url

    def of(self, item: WorkItem) -> SafeString:
        """The fields of the item's card, holding what `typed` holds."""
        values = {
            "id": str(item.id),
            "reference": item.line.reference,
            "commentary": item.typed.commentary,
            "remedial_action": item.typed.remedial_action,
            "update_url": f"{self._actions_url}{item.line.slug}/update/",
        }
        checked = {
            _name(rating): _CHECKED if str(rating.id) == item.typed.rating else SafeString()
            for rating in self._ratings
        }
        if item.errors:
            context = self._context(checked) | values | {"errors": item.errors}
            return render_to_string(TEMPLATE, context)
        return self._pattern.fill(values | checked)

    @cached_property
    def _pattern(self) -> Pattern:
        checked = {_name(rating): gap(_name(rating)) for rating in self._ratings}
        return Pattern(TEMPLATE, self._context(checked), _ONE_OF)

    def _context(self, checked: dict[str, SafeString]) -> dict[str, object]:
        return {
            "work_url": self._work_url,
            "choices": [
                Choice(rating, str(rating.id) if place else "first", checked[_name(rating)])
                for place, rating in enumerate(self._ratings)
            ],
        }


def _name(rating: RatingValue) -> str:
    return f"rating-{rating.id}"
