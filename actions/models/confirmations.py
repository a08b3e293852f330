"""That nothing has changed: a dated word on an action that leaves its rating and commentary alone."""

from typing import ClassVar, Self

from actions.models.entries import ActionEntry, DatedEntryQuerySet


class Confirmation(ActionEntry):
    """Somebody looked at the action and said that what stands still holds on the effective date."""

    objects: ClassVar[DatedEntryQuerySet[Self]] = DatedEntryQuerySet.as_manager()  # type: ignore[assignment]
