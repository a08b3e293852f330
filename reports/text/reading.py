"""From Markdown to values. Of Markdown a paper knows paragraphs, `###` subheadings, lists, **bold**, links and tables; everything
else is text as it was typed, HTML included."""

import re
from collections.abc import Iterator, Sequence

from markdown_it import MarkdownIt
from markdown_it.token import Token

from reports.text.values import Grid, Listing, Run, Runs, Slot, Subhead, TextBlock, Words, plain

_UNKNOWN = (
    "autolink blockquote code fence hr html_block html_inline image lheading reference backticks entity"
).split()
_MARKDOWN = MarkdownIt("commonmark", {"html": False}).enable("table").disable(_UNKNOWN)
_SLOT = re.compile(r"\[\[\s*([a-z0-9-]+)\s*(?::\s*(.*?))?\s*\]\]", re.DOTALL)
_FIGURE = re.compile(r"\{([^{}\n]*)\}")


def read_text(text: str) -> tuple[TextBlock, ...]:
    """The blocks of a text, in order. Every text can be read; figures are named, not filled."""
    return tuple(_Reader(_MARKDOWN.parse(text)).blocks())


class _Reader:
    """Goes through the tokens of a text once."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self._tokens = iter(tokens)

    def blocks(self) -> Iterator[TextBlock]:
        for token in self._tokens:
            match token.type:
                case "paragraph_open":
                    yield self._paragraph()
                case "heading_open":
                    yield Subhead(self._inline())
                case "bullet_list_open" | "ordered_list_open":
                    items = tuple(self._items(token.type.replace("open", "close")))
                    yield Listing(items, token.type.startswith("ordered"))
                case "table_open":
                    yield self._grid()

    def _paragraph(self) -> TextBlock:
        runs = self._inline()
        slot = _SLOT.fullmatch(plain(runs).strip())
        if slot is None:
            return Words(runs)
        return Slot(slot[1], tuple(_figures(Run((slot[2] or "").strip()))))

    def _inline(self) -> Runs:
        """What the next token holds."""
        return _runs(next(self._tokens).children or ())

    def _items(self, end: str) -> Iterator[Runs]:
        """The items of a list and of the lists in it, a paragraph each."""
        depth = 1
        for token in self._tokens:
            if token.type in ("bullet_list_open", "ordered_list_open"):
                depth += 1
            elif token.type in ("bullet_list_close", "ordered_list_close"):
                depth -= 1
                if depth == 0:
                    return
            elif token.type == "inline":
                yield _runs(token.children or ())

    def _grid(self) -> Grid:
        rows: list[list[Runs]] = []
        for token in self._tokens:
            if token.type == "table_close":
                break
            if token.type == "tr_open":
                rows.append([])
            elif token.type == "inline":
                rows[-1].append(_runs(token.children or ()))
        head, *body = (tuple(row) for row in rows)
        return Grid(head, tuple(body))


def _runs(tokens: Sequence[Token]) -> Runs:
    """The stretches of a line, each figure one of its own."""
    found: list[Run] = []
    bold, href = 0, ""
    for token in tokens:
        if token.type in ("strong_open", "strong_close") and token.markup == "**":
            bold += token.nesting
        elif token.type == "link_open":
            href = str(token.attrs.get("href", ""))
        elif token.type == "link_close":
            href = ""
        elif token.type in ("softbreak", "hardbreak"):
            found.append(Run("\n" if token.type == "hardbreak" else " ", bool(bold), href))
        elif (
            token.content or token.markup
        ):  # a mark that a paper does not know stays as it was typed
            found.append(Run(token.content or token.markup, bool(bold), href))
    return tuple(each for run in _joined(found) for each in _figures(run))


def _joined(runs: Sequence[Run]) -> Iterator[Run]:
    """The same with neighbours in one style put together."""
    pending: Run | None = None
    for run in runs:
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
