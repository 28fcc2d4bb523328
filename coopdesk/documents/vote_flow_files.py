"""The flow of votes as a file of its own: SVG for a website, PNG for a slide, PDF for print."""

import io
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from coopdesk.documents.faces import Cut
from coopdesk.documents.metadata import Description
from coopdesk.documents.page import Align, Paper
from coopdesk.documents.palette import MUTED
from coopdesk.documents.type import Colour, Style, plain, width_of
from coopdesk.documents.vote_flow import VoteFlow
from coopdesk.domain.elections.ballots import Ballots
from coopdesk.domain.elections.record import Count
from coopdesk.domain.elections.vote_flow import flow_words
from coopdesk.services.papers.heading import RecordHeading

FORMATS = (".svg", ".png", ".pdf")
_MARGIN, _TITLE = 8.0, 14.0
_HEAD = Style(Cut.SANS_BOLD, 13)
_BELOW = Style(Cut.SANS, 9, MUTED)
_DOTS_PER_INCH = 200
_ANCHOR = {"left": "start", "centre": "middle", "right": "end"}


def flow_file(path: Path, counted: Count, ballots: Ballots, heading: RecordHeading) -> bytes:
    """The picture in the format the path ends in.

    Raises:
        NothingMoves: there is only one stage.
        CannotDraw: no font has a character of a name (pdf and png).
    """
    if path.suffix.lower() == ".svg":
        return flow_svg(counted, ballots)
    data = flow_pdf(counted, ballots, heading)
    return _png(data) if path.suffix.lower() == ".png" else data


def _size(counted: Count) -> tuple[float, float]:
    """Millimetres: wider for many stages, taller for many candidates."""
    return max(257.0, 90.0 + 24.0 * len(counted.stages)), max(120.0, 30.0 + 11.0 * counted.candidates)


def flow_svg(counted: Count, ballots: Ballots) -> bytes:
    """The picture as SVG 1.1, its words kept as text and a description for those who do not see it.

    Raises:
        NothingMoves: there is only one stage.
    """
    width, height = _size(counted)
    surface = _Svg()
    _draw(surface, counted, ballots, width, height)
    whole = (width + 2 * _MARGIN, height + _TITLE + 2 * _MARGIN)
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{whole[0]:g}mm" height="{whole[1]:g}mm" '
        f'viewBox="0 0 {whole[0]:g} {whole[1]:g}" role="img" aria-labelledby="title desc" '
        'font-family="Noto Sans, Inter, Arial, sans-serif">'
        f'<title id="title">{escape(plain(ballots.title or "Flow of votes"))}</title>'
        f'<desc id="desc">{escape(plain(flow_words(counted, ballots)))}</desc>'
        f'<rect width="{whole[0]:g}" height="{whole[1]:g}" fill="#ffffff"/>'
    )
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{head}\n{"".join(surface.parts)}</svg>\n'.encode()


def flow_pdf(counted: Count, ballots: Ballots, heading: RecordHeading) -> bytes:
    """The picture on a sheet of its own size, tagged and described.

    Raises:
        NothingMoves: there is only one stage.
        CannotDraw: no font has a character of a name.
    """
    width, height = _size(counted)
    title = f"Flow of votes: {ballots.title}" if ballots.title else "Flow of votes"
    description = Description(title, heading.society.name, made=heading.made)
    paper = Paper((width + 2 * _MARGIN, height + _TITLE + 2 * _MARGIN), description)
    with paper.figure(_MARGIN, _MARGIN, width, height + _TITLE, flow_words(counted, ballots)):
        _draw(paper, counted, ballots, width, height)
    return paper.finish()


def _draw(on: "Paper | _Svg", counted: Count, ballots: Ballots, width: float, height: float) -> None:
    flow = VoteFlow(counted, ballots, width, height)
    on.text(_MARGIN, _MARGIN + 4.6, ballots.title or "Flow of votes", _HEAD)
    places = "1 place" if counted.places == 1 else f"{counted.places} places"
    on.text(_MARGIN, _MARGIN + 9.4, f"{places}, {counted.valid:,} valid papers. {counted.rule.full_name}.", _BELOW)
    flow.draw(on, _MARGIN, _MARGIN + _TITLE)


def _png(pdf: bytes) -> bytes:
    # Imported when used: only this format needs a renderer.
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    page = document[0]
    try:
        written = io.BytesIO()
        page.render(scale=_DOTS_PER_INCH / 72).to_pil().convert("RGB").save(written, "PNG", optimize=True)
        return written.getvalue()
    finally:
        page.close()
        document.close()


class _Svg:
    """Boxes, bands and text as SVG elements; lengths in millimetres, type in points."""

    def __init__(self) -> None:
        self.parts: list[str] = []

    def box(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        fill: Colour | None = None,
        stroke: Colour | None = None,
        weight: float = 0.3,
    ) -> None:
        """A rectangle."""  # fmt: skip
        edge = f' stroke="{_hex(stroke)}" stroke-width="{weight * 0.3528:.3f}"' if stroke else ""
        inside = _hex(fill) if fill else "none"
        self.parts.append(
            f'<rect x="{x:.2f}" y="{y:.2f}" width="{width:.2f}" height="{height:.2f}" fill="{inside}"{edge}/>'
        )

    def band(self, start: tuple[float, float, float], end: tuple[float, float, float], fill: Colour) -> None:
        """A band with level ends."""
        (x0, y0, tall0), (x1, y1, tall1) = start, end
        middle = (x0 + x1) / 2
        self.parts.append(
            f'<path d="M{x0:.2f} {y0:.2f}C{middle:.2f} {y0:.2f} {middle:.2f} {y1:.2f} {x1:.2f} {y1:.2f}'
            f"V{y1 + tall1:.2f}C{middle:.2f} {y1 + tall1:.2f} {middle:.2f} {y0 + tall0:.2f} {x0:.2f} {y0 + tall0:.2f}Z"
            f'" fill="{_hex(fill)}"/>'
        )

    def text(self, x: float, y: float, text: str, style: Style, align: Align = "left") -> float:
        """Text on a baseline; returns its width in millimetres."""
        bold = ' font-weight="bold"' if "BOLD" in style.cut.name else ""
        self.parts.append(
            f'<text x="{x:.2f}" y="{y:.2f}" font-size="{style.size * 0.3528:.3f}" fill="{_hex(style.colour)}" '
            f"text-anchor={quoteattr(_ANCHOR[align])}{bold}>{escape(plain(text))}</text>"
        )
        return width_of(text, style)


def _hex(colour: Colour) -> str:
    return "#" + "".join(f"{round(part * 255):02x}" for part in colour)
