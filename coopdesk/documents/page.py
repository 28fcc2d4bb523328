"""A sheet of paper: everything papers draw goes through here, in millimetres from the top left corner.

No other module knows of PDF operators. Whoever writes a paper says what a thing is (``tagged``) and what is decoration
(``furniture``), and the file comes out fit for an archive and a screen reader.
"""

import math
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from hashlib import sha256
from typing import Literal

from coopdesk.documents import qr
from coopdesk.documents.archive import ArchiveCanvas
from coopdesk.documents.attachment import Attachment
from coopdesk.documents.embed import fill_operator
from coopdesk.documents.lines import TextLine, break_lines
from coopdesk.documents.metadata import Description
from coopdesk.documents.palette import HAIRLINE
from coopdesk.documents.structure import Element
from coopdesk.documents.type import (
    POINTS_PER_MM,
    Colour,
    SetLine,
    Span,
    Style,
    set_line,
    set_text,
)

A4_PORTRAIT = (210.0, 297.0)
A4_LANDSCAPE = (297.0, 210.0)

Align = Literal["left", "centre", "right"]
Pattern = Literal["solid", "hatched", "dotted"]
Point = tuple[float, float]


class Marking:
    """Marks what is drawn inside ``with`` as content of an element, or as furniture where there is none."""

    __slots__ = ("_canvas", "_closes", "_element")

    def __init__(self, canvas: ArchiveCanvas, element: Element | None, closes: bool = False) -> None:
        self._canvas, self._element, self._closes = canvas, element, closes

    def __enter__(self) -> None:
        self._canvas.begin(self._element)

    def __exit__(self, *failure: object) -> None:
        self._canvas.end()
        if self._closes and self._element is not None:
            self._canvas.tree.close(self._element)


class Within:
    """Elements opened inside ``with`` belong to an element, which is closed at the end where ``closes`` says so."""

    __slots__ = ("_canvas", "_closes", "_element")

    def __init__(self, canvas: ArchiveCanvas, element: Element, closes: bool) -> None:
        self._canvas, self._element, self._closes = canvas, element, closes

    def __enter__(self) -> Element:
        self._canvas.go_within(self._element)
        return self._element

    def __exit__(self, failed: type[BaseException] | None, *failure: object) -> None:
        self._canvas.leave()
        if self._closes and failed is None:
            self._canvas.tree.close(self._element)


class Paper:
    """One document being written: sheets of one size, the last of them open."""

    def __init__(self, size: tuple[float, float], description: Description) -> None:
        """Start a document of sheets of ``size`` (width and height in millimetres)."""
        self.width, self.height = size
        self._canvas = ArchiveCanvas((self.width * POINTS_PER_MM, self.height * POINTS_PER_MM), description)
        self._forms: set[str] = set()
        self.pages = 1

    def next_page(self) -> None:
        """Close the sheet and open the next."""
        self._canvas.next_page()
        self.pages += 1

    def bookmark(self, title: str) -> None:
        """Name this sheet in the outline that readers show beside the pages."""
        self._canvas.bookmark(title)

    def attach(self, attachment: Attachment) -> None:
        """Put a file into the paper, for programs to read what people read on its pages."""
        self._canvas.attach(attachment)

    def finish(self) -> bytes:
        """Close the last sheet and return the PDF file. The same content and date give the same bytes."""
        return self._canvas.finish()

    # -- what a thing is -------------------------------------------------------------------------------------------

    def section(self, tag: str, attributes: str = "") -> "Within":
        """Open an element that holds other elements (Table, TR, L, Sect); use with ``with``."""
        return Within(self._canvas, self._canvas.open(tag, attributes), closes=True)

    def blank(self, tag: str, attributes: str = "") -> None:
        """An element with nothing in it: an empty cell."""
        self._canvas.blank(tag, attributes)

    def tagged(self, tag: str, alternative: str = "", attributes: str = "") -> "Marking":
        """Open an element whose content is drawn here (P, H1, TD, Figure); use with ``with``.

        Inside furniture or a figure nothing is opened: what is drawn there is part of that.
        """
        if self._canvas.is_marking:
            return Marking(self._canvas, None)
        return Marking(self._canvas, self._canvas.open(tag, attributes, alternative), closes=True)

    def element(self, tag: str, parent: Element | None = None) -> Element:
        """An element to be filled piece by piece, perhaps over several pages, with ``resumed``."""
        return self._canvas.open(tag) if parent is None else self._canvas.tree.open(tag, parent)

    def resumed(self, element: Element) -> "Marking":
        """What is drawn here is more content of that element; use with ``with``."""
        return Marking(self._canvas, element)

    def inside(self, element: Element) -> "Within":
        """Elements opened here belong to that element; use with ``with``."""
        return Within(self._canvas, element, closes=False)

    def furniture(self) -> "Marking":
        """What is drawn here is decoration, which a screen reader passes over; use with ``with``."""
        return Marking(self._canvas, None)

    # -- letters ---------------------------------------------------------------------------------------------------

    def text(self, x: float, y: float, text: str, style: Style, align: Align = "left") -> float:
        """Draw a text with its baseline at ``y``; returns its width in millimetres.

        Raises:
            CannotDraw: no face has one of the characters.
        """
        return self._place(x, y, set_text(text, style), align)

    def spans(self, x: float, y: float, spans: Sequence[Span], align: Align = "left") -> float:
        """Draw spans on one baseline; returns their width in millimetres.

        Raises:
            CannotDraw: no face has one of the characters.
        """
        return self._place(x, y, set_line(spans), align)

    def link(self, x: float, y: float, text: str, style: Style, address: str) -> float:
        """Draw a text that leads to a web or mail address; returns its width in millimetres.

        Raises:
            ValueError: the address is neither http, https nor mailto.
            CannotDraw: no face has one of the characters.
        """
        if not address.startswith(("https://", "http://", "mailto:")):
            raise ValueError(f"{address} is no web or mail address")
        element = self._canvas.open("Link")
        self._canvas.begin(element)
        width = self.text(x, y, text, style)
        self._canvas.end()
        foot, head = self._up(y) - style.size * 0.25, self._up(y) + style.size * 0.8
        self._canvas.link(element, (x * POINTS_PER_MM, foot, (x + width) * POINTS_PER_MM, head), address)
        self._canvas.tree.close(element)
        return width

    def lines(self, x: float, y: float, lines: Sequence[TextLine], lead: float, align: Align = "left") -> float:
        """Draw broken lines below one another, ``lead`` millimetres apart; returns the baseline after the last."""
        for line in lines:
            self._place(x, y, line.set(), align)
            y += lead
        return y

    def paragraph(
        self,
        x: float,
        y: float,
        width: float,
        spans: Sequence[Span],
        lead: float,
        align: Align = "left",
    ) -> float:
        """Break spans into lines of ``width`` and draw them; returns the baseline after the last line."""
        across = {"left": 0.0, "centre": width / 2, "right": width}[align]
        return self.lines(x + across, y, break_lines(spans, width), lead, align)

    def _place(self, x: float, y: float, line: SetLine, align: Align) -> float:
        width = line.width / POINTS_PER_MM
        x -= {"left": 0.0, "centre": width / 2, "right": width}[align]
        if line.runs:
            self._canvas.draw(self._canvas.fonts.show(line, x * POINTS_PER_MM, self._up(y)))
        return width

    # -- lines and areas -------------------------------------------------------------------------------------------

    def _up(self, y: float) -> float:
        return (self.height - y) * POINTS_PER_MM

    def _at(self, x: float, y: float) -> str:
        return f"{x * POINTS_PER_MM:.2f} {self._up(y):.2f}"

    def rule(
        self,
        x0: float,
        y: float,
        x1: float,
        weight: float = 0.3,
        colour: Colour = HAIRLINE,
        dash: str = "",
    ) -> None:
        """A level line; ``weight`` in points, ``dash`` as PDF writes it ("2 1.2")."""
        self.stroke_line(x0, y, x1, y, weight, colour, dash)

    def upright(
        self,
        x: float,
        y0: float,
        y1: float,
        weight: float = 0.3,
        colour: Colour = HAIRLINE,
        dash: str = "",
    ) -> None:
        """An upright line; ``weight`` in points."""
        self.stroke_line(x, y0, x, y1, weight, colour, dash)

    def stroke_line(
        self, x0: float, y0: float, x1: float, y1: float, weight: float, colour: Colour, dash: str = ""
    ) -> None:
        """A straight line; ``weight`` in points."""
        opened, closed = (f"[{dash}] 0 d ", " [] 0 d") if dash else ("", "")
        self._canvas.draw(f"{_stroke(colour, weight)} {opened}{self._at(x0, y0)} m {self._at(x1, y1)} l S{closed}")

    def box(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        fill: Colour | None = None,
        stroke: Colour | None = None,
        weight: float = 0.3,
        radius: float = 0.0,
    ) -> None:
        """A rectangle with its top left corner at ``x``, ``y``; rounded by ``radius`` millimetres."""
        paint = "B" if fill and stroke else "f" if fill else "S"
        operators = [fill_operator(fill)] if fill else []
        if stroke:
            operators.append(_stroke(stroke, weight))
        operators.append(self._rounded(x, y, width, height, radius) if radius else self._rect(x, y, width, height))
        self._canvas.draw(" ".join([*operators, paint]))

    def _rect(self, x: float, y: float, width: float, height: float) -> str:
        corner = self._at(x, y + height)
        return f"{corner} {width * POINTS_PER_MM:.2f} {height * POINTS_PER_MM:.2f} re"

    def _rounded(self, x: float, y: float, width: float, height: float, radius: float) -> str:
        right, bottom, bend = x + width, y + height, radius * 0.4477
        corners = (
            ((x + radius, y), (right - radius, y), (right - bend, y), (right, y + bend), (right, y + radius)),
            ((right, bottom - radius), (right, bottom - bend), (right - bend, bottom), (right - radius, bottom)),
            ((x + radius, bottom), (x + bend, bottom), (x, bottom - bend), (x, bottom - radius)),
            ((x, y + radius), (x, y + bend), (x + bend, y), (x + radius, y)),
        )
        start, *first = corners[0]
        parts = [f"{self._at(*start)} m"]
        for line_to, *curve in (first, *corners[1:]):
            parts.append(f"{self._at(*line_to)} l {' '.join(self._at(*point) for point in curve)} c")
        return " ".join([*parts, "h"])

    def band(self, start: tuple[float, float, float], end: tuple[float, float, float], fill: Colour) -> None:
        """A filled band from one upright edge to another, each (x, top, height), leaving and arriving level."""
        (x0, y0, tall0), (x1, y1, tall1) = start, end
        middle = (x0 + x1) / 2
        upper = f"{self._at(x0, y0)} m {self._at(middle, y0)} {self._at(middle, y1)} {self._at(x1, y1)} c"
        lower = (
            f"{self._at(x1, y1 + tall1)} l {self._at(middle, y1 + tall1)} {self._at(middle, y0 + tall0)} "
            f"{self._at(x0, y0 + tall0)} c"
        )
        self._canvas.draw(f"{fill_operator(fill)} {upper} {lower} h f")

    def disc(self, x: float, y: float, radius: float, colour: Colour) -> None:
        """A filled circle."""
        self._canvas.draw(
            f"{fill_operator(colour)} {self._rounded(x - radius, y - radius, 2 * radius, 2 * radius, radius)} f"
        )

    def ring(self, x: float, y: float, radius: float, weight: float, colour: Colour) -> None:
        """The outline of a circle; ``weight`` in points."""
        circle = self._rounded(x - radius, y - radius, 2 * radius, 2 * radius, radius)
        self._canvas.draw(f"{_stroke(colour, weight)} {circle} S")

    def curve(self, points: Sequence[Point], weight: float, colour: Colour, closed: bool = True) -> None:
        """A line through many points; ``weight`` in points."""
        first, *others = points
        path = " ".join(f"{self._at(*point)} l" for point in others)
        self._canvas.draw(f"{_stroke(colour, weight)} {self._at(*first)} m {path} {'s' if closed else 'S'}")

    def bar(self, x: float, y: float, width: float, height: float, pattern: Pattern, colour: Colour) -> None:
        """A bar of a chart: its pattern tells it apart where colours cannot be seen."""
        self._canvas.draw(f"q {self._rect(x, y, width, height)} W n")
        if pattern == "solid":
            self.box(x, y, width, height, fill=colour)
        elif pattern == "hatched":
            for step in range(math.ceil((width + height) / 1.15)):
                left = x - height + step * 1.15
                self.stroke_line(left, y + height, left + height, y, 1.05, colour)
        else:
            self._dots(x, y, width, height, colour)
        self._canvas.draw("Q")
        self.box(x, y, width, height, stroke=colour, weight=0.9)

    def _dots(self, x: float, y: float, width: float, height: float, colour: Colour) -> None:
        for row in range(math.ceil(height / 0.96)):
            for column in range(math.ceil(width / 1.2) + 1):
                across = x + 0.6 + 1.2 * column - (0.6 if row % 2 else 0.0)
                self.disc(across, y + 0.6 + 0.96 * row, 0.27, colour)

    # -- codes and things drawn once -------------------------------------------------------------------------------

    def code(self, x: float, y: float, size: float, data: str, alternative: str) -> None:
        """A QR code with its top left corner at ``x``, ``y``; the caller leaves the quiet zone around it empty."""
        box = (x * POINTS_PER_MM, self._up(y + size), (x + size) * POINTS_PER_MM, self._up(y))
        with self.tagged("Figure", alternative, figure_box(box)):
            self._canvas.draw(qr.path(data, box[0], box[1], size * POINTS_PER_MM))

    @contextmanager
    def figure(self, x: float, y: float, width: float, height: float, alternative: str) -> Iterator[None]:
        """What is drawn here is one picture, described by ``alternative``."""
        box = (x * POINTS_PER_MM, self._up(y + height), (x + width) * POINTS_PER_MM, self._up(y))
        with self.tagged("Figure", alternative, figure_box(box)):
            yield

    def photograph(
        self, x: float, y: float, width: float, height: float, jpeg: bytes, dots: tuple[int, int], alternative: str
    ) -> None:
        """A JPEG in red, green and blue, so many dots wide and high, with its top left corner at ``x``, ``y``."""
        name = f"photograph{sha256(jpeg).hexdigest()[:24]}"
        self._canvas.photograph(name, jpeg, dots)
        with self.figure(x, y, width, height, alternative):
            corner = self._at(x, y + height)
            self._canvas.draw(f"q {width * POINTS_PER_MM:.3f} 0 0 {height * POINTS_PER_MM:.3f} {corner} cm")
            self._canvas.doForm(name)
            self._canvas.draw("Q")

    @contextmanager
    def drawn_once(self, name: str) -> Iterator[None]:
        """What is drawn here is kept in the file once, under a name; ``place`` puts it on a sheet."""
        with self._canvas.form(name):
            yield
        self._forms.add(name)

    def has(self, name: str) -> bool:
        """Whether something was drawn once under that name."""
        return name in self._forms

    def place(self, name: str, right: float = 0.0, down: float = 0.0) -> None:
        """Put what was drawn once on the sheet, moved right and down by so many millimetres."""
        self._canvas.draw(f"q 1 0 0 1 {right * POINTS_PER_MM:.3f} {-down * POINTS_PER_MM:.3f} cm")
        self._canvas.doForm(name)
        self._canvas.draw("Q")

    @contextmanager
    def recorded(self) -> Iterator[list[str]]:
        """What is drawn here is kept in the list that is handed out, for ``repeat``."""
        with self._canvas.recorded() as operators:
            yield operators

    def repeat(self, operators: Sequence[str], down: float) -> None:
        """Draw what was recorded, moved down by so many millimetres."""
        moved = f"q 1 0 0 1 0 {-down * POINTS_PER_MM:.3f} cm"
        self._canvas.draw(" ".join((moved, *operators, "Q")))

    def outline(self, operators: str, x: float, y: float, turn: float, scale: float, colour: Colour) -> None:
        """Fill an outline given as path operators, turned by ``turn`` degrees around ``x``, ``y``."""
        cosine, sine = math.cos(math.radians(turn)) * scale, math.sin(math.radians(turn)) * scale
        self._canvas.draw(
            f"q {fill_operator(colour)} {cosine:.5f} {sine:.5f} {-sine:.5f} {cosine:.5f} {self._at(x, y)} cm "
            f"{operators} f Q"
        )


def figure_box(box: tuple[float, float, float, float]) -> str:
    """The layout attributes of a figure: where it stands on the page."""
    return f"<</O/Layout/Placement/Block/BBox[{' '.join(f'{edge:.1f}' for edge in box)}]>>"


def _stroke(colour: Colour, weight: float) -> str:
    red, green, blue = colour
    return f"{red:.3g} {green:.3g} {blue:.3g} RG {weight:g} w"
