"""The plan's own words, by which the cells of a file are understood."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Generic, Self, TypeVar

from actions.importing.outcome import Arrangement
from actions.importing.table import plain
from actions.models import (
    ActionOwnership,
    ActionReference,
    Organisation,
    Plan,
    Post,
    Rating,
    ReportGroup,
    Theme,
    Workstream,
)
from actions.references import search_key

T = TypeVar("T")


class Words(Generic[T]):
    """Things by the words they go by, whatever the case, spaces and punctuation."""

    def __init__(self, named: Iterable[tuple[T, Iterable[str]]]) -> None:
        self._by_words: dict[str, list[T]] = defaultdict(list)
        for thing, names in named:
            for name in dict.fromkeys(plain(name) for name in names):
                if name:
                    self._by_words[name].append(thing)

    def find(self, text: str) -> list[T]:
        """The things that go by the text: none, one, or several where it is ambiguous."""
        return self._by_words.get(plain(text), [])

    def __bool__(self) -> bool:
        """Whether there is anything."""
        return bool(self._by_words)

    def and_more(self, named: Iterable[tuple[T, Iterable[str]]]) -> "Words[T]":
        """These and those."""
        words: Words[T] = Words(named)
        for name, things in self._by_words.items():
            words._by_words[name] = [*things, *words._by_words.get(name, ())]
        return words


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Everything that a cell may name. `references` also holds those that actions bore formerly."""

    ratings: Words[Rating]
    themes: Words[Theme]
    workstreams: Words[Workstream]
    report_groups: Words[ReportGroup]
    organisations: Words[Organisation]
    posts: Words[Post]
    references: Mapping[str, int]
    leads: Mapping[int, Organisation]
    has_ratings: bool
    themes_by_id: Mapping[int, Theme]
    workstreams_by_id: Mapping[int, Workstream]
    posts_by_id: Mapping[int, Post]
    ratings_by_id: Mapping[int, Rating]
    _theme_keys: tuple[tuple[str, Theme], ...] = field(repr=False)

    @classmethod
    def of(cls, plan: Plan, as_at: date) -> Self:
        """Read in a fixed number of queries. `leads` is the lead organisation of each action on the day."""
        area_id = plan.area_id
        ratings = list(Rating.objects.filter(scheme__plan=plan))
        themes = list(Theme.objects.filter(plan=plan))
        workstreams = list(Workstream.objects.filter(plan=plan))
        organisations = {each.pk: each for each in Organisation.objects.filter(area=area_id)}
        posts = list(
            Post.objects.filter(organisation__area=area_id)
            .select_related("organisation")
            .order_by("id")
        )
        word = plan.area.theme_word
        return cls(
            ratings=Words((rating, _rating_names(rating)) for rating in ratings),
            themes=Words((theme, _theme_names(theme, word)) for theme in themes),
            workstreams=Words((stream, _names(stream)) for stream in workstreams),
            report_groups=Words(
                (group, (group.title,)) for group in ReportGroup.objects.filter(plan=plan)
            ),
            organisations=Words(
                (each, (each.name, each.short_name)) for each in organisations.values()
            ),
            posts=Words((post, _post_names(post)) for post in posts),
            references=dict(
                ActionReference.objects.standing()
                .filter(action__plan=plan)
                .values_list("search_key", "action_id")
            ),
            leads={
                action_id: organisations[lead]
                for action_id, lead in ActionOwnership.objects.filter(action__plan=plan)
                .up_to(as_at)
                .values_list("action_id", "lead_organisation_id")
                if lead is not None
            },
            has_ratings=bool(ratings),
            themes_by_id={theme.pk: theme for theme in themes},
            workstreams_by_id={stream.pk: stream for stream in workstreams},
            posts_by_id={post.pk: post for post in posts},
            ratings_by_id={rating.pk: rating for rating in ratings},
            _theme_keys=_theme_keys(themes),
        )

    def with_more(self, parts: Sequence[Arrangement], theme_word: str) -> Self:
        """The same, knowing the parts too: those that an import would add."""
        themes = [part for part in parts if isinstance(part, Theme)]
        known = [theme for _, theme in self._theme_keys]
        return replace(
            self,
            themes=self.themes.and_more(
                (theme, _theme_names(theme, theme_word)) for theme in themes
            ),
            workstreams=self.workstreams.and_more(
                (part, _names(part)) for part in parts if isinstance(part, Workstream)
            ),
            report_groups=self.report_groups.and_more(
                (part, (part.title,)) for part in parts if isinstance(part, ReportGroup)
            ),
            _theme_keys=_theme_keys([*known, *themes]),
        )

    def theme_of(self, reference: str) -> Theme | None:
        """The theme by whose reference the action's begins, the longest such: 1B for 1B vi."""
        key = search_key(reference)
        for start, theme in self._theme_keys:
            if not start or not key.startswith(start):
                continue
            after = key[len(start) : len(start) + 1]
            if not (start[-1].isdigit() and after.isdigit()):
                return theme
        return None


def _theme_keys(themes: Iterable[Theme]) -> tuple[tuple[str, Theme], ...]:
    """The themes by their references, the longest first."""
    keys = [(search_key(theme.reference), theme) for theme in themes]
    return tuple(sorted(keys, key=lambda pair: -len(pair[0])))


def _theme_names(theme: Theme, word: str) -> tuple[str, ...]:
    return (*_names(theme), f"{word} {theme.reference}", f"{word} {theme}")


def _names(thing: Theme | Workstream) -> tuple[str, ...]:
    return (thing.reference, thing.title, f"{thing.reference} {thing.title}")


def _rating_names(rating: Rating) -> tuple[str, ...]:
    code, label, meaning = rating.code, rating.label, rating.meaning
    return (
        code,
        label,
        meaning,
        f"{label} {meaning}",
        f"{code} {label}",
        f"{label} {code}",
        f"{code} {meaning}",
        f"{code} {label} {meaning}",
    )


def _post_names(post: Post) -> tuple[str, ...]:
    title, organisation = post.title, post.organisation
    return (title, f"{title} {organisation.short_name}", f"{title} {organisation.name}")
