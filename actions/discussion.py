"""What an action's page shows of its discussion, of who watches it and of its links to others. Reads only."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from actions.choices import LinkRelation, LinkState
from actions.models import Action, ActionLink, Note, Watch
from actions.position import Line, Position
from wsoa.models import User


def notes_of(action: Action) -> QuerySet[Note]:
    """The action's notes, oldest first, with who wrote, took back and was told."""
    return (
        Note.objects.filter(action=action)
        .select_related("by", "withdrawal__by")
        .prefetch_related("mentions__user")
        .order_by("at", "pk")
    )


def is_watched(action: Action, user: User) -> bool:
    """Whether the person hears of the action."""
    return Watch.objects.filter(action=action, user=user).exists()


def watched(position: Position, user: User) -> list[Line]:
    """The lines of the actions that the person watches, in order."""
    ids = set(
        Watch.objects.filter(user=user, action__plan=position.plan.id).values_list(
            "action_id", flat=True
        )
    )
    return [line for line in position.lines if line.action_id in ids]


@dataclass(frozen=True, slots=True)
class LinkShown:
    """One link of an action, as its page shows it. `other` is the other action's line, None where that is
    no longer in the plan; `ends_at` is the id by which the link can be ended from this action's page."""

    what: str
    other: Line | None
    ends_at: int | None
    is_later: bool = False


def links_of(action: Action, position: Position) -> list[LinkShown]:
    """The action's links on the Position's day, its own and those of others to it."""
    line = position.line(action.pk)
    lines = {each.action_id: each for each in position.lines}
    shown = []
    for link in _in_force(action, position.as_at):
        own = link.action_id == action.pk
        other = lines.get(link.other_id if own else link.action_id)
        depends = link.relation == LinkRelation.DEPENDS_ON
        what = (
            ("Depends on" if own else "Needed by")
            if depends
            else ("Repeats" if own else "Repeated by")
        )
        is_later = bool(
            depends
            and own
            and line
            and other
            and other.action_id in {each.action_id for each in line.waits_on_later}
        )
        shown.append(LinkShown(what, other, link.pk if own else None, is_later))
    order = ("Depends on", "Needed by", "Repeats", "Repeated by")
    shown.sort(key=lambda each: (order.index(each.what), each.other.sort_key if each.other else ""))
    return shown


def _in_force(action: Action, day: date) -> Iterator[ActionLink]:
    newest: dict[tuple[int, int, str], ActionLink] = {}
    for link in ActionLink.objects.filter(Q(action=action) | Q(other=action)).up_to(day):
        newest[link.action_id, link.other_id, link.relation] = link
    yield from (link for link in newest.values() if link.state == LinkState.LINKED)
