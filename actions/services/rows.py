"""What services that change set-up rows share: the area's turn, the row as it is now, and what changed.

Set-up rows (areas, partners, posts, plans, themes, ratings) are changed in place; simple-history keeps
what they were. Rows of the record are never changed: see actions/services/writing.py.
"""

from collections.abc import Iterable
from datetime import datetime
from uuid import uuid4

from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.core.validators import validate_email
from django.db import models
from django.db.models import ProtectedError
from django.utils import timezone
from django.utils.text import Truncator

from actions.errors import Refused, Stale
from actions.models import Area, Plan
from actions.text import clean_text

GONE = "Somebody has removed this since you opened the page. There is nothing left to change."
CHANGED = (
    "Somebody else has changed this since you opened the page. "
    "Read what it says now, change yours if need be, then save again."
)
EMAIL_LIMIT = 254


def begin_area(area: Area, now: datetime | None) -> datetime:
    """Take the area's turn, give each of its plans a new revision, and return the time of writing.

    What plans show of their area (its word for a theme, its partners, its posts) is remembered under
    their revisions, so a change of it is a change of all of them.
    """
    take_turn_of(area)
    Plan.objects.filter(area=area).update(revision=uuid4())
    return now or timezone.now()


def take_turn_of(area: Area) -> None:
    """Wait for other writers of the area's set-up, and keep them waiting until the transaction ends.

    Always before the turn of one of its plans, so that no two wait for each other. Whoever only writes
    a row that names the area, such as one of the trail, does not wait.
    """
    Area.objects.select_for_update(no_key=True).get(pk=area.pk)


def version(row: models.Model) -> int:
    """A number that every change of the row raises; 0 where it has no history."""
    history = row.history  # type: ignore[attr-defined]
    newest = history.order_by("-history_id").values_list("history_id", flat=True).first()
    return int(newest or 0)


def take(row: models.Model, seen: int | None) -> None:
    """Read the row again, in the turn of its writer. Raises Stale when it is gone, or when it has
    changed since the version that was `seen`; None asks for no such check."""
    try:
        row.refresh_from_db()
    except ObjectDoesNotExist as error:
        raise Stale(GONE) from error
    if seen is not None and version(row) != seen:
        raise Stale(CHANGED)


def change(row: models.Model, **new: object) -> str:
    """Save the new values; return what changed in words, empty where nothing did and nothing was saved."""
    said = []
    for name, value in new.items():
        if getattr(row, name) != value:
            before = _said(row, name)
            setattr(row, name, value)
            word = name.replace("_", " ")
            said.append(f"{word} from {before} to {_said(row, name)}")
    if said:
        row.save()
    return "; ".join(said)


def _said(row: models.Model, name: str) -> str:
    """The value of a field as the audit trail shows it."""
    value = getattr(row, name)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if value is None or value == "":
        return "nothing"
    display = getattr(row, f"get_{name}_display", None)
    return f"“{Truncator(display() if display else value).chars(80)}”"


def remove(row: models.Model, refusal: str) -> None:
    """Delete a row that nothing points at; raises Refused with the words where something does."""
    try:
        type(row)._default_manager.filter(pk=row.pk).delete()
    except ProtectedError as error:
        raise Refused(refusal) from error


def check_free(others: Iterable[str], text: str, message: str, *, field: str) -> None:
    """Raise Refused when one of the others is the text, whatever its case."""
    if text.casefold() in {other.casefold() for other in others}:
        raise Refused(message, field=field)


def one_line(text: str, *, field: str, label: str, limit: int) -> str:
    """The text on one line, cleaned; raises Refused when there is none or too much of it."""
    text = " ".join(clean_text(text, field=field, label=f"The {label}", limit=limit).split())
    if not text:
        raise Refused(f"Enter the {label}.", field=field)
    return text


def checked_email(email: str, *, field: str = "email", required: bool = False) -> str:
    """The address without outer blanks; raises Refused where it is none, and may be empty unless required."""
    email = clean_text(email, field=field, label="The email address", limit=EMAIL_LIMIT)
    if not email and not required:
        return ""
    try:
        validate_email(email)
    except ValidationError as error:
        raise Refused(
            "Enter an email address in the correct form, such as name@example.org.", field=field
        ) from error
    return email
