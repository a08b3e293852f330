"""What is frozen comes back as it was, whatever the Position held."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from actions.choices import Concern, DuePrecision, LinkRelation, Progress
from actions.due_dates import DueDate
from actions.position import (
    ImpactValue,
    IssueValue,
    Line,
    PlanValue,
    Position,
    PostValue,
    RatingValue,
    ThemeValue,
    WorkstreamValue,
    position_as_at,
)
from actions.position.dependencies import with_dependencies
from actions.services.links import link_actions
from boards.models import Snapshot
from boards.services.packs import close_pack
from boards.snapshots import freeze, position_of, thaw
from tests.boards.making import make_board, make_meeting
from tests.factories import Scene, day, make_action, make_eventful
from wsoa.models import User

AT = datetime(2018, 5, 1, 9, 30, 15, 123456, tzinfo=UTC)

text = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=40)
days = st.dates(date(2015, 1, 1), date(2030, 12, 31))
dues = st.one_of(
    st.none(),
    st.builds(DueDate.on, days),
    st.just(DueDate.ongoing()),
    st.builds(
        lambda end, printed: DueDate(DuePrecision.QUARTER, end, printed),
        st.just(date(2019, 12, 31)),
        text.filter(bool),
    ),
)


@st.composite
def positions(draw: st.DrawFn) -> Position:
    """A Position of up to six actions, with everything that one may hold."""
    as_at, stale = draw(days), draw(st.integers(0, 90))
    ratings = tuple(
        RatingValue(
            number,
            code,
            draw(text),
            draw(text),
            draw(text),
            draw(st.sampled_from(Progress)),
            draw(st.sampled_from(Concern)),
        )
        for number, code in enumerate(draw(st.lists(text, max_size=4)), start=11)
    )
    impacts = tuple(
        ImpactValue(number, draw(text), draw(text), draw(text), draw(text))
        for number in range(21, 21 + draw(st.integers(0, 2)))
    )
    top = ThemeValue(31, None, "1", draw(text), draw(text), draw(text))
    below = ThemeValue(32, 31, "1A", draw(text), "", "")
    streams = tuple(
        WorkstreamValue(number, draw(text), draw(text), draw(text))
        for number in range(41, 41 + draw(st.integers(0, 2)))
    )
    issues = tuple(
        IssueValue(number, draw(text), draw(text), draw(text), draw(text), draw(st.none() | days))
        for number in range(51, 51 + draw(st.integers(0, 2)))
    )
    posts = tuple(PostValue(number, draw(text), draw(text)) for number in (61, 62, 63))
    lines = []
    numbers = list(range(1, 1 + draw(st.integers(0, 6))))
    for number in numbers:
        is_rated = bool(ratings) and draw(st.booleans())
        lines.append(
            Line(
                as_at=as_at,
                action_id=number,
                reference=draw(text),
                sort_key=draw(text),
                slug=draw(text),
                title=draw(text),
                detail=draw(text),
                theme=draw(st.sampled_from((top, below))),
                top_theme=top,
                workstream=draw(st.sampled_from((None, *streams))),
                report_group=draw(text),
                lead_organisation=draw(text),
                owners=tuple(draw(st.lists(st.sampled_from(posts), unique=True))),
                due=draw(dues),
                original_due=draw(dues),
                rating=draw(st.sampled_from(ratings)) if is_rated else None,
                rated_on=draw(st.none() | days),
                recorded_at=draw(st.none() | st.datetimes(timezones=st.just(UTC))),
                recorded_by=draw(text),
                commentary=draw(text),
                remedial_action=draw(text),
                completed_on=draw(st.none() | days),
                evidence=draw(text),
                issue=draw(st.sampled_from((None, *issues))),
                added_on=draw(days),
                confirmed_on=draw(st.none() | days),
                impact=draw(st.sampled_from((None, *impacts))),
                waits_on=(),
                stale_after_days=stale,
                has_evidence=draw(st.booleans()),
            )
        )
    waits = {
        number: draw(st.lists(st.sampled_from(numbers), unique=True, max_size=3))
        for number in numbers
    }
    return Position(
        plan=PlanValue(1, draw(text), draw(text), draw(text), draw(text), draw(text), stale),
        as_at=as_at,
        scheme=draw(text),
        ratings=ratings,
        impacts=impacts,
        themes=(top, below),
        workstreams=streams,
        lines=tuple(with_dependencies(lines, waits)),
    )


@given(positions())
@settings(max_examples=150)
def test_every_position_thaws_as_it_was_frozen(position: Position) -> None:
    assert thaw(freeze(position, by=User(pk=1), at=AT)) == position


@given(positions())
@settings(max_examples=50)
def test_one_position_has_one_checksum_and_another_has_another(position: Position) -> None:
    def checksum(at: datetime = AT, salt: str = "0" * 32) -> str:
        return freeze(position, by=User(pk=1), at=at, salt=lambda: salt).snapshot.checksum

    assert checksum() == checksum()
    assert checksum(AT + timedelta(seconds=1)) != checksum()
    assert checksum(salt="1" * 32) != checksum()


def test_what_a_board_is_shown_is_read_back_from_the_rows_exactly(
    scene: Scene, django_assert_num_queries: pytest.FixtureRequest
) -> None:
    make_eventful(scene)
    waiting, other = make_action(scene, "9.1"), make_action(scene, "9.2", due="Ongoing")
    link_actions(
        action=waiting,
        other=other,
        relation=LinkRelation.DEPENDS_ON,
        reason="It comes first",
        effective_date=day(20),
        by=scene.manager,
    )
    expected = position_as_at(scene.plan, day(58))
    assert any(line.waits_on for line in expected.lines)
    assert any(line.issue for line in expected.lines)
    assert expected.unrated

    meeting = make_meeting(make_board(scene, "readers"), day(58))
    pack = close_pack(meeting=meeting, by=scene.manager)

    snapshot = Snapshot.objects.get(pack=pack)
    with django_assert_num_queries(7):  # type: ignore[operator]
        found = position_of(snapshot)
    assert found == expected
