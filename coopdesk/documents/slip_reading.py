"""Reading ballot slips from a scanner's PDF or picture: the serial from the code, the cross from the boxes beside it.

Every place on a slip is known in millimetres from its code, so a slip may lie anywhere on the scan, turned, larger or
smaller. A slip with one clear cross is read; any other is doubtful, and its picture is shown to two tellers: nothing
is guessed.
"""

import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from coopdesk.domain.codes import CodeKind, read_code
from coopdesk.domain.faults import UnusableInput

if TYPE_CHECKING:
    from PIL.Image import Image

RESOLUTION = 200
"""Dots per inch at which a page of a PDF is looked at; a code of 25 mm has eight or so for each module."""

MOST_PAGES = 5_000
_PER_MM = 8
_WINDOW = 6.4
"""Millimetres of a box that are looked at: inside its frame, with room for a scan that is a little off."""
_MARKED, _BLANK = 40, 6
"""Thousandths of a box that are dark: from the first on it is marked, up to the second it is blank."""
_DARK = 74
"""Per cent of the paper's own brightness below which a dot is ink; a grey frame of 80 % is not."""


@dataclass(frozen=True, slots=True)
class SlipLayout:
    """Where things are on a slip, in millimetres from the top left corner of its code.

    Args:
        code: edge of the code.
        boxes: the middle of each box, in the order of the choices.
        outline: left, top, right and bottom of the slip: its picture.
    """

    code: float
    boxes: tuple[tuple[float, float], ...]
    outline: tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class SlipRead:
    """One slip as found on a scan.

    Args:
        page: of the scan, from 1.
        serial: of the slip, from its code.
        marked: the boxes with a cross, counted from 0.
        doubt: why tellers must look at it, or "".
        picture: a doubtful slip as a PNG, upright; empty for a clear one.
    """

    page: int
    serial: str
    marked: tuple[int, ...]
    doubt: str
    picture: bytes


@dataclass(frozen=True, slots=True)
class ScanRead:
    """A whole scan. ``empty`` are the pages on which no slip was found."""

    slips: tuple[SlipRead, ...]
    pages: int
    empty: tuple[int, ...]


def read_scan(
    path: Path, layout: SlipLayout, most: int = 1, progress: Callable[[int, int], None] | None = None
) -> ScanRead:
    """Read every slip on a scan; one that lay on the scanner twice is one slip.

    Args:
        path: a PDF, PNG, JPEG or TIFF from a document scanner.
        layout: of the slips on it.
        most: boxes that may be marked on a valid slip.
        progress: told how many pages are done, and of how many; may raise to stop.

    Raises:
        UnusableInput: it is no such file, or has more pages than a ballot.
    """
    slips: dict[str, SlipRead] = {}
    empty: list[int] = []
    pages = 0
    for page, (image, of) in enumerate(_pages(path), start=1):
        white = _brightness(image)
        codes = _codes(image)
        for serial, corners in codes:
            slip = _slip(image, corners, serial, layout, (most, page, white))
            before = slips.setdefault(serial, slip)
            if before.marked != slip.marked and not before.doubt:
                doubt = f"it was scanned twice, on pages {before.page} and {page}, and the crosses differ"
                slips[serial] = replace(before, doubt=doubt, picture=_picture(image, corners, layout))
        if not codes:
            empty.append(page)
        pages = page
        if progress is not None:
            progress(page, of)
    return ScanRead(tuple(slips.values()), pages, tuple(empty))


def _pages(path: Path) -> Iterator[tuple["Image", int]]:
    """Each page in shades of grey, and how many there are."""
    from PIL import Image, UnidentifiedImageError

    try:
        data = path.read_bytes()
    except OSError as error:
        raise UnusableInput(f"The scan {path.name} cannot be read: {error.strerror}. Nothing was entered.") from error
    if data.startswith(b"%PDF"):
        yield from _pdf_pages(data, path.name)
        return
    try:
        image = Image.open(io.BytesIO(data))
        frames = min(getattr(image, "n_frames", 1), MOST_PAGES)
        for frame in range(frames):
            image.seek(frame)
            yield image.convert("L"), frames
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, SyntaxError, ValueError) as error:
        said = f"{path.name} is no scan that can be read: give a PDF, PNG, JPEG or TIFF. Nothing was entered."
        raise UnusableInput(said) from error


def _pdf_pages(data: bytes, name: str) -> Iterator[tuple["Image", int]]:
    import pypdfium2

    try:
        document: Any = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        said = f"{name} is a damaged PDF, or one with a password. Scan the slips again. Nothing was entered."
        raise UnusableInput(said) from error
    try:
        if len(document) > MOST_PAGES:
            raise UnusableInput(f"{name} has more than {MOST_PAGES:,} pages. Read it in parts. Nothing was entered.")
        for page in document:
            yield page.render(scale=RESOLUTION / 72, grayscale=True).to_pil(), len(document)
            page.close()
    finally:
        document.close()


_Corners = tuple[tuple[float, float], tuple[float, float], tuple[float, float]]
"""Top left, top right and bottom left corner of a code, in dots."""


def _codes(image: "Image") -> list[tuple[str, _Corners]]:
    import zxingcpp

    found: list[tuple[str, _Corners]] = []
    wanted = zxingcpp.barcode_formats_from_str("QRCode")
    for code in zxingcpp.read_barcodes(image, formats=wanted, try_invert=False):
        said = read_code(code.text)
        if said is not None and said[0] is CodeKind.BALLOT_SLIP:
            at = code.position
            corners = ((at.top_left.x, at.top_left.y), (at.top_right.x, at.top_right.y))
            found.append((said[1], (*corners, (at.bottom_left.x, at.bottom_left.y))))
    return found


def _slip(image: "Image", corners: _Corners, serial: str, layout: SlipLayout, on: tuple[int, int, int]) -> SlipRead:
    most, page, white = on
    shares = [_ink(image, corners, layout.code, box, white) for box in layout.boxes]
    marked = tuple(place for place, share in enumerate(shares) if share >= _MARKED)
    doubt = _doubt(shares, marked, most)
    return SlipRead(page, serial, marked, doubt, _picture(image, corners, layout) if doubt else b"")


def _doubt(shares: Sequence[int], marked: Sequence[int], most: int) -> str:
    if any(_BLANK < share < _MARKED for share in shares):
        return "a box has a faint mark"
    if not marked:
        return "no box is marked"
    if len(marked) > most:
        return "more boxes are marked than there are votes" if most > 1 else "more than one box is marked"
    return ""


def _upright(image: "Image", corners: _Corners, edge: float, part: tuple[float, float, float, float]) -> "Image":
    """A part of the slip (left, top, width and height in millimetres from the code), upright and to scale."""
    from PIL import Image

    (x0, y0), (x1, y1), (x2, y2) = corners
    across = ((x1 - x0) / edge / _PER_MM, (y1 - y0) / edge / _PER_MM)
    down = ((x2 - x0) / edge / _PER_MM, (y2 - y0) / edge / _PER_MM)
    left, top, width, height = part
    start_x = x0 + (left * across[0] + top * down[0]) * _PER_MM
    start_y = y0 + (left * across[1] + top * down[1]) * _PER_MM
    size = (round(width * _PER_MM), round(height * _PER_MM))
    terms = (across[0], down[0], start_x, across[1], down[1], start_y)
    return image.transform(size, Image.Transform.AFFINE, terms, Image.Resampling.BILINEAR, fillcolor=255)


def _brightness(page: "Image") -> int:
    """How bright the paper is: the value that nine dots in ten reach at the most."""
    counted = page.histogram()
    left = sum(counted) // 10
    for value in range(255, -1, -1):
        left -= counted[value]
        if left <= 0:
            return max(1, value)
    return 1


def _ink(image: "Image", corners: _Corners, edge: float, middle: tuple[float, float], white: int) -> int:
    """Thousandths of a box's inside that are dark."""
    left, top = (at - _WINDOW / 2 for at in middle)
    counted = _upright(image, corners, edge, (left, top, _WINDOW, _WINDOW)).histogram()
    return sum(counted[: white * _DARK // 100]) * 1000 // sum(counted)


def _picture(image: "Image", corners: _Corners, layout: SlipLayout) -> bytes:
    left, top, right, bottom = layout.outline
    out = io.BytesIO()
    _upright(image, corners, layout.code, (left, top, right - left, bottom - top)).save(out, "PNG")
    return out.getvalue()
