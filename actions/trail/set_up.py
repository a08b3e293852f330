"""What simple-history keeps of an area's and a plan's set-up, as the audit pages name it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.db.models import CharField, Field, ForeignKey, Model, QuerySet, TextField

from actions.models import (
    AccountableBody,
    Area,
    ImpactRating,
    Inspection,
    Membership,
    Organisation,
    Plan,
    Post,
    Rating,
    RatingScheme,
    ReportGroup,
    Strength,
    Theme,
    Weakness,
    Workstream,
)
from actions.trail.changes import FieldChange


@dataclass(frozen=True, slots=True)
class SetUp:
    """One kind of thing that is set up. `scope` is the path from a row to the plan, or to the area
    where `of_area`."""

    key: str
    label: str
    model: type[Model]
    scope: str
    of_area: bool = False

    @property
    def rows(self) -> QuerySet[Any]:
        """Every row that simple-history keeps of it."""
        manager: Any = self.model.history  # type: ignore[attr-defined]
        rows: QuerySet[Any] = manager.all().order_by()
        return rows

    def of_plan(self, plan: Plan) -> QuerySet[Any]:
        """The rows about the plan, or about its area."""
        return self.rows.filter(**{self.scope: plan.area_id if self.of_area else plan.pk})

    @property
    def fields(self) -> list[Field[Any, Any]]:
        """The fields that are kept of it, but for its own number."""
        tracked: list[Field[Any, Any]] = self.rows.model.tracked_fields
        return [field for field in tracked if not field.primary_key]

    @property
    def texts(self) -> list[str]:
        """Which columns a search for text looks into."""
        return [field.name for field in self.fields if isinstance(field, CharField | TextField)]

    @property
    def related(self) -> list[str]:
        """What its rows name, to be read with them."""
        return [field.name for field in self.fields if isinstance(field, ForeignKey)]


SET_UP: tuple[SetUp, ...] = (
    SetUp("plan", "Plan", Plan, "id"),
    SetUp("theme", "Theme", Theme, "plan_id"),
    SetUp("workstream", "Workstream", Workstream, "plan_id"),
    SetUp("report-group", "Report group", ReportGroup, "plan_id"),
    SetUp("rating-scheme", "Rating scheme", RatingScheme, "plan_id"),
    SetUp("rating-definition", "Rating", Rating, "scheme__plan_id"),
    SetUp("impact-rating", "Impact rating", ImpactRating, "plan_id"),
    SetUp("area", "Area", Area, "id", of_area=True),
    SetUp("organisation", "Organisation", Organisation, "area_id", of_area=True),
    SetUp("post", "Post", Post, "organisation__area_id", of_area=True),
    SetUp("inspection", "Inspection", Inspection, "area_id", of_area=True),
    SetUp(
        "accountable-body",
        "Accountable body",
        AccountableBody,
        "inspection__area_id",
        of_area=True,
    ),
    SetUp("weakness", "Weakness", Weakness, "inspection__area_id", of_area=True),
    SetUp("strength", "Strength", Strength, "inspection__area_id", of_area=True),
    SetUp("membership", "Member", Membership, "area_id", of_area=True),
)


@dataclass(frozen=True, slots=True)
class SetUpStep:
    """A row that simple-history keeps, with the one before it of the same thing."""

    row: Any
    before: Any | None

    @property
    def kind(self) -> str:
        """Added, changed or removed."""
        return {"+": "Added", "~": "Changed", "-": "Removed"}[self.row.history_type]

    def fields(self, fields: Iterable[Field[Any, Any]]) -> Iterator[FieldChange]:
        """Each field before and after."""
        removed = self.row.history_type == "-"
        for field in fields:
            old = _said(self.before, field) if self.before is not None else ""
            new = "" if removed else _said(self.row, field)
            if removed and self.before is None:
                old = _said(self.row, field)
            yield FieldChange(field.name, str(field.verbose_name).capitalize(), old, new)


def set_up_steps(rows: Iterable[Any]) -> Iterator[SetUpStep]:
    """The rows of one thing in the order they were written, each with the one before it."""
    before = None
    for row in sorted(rows, key=lambda row: (row.history_date, row.history_id)):
        yield SetUpStep(row, before)
        before = row


def named(row: Any) -> str:
    """What the thing was called at the time."""
    try:
        return str(row.instance)
    except ObjectDoesNotExist:
        return f"number {row.id}"


def _said(row: Any, field: Field[Any, Any]) -> str:
    """The value as a person would say it."""
    display = getattr(row, f"get_{field.name}_display", None)
    if display is not None:
        return str(display())
    try:
        value = getattr(row, field.name)
    except ObjectDoesNotExist:
        value = getattr(row, field.attname)
    if isinstance(value, bool):
        return "Yes" if value else "No"
    return "" if value is None else str(value)
