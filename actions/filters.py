"""The register's filters. They narrow the lines of a Position, so the register cannot disagree with
Table 1: what a count links to is what was counted."""

from collections.abc import Callable

import django_filters
from django import forms
from django.http import QueryDict

from actions.models import Action
from actions.position import UNRATED, Line, Position
from actions.references import search_key

Lines = tuple[Line, ...]

NO_WORKSTREAM = "none"
MINE = "mine"

STATES: dict[str, tuple[str, Callable[[Position], Lines]]] = {
    "complete": ("Complete", lambda position: position.complete),
    "in-progress": ("In progress", lambda position: position.in_progress),
    "not-started": ("Not started", lambda position: position.not_started),
    "not-stated": ("Progress not stated", lambda position: position.progress_not_stated),
    "overdue": ("Overdue", lambda position: position.overdue),
    "completion-not-recorded": (
        "Completion not recorded",
        lambda position: position.completion_not_recorded,
    ),
    "completed-late": ("Completed late", lambda position: position.completed_late),
}
"""Value in the address -> label, and the Position's own lines for it."""


class LineFilterSet(django_filters.FilterSet):
    """Filters by text, theme, rating, workstream, state and owner, kept in the address."""

    q = django_filters.CharFilter(method="by_text", label="Search", max_length=200)
    theme = django_filters.ChoiceFilter(method="by_theme", empty_label="All")
    rating = django_filters.ChoiceFilter(method="by_rating", label="Rating", empty_label="All")
    workstream = django_filters.ChoiceFilter(
        method="by_workstream", label="Workstream", empty_label="All"
    )
    state = django_filters.ChoiceFilter(
        method="by_state",
        label="State",
        empty_label="All",
        choices=[(value, label) for value, (label, _) in STATES.items()],
    )
    owner = django_filters.ChoiceFilter(method="by_owner", label="Owner", empty_label="All")

    class Meta:
        model = Action
        fields: list[str] = []

    def __init__(
        self, data: QueryDict | None, *, position: Position, my_posts: frozenset[int] = frozenset()
    ) -> None:
        super().__init__(data, queryset=Action.objects.none())
        self.position = position
        self.my_posts = my_posts
        word = position.plan.theme_word.capitalize()
        self.filters["theme"].label = word
        self._choose(
            "theme",
            [(theme.reference, f"{theme.reference} {theme.title}") for theme in position.themes],
        )
        self._choose(
            "rating",
            [(r.code, f"{r.label} ({r.meaning})") for r in position.ratings]
            + [(UNRATED, "Unrated")],
        )
        self._choose(
            "workstream",
            [(w.reference, f"{w.reference} {w.title}") for w in position.workstreams]
            + [(NO_WORKSTREAM, "No workstream")],
        )
        owners = {owner.id: owner for line in position.lines for owner in line.owners}
        named = sorted(
            ((str(owner.id), f"{owner.title}, {owner.organisation}") for owner in owners.values()),
            key=lambda choice: choice[1],
        )
        self._choose("owner", [(MINE, "Me"), *named] if my_posts else named)

    def _choose(self, name: str, choices: list[tuple[str, str]]) -> None:
        self.filters[name].extra["choices"] = choices

    @property
    def lines(self) -> Lines:
        """The Position's lines that pass every filter; none where a filter has an unknown value."""
        lines = self.position.lines
        form: forms.Form = self.form
        if not form.is_valid():
            return ()
        for name, value in form.cleaned_data.items():
            lines = self.filters[name].filter(lines, value)
        return lines

    @property
    def is_active(self) -> bool:
        """Whether any filter narrows the register."""
        return self.form.is_valid() and any(self.form.cleaned_data.values())

    def in_words(self) -> list[tuple[str, str]]:
        """The filters in use, each as its label and what was chosen."""
        form: forms.Form = self.form
        if not form.is_valid():
            return []
        said = []
        for name, value in form.cleaned_data.items():
            if value:
                choices = dict(getattr(form.fields[name], "choices", ()))
                said.append((str(form.fields[name].label), str(choices.get(value, value))))
        return said

    def by_text(self, lines: Lines, name: str, value: str) -> Lines:
        """Lines with the text in reference, title, detail, owners or commentary."""
        wanted = value.casefold()
        key = search_key(value)
        return tuple(
            line
            for line in lines
            if (key and line.slug.startswith(key))
            or wanted in line.title.casefold()
            or wanted in line.detail.casefold()
            or wanted in line.commentary.casefold()
            or wanted in line.lead_organisation.casefold()
            or any(wanted in owner.title.casefold() for owner in line.owners)
        )

    def by_theme(self, lines: Lines, name: str, value: str) -> Lines:
        """Lines of the theme, or of a theme under it."""
        return tuple(
            line for line in lines if value in {line.theme.reference, line.top_theme.reference}
        )

    def by_rating(self, lines: Lines, name: str, value: str) -> Lines:
        """Lines with the rating."""
        return tuple(
            line for line in lines if (line.rating.code if line.rating else UNRATED) == value
        )

    def by_workstream(self, lines: Lines, name: str, value: str) -> Lines:
        """Lines of the workstream, or of none."""
        return tuple(
            line
            for line in lines
            if (line.workstream.reference if line.workstream else NO_WORKSTREAM) == value
        )

    def by_state(self, lines: Lines, name: str, value: str) -> Lines:
        """Lines that the Position counts under the state."""
        wanted = {line.action_id for line in STATES[value][1](self.position)}
        return tuple(line for line in lines if line.action_id in wanted)

    def by_owner(self, lines: Lines, name: str, value: str) -> Lines:
        """Lines that the post owns, alone or with others; `mine` for the posts the person holds."""
        if not value:
            return lines
        posts = self.my_posts if value == MINE else {int(value)}
        return tuple(line for line in lines if any(owner.id in posts for owner in line.owners))
