"""The tag that prints a part (wsoa/parts.py), on a page or on paper."""

from django import template
from django.template.loader import get_template
from django.utils.safestring import SafeString, mark_safe

from wsoa.charts import LineChart, PlotChart
from wsoa.parts import ChartPart, Part
from wsoa.templatetags.charts import line_chart, plot_chart, stacked_chart

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
