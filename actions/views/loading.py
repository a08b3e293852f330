"""What every plan page does first: find the plan for this person, and the day it is asked for."""

from dataclasses import dataclass
from datetime import date

from django.http import Http404, HttpRequest
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from actions import navigation
from actions.agreed import agreements
from actions.errors import NotAllowed
from actions.forms import AsAtForm
from actions.models import Action, Area, Plan, Post
from actions.position import Line, Position, position_as_at
from wsoa.capabilities import Capability, Role, role_can
from wsoa.models import User


@dataclass(frozen=True, slots=True)
class PlanPage:
    """A plan as one person looks at it, on one day.

    `day` is the as-at date asked for; where the address holds an unfit one, `as_at_form` has the error,
    `status` is 400 and the page shows today.
    """

    user: User
    area: Area
    plan: Plan
    role: Role
    as_at_form: AsAtForm
    today: date
    day: date

    @property
    def is_today(self) -> bool:
        """Whether the page shows the plan as it is now."""
        return self.day == self.today

    @property
    def status(self) -> int:
        """The page's HTTP status."""
        return 400 if self.as_at_form.errors else 200

    def can(self, capability: Capability) -> bool:
        """Whether the person's role carries the capability."""
        return role_can(self.role, capability)

    def check(self, capability: Capability) -> None:
        """Raise NotAllowed unless `can`."""
        if not self.can(capability):
            raise NotAllowed(f"Your role, {self.role.label.lower()}, may not {capability.label}.")

    def my_posts(self) -> frozenset[int]:
        """The ids of the area's posts that the person holds."""
        return frozenset(Post.objects.held_by(self.user, self.area).values_list("pk", flat=True))

    def position(self) -> Position:
        """The plan's Position on the day."""
        return position_as_at(self.plan, self.day)

    def context_query(self) -> str:
        """The as-at date as links carry it along; empty for today."""
        return "" if self.is_today else f"as_at={self.day.isoformat()}"

    def context(self) -> dict[str, object]:
        """What the templates of every plan page use. Who agreed issues is read where an issue is shown."""
        as_at_query = self.context_query()
        return {
            "navigation": list(
                navigation.places(self.area.slug, self.plan.slug, self.can, as_at_query)
            ),
            "area": self.area,
            "plan": self.plan,
            "role": self.role,
            "as_at_form": self.as_at_form,
            "as_at": self.day,
            "is_today": self.is_today,
            "as_at_query": as_at_query,
            "agreed_issues": SimpleLazyObject(lambda: agreements(self.plan, self.day)),
        }


def signed_in(request: HttpRequest) -> User:
    """The person who signed in. Pages without one are kept away by the middleware."""
    assert isinstance(request.user, User)
    return request.user


def plan_page(request: HttpRequest, area: str, plan: str) -> PlanPage:
    """The plan at the address. Raises Http404 where there is none, or the person is not of its area."""
    user = signed_in(request)
    found = Plan.objects.for_page(user, area=area, plan=plan).first()
    if found is None:
        raise Http404("There is no such plan.")
    role = Role(found.viewer_role)
    today = timezone.localdate()
    form = AsAtForm({"as_at": request.GET.get("as_at", "")}, today=today)
    day = form.cleaned_data["as_at"] if form.is_valid() else today
    return PlanPage(user, found.area, found, role, form, today, day)


def find_action(plan: Plan, reference: str) -> Action:
    """The action that bears or bore the reference, however loosely typed; Http404 without one."""
    action = Action.objects.with_reference(plan, reference).first()
    if action is None:
        raise Http404("There is no such action.")
    action.plan = plan
    return action


def line_on(day: date, action: Action) -> Line | None:
    """The action's line as at the day; None when it was not in the plan."""
    return position_as_at(action.plan, day).line(action.pk)
