"""Drafts the committee paper of an area that has one among its files."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from boards.models import Meeting
from reports.choices import SectionKind, StepEvent, StepKind
from reports.demo.clock import Clock
from reports.demo.files import DATA, read_toml
from reports.demo.setting_up import Built, BuiltPlan
from reports.facts import Facts
from reports.models import ClearanceStep, Paper, PaperSection
from reports.services.clearance import change_step, mark_urgent, record_step
from reports.services.papers import start_paper, write_section
from reports.services.sections import add_section, change_section, remove_section
from wsoa.capabilities import Role

EVENTS = (
    (StepEvent.ISSUED, "issued_on"),
    (StepEvent.RETURNED, "returned_on"),
    (StepEvent.CONFIRMED, "confirmed_on"),
)


def draft_area_paper(built: Built, made: BuiltPlan, clock: Clock) -> None:
    """Write the paper in the area's paper.toml, if it has one, as its report officer, in the template that it names."""
    slug = built.area.slug
    if not (DATA / slug / "paper.toml").exists():
        return
    raw = read_toml(slug, "paper.toml")
    by = built.people[Role.OFFICER]
    now = clock.after(raw["as_at"])
    meeting = Meeting.objects.get(
        board__area=built.area, board__title=raw["body"], held_on=raw["meeting_on"]
    )
    paper = start_paper(
        plan=made.plan,
        template=raw["template"],
        title=raw["title"],
        as_at=raw["as_at"],
        meeting=meeting,
        by=by,
        now=now,
    )
    if "urgency" in raw:
        mark_urgent(paper=paper, reason=raw["urgency"], by=by, now=now)
    facts = Facts(made.plan, paper.as_at)
    sections = _Sections(paper)
    for given in raw["sections"]:
        kind, heading = SectionKind(given["kind"]), given["heading"]
        section = sections.take(kind, heading)
        if section is None:
            section = add_section(paper=paper, kind=kind, heading=heading, by=by, now=now)
        if "ground" in given:
            change_section(
                section=section,
                heading=heading,
                is_exempt=True,
                ground=given["ground"],
                by=by,
                now=now,
            )
        write_section(section=section, text=given["text"].strip(), by=by, facts=facts, now=now)
    for section in sections.left():
        remove_section(section=section, by=by, now=now)
    for given, step in zip(raw["steps"], paper.steps.all(), strict=True):
        _clear(given, step, built, clock)


def _clear(given: Mapping[str, Any], step: ClearanceStep, built: Built, clock: Clock) -> None:
    """Say who answers for the step, and tell what happened to it."""
    by = built.people[Role.OFFICER]
    if "post" in given:
        change_step(
            step=step,
            kind=StepKind(step.kind),
            role=given["role"],
            post=built.posts[given["post"]],
            is_mandatory=step.is_mandatory,
            due_on=step.due_on,
            order=step.order,
            by=by,
            now=clock.after(step.paper.as_at),
        )
    for event, key in EVENTS:
        if key in given:
            day = given[key]
            record_step(step=step, event=event, happened_on=day, by=by, now=clock.after(day))


class _Sections:
    """The sections that a paper began with, taken one by one."""

    def __init__(self, paper: Paper) -> None:
        self._there: dict[tuple[str, str], list[PaperSection]] = defaultdict(list)
        for section in paper.sections.all():
            self._there[section.kind, section.heading].append(section)

    def take(self, kind: SectionKind, heading: str) -> PaperSection | None:
        """The next of the kind and heading; None where there is none left."""
        places = self._there[kind, heading]
        return places.pop(0) if places else None

    def left(self) -> Iterator[PaperSection]:
        """Those that nobody took."""
        for places in self._there.values():
            yield from places
