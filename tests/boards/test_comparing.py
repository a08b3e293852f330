"""A comparison says what a hand-made log of events says: which actions, which way, from what to what."""

import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core.management import get_commands, load_command_class
from hypothesis import given
from hypothesis import strategies as st

from actions.choices import Concern, LinkRelation, Progress
from actions.due_dates import DueDate
from actions.position import RatingValue, position_as_at
from actions.services import actions as change
from actions.services import issues
from actions.services.links import link_actions
from actions.services.updates import retract_update
from boards.choices import ChangeKind
from boards.comparing import Comparison, compare, date_direction, direction
from tests.factories import Scene, day, make_action, make_plan, rate
from tests.kept import kept_fixture

Run = Callable[..., tuple[int, str, str]]

EARLIER, LATER = day(30), day(90)

LOG: dict[ChangeKind, set[tuple[str, str, str]]] = {
    ChangeKind.ADDED: {("3.1", "", "Unrated"), ("3.2", "", "Green (G)")},
    ChangeKind.WITHDRAWN: {("1.9", "White (W)", "")},
    ChangeKind.UP: {
        ("1.1", "Red (R)", "Amber (A)"),
        ("1.2", "Amber (A)", "Green (G)"),
        ("1.3", "White (W)", "Green (G)"),
        ("1.4", "Green (G)", "Blue (B)"),
    },
    ChangeKind.DOWN: {
        ("1.5", "Green (G)", "Red (R)"),
        ("1.6", "Green (G)", "White (W)"),
        ("1.7", "Blue (B)", "Amber (A)"),
    },
    ChangeKind.OTHERWISE: {("1.8", "Unrated", "Green (G)")},
    ChangeKind.SLIPPED: {("2.1", "30 April 2018", "June 2018"), ("2.2", "June 2018", "Ongoing")},
    ChangeKind.FORWARD: {("2.3", "Q3 2018/19", "30 April 2018")},
    ChangeKind.REDATED: {("2.4", "Ongoing", "June 2018"), ("2.5", "June 2018", "30 June 2018")},
    ChangeKind.COMPLETED: {("1.4", "No", "2 March 2018")},
    ChangeKind.REOPENED: {("1.7", "1 January 2018", "No")},
    ChangeKind.REWORDED: {("2.6", "Do what 2.6 says", "Do it sooner")},
    ChangeKind.DETAILS: {
        ("2.70", "2.7", "2.70"),
        ("2.8", "", "Head of SEND, Council"),
        ("2.9", "1 Assessment", "2A Commissioning"),
        ("2.10", "", "No staff"),
        ("2.11", "", "2.12"),
    },
    ChangeKind.PLAN: set(),
}
"""What happened between the two days, as somebody noted it down: kind -> reference, before, after."""


@kept_fixture
def told(scene: Scene) -> Scene:
    """The plan to which all that happened, and something after."""
    by, ratings = scene.manager, scene.ratings
    dues = {"2.1": "30 April 2018", "2.2": "June 2018", "2.3": "Q3 2018/19", "2.4": "Ongoing"}
    dues["2.5"] = "June 2018"
    first = dict(
        zip(("1.1", "1.2", "1.3", "1.4", "1.5", "1.6", "1.7", "1.9"), "RAWGGGBW", strict=True)
    )
    references = [f"1.{n}" for n in range(1, 10)] + [f"2.{n}" for n in range(1, 13)]
    made = {
        reference: make_action(scene, reference, due=dues[reference])
        if reference in dues
        else make_action(scene, reference)
        for reference in references
    }
    for reference, code in first.items():
        rate(made[reference], ratings[code], by=by)
    rate(made["2.12"], ratings["G"], by=by)
    after = {
        "1.1": "A",
        "1.2": "G",
        "1.3": "G",
        "1.4": "B",
        "1.5": "R",
        "1.6": "W",
        "1.7": "A",
        "1.8": "G",
    }
    for reference, code in after.items():
        rate(made[reference], ratings[code], day(60), by=by)
    why: dict[str, Any] = {"reason": "Agreed", "effective_date": day(61), "by": by}
    for reference, due in (
        ("2.1", "June 2018"),
        ("2.2", "Ongoing"),
        ("2.3", "30 April 2018"),
        ("2.4", "June 2018"),
        ("2.5", "30 June 2018"),
    ):
        change.change_due_date(action=made[reference], due=DueDate.parse(due), **why)
    change.reword_action(action=made["2.6"], title="Do it sooner", detail="", **why)
    change.renumber_action(action=made["2.7"], reference="2.70", **why)
    posts = scene.place.posts[:1]
    change.assign_action(action=made["2.8"], lead_organisation=None, owners=posts, **why)
    change.move_action(action=made["2.9"], theme=scene.themes[2], **why)
    issue = issues.raise_issue_group(
        plan=scene.plan,
        title="No staff",
        explanation="A vacancy",
        remedial_action="Advertised",
        effective_date=day(61),
        by=by,
    )
    issues.put_in_issue_group(action=made["2.10"], issue_group=issue, effective_date=day(61), by=by)
    link_actions(
        action=made["2.11"],
        other=made["2.12"],
        relation=LinkRelation.DEPENDS_ON,
        effective_date=day(61),
        by=by,
    )
    change.withdraw_action(action=made["1.9"], **why)
    make_action(scene, "3.1", effective_date=day(62))
    rate(make_action(scene, "3.2", effective_date=day(62)), ratings["G"], day(63), by=by)
    rate(made["2.1"], ratings["R"], day(91), by=by)  # after the later day
    there_and_back = rate(made["2.12"], ratings["R"], day(50), by=by)
    retract_update(update=there_and_back, reason="Another action was meant", by=by)
    return scene


def _between(scene: Scene, earlier: date, later: date) -> Comparison:
    return compare(position_as_at(scene.plan, earlier), position_as_at(scene.plan, later))


def test_comparison_agrees_with_the_log(told: Scene) -> None:
    found = _between(told, EARLIER, LATER)
    for kind, expected in LOG.items():
        said = {
            (change.reference, change.differences[0].before, change.differences[0].after)
            for change in found.of(kind)
        }
        assert said == expected, kind
    assert sum(len(expected) for expected in LOG.values()) > 20
    counted = {kind: number for kind, number in found.counts.items() if kind in LOG}
    assert counted == {kind: len(expected) for kind, expected in LOG.items()}
    # every update brought a commentary where there had been none, or the same words as before
    assert {change.reference for change in found.of(ChangeKind.COMMENTARY)} == {"1.8"}


def test_comparing_the_other_way_round_turns_every_kind_about(told: Scene) -> None:
    there, back = _between(told, EARLIER, LATER), _between(told, LATER, EARLIER)
    for one, other in (
        (ChangeKind.ADDED, ChangeKind.WITHDRAWN),
        (ChangeKind.UP, ChangeKind.DOWN),
        (ChangeKind.COMPLETED, ChangeKind.REOPENED),
    ):
        assert there.counts[one] == back.counts[other]
        assert there.counts[other] == back.counts[one]
    assert there.number_of_actions == back.number_of_actions


def test_a_day_compared_with_itself_differs_in_nothing(told: Scene) -> None:
    found = _between(told, LATER, LATER)
    assert found.is_empty
    assert not any(found.counts.values())


def test_two_plans_are_not_compared(told: Scene) -> None:
    other = make_plan(told.place, "other")
    with pytest.raises(ValueError, match="one plan"):
        compare(position_as_at(told.plan, LATER), position_as_at(other, LATER))


RATINGS = st.builds(
    lambda number, progress, concern: RatingValue(
        number, f"C{number}", "L", "M", "green", progress, concern
    ),
    st.integers(1, 9),
    st.sampled_from(Progress),
    st.sampled_from(Concern),
)


@given(RATINGS, RATINGS)
def test_what_moves_up_one_way_moves_down_the_other(one: RatingValue, other: RatingValue) -> None:
    there, back = direction(one, other), direction(other, one)
    opposite = {ChangeKind.UP: ChangeKind.DOWN, ChangeKind.DOWN: ChangeKind.UP}
    assert back == opposite.get(there, ChangeKind.OTHERWISE)
    if one.concern < other.concern:
        assert there == ChangeKind.DOWN


DUES = st.dates(date(2018, 1, 1), date(2019, 12, 31)).map(DueDate.on)


@given(DUES, DUES)
def test_a_later_day_has_slipped_and_an_earlier_one_is_brought_forward(
    one: DueDate, other: DueDate
) -> None:
    assert one.end is not None
    assert other.end is not None
    expected = ChangeKind.REDATED
    if other.end != one.end:
        expected = ChangeKind.SLIPPED if other.end > one.end else ChangeKind.FORWARD
    assert date_direction(one, other) == expected
    assert date_direction(one, DueDate.ongoing()) == ChangeKind.SLIPPED
    assert date_direction(DueDate.ongoing(), one) == ChangeKind.REDATED


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs the command; gives its exit code, standard output and standard error."""

    def call(*words: str) -> tuple[int, str, str]:
        command = load_command_class(get_commands()["compare"], "compare")
        code = 0
        try:
            command.run_from_argv(["manage.py", "compare", *words])
        except SystemExit as ended:
            code = int(ended.code or 0)
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return call


def _words(scene: Scene) -> tuple[str, str]:
    return scene.place.area.slug, scene.plan.slug


def test_command_gives_the_differences_as_json(told: Scene, run: Run) -> None:
    between = ("--from", EARLIER.isoformat(), "--to", LATER.isoformat())
    code, out, err = run(*_words(told), *between, "--format", "json")
    found = json.loads(out)
    assert (code, err) == (0, "")
    assert list(found) == ["added", "withdrawn", "moved", "slipped", "counts"]
    assert found["added"] == ["3.1", "3.2"]
    assert found["withdrawn"] == ["1.9"]
    assert [move["ref"] for move in found["moved"]] == [f"1.{n}" for n in range(1, 9)]
    assert found["moved"][0] == {"ref": "1.1", "from": "R", "to": "A"}
    assert found["moved"][-1] == {"ref": "1.8", "from": "unrated", "to": "G"}
    assert found["slipped"] == [
        {"ref": "2.1", "from": "2018-04-30", "to": "2018-06-30"},
        {"ref": "2.2", "from": "2018-06-30", "to": "Ongoing"},
    ]
    assert found["counts"]["moved"] == 8
    assert (found["counts"]["up"], found["counts"]["down"], found["counts"]["otherwise"]) == (
        4,
        3,
        1,
    )


def test_command_tells_the_same_in_words(told: Scene, run: Run) -> None:
    code, out, err = run(*_words(told), "--from", EARLIER.isoformat(), "--to", LATER.isoformat())
    assert (code, err) == (0, "")
    assert "Moved up (4)" in out
    assert "1.1  Rating: Red (R) -> Amber (A)" in out
    _, same, _ = run(*_words(told), "--from", LATER.isoformat(), "--to", LATER.isoformat())
    assert "Nothing differs." in same


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("riverton", "send", "--from", "2018-02-01"), "--to"),
        (("riverton", "send", "--from", "1.2.2018", "--to", "2018-02-01"), "--from must be a real"),
        (("riverton", "send", "--from", "2018-02-30", "--to", "2018-03-01"), "real date"),
        (("riverton", "send", "--from", "2018-03-02", "--to", "2018-03-01"), "on or before"),
        (("riverton", "send", "--from", "2018-03-02", "--to", "9999-12-31"), "in the past"),
        (("riverton", "none", "--from", "2018-02-01", "--to", "2018-03-01"), "no plan"),
        (("nowhere", "send", "--from", "2018-02-01", "--to", "2018-03-01"), "no area"),
    ],
)
def test_command_complains_on_standard_error(
    scene: Scene, run: Run, words: tuple[str, ...], said: str
) -> None:
    code, out, err = run(*words)
    assert (code, out) == (1, "")
    assert said in err
