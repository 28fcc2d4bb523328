"""Reading a PDF back as a member's computer would: text, pictures, codes, structure."""

import re
import zlib

import pypdfium2
import zxingcpp
from PIL import Image


def page_texts(data: bytes) -> list[str]:
    """The text of every page, line ends as spaces."""
    document = pypdfium2.PdfDocument(data)
    texts = []
    for page in document:
        text_page = page.get_textpage()
        texts.append(re.sub(r"[\r\n\ufffe]+", "\n", text_page.get_text_bounded()))
        text_page.close()
        page.close()
    document.close()
    return texts


def whole_text(data: bytes) -> str:
    """All text of the paper on one line, so that line breaks do not hide a sentence."""
    return " ".join(" ".join(page_texts(data)).split())


def pictures(data: bytes, dots_per_inch: int = 150) -> list[Image.Image]:
    """Every page as a picture."""
    document = pypdfium2.PdfDocument(data)
    seen = []
    for page in document:
        seen.append(page.render(scale=dots_per_inch / 72).to_pil().convert("L"))
        page.close()
    document.close()
    return seen


def codes(data: bytes, page: int = 0, dots_per_inch: int = 150) -> list[str]:
    """What the QR codes on a page say, read from its picture."""
    return [found.text for found in zxingcpp.read_barcodes(pictures(data, dots_per_inch)[page])]


def unpacked(data: bytes) -> bytes:
    """The file with its compressed streams opened, to look for what should not be there."""
    parts = [data]
    for found in re.finditer(rb"/FlateDecode.*?stream\n(.*?)\nendstream", data, re.DOTALL):
        parts.append(zlib.decompress(found[1]))
    return b"\n".join(parts)
