"""The margin of a section: comments, answers, and that one is settled."""

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_POST

from actions.errors import Refused
from actions.forms import add_refusal
from actions.views.saving import UNPROCESSABLE
from reports.forms.drafting import AnswerForm, CommentForm, WriteForm
from reports.models import MarginComment, PaperSection
from reports.services.comments import add_comment, settle_comment
from reports.views.drafting.loading import PaperPage, section_page
from reports.views.drafting.writing import comments_context, render_section


def _comment(row: PaperSection, pk: int) -> MarginComment:
    """The section's comment; Http404 where it has none of that number."""
    found = row.comments.filter(pk=pk, answers__isnull=True).first()
    if found is None:
        raise Http404("There is no such comment.")
    found.section = row
    return found


@require_POST
def comment_add(
    request: HttpRequest, area: str, plan: str, paper: int, section: int
) -> HttpResponse:
    """Say something about words of the section, or all of it."""
    at, row = section_page(request, area, plan, paper, section)
    form = CommentForm(request.POST)
    if form.is_valid():
        try:
            add_comment(section=row, by=at.page.user, **form.cleaned_data)
        except Refused as refused:
            add_refusal(form, refused)
        else:
            return _done(request, at, row, "Your comment is added.")
    return _refused(request, at, row, form, comments_context(row) | {"comment_form": form})


@require_POST
def comment_answer(
    request: HttpRequest, area: str, plan: str, paper: int, section: int, margin: int
) -> HttpResponse:
    """Answer a comment."""
    at, row = section_page(request, area, plan, paper, section)
    found = _comment(row, margin)
    form = AnswerForm(request.POST, comment=found)
    if form.is_valid():
        try:
            add_comment(section=row, answers=found, by=at.page.user, **form.cleaned_data)
        except Refused as refused:
            add_refusal(form, refused)
        else:
            return _done(request, at, row, "Your answer is added.")
    return _refused(request, at, row, form, comments_context(row, form))


@require_POST
def comment_settle(
    request: HttpRequest, area: str, plan: str, paper: int, section: int, margin: int
) -> HttpResponse:
    """Say that a comment is dealt with."""
    at, row = section_page(request, area, plan, paper, section)
    settle_comment(comment=_comment(row, margin), by=at.page.user)
    return _done(request, at, row, "The comment is settled.")


def _done(request: HttpRequest, at: PaperPage, row: PaperSection, said: str) -> HttpResponse:
    """The margin anew for HTMX, which leaves the text that is being written alone; else the page."""
    if getattr(request, "htmx", False):
        context = at.context() | {"section": row, "said": said, **comments_context(row)}
        return render(request, "reports/drafting/_comments.html", context)
    messages.success(request, said)
    return HttpResponseRedirect(f"{at.url('paper-section', row.pk)}#comments")


def _refused(
    request: HttpRequest,
    at: PaperPage,
    row: PaperSection,
    form: Form,
    margin: dict[str, object],
) -> HttpResponse:
    context = {**margin, "wrong": form}
    if getattr(request, "htmx", False):
        context |= at.context() | {"section": row}
        return render(request, "reports/drafting/_comments.html", context, status=UNPROCESSABLE)
    written = WriteForm(initial={"text": row.text, "seen": row.version, "base": row.text})
    return render_section(request, at, row, written, status=UNPROCESSABLE, **context)
