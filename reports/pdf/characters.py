"""Characters that no font can show, put in words. A pasted tick or face must not make a PDF invalid."""

import unicodedata
from collections.abc import Iterable


def spell_out(text: str, characters: Iterable[str]) -> str:
    """The text with each of the characters replaced.

    A symbol gives way to its name ("[white heavy check mark]"), a letter to its plain form or "?".
    Marks, controls and characters without a meaning of their own are left out.
    """
    return text.translate({ord(character): _words(character) for character in characters})


def _words(character: str) -> str:
    kind = unicodedata.category(character)[0]
    if kind in "CM":
        return ""
    if kind in "SP":
        return f"[{unicodedata.name(character, 'symbol').lower()}]"
    plain = unicodedata.normalize("NFKD", character)[0]
    return plain if plain.isascii() else "?"
