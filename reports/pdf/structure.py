"""Puts right what WeasyPrint leaves wrong in the tags of a PDF. Works on any PDF it tagged; knows no paper.

WeasyPrint starts every element anew on each page: a table over sixteen pages is sixteen Table
elements, each with the header again, and an article is one Art a page. At each page break:

- A group (Art, Sect, Div, Part) goes on from the one before unless it has a heading of that one's
  own level.
- A Table without a Caption goes on from the Table before, so every table in the HTML needs a
  caption. Its rows join the first one's TBody; its repeated header becomes an artifact.
- A row with an empty header cell at the top of such a Table is the rest of the row before.
- A list goes on from the list that ends the page before while that one still lacks items of those it has in the HTML: two lists
  that meet at a page break stay two. Its item without a label is the rest of the item before, where that one has a label.

Every TH gets a Scope: Column in THead, Row elsewhere. WeasyPrint's Headers arrays name header cells
that are gone, and a Scope says the same, so they are removed. Content that no element holds
(running headers, page numbers, repeated headers) is marked as a pagination artifact. Runs of text
lose their meaningless Span a line, which makes a long table's file a third of its size.
"""

import logging
import re
from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import Any, NamedTuple

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf

logger = logging.getLogger(__name__)

Element = Any
"""A structure element: a pikepdf dictionary, whose attributes have no types of their own."""
Marks = dict[tuple[int, int], Element]
"""The element that holds each piece of marked content, by page (object number) and mark."""
Met = set[tuple[int, int]]
"""The lists, by object, that begin a page beside the list that ends the page before."""

GROUPS = frozenset({"/Art", "/Sect", "/Div", "/Part"})
HEADINGS = frozenset({"/H1", "/H2", "/H3", "/H4", "/H5", "/H6"})
MEANINGLESS = frozenset({"/Span", "/NonStruct"})
SAYING_SOMETHING = ("/A", "/Alt", "/ActualText", "/E", "/Lang")
MARKED = re.compile(rb"/[A-Za-z0-9]+\s+<</MCID (\d+)>>\s+BDC")
ARTIFACT = b"/Artifact <</Type /Pagination>> BDC"


class Listed(NamedTuple):
    """A list as the HTML has it: its ListNumbering ("LowerRoman", "Disc") and how many items it has."""

    numbering: str
    items: int


def repair(pdf_bytes: bytes, lists: Sequence[Listed] = ()) -> bytes:
    """The same pages with tags that are fit to be read aloud.

    `lists` are those of the HTML in document order. Raises ValueError where the PDF has no tags.
    """
    with Pdf.open(BytesIO(pdf_bytes)) as pdf:
        if "/StructTreeRoot" not in pdf.Root:
            raise ValueError("The PDF has no tags to repair")
        document = pdf.Root.StructTreeRoot.K[0]
        met: Met = set()
        _join_pages(document, met)
        marks: Marks = {}
        found = _Lists(met, lists)
        _tidy(document, False, marks, found)
        _number_lists(found.found, lists)
        _release_unheld_content(pdf, marks)
        _describe_links(pdf)
        out = BytesIO()
        pdf.save(
            out,
            deterministic_id=True,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
        )
        return out.getvalue()


def _elements(parent: Element) -> Iterator[Element]:
    """The structure elements just below another, without its content and links."""
    for kid in parent.K:
        if isinstance(kid, Dictionary) and "/S" in kid:
            yield kid


# Joining what page breaks took apart


def _join_pages(document: Element, met: Met) -> None:
    joined: list[Element] = []
    page = None
    for element in list(_elements(document)):
        starts_page = element.Pg.objgen != page
        page = element.Pg.objgen
        if not (joined and starts_page and _continued(joined[-1], element, met)):
            joined.append(element)
    document.K = Array(joined)


def _goes_on(before: Element, after: Element) -> bool:
    """Whether `after`, first on its page, is the rest of `before`, last on the page before."""
    kind = str(before.S)
    if kind != str(after.S):
        return False
    if kind == "/Table":
        return all(str(kid.S) != "/Caption" for kid in _elements(after))
    if kind in GROUPS:
        level = next((str(kid.S) for kid in _elements(before) if str(kid.S) in HEADINGS), None)
        return all(str(kid.S) != level for kid in _elements(after))
    if kind == "/LI":
        return _has_label(before) and not _has_label(after)
    return kind == "/LBody"


def _has_label(item: Element) -> bool:
    return any(str(kid.S) == "/Lbl" for kid in _elements(item))


def _continued(before: Element, after: Element, met: Met) -> bool:
    """Joins `after` to `before` where it goes on from it. Two lists that meet are only noted: they are told apart when all
    pages are joined and so their order is that of the HTML."""
    if str(before.S) == str(after.S) == "/L":
        met.add(after.objgen)
    elif _goes_on(before, after):
        _join(before, after, met)
        return True
    return False


def _join(before: Element, after: Element, met: Met) -> None:
    if str(before.S) == "/Table":
        _join_tables(before, after, met)
        return
    kids = list(_elements(after))
    tail = list(_elements(before))
    if kids and tail and str(kids[0].S) == "/L" and str(before.S) == "/LI":
        before = tail[-1]  # its body
        tail = list(_elements(before))
    if kids and tail and _continued(tail[-1], kids[0], met):
        kids.pop(0)
    _append(before, kids)


def _append(parent: Element, kids: Sequence[Element]) -> None:
    for kid in kids:
        kid.P = parent
        parent.K.append(kid)


def _join_tables(before: Element, after: Element, met: Met) -> None:
    parts = {str(kid.S): kid for kid in _elements(before)}
    for part in list(_elements(after)):
        kind = str(part.S)
        if kind not in parts:
            _append(before, [part])
        elif kind == "/TBody":
            rows = list(_elements(part))
            above = list(_elements(parts[kind]))
            if rows and above and _is_rest_of_row(rows[0]):
                _join_rows(above[-1], rows.pop(0), met)
            _append(parts[kind], rows)


def _is_rest_of_row(row: Element) -> bool:
    cells = list(_elements(row))
    return bool(cells) and str(cells[0].S) == "/TH" and not _has_content(cells[0])


def _has_content(element: Element) -> bool:
    return any(
        not isinstance(kid, Dictionary) or "/S" not in kid or _has_content(kid) for kid in element.K
    )


def _join_rows(before: Element, after: Element, met: Met) -> None:
    for cell, rest in zip(_elements(before), _elements(after), strict=True):
        _join(cell, rest, met)


# Tidying what is left


class _Lists:
    """The lists as they are met in the order of the HTML, which says how many items each has."""

    def __init__(self, met: Met, listed: Sequence[Listed]) -> None:
        self.found: list[Element] = []
        self._met = met
        self._listed = listed

    def begin(self, element: Element) -> None:
        """Notes an element where it is a list."""
        if str(element.S) == "/L":
            _put_lists_in_their_items(element)
            self.found.append(element)

    def take(self, before: Element, after: Element) -> bool:
        """Joins `after` to the list begun last where it is the rest of that."""
        if after.objgen not in self._met or str(before.S) != "/L":
            return False
        _put_lists_in_their_items(after)
        items, more = list(_elements(before)), list(_elements(after))
        place = len(self.found) - 1
        lacks_items = place >= len(self._listed) or len(items) < self._listed[place].items
        goes_on = lacks_items or bool(items and more and _goes_on(items[-1], more[0]))
        if goes_on:
            _join(before, after, self._met)
        return goes_on


def _tidy(element: Element, in_head: bool, marks: Marks, lists: _Lists) -> None:
    """Gives header cells their scope, drops meaningless elements, notes who holds which content."""
    kind = str(element.S)
    if kind in ("/TH", "/TD"):
        if kind == "/TH":
            element.A.Scope = Name.Column if in_head else Name.Row
        elif "/Headers" in element.A:
            del element.A.Headers
            if len(element.A) == 1:
                del element.A
        if "/ID" in element:
            del element.ID
    page = element.Pg.objgen[0] if "/Pg" in element else 0
    kids: list[Any] = []
    _gather(element, element, page, kids, marks)
    element.K = Array(_tidied(kids, in_head or kind == "/THead", marks, lists))


def _tidied(kids: Sequence[Any], in_head: bool, marks: Marks, lists: _Lists) -> Iterator[Any]:
    """The kids, those tidied that are elements, without the lists that are the rest of the one before."""
    begun: Element = None
    for kid in kids:
        is_element = isinstance(kid, Dictionary) and "/S" in kid
        if begun is not None:
            if is_element and lists.take(begun, kid):
                continue
            _tidy(begun, in_head, marks, lists)
        begun = kid if is_element else None
        if is_element:
            lists.begin(kid)
        yield kid
    if begun is not None:
        _tidy(begun, in_head, marks, lists)


def _put_lists_in_their_items(element: Element) -> None:
    """WeasyPrint puts a list inside an item beside it."""
    kids: list[Element] = []
    for kid in _elements(element):
        if kids and str(kid.S) == "/L":
            _append([kids[-1], *_elements(kids[-1])][-1], [kid])
        else:
            kids.append(kid)
    element.K = Array(kids)


def _gather(holder: Element, source: Element, page: int, kids: list[Any], marks: Marks) -> None:
    """Collects what `holder` holds, through the meaningless elements below it on its own page."""
    for kid in source.K:
        if not isinstance(kid, Dictionary):
            marks[page, int(kid)] = holder
            kids.append(int(kid))
        elif _is_meaningless(kid) and kid.Pg.objgen[0] == page:
            _gather(holder, kid, page, kids, marks)
        else:
            if "/S" in kid:
                kid.P = holder
            kids.append(kid)


def _is_meaningless(element: Element) -> bool:
    return (
        "/S" in element
        and str(element.S) in MEANINGLESS
        and not any(key in element for key in SAYING_SOMETHING)
    )


def _number_lists(found: Sequence[Element], listed: Sequence[Listed]) -> None:
    if len(found) != len(listed):
        if listed:
            logger.warning("%s lists in the PDF, %s in its HTML", len(found), len(listed))
        return
    for element, each in zip(found, listed, strict=True):
        element.A = Dictionary(O=Name.List, ListNumbering=Name("/" + each.numbering))


def _release_unheld_content(pdf: Pdf, marks: Marks) -> None:
    """Makes artifacts of the content that no element holds, and the parent tree fit the rest."""
    pages = {int(page.obj.StructParents): page for page in pdf.pages}
    numbers = pdf.Root.StructTreeRoot.ParentTree.Nums
    for place in range(0, len(numbers), 2):
        page = pages.get(int(numbers[place]))
        if page is None:
            continue
        number = page.obj.objgen[0]

        def mark(match: re.Match[bytes], number: int = number) -> bytes:
            return match[0] if (number, int(match[1])) in marks else ARTIFACT

        content = MARKED.sub(mark, page.obj.Contents.read_bytes())
        page.obj.Contents = pdf.make_stream(content)
        count = len(numbers[place + 1])
        numbers[place + 1] = Array([marks.get((number, mcid)) for mcid in range(count)])


def _describe_links(pdf: Pdf) -> None:
    """Says where a link inside the document goes, by the bookmark at the place that it goes to."""
    if "/Names" not in pdf.Root or "/Dests" not in pdf.Root.Names:
        return
    names = pdf.Root.Names.Dests.Names
    places = {str(names[i]): _place(names[i + 1]) for i in range(0, len(names), 2)}
    titles: dict[tuple[int, int], str] = {}
    with pdf.open_outline() as outline:
        waiting = list(outline.root)
        while waiting:
            item = waiting.pop()
            titles[_place(item.destination)] = item.title
            waiting.extend(item.children)
    for page in pdf.pages:
        for annotation in page.obj.get("/Annots", []):
            place = places.get(str(annotation.get("/Dest", "")))
            if place in titles:
                annotation.Contents = f"Go to {titles[place]}"


def _place(destination: Any) -> tuple[int, int]:
    return destination[0].objgen[0], round(float(destination[3]))
