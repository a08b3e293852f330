"""What happens once to a paper, so that every table has a row."""

from typing import Any

from django.utils import timezone

from actions.models import Action
from reports.choices import SectionKind, StepEvent
from reports.models import (
    Branding,
    ClaimReason,
    ClearanceLink,
    CommentSettling,
    MarginComment,
    Paper,
    Presence,
)
from reports.services.clearance import record_step
from tests.factories import Scene, day
from tests.reports.papering import make_paper, write


def happen(scene: Scene, action: Action) -> None:
    """A paper is written and consulted on; what no service writes is put in its table plainly."""
    paper = make_paper(scene)
    _written(scene, paper)
    _cleared(scene, paper)
    Branding.objects.get_or_create(area=scene.place.area, logo="somewhere", logo_text="A crest")


def _written(scene: Scene, paper: Paper) -> None:
    by, at = scene.manager, timezone.now()
    section = write(paper, SectionKind.SUMMARY, "All {total} actions", keep=True)
    comment = MarginComment(section=section, quote="All", text="Say how many", at=at, by=by)
    comment.save()
    MarginComment(section=section, answers=comment, text="It does", at=at, by=by).save()
    CommentSettling(comment=comment, at=at, by=by).save()
    given = {"claim": "17 of 107", "expected": "16 of 107", "reason": "As it was in March"}
    ClaimReason(section=section, at=at, by=by, **given).save()
    Presence(section=section, by=by, until=at).save()


def _cleared(scene: Scene, paper: Paper) -> None:
    step, at = paper.steps.all()[0], timezone.now()
    given: dict[str, Any] = {"step": step, "happened_on": day(95), "by": scene.manager}
    record_step(event=StepEvent.ISSUED, **given)
    record_step(event=StepEvent.RETURNED, comments="Say it sooner", **given)
    ClearanceLink(step=step, digest=f"{step.pk:064}", sent_at=at, expires_at=at).save()
