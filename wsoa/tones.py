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

PLAIN = "grey"
"""The tone of anything that has not been given one, such as an action without a rating."""


def tone_or_plain(name: str) -> str:
    """Return `name` if the palette has it, else the plain tone, so that bad data still shows as a readable tag."""
    return name if name in TONES else PLAIN
