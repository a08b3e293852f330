"""HTML rendered once and filled in many times: the same as if it had been rendered each time."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.template.loader import render_to_string
from django.test import override_settings
from hypothesis import given
from hypothesis import strategies as st

from wsoa.pattern import Pattern

NAME = "greeting.html"


@pytest.fixture(scope="module", autouse=True)
def _template(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A template with a variable that is used twice and one that stands in an attribute."""
    folder: Path = tmp_path_factory.mktemp("templates")
    (folder / NAME).write_text('<p title="{{ place }}">{{ who }} and {{ who }}, {{ when }}</p>')
    with override_settings(TEMPLATES=[{**settings.TEMPLATES[0], "DIRS": [folder]}]):
        yield


@given(st.text(), st.text())
def test_filled_in_it_reads_as_if_rendered_with_the_values(who: str, place: str) -> None:
    pattern = Pattern(NAME, {"when": "today"}, ["who", "place"])
    values = {"who": who, "place": place}
    assert pattern.fill(values) == render_to_string(NAME, {**values, "when": "today"})


def test_value_that_looks_like_a_gap_is_not_filled_in() -> None:
    pattern = Pattern(NAME, {"when": "today"}, ["who", "place"])
    assert "\0place\0 and" in pattern.fill({"who": "\0place\0", "place": "Riverton"})


def test_each_filling_leaves_the_pattern_as_it_was() -> None:
    pattern = Pattern(NAME, {"when": "today"}, ["who", "place"])
    first = pattern.fill({"who": "A", "place": "B"})
    pattern.fill({"who": "C", "place": "D"})
    assert pattern.fill({"who": "A", "place": "B"}) == first


def test_gap_without_a_value_is_an_error() -> None:
    with pytest.raises(KeyError):
        Pattern(NAME, {"when": "today"}, ["who", "place"]).fill({"who": "A"})
