"""“You said, we did” as a table."""

from collections.abc import Mapping, Sequence

from actions.text import say_month
from actions.voices import VoiceValue
from wsoa.parts import Cell, Head, Row, TablePart


def voices_table(
    voices: Sequence[VoiceValue], references: Mapping[int, str], caption: str
) -> TablePart:
    """What was said and done, in the order given; `references` are those of the actions that did it."""
    return TablePart(
        caption=caption,
        heads=(Head("You said", width=40), Head("When and where", width=22), Head("We did")),
        rows=tuple(
            Row(
                Cell(voice.said),
                (
                    Cell(
                        say_month(voice.month),
                        note=", ".join(filter(None, (str(voice.speaker.label), voice.place))),
                    ),
                    Cell(voice.done or "Nothing is recorded yet.", note=_by(voice, references)),
                ),
            )
            for voice in voices
        ),
        empty="Nothing that families or young people said is recorded.",
    )


def _by(voice: VoiceValue, references: Mapping[int, str]) -> str:
    reference = references.get(voice.action_id or 0, "")
    return f"Action {reference}" if reference else ""
