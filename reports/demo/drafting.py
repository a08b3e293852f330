"""Drafts the committee paper of an area that has one among its files."""

from collections import defaultdict
from collections.abc import Iterator

from reports.choices import SectionKind, StepEvent
from reports.demo.clock import Clock
from reports.demo.files import DATA, read_toml
from reports.demo.setting_up import Built, BuiltPlan
from reports.models import Paper, PaperSection
from reports.services.clearance import record_step
from reports.services.papers import start_paper, write_section
from reports.services.sections import add_section, remove_section
from reports.services.templates import adopt_template
from wsoa.capabilities import Role


def draft_area_paper(built: Built, made: BuiltPlan, clock: Clock) -> None:
    """Write the paper in the area's paper.toml, if it has one, as its report officer, in the template that it names."""
    slug = built.area.slug
    if not (DATA / slug / "paper.toml").exists():
        return
    raw = read_toml(slug, "paper.toml")
    by = built.people[Role.OFFICER]
    now = clock.after(raw["as_at"])
    template = adopt_template(area=built.area, key=raw["template"], by=by, now=now)
    paper = start_paper(
        plan=made.plan,
        template=template,
        title=raw["title"],
        body=raw.get("body", ""),
        as_at=raw["as_at"],
        meeting_on=raw["meeting_on"],
        by=by,
        now=now,
    )
    sections = _Sections(paper)
    for given in raw["sections"]:
        section = sections.take(SectionKind(given["kind"]), given["heading"])
        if section is None:
            kind, heading = SectionKind(given["kind"]), given["heading"]
            section = add_section(paper=paper, kind=kind, heading=heading, by=by, now=now)
        write_section(section=section, text=given["text"].strip(), by=by, now=now)
    for section in sections.left():
        remove_section(section=section, by=by, now=now)
    for given, step in zip(raw["steps"], paper.steps.all(), strict=False):
        for event, key in ((StepEvent.ISSUED, "issued_on"), (StepEvent.RETURNED, "returned_on")):
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
