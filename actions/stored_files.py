"""Which rows say what a stored file is: evidence of an action, a document of an inspection, and those of other apps."""

from collections.abc import Callable, Iterable

from actions.models import Evidence, InspectionDocument

StoredFile = Evidence | InspectionDocument
"""A row with `stored_name`, `original_name`, `content_type`, `size` and `sha256`."""

HOLDERS: tuple[type[Evidence] | type[InspectionDocument], ...] = (Evidence, InspectionDocument)


_others: list[Callable[[], Iterable[str]]] = []


def register_names(names: Callable[[], Iterable[str]]) -> None:
    """Say what gives the names of stored files that rows of another app say something of: they are not swept away."""
    if names not in _others:
        _others.append(names)


def is_kept(stored_name: str) -> bool:
    """Whether some row says what the file is."""
    return any(
        holder._default_manager.filter(stored_name=stored_name).exists() for holder in HOLDERS
    )


def known_names() -> frozenset[str]:
    """The names of all files that a row says something of."""
    names = {
        name
        for holder in HOLDERS
        for name in holder._default_manager.exclude(stored_name="").values_list(
            "stored_name", flat=True
        )
    }
    return frozenset(names.union(*(others() for others in _others)))
