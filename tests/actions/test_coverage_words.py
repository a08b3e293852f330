"""The three questions of an inspector, answered in sentences, and whether a measure got better."""

from calendar import monthrange
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from actions.choices import Bound, GoodDirection, MarkKind, MeasureFrequency, Unit
from actions.coverage import coverage_as_at
from actions.coverage.outcomes import Outcome, outcome
from actions.coverage.words import answers, is_answered, is_better, is_on_time
from actions.measuring.figures import MarkValue, ReadingValue
from actions.measuring.values import MeasureValue
from tests.actions.covering import answers as answer_with
from tests.actions.covering import complete, cover
from tests.actions.inspecting import answering
from tests.actions.measured import make_measure, read_month
from tests.factories import Scene, make_action

MAY = date(2018, 5, 1)


def reading(month: int, value: str, bound: Bound = Bound.EXACT) -> ReadingValue:
    end = date(2018, month, monthrange(2018, month)[1])
    return ReadingValue(
        id=month,
        value=Decimal(value),
        bound=bound,
        period_start=date(2018, month, 1),
        period_end=end,
        printed=f"month {month}",
        is_provisional=False,
        is_cumulative=False,
        note="",
        numerator=None,
        denominator=None,
        known_on=end,
    )


def mark(kind: MarkKind, value: str, upper: str | None = None, year: int = 2017) -> MarkValue:
    end = date(year, 12, 31)
    top = Decimal(upper) if upper else None
    return MarkValue(kind, Decimal(value), top, None, end, str(year), "", end)


def measure(
    *readings: ReadingValue, marks: tuple[MarkValue, ...] = (), **given: Any
) -> MeasureValue:
    values: dict[str, Any] = {
        "id": 1,
        "name": "Attendance",
        "definition": "",
        "source": "",
        "unit": Unit.PERCENT,
        "decimals": 0,
        "direction": GoodDirection.UP,
        "frequency": MeasureFrequency.IRREGULAR,
        "owner": "",
        "owner_id": None,
        "is_public": False,
        "suppress_below": 5,
        "retired_on": None,
        "as_at": MAY,
        "marks": marks,
        "readings": readings,
        **given,
    }
    return MeasureValue(**values)


DOWN, RANGE = GoodDirection.DOWN, GoodDirection.RANGE
TO_FIFTY = (mark(MarkKind.TARGET, "40", "50", 2019),)
BASELINE = (replace(mark(MarkKind.BASELINE, "60"), period_start=date(2017, 12, 1)),)
OF_A_YEAR = (replace(mark(MarkKind.BASELINE, "60"), period_start=date(2017, 1, 1)),)


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (measure(), Outcome.UNKNOWN),
        (measure(reading(1, "40")), Outcome.UNKNOWN),
        (measure(reading(1, "40"), reading(3, "55")), Outcome.BETTER),
        (measure(reading(1, "55"), reading(2, "70"), reading(3, "40")), Outcome.WORSE),
        (measure(reading(1, "40"), reading(3, "40.4")), Outcome.SAME),
        (measure(reading(1, "40"), reading(3, "55"), direction=DOWN), Outcome.WORSE),
        (measure(reading(1, "55"), marks=BASELINE), Outcome.WORSE),
        (measure(reading(1, "55"), reading(2, "58"), marks=BASELINE), Outcome.WORSE),
        (measure(reading(1, "55"), marks=OF_A_YEAR), Outcome.UNKNOWN),
        (measure(reading(1, "55"), reading(2, "58"), marks=OF_A_YEAR), Outcome.BETTER),
        (measure(reading(1, "50"), reading(2, "75", Bound.ABOVE)), Outcome.BETTER),
        (measure(reading(1, "75"), reading(2, "75", Bound.ABOVE)), Outcome.BETTER),
        (measure(reading(1, "80"), reading(2, "75", Bound.ABOVE)), Outcome.UNKNOWN),
        (measure(reading(1, "75", Bound.ABOVE), reading(2, "70")), Outcome.WORSE),
        (measure(reading(1, "60"), reading(2, "55"), direction=RANGE), Outcome.UNKNOWN),
        (
            measure(reading(1, "60"), reading(2, "55"), direction=RANGE, marks=TO_FIFTY),
            Outcome.BETTER,
        ),
        (
            measure(reading(1, "45"), reading(2, "35"), direction=RANGE, marks=TO_FIFTY),
            Outcome.WORSE,
        ),
        (
            measure(reading(1, "42"), reading(2, "48"), direction=RANGE, marks=TO_FIFTY),
            Outcome.SAME,
        ),
    ],
)
def test_outcome_is_that_since_the_baseline_or_the_first_comparable_reading(
    found: MeasureValue, expected: Outcome
) -> None:
    assert outcome(found) == expected


pytestmark = pytest.mark.django_db


def test_gaps_are_named_and_what_answers_nothing_is_counted(scene: Scene) -> None:
    cover(scene)
    answer = is_answered(coverage_as_at(scene.plan, MAY))
    assert answer.sentence == "Not yet: 1 of 2 weaknesses has a gap."
    assert answer.details == (
        "Weakness 2: no action, no owner and no measure.",
        "1 action of the plan answers no weakness.",
    )


def test_every_weakness_answered_is_said_so(scene: Scene) -> None:
    weakness, *_ = answering(scene, 1)
    make_action(scene, "1.1", owners=scene.place.posts[:1])
    found = make_measure(scene)
    read_month(found, 2, "40", by=scene.manager)
    answer_with(scene, weakness, theme=scene.themes[0])
    answer_with(scene, weakness, measure=found)
    answer = is_answered(coverage_as_at(scene.plan, MAY))
    assert answer.sentence == (
        "Yes: the one weakness has actions, a measure with readings and somebody who answers for it."
    )
    assert answer.details == ()


def test_time_is_told_of_the_actions_that_answer_something(scene: Scene) -> None:
    cover(scene)
    answer = is_on_time(coverage_as_at(scene.plan, MAY))
    assert answer.sentence == "Not all of it: of 2 actions 1 is complete and 1 is overdue."
    assert answer.details == ("1 action of weakness 1 is overdue.",)
    before = is_on_time(coverage_as_at(scene.plan, date(2018, 3, 25)))
    assert before.sentence == "So far, yes: of 2 actions 1 is complete and none is overdue."


def test_what_is_complete_and_late_is_said(scene: Scene) -> None:
    weakness, *_ = answering(scene, 1)
    action = make_action(scene, "1.1", due="31 January 2018")
    answer_with(scene, weakness, theme=scene.themes[0])
    complete(scene, action)
    answer = is_on_time(coverage_as_at(scene.plan, MAY))
    assert answer.sentence == "Done, but all of its actions were completed late."


def test_change_for_children_is_told_from_the_measures_tied_to_weaknesses(scene: Scene) -> None:
    cover(scene)
    stray = make_measure(scene, "Exclusions")
    read_month(stray, 1, "10", by=scene.manager)
    read_month(stray, 2, "5", by=scene.manager)
    answer = is_better(coverage_as_at(scene.plan, MAY))
    assert answer.sentence == "Yes: of 1 measure that can be compared 1 is better."
    assert answer.details[0].startswith("Better: Assessments in 20 weeks rose from 40% to 55%")
    assert answer.details[-1] == "No measure shows it for weakness 2."


def test_nobody_can_say_without_measures_or_readings(scene: Scene) -> None:
    weakness, *_ = answering(scene, 1)
    nothing = is_better(coverage_as_at(scene.plan, MAY)).sentence
    answer_with(scene, weakness, measure=make_measure(scene))
    unread = is_better(coverage_as_at(scene.plan, MAY)).sentence
    assert nothing == "Nobody can say: no measure shows it."
    assert unread == "Nobody can say yet: no measure has a reading yet."


def test_questions_of_a_plan_without_an_inspection_are_asked_of_its_themes(scene: Scene) -> None:
    make_action(scene, "1.1", owners=scene.place.posts[:1])
    found = answers(coverage_as_at(scene.plan, MAY))
    assert [each.question for each in found] == [
        "Is every theme answered?",
        "Is it on time?",
        "Did anything get better for children?",
    ]
    assert found[0].sentence == "Not yet: 1 of 2 themes has a gap."


def test_plan_with_nothing_says_that_nobody_can_say(scene: Scene) -> None:
    answering(scene, 0)
    found = answers(coverage_as_at(scene.plan, MAY))
    assert [each.sentence for each in found] == [
        "Nobody can say: no weakness is on record.",
        "Nobody can say: there are no actions to deliver.",
        "Nobody can say: no measure shows it.",
    ]
