"""One section of a paper: its text beside how it will look, saved while it is typed, with nobody's words lost."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST

from actions.errors import Refused, Stale
from actions.forms import add_refusal, seen_id
from actions.views.saving import CONFLICT, UNPROCESSABLE, page_with_form
from reports.drafting.commenting import threads_of
from reports.drafting.differences import Piece, differences
from reports.drafting.menus import block_menu
from reports.drafting.pointing_out import to_read_anew, what_was_before
from reports.drafting.showing import PRINT_ORDER, show_section
from reports.drafting.together import put_together
from reports.figures import Figures
from reports.figures.menu import figure_menu
from reports.forms.drafting import AnswerForm, CommentForm, WriteForm
from reports.models import MarginComment, PaperSection
from reports.papers import draft_of
from reports.services.papers import write_section
from reports.services.presence import attend
from reports.views.drafting.loading import PaperPage, section_page

TEMPLATE = "reports/drafting/section.html"


@dataclass(frozen=True, slots=True)
class Conflict:
    """What somebody else saved meanwhile, and what is different in what was typed."""

    section: PaperSection
    pieces: tuple[Piece, ...]


@page_with_form
def paper_section(
    request: HttpRequest, area: str, plan: str, paper: int, section: int
) -> HttpResponse:
    """The section to write in. A save answers with the whole page, or for HTMX with what came of it."""
    at, row = section_page(request, area, plan, paper, section)
    if request.method != "POST":
        return render_section(request, at, row, _opened(row))
    form = WriteForm(request.POST)
    if not form.is_valid():
        return _refused(request, at, row, form)
    values = form.cleaned_data
    if "together" in request.POST:
        both = put_together(values["base"], row.text, values["text"])
        return _put_together(request, at, row, _opened(row, both))
    over = seen_id(request.POST.get("over", ""))
    try:
        write_section(
            section=row,
            text=values["text"],
            by=at.page.user,
            seen=over if over is not None else values["seen"],
            keep=bool({"save", "over"} & request.POST.keys()),
            facts=at.facts(),
        )
    except Stale as stale:
        return _stale(request, at, row, form, stale)
    except Refused as refused:
        add_refusal(form, refused)
        return _refused(request, at, row, form)
    return _saved(request, at, row)


def _opened(row: PaperSection, text: str | None = None) -> WriteForm:
    """The form as it is opened, with the words of the section or those given."""
    words = row.text if text is None else text
    return WriteForm(initial={"text": words, "seen": row.version, "base": row.text})


def _saved(request: HttpRequest, at: PaperPage, row: PaperSection) -> HttpResponse:
    said = f"Saved at {timezone.localtime():%H:%M}."
    if getattr(request, "htmx", False):
        context = at.context() | {"section": row, "said": said, "form": _opened(row)}
        return render(request, "reports/drafting/_saved.html", context)
    messages.success(request, said)
    return HttpResponseRedirect(at.url("paper-section", row.pk))


def _refused(request: HttpRequest, at: PaperPage, row: PaperSection, form: Form) -> HttpResponse:
    if getattr(request, "htmx", False):
        context = {"form": form}
        return render(request, "reports/drafting/_refused.html", context, status=UNPROCESSABLE)
    return render_section(request, at, row, form, status=UNPROCESSABLE)


def _stale(
    request: HttpRequest, at: PaperPage, row: PaperSection, form: Form, stale: Stale
) -> HttpResponse:
    """Both texts side by side; what was typed stays in the form."""
    if not PaperSection.objects.filter(pk=row.pk).exists():
        form.add_error(None, stale.message)
        return _refused(request, at, row, form)
    form.add_error(None, stale.message)
    conflict = Conflict(row, differences(row.text, form.cleaned_data["text"]))
    if getattr(request, "htmx", False):
        context = at.context() | {"form": form, "conflict": conflict}
        return render(request, "reports/drafting/_stale.html", context, status=CONFLICT)
    return render_section(request, at, row, form, status=CONFLICT, conflict=conflict)


def _put_together(
    request: HttpRequest, at: PaperPage, row: PaperSection, form: Form
) -> HttpResponse:
    """Both people's words in the form, to be read and saved."""
    if getattr(request, "htmx", False):
        context = at.context() | {"section": row, "form": form, "is_together": True}
        answer = render(request, "reports/drafting/_form.html", context)
        answer["HX-Retarget"], answer["HX-Reswap"] = "#write-form", "outerHTML"
        return answer
    return render_section(request, at, row, form, is_together=True)


def render_section(
    request: HttpRequest,
    at: PaperPage,
    row: PaperSection,
    form: Form,
    status: int = 200,
    **extra: Any,
) -> HttpResponse:
    """The whole page: text, preview, menus, comments."""
    facts, draft = at.facts(), draft_of(at.paper)
    typed = form["text"].value() or ""
    order = [each for kind in PRINT_ORDER for each in draft.of_kind(kind)]
    place = next(place for place, each in enumerate(order) if each.key == row.pk)
    context = at.context() | {
        "crumbs": [*at.crumbs(), (row.heading, "")],
        "section": row,
        "form": form,
        "place": place + 1,
        "places": len(order),
        "before": order[place - 1] if place else None,
        "after": order[place + 1] if place + 1 < len(order) else None,
        "shown": show_section(draft, row.pk, typed, facts),
        "figures": figure_menu(Figures(facts, draft)),
        "blocks": block_menu(facts),
        "old": _to_read_anew(at, row),
        **comments_context(row),
        **extra,
    }
    return render(request, TEMPLATE, context, status=status)


def _to_read_anew(at: PaperPage, row: PaperSection) -> str:
    """Why words that were copied have to be read anew; empty where they have not, without a query where nothing was copied."""
    if at.paper.previous is None or row.version > 1:
        return ""
    return to_read_anew(at.paper, row, what_was_before(at.paper), was_kept=row.versions.exists())


def comments_context(row: PaperSection, answer: AnswerForm | None = None) -> dict[str, object]:
    """What the margin needs: the comments, each with a form to answer it, and one for another."""
    threads = [
        (thread, answer if _is_for(answer, thread.comment) else AnswerForm(comment=thread.comment))
        for thread in threads_of(row)
    ]
    return {
        "threads": threads,
        "open_threads": sum(1 for thread, _ in threads if not thread.is_settled),
        "comment_form": CommentForm(),
    }


def _is_for(answer: AnswerForm | None, comment: MarginComment) -> bool:
    return answer is not None and answer.comment.pk == comment.pk


@require_POST
def section_preview(
    request: HttpRequest, area: str, plan: str, paper: int, section: int
) -> HttpResponse:
    """The section with the words that are being typed, as the paper will show it. Writes nothing."""
    at, row = section_page(request, area, plan, paper, section)
    form = WriteForm(request.POST)
    form.is_valid()
    text = form.cleaned_data.get("text")
    context = at.context() | {
        "section": row,
        "shown": None
        if text is None
        else show_section(draft_of(at.paper), row.pk, text, at.facts()),
    }
    return render(request, "reports/drafting/_preview.html", context)


@require_POST
def section_here(
    request: HttpRequest, area: str, plan: str, paper: int, section: int
) -> HttpResponse:
    """Note that somebody has the section open; say who else has, and whether it was saved meanwhile."""
    at, row = section_page(request, area, plan, paper, section)
    others = attend(section=row, by=at.page.user, at=timezone.now())
    seen = seen_id(request.POST.get("seen", ""))
    context = {
        "others": [each.by for each in others],
        "section": row,
        "is_newer": seen is not None and seen < row.version,
    }
    return render(request, "reports/drafting/_here.html", context)
