"""The £1 share certificate: A4 landscape, one engraved frame, and a code to check it by.

The register has the last word: a certificate says what was entered there, and a copy or a cancelled one proves nothing.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from coopdesk.documents.engraving import frame, large_rosette
from coopdesk.documents.faces import BOLD_OF, Cut
from coopdesk.documents.fitting import Step, fit
from coopdesk.documents.letterhead import one_line, signature_line
from coopdesk.documents.metadata import Description
from coopdesk.documents.page import A4_LANDSCAPE, Align, Paper
from coopdesk.documents.palette import ACCENT, DUPLICATE_TINT, MUTED, VOID_RED, VOID_TINT, WATERMARK
from coopdesk.documents.phrases import number_words
from coopdesk.documents.type import POINTS_PER_MM, Span, Style, plain, set_line
from coopdesk.documents.watermark import watermark
from coopdesk.domain.clock import day_words
from coopdesk.domain.collecting import no_collecting
from coopdesk.domain.money import pounds, pounds_and_pence
from coopdesk.services.certificate_view import CertificateView

LEFT, RIGHT, MIDDLE = 30.0, 267.0, 148.5
NAME_WIDTH = 225.0
CODE_SIZE = 25.0

_FRAME = "CertificateFrame"
_SMALL = Style(Cut.SANS, 9, MUTED)
_BODY = Style(Cut.SERIF, 12.5)
_CORNER = Style(Cut.DISPLAY, 25, features=("pnum",))

_PAPER = "a share certificate"
_NAME_STEPS = (Step(35, 18, 1), Step(22, 13, 2), Step(12.5, 9, 3))
"""One line down to 18 pt, then two; three small lines for the longest names."""

_ADDRESS_STEPS = (Step(11, 9.5, 1), Step(9.5, 7.5, 2))
_PARTICULARS = 138.0
"""Where the particulars begin, unless a long name and address push them down."""

_TINTS = {"CANCELLED": VOID_TINT, "DUPLICATE": DUPLICATE_TINT, "SAMPLE": WATERMARK}
_SOCIETY_STEPS = (Step(30, 18, 1), Step(20, 16, 2))


@no_collecting()
def certificate_pdf(views: Sequence[CertificateView], progress: Callable[[int], None] | None = None) -> bytes:
    """Write certificates, one a page, as one PDF.

    Args:
        views: the certificates, in order.
        progress: told how many are done after each; raise from it to stop.

    Returns:
        The file. The same certificates give the same bytes.

    Raises:
        CannotDraw: a name or an address has a character no font here can draw.
        ValueError: there is no certificate to write.
    """
    if not views:
        raise ValueError("a PDF needs at least one certificate")
    paper = Paper(A4_LANDSCAPE, _description(views))
    with paper.drawn_once(_FRAME):
        frame(paper, 9, 8.5)
        large_rosette(paper, MIDDLE, 41, 14.5, views[0].society.number)
    for done, view in enumerate(views, start=1):
        if done > 1:
            paper.next_page()
        _sheet(paper, view)
        if progress is not None:
            progress(done)
    return paper.finish()


def _description(views: Sequence[CertificateView]) -> Description:
    first, last = views[0], views[-1]
    numbers = f"{first.number:05d}" if len(views) == 1 else f"{first.number:05d} to {last.number:05d}"
    overprints = {view.overprint for view in views} - {"", "SAMPLE"}
    if len(overprints) == 1:
        numbers += f" ({overprints.pop().lower()})"
    latest = max(view.issued_on for view in views)
    return Description(
        title=f"Share certificate {numbers}, {first.society.name}",
        author=first.society.name,
        made=datetime(latest.year, latest.month, latest.day, 12, tzinfo=UTC),
    )


def _sheet(paper: Paper, view: CertificateView) -> None:
    if view.overprint:
        watermark(paper, view.overprint, _TINTS[view.overprint])
    with paper.furniture():
        paper.place(_FRAME)
    with paper.section("Sect"):
        _heading(paper, view)
        _corners(paper, view)
        _value(paper, view)
        _particulars(paper, view, _holder(paper, view))
        _signatures(paper, view)
        _check(paper, view)


def _heading(paper: Paper, view: CertificateView) -> None:
    fitted = fit(view.society.name, Style(Cut.DISPLAY, 30), 236, _SOCIETY_STEPS, _PAPER)
    with paper.tagged("P"):
        paper.lines(MIDDLE, 70.5 - 6.4 * (len(fitted.lines) - 1), fitted.lines, 7.0, "centre")
    with paper.tagged("P"):
        for y, words in ((77.6, _standing(view)), (82.4, _office(view))):
            if words:
                paper.text(MIDDLE, y, words, one_line(words, _SMALL, 236, 6.5), "centre")
    words = f"{view.overprint} SHARE CERTIFICATE".lstrip()
    style = Style(Cut.SANS_BOLD, 10.5, ACCENT if view.stands else VOID_RED, tracking=3.2)
    history = _history(view)
    y = 91.6 if history else 93.4
    with paper.tagged("H1"):
        half = paper.text(MIDDLE, y, words, style, "centre") / 2
    with paper.furniture():
        paper.rule(MIDDLE - half - 46, y - 1.4, MIDDLE - half - 7, 0.5, style.colour)
        paper.rule(MIDDLE + half + 7, y - 1.4, MIDDLE + half + 46, 0.5, style.colour)
    if history:
        small = Style(Cut.SANS, 8.5, MUTED if view.stands else VOID_RED)
        with paper.tagged("P"):
            paper.text(MIDDLE, 97.1, history, one_line(history, small, 236, 6), "centre")


def _history(view: CertificateView) -> str:
    """What this paper is in the life of the certificate, in one line; "" for a first paper of a first number."""
    said = [view.fate]
    if view.replaces is not None:
        said.append(f"Issued in place of certificate {view.replaces:05d}, which is cancelled.")
    if view.duplicate and view.stands:
        said.append(f"A further copy, made on {view.duplicate}, of a certificate already issued: it adds no shares.")
    return "   ".join(words for words in said if words)


def _standing(view: CertificateView) -> str:
    form, number = view.society.legal_form, view.society.number
    if form.is_company:
        called, law = "Company number", f"A {form.words} under the Companies Act 2006"
    else:
        called, law = "Registered number", "Registered under the Co-operative and Community Benefit Societies Act 2014"
    return f"{called} {number}   ·   {law}" if number else law


def _office(view: CertificateView) -> str:
    return f"Registered office: {view.society.office}" if view.society.office else ""


def _corners(paper: Paper, view: CertificateView) -> None:
    value = pounds_and_pence(view.shares * view.nominal_pence)
    corners: tuple[tuple[float, Align, tuple[str, str, str]], ...] = (
        (LEFT, "left", ("Certificate number", f"{view.number:05d}", f"Member {view.member_number}")),
        (RIGHT, "right", ("Number of shares", f"{view.shares:,}", f"{value}, {_paid(view)}")),
    )
    for x, align, (label, figure, below) in corners:
        with paper.tagged("P"):
            paper.text(x, 33.5, label, _SMALL, align)
            paper.text(x, 43, figure, one_line(figure, _CORNER, 70, 16), align)
            paper.text(x, 48.6, below, _SMALL, align)


def _paid(view: CertificateView) -> str:
    if not view.unpaid_pence:
        return "fully paid"
    return f"{pounds_and_pence(view.shares * view.nominal_pence - view.unpaid_pence)} of it paid"


def _value(paper: Paper, view: CertificateView) -> None:
    """The nominal value in the rosette's middle; an amount with pence is set smaller."""
    figures = pounds(view.nominal_pence).removeprefix("£")
    size = 21.0 if len(figures) <= 2 else 16.0
    spans = (
        Span("£", Style(Cut.DISPLAY, 16, ACCENT)),
        Span(figures, Style(Cut.DISPLAY, size, ACCENT, features=("pnum",))),
    )
    with paper.tagged("P"):
        paper.spans(MIDDLE, 43.1, spans, "centre")


def _holder(paper: Paper, view: CertificateView) -> float:
    """Name and address; returns the baseline from which the particulars go on."""
    with paper.tagged("P"):
        paper.text(
            MIDDLE, 106 if _history(view) else 105, "This is to certify that", Style(Cut.DISPLAY_ITALIC, 16), "centre"
        )
    fitted = fit(view.holder, Style(Cut.DISPLAY_BOLD, 35), NAME_WIDTH, _NAME_STEPS, _PAPER)
    if fitted.style.size < 16:
        # The display cut's hairlines break below 16 pt.
        fitted = fit(view.holder, Style(Cut.SERIF_BOLD, 12.5), NAME_WIDTH, _NAME_STEPS[1:], _PAPER)
    lead = fitted.style.size * 0.42
    depth = lead * (len(fitted.lines) - 1)
    last = 119.5 + min(4.7, depth / 2)
    with paper.tagged("P"):
        paper.lines(MIDDLE, last - depth, fitted.lines, lead, "centre")
    if not view.address:
        return _PARTICULARS
    where = fit(f"of {plain(view.address)}", Style(Cut.SERIF_ITALIC, 11), NAME_WIDTH, _ADDRESS_STEPS, _PAPER)
    several = len(where.lines) > 1
    with paper.tagged("P"):
        below = paper.lines(MIDDLE, last + (6.6 if several else 8.5 - depth / 5), where.lines, 4, "centre")
    return max(_PARTICULARS, below + 2.9)


def _particulars(paper: Paper, view: CertificateView, top: float) -> None:
    one = view.shares == 1
    kind = view.class_words.removesuffix("s") if one else view.class_words
    each = pounds(view.nominal_pence) if one else f"{pounds(view.nominal_pence)} each"
    first = (
        "is the registered holder of ",
        f"{number_words(view.shares)} ({view.shares:,})",
        f" {kind} of ",
        each,
        *_numbered(view),
        f", {_paid(view)},",
    )
    second = (
        "entered in the register of members on ",
        day_words(view.entered_on),
        ", subject to the rules of the Society.",
    )
    size = _BODY.size
    while size > 9 and set_line(_emphasised(first, size)).width > NAME_WIDTH * POINTS_PER_MM:
        size -= 0.5
    lead = 7.5 if top == _PARTICULARS else 6.8
    with paper.tagged("P"):
        y = paper.paragraph(36, top, NAME_WIDTH, _emphasised(first, size), lead, "centre")
        y = paper.paragraph(36, y, NAME_WIDTH, _emphasised(second, size), lead, "centre")
    if view.condition:
        fitted = fit(view.condition, Style(Cut.SERIF_ITALIC, 9.5), NAME_WIDTH, (Step(9.5, 7.5, 2),), _PAPER)
        with paper.tagged("P"):
            paper.lines(MIDDLE, y + 1, fitted.lines, 4, "centre")


def _numbered(view: CertificateView) -> tuple[str, ...]:
    """The distinctive numbers as two parts of the sentence, the second emphasised; nothing where there are none."""
    if view.distinctive is None:
        return ()
    first, last = view.distinctive
    return ", numbered ", f"{first}" if first == last else f"{first} to {last}"


def _emphasised(parts: Sequence[str], size: float) -> list[Span]:
    """The parts of a sentence, every second one bold."""
    plain_style = replace(_BODY, size=size)
    bold = replace(plain_style, cut=BOLD_OF[_BODY.cut])
    return [Span(part, bold if place % 2 else plain_style) for place, part in enumerate(parts)]


def _signatures(paper: Paper, view: CertificateView) -> None:
    with paper.tagged("P"):
        words = f"Signed for the Society on {day_words(view.issued_on)}"
        paper.text(LEFT, 165.5, words, Style(Cut.SANS, 8.5, MUTED))
    pitch = min(54.0, 162 / max(1, len(view.signatories)))
    for place, (who, office) in enumerate(view.signatories):
        signature_line(paper, LEFT + pitch * place, 178.5, pitch - 6, who, office)


def _check(paper: Paper, view: CertificateView) -> None:
    if view.key:
        title, below, spelled = "Check this certificate", "Scan it in coopdesk, or ask", f"Key {view.key}"
    else:
        token = view.code.partition(":")[2]
        title, below = "Not digitally signed", "Scan its number, or ask"
        spelled = " ".join(token[at : at + 4] for at in range(0, len(token), 4))
    with paper.tagged("P"):
        paper.text(236.5, 165.5, title, Style(Cut.SANS_BOLD, 8.5, ACCENT), "right")
        for line, words in enumerate((below, "the secretary. The register", "has the last word.")):
            paper.text(236.5, 170.2 + 4 * line, words, Style(Cut.SANS, 8), "right")
    with paper.tagged("P"):
        paper.text(236.5, 186.2, spelled, one_line(spelled, Style(Cut.MONO, 7.5, MUTED), 44, 5), "right")
    paper.code(242, 161.5, CODE_SIZE, view.code, f"QR code of share certificate {view.number:05d}")
