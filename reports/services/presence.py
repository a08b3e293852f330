"""Who has a section open to write. No part of the record: it says something for a minute, then goes."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db import transaction

from actions import permissions
from reports.models import PaperSection, Presence
from wsoa.capabilities import Capability
from wsoa.models import User

STAYS = timedelta(seconds=60)
"""For how long somebody is believed to be there after their page said so."""


def attend(*, section: PaperSection, by: User, at: datetime) -> tuple[Presence, ...]:
    """Note that the person has the section open; return those of the others who have."""
    permissions.check(by, section.paper.plan.area, Capability.WRITE_PAPERS)
    with transaction.atomic():
        Presence.objects.update_or_create(section=section, by=by, defaults={"until": at + STAYS})
        others = section.presences.exclude(by=by).filter(until__gt=at)
        return tuple(others.select_related("by").order_by("by__name", "pk"))


def leave_empty_rooms(moment: datetime) -> Iterator[str]:
    """As time passes: remove what no longer says anything. Nobody needs to be told."""
    Presence.objects.filter(until__lte=moment).delete()
    yield from ()
