"""What the emails of an update cycle say. They are plain text, from templates/actions/email."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil
from typing import Any

from django.template.loader import render_to_string

from actions.choices import ReminderStage
from actions.models import Organisation, Post, UpdateCycle
from actions.text import say_day
from wsoa.models import User

MINUTES_AN_ACTION = 0.5


@dataclass(frozen=True, slots=True)
class Text:
    """An email's subject and body."""

    subject: str
    body: str


@dataclass(frozen=True, slots=True)
class OwnerPart:
    """What one post is asked in one cycle: so many of its actions are `left` of `asked`.

    `url` is where to answer: the emailed page, to the end of `link_ends_on`, or My work for an account.
    """

    cycle: UpdateCycle
    post: Post
    stage: ReminderStage
    left: int
    asked: int
    url: str
    needs_sign_in: bool
    link_ends_on: date
    contacts: Sequence[User]


@dataclass(frozen=True, slots=True)
class Silent:
    """A post that has not answered; `told` is False where there is no address to write to."""

    cycle: UpdateCycle
    post: Post
    left: int
    asked: int
    told: bool


_SUBJECTS = {
    ReminderStage.ASKED: "{what} your update by {due}",
    ReminderStage.SOON: "Due on {due}: {what} your update",
    ReminderStage.DUE: "Due today: {what} your update",
    ReminderStage.LATE: "Late: {what} your update",
    ReminderStage.AGAIN: "Reminder: {what} your update",
}
_URGENT_FIRST = (
    ReminderStage.LATE,
    ReminderStage.DUE,
    ReminderStage.SOON,
    ReminderStage.AGAIN,
    ReminderStage.ASKED,
)


def owner_text(parts: Sequence[OwnerPart], today: date) -> Text:
    """The message to one address about everything that it is asked."""
    left = sum(part.left for part in parts)
    first = min(parts, key=lambda part: (_URGENT_FIRST.index(part.stage), part.cycle.due_on))
    what = f"{left} action{'s need' if left > 1 else ' needs'}"
    subject = _SUBJECTS[first.stage].format(what=what, due=say_day(first.cycle.due_on))
    context = {
        "parts": parts,
        "today": today,
        "minutes": max(2, ceil(left * MINUTES_AN_ACTION)),
        "left": left,
    }
    return Text(subject, _render("owner", context))


@dataclass(frozen=True, slots=True)
class OrganisationPart:
    """An organisation's posts that have not answered, and the project managers to talk to."""

    organisation: Organisation
    silent: Sequence[Silent]
    contacts: Sequence[User]


def organisation_text(parts: Sequence[OrganisationPart]) -> Text:
    """The message to the contact of organisations whose posts have not answered."""
    posts = len({each.post.pk for part in parts for each in part.silent})
    names = " and ".join(part.organisation.short_name for part in parts)
    return Text(
        f"{_posts(posts, f' at {names}')} not answered", _render("organisation", {"parts": parts})
    )


def manager_text(silent: Sequence[Silent], pages: Sequence[tuple[UpdateCycle, str]]) -> Text:
    """The digest for a project manager: who has not answered, and who could not be asked.

    `pages` are the cycles that it is about, each with the address of its page.
    """
    posts = len({each.post.pk for each in silent})
    context = {
        "cycles": [
            {
                "cycle": cycle,
                "url": url,
                "silent": [each for each in silent if each.cycle == cycle and each.told],
                "untold": [each for each in silent if each.cycle == cycle and not each.told],
            }
            for cycle, url in pages
        ]
    }
    return Text(f"{_posts(posts)} not answered", _render("manager", context))


def _posts(number: int, where: str = "") -> str:
    return f"{number} posts{where} have" if number != 1 else f"1 post{where} has"


def _render(name: str, context: dict[str, Any]) -> str:
    return render_to_string(f"actions/email/{name}.txt", context).strip() + "\n"
