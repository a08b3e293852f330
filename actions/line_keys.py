"""Under which choices of the register's filters a line falls, and which lines a search finds."""

from collections.abc import Collection

from actions.position import UNRATED, Line
from actions.references import search_key

Lines = tuple[Line, ...]

NONE = "none"
"""The choice for actions that have no workstream, owner, organisation or report group, or answer no weakness."""


def theme_keys(line: Line) -> Collection[str]:
    """The theme, and the one that it is under."""
    if line.theme is line.top_theme:
        return (line.theme.reference,)
    return {line.theme.reference, line.top_theme.reference}


def rating_keys(line: Line) -> Collection[str]:
    """The letter of its rating."""
    return (line.rating.code if line.rating else UNRATED,)


def impact_keys(line: Line) -> Collection[str]:
    """The letter of its impact."""
    return (line.impact.code if line.impact else UNRATED,)


def workstream_keys(line: Line) -> Collection[str]:
    """Its workstream's reference."""
    return (line.workstream.reference if line.workstream else NONE,)


def organisation_keys(line: Line) -> Collection[str]:
    """Its lead organisation."""
    return (line.lead_organisation or NONE,)


def group_keys(line: Line) -> Collection[str]:
    """Its report group."""
    return (line.report_group or NONE,)


def found(lines: Lines, text: str, bearers: Collection[int]) -> Lines:
    """The lines that hold every word of the text in their reference, wording, owners, organisation or
    commentary, and those of the actions that bear, or bore, the text as their reference."""
    key, wanted = search_key(text), text.casefold().split()
    return tuple(
        line
        for line in lines
        if line.action_id in bearers
        or (key and line.slug.startswith(key))
        or _has_all(line, wanted)
    )


def _has_all(line: Line, wanted: Collection[str]) -> bool:
    """Whether all the words, without case, stand somewhere in what is searched of the line."""
    owners = (f"{owner.title} {owner.organisation}" for owner in line.owners)
    text = "\n".join(
        (
            line.title,
            line.detail,
            line.commentary,
            line.remedial_action,
            line.lead_organisation,
            *owners,
        )
    ).casefold()
    return all(word in text for word in wanted)
