"""Loads the whole demonstration, or says what stands in the way. Everything or nothing is loaded."""

from datetime import date
from enum import Enum

from django.db import transaction

from actions.models import Area
from reports.demo.accounts import OPERATOR, address, make_operator
from reports.demo.asking import ask_nobody, ask_owners
from reports.demo.board_files import read_governance
from reports.demo.board_specification import Governance
from reports.demo.clock import Clock
from reports.demo.drafting import draft_area_paper
from reports.demo.files import plan_from, read_area, read_history, read_toml
from reports.demo.governing import Governor
from reports.demo.impact import Impact
from reports.demo.impact_files import read_impact
from reports.demo.present import make_present_history, read_present_plan
from reports.demo.present_boards import SLUG as PRESENT
from reports.demo.present_boards import make_present_governance
from reports.demo.publishing import publish_area_paper
from reports.demo.setting_up import Built, BuiltPlan, build_area, build_plan
from reports.demo.specification import History, PlanSpecification
from reports.demo.telling import Teller
from wsoa.capabilities import Role
from wsoa.models import User

PUBLISHED = (
    "windsor-and-maidenhead",
    "medway",
    "buckinghamshire",
    "newcastle",
    "somerset",
)
SLUGS = (*PUBLISHED, PRESENT)
RETURNS_TAKE_DAYS = 3
"""Days between the end of a month and the writing down of its returns, in the published areas."""


class Contents(Enum):
    """What the database holds."""

    NOTHING = "nothing"
    DEMONSTRATION = "the demonstration"
    OTHER_DATA = "other data"


def contents() -> Contents:
    """What the database holds: one query where the demonstration is loaded.

    The whole demonstration counts as such even with further areas beside it.
    """
    slugs = set(Area.objects.exclude(demo_note="").values_list("slug", flat=True))
    if slugs.issuperset(SLUGS):
        return Contents.DEMONSTRATION
    if slugs or Area.objects.exists() or User.objects.exists():
        return Contents.OTHER_DATA
    return Contents.NOTHING


def holds_only_demonstration() -> bool:
    """Whether there are areas, and all of them and every account are the demonstration's."""
    notes = set(Area.objects.values_list("demo_note", flat=True))
    demonstration = {OPERATOR, *(address(role, slug) for role in Role for slug in SLUGS)}
    others = User.objects.exclude(email__in=demonstration)
    return bool(notes) and "" not in notes and not others.exists()


@transaction.atomic
def load(today: date) -> None:
    """Load all six areas into an empty database; the invented one's history ends before `today`."""
    operator = make_operator()
    for slug in PUBLISHED:
        load_published(slug, operator=operator)
    plan, history = read_present_plan(today), make_present_history(today)
    governance = make_present_governance(today, plan.starts_on)
    built, made = _load_area(PRESENT, plan, history, governance, Clock(0), operator, today)
    ask_owners(built, made, today)


@transaction.atomic
def load_published(slug: str, *, operator: User) -> None:
    """Load one of the areas of PUBLISHED."""
    plan = plan_from(read_toml(slug, "plan.toml"))
    built, made = _load_area(
        slug, plan, read_history(slug), read_governance(slug), Clock(RETURNS_TAKE_DAYS), operator
    )
    ask_nobody(built, made)


def _load_area(
    slug: str,
    plan: PlanSpecification,
    history: History,
    governance: Governance,
    clock: Clock,
    operator: User,
    today: date | None = None,
) -> tuple[Built, BuiltPlan]:
    built = build_area(read_area(slug), operator=operator, clock=clock, plan=plan)
    made = build_plan(built, plan, clock=clock)
    governor = Governor(built, made, governance)
    governor.set_up(clock)
    impact = Impact(built, made, governor.boards, read_impact(slug, today), today)
    happenings = [*impact.happenings(), *governor.happenings()]
    Teller(built, made, clock).tell(history, plan.issues, happenings)
    days = Clock(0)  # a paper's own: it is written before the last of what the plan has to tell
    draft_area_paper(built, made, days)
    publish_area_paper(built, made, days)
    return built, made
