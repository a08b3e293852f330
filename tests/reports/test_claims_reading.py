"""Reading numbers: any text at all is checked in bounded time, and a true count in any of its wordings never differs."""

import time
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from actions.position import Position, position_as_at
from reports.choices import Verdict
from reports.claims import check_text
from reports.claims.leaving import set_aside
from reports.claims.numbers import numbers, read_words
from reports.claims.script import Script
from reports.facts import Facts
from reports.figures import in_words
from tests.factories import Scene, make_actions
from tests.kept import kept_fixture

pytestmark = pytest.mark.django_db
ON = date(2018, 4, 30)
MANY = settings(
    max_examples=80,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@kept_fixture
def position(scene: Scene) -> Position:
    """Twenty-three actions: green, amber, red, blue and white in turn."""
    make_actions(scene, 23, "GARBW")
    return position_as_at(scene.plan, ON)


@pytest.fixture
def facts(scene: Scene, position: Position) -> Facts:
    """The facts of that plan, with nothing left to be read."""
    found = Facts(scene.plan, ON, position)
    for name in ("measures", "deadlines", "coverage", "risks", "visits"):
        getattr(found, name)
    return found


@MANY
@given(text=st.text(max_size=400))
def test_any_text_is_checked(facts, text):
    for claim in check_text(text, facts):
        assert 0 <= claim.start <= claim.end <= len(text)


WORDS = "17 twenty-three red amber green actions are complete not started of the (16%) about half 3.5 , . ; : in theme 1 have been no one {complete} * | \n as at 30 April 2018 appendix A which six".split(
    " "
)


@MANY
@given(words=st.lists(st.sampled_from(WORDS), max_size=60))
def test_any_run_of_a_papers_words_is_checked(facts, words):
    for claim in check_text(" ".join(words), facts):
        assert claim.reason
        assert (claim.expected is None) == (claim.verdict == Verdict.UNKNOWN)


@pytest.mark.parametrize(
    "piece",
    [
        "17 red ",
        "1 ",
        "1 x ",
        "5% ",
        "(",
        "5 of 6 ",
        "theme 1 ",
        "as at 3 May 2018 ",
        "one hundred and ",
        "{complete} ",
        "1.",
        "a@",
        "1-",
        "red or ",
        "| Total | 1 |\n",
        "|1",
        "[a](b) 17 ",
        "\n",
        "'",
        "17 actions in theme 1 are complete, of which 6 are red. ",
    ],
)
def test_long_text_is_checked_in_bounded_time(facts, piece):
    text = (piece * 50_000)[:50_000]
    began = time.process_time()
    check_text(text, facts)
    assert time.process_time() - began < 4, "about a second on a machine that does nothing else"


COUNTS = {
    "complete": lambda position: len(position.complete),
    "not_started": lambda position: len(position.not_started),
    "in_progress": lambda position: len(position.in_progress),
    "open": lambda position: position.total - len(position.complete),
    "R": lambda position: len(position.rated("R")),
    "A": lambda position: len(position.rated("A")),
    "total": lambda position: position.total,
}
WORDINGS = [
    ("complete", "{N} actions have been completed."),
    ("complete", "{N} of the plan's actions are complete."),
    ("complete", "{N} are now finished."),
    ("complete", "We have completed {N} actions."),
    ("complete", "Complete: {N}"),
    ("complete", "{N} of {T} actions have been delivered."),
    ("complete", "Of the {T} actions, {N} are complete."),
    ("complete", "The plan has {T} actions, of which {N} are complete."),
    ("complete", "{N} blue actions need no more work."),
    ("complete", "{N} actions are rated blue."),
    ("not_started", "{N} actions have yet to start."),
    ("not_started", "{N} actions have not started."),
    ("not_started", "{N} actions have not yet been started."),
    ("not_started", "{N} actions are white."),
    ("in_progress", "{N} actions are in progress."),
    ("in_progress", "{N} actions are under way."),
    ("open", "{N} actions are not complete."),
    ("open", "{N} actions remain open."),
    ("R", "{N} red actions were shown to the Board."),
    ("R", "There are {N} actions graded as Red."),
    ("R", "The number of red actions is {N}."),
    ("R", "Red actions now number {N}."),
    ("R", "{N} actions have a significant issue."),
    ("A", "{N} ‘amber’ rated actions follow."),
    ("A", "**{N}** actions are amber."),
    ("A", "Amber – {N}"),
    ("total", "The plan sets out {N} actions."),
    ("total", "All {N} actions are due by September 2018."),
]


@pytest.mark.parametrize(("what", "wording"), WORDINGS)
@pytest.mark.parametrize("is_in_words", [True, False])
def test_true_count_in_any_of_its_wordings_agrees(facts, position, what, wording, is_in_words):
    def say(number: int) -> str:
        return in_words(number) if is_in_words else str(number)

    text = wording.format(N=say(COUNTS[what](position)), T=say(position.total))
    verdicts = [claim.verdict for claim in check_text(text[0].upper() + text[1:], facts)]
    assert verdicts
    assert set(verdicts) == {Verdict.AGREES}


@MANY
@given(
    wording=st.sampled_from(WORDINGS),
    off=st.integers(1, 60),
    before=st.sampled_from(["", "The Board met. ", "The actions were reviewed. "]),
)
def test_count_that_is_not_true_never_agrees(facts, position, wording, off, before):
    what, text = wording
    wrong = COUNTS[what](position) + off
    said = text.format(N=wrong, T=position.total)
    claims = [claim for claim in check_text(before + said, facts) if claim.value == wrong]
    assert all(claim.verdict != Verdict.AGREES for claim in claims)


@MANY
@given(part=st.integers(1, 400), more=st.integers(0, 400))
def test_share_in_brackets_is_held_against_the_numbers_beside_it(facts, part, more):
    whole = part + more
    share = Decimal(part) * 100 / whole
    right = int(share + Decimal("0.5"))
    (found,) = (
        claim
        for claim in check_text(f"Of the {whole} schools, {part} ({right}%) replied.", facts)
        if claim.text.endswith("%")
    )
    assert found.verdict == Verdict.AGREES
    (found,) = (
        claim
        for claim in check_text(f"{part} of {whole} schools ({right + 2}%) replied.", facts)
        if claim.text.endswith("%")
    )
    assert (found.verdict, found.expected) == (Verdict.DIFFERS, right)


@given(number=st.integers(1, 99))
def test_words_are_read_as_they_are_written(number):
    assert read_words(in_words(number)) == number
    (found,) = numbers(f" {in_words(number)} actions")
    assert found.value == number


@pytest.mark.parametrize(
    "text",
    [
        "on 30 April 2018 and 24/05/2018, in Dec 18 and by 2018-04-30",
        "at 7.30pm, 10:15 and 9 am",
        "£150,000, £1.5 million and €20",
        "section 2.4, paragraph 3, Table 1, Appendix 2 and pages 4 to 6",
        "actions 1B vi, 2Ei and WS1, theme 3, IP4 and risk D3",
        "in 2018/19, 2014 and 2019-20",
        "aged 0 to 25, aged 16, 14-year-olds and under 5s",
        "SL6 1RF, 0300 123 1231, x 5878 and send@example.org",
        "the 3rd visit, the first five, a 42-place school, COVID-19 and 24/7",
        "one another, no one, one-off and three times",
        "2.5 All of this is 1.1.1",
    ],
)
def test_what_only_looks_like_a_number_is_left_alone(text):
    script = Script(text)
    shown = set_aside(script, tuple(script.units()))
    assert [found.value for found in numbers(shown) if found.value] in ([], [Decimal("2.5")])


def test_figure_in_braces_is_never_a_claim_but_is_read_with(facts):
    (found,) = check_text(
        "{complete} of {total} actions ({complete}%) are complete; six are red.", facts
    )
    assert (found.value, found.verdict, found.expected) == (6, Verdict.DIFFERS, 5)
