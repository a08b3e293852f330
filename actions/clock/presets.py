"""The dates that plans like these are usually bound by, and where each comes from, in words.

They are a beginning: each can be counted otherwise, from another day, or set to another day with a reason.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from actions.choices import DeadlineBasis, DeadlineKind, DeadlineUnit, PlanEventKind, PlanKind


@dataclass(frozen=True, slots=True)
class Preset:
    """How a kind of deadline is usually counted. Where it runs from another day than the letter's, that day is
    the plan's latest event `after`, and `basis_words` say what happened then. Without such an event it is the
    plan's start where `or_start`, else the date cannot be put in yet; where it is put in without a day, it waits for
    the event, and `waits` says so."""

    count: int
    unit: DeadlineUnit
    basis: DeadlineBasis
    source: str
    after: PlanEventKind | None = None
    basis_words: str = ""
    or_start: bool = False
    waits: str = ""


PRESETS: Mapping[DeadlineKind, Preset] = {
    DeadlineKind.WSOA: Preset(
        70,
        DeadlineUnit.WORKING_DAYS,
        DeadlineBasis.PUBLICATION,
        "2016 framework: 70 working days. Papers count them from the receipt of the letter or from its "
        "publication, so check what yours says.",
    ),
    DeadlineKind.RESUBMISSION: Preset(
        10,
        DeadlineUnit.WORKING_DAYS,
        DeadlineBasis.OTHER_DAY,
        "10 more days where the statement is returned. Whether they are working days is not always said: "
        "check what yours says.",
        PlanEventKind.RETURNED,
        "the day the statement was returned",
        waits="Applies only if the statement is returned as not fit for purpose",
    ),
    DeadlineKind.PAP: Preset(
        35,
        DeadlineUnit.WORKING_DAYS,
        DeadlineBasis.RECEIPT,
        "2023 framework: 35 working days. Check from which day your report counts them.",
    ),
    DeadlineKind.PROGRESS_ADVICE: Preset(
        12,
        DeadlineUnit.MONTHS,
        DeadlineBasis.PUBLICATION,
        "DfE advises the Minister on progress about 12 months after the letter is published.",
    ),
    DeadlineKind.REVISIT_FROM: Preset(
        18,
        DeadlineUnit.MONTHS,
        DeadlineBasis.OTHER_DAY,
        "Inspectors return 18 to 24 months after the plan is approved.",
        PlanEventKind.APPROVED,
        "the day the plan was approved",
        waits="Runs only once the plan is approved",
    ),
    DeadlineKind.REVISIT_BY: Preset(
        24,
        DeadlineUnit.MONTHS,
        DeadlineBasis.OTHER_DAY,
        "Inspectors return 18 to 24 months after the plan is approved.",
        PlanEventKind.APPROVED,
        "the day the plan was approved",
        waits="Runs only once the plan is approved",
    ),
    DeadlineKind.APP_REVIEW: Preset(
        6,
        DeadlineUnit.MONTHS,
        DeadlineBasis.OTHER_DAY,
        "DfE and NHS England review an Accelerated Progress Plan after about six months.",
        PlanEventKind.APPROVED,
        "the day the plan was approved",
        or_start=True,
        waits="Runs only once the plan is approved",
    ),
}

USUAL: Mapping[PlanKind, tuple[DeadlineKind, ...]] = {
    PlanKind.WSOA: (
        DeadlineKind.WSOA,
        DeadlineKind.RESUBMISSION,
        DeadlineKind.PROGRESS_ADVICE,
        DeadlineKind.REVISIT_FROM,
        DeadlineKind.REVISIT_BY,
    ),
    PlanKind.APP: (DeadlineKind.APP_REVIEW,),
    PlanKind.PAP: (DeadlineKind.PAP, DeadlineKind.REVISIT_FROM),
    PlanKind.IMPROVEMENT: (),
}
"""Kind of plan -> the kinds of deadline it usually has."""

START_IN_WORDS = "the day the plan began"
