"""Which styles a paper uses: their names, which Word keeps in English, and the ids under which a document has them."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Self

NAMES = {
    "normal": "Normal",
    "title": "Title",
    "heading_1": "heading 1",
    "heading_2": "heading 2",
    "heading_3": "heading 3",
    "council": "Paper Council",
    "notice": "Paper Notice",
    "numbered": "Numbered Paragraph",
    "bullet": "List Bullet",
    "point": "List Number",
    "key_message": "Paper Key Message",
    "caption": "caption",
    "table": "Paper Table",
    "table_text": "Paper Table Text",
    "table_heading": "Paper Table Heading",
    "table_note": "Paper Table Note",
    "ending": "Paper Break",
    "contents_heading": "TOC Heading",
    "contents_1": "toc 1",
    "header": "header",
    "footer": "footer",
    "hyperlink": "Hyperlink",
}


@dataclass(frozen=True, slots=True)
class StyleNames:
    """The ids of a document's styles."""

    normal: str
    title: str
    heading_1: str
    heading_2: str
    heading_3: str
    council: str
    notice: str
    numbered: str
    bullet: str
    point: str
    key_message: str
    caption: str
    table: str
    table_text: str
    table_heading: str
    table_note: str
    ending: str
    contents_heading: str
    contents_1: str
    header: str
    footer: str
    hyperlink: str

    @classmethod
    def of(cls, ids: Mapping[str, str]) -> Self:
        """From the ids by name in small letters."""
        return cls(**{each.name: ids[NAMES[each.name].lower()] for each in fields(cls)})
