"""Which rows say what a stored file is: evidence of an action, a document of an inspection."""

from actions.models import Evidence, InspectionDocument

StoredFile = Evidence | InspectionDocument
"""A row with `stored_name`, `original_name`, `content_type`, `size` and `sha256`."""

HOLDERS: tuple[type[Evidence] | type[InspectionDocument], ...] = (Evidence, InspectionDocument)


def is_kept(stored_name: str) -> bool:
    """Whether some row says what the file is."""
    return any(
        holder._default_manager.filter(stored_name=stored_name).exists() for holder in HOLDERS
    )


def known_names() -> frozenset[str]:
    """The names of all files that a row says something of."""
    return frozenset(
        name
        for holder in HOLDERS
        for name in holder._default_manager.exclude(stored_name="").values_list(
            "stored_name", flat=True
        )
    )
