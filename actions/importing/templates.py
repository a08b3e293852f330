"""Empty tables to fill in, with the headings that an import knows and the plan's own words beside them."""

import csv
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import save_workbook

from actions.importing.columns import LABELS, Field
from actions.importing.table import EXAMPLE, letter
from actions.models import Organisation, Plan, Post, Rating, Theme

HEADINGS = (
    Field.REFERENCE,
    Field.TITLE,
    Field.DETAIL,
    Field.THEME,
    Field.WORKSTREAM,
    Field.REPORT_GROUP,
    Field.LEAD,
    Field.OWNERS,
    Field.ORIGINAL_DUE,
    Field.DUE,
    Field.RATING,
    Field.COMMENTARY,
    Field.REMEDIAL,
    Field.COMPLETED_ON,
)
WIDTHS = (12, 50, 40, 26, 20, 20, 22, 30, 16, 16, 14, 60, 44, 16)


@dataclass(frozen=True, slots=True)
class Template:
    """One of the files offered: its ending, what it is called, how it is made."""

    kind: str
    name: str
    content_type: str
    build: Callable[[Plan], bytes]


def headings(plan: Plan) -> list[str]:
    """The heading row, with the area's own word for a theme."""
    word = plan.area.theme_word
    return [
        word[:1].upper() + word[1:] if field == Field.THEME else LABELS[field] for field in HEADINGS
    ]


def example(plan: Plan) -> list[str]:
    """A row that shows how to fill the table in. An import passes over it."""
    theme = Theme.objects.filter(plan=plan).order_by("id").first()
    partner = Organisation.objects.filter(area=plan.area).order_by("id").first()
    post = Post.objects.filter(organisation__area=plan.area).order_by("id").first()
    rating = Rating.objects.filter(scheme__plan=plan).order_by("order").first()
    values = {
        Field.REFERENCE: EXAMPLE,
        Field.TITLE: "What will be done, in a sentence",
        Field.DETAIL: "More about it, where a sentence is not enough",
        Field.THEME: str(theme or ""),
        Field.LEAD: partner.short_name if partner else "",
        Field.OWNERS: post.title if post else "Head of SEND",
        Field.ORIGINAL_DUE: "Dec 2018",
        Field.DUE: "by end of March 2019",
        Field.RATING: rating.label if rating else "",
        Field.COMMENTARY: "What has happened",
        Field.REMEDIAL: "What is being done to get back on track",
    }
    return [values.get(field, "") for field in HEADINGS]


def notes(plan: Plan) -> list[tuple[str, str]]:
    """What the columns take, in the plan's own words."""
    ratings = "; ".join(
        f"{rating.code} or {rating.label} ({rating.meaning})"
        for rating in Rating.objects.filter(scheme__plan=plan).order_by("order")
    )
    themes = "; ".join(str(theme) for theme in Theme.objects.filter(plan=plan).order_by("id"))
    word = plan.area.theme_word
    return [
        ("Example", f"The row whose reference is {EXAMPLE} is passed over. Delete it or leave it."),
        (
            word[:1].upper() + word[1:],
            f"A reference or a title; may be left out where an action's reference begins with it. "
            f"{themes or 'The plan has none yet'}.",
        ),
        ("Owners", "Titles of posts, with a semicolon between two. The first one is asked."),
        (
            "Due dates",
            "A day (30 April 2018), a month (April 2018), a quarter (Q1 2018/19) or Ongoing.",
        ),
        ("Rating", f"{ratings or 'The plan has no ratings'}."),
        ("Empty cells", "Say nothing: what stands on record stays."),
    ]


def build_csv(plan: Plan) -> bytes:
    """Headings and example, in the encoding that Excel opens rightly."""
    stream = io.StringIO(newline="")
    csv.writer(stream).writerows([headings(plan), example(plan)])
    return stream.getvalue().encode("utf-8-sig")


def build_workbook(plan: Plan) -> bytes:
    """A sheet to fill in, its heading in view, and a sheet of notes."""
    workbook = Workbook()
    sheet = workbook.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "Actions"
    _fill(sheet, headings(plan), example(plan))
    told = workbook.create_sheet("Notes")
    for name, text in notes(plan):
        told.append([name, text])
    told.column_dimensions["A"].width = 20
    told.column_dimensions["B"].width = 100
    for row in told.iter_rows():
        row[0].font = Font(bold=True)
        row[1].alignment = Alignment(wrap_text=True, vertical="top")
    stream = io.BytesIO()
    save_workbook(workbook, stream)
    return stream.getvalue()


def _fill(sheet: Worksheet, header: Sequence[str], row: Sequence[str]) -> None:
    sheet.append(list(header))
    sheet.append(list(row))
    sheet.freeze_panes = "B2"
    for index, (cell, width) in enumerate(zip(sheet[1], WIDTHS, strict=True)):
        cell.font = Font(bold=True)
        cell.fill = PatternFill("solid", fgColor="E6E1EE")
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        sheet.column_dimensions[letter(index)].width = width
    for cell in sheet[2]:
        cell.font = Font(italic=True)
        cell.alignment = Alignment(wrap_text=True, vertical="top")


def build_document(plan: Plan) -> bytes:
    """A landscape page with the notes and the table, its heading repeated on each page."""
    document = Document()
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = section.page_height, section.page_width
    document.add_heading(f"{plan.title}: actions", level=1)
    for name, text in notes(plan):
        paragraph = document.add_paragraph()
        paragraph.add_run(f"{name}. ").bold = True
        paragraph.add_run(text)
    kept = [index for index, field in enumerate(HEADINGS) if field not in _NOT_IN_WORD]
    table = document.add_table(rows=3, cols=len(kept), style="Table Grid")
    for place, values in enumerate((headings(plan), example(plan))):
        for cell, index in zip(table.rows[place].cells, kept, strict=True):
            cell.text = values[index]
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


_NOT_IN_WORD = {Field.DETAIL, Field.WORKSTREAM, Field.REPORT_GROUP, Field.COMPLETED_ON}
"""A page has room for ten columns; these can be added."""


TEMPLATES = (
    Template(
        "xlsx",
        "Excel workbook",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        build_workbook,
    ),
    Template(
        "docx",
        "Word document",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        build_document,
    ),
    Template("csv", "CSV file", "text/csv; charset=utf-8", build_csv),
)
