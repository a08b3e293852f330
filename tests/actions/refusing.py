"""What tests of refusals share: an action, good requests about it, and how a refusal is checked."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any

import pytest
from django.utils import timezone

from actions.errors import Refused
from actions.models import Action
from actions.services import completions, issues, updates
from tests.factories import Scene, day, make_action, make_place, make_scene


@dataclass
class Refusals:
    """A plan and what refusals need beside it."""

    scene: Scene
    action: Action
    """Rated green from day 10."""

    @cached_property
    def other(self) -> Scene:
        """A plan of another area."""
        return make_scene(make_place("elsewhere"))

    @property
    def by(self) -> Any:
        """The project manager."""
        return self.scene.manager


Case = tuple[str, Callable[[Refusals], Any], str, str | None]
"""What is wrong, a request that is, words of the message, and the field that it stands beside."""


def each_of(cases: Iterable[Case]) -> pytest.MarkDecorator:
    """Runs a test with the request, message and field of each case."""
    return pytest.mark.parametrize(
        ("act", "message", "field"),
        [pytest.param(act, message, field, id=name) for name, act, message, field in cases],
    )


def check_refused(
    here: Refusals, act: Callable[[Refusals], Any], message: str, field: str | None
) -> None:
    """The request is refused with those words beside that field."""
    with pytest.raises(Refused) as refusal:
        act(here)
    assert message in refusal.value.message
    assert refusal.value.field == field


def gone(here: Refusals) -> Action:
    """The withdrawn action."""
    return Action.objects.with_reference(here.scene.plan, "1.2").get()


def update(here: Refusals, code: str = "G", **given: Any) -> Any:
    """A good update of the action from day 30: green again, but for what is given."""
    values = {
        "action": here.action,
        "rating": here.scene.ratings[code] if code else None,
        "effective_date": day(30),
        "commentary": "",
        "by": here.by,
    }
    return updates.record_update(**{**values, **given})


def change(here: Refusals, service: Callable[..., Any], **given: Any) -> Any:
    """A good change of the action by the service, but for what is given."""
    values = {
        "action": here.action,
        "effective_date": day(30),
        "reason": "Agreed",
        "by": here.by,
    }
    return service(**{**values, **given})


def add(here: Refusals, reference: str = "7.7", **given: Any) -> Any:
    """A good new action, but for what is given."""
    return make_action(here.scene, reference, **given)


def tomorrow() -> date:
    """The first day that no date may be."""
    return timezone.localdate() + timedelta(days=1)


def complete(here: Refusals, **given: Any) -> Any:
    """A good completion, but for what is given."""
    values = {"action": here.action, "completed_on": day(30), "evidence": "Seen", "by": here.by}
    return completions.record_completion(**{**values, **given})


def reopen(here: Refusals, **given: Any) -> Any:
    """A good reopening, but for what is given."""
    return change(here, completions.reopen_action, **given)


def raise_issue(here: Refusals, **given: Any) -> Any:
    """A good issue, but for what is given."""
    values = {
        "plan": here.scene.plan,
        "title": "No staff",
        "explanation": "A vacancy",
        "remedial_action": "Advertised",
        "effective_date": day(30),
        "by": here.by,
    }
    return issues.raise_issue_group(**{**values, **given})
