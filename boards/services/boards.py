"""Setting boards up: their terms, who sits on them, and what is always on their agenda."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from typing import Any

from django.utils import timezone

from actions import permissions
from actions.choices import AuditEvent
from actions.errors import Refused, Stale
from actions.models import Area, Plan, Post
from actions.services.rows import CHANGED, begin_area, change, check_free, one_line, take
from actions.services.writing import audit, checked_slug, service
from actions.text import clean_text, say_day
from boards.chain import above, leads_to
from boards.choices import BoardFrequency, BoardKind, BoardRole, ItemKind, MeetingState
from boards.models import Board, BoardMember, BoardPlan, StandingItem
from boards.standing import standing_items
from wsoa.capabilities import Capability
from wsoa.models import User

RESERVED_SLUGS = frozenset({"calendar", "compare", "forward-plan", "new", "owed"})
"""Words that the pages of an area's boards use themselves."""

TERMS_LIMIT = 20_000
ITEM_LIMIT = 30
"""The most items that an agenda may have."""


@service
def add_board(
    *,
    area: Area,
    slug: str,
    title: str,
    kind: str,
    frequency: str,
    by: User,
    terms: str = "",
    plans: Iterable[Plan] = (),
    reports_to: Board | None = None,
    escalates_to: Board | None = None,
    week_of_month: int = 4,
    weekday: int = 3,
    starts_at: time = time(14),
    minutes_long: int = 120,
    place: str = "",
    cut_off_days: int = 0,
    papers_working_days: int = 5,
    now: datetime | None = None,
) -> Board:
    """Add a board to an area, with the standing items that fit its kind.

    Raises Refused where the area has a board of that short name or title, or where a plan or a board above
    is another area's.
    """
    at = begin_area(area, now)
    permissions.check(by, area, Capability.MANAGE_BOARDS)
    slug = checked_slug(slug)
    if slug.casefold() in RESERVED_SLUGS:
        raise Refused(f"“{slug}” is used by these pages. Choose another.", field="slug")
    slugs = area.boards.values_list("slug", flat=True)
    check_free(slugs, slug, f"There is a board “{slug}” already.", field="slug")
    values = _checked(
        Board(area=area),
        title=title,
        kind=kind,
        frequency=frequency,
        terms=terms,
        reports_to=reports_to,
        escalates_to=escalates_to,
        week_of_month=week_of_month,
        weekday=weekday,
        starts_at=starts_at,
        minutes_long=minutes_long,
        place=place,
        cut_off_days=cut_off_days,
        papers_working_days=papers_working_days,
    )
    board = Board.objects.create(area=area, slug=slug, **values)
    _watch(board, plans, timezone.localdate(at))
    for order, (item, words) in enumerate(standing_items(BoardKind(kind)), start=1):
        StandingItem.objects.create(board=board, order=order, kind=item, title=words)
    audit(AuditEvent.BOARD_CHANGED, f"{board.title}: added", by=by, at=at, area=area)
    return board


@service
def change_board(
    *,
    board: Board,
    title: str,
    kind: str,
    frequency: str,
    by: User,
    terms: str,
    plans: Iterable[Plan],
    reports_to: Board | None,
    escalates_to: Board | None,
    week_of_month: int,
    weekday: int,
    starts_at: time,
    minutes_long: int,
    place: str,
    cut_off_days: int,
    papers_working_days: int,
    seen: int | None = None,
    now: datetime | None = None,
) -> Board:
    """Change what a board is. Meetings that are scheduled already stay as they are.

    `seen` is the version looked at. Raises Refused where the chain would lead back to the board.
    """
    area = board.area
    at = begin_area(area, now)
    permissions.check(by, area, Capability.MANAGE_BOARDS)
    take(board, seen)
    values = _checked(
        board,
        title=title,
        kind=kind,
        frequency=frequency,
        terms=terms,
        reports_to=reports_to,
        escalates_to=escalates_to,
        week_of_month=week_of_month,
        weekday=weekday,
        starts_at=starts_at,
        minutes_long=minutes_long,
        place=place,
        cut_off_days=cut_off_days,
        papers_working_days=papers_working_days,
    )
    said = [change(board, **values), _watch(board, plans, timezone.localdate(at))]
    if any(said):
        summary = "; ".join(each for each in said if each)
        audit(AuditEvent.BOARD_CHANGED, f"{board.title}: {summary}", by=by, at=at, area=area)
    return board


def _checked(board: Board, **given: Any) -> dict[str, Any]:
    """The values of a board's fields, cleaned; raises Refused where one is unfit."""
    title = one_line(given["title"], field="title", label="title", limit=200)
    others = board.area.boards.exclude(pk=board.pk).values_list("title", flat=True)
    check_free(others, title, f"{title} is a board of this area already.", field="title")
    for field in ("reports_to", "escalates_to"):
        _check_above(board, given[field], field)
    for field, label, least, most in (
        ("week_of_month", "week of the month", 1, 5),
        ("weekday", "weekday", 0, 6),
        ("minutes_long", "length in minutes", 5, 1_440),
        ("cut_off_days", "days between cut-off and meeting", 0, 90),
        ("papers_working_days", "working days for papers", 0, 60),
    ):
        if not least <= given[field] <= most:
            raise Refused(f"The {label} must be between {least} and {most:,}.", field=field)
    place = clean_text(given["place"], field="place", label="The place", limit=200)
    return given | {
        "title": title,
        "kind": BoardKind(given["kind"]),
        "frequency": BoardFrequency(given["frequency"]),
        "terms": clean_text(given["terms"], field="terms", label="The terms", limit=TERMS_LIMIT),
        "place": " ".join(place.split()),
    }


def _check_above(board: Board, upper: Board | None, field: str) -> None:
    """Raise Refused unless the board may name the other as one above it."""
    if upper is None:
        return
    if upper.area_id != board.area_id:
        raise Refused("Choose a board of the same area.", field=field)
    if board.pk is None:
        return
    links = board.area.boards.values_list("pk", "reports_to", "escalates_to")
    if leads_to(above(links), upper.pk, board.pk):
        raise Refused(
            f"{upper.title} is this board, or reports or escalates to it, directly or through others. "
            f"A chain may not lead back to where it began.",
            field=field,
        )


def _watch(board: Board, plans: Iterable[Plan], today: date) -> str:
    """Let the board watch exactly these plans from now on; return what changed in words.

    Meetings that were held keep what they watched. A plan that no meeting can have seen leaves nothing behind.
    """
    wanted = {plan.pk: plan for plan in plans}
    if any(plan.area_id != board.area_id for plan in wanted.values()):
        raise Refused("Choose plans of the same area.", field="plans")
    said = []
    has_met = board.meetings.filter(held_on__lte=today).exists()
    for row in board.board_plans.select_related("plan"):
        is_wanted = wanted.pop(row.plan_id, None) is not None
        if is_wanted and row.ended_on is not None:
            change(row, ended_on=None)
            said.append(f"watches {row.plan.title} again")
        elif not is_wanted and row.ended_on is None:
            said.append(f"no longer watches {row.plan.title}")
            if has_met:
                change(row, ended_on=today)
            else:
                row.delete()
    for plan in wanted.values():
        BoardPlan.objects.create(board=board, plan=plan)
        said.append(f"watches {plan.title}")
    return "; ".join(said)


@service
def close_board(
    *,
    board: Board,
    closed_on: date | None,
    by: User,
    seen: int | None = None,
    now: datetime | None = None,
) -> Board:
    """Say from which day a board meets no more; None opens it again. What it did stays.

    Raises Refused while it has a meeting on or after the day, or another board reports or escalates to it.
    """
    area = board.area
    at = begin_area(area, now)
    permissions.check(by, area, Capability.MANAGE_BOARDS)
    take(board, seen)
    if closed_on is not None:
        later = board.meetings.filter(held_on__gte=closed_on, state=MeetingState.SCHEDULED).last()
        if later is not None:
            raise Refused(
                f"It has a meeting on {say_day(later.held_on)}. Cancel or move that first.",
                field="closed_on",
            )
        below = area.boards.filter(closed_on=None)
        for lower in (*below.filter(reports_to=board), *below.filter(escalates_to=board)):
            raise Refused(
                f"{lower.title} reports or escalates to it. Change that first.", field="closed_on"
            )
    said = change(board, closed_on=closed_on)
    if said:
        audit(AuditEvent.BOARD_CHANGED, f"{board.title}: {said}", by=by, at=at, area=area)
    return board


@service
def seat_member(
    *,
    board: Board,
    post: Post,
    role: str,
    starts_on: date,
    by: User,
    ends_on: date | None = None,
    now: datetime | None = None,
) -> BoardMember:
    """Give a post a seat from a day, until a day where that is known.

    Raises Refused where the post is another area's or sits on the board at that time, or where somebody
    else is its chair then.
    """
    area = board.area
    at = begin_area(area, now)
    permissions.check(by, area, Capability.MANAGE_BOARDS)
    if post.organisation.area_id != area.pk:
        raise Refused("Choose a post of this area.", field="post")
    values = _checked_seat(BoardMember(board=board, post=post), role, starts_on, ends_on)
    member = BoardMember.objects.create(board=board, post=post, **values)
    said = f"{board.title}: {member} from {say_day(starts_on)}"
    audit(AuditEvent.BOARD_MEMBER_CHANGED, said, by=by, at=at, area=area)
    return member


@service
def change_seat(
    *,
    member: BoardMember,
    role: str,
    starts_on: date,
    by: User,
    ends_on: date | None = None,
    seen: int | None = None,
    now: datetime | None = None,
) -> BoardMember:
    """Put a seat right: what the post is on the board, and from when to when."""
    return _change_seat(member, role, starts_on, ends_on, by, seen, now)


@service
def end_seat(
    *,
    member: BoardMember,
    ends_on: date,
    by: User,
    seen: int | None = None,
    now: datetime | None = None,
) -> BoardMember:
    """Say which day was, or will be, the last of a seat. Raises Refused where that is before its first."""
    return _change_seat(member, member.role, member.starts_on, ends_on, by, seen, now)


def _change_seat(
    member: BoardMember,
    role: str,
    starts_on: date,
    ends_on: date | None,
    by: User,
    seen: int | None,
    now: datetime | None,
) -> BoardMember:
    board = member.board
    at = begin_area(board.area, now)
    permissions.check(by, board.area, Capability.MANAGE_BOARDS)
    take(member, seen)
    said = change(member, **_checked_seat(member, role, starts_on, ends_on))
    if said:
        said = f"{board.title}, {member.post}: {said}"
        audit(AuditEvent.BOARD_MEMBER_CHANGED, said, by=by, at=at, area=board.area)
    return member


def _checked_seat(
    member: BoardMember, role: str, starts_on: date, ends_on: date | None
) -> dict[str, Any]:
    """The values of a seat; raises Refused where it cannot be held so."""
    if ends_on is not None and ends_on < starts_on:
        raise Refused(
            f"The last day must be on or after {say_day(starts_on)}, the first.", field="ends_on"
        )
    others = member.board.members.exclude(pk=member.pk).exclude(ends_on__lt=starts_on)
    if ends_on is not None:
        others = others.filter(starts_on__lte=ends_on)
    if others.filter(post=member.post).exists():
        raise Refused(f"{member.post} sits on this board at that time already.", field="post")
    chair = others.filter(role=BoardRole.CHAIR).select_related("post").first()
    if role == BoardRole.CHAIR and chair is not None:
        raise Refused(
            f"{chair.post} is the chair at that time. End that seat first, or make both co-chairs.",
            field="role",
        )
    return {"role": BoardRole(role), "starts_on": starts_on, "ends_on": ends_on}


def standing_version(board: Board) -> int:
    """A number that every change of the board's standing items raises; 0 where it never had one."""
    history = StandingItem.history.filter(board_id=board.pk).order_by("-history_id")
    return int(history.values_list("history_id", flat=True).first() or 0)


@service
def change_standing_items(
    *,
    board: Board,
    items: Sequence[tuple[ItemKind, str]],
    by: User,
    seen: int | None = None,
    now: datetime | None = None,
) -> list[StandingItem]:
    """Make these the items of every agenda to come, in this order. Agendas that exist stay as they are.

    `seen` is the `standing_version` looked at; Stale where it has changed since.
    """
    area = board.area
    at = begin_area(area, now)
    permissions.check(by, area, Capability.MANAGE_BOARDS)
    rows = list(board.standing_items.all())
    stood = [(row.kind, row.title) for row in rows]
    if seen is not None and standing_version(board) != seen:
        raise Stale(CHANGED)
    if len(items) > ITEM_LIMIT:
        raise Refused(f"An agenda may have up to {ITEM_LIMIT} items.")
    wanted = [
        (ItemKind(kind), one_line(title, field="title", label="title of each item", limit=200))
        for kind, title in items
    ]
    if wanted == stood:
        return rows
    for row in rows[len(wanted) :]:
        row.delete()
    kept = rows[: len(wanted)]
    for order, (kind, title) in enumerate(wanted, start=1):
        if order <= len(kept):
            change(kept[order - 1], order=order, kind=kind, title=title)
        else:
            row = StandingItem.objects.create(board=board, order=order, kind=kind, title=title)
            kept.append(row)
    said = "; ".join(title for _, title in wanted) or "none"
    audit(
        AuditEvent.BOARD_CHANGED, f"{board.title}: standing items: {said}", by=by, at=at, area=area
    )
    return kept
