"""Publishes the paper of an area that says among its files how it went out, and records what its meeting made of it."""

from reports.choices import StepKind
from reports.demo.clock import Clock
from reports.demo.files import DATA, read_toml
from reports.demo.setting_up import Built, BuiltPlan
from reports.models import Paper
from reports.services.clearance import change_step
from reports.services.outcomes import record_outcome
from reports.services.publishing import publish
from wsoa.capabilities import Role


def publish_area_paper(built: Built, made: BuiltPlan, clock: Clock) -> None:
    """Publish the paper that the area's publication.toml names, if it has one, as its report officer on the paper's own day."""
    slug = built.area.slug
    if not (DATA / slug / "publication.toml").exists():
        return
    raw = read_toml(slug, "publication.toml")
    by = built.people[Role.OFFICER]
    paper = Paper.objects.get(plan=made.plan, template__key=raw["template"])
    for step in paper.steps.filter(role__in=raw["not_asked"], is_mandatory=True):
        change_step(
            step=step,
            kind=StepKind(step.kind),
            role=step.role,
            order=step.order,
            due_on=step.due_on,
            by=by,
            now=clock.after(raw["published_on"]),
        )
    publication = publish(paper=paper, by=by, now=clock.after(raw["published_on"]))
    outcome = raw["outcome"]
    record_outcome(
        publication=publication,
        resolution=outcome["resolution"].strip(),
        decided_on=outcome["decided_on"],
        by=by,
        now=clock.after(outcome["decided_on"]),
    )
