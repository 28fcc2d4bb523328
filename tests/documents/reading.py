"""Reading a PDF back as a member's computer would: text, pictures, codes, structure."""

import re
import shutil
import subprocess
import zlib

import pypdfium2
import pytest
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


def poppler_texts(data: bytes) -> list[str]:
    """The text of every page as poppler reads it; skips the test where pdftotext is not on the computer."""
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext is not on this computer (Debian: poppler-utils)")
    read = subprocess.run(["pdftotext", "-", "-"], input=data, capture_output=True, check=True).stdout.decode()
    return read.split("\f")[:-1]


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


def overlaps(data: bytes) -> list[str]:
    """Lines of text that run into one another or off the sheet, on any page."""
    document = pypdfium2.PdfDocument(data)
    found = []
    for page in document:
        text_page = page.get_textpage()
        width, height = page.get_size()
        boxes = [text_page.get_rect(place) for place in range(text_page.count_rects())]
        said = [text_page.get_text_bounded(*box).strip() for box in boxes]
        for place, (left, bottom, right, top) in enumerate(boxes):
            if left < 0 or bottom < 0 or right > width or top > height:
                found.append(f"{said[place]!r} is off the sheet")
            for other in range(place + 1, len(boxes)):
                left2, bottom2, right2, top2 = boxes[other]
                wide = min(right, right2) - max(left, left2)
                deep = min(top, top2) - max(bottom, bottom2)
                if wide > 1 and deep > 0.35 * min(top - bottom, top2 - bottom2):
                    found.append(f"{said[place]!r} runs into {said[other]!r}")
        text_page.close()
        page.close()
    document.close()
    return found


def unpacked(data: bytes) -> bytes:
    """The file with its compressed streams opened, to look for what should not be there."""
    parts = [data]
    for found in re.finditer(rb"/FlateDecode.*?stream\n(.*?)\nendstream", data, re.DOTALL):
        parts.append(zlib.decompress(found[1]))
    return b"\n".join(parts)
