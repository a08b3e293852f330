"""Written text as paragraphs and lists, with nothing of it taken for HTML."""

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wsoa.templatetags.prose import prose

UL, OL = '<ul class="govuk-list govuk-list--bullet">', '<ol class="govuk-list govuk-list--number"'


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("", ""),
        ("One.", "<p>One.</p>"),
        ("One.\nTwo.", "<p>One.<br>Two.</p>"),
        ("One.\r\n\r\nTwo.", "<p>One.</p><p>Two.</p>"),
        ("- a\n- b", f"{UL}<li>a</li><li>b</li></ul>"),
        ("So:\n* a\n• b\nDone", f"<p>So:</p>{UL}<li>a</li><li>b</li></ul><p>Done</p>"),
        ("1. a\n2. b", f"{OL}><li>a</li><li>b</li></ol>"),
        ("3) a\n4) b", f'{OL} start="3"><li>a</li><li>b</li></ol>'),
        ("1. a\n1. b", f"{OL}><li>a</li></ol>{OL}><li>b</li></ol>"),
        ("-5 degrees", "<p>-5 degrees</p>"),
        ("1.5 staff", "<p>1.5 staff</p>"),
        ("2018. A year", "<p>2018. A year</p>"),
        ("-", "<p>-</p>"),
        ('<b>x</b> & "y"', "<p>&lt;b&gt;x&lt;/b&gt; &amp; &quot;y&quot;</p>"),
        ("- <script>", f"{UL}<li>&lt;script&gt;</li></ul>"),
    ],
)
def test_lines_become_paragraphs_and_lists(text: str, html: str) -> None:
    assert prose(text) == html


class _Read(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: set[tuple[str, tuple[str, ...]]] = set()
        self.open: list[str] = []
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add((tag, tuple(sorted(name for name, _ in attrs))))
        if tag != "br":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text.append(data)

    def handle_comment(self, data: str) -> None:
        raise AssertionError(data)

    def handle_decl(self, decl: str) -> None:
        raise AssertionError(decl)

    def unknown_decl(self, data: str) -> None:
        raise AssertionError(data)

    def handle_pi(self, data: str) -> None:
        raise AssertionError(data)


NASTY = st.lists(
    st.sampled_from(
        ["<", ">", "&", '"', "'", "<script>", "</p>", "<!--", "&lt;", "- ", "1. ", "\n", "* ", "a"]
    )
).map("".join)


@given(st.one_of(st.text(), NASTY))
def test_no_text_gets_a_tag_or_an_attribute_in(text: str) -> None:
    read = _Read()
    read.feed(prose(text))
    read.close()
    assert read.open == []
    assert read.tags <= {
        ("p", ()),
        ("br", ()),
        ("li", ()),
        ("ul", ("class",)),
        ("ol", ("class",)),
        ("ol", ("class", "start")),
    }
    kept = "".join("".join(read.text).split())
    assert all(letter in kept for letter in "".join(text.split()) if letter.isalpha())
