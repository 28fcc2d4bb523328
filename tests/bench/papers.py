"""Papers: what a page costs, long lists, a whole evening's minutes, names, and others' tools on the same page.

Processor time of this process. The targets were set on a computer where reportlab took 230 µs for a page with one line
on it; they are held as so many such pages, so that a slower or busier computer is no excuse and a faster one no help.
"""

import io
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

from reportlab.pdfgen.canvas import Canvas

from coopdesk.documents import lines, qr
from coopdesk.documents import type as letters
from coopdesk.documents.attendance_schedule import attendance_schedule
from coopdesk.documents.attendance_sheet import attendance_sheet
from coopdesk.documents.certificate import certificate_pdf
from coopdesk.documents.chapters import Chapter, print_chapters
from coopdesk.documents.faces import Cut
from coopdesk.documents.metadata import Description
from coopdesk.documents.minutes import minutes_pdf
from coopdesk.documents.page import A4_PORTRAIT, Paper
from coopdesk.documents.paper_roll import paper_roll
from coopdesk.documents.type import Style
from coopdesk.domain.collecting import no_collecting
from tests.bench import rivals
from tests.bench.measure import Figure, against, interleaved, size, spelt
from tests.bench.paper_people import certificates, members, minutes, schedule
from tests.bench.processes import in_a_process
from tests.documents.gatherings import ATTENDANCE_SHEET, HEADING, PAPER_ROLL
from tests.documents.societies import NAMES

MILLISECOND = 1_000_000
SECOND = 1_000 * MILLISECOND
PAGES = 400
"""Certificates that a page is timed on: what is drawn once for a file is not counted."""
CODES = 200
"""Few enough to be remembered, so that a page is timed apart from the encoding of its QR code."""
PEOPLE, MANY = 5_000, 20_000
ROUNDS = 5
FLOOR = 230_000
"""Nanoseconds for a page of one line, where the targets were set (reference/pdf.md §5)."""


def figures(folder: Path) -> Iterator[Figure]:
    """Every figure the papers are held to."""
    yield from _a_page()
    yield from _a_file(folder)
    yield from _lists()
    yield from _evening()
    yield from _names()
    yield from rivals.figures(folder, certificates(rivals.PAGES, CODES))


def _spent(work: Callable[[], object]) -> int:
    start = time.process_time_ns()
    work()
    return time.process_time_ns() - start


def _floor() -> int:
    """A page with one line on it by reportlab, as things are at this moment; nanoseconds."""
    canvas = Canvas(io.BytesIO(), invariant=1)

    def pages() -> None:
        for _ in range(PAGES):
            canvas.drawString(72, 720, "Hebden Stores")
            canvas.showPage()
        canvas.save()

    # The figures' own lists are alive, and must not be looked through at the floor's cost.
    with no_collecting():
        return _spent(pages) // PAGES


def _held(what: str, limit: int, work: Callable[[], int], rounds: int = ROUNDS) -> Figure:
    """A figure held to a limit in nanoseconds, as on the computer it was set on; ``work`` says what it took."""
    floors, samples = [], []
    for _ in range(rounds):
        floors.append(_floor())
        samples.append(work())
    floors.append(_floor())
    return against(what, samples, floors, f"a page of one line: {spelt(limit)} there", Fraction(limit, FLOOR))


def _a_page() -> Iterator[Figure]:
    few, all_of_them = certificates(CODES, CODES), certificates(CODES + PAGES, CODES)
    for view in few:
        qr.modules(view.code)

    def page() -> int:
        started = _spent(lambda: certificate_pdf(few))
        return (_spent(lambda: certificate_pdf(all_of_them)) - started) // PAGES

    yield _held("a certificate's page, tagged, without QR encoding", 3 * MILLISECOND // 2, page)
    codes = [f"CDC1:{number:016d}" for number in range(10**6, 10**6 + CODES)]
    yield _held("encoding a QR code", 3 * MILLISECOND, lambda: _spent(lambda: [*map(qr.modules, codes)]) // CODES, 1)


def _a_file(folder: Path) -> Iterator[Figure]:
    told = in_a_process("certificates", folder, [10_000])
    drawing = told["file"][0] - told["encoding"][0]
    yield _held("10,000 certificates in one file, without QR encoding", 22 * SECOND, lambda: drawing, 1)
    yield size("10,000 certificates in one file, peak memory", told["kilobytes"][0], 250 * 1024)


def _lists() -> Iterator[Figure]:
    def made(chapter: Callable[[], Chapter]) -> Callable[[], object]:
        return lambda: print_chapters([chapter()], HEADING)

    def of(count: int) -> Mapping[str, Callable[[], object]]:
        people = members(count)
        stays = schedule(people)
        return {
            "attendance sheet": made(lambda: attendance_sheet(replace(ATTENDANCE_SHEET, members=people))),
            "attendance schedule": made(lambda: attendance_schedule(stays)),
            "paper roll": made(lambda: paper_roll(replace(PAPER_ROLL, members=people))),
        }

    for kind, make in of(PEOPLE).items():
        more = of(MANY)[kind]
        samples = interleaved({"one": make, "many": more}, 2, time.process_time_ns)
        yield _held(f"{kind} of {PEOPLE:,}", 3 * SECOND // 2, lambda make=make: _spent(make), 3)  # type: ignore[misc]
        yield against(f"{kind} of {MANY:,}", samples["many"], samples["one"], f"that of {PEOPLE:,}", Fraction(46, 10))


def _evening() -> Iterator[Figure]:
    view = minutes(40, 500)
    yield _held("minutes of 40 items, 500 attendees", SECOND, lambda: _spent(lambda: minutes_pdf(view)))


def _names() -> Iterator[Figure]:
    """Names set and drawn, none of them remembered; their fonts are open already."""
    paper = Paper(A4_PORTRAIT, Description("Names", "Bench"))
    style = Style(Cut.SANS, 10)

    def draw() -> None:
        for remembered in (letters._shape_text_once, letters.set_text, lines._short_text):
            remembered.cache_clear()
        with paper.tagged("P"):
            for name in NAMES:
                paper.text(20, 40, name, style)

    draw()
    yield _held("a name in any script", MILLISECOND // 2, lambda: _spent(draw) // len(NAMES), 20)
    paper.finish()
