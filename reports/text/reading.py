"""From Markdown to values. Of Markdown a paper knows paragraphs, `###` subheadings, lists, **bold**, links and tables; everything
else is text as it was typed, HTML included. Nothing that was typed is lost but the marks of what it knows."""

import re
from collections.abc import Iterator, Sequence
from typing import TypeAlias

from markdown_it import MarkdownIt
from markdown_it.rules_block.table import escapedSplit
from markdown_it.token import Token

from reports.text.values import Grid, Listing, Run, Runs, Slot, Subhead, TextBlock, Words, plain

_UNKNOWN = (
    "autolink blockquote code fence hr html_block html_inline image lheading reference backticks entity"
).split()
_LEADS_SOMEWHERE = re.compile(r"(https?://|mailto:|#).", re.IGNORECASE)
_SLOT_LINE = re.compile(r"^ {0,3}(\[\[[^\n]*\]\])[ \t]*$", re.MULTILINE)
_SLOT = re.compile(r"\[\[\s*([a-z0-9-]+)\s*(?::\s*(.*?))?\s*\]\]", re.DOTALL)
_NEWLINE = re.compile(r"\r\n?|\n")
_FIGURE = re.compile(r"\{([^{}\n]*)\}")
_DEEPEST = 20
"""Levels that the library reads, two a list; what is below it would leave out."""


_Item: TypeAlias = tuple[int, str, Runs]
"""How deep an item is, its mark as it was typed ("1."), and what it says."""


class _Markdown(MarkdownIt):
    """Markdown in which a link leads to the web, to an email address or to a place in the paper."""

    def validateLink(self, url: str) -> bool:  # noqa: N802 - the library's name
        """Whether it is a link; else it stays as it was typed."""
        return bool(_LEADS_SOMEWHERE.match(url))


def _markdown(*unknown: str) -> MarkdownIt:
    options = {"html": False, "maxNesting": _DEEPEST}
    markdown = _Markdown("commonmark", options).enable("table")
    return markdown.disable([*_UNKNOWN, *unknown])


_MARKDOWN = _markdown()
_WITHOUT_LISTS = _markdown("list")


def read_text(text: str) -> tuple[TextBlock, ...]:
    """The blocks of a text, in order. Every text can be read; figures are named, not filled."""
    text = _SLOT_LINE.sub(r"\n\1\n", text)
    tokens = _MARKDOWN.parse(text)
    if any(token.level >= _DEEPEST - 1 for token in tokens):
        tokens = _WITHOUT_LISTS.parse(text)
    return tuple(_Reader(tokens, text).blocks())


class _Reader:
    """Goes through the tokens of a text once."""

    def __init__(self, tokens: Sequence[Token], text: str) -> None:
        self._tokens = iter(tokens)
        self._lines = _NEWLINE.split(text)

    def blocks(self) -> Iterator[TextBlock]:
        for token in self._tokens:
            match token.type:
                case "paragraph_open":
                    yield from self._paragraph()
                case "heading_open":
                    if runs := self._inline():
                        yield Subhead(runs)
                case "bullet_list_open":
                    yield from self._bullets()
                case "ordered_list_open":
                    yield from self._points(token)
                case "table_open":
                    yield self._grid()

    def _paragraph(self) -> Iterator[TextBlock]:
        runs = self._inline()
        slot = _SLOT.fullmatch(plain(runs).strip())
        if slot:
            yield Slot(slot[1], tuple(_figures(Run((slot[2] or "").strip()))))
        elif runs:
            yield Words(runs)

    def _inline(self) -> Runs:
        """What the next token holds."""
        return _runs(next(self._tokens).children or ())

    def _bullets(self) -> Iterator[TextBlock]:
        if items := self._items():
            yield _listing(items, is_ordered=False)

    def _points(self, opened: Token) -> Iterator[TextBlock]:
        """A list of points. One that does not begin with 1 is no list: "2018. A year" begins a sentence."""
        items = self._items()
        if items and opened.attrs.get("start", 1) == 1:
            yield _listing(items, is_ordered=True)
            return
        for level, mark, runs in items:
            yield Words(runs if level else (Run(f"{mark} "), *runs))

    def _items(self) -> list[_Item]:
        """The items of a list and of the lists in it: how deep each is, its mark, and its paragraphs on lines of their own."""
        found: list[_Item] = []
        depth, mark, starts = 0, "", True
        for token in self._tokens:
            if token.type in ("bullet_list_open", "ordered_list_open"):
                depth += 1
            elif token.type in ("bullet_list_close", "ordered_list_close"):
                depth -= 1
                starts = True
                if depth < 0:
                    break
            elif token.type == "list_item_open":
                mark, starts = f"{token.info}{token.markup}", True
            elif token.type == "inline":
                runs = _runs(token.children or ())
                if starts or not found:
                    found.append((depth, mark, runs))
                    starts = False
                else:
                    level, its_mark, before = found[-1]
                    found[-1] = (level, its_mark, (*before, Run("\n"), *runs))
        return found

    def _grid(self) -> Grid:
        rows: list[list[Runs]] = []
        for token in self._tokens:
            if token.type == "table_close":
                break
            if token.type == "tr_open":
                rows.append([])
                line = token.map[0] if token.map else 0
            elif token.type == "inline":
                rows[-1].append(_runs(token.children or ()))
            elif token.type == "tr_close":
                rows[-1][-1] += self._left_over(line, len(rows[0]))
        head, *body = (tuple(row) for row in rows)
        return Grid(head, tuple(body))

    def _left_over(self, line: int, columns: int) -> Runs:
        """What stands in a row beyond the last column, which the library leaves out."""
        typed = self._lines[line].strip()
        cells = escapedSplit(typed.removeprefix("|").removesuffix("|"))[columns:]
        said = "".join(f" | {cell.strip()}" for cell in cells)
        return _runs(_MARKDOWN.parseInline(said)[0].children or ()) if said else ()


def _listing(items: Sequence[_Item], *, is_ordered: bool) -> Listing:
    levels = [0]
    for level, _, _ in items[
        1:
    ]:  # a list inside an item that says nothing has no item to stand under
        levels.append(min(level, levels[-1] + 1))
    said = tuple(runs for *_, runs in items)
    return Listing(said, is_ordered, tuple(levels) if any(levels) else ())


def _runs(tokens: Sequence[Token]) -> Runs:
    """The stretches of a line, each figure one of its own."""
    found: list[Run] = []
    bold, href, title = 0, "", ""
    for token in tokens:
        if token.type in ("strong_open", "strong_close") and token.markup == "**":
            bold += token.nesting
        elif token.type == "link_open":
            href, title = (str(token.attrs.get(name, "")) for name in ("href", "title"))
        elif token.type == "link_close":
            found.append(Run(f" ({title})" if title else "", bool(bold), href))
            href = ""
        elif token.type in ("softbreak", "hardbreak"):
            found.append(Run("\n" if token.type == "hardbreak" else " ", bool(bold), href))
        else:  # words, or a mark that a paper does not know
            found.append(Run(token.content or token.markup, bool(bold), href))
    return tuple(each for run in _joined(found) for each in _figures(run))


def _joined(runs: Sequence[Run]) -> Iterator[Run]:
    """The same with neighbours in one style put together."""
    pending: Run | None = None
    for run in runs:
        if not run.text:
            continue
        if pending and (pending.bold, pending.href) == (run.bold, run.href):
            pending = Run(pending.text + run.text, run.bold, run.href)
            continue
        if pending:
            yield pending
        pending = run
    if pending:
        yield pending


def _figures(run: Run) -> Iterator[Run]:
    """The stretch cut at the figures that it names."""
    end = 0
    for match in _FIGURE.finditer(run.text):
        if match.start() > end:
            yield Run(run.text[end : match.start()], run.bold, run.href)
        yield Run(match[0], run.bold, run.href, figure=match[1].strip() or match[0])
        end = match.end()
    if end < len(run.text):
        yield Run(run.text[end:], run.bold, run.href)
