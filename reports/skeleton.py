"""The Windsor and Maidenhead cabinet template with its standard wording, for a plan without a draft.

Its sections and headings are those of the Cabinet paper of 24 May 2018. What only a person can write
is marked as still to be written.
"""

from datetime import date

from reports.drafts import (
    AppendixDraft,
    AppendixKind,
    BlockDraft,
    BlockKind,
    PaperDraft,
    SectionDraft,
    SectionKind,
)

CABINET = "cabinet"
TO_BE_WRITTEN = "To be written."


def cabinet_skeleton(*, council: str, plan_title: str, as_at: date) -> PaperDraft:
    """An unwritten cabinet paper whose figures and tables are already right."""
    written = {
        "Details of recommendation(s)": (
            BlockDraft(
                BlockKind.RECOMMENDATIONS,
                "That Cabinet:\nNotes progress on the delivery of the {total} actions in the plan.",
            ),
        ),
        "Reason(s) for recommendation(s) and options considered": (
            BlockDraft(BlockKind.SUBHEADING, "Current status"),
            BlockDraft(
                BlockKind.PARAGRAPH,
                "The plan as at {as_at} is in appendix A. The summary of progress is in table 1.",
            ),
            BlockDraft(BlockKind.TABLE_ONE, "Progress summary as at {as_at}"),
            BlockDraft(BlockKind.ISSUES, "Actions of significant concern, by issue"),
        ),
        "Key implications": (
            BlockDraft(BlockKind.PARAGRAPH, TO_BE_WRITTEN),
            BlockDraft(BlockKind.TABLE_TWO, "Key implications"),
        ),
        "Appendices": (
            BlockDraft(BlockKind.PARAGRAPH, "The appendices to the report are as follows:"),
            BlockDraft(BlockKind.APPENDICES),
        ),
        "Consultation (mandatory)": (BlockDraft(BlockKind.CONSULTEES, "Consultees"),),
    }
    headings = (
        "Details of recommendation(s)",
        "Reason(s) for recommendation(s) and options considered",
        "Key implications",
        "Financial details / value for money",
        "Legal implications",
        "Risk management",
        "Potential impacts",
        "Consultation",
        "Timetable for implementation",
        "Appendices",
        "Consultation (mandatory)",
    )
    unwritten = (BlockDraft(BlockKind.PARAGRAPH, TO_BE_WRITTEN),)
    summary = SectionDraft(
        SectionKind.SUMMARY,
        "Report summary",
        (
            BlockDraft(
                BlockKind.PARAGRAPH,
                "The plan sets out {total} actions. As at {as_at}, {complete} have been completed.",
            ),
        ),
    )
    return PaperDraft(
        title=f"{plan_title}: progress",
        council=council,
        meeting="Cabinet",
        meeting_on=None,
        as_at=as_at,
        exempt=False,
        member_reporting=TO_BE_WRITTEN,
        responsible_officer=TO_BE_WRITTEN,
        wards=TO_BE_WRITTEN,
        decision_type="For information",
        urgent=False,
        to_follow=False,
        author=TO_BE_WRITTEN,
        sections=(
            summary,
            *(
                SectionDraft(SectionKind.NUMBERED, heading, written.get(heading, unwritten))
                for heading in headings
            ),
        ),
        appendices=(AppendixDraft(AppendixKind.ACTION_PLAN, "Action plan"),),
    )
