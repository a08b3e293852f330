"""The parts of a pack that stand beside the actions: coverage, statutory dates, measures, risks."""

from collections import defaultdict
from collections.abc import Mapping

from actions.clock import deadlines_as_at
from actions.coverage import coverage_as_at
from actions.risking import risks_as_at
from boards.choices import PackPart
from boards.escalation import thresholds_of
from boards.models import Meeting
from boards.pack_values import EntryValue
from boards.packing import clock, coverage, measures, risks
from boards.packing.plans import of_plan
from boards.shown import plans_of, previous_meeting


def entries(meeting: Meeting) -> Mapping[PackPart, tuple[EntryValue, ...]]:
    """Part -> its entries, plan by plan, as at the meeting's cut-off. Each plan is read once for all of them."""
    plans, day = plans_of(meeting), meeting.as_at
    thresholds = thresholds_of(meeting.board)
    before = previous_meeting(meeting)
    found: dict[PackPart, list[EntryValue]] = defaultdict(list)
    for plan in plans:
        register = risks_as_at(plan, day)
        covered = coverage_as_at(plan, day, register=register)
        earlier = risks_as_at(plan, before.as_at) if before else None
        parts = {
            PackPart.COVERAGE: coverage.of_coverage(covered),
            PackPart.CLOCK: tuple(clock.entry(each) for each in deadlines_as_at(plan, day)),
            PackPart.MEASURE: tuple(measures.entry(each) for each in covered.measures),
            PackPart.RISK: risks.of_register(register, earlier, thresholds),
        }
        for part, told in parts.items():
            found[part] += [of_plan(each, plan, plans) for each in told]
    return {part: tuple(told) for part, told in found.items()}
