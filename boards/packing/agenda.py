"""The part of a pack that tells of the agenda."""

from actions.text import say_post
from boards.models import Meeting
from boards.pack_values import EntryValue


def entries(meeting: Meeting) -> tuple[EntryValue, ...]:
    """The items as they stand now, numbered from 1 in their order. One query."""
    items = meeting.agenda.select_related("presenter__organisation")
    return tuple(
        EntryValue(
            reference=str(number),
            title=item.title,
            text=item.detail,
            owner=say_post(item.presenter.title, item.presenter.organisation.short_name)
            if item.presenter
            else "",
            status=item.kind,
        )
        for number, item in enumerate(items, start=1)
    )
