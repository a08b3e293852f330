"""Changing an area's partners and their posts, and taking out those that nothing needs."""

from datetime import datetime

from actions import permissions
from actions.choices import AuditEvent, OrganisationKind
from actions.models import Organisation, Post
from actions.services.areas import check_holder
from actions.services.rows import (
    begin_area,
    change,
    check_free,
    checked_email,
    one_line,
    remove,
    take,
)
from actions.services.writing import audit, service
from wsoa.capabilities import Capability
from wsoa.models import User


@service
def change_organisation(
    *,
    organisation: Organisation,
    name: str,
    short_name: str,
    kind: OrganisationKind,
    by: User,
    email: str = "",
    seen: int | None = None,
    now: datetime | None = None,
) -> Organisation:
    """Change what a partner is called and where it is written to. `seen` is the version looked at."""
    area = organisation.area
    at = begin_area(area, now)
    permissions.check(by, area, Capability.MANAGE_PARTNERS)
    take(organisation, seen)
    name = one_line(name, field="name", label="name", limit=200)
    others = area.organisations.exclude(pk=organisation.pk).values_list("name", flat=True)
    check_free(others, name, f"{name} is a partner already.", field="name")
    said = change(
        organisation,
        name=name,
        short_name=one_line(short_name, field="short_name", label="short name", limit=60),
        kind=OrganisationKind(kind),
        email=checked_email(email),
    )
    if said:
        audit(AuditEvent.ORGANISATION_CHANGED, f"{name}: {said}", by=by, at=at, area=area)
    return organisation


@service
def remove_organisation(
    *, organisation: Organisation, by: User, seen: int | None = None, now: datetime | None = None
) -> None:
    """Take out a partner that has no post and leads no action, now or formerly."""
    area = organisation.area
    at = begin_area(area, now)
    permissions.check(by, area, Capability.MANAGE_PARTNERS)
    take(organisation, seen)
    name = organisation.name
    remove(
        organisation,
        f"{name} has posts, or leads an action or has led one, so it stays. Change it instead.",
    )
    audit(AuditEvent.ORGANISATION_CHANGED, f"{name}: removed", by=by, at=at, area=area)


@service
def change_post(
    *,
    post: Post,
    title: str,
    by: User,
    email: str = "",
    holder: User | None = None,
    seen: int | None = None,
    now: datetime | None = None,
) -> Post:
    """Change a post's title, its address, and whose account answers for it."""
    organisation = post.organisation
    area = organisation.area
    at = begin_area(area, now)
    permissions.check(by, area, Capability.MANAGE_PARTNERS)
    take(post, seen)
    title = one_line(title, field="title", label="title", limit=200)
    others = organisation.posts.exclude(pk=post.pk).values_list("title", flat=True)
    check_free(others, title, f"{organisation} has the post {title} already.", field="title")
    check_holder(area, holder)
    said = change(post, title=title, email=checked_email(email), holder=holder)
    if said:
        audit(AuditEvent.POST_CHANGED, f"{title}: {said}", by=by, at=at, area=area)
    return post


@service
def remove_post(
    *, post: Post, by: User, seen: int | None = None, now: datetime | None = None
) -> None:
    """Take out a post that owns and leads nothing, now or formerly."""
    area = post.organisation.area
    at = begin_area(area, now)
    permissions.check(by, area, Capability.MANAGE_PARTNERS)
    take(post, seen)
    title = post.title
    remove(post, f"{title} owns or leads something, or did, so the post stays. Change it instead.")
    audit(AuditEvent.POST_CHANGED, f"{title}: removed", by=by, at=at, area=area)
