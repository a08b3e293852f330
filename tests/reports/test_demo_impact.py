"""The figures of the published papers beside actions: what the demonstration must give back from its data."""

from datetime import date

import pytest

from actions.clock import deadlines_as_at
from actions.coverage import coverage_as_at
from actions.forms.measures import MarkForm
from actions.forms.readings import ReadingCorrectionForm
from actions.inspecting import inspection_of
from actions.measuring.loading import measures_as_at
from actions.measuring.values import MeasureValue
from actions.models import Plan, PlanEvent
from actions.risking import risks_as_at
from actions.strategies import strategies_of
from actions.voices import by_month, voices_as_at
from boards.escalation import escalated
from boards.models import Board
from reports.demo.impact_files import read_impact, readings_of, words_of
from tests.reports.published import area_loaded

pytestmark = pytest.mark.django_db

medway = area_loaded("medway")
buckinghamshire = area_loaded("buckinghamshire")
somerset = area_loaded("somerset")
newcastle = area_loaded("newcastle")

COMMITTEE = date(2018, 3, 8)
SELECT_COMMITTEE = date(2020, 9, 29)
HEALTH_AND_WELLBEING = date(2021, 3, 18)


def _measure(plan: Plan, name: str) -> MeasureValue:
    return next(each for each in measures_as_at(plan, SELECT_COMMITTEE) if name in each.name)


def _said(measure: MeasureValue) -> dict[str, str]:
    """Period -> value as printed."""
    return {each.printed: measure.kind.say_reading(each) for each in measure.readings}


def test_medway_eight_weaknesses_are_all_answered_by_four_areas_of_focus(medway):
    coverage = coverage_as_at(medway, COMMITTEE)
    assert len(coverage.rows) == 8
    themes = {theme.reference for row in coverage.rows for theme in row.themes}
    assert themes == {"1", "2", "3", "4"}
    assert all(row.themes for row in coverage.rows)
    assert any(len(row.themes) > 1 for row in coverage.rows)


def test_medway_strengths_are_kept_with_the_weaknesses(medway):
    inspection = inspection_of(medway)
    assert inspection is not None
    assert inspection.strengths.count() == 7
    assert [str(body) for body in inspection.accountable_bodies.all()] == [
        "Medway Council",
        "Medway Clinical Commissioning Group",
    ]


def test_medway_statement_is_due_on_22_may_2018_with_its_bank_holidays_told(medway):
    statement, advice, _ = deadlines_as_at(medway, COMMITTEE)
    assert statement.day == date(2018, 5, 22)
    assert [each.day for each in statement.skipped] == [
        date(2018, 3, 30),
        date(2018, 4, 2),
        date(2018, 5, 7),
    ]
    assert statement.basis_on == date(2018, 2, 8)
    assert advice.day == date(2019, 2, 8)


def test_medway_resubmission_applies_only_if_the_statement_is_returned(medway):
    for day in (COMMITTEE, date(2026, 11, 22)):
        resubmission = deadlines_as_at(medway, day)[-1]
        assert resubmission.says.startswith("Applies only if the statement is returned")
        assert (resubmission.day, resubmission.counted_as) == (None, "10 calendar days")
        assert not resubmission.is_late


def test_medway_three_risks_are_each_d3(medway):
    register = risks_as_at(medway, COMMITTEE)
    assert [line.current.code for line in register.open_lines] == ["D3"] * 3
    assert all(line.mitigations for line in register.open_lines)
    board = Board.objects.get(area=medway.area, slug="send-improvement-board")
    ((_, lines),) = escalated(board, COMMITTEE)
    assert len(lines) == 3


def test_buckinghamshire_assessments_in_20_weeks_read_as_the_paper_prints_them(buckinghamshire):
    measure = _measure(buckinghamshire, "20 weeks")
    assert _said(measure) == {
        "2017": "18.9%",
        "2018": "32.7%",
        "2019": "40%",
        "May 2020": "above 75%",
        "June 2020": "above 75%",
        "July 2020": "above 75%",
        "August 2020": "above 75%",
        "January to August 2020": "65%",
    }
    cumulative = measure.readings[
        [each.printed for each in measure.readings].index("January to August 2020")
    ]
    assert cumulative.is_cumulative
    (england,) = measure.benchmarks
    assert (measure.kind.say_mark(england), england.printed) == ("60%", "2019")


def test_buckinghamshire_other_measures_read_as_the_paper_prints_them(buckinghamshire):
    assert _said(_measure(buckinghamshire, "psychology")) == {"August 2020": "89%"}
    quality = _measure(buckinghamshire, "good or better")
    assert _said(quality) == {"July 2020": "19%", "August 2020": "47%"}
    assert "28 percentage points better" in quality.change
    plans = _measure(buckinghamshire, "with an EHC plan")
    assert _said(plans) == {"7 September 2020": "4,879"}
    support = _measure(buckinghamshire, "SEN support")
    assert _said(support) == {"January 2020": "10%"}
    assert support.readings[0].numerator == 9590
    (england,) = support.benchmarks
    assert support.kind.say_mark(england) == "12.1%"


def test_buckinghamshire_has_no_inspection_and_rows_by_impact_group(buckinghamshire):
    coverage = coverage_as_at(buckinghamshire, SELECT_COMMITTEE)
    assert coverage.is_by_theme
    assert len(coverage.rows) == 8


def test_buckinghamshire_publishes_what_it_did_month_by_month(buckinghamshire):
    voices = voices_as_at(buckinghamshire.area, SELECT_COMMITTEE)
    months = [str(month) for month in by_month(voices)]
    assert months == ["September 2020", "August 2020", "July 2020"]
    assert sum(voice.is_published for voice in voices) == 2


def test_somerset_nine_weaknesses_each_have_their_improvement_priority(somerset):
    coverage = coverage_as_at(somerset, HEALTH_AND_WELLBEING)
    found = [[theme.reference for theme in row.themes] for row in coverage.rows]
    assert found == [[f"IP{number}"] for number in range(1, 10)]


def test_somerset_dates_are_those_of_the_paper(somerset):
    inspection = inspection_of(somerset)
    assert inspection is not None
    assert inspection.published_on == date(2020, 5, 27)
    events = PlanEvent.objects.filter(plan=somerset).up_to(HEALTH_AND_WELLBEING)
    assert [(each.event, each.effective_date) for each in events] == [
        ("approved", date(2020, 11, 30)),
        ("published", date(2020, 12, 1)),
    ]
    assert [each.day for each in deadlines_as_at(somerset, HEALTH_AND_WELLBEING)] == [
        date(2022, 6, 1),
        date(2022, 12, 1),
    ]


def test_somerset_register_is_reviewed_every_month(somerset):
    register = risks_as_at(somerset, HEALTH_AND_WELLBEING)
    assert len(register.open_lines) == 5
    assert {line.reviewed_on for line in register.open_lines} == {date(2021, 3, 16)}
    assert not register.review_due


def test_somerset_strategy_table_ticks_three_of_four(somerset):
    (strategy,) = strategies_of(somerset.area, somerset)
    assert [each.is_served for each in strategy.objectives] == [True, False, True, True]


def test_newcastle_says_what_was_done_by_1b_vii(newcastle):
    voices = voices_as_at(newcastle.area, date(2019, 10, 16))
    assert [voice.is_answered for voice in voices] == [False, True]
    assert all(voice.action_id for voice in voices)


# What is illustrative: enough of it to look at, and all of it such that the forms take it


AREAS = (
    "buckinghamshire",
    "harrowmere",
    "medway",
    "newcastle",
    "somerset",
    "windsor-and-maidenhead",
)


@pytest.mark.parametrize("today", [date(2026, 11, 22), date(2027, 1, 1), date(2028, 2, 29)])
@pytest.mark.parametrize("slug", AREAS)
def test_period_of_every_reading_and_mark_is_read_by_its_form_as_the_same_days(slug, today):
    given = read_impact(slug, today if slug == "harrowmere" else None)
    for measure in given.measures:
        for field, rows in (
            (ReadingCorrectionForm.base_fields["period"], readings_of(measure, today)),
            (MarkForm.base_fields["period"], measure.get("marks", ())),
        ):
            for row in rows:
                period = field.clean(words_of(row))
                assert (period.start, period.end) == (row.get("start"), row["end"]), row


def test_medway_says_each_weakness_in_own_words_and_measures_are_read_twice(medway):
    coverage = coverage_as_at(medway, COMMITTEE)
    words = [row.weakness.words if row.weakness else "" for row in coverage.rows]
    assert all(each.startswith("In our own words: ") for each in words)
    assert [len(each.readings) for each in coverage.measures] == [2, 2]
    assert all(voice.is_answered for voice in voices_as_at(medway.area, COMMITTEE))
    assert len(voices_as_at(medway.area, COMMITTEE)) == 2
    (strategy,) = strategies_of(medway.area, medway)
    assert sum(each.is_served for each in strategy.objectives) == 3


def test_buckinghamshire_has_risks_and_targets_that_are_called_illustrative(buckinghamshire):
    register = risks_as_at(buckinghamshire, SELECT_COMMITTEE)
    assert len(register.open_lines) == 2
    assert all("(illustrative)" in line.title for line in register.open_lines)
    targets = [
        m for each in measures_as_at(buckinghamshire, SELECT_COMMITTEE) for m in each.targets
    ]
    assert [each.note for each in targets] == ["An illustrative target."] * 2


def test_somerset_says_each_weakness_in_own_words_and_an_action_mitigates_a_risk(somerset):
    coverage = coverage_as_at(somerset, HEALTH_AND_WELLBEING)
    assert len(coverage.rows) == 9
    words = [row.weakness.words if row.weakness else "" for row in coverage.rows]
    assert all(each.startswith("In our own words: ") for each in words)
    actions = {line.action_id for line in coverage.position.lines}
    mitigated = [m.action_id for line in coverage.risks for m in line.mitigations if m.action_id]
    assert mitigated
    assert set(mitigated) <= actions
