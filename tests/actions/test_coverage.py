"""What answers each weakness as at a day, what is missing, and what answers nothing."""

from datetime import date, timedelta

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import given, settings
from hypothesis import strategies as st

from actions.choices import Verdict, WeaknessKind
from actions.coverage import Coverage, CoverageRow, GapKind, coverage_as_at
from actions.services.actions import withdraw_action
from actions.services.inspections import set_inspection
from actions.services.revisits import record_judgement
from actions.services.weaknesses import change_weakness
from tests.actions.covering import answers, answers_no_more, complete, cover
from tests.actions.inspecting import answering, make_revisit
from tests.actions.measured import make_measure, read_month
from tests.actions.risking import make_risk
from tests.actions.voices import make_voice
from tests.factories import Scene, day, make_action, make_actions, make_place, make_scene

MAY = date(2018, 5, 1)

pytestmark = pytest.mark.django_db


def row(coverage: Coverage, key: str = "1") -> CoverageRow:
    found = coverage.row(key)
    assert found is not None
    return found


def refs(row: CoverageRow) -> list[str]:
    return [line.reference for line in row.lines]


def kinds(row: CoverageRow) -> set[GapKind]:
    return {gap.kind for gap in row.found}


def test_theme_answers_with_its_actions_and_those_of_the_themes_below_it(scene: Scene) -> None:
    weakness, _ = answering(scene)
    for place, theme in enumerate(scene.themes, start=1):
        make_action(scene, f"{place}.1", theme=theme)
    answers(scene, weakness, theme=scene.themes[1])
    found = row(coverage_as_at(scene.plan, MAY))
    assert refs(found) == ["2.1", "3.1"]
    assert [theme.reference for theme in found.themes] == ["2"]
    assert found.alone == frozenset()


def test_theme_below_another_answers_without_the_others_of_that(scene: Scene) -> None:
    weakness, _ = answering(scene)
    for place, theme in enumerate(scene.themes, start=1):
        make_action(scene, f"{place}.1", theme=theme)
    answers(scene, weakness, theme=scene.themes[2])
    assert refs(row(coverage_as_at(scene.plan, MAY))) == ["3.1"]


def test_action_that_stands_elsewhere_answers_by_itself(scene: Scene) -> None:
    weakness, _ = answering(scene)
    make_action(scene, "1.1")
    alone = make_action(scene, "2.1", theme=scene.themes[1])
    answers(scene, weakness, theme=scene.themes[0])
    answers(scene, weakness, action=alone)
    found = row(coverage_as_at(scene.plan, MAY))
    assert refs(found) == ["1.1", "2.1"]
    assert found.alone == {alone.pk}


def test_answer_holds_from_its_day_until_it_answers_no_more(scene: Scene) -> None:
    weakness, _ = answering(scene)
    action = make_action(scene, "1.1")
    answers(scene, weakness, action=action, on=day(10))
    answers_no_more(scene, weakness, action=action, on=day(20))
    answers(scene, weakness, action=action, on=day(30))
    held = {
        offset: refs(row(coverage_as_at(scene.plan, day(offset))))
        for offset in (9, 10, 19, 20, 29, 30)
    }
    assert held == {9: [], 10: ["1.1"], 19: ["1.1"], 20: [], 29: [], 30: ["1.1"]}


@settings(max_examples=15)
@given(
    st.lists(st.tuples(st.integers(0, 1), st.integers(0, 2), st.integers(0, 40)), max_size=9),
    st.integers(0, 45),
)
def test_on_any_day_the_newest_word_about_each_thing_holds(
    scene: Scene, entries: list[tuple[int, int, int]], asked: int
) -> None:
    """Each entry, from the earliest day on, says of a weakness and an action the contrary of the one before."""
    with transaction.atomic():
        weaknesses = answering(scene)
        actions = [make_action(scene, f"1.{number}") for number in range(1, 4)]
        said: list[tuple[int, int]] = []
        expected: list[set[int]] = [set(), set()]
        for which, what, offset in sorted(entries, key=lambda entry: entry[2]):
            say = answers if said.count((which, what)) % 2 == 0 else answers_no_more
            say(scene, weaknesses[which], action=actions[what], on=day(offset))
            said.append((which, what))
            if offset <= asked:
                expected[which] ^= {actions[what].pk}
        coverage = coverage_as_at(scene.plan, day(asked))
        transaction.set_rollback(True)
    assert [{line.action_id for line in found.lines} for found in coverage.rows] == expected
    stray = {line.action_id for line in coverage.stray_lines}
    assert stray == {action.pk for action in actions} - set().union(*expected)


def test_withdrawn_action_answers_nothing_from_then_on(scene: Scene) -> None:
    weakness, _ = answering(scene)
    action = make_action(scene, "1.1")
    answers(scene, weakness, action=action)
    withdraw_action(action=action, effective_date=day(20), reason="Merged", by=scene.manager)
    assert refs(row(coverage_as_at(scene.plan, day(19)))) == ["1.1"]
    assert refs(row(coverage_as_at(scene.plan, day(20)))) == []


def test_weakness_with_everything_has_no_gap_and_one_with_nothing_has_them_all(
    scene: Scene,
) -> None:
    cover(scene)
    coverage = coverage_as_at(scene.plan, MAY)
    full, bare = row(coverage), row(coverage, "2")
    assert full.gaps == ()
    assert kinds(full) == {GapKind.NO_LEAD}
    assert {gap.kind for gap in bare.gaps} == {
        GapKind.NO_ACTION,
        GapKind.NO_OWNER,
        GapKind.NO_MEASURE,
    }
    assert {gap.kind for gap in bare.notes} == {
        GapKind.NO_THEME,
        GapKind.NO_RISK,
        GapKind.NO_VOICE,
    }
    assert coverage.gaps_first == (bare, full)


def test_measure_without_a_reading_is_a_gap_of_its_own(scene: Scene) -> None:
    weakness, _ = answering(scene)
    measure = make_measure(scene)
    answers(scene, weakness, measure=measure)
    read_month(measure, 2, "40", by=scene.manager)
    before, after = (kinds(row(coverage_as_at(scene.plan, on))) for on in (date(2018, 3, 4), MAY))
    assert GapKind.NO_READING in before
    assert not after & {GapKind.NO_READING, GapKind.NO_MEASURE}


def test_open_actions_without_an_owner_are_counted(scene: Scene) -> None:
    weakness, _ = answering(scene)
    make_action(scene, "1.1", owners=scene.place.posts[:1])
    complete(scene, make_action(scene, "1.2"))
    make_action(scene, "1.3")
    answers(scene, weakness, theme=scene.themes[0])
    found = row(coverage_as_at(scene.plan, MAY))
    (gap,) = [gap for gap in found.gaps if gap.kind == GapKind.UNOWNED_ACTIONS]
    assert gap.words.startswith("1 open action has no owner.")


def test_weaknesss_own_lead_answers_for_it_before_those_of_its_themes(scene: Scene) -> None:
    weakness, _ = answering(scene)
    answers(scene, weakness, theme=scene.themes[0])
    assert GapKind.NO_OWNER in kinds(row(coverage_as_at(scene.plan, MAY)))
    change_weakness(
        weakness=weakness,
        number=1,
        kind=WeaknessKind(weakness.kind),
        title=weakness.title,
        words=weakness.words,
        lead=scene.place.posts[2],
        by=scene.manager,
    )
    found = row(coverage_as_at(scene.plan, MAY))
    assert found.leads == ("Designated clinical officer, Health",)
    assert not kinds(found) & {GapKind.NO_OWNER, GapKind.NO_LEAD}


def test_what_answers_no_weakness_is_listed(scene: Scene) -> None:
    cover(scene)
    make_measure(scene, "Attendance")
    make_risk(scene, "Money runs out")
    coverage = coverage_as_at(scene.plan, MAY)
    assert [line.reference for line in coverage.stray_lines] == ["2.1"]
    assert [measure.name for measure in coverage.stray_measures] == ["Attendance"]
    assert [risk.title for risk in coverage.stray_risks] == ["Money runs out"]


def test_counts_are_those_of_the_position(scene: Scene) -> None:
    cover(scene)
    found = row(coverage_as_at(scene.plan, MAY))
    assert (found.complete, found.overdue) == (1, 1)
    assert sum(cell.value for cell in found.counts) == len(found.lines) == 2
    assert found.position.plan.slug == scene.plan.slug


def test_plan_without_an_inspection_has_a_row_a_theme_and_ties_measures_to_none(
    scene: Scene,
) -> None:
    make_action(scene, "1.1", owners=scene.place.posts[:1])
    make_measure(scene)
    make_risk(scene)
    coverage = coverage_as_at(scene.plan, MAY)
    assert coverage.is_by_theme
    assert [(each.key, refs(each)) for each in coverage.rows] == [("1", ["1.1"]), ("2", [])]
    assert kinds(row(coverage)) == {GapKind.NO_LEAD}
    assert {gap.kind for gap in row(coverage, "2").gaps} == {GapKind.NO_ACTION, GapKind.NO_OWNER}
    assert coverage.stray_lines + coverage.stray_measures + coverage.stray_risks == ()
    assert len(coverage.measures) == len(coverage.risks) == 1


def test_plan_that_follows_a_revisit_answers_what_was_found_before(scene: Scene) -> None:
    weakness, _ = answering(scene)
    revisit = make_revisit(weakness.inspection, scene.place)
    record_judgement(
        revisit=revisit,
        weakness=weakness,
        verdict=Verdict.INSUFFICIENT,
        effective_date=revisit.ended_on,
        by=scene.manager,
    )
    set_inspection(plan=scene.plan, inspection=revisit, by=scene.manager)
    coverage = coverage_as_at(scene.plan, revisit.ended_on)
    assert coverage.inspection is not None
    assert coverage.revisit is not None
    assert coverage.inspection.id == weakness.inspection_id
    assert coverage.revisit.id == revisit.pk
    first = row(coverage).weakness
    assert first is not None
    assert first.judgement is not None
    assert first.judgement.verdict == Verdict.INSUFFICIENT


def test_things_of_another_plan_of_the_area_do_not_count(scene: Scene) -> None:
    weakness, _ = answering(scene)
    other = make_scene(scene.place, slug="other", title="Another plan")
    set_inspection(plan=other.plan, inspection=weakness.inspection, by=scene.manager)
    make_action(other, "1.1")
    answers(scene, weakness, theme=other.themes[0])
    answers(scene, weakness, measure=make_measure(other))
    found = row(coverage_as_at(scene.plan, MAY))
    assert (found.themes, found.lines, found.measures) == ((), (), ())
    assert refs(row(coverage_as_at(other.plan, MAY))) == ["1.1"]


def test_voice_belongs_to_the_weakness_it_names_else_to_that_of_the_action_that_answered(
    scene: Scene,
) -> None:
    first, second = answering(scene)
    action = make_action(scene, "1.1")
    answers(scene, first, action=action)
    make_voice(scene, said="Of the first", weakness=first, action=action, done="Done")
    make_voice(scene, said="Of the second", weakness=second, action=action, done="Done")
    make_voice(scene, said="By the action", action=action, done="Done")
    make_voice(scene, said="Of nothing")
    coverage = coverage_as_at(scene.plan, MAY)
    assert {voice.said for voice in row(coverage).voices} == {"Of the first", "By the action"}
    assert [voice.said for voice in row(coverage, "2").voices] == ["Of the second"]


def test_coverage_costs_the_same_queries_for_few_and_for_many() -> None:
    counts = []
    for slug, number in (("small", 2), ("large", 12)):
        scene = make_scene(make_place(slug))
        weaknesses = answering(scene, number)
        actions = make_actions(scene, number * 3, "GARB")
        for place, weakness in enumerate(weaknesses):
            answers(scene, weakness, theme=scene.themes[place % 2])
            answers(scene, weakness, action=actions[place])
            measure = make_measure(scene, f"Measure {place}")
            read_month(measure, 1, "10", by=scene.manager)
            answers(scene, weakness, measure=measure)
            answers(scene, weakness, risk=make_risk(scene, f"Risk {place}"))
            make_voice(scene, weakness=weakness)
        with CaptureQueriesContext(connection) as captured:
            assert len(coverage_as_at(scene.plan, MAY).rows) == number
        counts.append(len(captured))
    assert counts[0] == counts[1]


def test_before_the_letter_is_known_there_is_nothing_to_answer(scene: Scene) -> None:
    weakness, _ = answering(scene)
    inspection = weakness.inspection
    known = inspection.known_on
    assert known == min(filter(None, (inspection.letter_on, inspection.published_on, known)))
    before = coverage_as_at(scene.plan, known - timedelta(days=1))
    assert before.rows == ()
    assert not before.is_by_theme
    assert before.not_yet.startswith("What the inspectors found is known from")
    on_the_day = coverage_as_at(scene.plan, max(known, scene.plan.starts_on))
    assert (on_the_day.not_yet, len(on_the_day.rows)) == (
        "",
        len(weakness.inspection.weaknesses.all()),
    )


def test_before_a_plan_begins_it_answers_nothing(scene: Scene) -> None:
    make_actions(scene, 3, "G")
    found = coverage_as_at(scene.plan, scene.plan.starts_on - timedelta(days=1))
    assert (found.rows, found.stray_lines) == ((), ())
    assert found.not_yet.startswith("The plan begins on")


def test_a_letter_still_to_be_published_is_not_said_to_be(scene: Scene) -> None:
    weakness, _ = answering(scene)
    inspection = weakness.inspection
    known = max(inspection.known_on, scene.plan.starts_on)
    type(inspection).objects.filter(pk=inspection.pk).update(
        letter_on=known, published_on=known + timedelta(days=8)
    )
    scene.plan.refresh_from_db()
    for after, published in ((7, None), (8, known + timedelta(days=8))):
        found = coverage_as_at(scene.plan, known + timedelta(days=after)).inspection
        assert found is not None
        assert found.published_on == published
