"""The furniture of filed sheets: letterhead, running head, foot, status tag, watermark, signature lines."""

from collections.abc import Sequence
from dataclasses import dataclass

from coopdesk.documents.engraving import small_rosette
from coopdesk.documents.faces import Cut
from coopdesk.documents.fitting import elided, wrapped
from coopdesk.documents.lines import TextLine, fits
from coopdesk.documents.page import Paper
from coopdesk.documents.palette import ACCENT, FOOT, FOOT_HASH, HAIRLINE, LABEL
from coopdesk.documents.type import INK, Style, width_of
from coopdesk.services.letterhead import LetterheadView

LEFT = 20.0
TEXT_WIDTH = 170.0
RIGHT = LEFT + TEXT_WIDTH
FOOT_ROOM = 21.0
"""Millimetres from the foot of the sheet that text keeps free."""

_PARTICULARS_LEAD = 2.6
_MOST_PARTICULARS = 4
_SIGNATORY = Style(Cut.SANS, 9)
_TAG = Style(Cut.SANS_BOLD, 9.5, INK, tracking=0.8)


def one_line(text: str, style: Style, width: float, least: float) -> Style:
    """The largest size, down to ``least`` points, at which the text stands on one line of ``width`` millimetres."""
    while style.size > least and not fits(text, style, width):
        style = Style(style.cut, max(least, style.size - 0.25), style.colour, style.tracking, style.features)
    return style


def status_words(status: str, sample: bool) -> str:
    """What the tag says: the paper's own status, and SAMPLE where the society is made up."""
    return " · ".join(word for word in ("SAMPLE" if sample else "", status.upper()) if word)


def status_tag(paper: Paper, right: float, baseline: float, words: str) -> float:
    """A framed tag ending at ``right``; returns its left edge.

    On later pages it stands in the running head, and is furniture like all of that.
    """
    if not words:
        return right
    width = width_of(words, _TAG) + 5
    left = right - width
    with paper.furniture():
        paper.box(left, baseline - 4.6, width, 6.4, stroke=INK, weight=1.1, radius=1)
    with paper.tagged("P"):
        paper.text(left + width / 2, baseline, words, _TAG, "centre")
    return left


def letterhead(paper: Paper, society: LetterheadView, status: str = "") -> None:
    """The head of a first page: who is speaking, with number and office, and the paper's status."""
    right = paper.width - LEFT
    small_rosette(paper, LEFT + 5.5, 18.5, 5.5, society.number)
    tag_left = status_tag(paper, right, 17.6, status_words(status, society.sample))
    room = tag_left - (LEFT + 14) - 4
    name = wrapped(society.name, Style(Cut.DISPLAY_BOLD, 16), room, 16)
    if len(name.lines) > 1:
        # The display cut's hairlines break below 16 pt.
        name = wrapped(society.name, Style(Cut.SERIF_BOLD, 13), room, 11)
    with paper.tagged("P"):
        paper.lines(LEFT + 14, 18.4 - 4.2 * (len(name.lines) - 1), name.lines, 4.2)
    office = f"   ·   Registered office: {society.office}" if society.office else ""
    words = f"{registered(society)}{office}"
    particulars = _particulars(words, right - LEFT - 14)
    with paper.tagged("P"):
        first = 23.2 if len(particulars) == 1 else 22.4
        below = paper.lines(LEFT + 14, first, particulars, _PARTICULARS_LEAD)
    with paper.furniture():
        paper.rule(LEFT, max(27, below - _PARTICULARS_LEAD + 1.9), right, 0.9, ACCENT)


def _particulars(words: str, width: float) -> Sequence[TextLine]:
    """Number and office: one line where it can be read, else up to four, which is what the head has room for.

    A registered office is never cut: papers of a society state it.
    """
    for least in (6.5, 5.5):
        set_out = wrapped(words, FOOT, width, least).lines
        if len(set_out) <= _MOST_PARTICULARS:
            return set_out
    return wrapped(words, FOOT, width, 4.5).lines


def registered(society: LetterheadView) -> str:
    """ "Registered society 12345R", or "" where no number is known."""
    return f"Registered society {society.number}" if society.number else ""


def running_head(paper: Paper, society: LetterheadView, title: str, status: str = "") -> None:
    """The head of every later page: page furniture, told to a screen reader once on the first page."""
    right = paper.width - LEFT
    with paper.furniture():
        tag_left = status_tag(paper, right, 15.9, status_words(status, society.sample))
        room = tag_left - LEFT - 4
        name = Style(Cut.SANS_BOLD, 8.5)
        paper.text(LEFT, 14.6, elided(society.name, name, room), name)
        words = "   ·   ".join(part for part in (registered(society), title) if part)
        paper.text(LEFT, 18.6, elided(words, FOOT, room), FOOT)
        paper.rule(LEFT, 22, right, 0.9, ACCENT)


@dataclass(frozen=True, slots=True)
class JournalHead:
    """The journal's head that a paper was made at: 64 hex digits, and the entry they belong to."""

    digest: str
    entry: int

    def grouped(self) -> str:
        """The first sixteen digits in fours, as people compare them: "7F3A 91C2 0D5E B84A"."""
        digits = self.digest[:16].upper()
        return " ".join(digits[at : at + 4] for at in range(0, len(digits), 4))


def foot(paper: Paper, page: int, pages: int, words: str, head: JournalHead | None) -> None:
    """The foot of a filed sheet: what it is, page n of m, the journal's head."""
    y, right = paper.height - 17, paper.width - LEFT
    with paper.furniture():
        paper.rule(LEFT, y, right, 0.35, HAIRLINE)
        paper.text(LEFT, y + 4.4, words, one_line(words, FOOT, right - LEFT - 30, 6))
        paper.text(right, y + 4.4, f"Page {page} of {pages}", Style(Cut.SANS_BOLD, 8), "right")
        if head is None:
            return
        x = LEFT + paper.text(LEFT, y + 8.4, "Journal head  ", FOOT)
        x += paper.text(x, y + 8.35, head.grouped(), FOOT_HASH)
        paper.text(x + 3, y + 8.4, f"after entry {head.entry:,}", FOOT)


def signature_line(paper: Paper, x: float, y: float, width: float, who: str, office: str) -> None:
    """A line to sign on, with name and office under it."""
    with paper.furniture():
        paper.rule(x, y, x + width, 0.5, INK)
    with paper.tagged("P"):
        name = wrapped(who or "Name", _SIGNATORY, width, 6.5)
        below = paper.lines(x, y + 4.2, name.lines, name.style.size * 0.42)
        if office:
            paper.lines(x, below, wrapped(office, LABEL, width, 6.5).lines, 2.8)
