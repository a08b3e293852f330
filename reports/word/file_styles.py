"""The styles of a Word file, made once of each council's document and then remembered: large ones take half a second."""

from collections import OrderedDict
from dataclasses import dataclass
from hashlib import sha256
from threading import Lock

from reports.word.house_styles import read_house_styles
from reports.word.lists import Lists, bound_styles
from reports.word.page import Margins
from reports.word.pictures import Picture
from reports.word.style_names import StyleNames
from reports.word.styling import styling

MOST = 8
"""How many are remembered; no two of them share anything that could be changed."""
LARGEST = 4_000_000
"""Bytes of one that is remembered: larger ones are made each time."""


@dataclass(frozen=True, slots=True)
class FileStyles:
    """What the styles of a file give: their part, bound to its lists, their ids, the theme, the margins, and the document's logo."""

    markup: bytes
    names: StyleNames
    theme: bytes
    margins: Margins
    logo: Picture | None

    @property
    def size(self) -> int:
        """Bytes that it takes, about."""
        return len(self.markup) + len(self.theme) + (len(self.logo.data) if self.logo else 0)


_Key = tuple[str, str, bool, bool]

_remembered: OrderedDict[_Key, FileStyles] = OrderedDict()
_turn = Lock()


def file_styles(document: bytes, colour: str, lists: Lists) -> FileStyles:
    """The styles of a paper with the lists, from the council's document (b"" for ours) and in its colour ("#rrggbb", "" for ours). Raises
    Refused for a document that cannot be used."""
    digest = sha256(document).hexdigest() if document else ""
    key = (digest, colour, lists.has_numbers, lists.counts_paragraphs)
    with _turn:
        found = _remembered.get(key)
        if found is not None:
            _remembered.move_to_end(key)
            return found
    made = _made(document, colour, lists)  # others need not wait meanwhile
    if made.size <= LARGEST:
        with _turn:
            _remembered[key] = made
            while len(_remembered) > MOST:
                _remembered.popitem(last=False)
    return made


def _made(document: bytes, colour: str, lists: Lists) -> FileStyles:
    house = read_house_styles(document) if document else None
    look = styling(house, colour)
    return FileStyles(
        markup=look.markup(bound_styles(lists, look.names)),
        names=look.names,
        theme=look.theme,
        margins=house.margins if house else Margins(),
        logo=house.logo if house else None,
    )
