"""Reads an area's boards.toml."""

from collections.abc import Iterator
from typing import Any

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
    RequestSpecification,
    SeatSpecification,
    SeriesSpecification,
)
from reports.demo.files import read_toml

_OUTCOMES = ("minutes", "decisions", "actions", "exceptions")
"""What only a meeting that was held leaves behind."""


def read_governance(slug: str) -> Governance:
    """The boards of a published area and what happened at them."""
    return governance_from(read_toml(slug, "boards.toml"))


def governance_from(raw: dict[str, Any]) -> Governance:
    """What a boards.toml says, its days being given."""
    return Governance(
        boards=tuple(board_from(each) for each in raw["boards"]),
        meetings=tuple(_meeting(each) for each in raw["meetings"]),
        series=tuple(SeriesSpecification(**each) for each in raw.get("series", ())),
        requests=tuple(_request(each) for each in raw["requests"]),
    )


def board_from(raw: dict[str, Any]) -> BoardSpecification:
    """The board that a table of boards.toml describes."""
    given = dict(raw)
    given["terms"] = raw["terms"].strip()
    given["seats"] = tuple(_seats(given))
    return BoardSpecification(**given)


def _seats(given: dict[str, Any]) -> Iterator[SeatSpecification]:
    """The seats in `seats` and `more_seats`, both taken out of what is given, with the day `since`."""
    since = given.pop("since")
    for role, posts in given.pop("seats").items():
        for post in posts:
            yield SeatSpecification(post, role, since)
    for seat in given.pop("more_seats", ()):
        yield SeatSpecification(seat["post"], seat["role"], seat["from"], seat.get("to"))


def _meeting(raw: dict[str, Any]) -> MeetingSpecification:
    given = dict(raw)
    given["key"] = MeetingKey(given.pop("board"), given.pop("held_on"))
    given["was_held"] = any(part in raw for part in _OUTCOMES)
    given["agenda"] = tuple((kind, title) for kind, title in raw.get("agenda", ()))
    given["minutes"] = raw.get("minutes", "").strip()
    for part in ("apologies", "decisions"):
        given[part] = tuple(raw.get(part, ()))
    given["actions"] = tuple(_board_action(each) for each in raw.get("actions", ()))
    given["comments"] = tuple(_comment(each) for each in raw.get("comments", ()))
    if "exceptions" in raw:
        given["exceptions"] = _exceptions(raw["exceptions"])
    return MeetingSpecification(**given)


def _board_action(raw: dict[str, Any]) -> BoardActionSpecification:
    news = tuple(NewsSpecification(**each) for each in raw.get("news", ()))
    return BoardActionSpecification(**{**raw, "news": news})


def _comment(raw: dict[str, Any]) -> CommentSpecification:
    key = MeetingKey(raw["to"], raw["on"])
    return CommentSpecification(key, raw["text"].strip(), raw.get("answer", ""))


def _exceptions(raw: dict[str, Any]) -> ExceptionsSpecification:
    return ExceptionsSpecification(
        introduction=raw["introduction"].strip(),
        note=raw["note"],
        rules=raw.get("rules", {}),
        shared_comments=tuple(tuple(each) for each in raw.get("shared_comments", ())),
    )


def _request(raw: dict[str, Any]) -> RequestSpecification:
    given = dict(raw)
    asked_at = given.pop("asked_at", None)
    if asked_at:
        given["asked_at"] = MeetingKey(asked_at["board"], asked_at["on"])
        given["asked_on"] = asked_at["on"]
        given["decision"] = asked_at.get("decision", 0)
    if "answered" in raw:
        given["answered"] = AnswerSpecification(**raw["answered"])
    return RequestSpecification(**given)
