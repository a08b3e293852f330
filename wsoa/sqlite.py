"""What SQLite does otherwise than PostgreSQL: it compares letters beyond A to Z only as they are written."""

import re
from functools import lru_cache
from typing import Any

_ANY = {"%": ".*", "_": "."}


def understand_every_alphabet(connection: Any, **kwargs: Any) -> None:
    """Let a new connection find "Zoë" by "ZOË", as a lookup without regard to case does elsewhere."""
    if connection.vendor == "sqlite":
        connection.connection.create_function("like", 3, _is_like, deterministic=True)


def _is_like(pattern: str | None, text: object, escape: str) -> bool | None:
    """SQL's `text LIKE pattern ESCAPE escape`, whatever the case."""
    if pattern is None or text is None:
        return None
    return _compiled(pattern, escape).fullmatch(str(text)) is not None


@lru_cache(maxsize=64)
def _compiled(pattern: str, escape: str) -> re.Pattern[str]:
    parts, letters = [], iter(pattern)
    for letter in letters:
        if letter == escape:
            parts.append(re.escape(next(letters, "")))
        else:
            parts.append(_ANY.get(letter) or re.escape(letter))
    return re.compile("".join(parts), re.IGNORECASE | re.DOTALL)
