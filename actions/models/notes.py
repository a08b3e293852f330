"""Talk about an action: notes, who is named in them, who watches, and how actions hang together."""

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from actions.choices import LinkRelation, LinkState
from actions.models.actions import Action
from actions.models.entries import ActionEntry, DatedEntryQuerySet
from wsoa.append_only import AppendOnlyModel, AppendOnlyQuerySet
from wsoa.working import WorkingModel


class Note(AppendOnlyModel):
    """One contribution to the discussion under an action. It is no part of the plan's record of status."""

    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="notes")
    text = models.TextField()
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    redactable = ("text",)
    objects: ClassVar[AppendOnlyQuerySet[Self]] = AppendOnlyQuerySet.as_manager()  # type: ignore[assignment]


class NoteMention(AppendOnlyModel):
    """A person named in a note, who was told of it by email."""

    note = models.ForeignKey(Note, on_delete=models.PROTECT, related_name="mentions")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects: ClassVar[AppendOnlyQuerySet[Self]] = AppendOnlyQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["note", "user"], name="a_person_is_told_once_a_note")
        ]


class NoteWithdrawal(AppendOnlyModel):
    """That the writer, or somebody who runs the plan, took a note back."""

    note = models.OneToOneField(Note, on_delete=models.PROTECT, related_name="withdrawal")
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects: ClassVar[AppendOnlyQuerySet[Self]] = AppendOnlyQuerySet.as_manager()  # type: ignore[assignment]


class Watch(WorkingModel):
    """A person who wants to hear of an action by email."""

    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="watches")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="watches"
    )
    since = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["action", "user"], name="a_person_watches_once")
        ]


class ActionLink(ActionEntry):
    """That an action depends on another or duplicates it, from the date; a later entry unlinks them."""

    other = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="links_from_others")
    relation = models.CharField(max_length=12, choices=LinkRelation)
    state = models.CharField(max_length=10, choices=LinkState)

    objects: ClassVar[DatedEntryQuerySet[Self]] = DatedEntryQuerySet.as_manager()  # type: ignore[assignment]

    class Meta(ActionEntry.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *ActionEntry.Meta.constraints,
            models.CheckConstraint(
                condition=~Q(action=F("other")), name="an_action_is_not_linked_to_itself"
            ),
        ]
