"""Finding the paper that answers a request: the draft on record, else the standard skeleton."""

from dataclasses import replace
from datetime import date

from actions.models import Plan
from reports.drafts import (
    AppendixDraft,
    AppendixKind,
    BlockDraft,
    BlockKind,
    ConsulteeDraft,
    PaperDraft,
    SectionDraft,
    SectionKind,
)
from reports.models import Paper
from reports.skeleton import cabinet_skeleton


def paper_draft(plan: Plan, template: str, as_at: date) -> PaperDraft:
    """The plan's draft for the date; else the form of its newest draft of the template, which says what
    date its words were written for; else the skeleton. In a fixed number of queries."""
    papers = (
        Paper.objects.filter(plan=plan, template=template)
        .order_by("-as_at")
        .prefetch_related("sections__blocks", "consultees", "appendices")
    )
    found = papers.filter(as_at=as_at).first() or papers.first()
    if found is None:
        return cabinet_skeleton(council=plan.area.name, plan_title=plan.title, as_at=as_at)
    draft = _from_rows(found)
    return draft if found.as_at == as_at else _for_another_date(draft, as_at)


def _for_another_date(draft: PaperDraft, as_at: date) -> PaperDraft:
    """The words and the form of a draft, without its meeting's date and what its consultees did."""
    return replace(
        draft,
        as_at=as_at,
        worded_for=draft.as_at,
        meeting_on=None,
        consultees=tuple(ConsulteeDraft(consultee.post) for consultee in draft.consultees),
    )


def _from_rows(paper: Paper) -> PaperDraft:
    return PaperDraft(
        title=paper.title,
        council=paper.council,
        meeting=paper.meeting,
        meeting_on=paper.meeting_on,
        as_at=paper.as_at,
        exempt=paper.exempt,
        member_reporting=paper.member_reporting,
        responsible_officer=paper.responsible_officer,
        wards=paper.wards,
        decision_type=paper.decision_type,
        urgent=paper.urgent,
        to_follow=paper.to_follow,
        author=paper.author,
        sections=tuple(
            SectionDraft(
                SectionKind(section.kind),
                section.heading,
                tuple(
                    BlockDraft(BlockKind(block.kind), block.text) for block in section.blocks.all()
                ),
            )
            for section in paper.sections.all()
        ),
        consultees=tuple(
            ConsulteeDraft(row.post, row.issued_on, row.returned_on)
            for row in paper.consultees.all()
        ),
        appendices=tuple(
            AppendixDraft(AppendixKind(row.kind), row.title) for row in paper.appendices.all()
        ),
    )
