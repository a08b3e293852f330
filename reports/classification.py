"""How a paper's confidentiality is said: at the head of each page, on its first page, and in the line of its cover.

A copy says what that copy holds; the line of the cover says what the paper is, and so is the same in every copy.
"""

from reports.drafts import PaperDraft

PUBLIC = "Part I: public"
EXEMPT = "Part II: exempt, not for publication"
EXEMPT_IN_PART = "Contains exempt information (Part II): not for publication"
FOR_OFFICERS = "For officers: not for publication"
"""A copy without exempt words, beside a public one that tells less of measures or of the log."""


def at_the_head(draft: PaperDraft) -> str:
    """What stands at the head of every page of a copy."""
    if draft.is_exempt:
        return EXEMPT
    return EXEMPT_IN_PART if draft.holds_exempt else PUBLIC


def warning_of(draft: PaperDraft) -> str:
    """What a copy's first page says before all else, with the grounds; "" for a copy without exempt words."""
    said = at_the_head(draft)
    grounds = "; ".join(map(_bare, (draft.ground,) if draft.is_exempt else draft.grounds))
    return "" if said == PUBLIC else f"{said}. {grounds}."


def classification_of(draft: PaperDraft) -> str:
    """What the paper is: Part I, Part II, or Part I with exempt information in Part II, on which grounds."""
    if draft.is_exempt:
        return f"Part II: not for publication by virtue of {_within(draft.ground)}"
    if not draft.grounds:
        return "Part I"
    grounds = "; ".join(map(_within, draft.grounds))
    return "Part I, with exempt information in Part II: not for publication by virtue of " + grounds


def _bare(ground: str) -> str:
    return ground.strip().rstrip(".")


def _within(ground: str) -> str:
    """The ground as it stands within a sentence: "paragraph 3 of Schedule 12A"."""
    words = _bare(ground)
    return words[:1].lower() + words[1:] if words[1:2].islower() else words
