"""The pages that show measures: what a reader learns there, on which day, and what the public does not."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag
from django.db import connection
from django.test.utils import CaptureQueriesContext

from actions.choices import MarkKind, Unit
from actions.measuring.loading import measure_as_at, measures_as_at
from actions.models import Measure
from actions.services.measures import (
    correct_reading,
    record_reading,
    retire_measure,
    retract_reading,
    use_measure_no_more,
)
from tests.actions.buckinghamshire import record_paper
from tests.actions.covering import answers
from tests.actions.inspecting import answering
from tests.actions.measured import make_measure, read_month, set_target
from tests.conftest import signed_in
from tests.factories import Scene, make_place, make_scene
from tests.pages.reading import words

pytestmark = pytest.mark.django_db
PAPER = date(2020, 9, 29)


@pytest.fixture
def scene() -> Scene:
    return make_scene(make_place())


def _page(scene: Scene, path: str = "", status: int = 200) -> Tag:
    answer = signed_in(scene.place.owner).get(f"{scene.address}measures/{path}")
    assert answer.status_code == status
    return BeautifulSoup(answer.content, "html.parser")


def _said(page: Tag) -> str:
    return words(page.select_one("main"))


def _rows(page: Tag, caption: str = "Measures") -> dict[str, list[str]]:
    """Each row of the table of that caption: its head, without its note, and its cells."""
    for table in page.select("table"):
        if table.caption and table.caption.get_text().strip() == caption:
            return {
                next(row.select("th")[0].stripped_strings): [
                    words(cell) for cell in row.select("td")
                ]
                for row in table.select("tbody tr")
            }
    raise AssertionError(f"There is no table called {caption}.")


# Buckinghamshire's paper


def test_every_figure_of_buckinghamshires_paper_comes_out(scene: Scene):
    record_paper(scene.plan, scene.manager)
    rows = _rows(_page(scene, f"?as_at={PAPER}"))
    assert {name: cells[0] for name, cells in rows.items()} == {
        "Assessments completed in 20 weeks": "65% January to August 2020 (cumulative)",
        "Educational psychology advice on time": "89% August 2020",
        "Plans judged good or better": "47% August 2020",
        "Children with a plan": "4,879 7 September 2020",
        "Children with SEN support": "10% January 2020",
    }
    assert rows["Assessments completed in 20 weeks"][4] == "Above England’s 60% (2019)"
    assert rows["Children with SEN support"][4] == "Below England’s 12.1% (January 2020)"
    assert rows["Plans judged good or better"][1] == (
        "Rose from 19% to 47%, 28 percentage points better, July to August 2020"
    )


def test_assessments_of_buckinghamshire_tell_years_months_and_the_part_year_apart(scene: Scene):
    made = record_paper(scene.plan, scene.manager)
    page = _page(scene, f"{made['assessments'].pk}/?as_at={PAPER}")
    values = {head: cells[0] for head, cells in _rows(page, "Readings").items()}
    assert values == {
        "2017": "18.9%",
        "2018": "32.7%",
        "2019": "40%",
        "January to August 2020 (cumulative)": "65%",
        **dict.fromkeys(("May 2020", "June 2020", "July 2020", "August 2020"), "above 75%"),
    }
    said = _said(page)
    assert "No earlier reading covers a period like this one" in said
    assert "Each year: rose from 32.7% to 40%, 7.3 percentage points better, 2018 to 2019" in said
    support = _page(scene, f"{made['support'].pk}/?as_at={PAPER}")
    assert _rows(support, "Readings")["January 2020"][1] == "9,590"


# As at a day


def test_reading_counts_from_the_day_on_which_it_was_known(scene: Scene):
    measure = make_measure(scene)
    read_month(measure, 1, "20", by=scene.manager)
    assert measure_as_at(measure, date(2018, 2, 4)).latest is None
    found = measure_as_at(measure, date(2018, 2, 5)).latest
    assert found is not None
    assert found.value == 20


def test_corrected_and_retracted_readings_count_on_no_day_and_are_told(scene: Scene):
    measure = make_measure(scene)
    wrong = read_month(measure, 1, "23.7", by=scene.manager)
    correct_reading(
        reading=wrong,
        value=Decimal("32.7"),
        period_start=wrong.period_start,
        period_end=wrong.period_end,
        printed=wrong.period_printed,
        effective_date=wrong.effective_date,
        reason="Digits were swapped",
        by=scene.manager,
    )
    other = read_month(measure, 2, "90", by=scene.manager)
    retract_reading(reading=other, reason="Of another team", by=scene.manager)
    page = _page(scene, f"{measure.pk}/?as_at=2018-03-10")
    assert _rows(page, "Readings")["January 2018"][0] == "32.7%"
    assert "February 2018" not in _rows(page, "Readings")
    told = _rows(page, "What was recorded wrongly at first")
    assert told["January 2018"][:3] == ["23.7%", "32.7%", "Digits were swapped"]
    assert told["February 2018"][:3] == ["90%", "Taken back", "Of another team"]


def test_provisional_reading_is_said_to_be_one_until_the_final_one_is_known(scene: Scene):
    measure = make_measure(scene)
    by = scene.manager
    read_month(measure, 1, "20", by=by, is_provisional=True)
    read_month(measure, 1, "22", by=by, effective_date=date(2018, 3, 1))
    early, late = (_rows(_page(scene, f"?as_at=2018-{day}")) for day in ("02-28", "03-01"))
    assert early[measure.name][0] == "20% January 2018, provisional"
    assert late[measure.name][0] == "22% January 2018"


def test_target_moved_later_is_told_with_its_reason(scene: Scene):
    measure = make_measure(scene)
    by = scene.manager
    set_target(measure, "75", date(2018, 6, 30), by=by)
    later = date(2018, 5, 1)
    set_target(
        measure, "75", date(2018, 12, 31), effective_date=later, note="Two posts are empty", by=by
    )
    read_month(measure, 7, "60", by=by)
    page = _page(scene, f"{measure.pk}/?as_at=2018-08-20")
    said = _said(page)
    assert (
        "1 May 2018, moved later: 75% by December 2018, before June 2018: Two posts are empty"
    ) in said
    assert "1 January 2018, set: 75% by June 2018" in said
    before = _said(_page(scene, f"{measure.pk}/?as_at=2018-04-30"))
    assert "moved later" not in before


# The plan's measures


def test_page_says_how_many_stand_where_and_lists_what_is_measured_no_more(scene: Scene):
    by = scene.manager
    first, second, old = (make_measure(scene, name) for name in ("First", "Second", "Old"))
    set_target(first, "20", date(2018, 12, 31), by=by)
    read_month(first, 1, "30", by=by)
    read_month(old, 1, "10", by=by)
    retire_measure(measure=old, retired_on=date(2018, 2, 2), reason="Counted elsewhere", by=by)
    page = _page(scene, "?as_at=2018-02-20")
    assert words(page.select_one(".wsoa-headline")) == (
        "Of 2 measures, 1 has reached its target and 1 has no reading."
    )
    assert list(_rows(page)) == ["First", "Second"]
    assert _rows(page)["First"][3] == "T Target reached"
    assert list(_rows(page, "Measured no more")) == ["Old"]
    assert second.name in _said(page)


def test_old_reading_is_said_to_be_too_old(scene: Scene):
    measure = make_measure(scene)
    read_month(measure, 1, "30", by=scene.manager)
    said = _said(_page(scene, "?as_at=2018-06-01"))
    assert "Its latest reading is too old." in said
    assert "Too old: the period ended on 31 January 2018" in said


def test_plan_without_measures_says_what_one_is(scene: Scene):
    said = _said(_page(scene))
    assert "No measure yet" in said
    assert "No measure is public" in _said(_page(scene, "public/"))


def test_measure_of_another_plan_is_not_found_and_one_no_longer_used_says_so(scene: Scene):
    elsewhere = make_scene(make_place("elsewhere"))
    theirs = make_measure(elsewhere)
    _page(scene, f"{theirs.pk}/", 404)
    ours = make_measure(scene)
    use_measure_no_more(plan=scene.plan, measure=ours, by=scene.manager)
    assert "The plan was not judged by this measure on this day." in _said(
        _page(scene, f"{ours.pk}/")
    )
    assert [each.id for each in measures_as_at(scene.plan, date(2018, 2, 1))] == [ours.pk]


def test_unfit_day_is_refused_and_today_is_shown(scene: Scene):
    make_measure(scene)
    page = _page(scene, "?as_at=2018-02-31", 400)
    assert page.select_one(".govuk-error-summary")


def test_long_and_hostile_words_are_shown_as_words(scene: Scene):
    name = "<script>alert(1)</script>" + "x" * 170
    measure = make_measure(scene, name, definition="<b>bold</b> " + "y" * 4_900, is_public=True)
    read_month(measure, 1, "30", by=scene.manager, note="<i>note</i>", printed="<em>Jan</em>")
    for path in (
        "?as_at=2018-03-01",
        f"{measure.pk}/?as_at=2018-03-01",
        "public/?as_at=2018-03-01",
    ):
        page = _page(scene, path)
        assert name in _said(page)
        assert not page.select("main script, main b, main em, main i")


def test_measure_leads_to_the_weakness_that_it_answers(scene: Scene):
    full, _ = answering(scene)
    measure = make_measure(scene)
    answers(scene, full, measure=measure)
    page = _page(scene, f"{measure.pk}/")
    links = {words(link): link["href"] for link in page.select("main a")}
    found = links[f"{full.number} {full.title}"]
    assert found == f"{scene.address}weaknesses/{full.number}/"


def test_readings_beyond_a_years_are_folded_away(scene: Scene):
    measure = make_measure(scene)
    for number in range(1, 13):
        read_month(measure, number, str(20 + number), by=scene.manager)
    assert "Earlier readings" not in _said(_page(scene, f"{measure.pk}/"))
    record_reading(
        measure=measure,
        value=Decimal(40),
        period_start=date(2019, 1, 1),
        period_end=date(2019, 1, 31),
        printed="January 2019",
        by=scene.manager,
    )
    page = _page(scene, f"{measure.pk}/")
    assert next(iter(_rows(page, "Readings"))) == "January 2019"
    assert list(_rows(page, "Earlier readings")) == ["January 2018"]


# The public


def _public(scene: Scene, *values: int, **given: Any) -> Measure:
    measure = make_measure(
        scene, "Children out of school", unit=Unit.COUNT, decimals=0, is_public=True, **given
    )
    for number, value in enumerate(values, start=1):
        read_month(measure, number, str(value), by=scene.manager, note=f"Note {value}")
    return measure


def test_public_sees_no_small_numbers_notes_owners_or_private_measures(scene: Scene):
    _public(scene, 12, 3)
    make_measure(scene, "For the board only")
    said = _said(_page(scene, "public/?as_at=2018-06-01"))
    assert "1 of the plan’s 2 measures is public." in said
    assert "February 2018" in said.split("Left out")[1].split(".")[0]
    for hidden in ("For the board only", "Note 12", "Note 3", "Head of SEND"):
        assert hidden not in said
    rows = _rows(_page(scene, "public/?as_at=2018-06-01"), "What is measured")
    assert rows["Children out of school"][:2] == ["12 January 2018", "The first reading"]


def test_public_sees_all_where_the_measure_leaves_out_nothing(scene: Scene):
    _public(scene, 12, 3, suppress_below=0)
    rows = _rows(_page(scene, "public/?as_at=2018-04-01"), "What is measured")
    assert rows["Children out of school"][0] == "3 February 2018"


def test_baseline_of_a_small_month_is_not_public_either(scene: Scene):
    measure = _public(scene, 3)
    set_target(
        measure,
        "3",
        date(2018, 1, 31),
        mark=MarkKind.BASELINE,
        period_start=date(2018, 1, 1),
        effective_date=date(2018, 2, 5),
        by=scene.manager,
    )
    record_reading(
        measure=measure,
        value=Decimal(20),
        period_start=date(2018, 3, 1),
        period_end=date(2018, 3, 31),
        printed="March 2018",
        effective_date=date(2018, 4, 5),
        by=scene.manager,
    )
    page = _page(scene, "public/?as_at=2018-05-01")
    figures = _rows(page, "What is measured")["Children out of school"]
    assert "3" not in " ".join(figures).replace("March 2018", "").split()


def _count(measure: Measure, value: int, months: tuple[int, int], known: date, **given: Any):
    start = date(2018, months[0], 1)
    end = date(2018, months[1] + 1, 1) - timedelta(days=1)
    return record_reading(
        measure=measure,
        value=Decimal(value),
        period_start=start,
        period_end=end,
        printed=f"{start:%B} to {end:%B %Y}" if start.month != end.month else f"{end:%B %Y}",
        effective_date=known,
        **given,
    )


def test_final_reading_does_not_open_what_was_left_out_with_the_provisional_one(scene: Scene):
    measure = _public(scene)
    by = scene.manager
    _count(measure, 10, (1, 1), date(2018, 2, 5), is_provisional=True, by=by)
    _count(measure, 12, (2, 2), date(2018, 3, 5), by=by)
    _count(measure, 3, (3, 3), date(2018, 4, 5), by=by)
    _count(measure, 25, (1, 3), date(2018, 4, 6), by=by)
    final = _count(measure, 9, (1, 1), date(2018, 5, 5), by=by)
    for path in ("?as_at=2018-04-10", "?as_at=2018-06-01"):
        said = _said(_page(scene, f"public/{path}"))
        assert "January to March 2018" in said.split("Left out")[1].split(".")[0]
        assert "25" not in said.split("What is measured")[1].split("Left out")[0].split()
    assert {"9", "12"} <= set(said.split())
    correct_reading(
        reading=final,
        value=Decimal(8),
        period_start=final.period_start,
        period_end=final.period_end,
        printed=final.period_printed,
        effective_date=final.effective_date,
        reason="Typed wrongly",
        by=by,
    )
    said = _said(_page(scene, "public/?as_at=2018-06-01"))
    assert {"8", "12"} <= set(said.split())
    assert "25" not in said.split("What is measured")[1].split("Left out")[0].split()


def test_reading_recorded_late_opens_nothing_on_an_earlier_day(scene: Scene):
    measure = _public(scene)
    by = scene.manager
    _count(measure, 12, (2, 2), date(2018, 3, 5), by=by)
    _count(measure, 25, (1, 3), date(2018, 4, 6), by=by)
    _count(measure, 10, (1, 1), date(2018, 2, 5), by=by)
    for path in ("?as_at=2018-02-10", "?as_at=2018-06-01"):
        said = _said(_page(scene, f"public/{path}"))
        assert "January 2018" in said.split("Left out")[1].split(".")[0]


def test_baseline_that_tells_the_quarter_left_out_is_not_public(scene: Scene):
    measure = _public(scene)
    by = scene.manager
    for number, value in enumerate((10, 12, 11)):
        _count(measure, value, (1 + 3 * number, 3 + 3 * number), date(2018, 10, 5), by=by)
    record_reading(
        measure=measure,
        value=Decimal(3),
        period_start=date(2018, 10, 1),
        period_end=date(2018, 12, 31),
        printed="October to December 2018",
        effective_date=date(2019, 1, 10),
        by=by,
    )
    set_target(
        measure,
        "36",
        date(2018, 12, 31),
        mark=MarkKind.BASELINE,
        period_start=date(2018, 1, 1),
        effective_date=date(2019, 1, 20),
        by=by,
    )
    set_target(measure, "20", date(2019, 12, 31), by=by)
    said = _said(_page(scene, "public/?as_at=2019-02-01"))
    assert "36" not in said.split()
    assert "The baseline, December 2018, is left out" in said


# What a page costs


@pytest.mark.parametrize(("path", "queries"), [("", 6), ("{}/", 8), ("public/", 8)])
def test_page_costs_the_same_queries_for_few_measures_and_for_many(path: str, queries: int):
    counts = []
    for slug, number in (("small", 1), ("large", 9)):
        scene = make_scene(make_place(slug))
        for name in range(number):
            measure = make_measure(scene, f"Measure {name}", is_public=True)
            set_target(measure, "75", date(2018, 12, 31), by=scene.manager)
            for month in range(1, number + 1):
                read_month(measure, month, str(20 + month), by=scene.manager)
        client = signed_in(scene.manager)
        with CaptureQueriesContext(connection) as captured:
            answer = client.get(f"{scene.address}measures/{path.format(measure.pk)}")
        assert answer.status_code == 200
        counts.append(len(captured))
    assert counts == [queries] * 2
