"""The posts that papers of a template go to: added, changed, moved, removed. No paper is touched.

Steps of the same order are asked at once. The orders run from 1 without gaps.
"""

from collections.abc import Sequence
from datetime import datetime

from actions import permissions
from actions.errors import Refused
from actions.models import Area, Post
from actions.services.rows import change, one_line, remove, take
from actions.services.writing import service
from reports.choices import StepKind
from reports.models import PaperTemplate, TemplateStep
from reports.services.templates import begin_template, checked_days, tell
from wsoa.capabilities import Capability
from wsoa.models import User

ROLE_LIMIT = 200
MOST_STEPS = 40


@service
def add_template_step(
    *,
    template: PaperTemplate,
    kind: StepKind,
    role: str,
    by: User,
    post: Post | None = None,
    is_mandatory: bool = False,
    days: int = 0,
    order: int | None = None,
    now: datetime | None = None,
) -> TemplateStep:
    """Add a post that papers go to, asked at once with those of the `order`, after all others where that is None. Raises Refused
    for a post of another area, an order that there is not, and days that cannot be meant."""
    at = begin_template(template, now)
    permissions.check(by, template.area, Capability.WRITE_PAPERS)
    turns = _turns(template)
    if sum(map(len, turns)) >= MOST_STEPS:
        raise Refused(f"A template has {MOST_STEPS} steps at most. Remove one first.")
    step = TemplateStep.objects.create(
        template=template,
        order=_checked_order(turns, order),
        kind=kind,
        role=_checked_role(role),
        post=_checked_post(template.area, post),
        is_mandatory=is_mandatory,
        days=checked_days(days, field="days"),
    )
    tell(template, f"{step.role} added to its clearance", by=by, at=at)
    return step


@service
def change_template_step(
    *,
    step: TemplateStep,
    kind: StepKind,
    role: str,
    post: Post | None,
    is_mandatory: bool,
    days: int,
    by: User,
    order: int | None = None,
    seen: int | None = None,
    now: datetime | None = None,
) -> TemplateStep:
    """Change a post that the papers to come go to; `order` None means after all others. Raises Stale where somebody has changed it since
    the version that was `seen`."""
    template = step.template
    at = begin_template(template, now)
    permissions.check(by, template.area, Capability.WRITE_PAPERS)
    take(step, seen)
    turns = _turns(template)
    is_last = order is None and turns[-1] == [step]
    said = change(
        step,
        kind=kind,
        role=_checked_role(role),
        post=_checked_post(template.area, post),
        is_mandatory=is_mandatory,
        days=checked_days(days, field="days"),
        order=step.order if is_last else _checked_order(turns, order),
    )
    if said:
        _put_in_order(_turns(template))
        step.refresh_from_db(fields=["order"])
        tell(template, f"{step.role}: {said}", by=by, at=at)
    return step


@service
def move_template_step(
    *, step: TemplateStep, up: bool, by: User, now: datetime | None = None
) -> None:
    """Ask a post earlier or later: one that is asked at once with others gets a turn of its own, before or after theirs; one that has a
    turn of its own joins the next. At the end it stays where it is."""
    template = step.template
    at = begin_template(template, now)
    permissions.check(by, template.area, Capability.WRITE_PAPERS)
    take(step, None)
    turns = _turns(template)
    place = next(place for place, turn in enumerate(turns) if step in turn)
    if len(turns[place]) > 1:
        turns[place].remove(step)
        turns.insert(place if up else place + 1, [step])
    else:
        other = place - 1 if up else place + 1
        if not 0 <= other < len(turns):
            return
        turns[other].append(step)
        del turns[place]
    _put_in_order(turns)
    tell(template, f"{step.role} asked {'earlier' if up else 'later'}", by=by, at=at)


@service
def remove_template_step(*, step: TemplateStep, by: User, now: datetime | None = None) -> None:
    """Take a post out of the clearance of the papers to come."""
    template = step.template
    at = begin_template(template, now)
    permissions.check(by, template.area, Capability.WRITE_PAPERS)
    take(step, None)
    role = step.role
    remove(step, "Something needs this step. It cannot be removed.")
    _put_in_order(_turns(template))
    tell(template, f"{role} taken out of its clearance", by=by, at=at)


def _turns(template: PaperTemplate) -> list[list[TemplateStep]]:
    """The steps by turn, those asked at once together."""
    found: dict[int, list[TemplateStep]] = {}
    for step in template.steps.all():
        found.setdefault(step.order, []).append(step)
    return list(found.values())


def _put_in_order(turns: Sequence[Sequence[TemplateStep]]) -> None:
    """Number the turns from 1 without gaps. It leaves no row in the histories of the steps."""
    for order, turn in enumerate(turns, start=1):
        for step in turn:
            if step.order != order:
                TemplateStep.objects.filter(pk=step.pk).update(order=order)


def _checked_order(turns: Sequence[Sequence[TemplateStep]], order: int | None) -> int:
    """The order; one after the last where none is given."""
    if order is None:
        return turns[-1][0].order + 1 if turns else 1
    if not any(turn[0].order == order for turn in turns):
        raise Refused("Choose from the list when it is asked.", field="order")
    return order


def _checked_role(role: str) -> str:
    return one_line(role, field="role", label="role", limit=ROLE_LIMIT)


def _checked_post(area: Area, post: Post | None) -> Post | None:
    if post is not None and post.organisation.area_id != area.pk:
        raise Refused("Choose a post of this area.", field="post")
    return post
