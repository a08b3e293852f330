"""Turning one cell into what an action needs; what cannot be understood is a problem that says what to do."""

import re
from collections.abc import Sequence
from datetime import date
from typing import TypeVar

from actions.due_dates import DueDate
from actions.errors import Refused
from actions.export import as_written
from actions.importing.columns import Field
from actions.importing.outcome import NewPost, Owner
from actions.importing.table import plain
from actions.importing.vocabulary import Vocabulary, Words
from actions.models import Organisation, Post, Rating
from actions.references import MAX_LENGTH, search_key
from actions.text import LONG_TEXT_LIMIT, clean_text

T = TypeVar("T")

TITLE_LIMIT = 1000
POST_LIMIT = 200
MAX_OWNERS = 20

_ERRORS = frozenset({"#REF!", "#N/A", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!"})
_NOTHING = frozenset({"", "unrated", "not rated", "not yet rated", "n a", "none"})
_NO_DATE = _NOTHING | {"na", "tbc", "tba", "to be confirmed", "to be agreed", "not set", "no date"}
_POINT = re.compile(r"^[^\S\n]*[•●▪◦‣∙·][^\S\n]*", re.MULTILINE)
_ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_BETWEEN_OWNERS = re.compile(r"\s*[;\n]\s*")
_PERHAPS_BETWEEN = re.compile(r"\s*(?:,|/|&|\band\b)\s*", re.IGNORECASE)


class CellProblem(Exception):
    """The cell of the field cannot be used; the message is for the user."""

    def __init__(self, field: Field, message: str) -> None:
        super().__init__(message)
        self.field = field
        self.message = message


def check_plain(field: Field, cell: str) -> None:
    """Raise CellProblem for a formula or the error that one left."""
    if cell.startswith("="):
        raise CellProblem(
            field,
            "This cell holds a formula, which is not worked out here. Put its value in its place "
            "(copy, then paste as values), or type an apostrophe before text that begins with =.",
        )
    if cell.strip() in _ERRORS:
        raise CellProblem(field, "A formula in this cell failed. Put the right value in its place.")


def read_text(field: Field, cell: str, limit: int = LONG_TEXT_LIMIT) -> str:
    """Cleaned text, the points of its lists with a dash before them.

    Workbooks hold bullets as letters and documents as styles: the same words must be the same from both.
    """
    try:
        text = clean_text(as_written(cell), field=field, label="The text", limit=limit)
        return with_dashes(text)
    except Refused as refused:
        raise CellProblem(field, f"{refused.message} Shorten it.") from refused


def with_dashes(text: str) -> str:
    """The text with a dash before each point of its lists; a single line is no list."""
    return _POINT.sub("- " if "\n" in text else "", text)


def read_reference(cell: str) -> str:
    """A reference as printed, on one line."""
    text = read_text(Field.REFERENCE, " ".join(cell.split()), LONG_TEXT_LIMIT)
    if len(text) > MAX_LENGTH:
        raise CellProblem(
            Field.REFERENCE,
            f"A reference has {MAX_LENGTH} characters or fewer; this has {len(text):,}.",
        )
    if _ISO_DAY.fullmatch(text):
        raise CellProblem(
            Field.REFERENCE,
            "The spreadsheet has taken this reference for a date. Format the column as text, type the "
            "reference again and save the file.",
        )
    if not search_key(text):
        raise CellProblem(Field.REFERENCE, "Give the action's reference, with a letter or a digit.")
    return text


def read_due(field: Field, cell: str) -> DueDate | None:
    """A due date; None for a blank, a dash or words for a date that nobody has set."""
    text = " ".join(as_written(cell).split())
    if plain(text) in _NO_DATE:
        return None
    try:
        due = DueDate.parse(text)
    except ValueError as error:
        raise CellProblem(field, str(error)) from error
    # A date cell comes in ISO; plans print the day in words.
    if due.end is not None and _ISO_DAY.fullmatch(text):
        return DueDate.on(due.end)
    return due


def read_day(field: Field, cell: str) -> date | None:
    """A day; None for a blank."""
    due = read_due(field, cell)
    if due is None:
        return None
    if due.precision != "day" or due.end is None:
        raise CellProblem(field, "Give the day, such as 30 April 2018.")
    return due.end


def read_rating(cell: str, words: Vocabulary) -> Rating | None:
    """A rating by letter, word or meaning; None for a blank or a dash."""
    if plain(cell) in _NOTHING:
        return None
    if not words.has_ratings:
        raise CellProblem(
            Field.RATING,
            "This plan has no ratings. Choose its rating scheme in set-up, or leave this column out.",
        )
    found = _one(words.ratings, cell, Field.RATING)
    if found is None:
        raise CellProblem(
            Field.RATING,
            "This is not a rating of the plan. Use a rating's letter, word or meaning.",
        )
    return found


def read_named(field: Field, words: Words[T], cell: str, what: str, where: str) -> T | None:
    """The one thing that the cell names; None for a blank. `where` says where an unknown one is added."""
    if not plain(cell):
        return None
    found = _one(words, as_written(cell), field)
    if found is None:
        raise CellProblem(
            field, f"The {where} has no such {what}. Correct the name, or add the {what} in set-up."
        )
    return found


def _one(words: Words[T], cell: str, field: Field) -> T | None:
    found = words.find(cell)
    if len(found) > 1:
        names = " or ".join(str(each) for each in found[:3])
        raise CellProblem(field, f"This may mean {names}. Write it so that only one fits.")
    return found[0] if found else None


def read_owners(
    cell: str, words: Vocabulary, *, lead: Organisation | None, posts_in: Organisation | None
) -> tuple[Owner, ...]:
    """The posts named, in order: one a line or after a semicolon; commas, `and` and `/` where that fits.

    Of posts with one title, that of the row's lead organisation is meant.
    """
    text = as_written(cell).strip()
    whole = _posts(text, words, lead)
    if len(whole) == 1:
        return (whole[0],)
    owners: list[Owner] = []
    for part in filter(None, _BETWEEN_OWNERS.split(text)):
        owners.extend(_owners_of(part, words, lead, posts_in))
    if len({_identity(owner) for owner in owners}) < len(owners):
        raise CellProblem(Field.OWNERS, "An owner is named twice. Leave one out.")
    if len(owners) > MAX_OWNERS:
        raise CellProblem(Field.OWNERS, f"An action has {MAX_OWNERS} owners or fewer.")
    return tuple(owners)


def _owners_of(
    part: str, words: Vocabulary, lead: Organisation | None, posts_in: Organisation | None
) -> Sequence[Owner]:
    found = _posts(part, words, lead)
    if len(found) > 1:
        names = " or ".join(f"{post} ({post.organisation.short_name})" for post in found[:3])
        raise CellProblem(
            Field.OWNERS, f"Several posts are called this: {names}. Write it as one of them."
        )
    if found:
        return found
    pieces = [piece for piece in _PERHAPS_BETWEEN.split(part) if piece]
    several = [_posts(piece, words, lead) for piece in pieces]
    if len(pieces) > 1 and all(len(each) == 1 for each in several):
        return [each[0] for each in several]
    if posts_in is None:
        raise CellProblem(
            Field.OWNERS,
            f"“{part[:80]}” is not a post in this area. Correct it, add the post in set-up, or let "
            "the import make posts for owners it does not know.",
        )
    title = read_text(Field.OWNERS, " ".join(part.split()), POST_LIMIT)
    return [NewPost(title, lead or posts_in)]


def _posts(text: str, words: Vocabulary, lead: Organisation | None) -> list[Post]:
    found = words.posts.find(text)
    of_lead = [post for post in found if lead is not None and post.organisation_id == lead.pk]
    return of_lead if len(found) > 1 and len(of_lead) == 1 else found


def _identity(owner: Owner) -> tuple[object, ...]:
    if isinstance(owner, NewPost):
        return (owner.organisation.pk, plain(owner.title))
    return (owner.pk,)
