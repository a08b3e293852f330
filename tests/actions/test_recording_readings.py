"""Recording what is read of measures and what they are held against: what is refused, and what counts on which day."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from actions.choices import Bound, GoodDirection, MarkKind, Unit
from actions.errors import NotAllowed, Refused, Stale
from actions.models import AuditEntry, Measure, MeasureMark, Reading
from actions.services.measures import (
    NewReading,
    RefusedReadings,
    correct_mark,
    correct_reading,
    record_reading,
    record_readings,
    retire_measure,
    retract_mark,
    retract_reading,
    set_mark,
)
from actions.services.partners import change_post
from actions.trail.search import EVENT_KIND, Asked, Trail
from tests.actions.measured import make_measure, read_month, set_target
from tests.factories import Scene, at
from wsoa.capabilities import Role

MARCH: dict[str, Any] = {
    "period_start": date(2018, 3, 1),
    "period_end": date(2018, 3, 31),
    "printed": "March 2018",
}


@pytest.fixture
def measure(scene: Scene) -> Measure:
    """Assessments in 20 weeks, in per cent."""
    return make_measure(scene)


WRONG_READINGS: list[tuple[dict[str, Any], str, str]] = [
    ({"value": Decimal("100.1")}, "more than 100", "value"),
    ({"value": Decimal(-1)}, "negative", "value"),
    ({"value": Decimal("NaN")}, "a number", "value"),
    ({"value": Decimal(10) ** 12}, "more than 100|smaller", "value"),
    ({"value": Decimal("3.14159")}, "4 decimals", "value"),
    ({"numerator": Decimal(24), "denominator": Decimal(0)}, "more than 0", "denominator"),
    ({"numerator": Decimal(-24), "denominator": Decimal(80)}, "negative", "numerator"),
    ({"numerator": Decimal(25), "denominator": Decimal(80)}, "25 of 80 makes 31.2%", "value"),
    ({"period_start": date(2018, 4, 1)}, "start on or before", "period"),
    ({"period_start": date(1066, 3, 1)}, "1990 or later", "period"),
    ({"printed": ""}, "period", "period"),
    ({"printed": "x" * 61}, "60 characters", "period"),
    ({"effective_date": date(2018, 3, 31)}, "period ended on 31 March", "effective_date"),
    ({"effective_date": date(2090, 3, 31)}, "in the future", "effective_date"),
    ({"period_end": date(2090, 3, 31)}, "not over", "period"),
    ({"period_start": None, "is_cumulative": True}, "from when it counts", "period"),
    ({"note": "x" * 50_000}, "5,000 characters", "note"),
]


@pytest.mark.parametrize(("given", "said", "field"), WRONG_READINGS)
def test_a_reading_that_cannot_be_is_refused_beside_its_field(
    scene: Scene, measure: Measure, given: dict[str, Any], said: str, field: str
) -> None:
    values: dict[str, Any] = {"value": Decimal(30), **MARCH, **given}
    with pytest.raises(Refused, match=said) as refused:
        record_reading(measure=measure, by=scene.manager, **values)
    assert refused.value.field == field
    assert not Reading.objects.exists()


def test_a_value_fits_its_unit(scene: Scene) -> None:
    for unit, wrong, said in (
        (Unit.COUNT, "4.5", "whole number"),
        (Unit.COUNT, "-1", "negative"),
        (Unit.DAYS, "-0.5", "negative"),
        (Unit.MONEY, "1.005", "two decimals"),
    ):
        made = make_measure(scene, f"In {unit} {wrong}", unit=unit, decimals=0)
        with pytest.raises(Refused, match=said):
            read_month(made, 3, wrong, by=scene.manager)
    overspent = make_measure(scene, "Balance", unit=Unit.MONEY, decimals=2)
    assert read_month(overspent, 3, "-1200.55", by=scene.manager).value == Decimal("-1200.55")


def test_what_a_percentage_rests_on_makes_it_to_the_decimals_printed(
    scene: Scene, measure: Measure
) -> None:
    rests: dict[str, Any] = {"numerator": Decimal(17), "denominator": Decimal(52)}
    with pytest.raises(Refused, match=r"17 of 52 makes 32.7%, but the value says 37.2%"):
        read_month(measure, 3, "37.2", by=scene.manager, **rests)
    read_month(measure, 3, "32.7", by=scene.manager, **rests)
    half: dict[str, Any] = {"numerator": Decimal(1), "denominator": Decimal(16)}  # 6.25
    read_month(measure, 4, "6.3", by=scene.manager, **half)
    over: dict[str, Any] = {"numerator": Decimal(6), "denominator": Decimal(5)}
    assert read_month(measure, 5, "120", by=scene.manager, **over).value == 120
    above: dict[str, Any] = {**rests, "bound": Bound.ABOVE}
    with pytest.raises(Refused, match="the value says above 75%"):
        read_month(measure, 6, "75", by=scene.manager, **above)


def test_a_cumulative_reading_and_one_as_at_a_day_are_known_on_their_last_day(
    scene: Scene, measure: Measure
) -> None:
    today = at(date(2018, 8, 20))
    given: dict[str, Any] = {"by": scene.manager, "now": today, "value": Decimal(65)}
    year = date(2018, 1, 1)
    with pytest.raises(Refused, match="not over"):
        record_reading(
            measure=measure, period_start=year, period_end=today.date(), printed="2018", **given
        )
    record_reading(measure=measure, period_end=today.date(), printed="20 August 2018", **given)
    so_far = record_reading(
        measure=measure,
        period_start=year,
        period_end=today.date(),
        printed="so far",
        is_cumulative=True,
        **given,
    )
    assert so_far.effective_date == today.date()
    with pytest.raises(Refused, match="the day that the figure is up to"):
        record_reading(
            measure=measure,
            period_start=year,
            period_end=date(2018, 8, 31),
            printed="January to August",
            is_cumulative=True,
            **given,
        )


def test_a_final_reading_takes_the_place_of_a_provisional_one_and_of_no_final_one(
    scene: Scene, measure: Measure
) -> None:
    by: Any = {"by": scene.manager}
    first = read_month(measure, 3, "30", is_provisional=True, **by)
    with pytest.raises(Refused, match="cannot have been known before"):
        read_month(measure, 3, "31", effective_date=date(2018, 4, 2), **by)
    read_month(measure, 3, "31", effective_date=date(2018, 5, 2), **by)
    with pytest.raises(Refused, match="There is a final reading for March 2018 already, 31"):
        read_month(measure, 3, "32", effective_date=date(2018, 6, 2), **by)
    with pytest.raises(Refused, match="none after it is provisional"):
        read_month(measure, 3, "32", is_provisional=True, effective_date=date(2018, 6, 2), **by)
    early = read_month(measure, 3, "29", is_provisional=True, effective_date=date(2018, 4, 1), **by)
    assert {first.value, early.value} == {Decimal(30), Decimal(29)}, "What was known then."


def test_the_same_form_sent_twice_is_recorded_once(scene: Scene, measure: Measure) -> None:
    given: dict[str, Any] = {"by": scene.manager}
    now = at(date(2018, 6, 1))
    first = read_month(measure, 3, "30", now=now, **given)
    again = read_month(measure, 3, "30", now=now + timedelta(minutes=9), **given)
    assert first.pk == again.pk
    assert AuditEntry.objects.filter(event="reading-recorded").count() == 1
    with pytest.raises(Refused, match="There is a final reading for March 2018 already"):
        read_month(measure, 3, "30", now=now, effective_date=date(2018, 5, 1), **given)
    with pytest.raises(Refused, match="correct the one recorded on 1 June 2018"):
        read_month(measure, 3, "30", now=now + timedelta(minutes=11), **given)


def test_several_readings_are_recorded_all_or_none_with_every_problem_said(
    scene: Scene, measure: Measure
) -> None:
    def new(value: str, month: int) -> NewReading:
        end = date(2018, month + 1, 1) - timedelta(days=1)
        return NewReading(
            measure=measure,
            value=Decimal(value),
            period_start=end.replace(day=1),
            period_end=end,
            printed=f"{end:%B %Y}",
        )

    readings = [new("30", 3), new("101", 4), new("40", 5), new("41", 5)]
    with pytest.raises(RefusedReadings, match="2 problems") as refused:
        record_readings(area=scene.place.area, readings=readings, by=scene.manager)
    assert set(refused.value.problems) == {1, 3}
    assert not Reading.objects.exists()
    done = record_readings(area=scene.place.area, readings=readings[::2], by=scene.manager)
    assert [row.value for row in done] == [30, 40]
    with pytest.raises(Refused, match="no reading to record"):
        record_readings(area=scene.place.area, readings=[], by=scene.manager)


def test_a_correction_stands_in_place_of_a_reading_and_says_why(
    scene: Scene, measure: Measure
) -> None:
    by: Any = {"by": scene.manager}
    wrong = read_month(measure, 3, "81.9", **by)
    with pytest.raises(Refused, match="Nothing is changed"):
        correct_reading(reading=wrong, value=Decimal("81.9"), reason="So", **MARCH, **by)
    with pytest.raises(Refused, match="Give a reason"):
        correct_reading(reading=wrong, value=Decimal("18.9"), reason="?!", **MARCH, **by)
    right = correct_reading(reading=wrong, value=Decimal("18.9"), reason="Digits", **MARCH, **by)
    assert right.effective_date == wrong.effective_date
    assert list(Reading.objects.standing()) == [right]
    with pytest.raises(Stale):
        correct_reading(reading=wrong, value=Decimal("17"), reason="Digits", **MARCH, **by)
    with pytest.raises(Stale):
        retract_reading(reading=wrong, reason="Digits", **by)
    gone = retract_reading(reading=right, reason="Of another team", **by)
    assert not Reading.objects.standing().exists()
    with pytest.raises(Refused, match="nothing in it to correct"):
        retract_reading(reading=gone, reason="Back", **by)
    assert read_month(measure, 3, "20", **by).value == 20, "The period is free again."


def test_the_trail_tells_what_was_recorded_corrected_and_why(
    scene: Scene, measure: Measure
) -> None:
    wrong = read_month(measure, 3, "81.9", by=scene.manager)
    by: Any = {"by": scene.manager}
    right = correct_reading(reading=wrong, value=Decimal("18.9"), reason="Digits", **MARCH, **by)
    retract_reading(reading=right, reason="Of another team", **by)
    retire_measure(measure=measure, retired_on=date(2018, 6, 1), reason="Nobody counts it", **by)
    told = [entry.note for entry in Trail(Asked(scene.plan, kind=EVENT_KIND))[:10]]
    assert told[:4] == [
        "Assessments in 20 weeks: measured no more from 2018-06-01. Nobody counts it",
        "taken back: Assessments in 20 weeks, March 2018: 18.9%. Of another team",
        "corrected from 81.9%: Assessments in 20 weeks, March 2018: 18.9%. Digits",
        "Assessments in 20 weeks, March 2018: 81.9%",
    ]


def test_a_correction_cannot_take_the_period_of_another_final_reading(
    scene: Scene, measure: Measure
) -> None:
    april = read_month(measure, 4, "40", by=scene.manager)
    read_month(measure, 3, "30", by=scene.manager)
    with pytest.raises(Refused, match="There is a final reading for March 2018"):
        correct_reading(reading=april, value=Decimal(41), reason="Month", by=scene.manager, **MARCH)


def test_who_holds_the_owners_post_records_its_readings_and_no_other_ones(scene: Scene) -> None:
    mine = make_measure(scene, "Mine")
    others = [
        make_measure(scene, "Theirs", owner=scene.place.posts[1]),
        make_measure(scene, "Nobody's", owner=None),
    ]
    read_month(mine, 3, "30", by=scene.place.owner)
    for each in others:
        with pytest.raises(NotAllowed):
            read_month(each, 3, "30", by=scene.place.owner)
    officer = scene.place.people[Role.OFFICER]
    read_month(others[0], 3, "30", by=officer)
    member = scene.place.people[Role.MEMBER]
    post = scene.place.posts[0]
    change_post(post=post, title=post.title, holder=member, by=scene.manager)
    with pytest.raises(NotAllowed):
        read_month(mine, 4, "30", by=member)


def test_a_target_may_be_raised_corrected_and_taken_back(scene: Scene, measure: Measure) -> None:
    by: Any = {"by": scene.manager}
    end = date(2018, 12, 31)
    first = set_target(measure, "60", end, **by)
    assert set_target(measure, "60", end, **by).pk == first.pk, "Sent twice."
    with pytest.raises(Refused, match="correct that one"):
        set_target(measure, "65", end, **by)
    raised = set_target(measure, "75", end, effective_date=date(2018, 6, 1), **by)
    marks = MeasureMark.objects.filter(measure=measure)
    assert [m.value for m in marks.up_to(date(2018, 5, 31))] == [60]
    given: dict[str, Any] = {"period_end": end, "printed": "2018", "reason": "Misread", **by}
    better = correct_mark(mark=raised, value=Decimal(80), effective_date=date(2018, 6, 1), **given)
    assert [m.value for m in marks.up_to(date(2018, 7, 1))] == [60, 80]
    with pytest.raises(Stale):
        retract_mark(mark=raised, reason="Never agreed", **by)
    retract_mark(mark=better, reason="Never agreed", **by)
    assert [m.value for m in marks.up_to(date(2018, 7, 1))] == [60]


WRONG_MARKS: list[tuple[dict[str, Any], str]] = [
    ({"mark": "hope"}, "Choose what it is"),
    ({"value": "101"}, "more than 100"),
    ({"upper": Decimal(90)}, "best within a range"),
    ({"effective_date": date(2019, 1, 1)}, "cannot have been agreed"),
    ({"effective_date": date(2090, 1, 1), "period_end": date(2091, 1, 1)}, "today or in the past"),
    ({"mark": MarkKind.NATIONAL}, "cannot have been known"),
    ({"mark": MarkKind.BASELINE, "period_end": date(2090, 1, 1)}, "not over"),
    ({"printed": ""}, "period"),
    ({"note": "x" * 301}, "300 characters"),
    ({"period_end": date(1066, 1, 1)}, "1990 or later"),
]


@pytest.mark.parametrize(("given", "said"), WRONG_MARKS)
def test_a_mark_that_cannot_be_is_refused(
    scene: Scene, measure: Measure, given: dict[str, Any], said: str
) -> None:
    with pytest.raises(Refused, match=said):
        set_target(
            measure, **{"value": "75", "by_day": date(2018, 12, 31), "by": scene.manager, **given}
        )


def test_best_within_a_range_needs_its_top(scene: Scene) -> None:
    made = make_measure(scene, "Spending", direction=GoodDirection.RANGE)
    by: Any = {"by": scene.manager}
    with pytest.raises(Refused, match="top of the range"):
        set_target(made, "90", date(2018, 12, 31), **by)
    with pytest.raises(Refused, match="below its bottom"):
        set_target(made, "90", date(2018, 12, 31), upper=Decimal(80), **by)
    assert set_target(made, "90", date(2018, 12, 31), upper=Decimal(110), **by).upper == 110


def test_buckinghamshires_figures_are_taken_as_its_paper_prints_them(scene: Scene) -> None:
    measure = make_measure(scene)
    by: Any = {"by": scene.manager}
    for year, value in (("2017", "18.9"), ("2018", "32.7"), ("2019", "40")):
        record_reading(
            measure=measure,
            value=Decimal(value),
            period_start=date(int(year), 1, 1),
            period_end=date(int(year), 12, 31),
            printed=year,
            **by,
        )
    set_mark(
        measure=measure,
        mark=MarkKind.NATIONAL,
        value=Decimal(60),
        period_start=date(2019, 1, 1),
        period_end=date(2019, 12, 31),
        printed="2019",
        effective_date=date(2020, 9, 29),
        **by,
    )
    months: dict[str, Any] = {"printed": "May 2020", "bound": Bound.ABOVE, "value": Decimal(75)}
    record_reading(
        measure=measure, period_start=date(2020, 5, 1), period_end=date(2020, 5, 31), **months, **by
    )
    support = make_measure(scene, "Children with SEN support", decimals=0)
    rests: dict[str, Any] = {"value": Decimal(10), "numerator": Decimal(9590), **by}
    record_reading(measure=support, period_end=date(2020, 1, 16), printed="January 2020", **rests)
    assert Reading.objects.count() == 5


steps = st.lists(
    st.tuples(
        st.sampled_from(["record", "correct", "retract"]),
        st.integers(1, 3),
        st.integers(0, 100),
        st.booleans(),
        st.integers(0, 60),
    ),
    max_size=8,
)


@settings(max_examples=25)
@given(steps=steps, asked=st.integers(0, 200))
@pytest.mark.django_db
def test_what_stands_on_any_day_is_what_the_services_let_through(
    scene: Scene, steps: list[tuple[str, int, int, bool, int]], asked: int
) -> None:
    measure = make_measure(scene, f"Measure {Measure.objects.count()}")
    model: dict[int, tuple[date, Decimal]] = {}
    for what, month, value, provisional, later in steps:
        known = date(2018, month + 1, 5) + timedelta(days=later)
        given: dict[str, Any] = {
            "period_start": date(2018, month, 1),
            "period_end": date(2018, month + 1, 1) - timedelta(days=1),
            "printed": f"month {month}",
            "value": Decimal(value),
            "is_provisional": provisional,
            "effective_date": known,
            "by": scene.manager,
            "now": datetime.fromisoformat("2019-06-01T12:00:00+00:00"),
        }
        standing = Reading.objects.filter(pk__in=model).order_by("pk").last()
        try:
            if what == "record":
                row = record_reading(measure=measure, **given)
                model[row.pk] = (known, row.value)
            elif standing is not None and what == "correct":
                row = correct_reading(reading=standing, reason="Wrong", **given)
                del model[standing.pk]
                model[row.pk] = (known, row.value)
            elif standing is not None:
                retract_reading(
                    reading=standing, reason="Wrong", by=scene.manager, now=given["now"]
                )
                del model[standing.pk]
        except Refused:
            continue
    day = date(2018, 1, 1) + timedelta(days=asked)
    found = {row.pk: row.value for row in measure.readings.up_to(day)}
    assert found == {pk: value for pk, (known, value) in model.items() if known <= day}
