"""One declaration of several contests, as by constituency: a sheet with their results side by side, then each with its
count. Landscape A4."""

from coopdesk.documents.chapters import Chapter, Filing, PaperFile, fill_sheets, print_chapters
from coopdesk.documents.declaration import WIDTH, declaration
from coopdesk.documents.faces import Cut
from coopdesk.documents.flow import Gap, Strip, text_strips
from coopdesk.documents.letterhead import LEFT, one_line, signature_line
from coopdesk.documents.lines import break_lines, break_text
from coopdesk.documents.page import A4_LANDSCAPE, Paper
from coopdesk.documents.palette import ACCENT, TITLE
from coopdesk.documents.table import Column, TableStrip
from coopdesk.documents.type import Span, Style
from coopdesk.services.papers.constituencies import ContestResult, SharedDeclarationView

_LABEL = Style(Cut.SANS_BOLD, 9, ACCENT)
_NAME = Style(Cut.SANS_BOLD, 11, ACCENT)
_WHO = Style(Cut.SANS, 11)
_MOST_ROWS = 18
"""A table stays on one sheet; of more contests there are several."""
_FIGURE_WIDTH = 26.0
_FIGURES = ("May vote", "Returned", "Spoilt", "Valid", "Places", "Vacant")
_NAME_WIDTH = WIDTH - _FIGURE_WIDTH * len(_FIGURES)


def print_shared_declaration(view: SharedDeclarationView) -> PaperFile:
    """The declaration of several contests as a PDF.

    Raises:
        CannotDraw: no font has a character of a name.
    """
    chapters = [_first(view), *(declaration(each) for each in view.contests)]
    return print_chapters(chapters, view.heading, size=A4_LANDSCAPE)


def _first(view: SharedDeclarationView) -> Chapter:
    def draw(paper: Paper) -> None:
        fill_sheets(paper, Filing(view.heading, view.title, view.foot, view.status), _strips(view))

    return Chapter(view.title, draw)


def _strips(view: SharedDeclarationView) -> list[Strip]:
    style = one_line(view.title, TITLE, WIDTH, 16)
    strips = text_strips(break_text(view.title, style, WIDTH), LEFT, 10, "H1", keep_last=True)
    strips += text_strips(break_text(view.below, Style(Cut.SANS, 9.5), WIDTH), LEFT, 4.8, keep_last=True, after=4.0)
    heading = "Elected, in this order" if view.status == "Final" else "Elected so far, in this order"
    strips += text_strips(break_text(heading, _LABEL, WIDTH), LEFT, 6.0, "H2", keep_last=True)
    for result in view.results:
        spans = [Span(f"{result.name}: ", _NAME), Span(result.outcome, _WHO)]
        strips += text_strips(break_lines(spans, WIDTH), LEFT, 5.6, after=1.4)
    strips += [Gap(4.0), *text_strips(break_text("The papers", _LABEL, WIDTH), LEFT, 5.0, "H2", keep_last=True)]
    rows = [_row(each) for each in view.results]
    first_column = Column("Constituency" if view.by_constituency else "Election", _NAME_WIDTH)
    columns = (first_column, *(Column(heading, _FIGURE_WIDTH, "right") for heading in _FIGURES))
    for first in range(0, len(rows), _MOST_ROWS):
        strips += [TableStrip(LEFT, columns, rows[first : first + _MOST_ROWS]), Gap(2.0)]
    return [*strips, Gap(4.0), _Signing()]


def _row(result: ContestResult) -> tuple[str, ...]:
    figures = (result.electors, result.returned, result.spoilt, result.valid, result.places, result.vacant)
    return (result.name, *(f"{each:,}" for each in figures))


class _Signing(Strip):
    """Where returning officer and scrutineer sign for all of it."""

    def __init__(self) -> None:
        super().__init__(19.0)

    def draw(self, paper: Paper, y: float) -> None:
        """Two lines to sign on."""
        signature_line(paper, LEFT, y + 11, 58, "Name", "Returning officer")
        signature_line(paper, LEFT + 64, y + 11, 58, "Name", "Scrutineer")
