"""The fixed vocabularies of reports."""

from django.db.models import TextChoices

from actions.importing.table import letter


class FileState(TextChoices):
    """How far a PDF is that was asked for."""

    WAITING = "waiting", "Waiting its turn"
    WORKING = "working", "Being laid out"
    READY = "ready", "Ready"
    FAILED = "failed", "Could not be made"


class Numbering(TextChoices):
    """How a council numbers its papers."""

    PARAGRAPHS = "paragraphs", "Sections 1, 2 and their paragraphs 1.1, 1.2"
    SECTIONS = "sections", "Sections 1, 2; paragraphs without numbers"
    NONE = "none", "No numbers"


class AppendixNaming(TextChoices):
    """What appendices are called."""

    LETTERS = "letters", "Appendix A, B"
    NUMBERS = "numbers", "Appendix 1, 2"

    def name_at(self, place: int) -> str:
        """The name of the appendix at the place, from 0: A or 1. After Z come AA, AB."""
        return letter(place) if self == AppendixNaming.LETTERS else str(place + 1)


class SectionKind(TextChoices):
    """Where a section stands in its paper, and so how it is printed."""

    HEADER = "header", "Line of the table at the head"
    COVER = "cover", "Row of the cover table"
    SUMMARY = "summary", "Before the body, without a number"
    BODY = "body", "Section of the body"
    CLOSING = "closing", "After the body, without a number"
    HISTORY = "history", "Line of the report's history, at the end"
    QUESTION = "question", "Question of the plain-English summary"
    KEY_MESSAGE = "key-message", "Key message of the plain-English summary"
    APPENDIX = "appendix", "Appendix, on a page of its own"


class StepKind(TextChoices):
    """What is asked of a post before a paper goes out."""

    CONSULTEE = "consultee", "Consulted: comments"
    SIGN_OFF = "sign-off", "Signs off: confirms"


class StepEvent(TextChoices):
    """What happened to a step of a paper's clearance."""

    ISSUED = "issued", "Issued"
    RETURNED = "returned", "Returned with comments"
    CONFIRMED = "confirmed", "Confirmed"
    WITHDRAWN = "withdrawn", "Taken back"


class LinkOccasion(TextChoices):
    """Why a link was made with which a post answers."""

    ISSUED = "issued", "Sent with the paper"
    DUE = "due", "Sent on the day its answer was due"
    LATE = "late", "Sent when its answer was late"
    HAND = "hand", "Made to be handed over"


class Copy(TextChoices):
    """Whom a published file is for."""

    PUBLIC = "public", "Public copy"
    FULL = "full", "With what is exempt"


class FileFormat(TextChoices):
    """The formats a paper is published in; the value is a file's extension."""

    HTML = "html", "Web page"
    PDF = "pdf", "PDF"
    DOCX = "docx", "Word"
    XLSX = "xlsx", "Tables (Excel)"


class Verdict(TextChoices):
    """What a number in a text is, held against the figures."""

    AGREES = "agrees", "Agrees"
    DIFFERS = "differs", "Differs"
    UNKNOWN = "unknown", "Cannot be told"
