"""Reading ballot slips from a scanner's PDFs or pictures: the serial from the code, the marks from the boxes.

Every place on a slip is known in millimetres from its code, so a slip may lie anywhere on the scan, turned, larger or
smaller. A slip with a clear vote is read; any other is doubtful, and its picture is shown to two tellers: nothing is
guessed, and no page with something on it is passed over in silence.
"""

import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from coopdesk.documents.slip_marks import (
    Corners,
    Judge,
    SlipLayout,
    SlipOnPage,
    as_png,
    at_most,
    brightness,
    is_blank,
    slip_at,
)
from coopdesk.domain.codes import CodeKind, read_code
from coopdesk.domain.faults import UnusableInput

if TYPE_CHECKING:
    from PIL.Image import Image

RESOLUTION = 200
"""Dots per inch at which a page of a PDF is looked at; a code of 25 mm has eight or so for each module."""

MOST_PAGES = 5_000
_FINEST = 5_000
"""Dots along the longer edge of a page that are looked at: A4 at 400 dots per inch."""
_SHOWN = 1_200
"""Dots along the longer edge of the picture of a whole page."""


@dataclass(frozen=True, slots=True)
class SlipRead:
    """One slip as found on a scan.

    Args:
        page: of the scan, from 1.
        serial: of the slip, from its code; "" where that cannot be read.
        marked: the boxes that are marked, counted from 0.
        doubt: why tellers must look at it, or "".
        picture: a doubtful slip as a PNG, upright; empty for a clear one.
        scan: the name of the file.
    """

    page: int
    serial: str
    marked: tuple[int, ...]
    doubt: str
    picture: bytes
    scan: str = ""


@dataclass(frozen=True, slots=True)
class ScanRead:
    """Whole scans. ``empty`` are the pages with nothing on them; ``unread`` what is there but has no readable code."""

    slips: tuple[SlipRead, ...]
    pages: int
    empty: tuple[tuple[str, int], ...]
    unread: tuple[SlipRead, ...] = ()


def read_scans(
    paths: Sequence[Path],
    layout: SlipLayout,
    judge: Judge | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> ScanRead:
    """Read every slip on some scans; one that lay on the scanner twice is one slip.

    Args:
        paths: PDF, PNG, JPEG or TIFF files from a document scanner.
        layout: of the slips on them.
        judge: says what is no clear vote; left out, one box is.
        progress: told how many pages are done, and of how many at least; may raise to stop.

    Raises:
        UnusableInput: one is no such file, or has more pages than a ballot.
    """
    slips: dict[str, SlipRead] = {}
    empty: list[tuple[str, int]] = []
    unread: list[SlipRead] = []
    done = 0
    for path in paths:
        before = done
        for page, (image, of) in enumerate(_pages(path), start=1):
            white = brightness(image)
            found = _on_page(image, white, layout)
            for serial, slip in found:
                marked, doubt = slip.read(judge or at_most(1))
                read = SlipRead(page, serial, marked, doubt, slip.picture() if doubt else b"", path.name)
                slips[serial] = read if serial not in slips else _twice(slips[serial], read, slip)
            if found:
                missed = [slip.picture() for slip in _missed([slip for _, slip in found])]
            else:
                missed = [] if is_blank(image, white) else [_whole(image)]
            if not found and not missed:
                empty.append((path.name, page))
            unread += [SlipRead(page, "", (), "its code cannot be read", each, path.name) for each in missed]
            done += 1
            if progress is not None:
                progress(done, before + of)
    return ScanRead(tuple(slips.values()), done, tuple(empty), tuple(unread))


def read_scan(path: Path, layout: SlipLayout, progress: Callable[[int, int], None] | None = None) -> ScanRead:
    """``read_scans`` of one file, on whose slips one box is marked."""
    return read_scans([path], layout, progress=progress)


def _twice(first: SlipRead, again: SlipRead, slip: SlipOnPage) -> SlipRead:
    """One slip that was seen twice: clear where both say the same, and otherwise for people."""
    if first.marked == again.marked or first.doubt:
        return first
    doubt = f"it was scanned twice, on pages {first.page} and {again.page}, and the marks differ"
    return replace(first, doubt=doubt, picture=slip.picture())


def _missed(found: Sequence[SlipOnPage]) -> list[SlipOnPage]:
    """The slips of a sheet whose code is there but was not read: beside one that was."""
    missed: list[SlipOnPage] = []
    for slip in found:
        reach = slip.lie.across[0] ** 2 + slip.lie.across[1] ** 2
        for beside in slip.beside():
            x, y = beside.centre()
            near = ((x - at[0]) ** 2 + (y - at[1]) ** 2 for at in (each.centre() for each in (*found, *missed)))
            if min(near) > reach * slip.layout.code**2 and beside.has_a_code():
                missed.append(beside)
    return missed


def _whole(page: "Image") -> bytes:
    shown = page.copy()
    shown.thumbnail((_SHOWN, _SHOWN))
    return as_png(shown)


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
            yield _handy(image.convert("L")), frames
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
            yield _seen(page), len(document)
            page.close()
    finally:
        document.close()


def _seen(page: Any) -> "Image":
    """A page of a PDF as its scanner saw it: the one picture that covers it, and only where there is none, drawn."""
    import pypdfium2

    try:
        things = list(page.get_objects(max_depth=2))
        if len(things) == 1 and isinstance(things[0], pypdfium2.PdfImage) and _covers(things[0], page):
            return _handy(things[0].get_bitmap().to_pil().convert("L"))
    except pypdfium2.PdfiumError:
        # A picture in an encoding that is only drawn: jpeg2000 with a mask, say.
        pass
    drawn: Image = page.render(scale=RESOLUTION / 72, grayscale=True).to_pil()
    return drawn


def _covers(picture: Any, page: Any) -> bool:
    """Whether a picture fills its page and is not seen in a mirror; turned it may be."""
    left, bottom, right, top = picture.get_bounds()
    a, b, c, d, *_ = picture.get_matrix().get()
    covered: bool = (right - left) * (top - bottom) >= 0.9 * page.get_width() * page.get_height() and a * d > b * c
    return covered


def _handy(image: "Image") -> "Image":
    """A picture finer than a code needs, made coarser: it is read four times as fast."""
    return image.reduce(2) if max(image.size) > _FINEST else image


def _on_page(image: "Image", white: int, layout: SlipLayout) -> list[tuple[str, SlipOnPage]]:
    import zxingcpp

    found: list[tuple[str, SlipOnPage]] = []
    wanted = zxingcpp.barcode_formats_from_str("QRCode")
    for code in zxingcpp.read_barcodes(image, formats=wanted, try_invert=False):
        said = read_code(code.text)
        if said is not None and said[0] is CodeKind.BALLOT_SLIP:
            at = code.position
            corners: Corners = (
                (at.top_left.x, at.top_left.y),
                (at.top_right.x, at.top_right.y),
                (at.bottom_left.x, at.bottom_left.y),
            )
            found.append((said[1], slip_at(image, white, corners, layout)))
    return found
