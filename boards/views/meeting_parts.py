"""What the parts of a meeting's page need, each collected by its own function and drawn by its own template.

`_records.html` tells what the meeting left behind, `_packs.html` what it was shown, `_exceptions.html` its
exception reports, `_visit.html` the monitoring visits it was held for. The names in a part's context begin with
the part's own word, so that no two parts mean different things by one name.
"""

from boards.choices import BoardKind
from boards.corrections import since_shown
from boards.exception_reading import reports_of
from boards.left_behind import left_behind
from boards.models import Meeting, Pack
from boards.shown import plans_of, previous_meeting, versions_of
from boards.views.loading import BoardsPage
from boards.views.recording import can_be_recorded
from boards.views.records import to_agree_issues
from boards.visiting import visits_at
from wsoa.capabilities import Capability


def records_context(page: BoardsPage, meeting: Meeting) -> dict[str, object]:
    """What `_records.html` needs: nothing of a meeting that was cancelled."""
    if meeting.is_cancelled:
        return {}
    is_open = can_be_recorded(page, meeting)
    can_write = is_open and page.can(Capability.RECORD_MEETINGS)
    return {
        "records": left_behind(meeting, page.today),
        "records_are_open": is_open,
        "records_can_write": can_write,
        "records_can_agree_issues": can_write and bool(to_agree_issues(meeting)),
    }


def packs_context(page: BoardsPage, meeting: Meeting) -> dict[str, object]:
    """What `_packs.html` needs: the versions, and for each plan shown how many actions differ since."""
    last = versions_of(meeting).first()
    in_force = last if last and not hasattr(last, "reopening") else None
    return {
        "packs_last": last,
        "packs_in_force": in_force,
        "packs_plans": _changed(in_force)
        if in_force
        else [{"slug": plan.slug, "title": plan.title} for plan in plans_of(meeting)],
        "packs_before": previous_meeting(meeting),
        "packs_may_close": not meeting.is_cancelled and meeting.as_at <= page.today,
    }


def _changed(pack: Pack) -> list[dict[str, object]]:
    """The plans that a closed pack shows, each with how many of its actions the record tells otherwise now."""
    return [
        {
            "slug": snapshot.plan.slug,
            "title": snapshot.plan_title,
            "changed": since_shown(snapshot).number_of_actions,
        }
        for snapshot in pack.snapshots.select_related("plan__area").order_by("plan_title", "pk")
    ]


def exceptions_context(page: BoardsPage, meeting: Meeting) -> dict[str, object]:
    """What `_exceptions.html` needs."""
    return {"exception_reports": reports_of(meeting)}


def visit_context(page: BoardsPage, meeting: Meeting) -> dict[str, object]:
    """What `_visit.html` needs."""
    if meeting.board.kind != BoardKind.MONITORING:
        return {}
    return {"visit_rows": visits_at(meeting, page.today)}


PARTS = (packs_context, exceptions_context, visit_context, records_context)


def parts_context(page: BoardsPage, meeting: Meeting) -> dict[str, object]:
    """What all the parts need."""
    return {name: value for part in PARTS for name, value in part(page, meeting).items()}
