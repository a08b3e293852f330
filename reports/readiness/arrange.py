"""From a ReadinessContent to a ReadinessPack: sections numbered, dates worded, tables in their order.

The one context of the web page and the PDF. It words and arranges; it counts nothing.
"""

from collections.abc import Iterator
from typing import Any

from actions.clock import DeadlineStanding
from actions.coverage import Coverage, CoverageRow
from actions.coverage.outcomes import say_compared
from actions.coverage.story import Story
from actions.coverage.words import Answer, answers
from actions.inspecting import WeaknessValue
from actions.measuring.values import MeasureValue
from actions.parts.clock import deadlines_table
from actions.parts.coverage import delivery, heading, matrix
from actions.parts.measure_charts import measure_chart
from actions.parts.measures import measures_table
from actions.parts.risks import register_part
from actions.parts.voices import voices_table
from actions.parts.weakness import (
    actions_table,
    evidence_table,
    impacts_table,
    stray_table,
    summary,
)
from actions.risking import gravest_first
from actions.text import say_day
from reports.paper import HeaderRow
from reports.readiness import document as doc
from reports.readiness.content import ReadinessContent


def readiness_pack(content: ReadinessContent) -> doc.ReadinessPack:
    """The pack ready to be laid out."""
    plan = content.coverage.position.plan
    as_at = f"As at {say_day(content.coverage.as_at)}"
    return doc.ReadinessPack(
        title="Inspection readiness pack",
        area=plan.area_name,
        plan=plan.title,
        as_at=as_at,
        cover=tuple(_cover(content)),
        sections=tuple(
            doc.Section(number=number, **given)
            for number, given in enumerate(_sections(content), start=1)
        ),
    )


def _cover(content: ReadinessContent) -> Iterator[HeaderRow]:
    coverage = content.coverage
    yield HeaderRow("Plan", coverage.position.plan.title)
    yield HeaderRow("Figures as at", say_day(coverage.as_at))
    inspection = coverage.inspection
    if inspection is None:
        yield HeaderRow("Inspection", "None: the plan answers no inspection")
        return
    yield HeaderRow("Inspection", inspection.name)
    yield HeaderRow(
        "Inspectors in the area",
        f"{say_day(inspection.began_on)} to {say_day(inspection.ended_on)}",
    )
    for label, day in (
        ("Letter dated", inspection.letter_on),
        ("Letter published", inspection.published_on),
    ):
        if day:
            yield HeaderRow(label, say_day(day))
    if coverage.revisit:
        yield HeaderRow("Followed by", coverage.revisit.name)
    if content.bodies:
        yield HeaderRow("Held to account", "\n".join(content.bodies))


def _sections(content: ReadinessContent) -> Iterator[dict[str, Any]]:
    """The sections without their numbers."""
    coverage, word = content.coverage, content.coverage.row_word
    yield _section("questions", "The three questions", doc.Answers(_answered(content)), new=True)
    yield _section(
        "coverage",
        f"What answers each {word}",
        doc.Shown(matrix(coverage)),
        *([] if coverage.is_by_theme else [doc.Shown(stray_table(coverage))]),
        new=True,
        wide=True,
    )
    title = "Delivery" if coverage.is_by_theme else "Delivery beside impact"
    yield _section("delivery", title, doc.Shown(delivery(coverage)), wide=True)
    for story in content.stories:
        anchor, named = _named(story.row, word)
        yield _section(anchor, named, *_story(story, coverage), new=True)
    yield _section(
        "dates", "Statutory dates", doc.Shown(deadlines_table(content.deadlines)), new=True
    )
    yield _section("measures", "Measures", *_measures(content))
    yield _section("risks", "Risks", doc.Shown(register_part(gravest_first(coverage.risks))))
    yield _section("voices", "What families and young people said", doc.Shown(_said(content)))
    if content.strengths:
        yield _section("strengths", "What the inspectors found done well", _strengths(content))


def _section(
    anchor: str, heading: str, *blocks: doc.Block, new: bool = False, wide: bool = False
) -> dict[str, Any]:
    return {
        "anchor": anchor,
        "heading": heading,
        "blocks": blocks,
        "starts_page": new or wide,
        "is_wide": wide,
    }


def _named(row: CoverageRow, word: str) -> tuple[str, str]:
    """The anchor and the heading of a row's section."""
    return f"row-{row.key}", f"{word.capitalize()} {heading(row)}"


def _answered(content: ReadinessContent) -> tuple[Answer, ...]:
    """The three answers; the second with the dates that are not kept."""
    first, second, third = answers(content.coverage)
    missed = tuple(
        f"{each.called}: {each.says}."
        for each in content.deadlines
        if each.standing in {DeadlineStanding.PASSED, DeadlineStanding.MET_LATE}
    )
    return first, Answer(second.question, second.sentence, (*second.details, *missed)), third


def _story(story: Story, coverage: Coverage) -> Iterator[doc.Block]:
    row = story.row
    if row.weakness:
        yield doc.Subheading("What was found")
        yield doc.Quote(_paragraphs(row.weakness.words), _source(row.weakness, coverage))
        yield doc.Points(tuple(_judged(row.weakness)), "No revisit has judged it yet.")
    if row.found:
        yield doc.Subheading("What is missing")
        missing = (*row.gaps, *row.notes)
        yield doc.Points(tuple(f"{gap.label}: {gap.words}" for gap in missing), "")
    if row.weakness:
        yield doc.Shown(summary(story))
    yield doc.Subheading("What was done")
    before = (story.before.says,) if story.before else ()
    yield doc.Points((*_who(row), *before), "")
    yield doc.Shown(
        actions_table(row.lines, caption="Actions, and the newest word on each", empty="No action.")
    )
    yield doc.Shown(evidence_table(story))
    if row.position.impacts:
        yield doc.Shown(impacts_table(story))
    if row.weakness is None:
        return
    yield doc.Subheading("What changed for children")
    yield from _charts(row.measures, "No measure shows it yet.")
    yield doc.Subheading("Risks")
    yield doc.Shown(
        register_part(
            gravest_first(row.risks), caption="Risks tied to it", empty="None is tied to it."
        )
    )
    yield doc.Subheading("What families and young people said")
    yield doc.Shown(
        voices_table(row.voices, _references(coverage), "What was said of it, and what was done")
    )


def _who(row: CoverageRow) -> Iterator[str]:
    yield f"Lead: {', '.join(row.leads) or 'nobody as a whole'}."
    themes = ", ".join(f"{theme.reference} {theme.title}" for theme in row.themes)
    if row.weakness and themes:
        yield f"Answered by: {themes}."
    owners = "; ".join(owner.in_full for owner in row.owners)
    yield f"Owners of its actions: {owners or 'nobody'}."


def _source(weakness: WeaknessValue, coverage: Coverage) -> str:
    inspection = coverage.inspection
    letter = (
        f", letter of {say_day(inspection.letter_on)}"
        if inspection and inspection.letter_on
        else ""
    )
    words = "" if weakness.words else ". The letter’s words are not on record"
    return f"{weakness.word} {weakness.number}{letter}{words}"


def _judged(weakness: WeaknessValue) -> Iterator[str]:
    for each in reversed(weakness.judgements):
        words = f": {each.words}" if each.words else ""
        yield f"{each.label} ({each.revisit}){words}"


def _paragraphs(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split("\n") if part.strip())


def _measures(content: ReadinessContent) -> Iterator[doc.Block]:
    """All of the plan's; charts of those that no weakness's section shows."""
    coverage = content.coverage
    yield doc.Shown(measures_table(coverage.measures))
    told = {measure.id for row in coverage.rows for measure in row.measures}
    yield from _charts(tuple(each for each in coverage.measures if each.id not in told), "")


def _charts(measures: tuple[MeasureValue, ...], empty: str) -> Iterator[doc.Block]:
    if not measures and empty:
        yield doc.Points((), empty)
    for measure in measures:
        chart = measure_chart(measure)
        said = say_compared(measure)
        stands = measure.why_not_judged or f"{measure.standing.label}."
        words = f"{measure.name} {said}. {stands}".replace("..", ".")
        if chart:
            yield doc.Shown(chart, words if said else "")
        else:
            yield doc.Points((), f"{measure.name}: no reading yet.")


def _said(content: ReadinessContent) -> Any:
    return voices_table(
        content.voices, _references(content.coverage), "What was said, and what was done"
    )


def _references(coverage: Coverage) -> dict[int, str]:
    return {line.action_id: line.reference for line in coverage.position.lines}


def _strengths(content: ReadinessContent) -> doc.Points:
    return doc.Points(content.strengths, "")
