"""The services of update cycles, emailed links and the mailbox: who may call each, and a good request."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from actions.services import cycles, reminders
from tests.actions.stage import SETS_UP_PLAN, Services, Stage, in_plan


def _reminded(stage: Stage) -> dict[str, Any]:
    """The plan, whose owners were asked a week ago."""
    plan = stage.scene.plan
    plan.refresh_from_db()
    opened = timezone.now() - timedelta(days=7)
    if not plan.cycles.exists():
        cycles.open_cycle(plan=plan, by=stage.place.manager, now=opened)
    return {"plan": plan}


SERVICES: Services = {
    cycles.open_cycle: (SETS_UP_PLAN, in_plan()),
    reminders.remind_now: (SETS_UP_PLAN, _reminded),
}
