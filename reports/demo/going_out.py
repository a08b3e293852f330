"""Publishes the paper of an area that says when it went out, and records what its meeting made of it."""

from datetime import date, datetime, time

from django.utils import timezone

from actions.models import Membership
from reports.demo.files import DATA, read_toml
from reports.models import Paper
from reports.services.outcomes import record_outcome
from reports.services.publishing import publish
from wsoa.capabilities import Role
from wsoa.models import User


def publish_area_paper(slug: str) -> None:
    """Publish the paper of the area, on the day in its paper.toml, as its report officer; the manager records the outcome. An area whose
    paper names no day keeps it as a draft."""
    if not (DATA / slug / "paper.toml").exists():
        return
    raw = read_toml(slug, "paper.toml")
    if "published_on" not in raw:
        return
    paper = Paper.objects.select_related("plan__area").get(plan__area__slug=slug)
    publication = publish(paper=paper, by=_holder(slug, Role.OFFICER), now=_at(raw["published_on"]))
    record_outcome(
        publication=publication,
        resolution=raw["resolution"],
        decided_on=raw["meeting_on"],
        by=_holder(slug, Role.MANAGER),
        now=_at(raw["meeting_on"], 16),
    )


def _holder(slug: str, role: Role) -> User:
    return Membership.objects.get(area__slug=slug, role=role).user


def _at(day: date, hour: int = 10) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(hour)))
