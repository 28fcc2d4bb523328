"""Member cards: ten on a sheet of A4, with cut marks, and a rule that shows whether the printer kept the size.

A card is 85 by 54 mm, a bank card's size. The name's capitals stand level with the top of the code, the member's
number on its foot. The code is a random token and says nothing about the person.
"""

import re
from collections.abc import Callable, Sequence
from datetime import datetime

from coopdesk.documents.engraving import small_rosette
from coopdesk.documents.faces import Cut
from coopdesk.documents.fitting import Step, fit
from coopdesk.documents.letterhead import one_line, status_tag
from coopdesk.documents.lines import fits
from coopdesk.documents.metadata import Description
from coopdesk.documents.page import A4_PORTRAIT, Paper
from coopdesk.documents.palette import ACCENT, HAIRLINE, LABEL
from coopdesk.documents.type import INK, Style
from coopdesk.domain.collecting import no_collecting
from coopdesk.services.card_view import CardView

LEFT, TOP = 20.0, 13.5
WIDTH, HEIGHT = 85.0, 54.0
COLUMNS, ROWS = 2, 5
A_SHEET = COLUMNS * ROWS
CODE_SIZE = 24.0

_PAPER = "a member card"
_NAME_WIDTH = 45.0
_NAME_STEPS = (Step(14, 11, 1), Step(11, 11, 2), Step(10, 10, 3), Step(9, 9, 4))
_NAME_STEPS_WITH_REPRESENTATIVE = (Step(14, 11, 1), Step(11, 10, 2), Step(8, 7, 3), Step(6.5, 6, 4))
_SOCIETY_STEPS = (Step(9, 8, 2), Step(7.5, 6.5, 3), Step(6, 5, 4))
_CAPITAL = 0.714 * 25.4 / 72
"""Height of a capital in Noto Sans, millimetres per point."""

_LEGAL_ENDING = re.compile(
    r"(?P<own>.+?) (?P<legal>(?:Co-operative|Co-op|Cooperative|Community|Society|Limited|Ltd|Cyfyngedig|CIC)\b.*)"
)


@no_collecting()
def cards_pdf(
    views: Sequence[CardView],
    progress: Callable[[int], None] | None = None,
    made: datetime | None = None,
) -> bytes:
    """Write member cards, ten a sheet; one card stands alone in the sheet's corner.

    Args:
        views: the cards, in order.
        progress: told how many are done after each; raise from it to stop.
        made: the moment named in the file's properties; None names none.

    Returns:
        The file. The same cards give the same bytes.

    Raises:
        CannotDraw: a name has a character no font here can draw.
        NameDoesNotFit: a name does not fit the card at the smallest size.
        ValueError: there is no card to write.
    """
    if not views:
        raise ValueError("a PDF needs at least one card")
    society = views[0].society
    title = f"Member card {views[0].member_number}" if len(views) == 1 else "Member cards"
    paper = Paper(A4_PORTRAIT, Description(f"{title}, {society.name}", society.name, made=made))
    for first in range(0, len(views), A_SHEET):
        if first:
            paper.next_page()
        on_sheet = views[first : first + A_SHEET]
        cut_marks(paper, 1 if len(views) == 1 else COLUMNS, -(-len(on_sheet) // COLUMNS))
        for place, view in enumerate(on_sheet):
            down, across = divmod(place, COLUMNS)
            _card(paper, LEFT + WIDTH * across, TOP + HEIGHT * down, view)
            if progress is not None:
                progress(first + place + 1)
        check_rule(paper)
    return paper.finish()


def cut_marks(paper: Paper, columns: int, rows: int) -> None:
    """Marks to cut a sheet of cards by, for so many columns and rows of them."""
    right, bottom = LEFT + WIDTH * columns, TOP + HEIGHT * rows
    with paper.furniture():
        for column in range(columns + 1):
            x = LEFT + WIDTH * column
            paper.upright(x, TOP - 6, TOP - 1.5, 0.4, INK)
            paper.upright(x, bottom + 1.5, bottom + 3.6, 0.4, INK)
            paper.upright(x, TOP, bottom, 0.25, HAIRLINE)
        for row in range(rows + 1):
            y = TOP + HEIGHT * row
            paper.rule(LEFT - 8, y, LEFT - 1.5, 0.4, INK)
            paper.rule(right + 1.5, y, right + 8, 0.4, INK)
            paper.rule(LEFT, y, right, 0.25, HAIRLINE)


def check_rule(paper: Paper) -> None:
    """A rule of 100 mm at the foot of the sheet: it shows whether the printer kept the size."""
    y = 291.6
    with paper.furniture():
        paper.rule(LEFT, y, LEFT + 100, 0.6, INK)
        for tick in range(11):
            x = LEFT + 10 * tick
            paper.upright(x, y - (1.2 if tick % 5 else 2.2), y, 0.6, INK)
    with paper.tagged("P"):
        paper.text(LEFT + 102, y, "100 mm: if not, print again at “Actual size”", Style(Cut.SANS, 8))


def _card(paper: Paper, x: float, y: float, view: CardView) -> None:
    with paper.section("Sect"):
        _society(paper, x, y, view)
        _name(paper, x, y, view)
        with paper.tagged("P"):
            paper.text(x + 5.6, y + 40.8, "Member", LABEL)
            number = Style(Cut.SANS_BOLD, 20)
            paper.text(x + 5.6, y + 48, view.member_number, one_line(view.member_number, number, _NAME_WIDTH, 8))
        paper.code(x + 55.4, y + 24, CODE_SIZE, view.code, f"QR code of member {view.member_number}")


def _society(paper: Paper, x: float, y: float, view: CardView) -> None:
    small_rosette(paper, x + 10, y + 10, 4.4, view.society.number)
    right = x + 79.4
    if view.society.sample:
        right = status_tag(paper, right, y + 11.5, "SAMPLE") - 2
    room = right - (x + 17)
    found = _LEGAL_ENDING.fullmatch(view.society.name)
    own, legal = (found["own"], found["legal"]) if found else (view.society.name, "")
    style, below = one_line(own, Style(Cut.SERIF_BOLD, 12), room, 8), one_line(legal, Style(Cut.SANS, 8), room, 6)
    with paper.tagged("P"):
        if fits(own, style, room) and fits(legal, below, room):
            paper.text(x + 17, y + (9.3 if legal else 11.5), own, style)
            paper.text(x + 17, y + 13.5, legal, below)
        else:
            name = fit(view.society.name, style, room, _SOCIETY_STEPS, _PAPER)
            depth = name.style.size * 0.4
            paper.lines(x + 17, y + 11 - depth * (len(name.lines) - 1) / 2, name.lines, depth)
    with paper.furniture():
        paper.rule(x + 5.6, y + 18, x + 79.4, 0.8, ACCENT)


def _name(paper: Paper, x: float, y: float, view: CardView) -> None:
    steps = _NAME_STEPS_WITH_REPRESENTATIVE if view.representative else _NAME_STEPS
    fitted = fit(view.name, Style(Cut.SANS_BOLD, 14), _NAME_WIDTH, steps, _PAPER)
    size = fitted.style.size
    with paper.tagged("P"):
        below = paper.lines(x + 5.6, y + 24 + _CAPITAL * size, fitted.lines, size * 0.405)
    if view.representative:
        words = f"represented by {view.representative}"
        shown = fit(words, Style(Cut.SANS, 9), _NAME_WIDTH, (Step(9, 7.5, 1), Step(7, 5, 2)), _PAPER)
        with paper.tagged("P"):
            paper.lines(x + 5.6, below - 0.4, shown.lines, shown.style.size * 0.36)
