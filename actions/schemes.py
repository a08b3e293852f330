"""The rating schemes and impact ratings that ship as presets. A plan takes a copy, which is then its own data."""

from dataclasses import dataclass

from actions.choices import Concern, Progress, Tone


@dataclass(frozen=True, slots=True)
class PresetRating:
    """One rating of a preset, in the order given."""

    code: str
    label: str
    meaning: str
    tone: Tone
    progress: Progress
    concern: Concern = Concern.NONE


@dataclass(frozen=True, slots=True)
class Preset:
    """A named scheme."""

    name: str
    ratings: tuple[PresetRating, ...]


PRESETS: dict[str, Preset] = {
    # As the Windsor and Maidenhead Cabinet paper of 24 May 2018 defines it, in its column order.
    "brag": Preset(
        "BRAG",
        (
            PresetRating("G", "Green", "on track", Tone.GREEN, Progress.IN_PROGRESS),
            PresetRating(
                "A", "Amber", "minor issue", Tone.AMBER, Progress.IN_PROGRESS, Concern.MINOR
            ),
            PresetRating(
                "R",
                "Red",
                "significant issue",
                Tone.RED,
                Progress.IN_PROGRESS,
                Concern.SIGNIFICANT,
            ),
            PresetRating("B", "Blue", "complete", Tone.BLUE, Progress.COMPLETE),
            PresetRating("W", "White", "not started", Tone.WHITE, Progress.NOT_STARTED),
        ),
    ),
    # As the Newcastle SEND Executive Board paper of 16 October 2019 defines it. Green covers two
    # things, so it leaves progress unstated and completion is recorded on its own.
    "rag": Preset(
        "RAG",
        (
            PresetRating(
                "R", "Red", "not on track", Tone.RED, Progress.IN_PROGRESS, Concern.SIGNIFICANT
            ),
            PresetRating(
                "A",
                "Amber",
                "not on track but can be recovered",
                Tone.AMBER,
                Progress.IN_PROGRESS,
                Concern.MINOR,
            ),
            PresetRating("G", "Green", "on track or complete", Tone.GREEN, Progress.UNSTATED),
        ),
    ),
    "four-stage": Preset(
        "Four stages",
        (
            PresetRating(
                "1", "Not started", "work has not begun", Tone.WHITE, Progress.NOT_STARTED
            ),
            PresetRating("2", "Under way", "work has begun", Tone.AMBER, Progress.IN_PROGRESS),
            PresetRating("3", "Completed", "done, not yet embedded", Tone.GREEN, Progress.COMPLETE),
            PresetRating(
                "4",
                "Completed and embedded",
                "done, and making the difference it was meant to",
                Tone.BLUE,
                Progress.COMPLETE,
            ),
        ),
    ),
}


@dataclass(frozen=True, slots=True)
class PresetImpact:
    """One impact rating of a preset, in the order given."""

    code: str
    label: str
    meaning: str
    tone: Tone


@dataclass(frozen=True, slots=True)
class ImpactPreset:
    """A named set of impact ratings."""

    name: str
    ratings: tuple[PresetImpact, ...]


IMPACT_PRESETS: dict[str, ImpactPreset] = {
    # "Completed" and "completed and embedded" are different things, as the four-stage plans say.
    "embedding": ImpactPreset(
        "Embedding",
        (
            PresetImpact("N", "Not yet seen", "no difference can be shown yet", Tone.WHITE),
            PresetImpact("E", "Emerging", "first signs of a difference", Tone.AMBER),
            PresetImpact("M", "Embedded", "part of how the area works, and shown", Tone.GREEN),
        ),
    ),
    "strength": ImpactPreset(
        "Strength of impact",
        (
            PresetImpact("0", "None", "families see no difference", Tone.GREY),
            PresetImpact("1", "Some", "some families see a difference", Tone.YELLOW),
            PresetImpact("2", "Strong", "most families see a difference", Tone.TEAL),
        ),
    ),
}
"""The impact ratings that ship as presets."""
