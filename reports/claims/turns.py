"""Turns of phrase before a number that say what it cannot be, or that all are counted."""

from reports.claims import cues


def is_past(sentence: str) -> bool:
    """Whether the sentence speaks of another time, or of what might be."""
    return bool(cues.TENSE.search(sentence))


def is_change(shown: str, start: int, lead: int) -> bool:
    """Whether the number is an earlier one, or by how much something changed."""
    return bool(cues.CHANGE.search(shown, max(start, lead - 60), lead))


def follows_of_which(shown: str, start: int, lead: int) -> bool:
    """Whether the number is a part of the one before: "of which"."""
    return bool(cues.BEFORE_OF_WHICH.search(shown, max(start, lead - 50), lead))


def number_of(shown: str, start: int, lead: int) -> bool:
    """Whether the words before say that all actions are counted: "The number of actions is"."""
    found = cues.NUMBER_OF.search(shown, max(start, lead - 110), lead)
    if found is None:
        return False
    join = found["join"]
    return join is None or bool(cues.CONNECT.fullmatch(join))
