"""What can be missing where a weakness should be answered: a closed list, each with what to do about it.

A gap is something that an inspector would ask for; a note is worth a thought and no more.
"""

from dataclasses import dataclass
from enum import StrEnum

from actions.text import say_count


class GapKind(StrEnum):
    """What is missing."""

    NO_ACTION = "no-action"
    NO_OWNER = "no-owner"
    NO_MEASURE = "no-measure"
    NO_READING = "no-reading"
    UNOWNED_ACTIONS = "unowned-actions"
    NO_THEME = "no-theme"
    NO_LEAD = "no-lead"
    NO_RISK = "no-risk"
    NO_VOICE = "no-voice"

    @property
    def is_note(self) -> bool:
        """Whether it is only a note."""
        return self in {GapKind.NO_THEME, GapKind.NO_LEAD, GapKind.NO_RISK, GapKind.NO_VOICE}

    @property
    def label(self) -> str:
        """What is missing, in a few words."""
        return _LABELS[self]


_LABELS = {
    GapKind.NO_ACTION: "No action",
    GapKind.NO_OWNER: "No owner",
    GapKind.NO_MEASURE: "No measure",
    GapKind.NO_READING: "No reading",
    GapKind.UNOWNED_ACTIONS: "Actions without an owner",
    GapKind.NO_THEME: "No theme",
    GapKind.NO_LEAD: "No lead",
    GapKind.NO_RISK: "No risk",
    GapKind.NO_VOICE: "No voice",
}


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that is missing, and in words what to do about it."""

    kind: GapKind
    words: str

    @property
    def is_note(self) -> bool:
        """Whether it is only a note."""
        return self.kind.is_note

    @property
    def label(self) -> str:
        """What is missing, in a few words."""
        return self.kind.label


@dataclass(frozen=True, slots=True)
class Facts:
    """What there is for a weakness: how many of each, and who answers for it.

    `leads` says whether somebody answers for all of it, `owned` whether anybody owns one of its actions;
    `unowned` counts its open actions that nobody owns, `readings` those of its measures that have one.
    """

    themes: int
    actions: int
    unowned: int
    measures: int
    readings: int
    risks: int
    voices: int
    leads: bool
    owned: bool


def gaps_of_weakness(facts: Facts) -> tuple[Gap, ...]:
    """What a weakness lacks: gaps first, then notes."""
    return tuple(
        Gap(kind, words)
        for kind, words, is_so in (
            *_of_any(facts, "weakness"),
            (
                GapKind.NO_MEASURE,
                "Nothing shows whether it gets better for children. Choose or add a measure that does.",
                not facts.measures,
            ),
            (
                GapKind.NO_READING,
                "Its measures have no reading yet. Record the first one.",
                bool(facts.measures) and not facts.readings,
            ),
            (*_unowned(facts),),
            (
                GapKind.NO_THEME,
                "No theme answers it as a whole. Choose one, unless single actions are meant to.",
                not facts.themes,
            ),
            (*_no_lead(facts),),
            (
                GapKind.NO_RISK,
                "No risk is tied to it. Say what could get in the way, if anything could.",
                not facts.risks,
            ),
            (
                GapKind.NO_VOICE,
                "Nothing is on record of what families and young people say about it. Ask them.",
                not facts.voices,
            ),
        )
        if is_so
    )


def gaps_of_theme(facts: Facts) -> tuple[Gap, ...]:
    """What a theme of a plan without weaknesses lacks. Measures, risks and voices are not tied to themes."""
    found = (*_of_any(facts, "theme"), _unowned(facts), _no_lead(facts))
    return tuple(Gap(kind, words) for kind, words, is_so in found if is_so)


_Finding = tuple[GapKind, str, bool]


def _of_any(facts: Facts, what: str) -> tuple[_Finding, ...]:
    missing = (
        "No action answers it. Choose a theme or actions that do, or add one."
        if what == "weakness"
        else "Nothing is to be done under it. Add an action."
    )
    return (
        (GapKind.NO_ACTION, missing, not facts.actions),
        (
            GapKind.NO_OWNER,
            f"Nobody answers for it. Name a lead for the {what}, or owners for its actions.",
            not facts.leads and not facts.owned,
        ),
    )


def _unowned(facts: Facts) -> _Finding:
    one = facts.unowned == 1
    words = (
        f"{say_count(facts.unowned, 'open action')} {'has' if one else 'have'} no owner."
        f" Name {'one' if one else 'one for each'}."
    )
    return (
        GapKind.UNOWNED_ACTIONS,
        words,
        bool(facts.unowned) and (facts.leads or facts.owned),
    )


def _no_lead(facts: Facts) -> _Finding:
    return (
        GapKind.NO_LEAD,
        "Its actions have owners, but nobody answers for it as a whole. Name a lead.",
        not facts.leads and facts.owned,
    )
