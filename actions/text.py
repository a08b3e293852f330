"""Cleaning text that people type or paste before it is kept, and writing a day for them to read."""

import re
from collections.abc import Sequence
from datetime import date, time

from actions.errors import Refused

LONG_TEXT_LIMIT = 5000
"""Characters allowed in a commentary, a remedial action or a reason."""

_DAYS_A_MONTH = 365.25 / 12
_LINE_BREAKS = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_UNSEEN = re.compile(
    r"[\x00-\x08\x0e-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufdd0-\ufdef\ufffe\uffff]"
)


def clean_text(text: str, *, field: str, label: str, limit: int = LONG_TEXT_LIMIT) -> str:
    """The text with plain line breaks, without control characters or outer white space.

    Control characters, marks of writing direction and blanks without width carry nothing a reader
    can see, and some break exports or turn a line around, so they are dropped; line separators pasted from word processors become line breaks. Raises Refused when the text is
    not valid Unicode or longer than `limit` characters.
    """
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise Refused(
            f"{label} is not valid UTF-8 text. Type it again or save the file as UTF-8.",
            field=field,
        ) from error
    text = _UNSEEN.sub("", _LINE_BREAKS.sub("\n", text)).strip()
    if len(text) > limit:
        raise Refused(
            f"{label} must be {limit:,} characters or fewer; it has {len(text):,}.", field=field
        )
    return text


def say_day(day: date) -> str:
    """A day as pages and messages write it, such as 30 April 2018."""
    return f"{day.day} {day:%B %Y}"


def say_month(day: date) -> str:
    """The month that a day falls in, such as April 2018."""
    return f"{day:%B %Y}"


def say_time(at: time) -> str:
    """A time of day as pages write it, such as 2pm, 9:30am or midday."""
    if at in (time(0), time(12)):
        return "midday" if at.hour else "midnight"
    clock = f"{at.hour % 12 or 12}" + (f":{at.minute:02}" if at.minute else "")
    return f"{clock}{'am' if at.hour < 12 else 'pm'}"


def say_days(number: int) -> str:
    """A number of days, with the years and months that it makes where it is more than a year."""
    said = f"{number:,} day{'' if number == 1 else 's'}"
    if number <= 365:
        return said
    years, months = divmod(int(number / _DAYS_A_MONTH), 12)
    parts = [(years, "year"), (months, "month")]
    longer = " ".join(
        f"{count} {word}{'' if count == 1 else 's'}" for count, word in parts if count
    )
    return f"{said} ({longer})"


def say_post(title: str, organisation: str) -> str:
    """A post and its organisation, which is not said again where the title ends with it."""
    if not organisation or title.casefold().endswith(f" {organisation.casefold()}"):
        return title
    return f"{title}, {organisation}"


def say_count(number: int, one: str, several: str = "") -> str:
    """A number of things, such as `1 action`, `4 weaknesses`; `several` where adding to the word will not do."""
    return f"{number:,} {one if number == 1 else several or plural(one)}"


def say_list(parts: Sequence[str]) -> str:
    """Parts of a sentence, joined: `a`, `a and b`, `a, b and c`."""
    return " and ".join(filter(None, (", ".join(parts[:-1]), *parts[-1:])))


def plural(word: str) -> str:
    """Several of what an area calls by the word: themes, improvement priorities, areas of focus."""
    if head := re.match(r"(.+?)( (?:of|in|for|to|on|with) .+)", word):
        return plural(head[1]) + head[2]
    if re.search(r"[^aeiou]y$", word, re.IGNORECASE):
        return f"{word[:-1]}ies"
    return f"{word}es" if re.search(r"(s|x|ch|sh)$", word, re.IGNORECASE) else f"{word}s"


def says_something(text: str) -> bool:
    """Whether there is a letter or a digit in the text: what counts as a reason."""
    return any(character.isalnum() for character in text)
