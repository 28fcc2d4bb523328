"""How a paper is put down to be compared later: the text and codes of its pages, and each page as a small picture."""

import io
import re
from pathlib import Path

from PIL import Image, ImageChops

from tests.documents.reading import codes, page_texts, pictures

FOLDER = Path(__file__).parent
DOTS_PER_INCH = 45
_STEP = 17
"""Between one grey kept and the next: sixteen of them, four bits a pixel."""
_BLOCK = 6
"""Pixels: a patch of three and a half millimetres."""

ALIKE = 20
"""How far the mean grey of a patch may be off, of 255: other renderers differ by less, a lost line by more."""


def name_of(kind: str) -> str:
    """The file name of a kind of paper, without ending: "minutes-draft"."""
    return re.sub(r"\W+", "-", kind)


def text_of(data: bytes) -> str:
    """The words of every page as pdfium reads them, and what the codes on it say."""
    parts = []
    for page, text in enumerate(page_texts(data)):
        lines = [" ".join(line.split()) for line in text.split("\n") if line.strip()]
        said = sorted(codes(data, page))
        parts.append("\n".join([f"--- page {page + 1}", *lines, *(f"QR {code}" for code in said)]))
    return "\n".join(parts) + "\n"


def picture_of(data: bytes) -> list[bytes]:
    """Every page as a small grey PNG."""
    kept = []
    for page in pictures(data, DOTS_PER_INCH):
        out = io.BytesIO()
        steps = page.point([round(grey / _STEP) for grey in range(256)])
        drawn = Image.frombytes("P", page.size, steps.tobytes())
        drawn.putpalette([step * _STEP for step in range(16) for _ in range(3)])
        drawn.save(out, "PNG", optimize=True, bits=4)
        kept.append(out.getvalue())
    return kept


def difference(data: bytes, page: int, kept: bytes) -> int:
    """How far the worst patch of a page is from what was kept, from 0 to 255; 255 where the sheet has another size."""
    now = pictures(data, DOTS_PER_INCH)[page]
    then = Image.open(io.BytesIO(kept)).convert("L")
    if now.size != then.size:
        return 255
    patches = (now.width // _BLOCK, now.height // _BLOCK)
    apart = ImageChops.difference(now.resize(patches, Image.Resampling.BOX), then.resize(patches, Image.Resampling.BOX))
    return int(apart.getextrema()[1])
