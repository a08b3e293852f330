"""Reminders of papers to be answered: on the day and once when late, through the clock."""

from datetime import timedelta

from actions.models import AuditEntry
from reports.choices import LinkOccasion, StepEvent, StepKind
from reports.models import ClearanceLink, Paper
from reports.services.clearance import change_step, record_step, take_back
from reports.services.clearance_links import issue_steps
from reports.services.clearance_reminders import keep_clearance
from tests.factories import Scene
from tests.kept import kept_fixture
from tests.reports.clearing import DUE, MONDAY, Asked, make_asked, moment
from wsoa.models import OutgoingEmail

FRIDAY = DUE + timedelta(days=1)


@kept_fixture
def out(scene: Scene) -> Asked:
    """A paper issued on a Monday to two, both due on the Thursday of next week."""
    asked = make_asked(scene)
    issue_steps(paper=asked.paper, order=1, by=asked.paper.created_by, now=moment(MONDAY))
    OutgoingEmail.objects.all().delete()
    return asked


def ticked(day, hour: int = 10) -> list[str]:
    return list(keep_clearance(moment(day, hour)))


def subjects() -> list[str]:
    return [mail.subject for mail in OutgoingEmail.objects.order_by("pk")]


def test_who_has_not_answered_is_reminded_on_the_day_and_once_when_late(out: Asked):
    assert ticked(DUE - timedelta(days=1)) == []
    assert ticked(DUE) == [
        "reminded Lead member of “SEND update”, due today",
        "reminded Section 151 officer of “SEND update”, due today",
    ]
    assert ticked(DUE, 11) == []
    assert len(ticked(FRIDAY)) == 2
    assert ticked(FRIDAY, 11) == []
    assert ticked(FRIDAY + timedelta(days=3)) == []
    assert subjects() == [
        *["Your answer is due today: SEND update"] * 2,
        *["Your answer is late: SEND update"] * 2,
    ]
    occasions = ClearanceLink.objects.filter(step=out.finance).order_by("pk")
    assert [link.occasion for link in occasions] == list(LinkOccasion)[:3]


def test_a_reminder_is_in_the_trail_and_bears_the_clocks_time(out: Asked):
    ticked(DUE)
    entry = AuditEntry.objects.latest("pk")
    assert entry.summary == "SEND update: Section 151 officer was reminded, due today"
    assert (entry.by, entry.at) == (None, moment(DUE))


def test_whoever_has_answered_is_left_alone(out: Asked):
    by = out.paper.created_by
    for step, event in ((out.consultee, StepEvent.RETURNED), (out.finance, StepEvent.CONFIRMED)):
        record_step(step=step, event=event, happened_on=MONDAY, by=by, now=moment(MONDAY, 11))
    assert ticked(DUE) == ticked(FRIDAY) == []


def test_what_was_taken_back_is_not_asked_for(out: Asked):
    for step in (out.consultee, out.finance):
        take_back(step=step, reason="Too early", by=out.paper.created_by, now=moment(MONDAY, 11))
    assert ticked(DUE) == ticked(FRIDAY) == []


def test_issued_again_the_post_is_reminded_again(out: Asked):
    ticked(DUE)
    ticked(FRIDAY)
    take_back(step=out.finance, reason="Too early", by=out.paper.created_by, now=moment(FRIDAY, 12))
    again = moment(FRIDAY, 13)
    issue_steps(paper=out.paper, order=1, by=out.paper.created_by, now=again)
    assert ticked(FRIDAY, 14) == []
    assert ticked(FRIDAY + timedelta(days=1)) == [], "a Saturday"
    assert ticked(FRIDAY + timedelta(days=3)) == [
        "reminded Section 151 officer of “SEND update”, 2 working days late"
    ]


def test_a_clock_that_stood_still_on_the_day_sends_the_late_reminder_alone(out: Asked):
    assert len(ticked(FRIDAY)) == 2
    assert set(subjects()) == {"Your answer is late: SEND update"}


def test_nobody_is_written_to_in_the_night(out: Asked):
    assert ticked(DUE, 5) == []
    assert len(ticked(DUE, 7)) == 2


def test_nobody_is_reminded_of_a_meeting_that_is_over(out: Asked):
    meeting_on = out.paper.meeting_on
    assert meeting_on is not None
    assert ticked(meeting_on + timedelta(days=1)) == []


def test_without_an_address_nobody_is_reminded(out: Asked):
    post = out.finance.post
    assert post is not None
    post.email = ""
    post.save()
    assert ticked(DUE) == ["reminded Lead member of “SEND update”, due today"]


def test_another_day_for_the_answer_is_the_day_of_the_reminder(out: Asked):
    change_step(
        step=out.finance,
        kind=StepKind.SIGN_OFF,
        role=out.finance.role,
        post=out.finance.post,
        is_mandatory=True,
        due_on=FRIDAY,
        order=1,
        by=out.paper.created_by,
        now=moment(MONDAY, 11),
    )
    assert ticked(DUE) == ["reminded Lead member of “SEND update”, due today"]
    assert Paper.objects.get(pk=out.paper.pk).steps.get(pk=out.finance.pk).due_on == FRIDAY
