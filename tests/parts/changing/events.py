"""What happens once to an action, through the services of changing an action, so that every table has a row."""

from actions.choices import DateOutcome
from actions.due_dates import DueDate
from actions.models import Action
from actions.services import dates, milestones
from tests.factories import Scene, day


def happen(scene: Scene, action: Action) -> None:
    """A milestone that came late, one that was dropped, and three proposed dates: one replaced, one
    agreed, one still waiting."""
    by = scene.manager
    draft = milestones.add_milestone(
        action=action, title="First draft", due=DueDate.parse("January 2018"), by=by
    )
    milestones.finish_milestone(milestone=draft, done_on=day(45), by=by)
    milestones.add_milestone(
        action=action, title="Consultation", due=DueDate.parse("Q1 2018/19"), by=by
    )
    dropped = milestones.add_milestone(
        action=action, title="Second reading", due=DueDate.ongoing(), by=by
    )
    milestones.drop_milestone(milestone=dropped, reason="One reading is enough", by=by)
    plan = action.plan
    plan.dates_need_agreement = True
    plan.save()
    for due in ("July 2018", "September 2018"):
        asked = dates.propose_due_date(
            action=action, due=DueDate.parse(due), reason="The school year", by=by
        )
    dates.decide_due_date(
        proposal=asked, outcome=DateOutcome.AGREED, agreed_by="Improvement board", by=by
    )
    dates.propose_due_date(
        action=action, due=DueDate.parse("December 2018"), reason="No venue", by=by
    )
