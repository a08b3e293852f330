"""The simple Markdown of papers: every text is read, what was typed stays, and no HTML comes through."""

import itertools
import re
import time
from collections.abc import Iterator
from html.parser import HTMLParser

import pytest
from django.template.loader import render_to_string
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reports.choices import SectionKind
from reports.content import paper_content
from reports.drafts import PaperDraft, SectionDraft
from reports.facts import Facts
from reports.text import (
    Grid,
    Listing,
    Run,
    Runs,
    Slot,
    Subhead,
    TextBlock,
    Words,
    plain,
    read_text,
)
from tests.factories import Scene, day

PIECES = st.sampled_from(
    [
        *(
            "word",
            "two words",
            "{total}",
            "{complete|words}",
            "{rating:R}",
            "Łódź",
            "<b>x</b>",
            "&amp;",
        ),
        *("**", "*", "__", "_", "`", "[", "](", ")", "](https://example.org/a)", "](#appendix-a)"),
        *(
            "- ",
            "* ",
            "1. ",
            "7) ",
            "2018. ",
            "# ",
            "### ",
            "> ",
            "    ",
            "\t",
            "|",
            "|---|---|\n",
            "---",
        ),
        *(
            "[[table-1]]",
            "[[table-1: As at {as_at}]]",
            "[[",
            "]]",
            "{",
            "}",
            "{}",
            "\\",
            "!",
            "~~~",
        ),
        *(
            "\n",
            "\n\n",
            "\n  ",
            "\r\n",
            "  \n",
            "<script>",
            "-->",
            '"',
            "'",
            "\x0b",
            "\x85",
            "\u2028",
        ),
    ]
)
TEXTS = st.lists(PIECES, max_size=25).map("".join)


def _all_runs(blocks: tuple[TextBlock, ...]) -> Iterator[Runs]:
    """The stretches of every paragraph, item and cell, in order."""
    for block in blocks:
        match block:
            case Words(runs) | Subhead(runs):
                yield runs
            case Listing(items):
                yield from items
            case Grid(head, rows):
                yield from (cell for row in (head, *rows) for cell in row)
            case Slot(_, caption):
                yield caption


def _figures(text: str) -> list[str]:
    return [run.figure for runs in _all_runs(read_text(text)) for run in runs if run.figure]


@given(st.text(max_size=300))
def test_any_text_at_all_is_read(text):
    read_text(text)


@given(TEXTS)
def test_any_mixture_of_marks_is_read(text):
    for block in read_text(text):
        match block:
            case Words(runs) | Subhead(runs):
                assert runs
            case Listing(items, _, levels):
                assert items
                assert not levels or len(levels) == len(items)
                assert not levels or levels[0] == 0
                assert all(b <= a + 1 for a, b in itertools.pairwise(levels))
            case Grid(head, rows):
                assert {len(row) for row in rows} <= {len(head)}


def _letters(text: str) -> str:
    return re.sub(r"[^a-zA-ZŁóź{}<>&;]", "", text)


@given(TEXTS)
@settings(max_examples=400)
def test_nothing_that_was_typed_is_lost_but_the_marks_themselves(text):
    said = "".join(
        (block.key if isinstance(block, Slot) else "")
        + "".join("".join(run.text for run in runs) + _where(runs) for runs in _all_runs((block,)))
        for block in read_text(text)
    )
    assert sorted(_letters(said)) == sorted(_letters(text))


def _where(runs: Runs) -> str:
    """Where the links of a paragraph lead, each once."""
    found = [runs[0].href] if runs else []
    found += [b.href for a, b in itertools.pairwise(runs) if a.href != b.href]
    return "".join(found)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("*Not bold* and __not bold__", "*Not bold* and __not bold__"),
        ("<b>As typed</b> &amp; `so`", "<b>As typed</b> &amp; `so`"),
        ("2018. A year begins a sentence", "2018. A year begins a sentence"),
        ("![Picture](https://example.org/a.png)", "!Picture"),
        ("> Said she", "> Said she"),
        ("    Far in", "Far in"),
        ("---", "---"),
        ("Two  \nlines", "Two\nlines"),
        ("One\nline", "One line"),
        ("[[table-1]] and words", "[[table-1]] and words"),
        ('[Label](https://example.org/ "Title")', "Label (Title)"),
    ],
)
def test_what_a_paper_does_not_know_stays_as_it_was_typed(text, says):
    assert [plain(runs) for runs in _all_runs(read_text(text))] == [says]


@pytest.mark.parametrize(
    "address",
    ["https://example.org/a?b=1", "http://example.org", "mailto:a@example.org", "#appendix-a"],
)
def test_link_leads_to_the_web_to_an_email_address_or_into_the_paper(address):
    assert read_text(f"See [here]({address}).") == (
        Words((Run("See "), Run("here", href=address), Run("."))),
    )


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JAVASCRIPT:x",
        "data:text/html,x",
        "file:///etc/passwd",
        "//x",
        "/a",
        "a",
    ],
)
def test_link_to_anything_else_is_words(address):
    (block,) = read_text(f"See [here]({address}).")
    assert block == Words((Run(f"See [here]({address})."),))


@pytest.mark.parametrize(
    "text",
    [
        "All {total} actions",
        "### All {total} actions",
        "**All {total}** actions",
        "- one of {total}",
        "1. one\n   - of {total}",
        "| a | b |\n|---|---|\n| 1 | {total} |",
        "| a | {total} |\n|---|---|\n| 1 | 2 |",
        "| a | b |\n|---|---|\n| 1 | 2 | {total} |",
        "[all {total} actions](#appendix-a)",
        "[[table-1: all {total} actions]]",
        "All { total } actions",
    ],
)
def test_figure_is_found_wherever_it_stands(text):
    assert _figures(text) == ["total"]


def test_block_stands_on_a_line_of_its_own_between_words():
    kinds = [type(block) for block in read_text("Before\n[[table-1: Progress]]\nAfter")]
    assert kinds == [Words, Slot, Words]


def test_list_in_a_list_follows_its_item_and_says_how_deep_it_is():
    text = "1. first\n   - below\n     - deeper\n2. second\n\n   its other paragraph\n3. third"
    (block,) = read_text(text)
    assert isinstance(block, Listing)
    assert [plain(item) for item in block.items] == [
        "first",
        "below",
        "deeper",
        "second\nits other paragraph",
        "third",
    ]
    assert (block.is_ordered, block.levels) == (True, (0, 1, 2, 0, 0))


def test_lists_nested_beyond_all_sense_are_read_as_typed():
    text = "- " * 400 + "here"
    assert [plain(runs) for runs in _all_runs(read_text(text))] == [text]


def test_cells_beyond_a_tables_last_column_join_the_last():
    (block,) = read_text("| a | b |\n|---|---|\n| 1 | 2 | 3 | **4** |\n| 1 |")
    assert isinstance(block, Grid)
    assert [[plain(cell) for cell in row] for row in block.rows] == [["1", "2 | 3 | 4"], ["1", ""]]


def _seconds(text: str) -> float:
    taken = []
    for _ in range(3):
        started = time.process_time()
        read_text(text)
        taken.append(time.process_time() - started)
    return min(taken)


def test_text_of_50_000_characters_is_read_in_a_tenth_of_a_second():
    paragraph = (
        "The plan has **{total}** actions in [eight themes](#appendix-a), and " + "so on " * 40
    )
    some = (
        f"### Heading\n\n{paragraph}\n\n- one\n- two\n\n| a | b |\n|---|---|\n| 1 | {{total}} |\n\n"
    )
    assert _seconds((some * 200)[:50_000]) < 0.1


@pytest.mark.parametrize("marks", ["[", "![", "*", "**a ", "- ", "|", "[a](", "{", "_", "a]", "\\"])
def test_text_of_nothing_but_marks_keeps_nobody_waiting_long(marks):
    assert _seconds((marks * 50_000)[:50_000]) < 3


def _page(text: str, scene: Scene) -> str:
    """A paper's page with the text in a section of its body."""
    section = SectionDraft(SectionKind.BODY, "Details", text)
    draft = PaperDraft("Update", "Riverton", "Cabinet", None, day(9), (section,))
    content = paper_content(draft, Facts(scene.plan, day(9)))
    return render_to_string("reports/paper/_paper.html", {"paper": content})


class _Tags(HTMLParser):
    """The tags and the words of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.words = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note the tag, and that it has no attribute but those of the templates."""
        assert {name for name, _ in attrs} <= OURS, attrs
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        """Note the words."""
        self.words += data


OURS = {"class", "id", "lang", "href", "scope", "type"}
OURS |= {"data-title", "data-meeting", "data-classification", "data-label"}


@given(TEXTS)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
def test_no_html_that_was_typed_comes_through_to_the_page(scene, text):
    text = re.sub(r"\{[^{}\n]*\}|\[\[[a-z]", "", text)  # what would be filled
    page = _Tags(_page(text, scene))
    assert "script" not in page.tags
    assert page.words.count("<script>") == text.count("<script>")
    assert page.words.count("<b>") == text.count("<b>")


def test_lists_tables_and_links_come_to_the_page_as_such(scene):
    page = _page(
        "### Next\n\n1. one\n   - below\n2. **two**\n\n- a [link](https://example.org/?a=1&b=2)\n\n"
        "| Who | When |\n|---|---|\n| **Head** | [Site](https://example.org) {total} |",
        scene,
    )
    assert (
        '<li>one<ul class="paper__bullets"><li>below</li></ul></li><li><b>two</b></li></ol>' in page
    )
    assert '<a href="https://example.org/?a=1&amp;b=2">link</a>' in page
    assert "<caption>Details</caption>" in page
    assert "Site (https://example.org) 0" in page
