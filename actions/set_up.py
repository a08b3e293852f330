"""How far an area and a plan are set up: the tasks of the guided sequence, each state read from what exists.

Nothing is stored about the sequence itself, so it can be left at any point and resumed by anybody.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from enum import StrEnum

from django.db.models import PROTECT, Count, ForeignObjectRel, Model, Q

from actions.choices import AuditEvent
from actions.models import Area, AuditEntry, Membership, Organisation, Plan, Post, RatingScheme
from actions.position import Position
from actions.text import plural
from wsoa.capabilities import Capability, Role


class TaskState(StrEnum):
    """How far a task is."""

    NOT_STARTED = "Not started"
    IN_PROGRESS = "In progress"
    COMPLETED = "Completed"
    OPTIONAL = "Optional"


SETTINGS = (
    "updates_need_acceptance",
    "completions_need_acceptance",
    "completions_need_evidence",
    "dates_need_agreement",
    "stale_after_days",
    "cycle_frequency",
    "cycle_opens_day",
    "cycle_due_after_days",
    "cycle_closes_after_days",
)
"""The fields of a plan that say how it is kept up to date."""


@dataclass(frozen=True, slots=True)
class Task:
    """One step. `name` is the address that does it; `said` what there is already."""

    key: str
    title: str
    name: str
    state: TaskState
    said: str
    capability: Capability

    @property
    def is_done(self) -> bool:
        """Whether nothing has to be done here."""
        return self.state == TaskState.COMPLETED


def _state(done: bool, begun: bool = False, *, optional: bool = False) -> TaskState:
    if done:
        return TaskState.COMPLETED
    if begun:
        return TaskState.IN_PROGRESS
    return TaskState.OPTIONAL if optional else TaskState.NOT_STARTED


def _number(count: int, one: str, many: str = "") -> str:
    return f"{count} {one if count == 1 else many or one + 's'}"


def is_used(row: Model, *, but: Collection[str] = ()) -> bool:
    """Whether anything that would be lost without it points at the row, so that it has to stay; `but` names
    relations that do not count."""
    return any(
        relation.related_model._base_manager.filter(**{relation.field.name: row}).exists()
        for relation in row._meta.get_fields(include_hidden=True)
        if isinstance(relation, ForeignObjectRel)
        and relation.on_delete is PROTECT
        and relation.name not in but
    )


def area_tasks(area: Area) -> list[Task]:
    """What an area needs before its plans: partners, posts, people. In three queries."""
    partners = Organisation.objects.filter(area=area).count()
    posts = Post.objects.filter(organisation__area=area).aggregate(
        all=Count("pk"), reached=Count("pk", filter=~Q(email="") | Q(holder__isnull=False))
    )
    people = Membership.objects.filter(area=area).aggregate(
        all=Count("pk"), managers=Count("pk", filter=Q(role=Role.MANAGER))
    )
    without = posts["all"] - posts["reached"]
    return [
        Task(
            "area",
            "Name of the area, and its own word for a theme",
            "area-change",
            TaskState.COMPLETED,
            f"{area.name}; its word is “{area.theme_word}”",
            Capability.MANAGE_AREA,
        ),
        Task(
            "partners",
            "Partners",
            "partners",
            _state(partners > 0),
            _number(partners, "partner") if partners else "The council, health, schools and others",
            Capability.MANAGE_PARTNERS,
        ),
        Task(
            "posts",
            "Posts that own work",
            "posts",
            _state(posts["all"] > 0 and not without, posts["all"] > 0),
            (
                _number(posts["all"], "post")
                + (f", {without} of them without an address or an account" if without else "")
                if posts["all"]
                else "Who is asked for updates, with or without an account"
            ),
            Capability.MANAGE_PARTNERS,
        ),
        Task(
            "people",
            "People and what they may do",
            "people",
            _state(people["all"] > 1, people["all"] > 0),
            _number(people["all"], "person", "people")
            + ("" if people["managers"] else ", no project manager yet"),
            Capability.MANAGE_AREA,
        ),
    ]


def plan_tasks(plan: Plan, position: Position) -> list[Task]:
    """What a plan needs before and beside its actions, of which `position` is the one of today. In a fixed
    number of queries, whatever the plan's size."""
    words = plural(plan.area.theme_word)
    themes = plan.themes.count()
    streams, groups, impact = (
        plan.workstreams.count(),
        plan.report_groups.count(),
        plan.impact_ratings.count(),
    )
    scheme = RatingScheme.objects.filter(plan=plan).first()
    imported = AuditEntry.objects.filter(plan=plan, event=AuditEvent.ACTIONS_IMPORTED).exists()
    manage = Capability.MANAGE_PLAN
    return [
        Task(
            "details",
            "What the plan is called, and when it runs",
            "plan-change",
            TaskState.COMPLETED,
            f"{plan.get_kind_display()}, {plan.get_stage_display().lower()}",
            manage,
        ),
        Task(
            "inspection",
            "Inspection that it answers",
            "plan-inspection",
            _state(plan.inspection_id is not None, optional=True),
            str(plan.inspection) if plan.inspection else "What it has to answer, if there was one",
            manage,
        ),
        Task(
            "ratings",
            "Rating scheme",
            "scheme",
            _state(scheme is not None),
            scheme.name if scheme else "Without one, actions are unrated",
            manage,
        ),
        Task(
            "themes",
            words[:1].upper() + words[1:],
            "themes",
            _state(themes > 0),
            f"{themes} set up" if themes else "Every action stands under one",
            manage,
        ),
        Task(
            "workstreams",
            "Workstreams",
            "workstreams",
            _state(streams > 0, optional=True),
            _number(streams, "workstream") if streams else f"Who leads the work, across {words}",
            manage,
        ),
        Task(
            "groups",
            "Report groups",
            "report-groups",
            _state(groups > 0, optional=True),
            _number(groups, "group") if groups else "How a paper groups actions for its reader",
            manage,
        ),
        Task(
            "impact",
            "Impact ratings",
            "impact",
            _state(impact > 0, optional=True),
            (
                _number(impact, "rating")
                if impact
                else "Whether what was delivered makes a difference"
            ),
            manage,
        ),
        Task(
            "updates",
            "Update cycle and acceptance",
            "plan-settings",
            _state(_has_own_settings(plan), optional=True),
            _cycle(plan),
            manage,
        ),
        Task(
            "exceptions",
            "Rules of the exception report",
            "exception-rules",
            TaskState.OPTIONAL,
            "Which actions a board must hear of: significant concern, overdue, slipped and more",
            manage,
        ),
        *_action_tasks(position.total, themes, imported=imported),
    ]


def _has_own_settings(plan: Plan) -> bool:
    """Whether somebody has changed how the plan is kept up to date."""
    return any(
        getattr(plan, name) != Plan._meta.get_field(name).get_default()  # type: ignore[union-attr]
        for name in SETTINGS
    )


def _cycle(plan: Plan) -> str:
    if plan.cycle_frequency == "none":
        return "Owners are not asked"
    return f"Owners are asked {plan.get_cycle_frequency_display().lower()}"


def _action_tasks(actions: int, themes: int, *, imported: bool) -> Iterator[Task]:
    """An action is added by hand, or many from a file; either will do."""
    there = f"{_number(actions, 'action')} in the plan" if actions else ""
    yield Task(
        "add",
        "Add an action",
        "action-add",
        _state(actions > 0),
        there or ("Reference, wording, owner, due date" if themes else "It needs the first theme"),
        Capability.MANAGE_PLAN,
    )
    yield Task(
        "import",
        "Import actions from a file",
        "import-start",
        _state(imported, optional=True),
        "All of them at once, from Excel, Word or CSV; nothing is saved before you confirm",
        Capability.MANAGE_PLAN,
    )
