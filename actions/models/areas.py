"""Areas, the partners in them, the posts that own work, and who may see an area."""

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from simple_history.models import HistoricalRecords

from actions.choices import OrganisationKind
from wsoa.capabilities import Role
from wsoa.models import User


class AreaQuerySet(models.QuerySet["Area"]):
    """Which areas a person sees."""

    def visible_to(self, user: User) -> Self:
        """The areas that the person belongs to."""
        return self.filter(memberships__user=user)

    def for_home(self, user: User) -> Self:
        """The person's areas with their plans, in two queries."""
        return (
            self.visible_to(user)
            .prefetch_related(models.Prefetch("plans", to_attr="plans_for_home"))
            .order_by("name")
        )


class Area(models.Model):
    """A local area: a council and its health partners. Everything else belongs to one.

    `theme_word` is the area's own word for a theme ("improvement priority"). `demo_note` says what
    is published and what is illustrative; blank means that the data are real.
    """

    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=200)
    theme_word = models.CharField(max_length=60, default="theme")
    demo_note = models.TextField(blank=True)

    history = HistoricalRecords()
    objects: ClassVar[AreaQuerySet] = AreaQuerySet.as_manager()  # type: ignore[assignment]

    def __str__(self) -> str:
        return self.name


class Organisation(models.Model):
    """A partner in an area. `email` is told when its posts do not answer."""

    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="organisations")
    name = models.CharField(max_length=200)
    short_name = models.CharField(max_length=60)
    kind = models.CharField(max_length=20, choices=OrganisationKind)
    email = models.EmailField(blank=True)

    history = HistoricalRecords()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["area", "name"], name="one_organisation_a_name")
        ]

    def __str__(self) -> str:
        return self.name


class PostQuerySet(models.QuerySet["Post"]):
    """Finding posts."""

    def held_by(self, user: User, area: Area) -> Self:
        """The area's posts that the person holds."""
        return self.filter(holder=user, organisation__area=area)


class Post(models.Model):
    """A post, or a named contact, in an organisation: who owns work, with or without an account."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="posts")
    title = models.CharField(max_length=200)
    email = models.EmailField(blank=True)
    holder = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="posts",
    )

    history = HistoricalRecords()
    objects: ClassVar[PostQuerySet] = PostQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["organisation", "title"], name="one_post_a_title")
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def address(self) -> str:
        """Where messages to the post go: its own address, else its holder's; blank where there is none."""
        if self.email:
            return self.email
        return self.holder.email if self.holder and self.holder.is_active else ""


class Membership(models.Model):
    """A person's role in an area."""

    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="memberships")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="memberships"
    )
    role = models.CharField(max_length=20, choices=Role)

    history = HistoricalRecords()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["area", "user"], name="one_role_a_person_an_area")
        ]

    def __str__(self) -> str:
        return f"{self.user}, {self.get_role_display()}"
