"""What a plan's themes, workstreams and groups, its area's posts and boards were called before."""

from collections.abc import Iterator

from actions.models import Plan, Post, ReportGroup, Theme, Workstream
from boards.models import Board


def old_names(plan: Plan) -> dict[str, str]:
    """A name that is no longer used -> what it is called now, "" where there is no such thing any more. In five queries."""
    renamed: dict[str, str] = {}
    in_use: set[str] = set()
    for titles in _titles(plan):
        newest, *older = titles
        in_use.add(newest)
        renamed |= dict.fromkeys(older, newest)
    return {old: new for old, new in renamed.items() if old and old not in in_use}


def _titles(plan: Plan) -> Iterator[list[str]]:
    """The titles that each thing has had, the newest first; "" stands first where it was removed."""
    for rows in (
        Theme.history.filter(plan=plan),
        Workstream.history.filter(plan=plan),
        ReportGroup.history.filter(plan=plan),
        Post.history.filter(organisation__area=plan.area),
        Board.history.filter(area=plan.area),
    ):
        rows = rows.order_by("history_date", "history_id")
        found: dict[int, list[str]] = {}
        for pk, title, kind in rows.values_list("id", "title", "history_type"):
            had = found.setdefault(pk, [])
            now = "" if kind == "-" else title
            if now not in had[:1]:
                had.insert(0, now)
        yield from found.values()
