"""References in a text become links; ordinary words and numbers do not."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.position import PlanValue, Position, ThemeValue
from actions.position.values import Line
from actions.reference_links import ReferenceLinks
from actions.references import search_key, sort_key

DAY = date(2018, 4, 30)
THEME = ThemeValue(1, None, "1", "Theme", "", "")


def _line(number: int, reference: str) -> Line:
    nothing: dict[str, Any] = dict.fromkeys(
        (
            "workstream",
            "due",
            "original_due",
            "rating",
            "rated_on",
            "recorded_at",
            "completed_on",
            "issue",
            "confirmed_on",
            "impact",
        )
    )
    blank: dict[str, Any] = dict.fromkeys(
        (
            "detail",
            "report_group",
            "lead_organisation",
            "recorded_by",
            "commentary",
            "remedial_action",
            "evidence",
        ),
        "",
    )
    return Line(
        as_at=DAY,
        action_id=number,
        reference=reference,
        sort_key=sort_key(reference),
        slug=search_key(reference),
        title=f"Title of <{reference}>",
        theme=THEME,
        top_theme=THEME,
        owners=(),
        added_on=DAY,
        waits_on=(),
        stale_after_days=35,
        **nothing,
        **blank,
    )


def _links(*references: str) -> ReferenceLinks:
    position = Position(
        plan=PlanValue(1, "area", "Area", "plan", "Plan", "theme", 35),
        as_at=DAY,
        scheme="",
        ratings=(),
        impacts=(),
        themes=(THEME,),
        workstreams=(),
        lines=tuple(_line(number, each) for number, each in enumerate(references, start=1)),
    )
    return ReferenceLinks.of(position, lambda slug: f"/{slug}/")


PLAN = _links(
    "1A", "1B", "1B ii", "2F iii", "3B i", "A2", "IP 10", "12", "A", "2.1", "6.6", "2.1.4", "D4b"
)


def _linked(text: str) -> list[str]:
    """What is linked, as `text -> slug`."""
    html = str(PLAN.link(text))
    pieces = html.split('<a class="govuk-link" href="/')[1:]
    return [f"{piece.split('>')[1].split('<')[0]} -> {piece.split('/')[0]}" for piece in pieces]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("see 1Bii.", ["1Bii -> 1bii"]),
        ("waits for 1B ii, then", ["1B ii -> 1bii"]),
        ("waits for 1b-ii", ["1b-ii -> 1bii"]),
        ("1B\u00a0ii", ["1B\u00a0ii -> 1bii"]),
        ("2f iii and 1B", ["2f iii -> 2fiii", "1B -> 1b"]),
        ("3B i-vi first", ["3B i -> 3bi"]),
        ("(A2)", ["A2 -> a2"]),
        ("IP10 or IP 10", ["IP10 -> ip10", "IP 10 -> ip10"]),
        ("2.1.4: done", ["2.1.4 -> 2.1.4"]),
        ("Action 12 waits", ["12 -> 12"]),
        ("action 2.1", ["2.1 -> 2.1"]),
        ("actions 12 and A new post", ["12 -> 12"]),
        ("actions 12, 2.1 and 12", ["12 -> 12", "2.1 -> 2.1", "12 -> 12"]),
        ("See 2.1 and 6.6.", ["2.1 -> 2.1", "6.6 -> 6.6"]),
        ("(2.1), 6.6-2.1; 2.1: done", ["2.1 -> 2.1", "6.6 -> 6.6", "2.1 -> 2.1", "2.1 -> 2.1"]),
        ("2.1 waits, as at least 3 others", ["2.1 -> 2.1"]),
        ("section 6 says so; 2.1 does not", ["2.1 -> 2.1"]),
        ("action 2.1 million", ["2.1 -> 2.1"]),
        ("action A", ["A -> a"]),
        ("D4b", ["D4b -> d4b"]),
    ],
)
def test_a_reference_is_linked_however_it_is_written(text: str, found: list[str]) -> None:
    assert _linked(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "A new head",
        "12 schools",
        "2.1 million",
        "£2.1m",
        "£2.1 a head",
        "GBP 2.1",
        "2.1 to 6.6 per cent",
        "2.1 FTE",
        "2.1-6.6 days",
        "at 2.1",
        "2.1 pm",
        "2.1 p.m.",
        "section 2.1",
        "Sections 2.1, 6.6 and 2.1",
        "paragraph 2.1",
        "para. 2.1",
        "see §2.1",
        "Table 2.1",
        "appendix 2.1",
        "version 2.1",
        "v2.1",
        "-2.1",
        "+2.1",
        "2.1/3",
        "02.1",
        "2.10",
        "2.1%",
        "on 2.1.2018",
        "2.1.4.7",
        "2.1.45",
        "1a) first",
        "part 1 b of it",
        "a2",
        "A2_x",
        "1B2",
        "x1B ii",
        "someone@A2",
        "ip 10",
        "the action. A new",
        "actions of 12 schools",
        "",
    ],
)
def test_an_ordinary_word_or_number_is_left_alone(text: str) -> None:
    assert _linked(text) == []


def test_text_and_title_are_escaped() -> None:
    html = PLAN.link('<b>1B ii</b> & "x"')
    assert html == (
        '&lt;b&gt;<a class="govuk-link" href="/1bii/" title="Title of &lt;1B ii&gt;">1B ii</a>'
        "&lt;/b&gt; &amp; &quot;x&quot;"
    )


@given(st.text(alphabet="1B ii2.A<>&\"'-action\n"))
def test_what_is_shown_is_the_text_whatever_is_linked(text: str) -> None:
    import html
    import re

    shown = re.sub(r'<a class="govuk-link" href="/[^"]*" title="[^"]*">|</a>', "", PLAN.link(text))
    assert html.unescape(shown) == text


def test_a_thousand_references_and_a_long_text_are_quick() -> None:
    many = _links(*(f"{number}B {numeral}" for number in range(1, 250) for numeral in ("i", "ii")))
    assert str(many.link("see 7B ii and 1 new plan " * 400)).count("<a ") == 400
    assert replace(many, printed={}, folded={}).link("7B ii") == "7B ii"
