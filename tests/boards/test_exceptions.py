"""The rules of exception reports, and how their rows are laid out, whatever the plan."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from actions.choices import Concern, Progress
from actions.due_dates import DueDate
from actions.position import Line, PlanValue, Position, RatingValue, ThemeValue
from actions.references import follows, say_range, sort_key
from boards.choices import ExceptionRule
from boards.exceptions import Choice, exceptions, reasons_of
from boards.models import ExceptionRules

TODAY = date(2018, 6, 15)
THEMES = (ThemeValue(1, None, "1", "First", "", ""), ThemeValue(2, None, "2", "Second", "", ""))
GREEN = RatingValue(1, "G", "Green", "on track", "green", Progress.IN_PROGRESS, Concern.NONE)
AMBER = RatingValue(2, "A", "Amber", "minor issue", "amber", Progress.IN_PROGRESS, Concern.MINOR)
RED = RatingValue(3, "R", "Red", "big issue", "red", Progress.IN_PROGRESS, Concern.SIGNIFICANT)
WHITE = RatingValue(4, "W", "White", "to come", "white", Progress.NOT_STARTED, Concern.NONE)
ALL = ExceptionRules()
GROUPS = ("Beta", "Alpha")


def line(number: int = 1, **given_values: object) -> Line:
    """An action of a green rating, told of yesterday, due in a year."""
    reference = f"1.{number}"
    start = Line(
        as_at=TODAY,
        action_id=number,
        reference=reference,
        sort_key=sort_key(reference),
        slug=reference,
        title=f"Do {reference}",
        detail="",
        theme=THEMES[0],
        top_theme=THEMES[0],
        workstream=None,
        report_group="",
        lead_organisation="",
        owners=(),
        due=DueDate.parse("June 2019"),
        original_due=DueDate.parse("June 2019"),
        rating=GREEN,
        rated_on=TODAY - timedelta(days=1),
        recorded_at=None,
        recorded_by="",
        commentary="All well",
        remedial_action="It is in hand",
        completed_on=None,
        evidence="",
        issue=None,
        added_on=date(2018, 1, 1),
        confirmed_on=None,
        impact=None,
        waits_on=(),
        stale_after_days=60,
    )
    return replace(start, **given_values)  # type: ignore[arg-type]


def position(*lines: Line) -> Position:
    plan = PlanValue(1, "riverton", "Riverton", "send", "SEND", "theme", 60)
    return Position(plan, TODAY, "BRAG", (GREEN, AMBER, RED, WHITE), (), THEMES, (), lines)


def rules(found: Line, meetings: int = 1) -> list[ExceptionRule]:
    return [reason.rule for reason in reasons_of(found, ALL, meetings)]


def test_each_rule_names_what_it_is_about() -> None:
    slipped = DueDate.parse("31 July 2019"), DueDate.parse("30 June 2019")
    further = DueDate.parse("1 August 2019")
    assert rules(line()) == []
    assert rules(line(rating=RED)) == [ExceptionRule.SIGNIFICANT]
    assert rules(line(rating=AMBER), meetings=1) == []
    assert rules(line(rating=AMBER), meetings=2) == [ExceptionRule.MINOR]
    assert rules(line(due=DueDate.parse("14 June 2018"), original_due=None)) == [
        ExceptionRule.OVERDUE
    ]
    assert rules(line(due=DueDate.parse("15 June 2018"), original_due=None)) == []
    assert rules(line(due=slipped[0], original_due=slipped[1])) == [], "31 days exactly."
    assert rules(line(due=further, original_due=slipped[1])) == [ExceptionRule.SLIPPED]
    assert rules(line(rated_on=TODAY - timedelta(days=61))) == [ExceptionRule.STALE]
    assert rules(line(rating=RED, remedial_action="")) == [
        ExceptionRule.SIGNIFICANT,
        ExceptionRule.NO_REMEDIAL_ACTION,
    ]
    soon = DueDate.parse("15 July 2018")
    assert rules(line(rating=WHITE, due=soon, original_due=soon)) == [ExceptionRule.STARTING_NEXT]
    assert rules(line(rating=GREEN, due=soon, original_due=soon)) == []


def test_completed_action_needs_no_attention_whatever_its_colour() -> None:
    done = line(rating=RED, remedial_action="", completed_on=TODAY, due=DueDate.parse("May 2018"))
    assert rules(done, meetings=9) == []


lines = st.builds(
    line,
    st.integers(1, 30),
    rating=st.sampled_from([GREEN, AMBER, RED, WHITE, None]),
    report_group=st.sampled_from(["", "Alpha", "Beta", "Gamma"]),
    commentary=st.sampled_from(["", "Late", "Waits for the council"]),
    remedial_action=st.sampled_from(["", "In hand"]),
    title=st.sampled_from(["Restructure: ask", "Restructure: answer", "Plain"]),
    completed_on=st.sampled_from([None, None, None, TODAY]),
    rated_on=st.dates(date(2018, 1, 1), TODAY),
)
choices = st.dictionaries(
    st.integers(1, 30),
    st.builds(
        Choice,
        st.sampled_from([None, None, True, False]),
        st.just("Asked"),
        st.sampled_from([None, 1, 2]),
    ),
)


@given(st.lists(lines, unique_by=lambda each: each.action_id, max_size=20), choices)
def test_every_action_that_is_named_or_put_in_stands_in_exactly_one_row(
    found: list[Line], chosen: dict[int, Choice]
) -> None:
    found.sort(key=lambda each: each.sort_key)
    report = exceptions(
        position(*found),
        ALL,
        dict.fromkeys(range(31), 2),
        report_groups=GROUPS,
        choices=chosen,
        comments={1: "One", 2: "Two"},
    )
    wanted = {
        each.action_id
        for each in found
        if (
            chosen.get(each.action_id, Choice()).is_included
            or (
                chosen.get(each.action_id, Choice()).is_included is None
                and reasons_of(each, ALL, 2)
            )
        )
    }
    shown = [each.action_id for each in report.lines]
    assert len(shown) == len(set(shown))
    assert set(shown) == wanted
    out = {left.line.action_id for left in report.left_out}
    assert not out & wanted
    assert all(chosen[pk].is_included is False for pk in out)
    for group in report.others:
        titles = {each.report_group or "In no report group" for each in group.lines}
        assert not report.by_report_group or titles == {group.title}
    for group in report.groups:
        for span in group.spans:
            ids = {chosen.get(each.action_id, Choice()).comment_id for each in span.lines}
            assert ids == {span.comment_id}
            if span.comment_id is None and span.comment:
                assert {each.commentary for each in span.lines} == {span.comment}
    assert report.other_rows <= len(report.other_lines)


def test_groups_come_in_the_plans_order_and_a_plan_without_them_is_told_by_theme() -> None:
    named = [
        line(number, rating=AMBER, report_group=group)
        for number, group in enumerate(("", "Gone", "Alpha", "Beta"), start=1)
    ]
    minor = dict.fromkeys(range(9), 2)
    report = exceptions(position(*named), ALL, minor, report_groups=GROUPS)
    assert [group.title for group in report.others] == [
        "Beta",
        "Alpha",
        "Gone",
        "In no report group",
    ]
    bare = [replace(each, report_group="") for each in named]
    second = replace(bare[0], top_theme=THEMES[1])
    report = exceptions(position(second, *bare[1:]), ALL, minor)
    assert [group.title for group in report.others] == ["1 First", "2 Second"]


def test_actions_fold_into_a_range_only_where_they_say_one_thing() -> None:
    def rows(*titles: str, numbers: tuple[int, ...] = (1, 2, 3)) -> list[str]:
        named = [
            line(number, rating=AMBER, title=title)
            for number, title in zip(numbers, titles, strict=True)
        ]
        report = exceptions(position(*named), ALL, dict.fromkeys(numbers, 2))
        return [row.reference for group in report.others for row in group.rows]

    assert rows("Move: ask", "Move: tell", "Move: do") == ["1.1–3"]
    assert rows("Move: ask", "Move: tell", "Close: do") == ["1.1–2", "1.3"]
    assert rows("Move: ask", "Move: tell", "Move: do", numbers=(1, 2, 4)) == ["1.1–2", "1.4"]
    assert rows("Move", "Move", "Move") == ["1.1", "1.2", "1.3"]


def test_next_reference_is_told_from_any_other() -> None:
    for reference, other in (("3B i", "3B ii"), ("3B ix", "3Bx"), ("1.9", "1.10"), ("A2", "A3")):
        assert follows(reference, other)
        assert not follows(other, reference)
        assert not follows(reference, reference)
    assert not follows("3B i", "3B iii")
    assert not follows("3B i", "3C ii")
    assert say_range("3B i", "3B vi") == "3B i–vi"
    assert say_range("2.1.9", "2.1.12") == "2.1.9–12"
