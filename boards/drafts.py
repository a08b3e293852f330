"""What people hand in to be made rows of: frozen values that forms, commands and services share."""

from dataclasses import dataclass

from actions.models import Post
from boards.choices import ItemKind


@dataclass(frozen=True, slots=True)
class AgendaDraft:
    """An item of an agenda as it is to be. `presenter` is the post that brings it."""

    kind: ItemKind
    title: str
    detail: str = ""
    presenter: Post | None = None
