"""What two people wrote at once, put together, and what changed from one text to another."""

from hypothesis import given
from hypothesis import strategies as st

from reports.drafting.differences import count_changes, differences
from reports.drafting.together import put_together

PARAGRAPHS = st.lists(st.sampled_from("one two three four five six".split()), max_size=6).map(
    "\n\n".join
)
WORDS = st.text(alphabet="ab \n{}*", max_size=40)


def paragraphs(text: str) -> set[str]:
    return set(text.split("\n\n")) if text else set()


class TestPuttingTogether:
    def test_takes_from_each_the_paragraph_that_only_they_changed(self) -> None:
        both = put_together("a\n\nb\n\nc", saved="A\n\nb\n\nc", typed="a\n\nb\n\nC")
        assert both == "A\n\nb\n\nC"

    def test_keeps_both_where_both_changed_one_place_the_saved_words_first(self) -> None:
        assert put_together("a\n\nb", saved="a\n\ntheirs", typed="a\n\nmine") == (
            "a\n\ntheirs\n\nmine"
        )

    def test_leaves_out_what_either_took_out_and_the_other_left_alone(self) -> None:
        assert put_together("a\n\nb\n\nc", saved="a\n\nc", typed="a\n\nb\n\nc\n\nd") == (
            "a\n\nc\n\nd"
        )

    @given(PARAGRAPHS, PARAGRAPHS, PARAGRAPHS)
    def test_loses_no_paragraph_that_somebody_added(
        self, base: str, saved: str, typed: str
    ) -> None:
        added = (paragraphs(saved) | paragraphs(typed)) - paragraphs(base)
        assert added <= paragraphs(put_together(base, saved, typed))

    @given(PARAGRAPHS, PARAGRAPHS)
    def test_is_the_one_text_where_the_other_did_not_change(self, base: str, other: str) -> None:
        assert put_together(base, saved=other, typed=base) == other
        assert put_together(base, saved=base, typed=other) == other


class TestDifferences:
    def test_are_told_by_word(self) -> None:
        pieces = differences("All is well here.\nSame.", "All is better here.\nSame.")
        assert [(piece.kind, piece.text) for piece in pieces] == [
            ("same", "All is "),
            ("removed", "well"),
            ("added", "better"),
            ("same", " here.\nSame."),
        ]
        assert count_changes(pieces) == (1, 1)

    @given(WORDS, WORDS)
    def test_hold_every_character_of_both_texts(self, before: str, after: str) -> None:
        pieces = differences(before, after)
        assert "".join(each.text for each in pieces if each.kind != "added") == before
        assert "".join(each.text for each in pieces if each.kind != "removed") == after
