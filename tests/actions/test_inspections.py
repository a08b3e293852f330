"""An inspection is recorded with dates that agree, and nothing that a board may have seen of it goes."""

from datetime import date, timedelta
from typing import Any

import pytest

from actions.choices import Framework, Verdict, WeaknessKind
from actions.errors import Refused, Stale
from actions.inspecting import weaknesses_as_at, weaknesses_of
from actions.models import Inspection
from actions.pasting import NewPart
from actions.services import coverage, inspections
from actions.services.rows import version
from tests.actions.covering import answers_no_more
from tests.actions.inspecting import (
    BEGAN_ON,
    ENDED_ON,
    REVISITED_ON,
    answering,
    make_inspection,
    make_priority,
    make_revisit,
    make_weakness,
)
from tests.factories import Place, Scene, at, day, make_place

pytestmark = pytest.mark.django_db


def record(place: Place, **given: Any) -> Inspection:
    """An inspection with the least that one has."""
    values: dict[str, Any] = {
        "framework": Framework.LOCAL_AREA_2016,
        "began_on": BEGAN_ON,
        "ended_on": ENDED_ON,
        "by": place.manager,
        **given,
    }
    return inspections.record_inspection(area=place.area, **values)


def as_it_is(inspection: Inspection, **given: Any) -> dict[str, Any]:
    """What changing it to what it is takes, but for what is given."""
    names = ("framework", "began_on", "ended_on", "letter_on", "received_on", "published_on")
    values = {name: getattr(inspection, name) for name in names}
    bodies = [body.organisation for body in inspection.accountable_bodies.all()]
    return {**values, "revisits": inspection.revisits, "bodies": bodies, **given}


@pytest.mark.parametrize(
    ("given", "field", "words"),
    [
        ({"ended_on": BEGAN_ON - timedelta(days=1)}, "ended_on", "on or after its first"),
        ({"letter_on": BEGAN_ON}, "letter_on", "last day of the inspection"),
        (
            {"letter_on": ENDED_ON + timedelta(days=9), "received_on": ENDED_ON},
            "received_on",
            "the date of the letter",
        ),
        (
            {"letter_on": ENDED_ON + timedelta(days=9), "published_on": ENDED_ON},
            "published_on",
            "the date of the letter",
        ),
        ({"received_on": BEGAN_ON}, "received_on", "last day of the inspection"),
        ({"published_on": date(2999, 1, 1)}, "published_on", "is in the future"),
        ({"began_on": date(218, 1, 1)}, "began_on", "in 2014 or later"),
        ({"letter_url": "javascript:alert(1)"}, "letter_url", "https://"),
        ({"framework": "2099"}, "framework", "from the list"),
        ({"framework": Framework.REVISIT}, "revisits", "follows up"),
        ({"summary": "x" * 50_000}, "summary", "5,000 characters"),
    ],
)
def test_what_contradicts_itself_is_refused_beside_its_field(
    place: Place, given: dict[str, Any], field: str, words: str
) -> None:
    with pytest.raises(Refused, match=words) as refused:
        record(place, **given)
    assert refused.value.field == field
    assert not Inspection.objects.exists()


def test_letter_may_be_received_and_published_on_the_day_that_it_bears(place: Place) -> None:
    made = record(place, letter_on=ENDED_ON, received_on=ENDED_ON, published_on=ENDED_ON)
    assert made.published_on == made.letter_on == made.ended_on


def test_today_is_not_in_the_future(place: Place) -> None:
    made = record(place, letter_on=day(9), now=at(day(9)))
    assert made.letter_on == day(9)


def test_the_same_inspection_is_recorded_once(place: Place) -> None:
    record(place)
    with pytest.raises(Refused, match="recorded already"):
        record(place)


def test_partners_and_inspections_of_another_area_are_refused(place: Place) -> None:
    other = make_place("elsewhere")
    with pytest.raises(Refused, match="partners of this area"):
        record(place, bodies=[other.council])
    theirs = make_inspection(other)
    with pytest.raises(Refused, match="inspection of this area"):
        record(
            place, framework=Framework.REVISIT, began_on=day(9), ended_on=day(9), revisits=theirs
        )
    with pytest.raises(Refused, match="post of this area"):
        make_weakness(make_inspection(place), place, lead=other.posts[0])


def test_accountable_bodies_keep_their_order(place: Place) -> None:
    inspection = record(place, bodies=[place.health, place.council, place.health])
    assert [str(body) for body in inspection.accountable_bodies.all()] == [
        str(place.health),
        str(place.council),
    ]
    inspections.change_inspection(
        inspection=inspection, **as_it_is(inspection, bodies=[place.council]), by=place.manager
    )
    assert [str(body) for body in inspection.accountable_bodies.all()] == [str(place.council)]


def test_a_revisit_begins_after_what_it_follows_up(place: Place) -> None:
    inspection = make_inspection(place)
    with pytest.raises(Refused, match="It must begin after") as refused:
        make_revisit(inspection, place, on=inspection.ended_on)
    assert refused.value.field == "began_on"
    revisit = make_revisit(inspection, place, on=inspection.ended_on + timedelta(days=1))
    with pytest.raises(Refused, match="it must end before then"):
        inspections.change_inspection(
            inspection=inspection,
            **as_it_is(
                inspection,
                ended_on=revisit.began_on,
                letter_on=None,
                received_on=None,
                published_on=None,
            ),
            by=place.manager,
        )


def test_inspections_do_not_follow_each_other_up_in_a_ring(place: Place) -> None:
    first = make_inspection(place, framework=Framework.AREA_2023)
    later = make_inspection(place, REVISITED_ON, framework=Framework.AREA_2023, revisits=first)
    with pytest.raises(Refused, match="cannot follow up itself"):
        inspections.change_inspection(
            inspection=first, **as_it_is(first, revisits=later), by=place.manager
        )


def test_change_over_a_newer_one_is_refused(place: Place) -> None:
    inspection = make_inspection(place)
    seen = version(inspection)
    given = as_it_is(inspection, summary="Theirs")
    inspections.change_inspection(inspection=inspection, **given, by=place.manager)
    with pytest.raises(Stale):
        inspections.change_inspection(
            inspection=inspection, **{**given, "summary": "Mine"}, by=place.manager, seen=seen
        )
    inspection.refresh_from_db()
    assert inspection.summary == "Theirs"


def test_what_was_found_goes_by_the_frameworks_own_word(place: Place) -> None:
    of_2016, of_2023 = (
        make_inspection(place),
        make_inspection(place, REVISITED_ON, framework=Framework.AREA_2023),
    )
    assert make_weakness(of_2016, place).get_kind_display() == "Area of significant weakness"
    assert make_weakness(of_2023, place).get_kind_display() == "Area for priority action"
    improvement = make_weakness(of_2023, place, kind=WeaknessKind.IMPROVEMENT)
    assert improvement.get_kind_display() == "Area for improvement"
    with pytest.raises(Refused, match="Area of significant weakness"):
        make_priority(of_2016, place)


def test_framework_that_was_wrong_takes_its_word_with_it(place: Place) -> None:
    inspection = make_inspection(place, framework=Framework.AREA_2023)
    weakness = make_priority(inspection, place)
    given = as_it_is(inspection, framework=Framework.LOCAL_AREA_2016)
    inspections.change_inspection(inspection=inspection, **given, by=place.manager)
    weakness.refresh_from_db()
    assert weakness.kind == WeaknessKind.SIGNIFICANT_WEAKNESS


def test_a_revisit_finds_nothing_of_its_own(place: Place) -> None:
    revisit = make_revisit(make_inspection(place), place)
    with pytest.raises(Refused, match="judges what the inspection that it follows up found"):
        make_weakness(revisit, place)


def test_a_plan_that_follows_a_revisit_answers_what_was_found_before(scene: Scene) -> None:
    found = answering(scene)
    revisit = make_revisit(found[0].inspection, scene.place)
    inspections.set_inspection(plan=scene.plan, inspection=revisit, by=scene.manager)
    assert weaknesses_of(scene.plan) == found
    inspections.set_inspection(plan=scene.plan, inspection=None, by=scene.manager)
    assert weaknesses_of(scene.plan) == []


def test_numbers_follow_on_and_are_given_once(place: Place) -> None:
    inspection = make_inspection(place)
    numbers = [make_weakness(inspection, place).number for _ in range(2)]
    numbers.append(make_weakness(inspection, place, number=7).number)
    numbers.append(
        inspections.add_weakness(inspection=inspection, title="Next", by=place.manager).number
    )
    assert numbers == [1, 2, 7, 8]
    with pytest.raises(Refused, match="number 7 already"):
        make_weakness(inspection, place, number=7)


def test_several_are_added_together_or_not_at_all(place: Place) -> None:
    inspection = make_inspection(place)
    with pytest.raises(Refused, match=r"Line 2: .*number 1 already"):
        inspections.add_weaknesses(
            inspection=inspection,
            parts=[NewPart("1", "Joint work"), NewPart("1", "Again")],
            by=place.manager,
        )
    assert not inspection.weaknesses.exists()
    with pytest.raises(Refused, match="Line 1: Enter what"):
        inspections.add_strengths(inspection=inspection, texts=[" "], by=place.manager)
    inspections.add_strengths(inspection=inspection, texts=["One", "Two"], by=place.manager)
    assert [strength.text for strength in inspection.strengths.all()] == ["One", "Two"]


def test_weakness_that_is_answered_or_was_stays(scene: Scene) -> None:
    answered, free = answering(scene)
    given: dict[str, Any] = {"weakness": answered, "theme": scene.themes[0], "by": scene.manager}
    coverage.answer(**given, effective_date=day(1))
    answers_no_more(scene, answered, theme=scene.themes[0], on=day(2))
    with pytest.raises(Refused, match="what boards saw of it must still be found"):
        inspections.remove_weakness(weakness=answered, by=scene.manager)
    inspections.remove_weakness(weakness=free, by=scene.manager)
    assert list(answered.inspection.weaknesses.all()) == [answered]


def test_weakness_that_was_judged_stays(place: Place) -> None:
    inspection = make_inspection(place)
    weakness = make_weakness(inspection, place)
    revisit = make_revisit(inspection, place)
    inspections.record_judgement(
        revisit=revisit,
        weakness=weakness,
        verdict=Verdict.SUFFICIENT,
        effective_date=REVISITED_ON + timedelta(days=40),
        by=place.manager,
    )
    with pytest.raises(Refused, match="cannot be removed"):
        inspections.remove_weakness(weakness=weakness, by=place.manager)


def test_inspection_with_something_recorded_of_it_stays(scene: Scene) -> None:
    place = scene.place
    empty = make_inspection(place)
    inspections.remove_inspection(inspection=empty, by=place.manager)
    assert not Inspection.objects.exists()
    answered = answering(scene)[0].inspection
    with pytest.raises(Refused, match="so it stays"):
        inspections.remove_inspection(inspection=answered, by=place.manager)
    assert answered.accountable_bodies.count() == 2, "Nor do its accountable bodies go."


def test_plan_changes_its_inspection_only_while_nothing_answers_the_former(scene: Scene) -> None:
    weakness, _ = answering(scene)
    other = make_inspection(scene.place, day(5), framework=Framework.AREA_2023)
    given: dict[str, Any] = {"weakness": weakness, "theme": scene.themes[0], "by": scene.manager}
    coverage.answer(**given, effective_date=day(1))
    with pytest.raises(Refused, match="answer weaknesses of the inspection"):
        inspections.set_inspection(plan=scene.plan, inspection=other, by=scene.manager)
    answers_no_more(scene, weakness, theme=scene.themes[0], on=day(2))
    inspections.set_inspection(plan=scene.plan, inspection=other, by=scene.manager)
    assert weaknesses_as_at(scene.plan, day(9)) == ()
