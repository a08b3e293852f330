"""The palette of ratings: one list for pages and papers, readable in every tone."""

import re
from pathlib import Path

import pytest

from wsoa.tones import TONES, Tone, tone_or_plain

SCSS = Path(__file__).resolve().parents[2] / "static" / "scss" / "_tones.scss"


def _luminance(colour: str) -> float:
    """Relative luminance as WCAG 2 defines it, of `#rrggbb`."""
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(one: str, other: str) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("name", TONES)
def test_tone_text_has_enough_contrast(name: str) -> None:
    tone = TONES[name]
    assert _contrast(tone.ground, tone.ink) >= 4.5
    assert _contrast(tone.edge, "#ffffff") >= 4.5


def test_style_sheet_has_the_same_palette() -> None:
    rows = re.findall(r'"(\w+)": \((#\w+), (#\w+), (#\w+)\)', SCSS.read_text())
    assert {name: Tone(*colours) for name, *colours in rows} == TONES


def test_unknown_tone_is_plain() -> None:
    assert tone_or_plain("mauve") == "grey"
