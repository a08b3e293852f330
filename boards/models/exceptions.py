"""Exception reports: the rules that draft them, what a manager made of the draft, and who agreed it."""

from typing import ClassVar, Self

from django.db import models
from simple_history.models import HistoricalRecords

from actions.models import Action, Plan
from boards.models.meetings import Meeting
from boards.models.packs import Pack
from boards.models.records import MeetingRecord
from wsoa.append_only import AppendOnlyQuerySet


class ExceptionRules(models.Model):
    """What puts an action into a plan's exception reports.

    An action of minor concern is in after `minor_after_meetings` meetings in a row at which it had it (1: at
    once); one that slipped, when by more than `slipped_days` days; one starting next, when not started
    and due within `starting_days` days. 0 switches off `minor_after_meetings`, `slipped_days` is off with
    `slipped` and `starting_days` off at 0.
    """

    plan = models.OneToOneField(Plan, on_delete=models.PROTECT, related_name="exception_rules")
    significant = models.BooleanField(default=True)
    minor_after_meetings = models.PositiveSmallIntegerField(default=2)
    overdue = models.BooleanField(default=True)
    slipped = models.BooleanField(default=True)
    slipped_days = models.PositiveSmallIntegerField(default=31)
    stale = models.BooleanField(default=True)
    no_remedial_action = models.BooleanField(default=True)
    starting_days = models.PositiveSmallIntegerField(default=30)

    history = HistoricalRecords()

    def __str__(self) -> str:
        return f"Exception rules of {self.plan}"


class ExceptionReport(models.Model):
    """A plan's exception report for a meeting. Its rows come from the Position as at the meeting's cut-off and
    the plan's rules; what people made of it stands in the rows below. `introduction` stands above them."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="exception_reports")
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="exception_reports")
    introduction = models.TextField(blank=True)

    history = HistoricalRecords()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["meeting", "plan"], name="one_exception_report_a_meeting"
            )
        ]

    def __str__(self) -> str:
        return f"Exceptions, {self.meeting}"


class ExceptionComment(models.Model):
    """One comment over one or several rows of a report, in place of the actions' own commentaries."""

    report = models.ForeignKey(ExceptionReport, on_delete=models.PROTECT, related_name="comments")
    text = models.TextField()

    history = HistoricalRecords()

    def __str__(self) -> str:
        return self.text[:60]


class ExceptionChoice(models.Model):
    """What a manager decided of one action in a report: to leave it out, or put it in, with the reason; and
    the comment that it stands under. Without a row the rules alone decide."""

    report = models.ForeignKey(ExceptionReport, on_delete=models.PROTECT, related_name="choices")
    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="+")
    is_included = models.BooleanField(null=True)
    reason = models.TextField(blank=True)
    comment = models.ForeignKey(
        ExceptionComment, on_delete=models.PROTECT, null=True, blank=True, related_name="choices"
    )

    history = HistoricalRecords()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["report", "action"], name="one_choice_an_action")
        ]

    def __str__(self) -> str:
        return f"{self.report}, action {self.action_id}"


class ExceptionAgreement(MeetingRecord):
    """That the meeting agreed the report as a version of its pack shows it. It is edited again only where that
    version is opened again; what the next one shows is agreed anew."""

    report = models.ForeignKey(ExceptionReport, on_delete=models.PROTECT, related_name="agreements")
    pack = models.ForeignKey(Pack, on_delete=models.PROTECT, related_name="exceptions_agreed")
    note = models.TextField(blank=True)

    redactable = ("note",)
    objects: ClassVar[AppendOnlyQuerySet[Self]] = AppendOnlyQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["report", "pack"], name="a_version_is_agreed_once")
        ]
