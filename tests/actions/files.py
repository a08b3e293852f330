"""Files for tests: good ones of each kind that is kept, and ones meant to do harm."""

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping

from django.core.files.uploadedfile import SimpleUploadedFile

_OPEN_XML = "application/vnd.openxmlformats-officedocument"
PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    b"2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
)
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + bytes(20) + b"\xff\xd9"
EXE = b"MZ\x90\x00\x03\x00\x00\x00\x04\x00\x00\x00\xff\xff\x00\x00" + bytes(200)
HTML = b"<!DOCTYPE html><html><script>alert(1)</script></html>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"></svg>'


def pdf_upload(name: str = "minutes.pdf") -> SimpleUploadedFile:
    """A PDF as a browser sends it."""
    return SimpleUploadedFile(name, PDF, content_type="application/pdf")


def png() -> bytes:
    """A picture of one pixel."""
    head = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
    return _png(head, b"\x00\xff\xff\xff")


def blank_png(width: int, height: int) -> bytes:
    """A black picture in few bytes: one of 12,000 by 12,000 pixels has 17 KB."""
    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return _png(head, bytes(height * (1 + (width + 7) // 8)))


def _png(head: bytes, pixels: bytes) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        body = kind + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(pixels, 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunk(*part) for part in parts)


def packed(members: Mapping[str, bytes]) -> bytes:
    """A zip archive."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in members.items():
            kind = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            package.writestr(name, content, kind)
    return buffer.getvalue()


def open_xml(main_part: str, main_type: str, more: Mapping[str, bytes] | None = None) -> bytes:
    """An Office file, as far as anybody looks who does not open it."""
    types = f'<Types><Override PartName="/{main_part}" ContentType="{main_type}"/></Types>'
    return packed(
        {"[Content_Types].xml": types.encode(), main_part: b"<document/>", **(more or {})}
    )


def docx(more: Mapping[str, bytes] | None = None) -> bytes:
    """A Word document, with more in it if asked."""
    return open_xml("word/document.xml", f"{_OPEN_XML}.wordprocessingml.document.main+xml", more)


def xlsx() -> bytes:
    """An Excel workbook."""
    return open_xml("xl/workbook.xml", f"{_OPEN_XML}.spreadsheetml.sheet.main+xml")


def pptx() -> bytes:
    """A PowerPoint presentation."""
    return open_xml("ppt/presentation.xml", f"{_OPEN_XML}.presentationml.presentation.main+xml")


def docm() -> bytes:
    """A Word document with macros, as Word writes it."""
    return open_xml(
        "word/document.xml",
        "application/vnd.ms-word.document.macroEnabled.main+xml",
        {"word/vbaProject.bin": b"\xd0\xcf\x11\xe0"},
    )


def open_document(kind: str = "text", more: Mapping[str, bytes] | None = None) -> bytes:
    """An OpenDocument file."""
    return packed(
        {
            "mimetype": f"application/vnd.oasis.opendocument.{kind}".encode(),
            "content.xml": b"<x/>",
            **(more or {}),
        }
    )
