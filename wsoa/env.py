"""Reading settings from the environment, with errors that name the variable."""

import os
import secrets
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured


def text(name: str, default: str = "") -> str:
    """The variable's value without surrounding white space, or the default when unset or blank."""
    return os.environ.get(name, "").strip() or default


def flag(name: str) -> bool:
    """True for 1, true, yes or on; False for 0, false, no, off or unset.

    Raises ImproperlyConfigured for anything else, since a misspelt switch must not pass for off.
    """
    value = text(name, "0").lower()
    if value in {"1", "true", "yes", "on"}:
        return True
    if value in {"0", "false", "no", "off"}:
        return False
    raise ImproperlyConfigured(f"{name} must be 1 or 0, not {value!r}.")


def number(name: str, default: int = 0) -> int:
    """A whole number from 0 on, or the default when unset.

    Raises ImproperlyConfigured for anything else.
    """
    value = text(name, str(default))
    if not (value.isascii() and value.isdecimal()):
        raise ImproperlyConfigured(f"{name} must be a whole number, not {value!r}.")
    return int(value)


def folder(name: str, default: Path) -> Path:
    """The folder's absolute path, made where it is missing and then closed to others.

    Raises ImproperlyConfigured, naming the variable, where it cannot be made.
    """
    path = Path(text(name, str(default))).resolve()
    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise ImproperlyConfigured(
            f"{name}: the folder {path} cannot be made: {error.strerror}."
        ) from error
    return path


def words(name: str, default: str = "") -> list[str]:
    """A comma-separated list without blanks."""
    return [word.strip() for word in text(name, default).split(",") if word.strip()]


def secret(name: str, *, keep_in: Path | None) -> str:
    """The secret in the variable or, where `keep_in` is given, one generated once and kept in that file.

    Raises ImproperlyConfigured, naming the variable, when there is neither.
    """
    value = text(name)
    if value:
        return value
    if keep_in is None:
        raise ImproperlyConfigured(
            f"{name} is not set. Set it to a long random text that stays the same between starts, "
            "or set WSOA_DEMO=1 for a demonstration."
        )
    if keep_in.exists():
        return keep_in.read_text().strip()
    keep_in.parent.mkdir(parents=True, exist_ok=True)
    value = secrets.token_urlsafe(50)
    try:
        with os.fdopen(os.open(keep_in, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as file:
            file.write(value)
    except FileExistsError:
        return keep_in.read_text().strip()
    return value
