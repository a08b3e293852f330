"""Papers that are being cleared, for tests: through the services that ask and answer."""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone

from actions.models import Post
from actions.services.partners import change_post
from actions.working_days import is_working_day
from reports.choices import SectionKind, StepKind
from reports.clearance import Clearance, clearance_of
from reports.models import ClearanceStep, Paper
from reports.services.clearance import add_step, remove_step
from tests.factories import Scene, at
from tests.letters import newest_letter
from tests.reports.papering import make_paper, officer, write

MONDAY = date(2018, 4, 30)
"""The day on which the papers of these tests are issued. Monday 7 May is a bank holiday."""
DUE = date(2018, 5, 10)
DESPATCH = date(2018, 5, 17)
"""Five working days before the meeting of 24 May."""


@dataclass(frozen=True)
class Asked:
    """A paper that asks two at once, and a third after them."""

    paper: Paper
    consultee: ClearanceStep
    finance: ClearanceStep
    legal: ClearanceStep

    def now(self, today: date = MONDAY) -> Clearance:
        """How it stands on the day."""
        return clearance_of(Paper.objects.get(pk=self.paper.pk), today)

    def stages(self, today: date = MONDAY) -> list[str]:
        """The words of its steps' tags."""
        return [each.stage.label for each in self.now(today).steps]


def with_address(scene: Scene, place: int) -> Post:
    """One of the area's posts, with an email address."""
    post = scene.place.posts[place]
    return change_post(
        post=post,
        title=post.title,
        email=f"post{place}@riverton.example",
        holder=post.holder,
        by=scene.place.administrator,
    )


def make_asked(scene: Scene, **given: Any) -> Asked:
    """A written paper for 24 May 2018: a consultee and a sign-off at once, another sign-off after them."""
    by = officer(scene)
    paper = make_paper(scene, now=at(MONDAY), **given)
    for step in paper.steps.all():
        remove_step(step=step, by=by, now=at(MONDAY))
    write(paper, SectionKind.SUMMARY, "All is well.", now=at(MONDAY))
    posts = [with_address(scene, place) for place in range(3)]
    shared: dict[str, Any] = {"paper": paper, "by": by, "now": at(MONDAY), "is_mandatory": True}
    due = paper.despatch_on if "meeting_on" in given else DUE
    return Asked(
        paper,
        add_step(kind=StepKind.CONSULTEE, role="Lead member", post=posts[0], due_on=due, **shared),
        add_step(
            kind=StepKind.SIGN_OFF,
            role="Section 151 officer",
            post=posts[1],
            due_on=due,
            order=1,
            **shared,
        ),
        add_step(
            kind=StepKind.SIGN_OFF, role="Monitoring officer", post=posts[2], due_on=due, **shared
        ),
    )


def make_coming(scene: Scene) -> Asked:
    """The same for a meeting in a month's time."""
    meeting_on = timezone.localdate() + timedelta(days=30)
    while not is_working_day(meeting_on):
        meeting_on += timedelta(days=1)
    return make_asked(scene, as_at=timezone.localdate(), meeting_on=meeting_on)


def token_to(address: str) -> str:
    """The word in the newest link that was emailed to the address."""
    body = newest_letter(address)
    found = re.search(r"/answer/paper/([^/\s]+)/", body)
    assert found, body
    return found[1]


def moment(day: date, hour: int = 10) -> datetime:
    """A time of the day."""
    return at(day, hour)
