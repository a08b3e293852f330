"""Papers for tests, through the services that write them."""

from datetime import date
from typing import Any

from reports.choices import SectionKind
from reports.models import Paper, PaperSection, PaperTemplate
from reports.services.papers import start_paper, write_section
from reports.services.templates import adopt_template
from tests.factories import Scene, day
from wsoa.capabilities import Role
from wsoa.models import User

CABINET = "cabinet"
AS_AT = day(90)
MEETING_ON = date(2018, 5, 24)


def officer(scene: Scene) -> User:
    """Who writes papers."""
    return scene.place.people[Role.OFFICER]


def make_template(scene: Scene, key: str = CABINET) -> PaperTemplate:
    """The shipped template of the key as the area's own: made once."""
    found = PaperTemplate.objects.filter(area=scene.place.area, key=key).first()
    return found or adopt_template(area=scene.place.area, key=key, by=officer(scene))


def make_paper(scene: Scene, **given: Any) -> Paper:
    """A cabinet paper that nobody has written in."""
    return start_paper(
        **{
            "plan": scene.plan,
            "template": make_template(scene),
            "title": "SEND update",
            "as_at": AS_AT,
            "meeting_on": MEETING_ON,
            "by": officer(scene),
            **given,
        }
    )


def section_of(paper: Paper, kind: SectionKind, place: int = 0) -> PaperSection:
    """The paper's section of the kind, the first unless told otherwise."""
    return paper.sections.filter(kind=kind)[place]


def write(paper: Paper, kind: SectionKind, text: str, **given: Any) -> PaperSection:
    """Write the first section of the kind as whoever started the paper."""
    section = section_of(paper, kind)
    return write_section(**{"section": section, "text": text, "by": paper.created_by, **given})
