"""Sets up an area's boards, and turns what happened at them into events in the order of their days."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from functools import partial
from operator import attrgetter

from actions.due_dates import DueDate
from boards.choices import ItemKind, OutcomeBand
from boards.drafts import AgendaDraft
from boards.models import Board, Request
from boards.services import boards, meetings, requests, sittings, visits
from reports.demo.board_specification import (
    BoardSpecification,
    Governance,
    MeetingSpecification,
    RequestSpecification,
    SeriesSpecification,
)
from reports.demo.clock import Clock
from reports.demo.setting_up import Built, BuiltPlan
from reports.demo.sitting import Governed, Moment, hold, tell_news
from reports.demo.telling import Happening


class Governor:
    """An area's boards as its files give them."""

    def __init__(self, built: Built, made: BuiltPlan, given: Governance) -> None:
        self._given = given
        self._governed = Governed(built, made)
        self._requests: dict[tuple[str, str], Request] = {}

    def set_up(self, clock: Clock) -> None:
        """Add the boards with their seats, on the day the plan starts."""
        governed = self._governed
        starts_on = governed.made.plan.starts_on
        for given in self._given.boards:
            board = self._add(given, clock.after(starts_on))
            governed.boards[given.slug] = board
            for seat in given.seats:
                boards.seat_member(
                    board=board,
                    post=governed.built.posts[seat.post],
                    role=seat.role,
                    starts_on=seat.starts_on,
                    ends_on=seat.ends_on,
                    by=governed.built.manager,
                    now=clock.after(starts_on),
                )

    @property
    def boards(self) -> dict[str, Board]:
        """The boards set up so far, by the words in their addresses."""
        return self._governed.boards

    def _add(self, given: BoardSpecification, now: datetime) -> Board:
        governed = self._governed
        return boards.add_board(
            area=governed.built.area,
            slug=given.slug,
            title=given.title,
            kind=given.kind,
            frequency=given.frequency,
            terms=given.terms,
            plans=(governed.made.plan,) if given.watches else (),
            reports_to=governed.boards[given.reports_to] if given.reports_to else None,
            escalates_to=governed.boards[given.escalates_to] if given.escalates_to else None,
            week_of_month=given.week_of_month,
            weekday=given.weekday,
            starts_at=given.starts_at,
            papers_working_days=given.papers_working_days,
            by=governed.built.manager,
            now=now,
        )

    def happenings(self) -> list[Happening]:
        """All that happened, by day. On one day: what was announced, what was held, then what followed."""
        given = self._given
        held = [each for each in given.meetings if each.was_held]
        told = [
            *(Happening(each.announced, partial(self._announce, each)) for each in given.meetings),
            *(Happening(each.announced, partial(self._plan_series, each)) for each in given.series),
            *(Happening(each.key.held_on, partial(hold, self._governed, each)) for each in held),
            *self._news(held),
            *self._outcomes(held),
            *self._asked(),
        ]
        return sorted(told, key=attrgetter("effective"))

    def _news(self, held: Iterable[MeetingSpecification]) -> Iterator[Happening]:
        for meeting in held:
            for number, action in enumerate(meeting.actions, start=1):
                for news in action.news:
                    tell = partial(tell_news, self._governed, meeting.key, number, news)
                    yield Happening(news.on, tell)

    def _outcomes(self, held: Iterable[MeetingSpecification]) -> Iterator[Happening]:
        for meeting in held:
            if meeting.outcome is not None:
                yield Happening(meeting.outcome.letter_on, partial(self._come_out, meeting))

    def _asked(self) -> Iterator[Happening]:
        for request in self._given.requests:
            yield Happening(request.asked_on, partial(self._ask, request))
            if request.answered is not None:
                yield Happening(request.answered.on, partial(self._answer, request))

    def _announce(self, given: MeetingSpecification, moment: Moment) -> None:
        governed = self._governed
        meeting = meetings.schedule_meeting(
            board=governed.boards[given.key.board],
            held_on=given.key.held_on,
            as_at=given.as_at,
            place=given.place or None,
            by=governed.built.manager,
            now=moment(),
        )
        governed.meetings[given.key] = meeting
        if given.agenda:
            sittings.change_agenda(
                meeting=meeting,
                items=[AgendaDraft(ItemKind(kind), title) for kind, title in given.agenda],
                by=governed.secretary,
                now=moment(),
            )
        if given.visit:
            visits.arrange_visit(
                visit=governed.made.plan.monitoring_visits.get(title=given.visit),
                meeting=meeting,
                by=governed.built.manager,
                now=moment(),
            )

    def _plan_series(self, given: SeriesSpecification, moment: Moment) -> None:
        meetings.schedule_series(
            board=self._governed.boards[given.board],
            first=given.first,
            last=given.last,
            by=self._governed.built.manager,
            now=moment(),
        )

    def _come_out(self, given: MeetingSpecification, moment: Moment) -> None:
        outcome = given.outcome
        assert outcome is not None
        visits.record_outcome(
            visit=self._governed.made.plan.monitoring_visits.get(title=given.visit),
            band=OutcomeBand(outcome.band),
            summary=outcome.summary,
            letter_on=outcome.letter_on,
            letter=outcome.letter,
            by=self._governed.secretary,
            now=moment(),
        )

    def _ask(self, given: RequestSpecification, moment: Moment) -> None:
        governed, key = self._governed, given.asked_at
        self._requests[given.board, given.title] = requests.ask_for(
            board=governed.boards[given.board],
            title=given.title,
            due=DueDate.parse(given.due),
            plan=governed.made.plan,
            asked_at=governed.meetings[key] if key else None,
            decision=governed.decisions[key, given.decision] if key and given.decision else None,
            source=given.source,
            by=governed.secretary,
            now=moment(),
        )

    def _answer(self, given: RequestSpecification, moment: Moment) -> None:
        governed, answer = self._governed, given.answered
        assert answer is not None
        key = next(key for key in governed.meetings if key == (given.board, answer.at))
        requests.answer_request(
            request=self._requests[given.board, given.title],
            answered_on=answer.on,
            paper=answer.paper,
            answered_at=governed.meetings[key],
            note=answer.note,
            by=governed.secretary,
            now=moment(),
        )
