"""The form of an agenda, and of a board's standing items: a row an item, put in order by numbers."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms

from actions.forms import LongTextField, seen_id
from actions.models import Area, Post
from boards.choices import ItemKind
from boards.drafts import AgendaDraft
from boards.forms import LineField, choice, label_of, number, posts_of

SPARE = 3
"""Empty rows below those that are filled."""

MOST = 30


@dataclass(frozen=True, slots=True)
class Row:
    """The fields of one item as the page lays them out. `is_spare` while it holds no item yet."""

    number: int
    place: forms.BoundField
    title: forms.BoundField
    kind: forms.BoundField
    detail: forms.BoundField | None
    presenter: forms.BoundField | None
    is_spare: bool


class ItemsForm(forms.Form):
    """Items in order. An item whose title is emptied is taken out; the numbers say the order."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput())

    def __init__(
        self, data: Mapping[str, Any] | None, *, items: Sequence[AgendaDraft], **kwargs: Any
    ) -> None:
        super().__init__(data, **kwargs)
        self.filled = len(items)
        self.count = min(len(items) + SPARE, MOST)
        if data is not None:
            sent = (index for index in range(1, MOST + 1) if f"title-{index}" in data)
            self.count = max(sent, default=0)
        for index in range(1, self.count + 1):
            self._row(index, items[index - 1] if index <= len(items) else None)

    def _row(self, index: int, item: AgendaDraft | None) -> None:
        fields = self.fields
        fields[f"place-{index}"] = place = number(f"Place of row {index}", least=0, most=999)
        place.required = False
        place.initial = index
        fields[f"title-{index}"] = title = LineField(
            f"Title of row {index}", called=f"The title of row {index}"
        )
        fields[f"kind-{index}"] = kind = choice(
            f"What row {index} is about", ItemKind.choices, what="what the item is about"
        )
        kind.required = False
        kind.initial = ItemKind.OTHER
        if item is not None:
            title.initial, kind.initial = item.title, item.kind

    def rows(self) -> Iterable[Row]:
        """The rows in the order in which they are shown."""
        for index in range(1, self.count + 1):
            yield Row(
                index,
                self[f"place-{index}"],
                self[f"title-{index}"],
                self[f"kind-{index}"],
                self._bound(f"detail-{index}"),
                self._bound(f"presenter-{index}"),
                index > self.filled,
            )

    def _bound(self, name: str) -> forms.BoundField | None:
        return self[name] if name in self.fields else None

    def clean_seen(self) -> int | None:
        """The version in the page."""
        return seen_id(self.cleaned_data["seen"])

    def items(self) -> list[AgendaDraft]:
        """The items in their new order; those of one number stay in the order of their rows."""
        given = self.cleaned_data
        kept = [index for index in range(1, self.count + 1) if given[f"title-{index}"]]
        kept.sort(key=lambda index: _place(given[f"place-{index}"], index))
        return [
            AgendaDraft(
                ItemKind(given[f"kind-{index}"] or ItemKind.OTHER),
                given[f"title-{index}"],
                given.get(f"detail-{index}", ""),
                self._presenter(index),
            )
            for index in kept
        ]

    def _presenter(self, index: int) -> Post | None:
        """Who brings the item, where that is asked."""
        return None


def _place(typed: int | None, index: int) -> tuple[int, int, int]:
    """Where an item goes: one moved up stands before the item whose number it was given, one moved down
    after it."""
    wanted = index if typed is None else typed
    return wanted, (wanted > index) - (wanted < index), index


class AgendaForm(ItemsForm):
    """The items of a meeting, each with what is to be said of it and who brings it."""

    def __init__(
        self,
        data: Mapping[str, Any] | None,
        *,
        items: Sequence[AgendaDraft],
        area: Area,
        **kwargs: Any,
    ) -> None:
        self.posts = {str(post.pk): post for post in posts_of(area)}
        super().__init__(data, items=items, **kwargs)

    def _row(self, index: int, item: AgendaDraft | None) -> None:
        super()._row(index, item)
        detail = LongTextField(
            label=f"Detail of row {index}", rows=2, called=f"The detail of row {index}"
        )
        offered = [(key, label_of(post)) for key, post in self.posts.items()]
        presenter = choice(
            f"Who brings row {index}", [("", "Nobody named"), *offered], what="a post of this area"
        )
        presenter.required = False
        self.fields[f"detail-{index}"] = detail
        self.fields[f"presenter-{index}"] = presenter
        if item is not None:
            detail.initial = item.detail
            presenter.initial = str(item.presenter.pk) if item.presenter else ""

    def _presenter(self, index: int) -> Post | None:
        return self.posts.get(self.cleaned_data[f"presenter-{index}"])
