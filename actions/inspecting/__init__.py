"""Inspections as they are read: what was found, what answers it, what a revisit judged. Reads only.

What is dated is read as at a day by the rule of every history: the latest standing entry effective on or
before it.
"""

from actions.inspecting.answers import Answers, answers_as_at
from actions.inspecting.chains import (
    chain_of,
    followed_up,
    inspection_of,
    weaknesses_behind,
    weaknesses_of,
)
from actions.inspecting.judgements import (
    ConsequenceValue,
    JudgementValue,
    WeaknessValue,
    consequence_as_at,
    consequences_as_at,
    judgements_as_at,
    weaknesses_as_at,
)
from actions.inspecting.words import FOLLOWS_UP, KINDS, kinds_of, many_of, say_kinds

__all__ = [
    "FOLLOWS_UP",
    "KINDS",
    "Answers",
    "ConsequenceValue",
    "JudgementValue",
    "WeaknessValue",
    "answers_as_at",
    "chain_of",
    "consequence_as_at",
    "consequences_as_at",
    "followed_up",
    "inspection_of",
    "judgements_as_at",
    "kinds_of",
    "many_of",
    "say_kinds",
    "weaknesses_as_at",
    "weaknesses_behind",
    "weaknesses_of",
]
