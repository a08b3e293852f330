"""Everything that a readiness pack is made of, as at a day: frozen values, read once."""

from dataclasses import dataclass
from datetime import date

from actions.clock import DeadlineValue, deadlines_as_at
from actions.coverage import Coverage, coverage_as_at
from actions.coverage.story import Story, stories
from actions.models import AccountableBody, Plan, Strength
from actions.voices import VoiceValue, voices_as_at


@dataclass(frozen=True, slots=True)
class ReadinessContent:
    """A plan on a day: what answers each weakness, the story of each, and what stands beside them.

    `bodies` and `strengths` are of the inspection that found the weaknesses; both are empty without one.
    """

    coverage: Coverage
    stories: tuple[Story, ...]
    deadlines: tuple[DeadlineValue, ...]
    voices: tuple[VoiceValue, ...]
    bodies: tuple[str, ...]
    strengths: tuple[str, ...]


def readiness_content(plan: Plan, day: date) -> ReadinessContent:
    """The content of the plan's pack, with the figures of the day and what was on record of them."""
    coverage = coverage_as_at(plan, day)
    found_by = coverage.inspection.id if coverage.inspection else None
    bodies = AccountableBody.objects.filter(inspection=found_by).select_related("organisation")
    return ReadinessContent(
        coverage=coverage,
        stories=stories(plan, day, coverage.rows),
        deadlines=deadlines_as_at(plan, day),
        voices=voices_as_at(plan.area, day),
        bodies=tuple(str(body) for body in bodies),
        strengths=tuple(
            Strength.objects.filter(inspection=found_by).values_list("text", flat=True)
        ),
    )
