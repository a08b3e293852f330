"""Setting how an area's papers look."""

import re
from datetime import datetime

from django.utils import timezone

from actions import file_store, permissions
from actions.choices import AuditEvent
from actions.errors import Refused, Stale
from actions.models import Area
from actions.services.rows import take_turn_of, version
from actions.services.writing import audit, service
from actions.text import clean_text
from reports.models import Branding
from reports.word.house_styles import check_styles
from reports.word.pictures import TooManyPixels, checked_picture
from wsoa.capabilities import Capability
from wsoa.models import User
from wsoa.tones import AA, contrast

LOGO_LIMIT = 200 * 1024
"""Bytes that a logo may have: it stands in every file of every paper."""

CHANGED = "Somebody else has changed how papers look since you opened the page. Read what it says now, then save again."
_COLOUR = re.compile(r"#[0-9a-f]{6}")


@service
def set_branding(
    *,
    area: Area,
    name: str,
    colour: str,
    by: User,
    logo: bytes | None = None,
    logo_text: str = "",
    remove_logo: bool = False,
    word_styles: bytes | None = None,
    word_styles_name: str = "",
    remove_word_styles: bool = False,
    seen: int | None = None,
    now: datetime | None = None,
) -> Branding:
    """Set the name, colour, logo and Word styles of the area's papers. A file that is not given stays as it is, unless it is
    removed. Whoever writes papers may: papers already published stay as they were.

    Raises Refused for a colour that cannot be read on white, a logo that is no small PNG or JPEG, is damaged, unfolds into too many pixels, or has no text
    beside it, and a document that cannot be used as Word styles; Stale where somebody changed it since `seen`.
    """
    take_turn_of(area)
    at = now or timezone.now()
    permissions.check(by, area, Capability.WRITE_PAPERS)
    branding = Branding.objects.filter(area=area).first() or Branding(area=area)
    if seen is not None and seen != (version(branding) if branding.pk else 0):
        raise Stale(CHANGED)
    branding.name = clean_text(name, field="name", label="The name", limit=200)
    branding.colour = checked_colour(colour)
    text = clean_text(logo_text, field="logo_text", label="What the logo shows", limit=200)
    if logo is not None:
        branding.logo = _kept_logo(logo)
    elif remove_logo:
        branding.logo = ""
    if branding.logo and not text:
        raise Refused(
            "Say what the logo shows, such as Crest of Riverton Council, for those who do not see it.",
            field="logo_text",
        )
    branding.logo_text = text if branding.logo else ""
    if word_styles is not None:
        check_styles(word_styles)
        branding.word_styles = _kept(word_styles)
        branding.word_styles_name = clean_text(
            word_styles_name, field="word_styles", label="The name of the file", limit=200
        )
    elif remove_word_styles:
        branding.word_styles = branding.word_styles_name = ""
    branding.save()
    audit(AuditEvent.BRANDING_CHANGED, branding.name or area.name, by=by, at=at, area=area)
    return branding


def checked_colour(colour: str) -> str:
    """The colour as "#rrggbb", "" for none. Raises Refused for one that cannot be read on white."""
    colour = colour.strip().lower()
    if not colour:
        return ""
    if not _COLOUR.fullmatch(colour):
        raise Refused(
            "Enter the colour as # and six digits or letters a to f, such as #14507a.",
            field="colour",
        )
    found = contrast(colour, "#ffffff")
    if found < AA:
        raise Refused(
            f"The colour has a contrast of {found:.1f} to 1 on white, too little to be read; {AA} to 1 is "
            "the least. Choose a darker one.",
            field="colour",
        )
    return colour


def _kept_logo(logo: bytes) -> str:
    if len(logo) > LOGO_LIMIT:
        raise Refused(
            "The logo is larger than 200 KB. Save it smaller and choose it again.", field="logo"
        )
    try:
        picture = checked_picture(logo)
    except TooManyPixels as error:
        raise Refused(f"The logo {error}", field="logo") from error
    if picture is None:
        raise Refused(
            "Choose a logo that is a PNG or JPEG picture, whole and undamaged.", field="logo"
        )
    return _kept(logo)


def _kept(content: bytes) -> str:
    """The name under which it is kept; the file is in its place before the row names it."""
    name = file_store.put(content)
    file_store.settle(name)
    return name
