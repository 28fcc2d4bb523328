"""The appendix of the minutes: who attended, by manner of attendance, in three columns of 5 mm lines."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from coopdesk.documents.faces import Cut
from coopdesk.documents.flow import Gap, LineStrip, NewPage, SharedElement, Strip
from coopdesk.documents.letterhead import LEFT, TEXT_WIDTH
from coopdesk.documents.lines import TextLine, break_text
from coopdesk.documents.page import Paper
from coopdesk.documents.palette import BODY, ITEM_HEADING, LABEL
from coopdesk.documents.structure import Element
from coopdesk.documents.type import POINTS_PER_MM, Span, Style, set_text
from coopdesk.services.minutes_view import AttendanceGroup

COLUMNS = 3
_ROW = 5.0
_GUTTER = 5.0
_COLUMN = (TEXT_WIDTH - _GUTTER * (COLUMNS - 1)) / COLUMNS
_NUMBER = 11.0
_NAME = Style(Cut.SANS, 9)
_MORE_THAN_A_PAGE = 3 * 60
_FEWEST_ROWS = 3
"""A column of fewer rows at the foot of a page is not worth starting."""


def appendix_strips(groups: Sequence[AttendanceGroup]) -> list[Strip]:
    """The appendix on new pages; nothing where nobody attended."""
    named = [group for group in groups if group.names]
    if not named:
        return []
    title = TextLine((Span("Appendix: attendance", Style(Cut.DISPLAY_BOLD, 17)),))
    strips: list[Strip] = [
        NewPage(),
        LineStrip(9.0, LEFT, title, SharedElement("H2"), 5.5, keep=True),
    ]
    for group in named:
        heading = TextLine((Span(group.title, ITEM_HEADING), Span(f"   {len(group.names):,}", BODY)))
        strips.append(LineStrip(7.0, LEFT, heading, SharedElement("H3"), 4.5, keep=True))
        strips += [NameColumns([_entry(number, name) for number, name in group.names]), Gap(4.0)]
    return strips


@dataclass(frozen=True, slots=True)
class _Entry:
    """A name with its number, on one line or two."""

    number: str
    lines: tuple[TextLine, ...]


def _entry(number: str, name: str) -> _Entry:
    width = _COLUMN - (_NUMBER if number else 0.0)
    line = set_text(name, _NAME)
    # Widths grow with the size, so one measure tells which of the sizes fits.
    for size in (9.0, 8.5, 8.0):
        if line.width * size / _NAME.size <= width * POINTS_PER_MM:
            style = replace(_NAME, size=size)
            return _Entry(number, (TextLine((Span(name, style),), line if size == _NAME.size else None),))
    return _Entry(number, tuple(break_text(name, _NAME, width)))


class NameColumns(Strip):
    """Names running down three columns; cut between rows where a page ends."""

    def __init__(self, entries: Sequence[_Entry], filled_rows: int = 0, shared: SharedElement | None = None) -> None:
        """Columns for the entries; ``filled_rows`` makes each column exactly so many rows (a full page)."""
        self.entries = entries
        self.shared = shared or SharedElement("L")
        self.rows = filled_rows or _balanced_rows(entries)
        super().__init__(self.rows * _ROW)

    def split(self, room: float) -> "tuple[Strip, Strip] | None":
        """As many full rows as the room takes, and the rest."""
        rows = int(room // _ROW)
        if rows < _FEWEST_ROWS:
            return None
        taken = sum(len(column) for column in _columns(self.entries, rows))
        if taken == 0 or taken >= len(self.entries):
            return None
        return (
            NameColumns(self.entries[:taken], rows, self.shared),
            NameColumns(self.entries[taken:], shared=self.shared),
        )

    def draw(self, paper: Paper, y: float) -> None:
        """Draw the columns, read down and then across."""
        names = self.shared.on(paper)
        for place, column in enumerate(_columns(self.entries, self.rows)):
            x = LEFT + (_COLUMN + _GUTTER) * place
            down = y
            for entry in column:
                _draw_entry(paper, names, x, down, entry)
                down += _ROW * len(entry.lines)


def _draw_entry(paper: Paper, names: Element, x: float, y: float, entry: _Entry) -> None:
    with paper.inside(names), paper.section("LI"), paper.tagged("LBody"):
        if entry.number:
            paper.text(x, y + 3.7, entry.number, LABEL)
            x += _NUMBER
        paper.lines(x, y + 3.7, entry.lines, 3.6)


def _balanced_rows(entries: Sequence[_Entry]) -> int:
    """The fewest rows at which the entries fit three columns; for more than a page of them, about as many."""
    if len(entries) > _MORE_THAN_A_PAGE:
        # Only to be cut again: balancing what is left after every page would take quadratic time.
        return -(-len(entries) // COLUMNS)
    rows = max(1, -(-sum(len(entry.lines) for entry in entries) // COLUMNS))
    # An entry of two lines may leave a row empty at a column's foot; two more rows are always enough.
    while sum(len(column) for column in _columns(entries, rows)) < len(entries):
        rows += 1
    return rows


def _columns(entries: Sequence[_Entry], rows: int) -> list[list[_Entry]]:
    """The entries that three columns of at most so many rows take."""
    columns: list[list[_Entry]] = [[]]
    used = 0
    for entry in entries:
        depth = len(entry.lines)
        if used + depth > rows and columns[-1]:
            if len(columns) == COLUMNS:
                break
            columns.append([])
            used = 0
        columns[-1].append(entry)
        used += depth
    return columns
