"""What a revisit judged stands until it is corrected with a reason, and both stay in the history."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from actions.choices import Consequence, EntryKind, Framework, Verdict
from actions.errors import Refused, Stale
from actions.inspecting import consequence_as_at, weaknesses_as_at
from actions.inspecting.stories import story_of
from actions.models import Inspection, RevisitConsequence, RevisitJudgement, Weakness
from actions.services import inspections
from actions.services.revisits import NewJudgement
from actions.services.writing import Seen, newest_id
from tests.actions.inspecting import (
    REVISITED_ON,
    make_inspection,
    make_priority,
    make_revisit,
    make_weakness,
)
from tests.factories import Place, at, make_place, make_user

pytestmark = pytest.mark.django_db

GOOD, BAD = Verdict.SUFFICIENT, Verdict.INSUFFICIENT
LETTER = REVISITED_ON + timedelta(days=34)


def found(place: Place, number: int = 3) -> tuple[list[Weakness], Inspection]:
    """Weaknesses of an inspection, and its revisit."""
    inspection = make_inspection(place)
    return [make_weakness(inspection, place) for _ in range(number)], make_revisit(
        inspection, place
    )


def judge(place: Place, revisit: Inspection, *new: NewJudgement, **given: Any) -> Any:
    """Record these together."""
    values: dict[str, Any] = {"effective_date": LETTER, "by": place.manager, **given}
    return inspections.record_judgements(revisit=revisit, judgements=new, **values)


def verdicts(weaknesses: list[Weakness], day: date) -> list[Verdict | None]:
    """The latest of each on the day."""
    values = weaknesses_as_at(weaknesses, day)
    return [each.judgement.verdict if each.judgement else None for each in values]


def test_judgements_hold_from_their_day(place: Place) -> None:
    weaknesses, revisit = found(place)
    judge(
        place,
        revisit,
        NewJudgement(weaknesses[0], GOOD, "Leaders work together."),
        NewJudgement(weaknesses[1], BAD),
        NewJudgement(weaknesses[2], None),
    )
    assert verdicts(weaknesses, LETTER - timedelta(days=1)) == [None, None, None]
    assert verdicts(weaknesses, LETTER) == [GOOD, BAD, None]


def test_judgement_changes_with_a_reason_only(place: Place) -> None:
    weaknesses, revisit = found(place, 1)
    judge(place, revisit, NewJudgement(weaknesses[0], GOOD))
    with pytest.raises(Refused, match="Say why it changes") as refused:
        judge(place, revisit, NewJudgement(weaknesses[0], BAD))
    assert refused.value.field == "reason"
    judge(place, revisit, NewJudgement(weaknesses[0], BAD), reason="The letter was misread")
    assert verdicts(weaknesses, LETTER) == [BAD]
    assert [told.what for told in story_of(revisit)] == ["Correction", ""]
    assert [told.is_standing for told in story_of(revisit)] == [True, False]


def test_judgement_is_taken_back(place: Place) -> None:
    weaknesses, revisit = found(place, 1)
    judge(place, revisit, NewJudgement(weaknesses[0], GOOD))
    judge(place, revisit, NewJudgement(weaknesses[0], None), reason="Of another area")
    assert verdicts(weaknesses, LETTER) == [None]
    judge(place, revisit, NewJudgement(weaknesses[0], BAD))
    assert verdicts(weaknesses, LETTER) == [BAD]
    assert RevisitJudgement.objects.count() == 3


def test_nothing_is_written_where_nothing_changes(place: Place) -> None:
    weaknesses, revisit = found(place)
    judge(place, revisit, NewJudgement(weaknesses[0], GOOD))
    with pytest.raises(Refused, match="Nothing has changed"):
        judge(
            place, revisit, *(NewJudgement(weaknesses[0], GOOD), NewJudgement(weaknesses[1], None))
        )
    made = judge(
        place, revisit, NewJudgement(weaknesses[0], GOOD), NewJudgement(weaknesses[1], BAD)
    )
    assert [entry.weakness for entry in made] == [weaknesses[1]]


def test_all_judgements_are_saved_or_none(place: Place) -> None:
    weaknesses, revisit = found(place)
    other = make_place("elsewhere")
    (theirs,), _ = found(other, 1)
    with pytest.raises(Refused, match="which this one follows up"):
        judge(place, revisit, NewJudgement(weaknesses[0], GOOD), NewJudgement(theirs, GOOD))
    assert not RevisitJudgement.objects.exists()


def test_words_without_a_verdict_are_refused(place: Place) -> None:
    weaknesses, revisit = found(place, 1)
    with pytest.raises(Refused, match="Choose a verdict for 1"):
        judge(place, revisit, NewJudgement(weaknesses[0], None, "They have done well"))


def test_a_judgement_is_not_older_than_the_revisit_nor_to_come(place: Place) -> None:
    weaknesses, revisit = found(place, 1)
    new = NewJudgement(weaknesses[0], GOOD)
    with pytest.raises(Refused, match="the last day of the revisit"):
        judge(place, revisit, new, effective_date=REVISITED_ON)
    with pytest.raises(Refused, match="is in the future"):
        judge(place, revisit, new, now=at(LETTER - timedelta(days=1)))


def test_inspection_that_follows_up_none_judges_nothing(place: Place) -> None:
    inspection = make_inspection(place)
    weakness = make_weakness(inspection, place)
    with pytest.raises(Refused, match="follows up"):
        judge(place, inspection, NewJudgement(weakness, GOOD))
    with pytest.raises(Refused, match="follows up none"):
        inspections.record_consequence(
            revisit=inspection,
            consequence=Consequence.APP,
            effective_date=LETTER,
            by=place.manager,
        )


def test_second_revisit_judges_anew_and_the_first_judgement_stays(place: Place) -> None:
    weaknesses, revisit = found(place, 1)
    later = make_revisit(revisit, place, REVISITED_ON + timedelta(days=500))
    judge(place, revisit, NewJudgement(weaknesses[0], BAD))
    second = LETTER + timedelta(days=500)
    judge(place, later, NewJudgement(weaknesses[0], GOOD), effective_date=second)
    assert verdicts(weaknesses, LETTER) == [BAD]
    (value,) = weaknesses_as_at(weaknesses, second)
    assert [each.verdict for each in value.judgements] == [BAD, GOOD]


def test_monitoring_inspection_judges_areas_for_priority_action(place: Place) -> None:
    inspection = make_inspection(place, framework=Framework.AREA_2023)
    weakness = make_priority(inspection, place)
    revisit = make_revisit(inspection, place)
    assert revisit.framework == Framework.MONITORING_2023
    judge(place, revisit, NewJudgement(weakness, BAD))
    (value,) = weaknesses_as_at([weakness], LETTER)
    assert value.word == "Area for priority action"


def test_later_decision_follows_the_first_and_a_mistake_is_corrected(place: Place) -> None:
    _, revisit = found(place, 1)
    given: dict[str, Any] = {"revisit": revisit, "by": place.manager}
    record = inspections.record_consequence
    record(**given, consequence=Consequence.MONITORING_CONTINUES, effective_date=LETTER)
    with pytest.raises(Refused, match="Say why this corrects it"):
        record(**given, consequence=Consequence.APP, effective_date=LETTER)
    later = LETTER + timedelta(days=30)
    record(**given, consequence=Consequence.APP, effective_date=later)
    shown = [
        consequence_as_at(revisit, each) for each in (LETTER, later - timedelta(days=1), later)
    ]
    assert [each and each.consequence for each in shown] == [
        Consequence.MONITORING_CONTINUES,
        Consequence.MONITORING_CONTINUES,
        Consequence.APP,
    ]
    wrong = record(
        **given, consequence=Consequence.DIRECTION, effective_date=later, reason="Misread"
    )
    assert wrong.kind == EntryKind.CORRECTION
    inspections.retract_consequence(consequence=wrong, reason="Another area's", by=place.manager)
    last = consequence_as_at(revisit, later)
    assert last is not None
    assert last.consequence == Consequence.MONITORING_CONTINUES
    with pytest.raises(Refused, match="already"):
        inspections.retract_consequence(consequence=wrong, reason="Again", by=place.manager)


def test_judging_over_a_newer_entry_is_refused(place: Place) -> None:
    weaknesses, revisit = found(place, 2)
    seen = Seen(newest_id(RevisitJudgement.objects.filter(revisit=revisit)))
    judge(place, revisit, NewJudgement(weaknesses[0], GOOD), seen=seen)
    with pytest.raises(Stale):
        judge(place, revisit, NewJudgement(weaknesses[1], GOOD), seen=seen)
    history = RevisitConsequence.objects.filter(revisit=revisit)
    given: dict[str, Any] = {"revisit": revisit, "effective_date": LETTER, "by": place.manager}
    seen = Seen(newest_id(history))
    inspections.record_consequence(**given, consequence=Consequence.APP, seen=seen)
    with pytest.raises(Stale):
        inspections.record_consequence(**given, consequence=Consequence.APP, reason="x", seen=seen)


STEPS = st.lists(
    st.tuples(
        st.sampled_from([GOOD, BAD, None]),
        st.integers(min_value=0, max_value=8),
        st.booleans(),
    ),
    max_size=8,
)


@settings(max_examples=15)
@given(steps=STEPS)
def test_on_any_day_the_judgement_is_the_one_that_stands(
    steps: list[tuple[Verdict | None, int, bool]],
) -> None:
    place = make_place(f"place{make_user().pk}")
    (weakness,), revisit = found(place, 1)
    stands: tuple[Verdict, int] | None = None
    entries = 0
    for verdict, offset, with_reason in steps:
        new = NewJudgement(weakness, verdict)
        given = {
            "effective_date": LETTER + timedelta(days=offset),
            "reason": "Misread" if with_reason else "",
        }
        same = stands == (verdict, offset) if verdict else stands is None
        if same or (stands is not None and not with_reason):
            with pytest.raises(Refused):
                judge(place, revisit, new, **given)
            continue
        judge(place, revisit, new, **given)
        entries += 1
        stands = (verdict, offset) if verdict else None
    assert RevisitJudgement.objects.filter(revisit=revisit).count() == entries
    for offset in range(-1, 10):
        expected = stands[0] if stands and stands[1] <= offset else None
        assert verdicts([weakness], LETTER + timedelta(days=offset)) == [expected]
