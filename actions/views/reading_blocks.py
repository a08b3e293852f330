"""Many readings at once: pasted as a block of cells or read from a file, looked at, then recorded; and the workbook
in which they are filled in.

A file becomes the block that copying its cells would give, so that there is one way to look at it and to put it
right; nothing of it is kept before it is confirmed.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from actions.errors import Refused
from actions.forms import add_refusal
from actions.forms.readings import BlockForm, ReadingsFileForm, reading_of
from actions.importing.sheets import Sheet, read_sheets
from actions.importing.table import Unreadable
from actions.measuring.blocks import (
    Block,
    BlockProblem,
    Column,
    Found,
    Names,
    has_heading,
    read_block,
    rows_of_text,
    text_of_rows,
)
from actions.measuring.change import Kind
from actions.measuring.export import readings_workbook
from actions.measuring.figures import WITH_BOUND
from actions.measuring.loading import load
from actions.models import Measure
from actions.services.readings import (
    RefusedReadings,
    record_readings,
)
from actions.services.weighing import NewReading, Weighed, weigh_readings
from actions.text import clean_text
from actions.views.loading import PlanPage
from actions.views.measure_set_up import measure_crumbs
from actions.views.readings import RECORD, recording_page, usual_period
from actions.views.saving import CONFLICT, UNPROCESSABLE, page_with_form, posted
from actions.views.set_up.common import plan_url

MOST_CHARACTERS = 500_000
"""Some ten thousand cells."""
TOO_MUCH = (
    f"That is more than {MOST_CHARACTERS:,} characters. Take a part of the table at a time: some of its "
    "measures, or some of its periods."
)
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True, slots=True)
class Shown:
    """A reading of the block as the preview shows it, with what stands in its way, if anything."""

    cell: str
    measure: str
    period: str
    days: str
    value: str
    words: str
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Preview:
    """What recording the block would come to. `new` are the readings to record, as the service takes them."""

    problems: list[Shown]
    record: list[Shown]
    same: list[Shown]
    new: list[NewReading]

    @property
    def digest(self) -> str:
        """Tells one preview from another, so that what is confirmed is what was shown."""
        return hashlib.sha256(repr((self.record, self.same, self.problems)).encode()).hexdigest()


@page_with_form
def paste(request: HttpRequest, area: str, plan: str) -> HttpResponse:
    """Cells pasted from a spreadsheet: what they would record, then, once confirmed, recorded."""
    page, measures = recording_page(request, area, plan)
    form = BlockForm(posted(request), today=page.today)
    if request.method != "POST":
        return _paste_page(request, page, measures, form, None)
    if not form.is_valid():
        return _paste_page(request, page, measures, form, None, UNPROCESSABLE)
    text = form.cleaned_data["block"]
    if len(text) > MOST_CHARACTERS:
        form.add_error("block", TOO_MUCH)
        return _paste_page(request, page, measures, form, None, UNPROCESSABLE)
    preview = _preview(page, measures, text, form.cleaned_data["known_from"])
    return _answer(request, page, measures, form, preview)


def _answer(
    request: HttpRequest,
    page: PlanPage,
    measures: Sequence[Measure],
    form: BlockForm,
    preview: Preview,
) -> HttpResponse:
    """Record what the preview shows where that was confirmed; show it otherwise."""
    if preview.problems:
        number = len(preview.problems)
        cells = "1 cell has a problem" if number == 1 else f"{number:,} cells have problems"
        form.add_error(
            "block", f"{cells}. The table says what to do; mend it here, then check again."
        )
        return _paste_page(request, page, measures, form, preview, UNPROCESSABLE)
    if "confirm" not in request.POST:
        return _paste_page(request, page, measures, form, preview)
    if form.cleaned_data["seen"] != preview.digest:
        form.add_error(
            None,
            "This is not what you were shown: the cells or the record have changed since. Look at it again, then "
            "record it.",
        )
        return _paste_page(request, page, measures, form, preview, CONFLICT)
    if not preview.new:
        messages.info(request, "It says nothing that is not on record already.")
        return HttpResponseRedirect(plan_url(page, "measures"))
    try:
        done = record_readings(area=page.area, readings=preview.new, by=page.user)
    except RefusedReadings as refused:
        form.add_error(None, refused.message)
        text = form.cleaned_data["block"]
        again = _preview(page, measures, text, form.cleaned_data["known_from"])
        return _paste_page(request, page, measures, form, again, CONFLICT)
    number = len(done)
    messages.success(
        request,
        f"{number:,} reading{'' if number == 1 else 's'} recorded"
        + (f", {len(preview.same):,} on record already." if preview.same else "."),
    )
    return HttpResponseRedirect(plan_url(page, "measures"))


def _preview(page: PlanPage, measures: Sequence[Measure], text: str, known_from: Any) -> Preview:
    """Read the block and weigh each of its readings. Writes nothing."""
    block: Block = read_block(rows_of_text(text), Names(measures))
    new = [
        NewReading(
            measure=each.measure,
            **reading_of(
                each.period,
                each.amount,
                is_provisional=each.is_provisional,
                is_cumulative=each.is_cumulative,
                numerator=each.numerator,
                denominator=each.denominator,
                effective_date=each.known_from or known_from,
                note=each.note,
            ),
        )
        for each in block.found
    ]
    weighed = weigh_readings(area=page.area, readings=new, at=timezone.now()) if new else []
    problems = [(each.row, each.column, _shown_problem(each)) for each in block.problems]
    record: list[Shown] = []
    same: list[Shown] = []
    kept: list[NewReading] = []
    for found, reading, outcome in zip(block.found, new, weighed, strict=True):
        shown = _shown(found, outcome)
        if outcome.refused is not None:
            problems.append((found.row, found.column, shown))
        elif outcome.same is not None:
            same.append(shown)
        else:
            record.append(shown)
            kept.append(reading)
    in_order = sorted(problems, key=lambda each: each[:2])
    return Preview([shown for *_, shown in in_order], record, same, kept)


def _shown_problem(problem: BlockProblem) -> Shown:
    return Shown(problem.cell, "", "", "", problem.value, "", problem.message)


def _shown(found: Found, outcome: Weighed) -> Shown:
    kind = Kind(found.measure.unit, found.measure.decimals, found.measure.direction)  # type: ignore[arg-type]
    words = [
        word
        for word, holds in (
            ("provisional", found.is_provisional),
            ("cumulative", found.is_cumulative),
        )
        if holds
    ]
    return Shown(
        found.cell,
        found.measure.name,
        found.period.printed,
        found.period.meaning,
        f"{WITH_BOUND[found.amount.bound]}{kind.say(found.amount.value)}",
        ", ".join(words),
        outcome.refused.message if outcome.refused else "",
    )


def _paste_page(
    request: HttpRequest,
    page: PlanPage,
    measures: Sequence[Measure],
    form: BlockForm,
    preview: Preview | None,
    status: int = 200,
) -> HttpResponse:
    if preview is not None:
        data = form.data.copy()  # type: ignore[attr-defined]
        data["seen"] = preview.digest
        form.data = data
    title = "Paste readings"
    context = page.context() | {
        "title": title,
        "crumbs": measure_crumbs(page, (RECORD, plan_url(page, "readings")), (title, "")),
        "form": form,
        "preview": preview,
        "measures": measures,
        "headings": [column.value for column in Column],
        "cancel": plan_url(page, "readings"),
    }
    return render(request, "actions/measures/paste.html", context, status=status)


@page_with_form
def import_file(request: HttpRequest, area: str, plan: str) -> HttpResponse:
    """Choose a file: its cells are then shown as if they had been pasted."""
    page, measures = recording_page(request, area, plan)
    form = ReadingsFileForm(posted(request), request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            text, source = _block_of(form.cleaned_data["file"], measures)
        except Refused as refused:
            add_refusal(form, refused)
        else:
            read = BlockForm(
                {"block": text, "known_from": "", "seen": "", "source": source}, today=page.today
            )
            read.is_valid()
            preview = _preview(page, measures, text, None)
            return _answer(request, page, measures, read, preview)
    title = "Import readings"
    context = page.context() | {
        "title": title,
        "crumbs": measure_crumbs(page, (RECORD, plan_url(page, "readings")), (title, "")),
        "form": form,
        "measures": measures,
        "cancel": plan_url(page, "readings"),
    }
    status = UNPROCESSABLE if request.method == "POST" else 200
    return render(request, "actions/measures/import.html", context, status=status)


def _block_of(upload: "UploadedFile[Any]", measures: Sequence[Measure]) -> tuple[str, str]:
    """The cells of the sheet that holds readings, as a block, and what it is called. Raises Refused."""
    names = Names(measures)
    sheets = read_sheets(upload.read())
    sheet: Sheet = next((each for each in sheets if has_heading(each.rows, names)), sheets[0])
    text = text_of_rows(sheet.rows)
    if len(text) > MOST_CHARACTERS:
        raise Unreadable(TOO_MUCH)
    name = clean_text(upload.name or "", field="file", label="The file’s name", limit=1_000)[-200:]
    return text, f"{name}, sheet {sheet.name}" if sheet.name else name


@require_safe
def workbook(request: HttpRequest, area: str, plan: str) -> HttpResponse:
    """Recent readings and an empty row for the next, to be filled in and imported."""
    page, measures = recording_page(request, area, plan)
    data = readings_workbook(
        load(measures, page.today),
        next_period=usual_period(measures, page.today),
        plan_title=page.plan.title,
    )
    answer = HttpResponse(data, content_type=XLSX)
    answer["Content-Disposition"] = f'attachment; filename="{page.plan.slug}-readings.xlsx"'
    return answer
