"""Setting up an area: its partners, their posts, and the people who may see it."""

from datetime import datetime

from django.utils import timezone

from actions import permissions
from actions.choices import AuditEvent, OrganisationKind
from actions.errors import NotAllowed, Refused
from actions.models import Area, Membership, Organisation, Post
from actions.services.rows import (
    begin_area,
    change,
    check_free,
    checked_email,
    one_line,
    take,
)
from actions.services.writing import audit, checked_slug, required_text, service
from actions.text import clean_text
from wsoa.capabilities import Capability, Role
from wsoa.models import User

RESERVED_SLUGS = frozenset(
    {
        "about",
        "accounts",
        "answer",
        "healthz",
        "mailbox",
        "media",
        "my-work",
        "privacy",
        "published",
        "static",
    }
)
"""First words of addresses that are not areas."""


@service
def create_area(
    *,
    slug: str,
    name: str,
    by: User,
    theme_word: str = "theme",
    demo_note: str = "",
    administrator: User | None = None,
    now: datetime | None = None,
) -> Area:
    """Make an area, with its first administrator where one is given. Only the site's operator may.

    An account of the administrator's that is not saved yet is saved with the area, or not at all. Raises
    Refused when the slug is taken or unfit.
    """
    if not by.is_operator:
        raise NotAllowed("Only the site operator may make an area.")
    slug = checked_slug(slug)
    name = required_text(name, field="name", limit=200)
    if slug.casefold() in RESERVED_SLUGS:
        raise Refused(f"“{slug}” is used by the site itself. Choose another.", field="slug")
    slugs = Area.objects.values_list("slug", flat=True)
    check_free(slugs, slug, f"There is an area “{slug}” already.", field="slug")
    area = Area.objects.create(
        slug=slug,
        name=name,
        theme_word=required_text(theme_word, field="theme_word", limit=60),
        demo_note=clean_text(demo_note, field="demo_note", label="The note"),
    )
    at = now or timezone.now()
    audit(AuditEvent.AREA_CREATED, name, by=by, at=at, area=area)
    if administrator is not None:
        if administrator.pk is None:
            administrator.save()
        add_member(area=area, user=administrator, role=Role.ADMINISTRATOR, by=by, now=at)
    return area


@service
def change_area(
    *,
    area: Area,
    name: str,
    theme_word: str,
    by: User,
    seen: int | None = None,
    now: datetime | None = None,
) -> Area:
    """Change an area's name and its own word for a theme. `seen` is the version that was looked at."""
    at = begin_area(area, now)
    permissions.check(by, area, Capability.MANAGE_AREA)
    take(area, seen)
    said = change(
        area,
        name=one_line(name, field="name", label="name of the area", limit=200),
        theme_word=one_line(theme_word, field="theme_word", label="word for a theme", limit=60),
    )
    if said:
        audit(AuditEvent.AREA_CHANGED, said, by=by, at=at, area=area)
    return area


@service
def add_organisation(
    *,
    area: Area,
    name: str,
    short_name: str,
    kind: OrganisationKind,
    by: User,
    email: str = "",
    now: datetime | None = None,
) -> Organisation:
    """Add a partner to an area. `email` is told when its posts do not answer."""
    at = begin_area(area, now)
    permissions.check(by, area, Capability.MANAGE_PARTNERS)
    name = one_line(name, field="name", label="name", limit=200)
    short_name = one_line(short_name, field="short_name", label="short name", limit=60)
    names = area.organisations.values_list("name", flat=True)
    check_free(names, name, f"{name} is a partner already.", field="name")
    organisation = Organisation.objects.create(
        area=area, name=name, short_name=short_name, kind=kind, email=checked_email(email)
    )
    audit(AuditEvent.ORGANISATION_ADDED, name, by=by, at=at, area=area)
    return organisation


@service
def add_post(
    *,
    organisation: Organisation,
    title: str,
    by: User,
    email: str = "",
    holder: User | None = None,
    now: datetime | None = None,
) -> Post:
    """Add a post to a partner. `holder` is the account that answers for it, if there is one."""
    area = organisation.area
    at = begin_area(area, now)
    permissions.check(by, area, Capability.MANAGE_PARTNERS)
    title = one_line(title, field="title", label="title", limit=200)
    titles = organisation.posts.values_list("title", flat=True)
    check_free(titles, title, f"{organisation} has the post {title} already.", field="title")
    check_holder(area, holder)
    post = Post.objects.create(
        organisation=organisation, title=title, email=checked_email(email), holder=holder
    )
    audit(AuditEvent.POST_ADDED, title, by=by, at=at, area=area)
    return post


def check_holder(area: Area, holder: User | None) -> None:
    """Raise Refused unless the account, if there is one, is of the area."""
    if holder is not None and not Membership.objects.filter(area=area, user=holder).exists():
        raise Refused("Choose a person of this area.", field="holder")


@service
def add_member(
    *, area: Area, user: User, role: Role, by: User, now: datetime | None = None
) -> Membership:
    """Give a person a role in an area. The site's operator may add the first administrator only."""
    at = begin_area(area, now)
    first = (
        by.is_operator
        and role == Role.ADMINISTRATOR
        and not area.memberships.filter(role=Role.ADMINISTRATOR).exists()
    )
    if not first:
        permissions.check(by, area, Capability.MANAGE_AREA)
    if Membership.objects.filter(area=area, user=user).exists():
        raise Refused(f"{user} has a role in {area} already.", field="user")
    membership = Membership.objects.create(area=area, user=user, role=role)
    summary = f"{user.email}: {role.label}"
    audit(AuditEvent.MEMBER_ADDED, summary, by=by, at=at, area=area)
    return membership
