"""Finding personal data everywhere it went: the words, and the texts of an area that hold them.

Reads only; actions/services/privacy.py takes the words out.
"""

from actions.redaction.places import Passage, Remedy, passages, text_fields, way_to
from actions.redaction.words import Words
from wsoa.append_only import TOMBSTONE

__all__ = ["TOMBSTONE", "Passage", "Remedy", "Words", "passages", "text_fields", "way_to"]
