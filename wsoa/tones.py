"""The fixed palette of tones that a rating, or any other tag, may be shown in.

A rating's colour is data: each plan names one tone for each of its ratings. A tone is three colours that are
readable together, so that no page or paper ever has to work out a contrast. The style sheet holds the same
values (`static/scss/_tones.scss`); a test keeps the two alike. Nothing about plans or ratings belongs here.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tone:
    """Three colours that go together: `ground` (tint), `edge` (solid, carries white text), `ink` (text on the tint)."""

    ground: str
    edge: str
    ink: str


TONES: dict[str, Tone] = {
    "green": Tone("#cfe4dc", "#0b5c3e", "#083d29"),
    "amber": Tone("#ffe8b3", "#925400", "#573200"),
    "red": Tone("#f8d5d5", "#a11d1d", "#651b1b"),
    "blue": Tone("#d2e2f1", "#16548a", "#0f385c"),
    "white": Tone("#ffffff", "#505a5f", "#0b0c0c"),
    "grey": Tone("#e3e5e6", "#484949", "#0b0c0c"),
    "purple": Tone("#ddd6ec", "#54319f", "#2a1950"),
    "teal": Tone("#d0e6e7", "#106165", "#0b4144"),
    "yellow": Tone("#fff6b8", "#6f6000", "#453c00"),
    "orange": Tone("#fde0d0", "#a0461a", "#6b3212"),
}

AA = 4.5
"""The least contrast that WCAG 2.2 AA wants between text and its ground."""


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours such as `#0b5c3e`, from 1 to 21, as WCAG 2.2 defines it."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    """Relative luminance, from 0 (black) to 1 (white)."""
    parts = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def measured(name: str) -> float:
    """The least contrast of any text on a tag of the tone: its word on the tint, its letter on the edge.

    The white tone writes its letter in ink, as it has no solid edge.
    """
    tone = TONES[name]
    letter = contrast(tone.ink, tone.ground) if name == "white" else contrast("#ffffff", tone.edge)
    return min(contrast(tone.ink, tone.ground), letter)


PLAIN = "grey"
"""The tone of anything that has not been given one, such as an action without a rating."""


def tone_or_plain(name: str) -> str:
    """Return `name` if the palette has it, else the plain tone, so that bad data still shows as a readable tag."""
    return name if name in TONES else PLAIN
