"""Blocks of cells: which readings they hold in each layout, what is wrong in them, and the workbook read again."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from actions.choices import Bound, Unit
from actions.errors import Refused
from actions.importing.sheets import read_sheets
from actions.importing.table import Row
from actions.measuring.blocks import (
    Block,
    Names,
    has_heading,
    read_block,
    rows_of_text,
    text_of_rows,
)
from actions.measuring.export import readings_workbook
from actions.measuring.loading import load
from actions.measuring.periods import Period
from actions.models import Measure, Reading
from actions.services.measures import record_reading
from actions.services.weighing import NewReading, weigh_readings
from tests.actions.importing.files import as_csv, as_document, as_workbook
from tests.actions.measured import make_measure
from tests.factories import Scene, at

MEASURES = [
    Measure(pk=1, name="Assessments in 20 weeks", unit=Unit.PERCENT, decimals=1),
    Measure(pk=2, name="Children with a plan", unit=Unit.COUNT),
]
NAMES = Names(MEASURES)


def block_of(*lines: str) -> Block:
    """What the lines say, their cells parted by |."""
    return read_block(rows_of_text("\n".join(line.replace(" | ", "\t") for line in lines)), NAMES)


def said(block: Block) -> list[tuple[int, str, Decimal, bool, bool]]:
    """Measure, period, value, whether provisional and cumulative, of each reading."""
    return [
        (
            each.measure.pk,
            each.period.printed,
            each.amount.value,
            each.is_provisional,
            each.is_cumulative,
        )
        for each in block.found
    ]


def problems(block: Block) -> dict[str, str]:
    """Cell -> what to do."""
    return {each.cell: each.message for each in block.problems}


def test_periods_across_and_measures_down_are_read() -> None:
    block = block_of(
        "Figures of the board",
        "Measure | 2018 | Jan – Aug 2020 | Aug 20 (provisional)",
        "Assessments in 20 weeks | 32.7% | 65 | above 75%",
        "children with a plan |  | n/a | 4,879",
    )
    assert not block.problems
    assert said(block) == [
        (1, "2018", Decimal("32.7"), False, False),
        (1, "Jan – Aug 2020", Decimal(65), False, True),
        (1, "Aug 20", Decimal(75), True, False),
        (2, "Aug 20", Decimal(4879), True, False),
    ]
    assert [each.amount.bound for each in block.found][2] == Bound.ABOVE


def test_periods_down_and_measures_across_are_read() -> None:
    block = block_of(
        "Month | Assessments in 20 weeks | Children with a plan",
        "July 2020 | 70 | 4,800",
        "August 2020 | - | 4,879",
    )
    assert not block.problems
    assert [(m, p) for m, p, *_ in said(block)] == [
        (1, "July 2020"),
        (2, "July 2020"),
        (2, "August 2020"),
    ]


def test_a_row_a_reading_is_read_with_and_without_headings() -> None:
    with_heading = block_of(
        "Period | Indicator | Figure | Provisional | Cumulative | Numerator | Denominator | Known from | Notes",
        "Jan – Aug 2020 | Assessments in 20 weeks | 65% | yes | no | 13 | 20 | 29 September 2020 | From the paper",
        "August 2020 | Children with a plan |  | yes |  |  |  |  | still to come",
    )
    assert not with_heading.problems
    [found] = with_heading.found
    assert (found.is_provisional, found.is_cumulative) == (True, False), "No says that it is not."
    assert (found.numerator, found.denominator) == (Decimal(13), Decimal(20))
    assert (found.known_from, found.note) == (date(2020, 9, 29), "From the paper")
    bare = block_of("Assessments in 20 weeks | 2018 | 32.7", "Children with a plan | 2018 | 9")
    assert [value for _, _, value, *_ in said(bare)] == [Decimal("32.7"), 9]


def test_each_cell_that_cannot_be_read_is_named_with_what_to_do() -> None:
    block = block_of(
        "Measure | 2018 | Target | 2018/19",
        "Assessments in 20 weeks | 12,5 | 75 | 40",
        "Waiting for therapy | 3",
        "Children with a plan | =B2",
    )
    found = problems(block)
    assert set(found) == {"C1", "D1", "B2", "A3", "B4"}
    assert "not a period" in found["C1"]
    assert "2018/19 financial year" in found["D1"]
    assert "comma" in found["B2"]
    assert "No measure whose readings you may record here is called that" in found["A3"]
    assert "not worked out" in found["B4"]
    assert not block.found


def test_long_layout_names_wrong_yes_numbers_and_days() -> None:
    block = block_of(
        "Measure | Period | Value | Provisional | Numerator | Known from",
        "Assessments in 20 weeks |  | 40 | perhaps | many | April 2020",
    )
    found = problems(block)
    assert set(found) == {"B2", "D2", "E2", "F2"}
    assert "Enter the period" in found["B2"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "nothing in it"),
        (" \n\t\n", "nothing in it"),
        ("just words", "headings are missing"),
        ("x" * 50_000, "headings are missing"),
        ("a\t" * 200, "larger than"),
        ("a\tb\n" * 6_000, "larger than"),
    ],
)
def test_what_is_no_block_is_refused_in_words(text: str, words: str) -> None:
    [problem] = read_block(rows_of_text(text), NAMES).problems
    assert words in problem.message


def test_one_quotation_mark_does_not_swallow_what_follows() -> None:
    block = read_block(
        rows_of_text('Measure\t2018\n"Assessments in 20 weeks\t40\nChildren with a plan\t9'), NAMES
    )
    assert [value for _, _, value, *_ in said(block)] == [40, 9]


def test_cells_that_hold_line_breaks_stay_one_cell() -> None:
    text = 'Measure\tPeriod\tValue\tNote\nChildren with a plan\t2018\t9\t"One\nTwo"'
    [found] = read_block(rows_of_text(text), NAMES).found
    assert found.note == "One\nTwo"


cells = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\u2028\u2029"), max_size=12
)


@given(
    st.lists(st.lists(st.one_of(cells, st.just("two\nlines")), min_size=1, max_size=4), max_size=5)
)
def test_rows_written_as_a_block_are_read_as_the_same_rows(table: list[list[str]]) -> None:
    rows = [Row(2 * place, tuple(line)) for place, line in enumerate(table, start=1)]
    found = [row for row in rows_of_text(text_of_rows(rows)) if not row.is_blank]
    assert [(row.number, row.cells) for row in found] == [
        (row.number, row.cells) for row in rows if not row.is_blank
    ]


@given(st.text(max_size=200))
def test_whatever_is_pasted_is_read_or_refused_in_words(text: str) -> None:
    block = read_block(rows_of_text(text), NAMES)
    assert block.found or all(each.message for each in block.problems)


def test_a_file_is_read_sheet_by_sheet_by_its_content() -> None:
    table = (("Measure", "August 2020"), ("Children with a plan", 4879))
    for data in (as_csv(table), as_workbook(table)):
        [sheet] = read_sheets(data)
        assert has_heading(sheet.rows, NAMES)
        assert said(read_block(sheet.rows, NAMES)) == [
            (2, "August 2020", Decimal(4879), False, False)
        ]
    with pytest.raises(Refused, match="Word document"):
        read_sheets(as_document(table))
    for data, words in (
        (b"", "The file is empty"),
        (b"%PDF-1.7", "This is a PDF"),
        (b"PK\x03\x04 broken", "damaged|read"),
        (b"\x00\x01\x02\x03" * 50, "cannot|neither"),
    ):
        with pytest.raises(Refused, match=words):
            read_sheets(data)


@pytest.fixture
def measures(scene: Scene) -> list[Measure]:
    """One measure of each unit."""
    return [make_measure(scene, f"In {unit}", unit=unit, decimals=0) for unit in Unit]


def _weighed(data: bytes, measures: Sequence[Measure], scene: Scene) -> tuple[int, int, list[str]]:
    """How many readings of the file are new and how many on record, and what is wrong."""
    block = read_block(read_sheets(data)[0].rows, Names(measures))
    new = [
        NewReading(
            measure=each.measure,
            value=each.amount.value,
            bound=each.amount.bound,
            period_start=each.period.start,
            period_end=each.period.end,
            printed=each.period.printed,
            effective_date=each.known_from,
            is_provisional=each.is_provisional,
            is_cumulative=each.is_cumulative,
            numerator=each.numerator,
            denominator=each.denominator,
            note=each.note,
        )
        for each in block.found
    ]
    weighed = weigh_readings(area=scene.place.area, readings=new, at=at(date(2021, 1, 1)))
    wrong = [each.message for each in block.problems]
    wrong += [each.refused.message for each in weighed if each.refused]
    return (
        sum(1 for each in weighed if each.new),
        sum(1 for each in weighed if each.same),
        wrong,
    )


readings_of_2019 = st.lists(
    st.fixed_dictionaries(
        {
            "place": st.integers(0, len(Unit) - 1),
            "start": st.one_of(st.none(), st.dates(date(2019, 1, 1), date(2019, 6, 1))),
            "end": st.dates(date(2019, 6, 2), date(2019, 12, 31)),
            "value": st.integers(0, 100),
            "cents": st.integers(0, 99),
            "bound": st.sampled_from(Bound),
            "is_provisional": st.booleans(),
            "is_cumulative": st.booleans(),
            "numerator": st.one_of(st.none(), st.integers(0, 10**13)),
            "note": st.sampled_from(["", "Plain", "=1+1", "'quoted'", "-5\nmore", "Ünïcode – “x”"]),
            "printed": st.sampled_from(["", "so far", "2018/19"]),
        }
    ),
    max_size=6,
)


@settings(max_examples=15)
@given(given=readings_of_2019)
@pytest.mark.django_db
def test_the_workbook_imported_without_a_change_changes_nothing(
    scene: Scene, measures: list[Measure], given: list[dict[str, Any]]
) -> None:
    for each in given:
        measure = measures[each["place"]]
        whole = measure.unit in {Unit.COUNT, Unit.PERCENT}
        start = each["start"]
        try:
            record_reading(
                measure=measure,
                value=Decimal(each["value"]) + (0 if whole else Decimal(each["cents"]) / 100),
                bound=each["bound"],
                period_start=start,
                period_end=each["end"],
                printed=each["printed"] or Period.of(start, each["end"]).printed,
                is_provisional=each["is_provisional"],
                is_cumulative=each["is_cumulative"] and start is not None,
                numerator=None
                if measure.unit == Unit.COUNT or each["numerator"] is None
                else Decimal(each["numerator"]) / 100,
                note=each["note"],
                effective_date=date(2020, 2, 2),
                by=scene.manager,
            )
        except Refused:
            continue  # a second final reading for the same period
    values = load(measures, date(2021, 1, 1))
    data = readings_workbook(values, next_period=Period.parse("December 2020"), plan_title="=cmd()")
    assert _weighed(data, measures, scene) == (
        0,
        sum(len(value.readings) for value in values),
        [],
    )
    assert Reading.objects.count() >= sum(len(value.readings) for value in values)


def test_percentages_of_a_workbook_are_read_as_they_are_shown() -> None:
    from io import BytesIO

    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Measure", date(2020, 8, 1), "2019"])
    sheet.append(["Assessments in 20 weeks", 0.189, 0.4])
    sheet["B1"].number_format = "mmm-yy"
    sheet["B2"].number_format = "0.0%"
    sheet["C2"].number_format = "0%"
    file = BytesIO()
    book.save(file)
    block = read_block(read_sheets(file.getvalue())[0].rows, NAMES)
    assert [(p, v) for _, p, v, *_ in said(block)] == [
        ("August 2020", Decimal("18.9")),
        ("2019", Decimal(40)),
    ]
