"""The plan's papers, starting one, one paper with its sections, and what it is for."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from actions.services.rows import version
from actions.views.saving import page_with_form, posted
from actions.views.set_up.common import Asking, answer, plan_url
from reports.classification import classification_of
from reports.drafting.lengths import length_of
from reports.drafting.overview import parts_of
from reports.drafting.standing import papers_of, say_despatch
from reports.drafting.starting import figures_as_at, meetings_to_write_for, not_taken_over
from reports.forms.drafting import PaperForm, StartForm
from reports.models import Paper, PaperTemplate
from reports.papers import draft_of
from reports.readiness_to_publish import missing_for_publication
from reports.services.papers import change_paper, start_paper
from reports.views.drafting.loading import paper_page, papers_crumbs, papers_page

PREVIOUS_OFFERED = 50


@require_safe
def papers(request: HttpRequest, area: str, plan: str) -> HttpResponse:
    """The plan's papers, by meeting: who has each, what is left, and when it has to be out."""
    page = papers_page(request, area, plan)
    context = page.context() | {
        "crumbs": [*papers_crumbs(page)[:-1], ("Papers", "")],
        "meetings": papers_of(page.plan, page.today),
        "start_url": plan_url(page, "paper-start"),
    }
    return render(request, "reports/drafting/papers.html", context, status=page.status)


@page_with_form
def paper_start(request: HttpRequest, area: str, plan: str) -> HttpResponse:
    """A new paper, in the committee's form or after a paper written before."""
    page = papers_page(request, area, plan)
    form = StartForm(posted(request), initial={"title": f"{page.plan.title}: progress"})
    form.offer_meetings(meetings_to_write_for(page.plan))
    form.offer(
        PaperTemplate.objects.in_use(page.area),
        not_taken_over(page.area),
        Paper.objects.of_area(page.area)[:PREVIOUS_OFFERED],
    )
    url = plan_url(page, "papers")

    def save(values: dict[str, Any]) -> tuple[str, str]:
        values.pop("seen")
        values["as_at"] = values["as_at"] or figures_as_at(
            values["meeting"], values["meeting_on"], page.today
        )
        made = start_paper(plan=page.plan, by=page.user, **values)
        return plan_url(page, "paper", made.pk), f"“{made.title}” is started."

    asked = Asking(
        "Start a paper",
        papers_crumbs(page),
        url,
        page.plan.title,
        button="Start the paper",
        template="reports/drafting/start.html",
    )
    return answer(request, page, form, asked, save=save)


@require_safe
def paper(request: HttpRequest, area: str, plan: str, paper: int) -> HttpResponse:
    """One paper: its sections, how long it is, what is left to do."""
    at = paper_page(request, area, plan, paper)
    draft = draft_of(at.paper)
    parts = parts_of(at.paper)
    sections = [state for part in parts for state in part.sections]
    context = at.context() | {
        "crumbs": [*at.crumbs()[:-1], (at.paper.title, "")],
        "parts": parts,
        "missing": missing_for_publication(at.paper, at.facts(), at.page.today),
        "to_read": [each for each in sections if each.old],
        "commented": [each for each in sections if each.comments],
        "first": next((each for each in sections if not each.section.text.strip()), None),
        "length": length_of(draft, at.paper.word_limit),
        "classification": classification_of(draft),
        "despatch": say_despatch(at.paper.despatch_on, at.page.today),
    }
    return render(request, "reports/drafting/paper.html", context)


@page_with_form
def paper_change(request: HttpRequest, area: str, plan: str, paper: int) -> HttpResponse:
    """What the paper is called, for which meeting and as at which day, whether it is exempt or urgent."""
    at = paper_page(request, area, plan, paper)
    row = at.paper
    names = ("title", "as_at", "is_exempt", "ground", "is_urgent", "urgency")
    own = {} if row.meeting_id else {"body": row.body, "meeting_on": row.meeting_on}
    initial = {name: getattr(row, name) for name in names} | own
    form = PaperForm(
        posted(request), initial={**initial, "meeting": row.meeting_id, "seen": version(row)}
    )
    form.offer_meetings(meetings_to_write_for(at.page.plan, also=row.meeting_id))

    def save(values: dict[str, Any]) -> tuple[str, str]:
        change_paper(paper=row, by=at.page.user, **values)
        return at.url("paper"), "Saved."

    asked = Asking("Change the paper", at.crumbs(), at.url("paper"), row.title)
    return answer(request, at, form, asked, save=save, row=row)
