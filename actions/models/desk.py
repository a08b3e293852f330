"""What a person keeps at hand: saved views of the register, its columns, an import being prepared."""

from typing import ClassVar, Self
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q

from actions.models.plans import Plan
from wsoa.models import User
from wsoa.working import WorkingModel


class SavedViewQuerySet(models.QuerySet["SavedView"]):
    """Which views a person sees."""

    def offered_to(self, user: User, plan: Plan) -> Self:
        """The person's own views of the plan, and those that others share."""
        return self.filter(Q(user=user) | Q(is_shared=True), plan=plan)


class SavedView(WorkingModel):
    """A filter of the register under a name. A shared one is offered to everybody who sees the plan."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="saved_views")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="saved_views"
    )
    name = models.CharField(max_length=80)
    query = models.CharField(max_length=2000)
    is_shared = models.BooleanField(default=False)

    user_id: int

    objects: ClassVar[SavedViewQuerySet] = SavedViewQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering: ClassVar[list[str]] = ["name", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["plan", "user", "name"], name="one_saved_view_a_name")
        ]

    def __str__(self) -> str:
        return self.name


class RegisterColumnsQuerySet(models.QuerySet["RegisterColumns"]):
    """What a person chose."""

    def names_for(self, user: User, plan: Plan) -> list[str]:
        """The names of the columns that the person chose for the plan, none where they never did."""
        chosen: list[str] | None = (
            self.filter(user=user, plan=plan).values_list("columns", flat=True).first()
        )
        return chosen or []


class RegisterColumns(WorkingModel):
    """The columns a person chose for a plan's register, as a list of their names."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    columns = models.JSONField(default=list)

    objects: ClassVar[RegisterColumnsQuerySet] = RegisterColumnsQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["plan", "user"], name="one_choice_of_columns")
        ]


class ImportDraft(WorkingModel):
    """A file read but not yet imported: its cells as text, and how its columns are to be understood.

    `table` is {"sheet": name, "header": [...], "rows": [[row number, [cells]], ...]}. The file itself is not kept.
    A draft is its maker's alone, and goes when it is confirmed, discarded, or older than the stated period.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="import_drafts")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()
    file_name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    table = models.JSONField()
    columns = models.JSONField(default=dict)
    expand_ranges = models.BooleanField(default=False)
    as_at = models.DateField()
