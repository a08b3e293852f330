"""Pictures that papers bear: their size, and which are too large to be laid out."""

import io
from dataclasses import dataclass

from docx.image.image import Image
from PIL import Image as Pixels

MAX_BYTES = 3_000_000
MAX_SIDE, MAX_PIXELS = 4_000, 4_000_000
"""A small file may unfold into a picture that takes all memory: this many pixels take 16 MB."""


class TooManyPixels(ValueError):
    """The picture would take too much memory. The message goes on from what the picture is."""

    def __init__(self, width: int, height: int) -> None:
        super().__init__(
            f"has {width:,} by {height:,} pixels, where at most {MAX_SIDE:,} on a side and {MAX_PIXELS // 1_000_000} "
            "million in all can be printed. Save it smaller and choose it again."
        )


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture with its size in units of 1/360,000 cm; `text` says what it shows, "" where nobody said."""

    data: bytes
    ending: str
    width: int
    height: int
    text: str = ""


def picture_of(data: bytes, text: str = "") -> Picture | None:
    """A PNG or JPEG with the size that it asks for, read from its head; None for anything else."""
    if len(data) > MAX_BYTES or not data.startswith((b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")):
        return None
    try:
        image = Image.from_blob(data)
        width, height = int(image.width), int(image.height)
    except Exception:  # its header is broken, in one of many ways
        return None
    return Picture(data, image.ext, width, height, text) if width > 0 and height > 0 else None


def checked_picture(data: bytes) -> Picture | None:
    """The same of a picture that somebody gives, once all of it was read; None for what cannot be. Raises TooManyPixels."""
    found = picture_of(data)
    if found is None:
        return None
    head = Image.from_blob(data)
    _check_size(int(head.px_width), int(head.px_height))
    try:
        with Pixels.open(io.BytesIO(data), formats=("PNG", "JPEG")) as image:
            _check_size(
                *image.size
            )  # before it unfolds, as the library that does it reads the head
            image.load()
    except TooManyPixels:
        raise
    except Exception:  # it is cut short or damaged, in one of many ways
        return None
    return found


def _check_size(width: int, height: int) -> None:
    if max(width, height) > MAX_SIDE or width * height > MAX_PIXELS:
        raise TooManyPixels(width, height)
