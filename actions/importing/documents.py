"""Tables in Word documents: cells merged down or across, headers repeated on later pages, lists in cells."""

import zipfile
from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element  # only a type: what is read is parsed by defusedxml

from defusedxml.ElementTree import fromstring

from actions.importing.columns import build_table, find_header
from actions.importing.packages import damaged
from actions.importing.table import CellTable, Row, Unreadable, check_size, plain

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
MAX_SPAN = 100
MAX_DEPTH = 200

_LEFT_OUT = frozenset({"del", "moveFrom", "instrText", "delText", "pPr", "rPr", "txbxContent"})
"""Deleted text and the codes of fields are no part of what a reader sees."""


def read_document(package: zipfile.ZipFile, *, theme_word: str = "theme") -> CellTable:
    """The document's table of actions; its continuations on later pages are joined to it.

    Rows are counted through all the tables joined. Raises Unreadable.
    """
    try:
        root = fromstring(package.read("word/document.xml"), forbid_dtd=True)
        _check_depth(root)
        tables = [list(_rows(table)) for table in _tables(root)]
    except Unreadable:
        raise
    except Exception as error:  # zipfile and the parser answer a broken part in many ways
        raise damaged() from error
    tables = [rows for rows in tables if rows]
    if not tables:
        raise Unreadable(
            "The document has no table. Choose the file that holds the table of actions."
        )
    return build_table("", _joined(tables, theme_word), theme_word=theme_word)


def _joined(tables: list[list[list[str]]], theme_word: str) -> tuple[Row, ...]:
    """The rows of the table that names most of what an action has, and of those shaped like it."""

    def known(rows: list[list[str]]) -> tuple[int, int]:
        found = find_header(_numbered(rows), theme_word=theme_word)[1]
        return found, 0 if found else len(rows)

    best = max(tables, key=known)
    place, _ = find_header(_numbered(best), theme_word=theme_word)
    names, width = [plain(cell) for cell in best[place]], len(best[place])
    joined: list[list[str]] = []
    for rows in tables[tables.index(best) :]:
        heads = [plain(cell) for cell in rows[0]]
        is_other = (
            rows is not best and heads != names and (len(rows[0]) != width or known(rows)[0] > 1)
        )
        if not is_other:
            joined.extend(rows)
    return check_size(_numbered(joined))


def _numbered(rows: list[list[str]]) -> tuple[Row, ...]:
    return tuple(Row(number, tuple(cells)) for number, cells in enumerate(rows, start=1))


def _tag(element: Element) -> str:
    name = element.tag
    for prefix in (W, STRICT):
        if name.startswith(prefix):
            return name[len(prefix) :]
    return ""


def _attribute(element: Element, name: str, default: str = "") -> str:
    return element.get(f"{W}{name}") or element.get(f"{STRICT}{name}") or default


def _tables(root: Element) -> Iterator[Element]:
    """The tables that stand in no other table."""
    for child in root:
        if _tag(child) == "tbl":
            yield child
        else:
            yield from _tables(child)


def _rows(table: Element) -> Iterator[list[str]]:
    """The rows' texts; a cell merged across stands in its first column, one merged down in every row."""
    above: dict[int, str] = {}
    for row in _children(table, "tr"):
        texts: list[str] = [""] * _skipped(row)
        for cell in _children(row, "tc"):
            span, goes_on = _merging(cell)
            column = len(texts)
            text = above.get(column, "") if goes_on == "continue" else _text(cell)
            if goes_on:
                above[column] = text
            else:
                above.pop(column, None)
            texts.extend([text, *[""] * (span - 1)])
            if len(texts) > 10 * MAX_SPAN:
                raise damaged()
        yield texts


def _children(element: Element, name: str) -> Iterator[Element]:
    """The children of the name, also those that stand in a content control or a tracked insertion."""
    for child in element:
        if _tag(child) == name:
            yield child
        elif _tag(child) in {"sdt", "sdtContent", "ins", "customXml", "moveTo"}:
            yield from _children(child, name)


def _skipped(row: Element) -> int:
    for properties in _children(row, "trPr"):
        for before in _children(properties, "gridBefore"):
            return _count(_attribute(before, "val"))
    return 0


def _merging(cell: Element) -> tuple[int, str]:
    """How many columns the cell covers; and whether it is merged down: "restart", "continue" or not."""
    span, goes_on = 1, ""
    for properties in _children(cell, "tcPr"):
        for child in properties:
            if _tag(child) == "gridSpan":
                span = max(_count(_attribute(child, "val")), 1)
            elif _tag(child) == "vMerge":
                goes_on = _attribute(child, "val", "continue")
    return span, goes_on


def _count(text: str) -> int:
    return min(int(text), MAX_SPAN) if text.isascii() and text.isdecimal() else 0


def _text(cell: Element) -> str:
    """The cell's paragraphs, one a line; points of a list begin with a dash where there are several."""
    lines: list[tuple[str, bool]] = []
    _collect(cell, lines)
    kept = [(text, in_list) for text, in_list in lines if text.strip()]
    points = sum(1 for _, in_list in kept if in_list)
    return "\n".join(
        f"- {text.strip()}" if in_list and (points > 1 or len(kept) > 1) else text.strip()
        for text, in_list in kept
    )


def _collect(element: Element, lines: list[tuple[str, bool]]) -> None:
    for child in element:
        name = _tag(child)
        if name == "p":
            is_point = any(_tag(each) == "numPr" for each in child.iter())
            style = next((each for each in child.iter() if _tag(each) == "pStyle"), None)
            listed = style is not None and _attribute(style, "val").lower().startswith("list")
            lines.append(("".join(_words(child)), is_point or listed))
        elif name not in _LEFT_OUT:
            _collect(child, lines)


def _words(element: Element) -> Iterator[str]:
    for child in element:
        name = _tag(child)
        if name == "t":
            yield child.text or ""
        elif name == "tab":
            yield " "
        elif name in {"br", "cr"}:
            yield "\n"
        elif name == "noBreakHyphen":
            yield "-"
        elif name not in _LEFT_OUT:
            yield from _words(child)


def _check_depth(root: Any) -> None:
    """Raise Unreadable where elements lie deeper in each other than any person nests them."""
    level, depth = [root], 0
    while level:
        depth += 1
        if depth > MAX_DEPTH:
            raise damaged()
        level = [child for element in level for child in element]
