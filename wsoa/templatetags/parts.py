"""The tag that prints a part (wsoa/parts.py), on a page or on paper."""

from django import template
from django.template.loader import get_template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from wsoa.charts import LineChart, PlotChart
from wsoa.parts import Cell, ChartPart, Part, Tag
from wsoa.templatetags.charts import line_chart, plot_chart, spark_line, stacked_chart
from wsoa.templatetags.components import rating_tag
from wsoa.tones import tone_or_plain

register = template.Library()


@register.simple_tag
def part(each: Part, *, paper: bool = False) -> SafeString:
    """The part, for a page or, with `paper`, for a PDF."""
    if isinstance(each, ChartPart):
        words = {"title": each.title, "heading": each.heading, "note": each.note}
        if isinstance(each.chart, LineChart):
            return line_chart(chart=each.chart, paper=paper, **words)
        if isinstance(each.chart, PlotChart):
            return plot_chart(chart=each.chart, paper=paper, **words)
        return stacked_chart(chart=each.chart, paper=paper, **words)
    found = get_template("components/parts/table.html")
    return mark_safe(found.render({"part": each, "web": not paper}))  # noqa: S308 - a template's


@register.simple_tag
def part_cell(cell: Cell, *, web: bool) -> SafeString:
    """What stands in one cell. Written here, because a template for each of hundreds of cells is slow.

    On paper a line as small as a word is left out: the words beside it say what it shows, and a PDF would have it
    read as a picture.
    """
    said = str(escape(cell.text))
    if cell.href and web:
        said = f'<a class="govuk-link" href="{escape(cell.href)}">{said}</a>'
    if cell.tag:
        said = f"{_tag(cell.tag, web=web)} {said}" if cell.text else _tag(cell.tag, web=web)
    if cell.lead:
        said = f"<b>{escape(cell.lead)}</b> {said}"
    if cell.note:
        kind = "wsoa-table__note" if web else "paper__meaning"
        said += f'<span class="{kind}">{escape(cell.note)}</span>'
    if cell.spark and web:
        said += spark_line(cell.spark)
    for below in cell.more:
        said += f"<br>{part_cell(below, web=web)}"
    return mark_safe(said)  # noqa: S308 - every text is escaped above


def _tag(tag: Tag, *, web: bool) -> str:
    if web:
        return rating_tag(code=tag.code, label=tag.label, tone=tag.tone)
    tone = escape(tone_or_plain(tag.tone))
    return (
        f'<span class="rating rating--{tone}"><b>{escape(tag.code)}</b> {escape(tag.label)}</span>'
    )
