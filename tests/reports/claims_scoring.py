"""How well the check of claims does on sentences that people have labelled."""

import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from reports.choices import Verdict
from reports.claims import Claim, check_text
from reports.facts import Facts

PLANS = {
    "w": ("windsor-and-maidenhead", date(2018, 4, 30)),
    "n": ("newcastle", date(2019, 10, 16)),
    "m": ("medway", date(2018, 3, 8)),
    "b": ("buckinghamshire", date(2020, 9, 29)),
    "s": ("somerset", date(2021, 3, 18)),
}
"""Letter of a plan in the file -> its area, and the day of its published figures."""


@dataclass(frozen=True, slots=True)
class Label:
    """What a reader says of one number."""

    value: str
    verdict: Verdict
    expected: str = ""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with what a reader says of each of its numbers."""

    plan: str
    text: str
    labels: tuple[Label, ...]


MENDED_BY = "claims_labelled.toml"
"""The sentences by which the rules were made."""
KEPT_APART = "claims_held_out.toml"
"""Those written, and labelled, before their writer had read the rules."""
KEPT_APART_SINCE = "claims_held_out_more.toml"
"""More of them, by somebody who had."""


def sentences(file: str = MENDED_BY) -> tuple[Sentence, ...]:
    """All that are labelled in a file beside this one."""
    path = Path(__file__).with_name(file)
    found = tomllib.loads(path.read_text(encoding="utf-8"))["said"]
    return tuple(
        Sentence(each["in"], each["text"], tuple(map(_label, each["claims"]))) for each in found
    )


def _label(text: str) -> Label:
    for verdict in Verdict:
        value, middle, expected = text.partition(f" {verdict.value}")
        if middle:
            return Label(value, verdict, expected.strip())
    raise ValueError(text)


@dataclass(frozen=True, slots=True)
class Outcome:
    """A number as labelled and as found; None where the reader, or the check, has no such claim."""

    sentence: Sentence
    label: Label | None
    claim: Claim | None

    @property
    def is_right(self) -> bool:
        """Whether both say the same, the true figure included."""
        if self.label is None or self.claim is None:
            return False
        same = self.claim.verdict == self.label.verdict
        return same and (not self.label.expected or say(self.claim.expected) == self.label.expected)

    def says(self, verdict: Verdict) -> bool:
        """Whether the check gave that verdict."""
        return self.claim is not None and self.claim.verdict == verdict

    def should_say(self, verdict: Verdict) -> bool:
        """Whether the reader did."""
        return self.label is not None and self.label.verdict == verdict


def say(value: object) -> str:
    """A value as the labels write it."""
    return f"{value:.2f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)


def alone(text: str) -> str:
    """A sentence with nothing around it."""
    return text


def in_a_paper(text: str) -> str:
    """A sentence as a numbered paragraph between two others."""
    return (
        "2 CURRENT STATUS\n\n- 2.1 This part says where things stand, by theme and by colour.\n"
        f"- 2.2 {text}\n\n- 2.3 Thanks are due to everyone who has contributed.\n"
    )


def outcomes(
    facts: Mapping[str, Facts],
    file: str = MENDED_BY,
    around: Callable[[str], str] = alone,
) -> Iterator[Outcome]:
    """Each number of each sentence of the file whose plan's facts are given, read with what is put around it."""
    for sentence in sentences(file):
        if sentence.plan not in facts:
            continue
        claims = list(check_text(around(sentence.text), facts[sentence.plan]))
        for label in sentence.labels:
            found = next((each for each in claims if say(each.value) == label.value), None)
            if found is not None:
                claims.remove(found)
            yield Outcome(sentence, label, found)
        for claim in claims:
            yield Outcome(sentence, None, claim)


@dataclass(frozen=True, slots=True)
class Score:
    """Precision and recall: of what the check said so, how much is right; of what it should say so, how much it did."""

    precision: float
    recall: float


def score(found: list[Outcome], verdict: Verdict | None = None) -> Score:
    """Of one verdict, or of all numbers whatever the verdict."""
    said = [each for each in found if each.claim and (verdict is None or each.says(verdict))]
    wanted = [
        each for each in found if each.label and (verdict is None or each.should_say(verdict))
    ]
    right = sum(each.is_right for each in said)
    return Score(right / len(said), right / len(wanted))
