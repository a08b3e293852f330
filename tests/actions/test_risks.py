"""Risks: adding, reviewing, correcting, mitigating, and the register as at any day."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from actions.choices import EntryKind, PlanStage, RiskState
from actions.errors import NotAllowed, Refused, Stale
from actions.models import Plan, Post, Risk, RiskReview
from actions.risking import RiskLine, risks_as_at
from actions.services.risk_reviews import correct_review, retract_review
from actions.services.risks import SaidAlready, change_risk, use_risk, use_risk_no_more
from actions.services.rows import version
from actions.services.writing import Seen, newest_id
from tests.actions.risking import codes, make_matrix, make_risk, review
from tests.factories import (
    Place,
    Scene,
    at,
    day,
    make_place,
    make_plan,
    make_scene,
)
from wsoa.capabilities import Role


def _line(risk: Risk, on: date | None = None) -> RiskLine | None:
    plan = Plan.objects.select_related("area").get(plan_risks__risk=risk)
    return risks_as_at(plan, on or day(400)).line(risk.pk)


def _on(risk: Risk, on: date | None = None) -> RiskLine:
    line = _line(risk, on)
    assert line is not None
    return line


def test_risk_stands_in_the_register_from_its_first_review_with_all_that_was_said(
    scene: Scene,
) -> None:
    risk = make_risk(
        scene,
        "The statement is late",
        effective_date=day(10),
        cause="Writing began late",
        effect="The department steps in",
        owner=scene.place.posts[0],
        inherent=codes("B2"),
        target=codes("E3"),
        commentary="As the paper has it",
        next_review_on=day(40),
    )
    assert _line(risk, day(9)) is None
    line = _on(risk, day(10))
    assert (line.reference, line.title) == ("R1", "The statement is late")
    assert [str(score) for score in (line.inherent, line.current, line.target)] == [
        "B2",
        "D3",
        "E3",
    ]
    assert (line.cause, line.effect) == ("Writing began late", "The department steps in")
    assert str(line.owner) == "Head of SEND"
    assert (line.opened_on, line.reviewed_on, line.next_review_on) == (day(10), day(10), day(40))
    assert not line.is_below_target


def test_references_count_on_from_the_areas_last_and_are_unique_in_it(scene: Scene) -> None:
    first, second = make_risk(scene, "One"), make_risk(scene, "Two")
    assert [first.reference, second.reference] == ["R1", "R2"]
    assert make_risk(scene, "Three", reference="CR-9").reference == "CR-9"
    with pytest.raises(Refused, match="has a risk cr-9 already"):
        make_risk(scene, "Four", reference="cr-9")


@pytest.mark.parametrize("reference", ["R/1", "..", "R?1", "É1", "<b>"])
def test_reference_that_could_not_stand_in_an_address_is_refused(
    scene: Scene, reference: str
) -> None:
    with pytest.raises(Refused, match="begins with a letter or a digit") as refused:
        make_risk(scene, reference=reference)
    assert refused.value.field == "reference"


def test_same_form_sent_twice_adds_one_risk(scene: Scene) -> None:
    first = make_risk(scene, now=at(day(3)))
    assert make_risk(scene, now=at(day(3))) == first
    with pytest.raises(SaidAlready, match="R1 says the same already") as refused:
        make_risk(scene, now=at(day(4)))
    assert refused.value.risk == first
    review(first, "D3", 5, state=RiskState.CLOSED)
    assert make_risk(scene, now=at(day(6))).reference == "R2"


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"title": " "}, "title"),
        ({"title": "x" * 301}, "title"),
        ({"cause": "x" * 50_000}, "cause"),
        ({"current": ("Z", "3")}, "current_likelihood"),
        ({"current": ("D", "9")}, "current_impact"),
        ({"target": ("D", "")}, "target_impact"),
        ({"effective_date": date(2017, 12, 31)}, "effective_date"),
        ({"effective_date": date(2018, 1, 3), "now": at(date(2018, 1, 2))}, "effective_date"),
        ({"next_review_on": day(0)}, "next_review_on"),
    ],
)
def test_risk_that_breaks_a_rule_is_refused_with_its_field(
    scene: Scene, wrong: dict[str, Any], field: str
) -> None:
    with pytest.raises(Refused) as refused:
        make_risk(scene, **{"title": "Staff leave", **wrong})
    assert refused.value.field == field
    assert not Risk.objects.exists()


def test_matrix_post_and_risk_of_another_area_are_refused(scene: Scene) -> None:
    other = make_scene(make_place("elsewhere"))
    theirs = make_risk(other)
    for wrong, field in (({"matrix": theirs.matrix}, "matrix"), ({"owner": _post(other)}, "owner")):
        with pytest.raises(Refused) as refused:
            make_risk(scene, **wrong)
        assert refused.value.field == field
    with pytest.raises(Refused, match="own risks"):
        use_risk(plan=scene.plan, risk=theirs, by=scene.manager)


def _post(scene: Scene) -> Post:
    return scene.place.posts[0]


def test_review_holds_from_its_date_and_changes_nothing_before(scene: Scene) -> None:
    risk = make_risk(scene)
    review(risk, "C3", 30)
    review(risk, "E4", 60, target=codes("E4"))
    assert [_on(risk, day(offset)).current.code for offset in (29, 30, 59, 60)] == [
        "D3",
        "C3",
        "C3",
        "E4",
    ]


def test_score_that_goes_up_and_risk_that_is_closed_or_reopened_need_a_word_why(
    scene: Scene,
) -> None:
    risk = make_risk(scene)
    for state, score, message in (
        (RiskState.OPEN, "C3", "Going up from D3 to C3 needs a reason"),
        (RiskState.CLOSED, "D3", "why the risk is closed"),
    ):
        with pytest.raises(Refused, match=message) as refused:
            review(risk, score, 5, commentary=" – ", state=state)
        assert refused.value.field == "commentary"
    review(risk, "E3", 5, commentary="")
    review(risk, "E3", 6, state=RiskState.CLOSED, commentary="It was approved")
    with pytest.raises(Refused, match="why the risk is open again"):
        review(risk, "E3", 7, commentary="")


def test_closed_risk_stays_in_the_register_without_a_next_review(scene: Scene) -> None:
    risk = make_risk(scene, next_review_on=day(3))
    review(risk, "D3", 5, state=RiskState.CLOSED, next_review_on=day(90))
    line = _on(risk, day(200))
    assert not line.is_open
    assert line.next_review_on is None
    assert not line.is_review_due
    assert _on(risk, day(4)).is_open


def test_overdue_review_says_by_how_long(scene: Scene) -> None:
    risk = make_risk(scene, next_review_on=day(30))
    assert _on(risk, day(29)).review_in_words == "Next review on 31 January 2018"
    assert _on(risk, day(30)).review_in_words == "Next review today"
    assert not _on(risk, day(30)).is_review_due
    late = _on(risk, day(42))
    assert (late.is_review_due, late.days_review_overdue) == (True, 12)
    assert late.review_in_words == "Review overdue by 12 days: it was to be on 31 January 2018"


def test_corrected_review_counts_on_no_date_and_stays_on_record(scene: Scene) -> None:
    risk = make_risk(scene)
    wrong = review(risk, "A1", 30)
    right = correct_review(
        review=wrong,
        current=codes("C2"),
        effective_date=day(31),
        commentary="Typed in the wrong line",
        reason="The paper says C2",
        by=scene.manager,
    )
    assert [_on(risk, day(offset)).current.code for offset in (30, 31)] == ["D3", "C2"]
    assert (right.kind, right.supersedes, right.reason) == (
        EntryKind.CORRECTION,
        wrong,
        "The paper says C2",
    )
    assert risk.reviews.count() == 3
    with pytest.raises(Stale):
        correct_review(
            review=wrong,
            current=codes("C2"),
            effective_date=day(31),
            reason="Again",
            by=scene.manager,
        )


def test_review_taken_back_leaves_what_stood_before_it(scene: Scene) -> None:
    risk = make_risk(scene)
    wrong = review(risk, "A1", 30)
    retract_review(review=wrong, reason="Of another risk", by=scene.manager)
    assert _on(risk).current.code == "D3"
    with pytest.raises(Stale):
        retract_review(review=wrong, reason="Again", by=scene.manager)


def test_only_review_of_a_risk_is_not_taken_back(scene: Scene) -> None:
    risk = make_risk(scene)
    with pytest.raises(Refused, match="only review"):
        retract_review(review=risk.reviews.get(), reason="Not needed", by=scene.manager)


@pytest.mark.parametrize("reason", ["", " – "])
def test_correction_and_taking_back_need_a_reason(scene: Scene, reason: str) -> None:
    risk = make_risk(scene)
    found = review(risk, "D3", 3)
    with pytest.raises(Refused, match="Give a reason"):
        retract_review(review=found, reason=reason, by=scene.manager)


def test_review_from_a_form_opened_before_another_review_is_refused(scene: Scene) -> None:
    risk = make_risk(scene)
    seen = Seen(newest_id(RiskReview.objects.filter(risk=risk)))
    review(risk, "D3", 3, seen=seen)
    with pytest.raises(Stale):
        review(risk, "E3", 4, seen=seen)


def test_post_that_owns_a_risk_reviews_it_and_no_other(scene: Scene) -> None:
    owner = scene.place.owner
    mine = make_risk(scene, "Mine", owner=scene.place.posts[0])
    theirs = make_risk(scene, "Theirs", owner=scene.place.posts[1])
    assert review(mine, "D3", 3, by=owner).recorded_by == owner
    with pytest.raises(NotAllowed):
        review(theirs, "D3", 3, by=owner)
    for member in (Role.MEMBER, Role.MONITOR):
        with pytest.raises(NotAllowed):
            review(mine, "D3", 3, by=scene.place.people[member])


def test_risk_is_renamed_on_every_date_and_a_form_opened_before_is_refused(scene: Scene) -> None:
    risk = make_risk(scene)
    seen = version(risk)
    change_risk(risk=risk, reference="S7", title="Therapists leave", seen=seen, by=scene.manager)
    line = _on(risk, day(1))
    assert (line.reference, line.title) == ("S7", "Therapists leave")
    with pytest.raises(Stale):
        change_risk(risk=risk, reference="S8", title="X", seen=seen, by=scene.manager)


def test_risk_carried_into_another_plan_keeps_its_history_and_its_reviews_show_in_both(
    scene: Scene, place: Place
) -> None:
    risk = make_risk(scene)
    following = make_plan(place, "next", starts_on=day(100))
    use_risk(plan=following, risk=risk, by=scene.manager)
    use_risk(plan=following, risk=risk, by=scene.manager)
    review(risk, "E4", 120)
    for plan in (scene.plan, following):
        assert [risks_as_at(plan, day(offset)).lines[0].current.code for offset in (5, 120)] == [
            "D3",
            "E4",
        ]
    use_risk_no_more(plan=following, risk=risk, by=scene.manager)
    assert not risks_as_at(following, day(120)).lines
    with pytest.raises(Refused, match="Close it by a review instead"):
        use_risk_no_more(plan=scene.plan, risk=risk, by=scene.manager)
    with pytest.raises(Stale):
        use_risk_no_more(plan=following, risk=risk, by=scene.manager)


def test_risk_of_closed_plans_alone_takes_no_review_but_a_correction(
    scene: Scene, place: Place
) -> None:
    risk = make_risk(scene)
    last = review(risk, "D3", 3)
    Plan.objects.filter(pk=scene.plan.pk).update(stage=PlanStage.CLOSED)
    with pytest.raises(Refused, match="plan that names this risk is closed"):
        review(risk, "D3", 4)
    correct_review(
        review=last,
        current=codes("E4"),
        effective_date=day(3),
        reason="Misread",
        by=scene.manager,
    )
    assert _on(risk).current.code == "E4"
    following = make_plan(place, "next", starts_on=day(100))
    use_risk(plan=following, risk=risk, by=scene.manager)
    review(risk, "E4", 120)


def test_risks_at_or_above_a_band_are_the_open_ones_of_its_matrix_the_gravest_first(
    scene: Scene,
) -> None:
    for title, score in (("One", "D3"), ("Two", "A1"), ("Three", "F4"), ("Four", "B1")):
        make_risk(scene, title, score)
    closed = make_risk(scene, "Five", "A2")
    review(closed, "A2", 3, state=RiskState.CLOSED)
    fives = make_matrix(scene.place.area, scene.manager, "numbers-5-by-5")
    make_risk(scene, "Six", matrix=fives, current=("5", "5"))
    register = risks_as_at(scene.plan, day(9))
    medium = register.matrices[0].bands[1]
    assert [line.title for line in register.at_or_above(medium)] == ["Two", "Four", "One"]
    assert [line.title for line in register.by_gravity] == [
        "Two",
        "Four",
        "One",
        "Three",
        "Six",
        "Five",
    ]
    assert [(count.band.label, count.value) for count in register.bands()] == [
        ("High", 2),
        ("Medium", 1),
        ("Low", 1),
        ("Extreme", 1),
        ("High", 0),
        ("Moderate", 0),
        ("Low", 0),
    ]


STEP = st.tuples(
    st.sampled_from(["review", "review", "review", "correct", "retract"]),
    st.integers(0, 6),
    st.integers(0, 3),
    st.sampled_from(["D3", "C3", "A1", "F4", "E2"]),
    st.sampled_from(list(RiskState)),
    st.integers(0, 9),
)


@settings(max_examples=25)
@given(st.lists(STEP, max_size=8))
def test_register_on_any_day_is_what_a_replay_of_the_reviews_says(
    scene: Scene, steps: list[tuple[str, int, int, str, RiskState, int]]
) -> None:
    """Whatever was reviewed, corrected and taken back, and in whatever order."""
    risk = make_risk(scene, f"Risk {Risk.objects.count()}", now=at(day(0), 8))
    log: list[tuple[date, int, str, RiskState]] = [(day(0), 0, "D3", RiskState.OPEN)]
    rows = [risk.reviews.get()]
    for number, (what, offset, late, score, state, pick) in enumerate(steps, start=1):
        now = at(day(offset + late), 9) + timedelta(minutes=number)
        standing = [place for place, entry in enumerate(log) if entry is not None]
        place = standing[pick % len(standing)]
        given_: dict[str, Any] = {"state": state, "effective_date": day(offset), "now": now}
        if what == "review":
            rows.append(review(risk, score, offset, **given_))
        elif what == "correct":
            rows.append(
                correct_review(
                    review=rows.pop(place),
                    current=codes(score),
                    commentary="As it was",
                    reason="Misread",
                    by=scene.manager,
                    **given_,
                )
            )
            log.pop(place)
        elif len(log) == 1:
            continue
        else:
            retract_review(review=rows.pop(place), reason="Wrong", by=scene.manager, now=now)
            log.pop(place)
            continue
        log.append((day(offset), number, score, state))
    recorded = {row.pk: row.recorded_at for row in rows}
    for offset in range(8):
        on = day(offset)
        found = [
            (entry[0], recorded[row.pk], row.pk, entry)
            for entry, row in zip(log, rows, strict=True)
            if entry[0] <= on
        ]
        line = risks_as_at(scene.plan, on).line(risk.pk)
        if not found:
            assert line is None
        else:
            _, _, score, state = max(found)[3]
            assert line is not None
            assert (line.current.code, line.state) == (score, state)
            assert line.opened_on == min(entry[0] for entry in found)
