"""Engraved ornament: the rosette computed from a society's registered number, and the certificate's woven frame.

The same number always gives the same rosette, so a paper with a wrong one looks wrong beside a right one.
"""

import hashlib
import math
from collections.abc import Callable, Sequence

from coopdesk.documents.page import Paper, Point
from coopdesk.documents.palette import ACCENT

_THREADS = 8
"""How many sine lines are woven into one band."""


_KEPT: dict[tuple[object, ...], Sequence[str]] = {}
_MOST_KEPT = 32
"""Ornaments computed once for the program: the frame alone takes as long as fifty certificates' pages."""


def _drawn(paper: Paper, key: tuple[object, ...], draw: Callable[[Paper], None]) -> None:
    """Draw an ornament, computed at its first use; the same key must always mean the same lines."""
    whole_key = (paper.width, paper.height, *key)
    known = _KEPT.get(whole_key)
    if known is None:
        with paper.recorded() as known:
            draw(paper)
        if len(_KEPT) >= _MOST_KEPT:
            _KEPT.clear()
        _KEPT[whole_key] = known
    paper.repeat(known, 0.0)


def _counts(registered_number: str) -> tuple[int, int]:
    digest = hashlib.sha256(registered_number.encode()).digest()
    return 12 + digest[0] % 7, 7 + digest[1] % 5


def _braid(
    paper: Paper, x: float, y: float, inner: float, outer: float, lobes: int, copies: int, weight: float
) -> None:
    middle, swing = (inner + outer) / 2, (outer - inner) / 2
    steps = max(180, lobes * 24)
    for copy in range(copies):
        phase = 2 * math.pi * copy / copies
        points: list[Point] = []
        for step in range(steps):
            turn = 2 * math.pi * step / steps
            radius = middle + swing * math.cos(lobes * turn + phase)
            points.append((x + radius * math.sin(turn), y - radius * math.cos(turn)))
        paper.curve(points, weight, ACCENT)


def small_rosette(paper: Paper, x: float, y: float, radius: float, registered_number: str) -> None:
    """The rosette of letterheads and cards, drawn once in the document and placed here (decoration)."""
    name = f"rosette{round(radius * 10)}"
    if not paper.has(name):
        outer, inner = _counts(registered_number)

        def draw(sheet: Paper) -> None:
            # At the middle of the sheet, so that no part of it can fall outside the form's box.
            middle = (sheet.width / 2, sheet.height / 2)
            _braid(sheet, *middle, radius * 0.52, radius, outer - 4, 4, 0.3)
            _braid(sheet, *middle, radius * 0.30, radius * 0.52, inner, 3, 0.3)

        with paper.drawn_once(name):
            _drawn(paper, (name, outer, inner), draw)
    with paper.furniture():
        paper.place(name, x - paper.width / 2, y - paper.height / 2)


def large_rosette(paper: Paper, x: float, y: float, radius: float, registered_number: str) -> None:
    """The rosette of a certificate, with room in the middle for the share's value."""
    outer, inner = _counts(registered_number)

    def draw(sheet: Paper) -> None:
        _braid(sheet, x, y, radius * 0.74, radius, outer * 2, _THREADS, 0.22)
        _braid(sheet, x, y, radius * 0.50, radius * 0.80, outer, _THREADS, 0.22)
        _braid(sheet, x, y, radius * 0.50, radius * 0.56, inner * 6, 3, 0.22)
        sheet.ring(x, y, radius * 1.015, 0.22, ACCENT)

    _drawn(paper, ("large rosette", x, y, radius, outer, inner), draw)


def frame(paper: Paper, margin: float, band: float) -> None:
    """A woven band between two rules around the sheet, with a rosette in each corner."""

    def draw(sheet: Paper) -> None:
        _frame(sheet, margin, band)

    _drawn(paper, ("frame", margin, band), draw)


def _frame(paper: Paper, margin: float, band: float) -> None:
    left, top = margin, margin
    right, bottom = paper.width - margin, paper.height - margin
    for inset, weight in ((0.0, 1.0), (0.75, 0.3), (band, 0.3), (band + 0.75, 0.8)):
        paper.box(
            left + inset,
            top + inset,
            right - left - 2 * inset,
            bottom - top - 2 * inset,
            stroke=ACCENT,
            weight=weight,
        )
    middle, swing = (0.75 + band) / 2, (band - 0.75) / 2 - 0.35
    for x in (left + band, right - band):
        paper.upright(x, top + 0.75, top + band, 0.3, ACCENT)
        paper.upright(x, bottom - band, bottom - 0.75, 0.3, ACCENT)
    for y in (top + band, bottom - band):
        paper.rule(left + 0.75, y, left + band, 0.3, ACCENT)
        paper.rule(right - band, y, right - 0.75, 0.3, ACCENT)
    for y in (top + middle, bottom - middle):
        _woven_side(paper, left + band, right - band, y, swing, level=True)
    for x in (left + middle, right - middle):
        _woven_side(paper, top + band, bottom - band, x, swing, level=False)
        for y in (top + middle, bottom - middle):
            _braid(paper, x, y, swing * 0.52, swing - 0.1, 11, 4, 0.22)
            _braid(paper, x, y, swing * 0.30, swing * 0.52, 9, 3, 0.22)


def _woven_side(paper: Paper, start: float, end: float, fixed: float, swing: float, level: bool) -> None:
    start, end = start + 1.1, end - 1.1
    length = end - start
    lobes = max(2, round(length / 29))
    waves = lobes * 4
    steps = waves * 28
    for thread in range(_THREADS):
        phase = 2 * math.pi * thread / _THREADS
        points: list[Point] = []
        for step in range(steps + 1):
            along = step / steps
            # The threads meet in a point at each end, so the band is pinched where it meets the corner.
            tip = math.sin(min(1.0, min(along, 1 - along) * length / 7) * math.pi / 2)
            belly = 0.60 - 0.40 * math.cos(2 * math.pi * along * lobes)
            aside = swing * tip * belly * math.sin(2 * math.pi * waves * along + phase)
            place = start + length * along
            points.append((place, fixed + aside) if level else (fixed + aside, place))
        paper.curve(points, 0.22, ACCENT, closed=False)
