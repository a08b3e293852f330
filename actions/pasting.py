"""Reading several themes, workstreams, weaknesses or strengths at once, as they are pasted from elsewhere.

One a line: a reference, then a title. A line that starts with a blank stands under the last one that
does not. Nothing is checked here but the form: what a plan takes is the services' to say.
"""

import re
from dataclasses import dataclass

_BREAK = re.compile(r"\r\n?|\n")
_SEPARATED = re.compile(r"(?P<reference>[^,;:|–—]{1,20})\s*[,;:|–—]\s*(?P<title>.+)")
_LATER_WORD = re.compile(r"(?=.*\d)\w+|[ivx]+|[A-Z]")
_BULLET = re.compile(r"^(?:[•●▪◦‣·*–—-]\s+|[•●▪◦‣·])\s*")
_NUMBERED = re.compile(r"^\(?(?P<number>\d{1,4})(?:[.):,;]+(?:\s+|$)|\s*\t\s*|\s+[–—-]\s+)")
_NUMBER_AND_BLANK = re.compile(r"^\(?(?P<number>\d{1,3})(?:[.):,;]*\s+|[.):,;]+$)(?:[–—-]\s+)?")
_TRAILING = " .,;:)-–—|"


@dataclass(frozen=True, slots=True)
class NewPart:
    """A theme or workstream to be added: `under` is the reference of the one that it stands under."""

    reference: str
    title: str
    under: str = ""


def parse_parts(text: str, *, levels: int = 2) -> list[NewPart]:
    """The parts in a pasted text, in its order. With one level, blanks before a line mean nothing.

    Between reference and title stands a tab, a comma, a colon or a dash, or else the first blank:
    `1B vi: Assess in time`, `WS1<tab>Leadership`, `1 Health, care and education`.
    """
    parts: list[NewPart] = []
    top = ""
    for line in _BREAK.split(text):
        if not line.strip():
            continue
        below = levels > 1 and line[0].isspace() and bool(top)
        reference, title = _split(line.strip())
        parts.append(NewPart(reference, title, top if below else ""))
        if not below:
            top = reference
    return parts


def parse_numbered(text: str) -> list[NewPart]:
    """The lines of a pasted text that are numbered or not, in its order; the reference is the number.

    After a number stands a dot, a bracket, a colon, a comma, a dash or a tab; or a blank, where every line
    begins with a number: "12 weeks is too long" among lines without numbers is a title. Bullets go.
    """
    lines = parse_lines(text)
    blank = bool(lines) and all(_NUMBER_AND_BLANK.match(line) for line in lines)
    pattern = _NUMBER_AND_BLANK if blank else _NUMBERED
    parts = []
    for line in lines:
        found = pattern.match(line)
        number, title = (found["number"], line[found.end() :]) if found else ("", line)
        parts.append(NewPart(number, " ".join(title.split())))
    return parts


def parse_lines(text: str) -> list[str]:
    """The lines of a pasted text that say something, without bullets and outer blanks."""
    lines = (_BULLET.sub("", line.strip()) for line in _BREAK.split(text))
    return [line for line in lines if line]


def _split(line: str) -> tuple[str, str]:
    if "\t" in line:
        reference, title = line.split("\t", 1)
        return reference.strip(_TRAILING), " ".join(title.split())
    found = _SEPARATED.fullmatch(line)
    if found and _reads_as_reference(found["reference"]):
        return found["reference"].strip(_TRAILING), found["title"].strip()
    reference, _, title = line.partition(" ")
    return reference.rstrip(_TRAILING), title.strip()


def _reads_as_reference(text: str) -> bool:
    """Whether the words after the first are numbers, roman numerals or single capitals: `1B vi`."""
    words = text.split()
    return bool(words) and all(_LATER_WORD.fullmatch(word) for word in words[1:])
