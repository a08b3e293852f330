"""Makes up the present of the invented area's boards: whatever their file counts in months, on days around today.

What would fall on the day of loading or after it is announced, and nothing has come of it. Each meeting agrees the
minutes of its board's last one.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from typing import Any

from boards.series import weekday_of_month
from reports.demo.board_files import board_from
from reports.demo.board_specification import (
    AnswerSpecification,
    BoardActionSpecification,
    BoardSpecification,
    CommentSpecification,
    ExceptionsSpecification,
    Governance,
    MeetingKey,
    MeetingSpecification,
    NewsSpecification,
    OutcomeSpecification,
    RequestSpecification,
)
from reports.demo.files import read_toml
from reports.demo.months import first_of_month, month_end, worded_month

SLUG = "harrowmere"


def make_present_governance(today: date, starts_on: date) -> Governance:
    """The invented area's boards, of which nothing is told of `today` or later but what is announced."""
    raw = read_toml(SLUG, "boards.toml")
    boards = tuple(board_from({**each, "since": starts_on}) for each in raw["boards"])
    present = _Present(today, starts_on, raw, {board.slug: board for board in boards})
    meetings = tuple(present.meetings())
    return Governance(boards, meetings, requests=tuple(present.requests()))


def board_day(today: date, month: int, board: str = "") -> date:
    """The day in the month on which the board meets, by default the one that steers the plan."""
    return _day(today, month, *_rhythm(board))


@cache
def _rhythm(board: str) -> tuple[int, int]:
    """The week of the month and the weekday on which the board meets."""
    raw = read_toml(SLUG, "boards.toml")
    slug = board or raw["main_board"]
    found = next(each for each in raw["boards"] if each["slug"] == slug)
    return found["week_of_month"], found["weekday"]


def _day(today: date, month: int, week: int, weekday: int) -> date:
    first = first_of_month(today, month)
    return weekday_of_month(first.year, first.month, week, weekday)


class _Present:
    """The meetings and requests of the file, on their days."""

    def __init__(
        self,
        today: date,
        starts_on: date,
        raw: dict[str, Any],
        boards: dict[str, BoardSpecification],
    ) -> None:
        self._today = today
        self._starts_on = starts_on
        self._raw = raw
        self._boards = boards
        self._keys: list[MeetingKey] = sorted(set(self._all_keys()))

    def _all_keys(self) -> Iterator[MeetingKey]:
        for each in self._raw["meetings"]:
            yield self.key(each["board"], each["month"])
        for each in self._raw["upcoming"]:
            yield from (self.key(each["board"], month) for month in each["months"])

    def key(self, board: str, month: int) -> MeetingKey:
        """The board's meeting in the month."""
        given = self._boards[board]
        return MeetingKey(board, _day(self._today, month, given.week_of_month, given.weekday))

    def meetings(self) -> Iterator[MeetingSpecification]:
        """Those that were held with what came of them, then those that lie ahead."""
        with_minutes: dict[str, date] = {}
        held = set()
        for each in self._raw["meetings"]:
            given = self._held(each)
            if given.key.held_on < self._today:
                held.add(given.key)
                yield replace(given, agrees_minutes_of=with_minutes.get(given.key.board))
                with_minutes[given.key.board] = given.key.held_on
        for each in self._raw["upcoming"]:
            for month in each["months"]:
                key = self.key(each["board"], month)
                if key not in held and key.held_on >= self._today:
                    yield self._announced(key, month, each)

    def _announced(self, key: MeetingKey, month: int, raw: dict[str, Any]) -> MeetingSpecification:
        ahead = timedelta(days=self._raw["announced_days_ahead"])
        is_main = key.board == self._raw["main_board"]
        return MeetingSpecification(
            key=key,
            announced=min(max(key.held_on - ahead, self._starts_on), self._today - timedelta(1)),
            as_at=month_end(self._today, month - 1) if is_main else None,
            place=raw.get("place", ""),
            visit=raw.get("visit", ""),
        )

    def _held(self, raw: dict[str, Any]) -> MeetingSpecification:
        month, key = raw["month"], self.key(raw["board"], raw["month"])
        is_main = key.board == self._raw["main_board"]
        reports = is_main and month >= self._raw["exceptions_reported_since_month"]
        return replace(
            self._announced(key, month, raw),
            was_held=True,
            apologies=tuple(raw.get("apologies", ())),
            deputies=raw.get("deputies", {}),
            agrees_issues=raw.get("agrees_issues", False),
            decisions=tuple(raw.get("decisions", ())),
            actions=tuple(self._action(each, key) for each in raw.get("actions", ())),
            comments=tuple(self._comment(each, key) for each in raw.get("comments", ())),
            minutes=raw["minutes"].strip(),
            exceptions=self._exceptions() if reports else None,
            closes_pack=is_main and month >= self._raw["packs_closed_since_month"],
            outcome=self._outcome(raw["outcome"], key) if "outcome" in raw else None,
        )

    def _action(self, raw: dict[str, Any], key: MeetingKey) -> BoardActionSpecification:
        news = None
        if "after" in raw:
            news = NewsSpecification(
                on=self._after(key, raw["after"]),
                state=raw.get("state", "done"),
                note=raw.get("note", ""),
                due=self._after(key, raw["later"]) if "later" in raw else None,
            )
        return BoardActionSpecification(
            text=raw["text"],
            owner=raw["owner"],
            due=self._after(key, raw["due"]),
            news=(news,) if news is not None and news.on < self._today else (),
        )

    def _comment(self, raw: dict[str, Any], key: MeetingKey) -> CommentSpecification:
        """The comment, sent to the next meeting of the board."""
        to = next(
            each for each in self._keys if each.board == raw["to"] and each.held_on >= key.held_on
        )
        return CommentSpecification(to, raw["text"], raw.get("answer", ""))

    def _exceptions(self) -> ExceptionsSpecification:
        return ExceptionsSpecification(
            introduction=self._raw["exceptions_introduction"].strip(),
            note=self._raw["exceptions_note"],
        )

    def _outcome(self, raw: dict[str, Any], key: MeetingKey) -> OutcomeSpecification:
        return OutcomeSpecification(
            band=raw["band"],
            summary=raw["summary"],
            letter_on=self._after(key, raw["letter_after"]),
            letter=raw["letter"].strip(),
        )

    def _after(self, key: MeetingKey, days: int) -> date:
        return key.held_on + timedelta(days=days)

    def requests(self) -> Iterator[RequestSpecification]:
        """What the boards are owed."""
        for raw in self._raw["requests"]:
            asked_at = self.key(raw["board"], raw["asked"])
            yield RequestSpecification(
                board=raw["board"],
                title=raw["title"],
                due=worded_month(self._today, raw["due"]) if "due" in raw else "Ongoing",
                asked_on=asked_at.held_on,
                asked_at=asked_at,
                decision=raw.get("decision", 0),
                answered=self._answer(raw["board"], raw.get("answered")),
            )

    def _answer(self, board: str, raw: dict[str, Any] | None) -> AnswerSpecification | None:
        if raw is None:
            return None
        key = self.key(board, raw["month"])
        return AnswerSpecification(on=key.held_on, paper=raw["paper"], at=key.held_on)
