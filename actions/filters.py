"""The register's filters. They narrow the lines of a Position, so the register cannot disagree with
Table 1: what a count links to is what was counted."""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from actions import line_keys
from actions.coverage import Answered
from actions.forms import REAL_DATE, DateInput, TextField, not_offered
from actions.line_keys import NONE
from actions.models import Action
from actions.position import SOON_DAYS, UNRATED, Line, Position
from actions.position.facets import Facet, Narrowed, narrow
from actions.position.movement import changed_lines

Lines = tuple[Line, ...]

MINE = "mine"
"""The choice for actions of the posts that the person holds."""

PROGRESS: dict[str, tuple[str, Callable[[Position], Lines]]] = {
    "complete": ("Complete", lambda position: position.complete),
    "in-progress": ("In progress", lambda position: position.in_progress),
    "not-started": ("Not started", lambda position: position.not_started),
    "not-stated": ("Progress not stated", lambda position: position.progress_not_stated),
}
"""Value in the address -> label, and the Position's own lines for it. An action has one of them."""

ATTENTION: dict[str, tuple[str, Callable[[Position], Lines]]] = {
    "overdue": ("Overdue", lambda position: position.overdue),
    "due-soon": (
        f"Due in the next {SOON_DAYS} days",
        lambda position: position.due_within(SOON_DAYS),
    ),
    "starting-next": (
        f"Not started, due in the next {SOON_DAYS} days",
        lambda position: position.starting_within(SOON_DAYS),
    ),
    "slipped": ("Slipped", lambda position: position.open_slipped),
    "unowned": ("Without an owner", lambda position: position.unowned),
    "stale": ("Stale", lambda position: position.stale),
    "no-remedial-action": (
        "No remedial action",
        lambda position: position.lacking_remedial_action,
    ),
    "waiting": ("Waiting on one in trouble", lambda position: position.waiting_on_trouble),
    "completion-not-recorded": (
        "Completion not recorded",
        lambda position: position.completion_not_recorded,
    ),
    "no-evidence": ("Completed without evidence", lambda position: position.lacking_evidence),
    "completed-late": ("Completed late", lambda position: position.completed_late),
}
"""The same for what calls for somebody's attention. Several may be true of an action."""

SELECTS = ("weakness", "workstream", "owner", "organisation", "group", "impact")
"""Filters of which one choice is taken."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One choice of a filter as the page offers it. `count` is None where the address is unfit."""

    name: str
    value: str
    label: str
    count: int | None
    is_chosen: bool
    id: str


@dataclass(frozen=True, slots=True)
class InUse:
    """One choice that narrows the register: its place in the address, and its filter's and its own words."""

    name: str
    value: str
    label: str
    word: str


class _TextFilter(django_filters.CharFilter):
    field_class = TextField


class LineFilterSet(django_filters.FilterSet):
    """The filters of the register, kept in the address.

    Ratings and themes widen (any of them); what needs attention narrows (all of them), and every filter
    narrows what the others leave.
    """

    q = _TextFilter(label="Search", called="What you search for", max_length=200)
    rating = django_filters.MultipleChoiceFilter(label="Rating")
    state = django_filters.MultipleChoiceFilter(
        label="State",
        choices=[(value, label) for value, (label, _) in (PROGRESS | ATTENTION).items()],
    )
    theme = django_filters.MultipleChoiceFilter()
    weakness = django_filters.ChoiceFilter(label="Weakness", empty_label="All")
    workstream = django_filters.ChoiceFilter(label="Workstream", empty_label="All")
    owner = django_filters.ChoiceFilter(label="Owner", empty_label="All")
    organisation = django_filters.ChoiceFilter(label="Lead organisation", empty_label="All")
    group = django_filters.ChoiceFilter(label="Report group", empty_label="All")
    impact = django_filters.ChoiceFilter(label="Impact", empty_label="All")
    changed_since = django_filters.DateFilter(
        label="Changed since",
        widget=DateInput(),
        error_messages={"invalid": REAL_DATE},
    )

    class Meta:
        model = Action
        fields: list[str] = []

    def __init__(
        self,
        data: QueryDict | None,
        *,
        position: Position,
        position_on: Callable[[date], Position],
        borne_by: Callable[[str], Collection[int]],
        my_posts: frozenset[int] = frozenset(),
        answers: Sequence[Answered] = (),
    ) -> None:
        """`position_on` gives the plan's Position of another day, `borne_by` the ids of the actions that
        bear, or ever bore, a reference; `my_posts` are the ids of the posts that the person holds, `answers`
        what answers each weakness that the plan answers."""
        super().__init__(data, queryset=Action.objects.none())
        self.position = position
        self.position_on = position_on
        self.borne_by = borne_by
        self.my_posts = my_posts
        self.answers = answers
        word = position.plan.theme_word
        self.filters["theme"].label = word[:1].upper() + word[1:]
        self.filters["changed_since"].extra["validators"] = [self._check_changed_since]
        for name, choices in self._choices().items():
            self.filters[name].extra["choices"] = choices
        for each in self.filters.values():
            if "choices" in each.extra:
                each.extra["error_messages"] = not_offered(str(each.label).lower())

    def _choices(self) -> dict[str, list[tuple[str, str]]]:
        """Name -> the choices that the plan gives for it on the day."""
        position = self.position
        return {
            "theme": [(t.reference, f"{t.reference} {t.title}") for t in position.themes],
            "rating": [(r.code, f"{r.label} ({r.meaning})") for r in position.ratings]
            + [(UNRATED, "Unrated")],
            "impact": [(i.code, f"{i.label} ({i.meaning})") for i in position.impacts]
            + [(UNRATED, "Not assessed")],
            "weakness": self._weakness_choices(),
            "workstream": [(w.reference, f"{w.reference} {w.title}") for w in position.workstreams]
            + [(NONE, "No workstream")],
            "owner": self._owner_choices(),
            "organisation": [
                *_named(line.lead_organisation for line in position.lines),
                (NONE, "No lead organisation"),
            ],
            "group": [
                *_named(line.report_group for line in position.lines),
                (NONE, "No report group"),
            ],
        }

    def _owner_choices(self) -> list[tuple[str, str]]:
        owners = {owner.id: owner for line in self.position.lines for owner in line.owners}
        named = sorted(
            ((str(owner.id), f"{owner.title}, {owner.organisation}") for owner in owners.values()),
            key=lambda choice: choice[1],
        )
        mine = [(MINE, "Me")] if self.my_posts else []
        return [*mine, *named, (NONE, "No owner")]

    def _weakness_choices(self) -> list[tuple[str, str]]:
        if not self.answers:
            return []
        found = [answered.weakness for answered in self.answers]
        named = [(str(each.number), f"{each.number}. {each.title}") for each in found]
        return [*named, (NONE, "Answers no weakness")]

    def _check_changed_since(self, day: date) -> None:
        if day >= self.position.as_at:
            as_at = self.position.as_at
            raise ValidationError(
                f"The date must be before {as_at.day} {as_at:%B %Y}, the day the page shows."
            )

    @cached_property
    def asked(self) -> dict[str, list[str]]:
        """Name -> what was chosen, for the filters in use. Empty where the address is unfit."""
        form: forms.Form = self.form
        if not form.is_valid():
            return {}
        found: dict[str, list[str]] = {}
        for name, value in form.cleaned_data.items():
            if isinstance(value, list):
                found[name] = value
            elif value:
                found[name] = [value.isoformat() if isinstance(value, date) else value]
        return {name: values for name, values in found.items() if values}

    @property
    def is_active(self) -> bool:
        """Whether any filter narrows the register."""
        return bool(self.asked)

    @property
    def lines(self) -> Lines:
        """The Position's lines that pass every filter; none where a filter has an unknown value."""
        return self._narrowed.lines if self.form.is_valid() else ()

    @cached_property
    def _narrowed(self) -> Narrowed:
        lines = self.position.lines
        for since in self.asked.get("changed_since", ()):
            lines = changed_lines(self.position_on(date.fromisoformat(since)), self.position)
        for text in self.asked.get("q", ()):
            lines = line_keys.found(lines, text, self.borne_by(text))
        return narrow(lines, list(self._facets()))

    def _facets(self) -> Iterator[Facet]:
        chosen = {name: frozenset(values) for name, values in self.asked.items()}
        states = chosen.get("state", frozenset())
        progress, attention = _keys(self.position, PROGRESS), _keys(self.position, ATTENTION)
        yield Facet("progress", progress, states & PROGRESS.keys())
        yield Facet("attention", attention, states & ATTENTION.keys(), all_of=True)
        for name, keys in (
            ("theme", line_keys.theme_keys),
            ("rating", line_keys.rating_keys),
            ("weakness", self._weakness_keys()),
            ("workstream", line_keys.workstream_keys),
            ("owner", self._owner_keys),
            ("organisation", line_keys.organisation_keys),
            ("group", line_keys.group_keys),
            ("impact", line_keys.impact_keys),
        ):
            yield Facet(name, keys, chosen.get(name, frozenset()))

    def _owner_keys(self, line: Line) -> Collection[str]:
        if not line.owners:
            return (NONE,)
        keys = [str(owner.id) for owner in line.owners]
        if self.my_posts and any(owner.id in self.my_posts for owner in line.owners):
            keys.append(MINE)
        return keys

    def _weakness_keys(self) -> Callable[[Line], Collection[str]]:
        """The numbers of the weaknesses that a line answers."""
        found: dict[int, list[str]] = {}
        for each in self.answers:
            for action_id in each.lines_of(self.position):
                found.setdefault(action_id, []).append(str(each.weakness.number))
        return lambda line: found.get(line.action_id, (NONE,))

    def choices(self, name: str) -> list[Choice]:
        """The choices of a filter, of `progress` or of `attention`, each with its count."""
        field = "state" if name in {"progress", "attention"} else name
        part = {"progress": PROGRESS, "attention": ATTENTION}.get(name)
        form: forms.Form = self.form
        typed = self.asked.get(field, [])
        counts = self._narrowed.counts[name] if form.is_valid() else None
        return [
            Choice(
                field,
                value,
                label,
                None if counts is None else counts.get(value, 0),
                value in typed,
                f"id_{field}_{place}",
            )
            for place, (value, label) in enumerate(self.filters[field].extra["choices"])
            if part is None or value in part
        ]

    @property
    def of_several(self) -> frozenset[str]:
        """Names of the filters that take several choices."""
        return frozenset(
            name
            for name, each in self.filters.items()
            if isinstance(each, django_filters.MultipleChoiceFilter)
        )

    @property
    def more_in_use(self) -> bool:
        """Whether one of the filters that are folded away narrows the register, or is at fault."""
        form: forms.Form = self.form
        folded = {*SELECTS, "changed_since"}
        progress = not PROGRESS.keys().isdisjoint(self.asked.get("state", ()))
        return progress or not folded.isdisjoint([*self.asked, *form.errors])

    def more_fields(self) -> list[forms.BoundField]:
        """The fields that are folded away: lists that the plan has something for, and the date."""
        form = self.form_with_counts()
        listed = [name for name in SELECTS if len(self.filters[name].extra["choices"]) > 1]
        return [form[name] for name in (*listed, "changed_since")]

    def form_with_counts(self) -> forms.Form:
        """The form, with the count of each choice in the words of the lists to choose from."""
        form: forms.Form = self.form
        if form.is_valid():
            for name in SELECTS:
                counts = self._narrowed.counts[name]
                field = form.fields[name]
                assert isinstance(field, django_filters.fields.ChoiceField)
                field.choices = [
                    (value, f"{label} ({counts.get(value, 0)})")
                    for value, label in self.filters[name].extra["choices"]
                ]
        return form

    def in_use(self) -> list[InUse]:
        """What was chosen, filter by filter."""
        found = []
        for name, values in self.asked.items():
            words = dict(self.filters[name].extra.get("choices", ()))
            for value in values:
                label = str(self.filters[name].label)
                if name == "state":
                    label = "Progress" if value in PROGRESS else "Needs attention"
                found.append(InUse(name, value, label, words.get(value) or _said(name, value)))
        return found

    def in_words(self) -> list[tuple[str, str]]:
        """The filters in use, each as its label and what was chosen."""
        joined: dict[str, list[str]] = {}
        for choice in self.in_use():
            joined.setdefault(choice.label, []).append(choice.word)
        return [
            (label, (" and " if label == "Needs attention" else " or ").join(words))
            for label, words in joined.items()
        ]


def _said(name: str, value: str) -> str:
    if name != "changed_since":
        return value
    day = date.fromisoformat(value)
    return f"{day.day} {day:%B %Y}"


def _named(names: Iterator[str]) -> list[tuple[str, str]]:
    return [(name, name) for name in sorted({name for name in names if name})]


def _keys(
    position: Position, states: dict[str, tuple[str, Callable[[Position], Lines]]]
) -> Callable[[Line], Collection[str]]:
    """Which of the states each line is in, by the Position's own account."""
    found: dict[int, list[str]] = {line.action_id: [] for line in position.lines}
    for value, (_, lines_in) in states.items():
        for line in lines_in(position):
            found[line.action_id].append(value)
    return lambda line: found[line.action_id]
