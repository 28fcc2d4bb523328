"""The zip that xlsx and ods files are, and text as their XML can carry it."""

import io
import re
import zipfile
from collections.abc import Iterable
from xml.sax.saxutils import escape

XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_SAME_TIME = (1980, 1, 1, 0, 0, 0)
"""The same rows make the same file."""
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def package(parts: Iterable[tuple[str, str]], *, stored: tuple[tuple[str, str], ...] = ()) -> bytes:
    """A zip of these parts, in their order.

    Args:
        parts: (name, text), packed.
        stored: (name, text) that come first and are not packed, as OpenDocument wants its type.
    """
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as made:
        for name, text in stored:
            made.writestr(zipfile.ZipInfo(name, _SAME_TIME), text.encode())
        for name, text in parts:
            part = zipfile.ZipInfo(name, _SAME_TIME)
            part.compress_type = zipfile.ZIP_DEFLATED
            made.writestr(part, text.encode())
    return buffer.getvalue()


def xml_text(text: str) -> str:
    """Text escaped for XML; characters no XML may hold are shown as U+FFFD."""
    return escape(text) if text.isprintable() else escape(_NOT_XML.sub("\ufffd", text))
