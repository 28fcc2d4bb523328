"""Filling pages with strips: a strip is the smallest piece that is not cut (a line of text, a table, a heading).

First every strip finds its page, then the pages are drawn, so "page 2 of 6" is known when page 1 is drawn.
"""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass, field

from coopdesk.documents.faces import Cut
from coopdesk.documents.lines import TextLine
from coopdesk.documents.page import Paper
from coopdesk.documents.palette import ACCENT
from coopdesk.documents.structure import Element
from coopdesk.documents.type import Span, Style


@dataclass
class Strip(ABC):
    """A piece of a page.

    ``height`` in millimetres; ``keep`` keeps it on the page of the strip after it; ``continued`` is drawn above
    it when a page begins with it ("Motion 4, continued").
    """

    height: float
    keep: bool = field(default=False, kw_only=True)
    continued: "Strip | None" = field(default=None, kw_only=True)

    @abstractmethod
    def draw(self, paper: Paper, y: float) -> None:
        """Draw the strip with its top at ``y``."""

    def split(self, room: float) -> "tuple[Strip, Strip] | None":  # noqa: ARG002  # a whole strip has no use for it
        """Two strips where this one can be cut so that the first fits the room; else None."""
        return None


@dataclass
class Gap(Strip):
    """White space; left out where a page begins."""

    def draw(self, paper: Paper, y: float) -> None:
        """White space needs no ink."""


@dataclass
class NewPage(Strip):
    """What comes after starts on a new page."""

    height: float = 0.0

    def draw(self, paper: Paper, y: float) -> None:
        """A page break needs no ink."""


class SharedElement:
    """One structure element that the lines of a paragraph fill together, made when the first of them is drawn.

    ``parent`` is the one it stands in (a list item's list); without it, the element that is open on the paper.
    """

    def __init__(self, tag: str, parent: "SharedElement | None" = None) -> None:
        self.tag = tag
        self.parent = parent
        self._element: Element | None = None

    def on(self, paper: Paper) -> Element:
        """The element, placed in reading order at first use."""
        if self._element is None:
            self._element = paper.element(self.tag, self.parent.on(paper) if self.parent else None)
        return self._element


@dataclass
class LineStrip(Strip):
    """One line of a paragraph.

    ``side`` draws an accent bar of that weight (points) at ``side_x`` beside it; ``aside`` is a text at the right
    (a time) and ``before`` one at the left (a number), both on the same baseline.
    """

    x: float
    line: TextLine
    element: SharedElement
    baseline: float = 4.0
    side_x: float | None = None
    side_weight: float = 1.6
    before: tuple[float, Span] | None = None
    aside: tuple[float, Span] | None = None

    def draw(self, paper: Paper, y: float) -> None:
        """Draw the line, its bar, number and time."""
        if self.side_x is not None:
            with paper.furniture():
                paper.upright(self.side_x, y, y + self.height + 0.05, self.side_weight, ACCENT)
        with paper.resumed(self.element.on(paper)):
            if self.before is not None:
                paper.text(self.before[0], y + self.baseline, self.before[1].text, self.before[1].style)
            paper.spans(self.x, y + self.baseline, self.line.spans)
            if self.aside is not None:
                paper.text(self.aside[0], y + self.baseline, self.aside[1].text, self.aside[1].style, "right")


def text_strips(
    lines: Sequence[TextLine],
    x: float,
    lead: float,
    tag: str = "P",
    side_x: float | None = None,
    keep_last: bool = False,
    after: float = 0.0,
) -> list[Strip]:
    """The lines of one paragraph as strips: no first or last line alone on a page.

    Args:
        lines: the broken lines.
        x: their left edge.
        lead: millimetres from baseline to baseline.
        tag: the structure element they fill.
        side_x: where an accent bar stands beside them, if one does.
        keep_last: whether the last line stays on the page of what follows.
        after: extra white millimetres under the last line.
    """
    element = SharedElement(tag)
    strips: list[Strip] = []
    for at, line in enumerate(lines):
        keep = at == 0 or at == len(lines) - 2
        if at == len(lines) - 1:
            keep = keep_last
        depth = lead + (after if at == len(lines) - 1 else 0.0)
        strips.append(LineStrip(depth, x, line, element, lead * 0.8, side_x, keep=keep))
    return strips


class ContinuedStrip(Strip):
    """What stands above a strip that a page begins with, when the strip goes on from the page before."""

    def __init__(self, words: str, x: float) -> None:
        super().__init__(7.0, keep=True)
        self.words, self.x = words, x

    def draw(self, paper: Paper, y: float) -> None:
        """Draw the words: page furniture, since the text itself simply goes on."""
        with paper.furniture():
            paper.text(self.x, y + 4, self.words, Style(Cut.SANS_BOLD, 9.5, ACCENT))


def paginate(strips: Sequence[Strip], first_room: float, room: float) -> list[list[Strip]]:
    """Put strips on pages.

    Args:
        strips: in reading order.
        first_room: millimetres left on the first page.
        room: millimetres on every later page.
    """
    pages: list[list[Strip]] = [[]]
    left = first_room
    waiting = list(reversed(strips))
    while waiting:
        chunk = _next_chunk(waiting)
        height = sum(strip.height for strip in chunk)
        if isinstance(chunk[0], NewPage):
            pages.append([])
            left = room
        elif height <= left:
            placed = _opening(chunk, pages)
            pages[-1] += placed
            left -= sum(strip.height for strip in placed)
        elif height <= room and pages[-1]:
            waiting.extend(reversed(chunk))
            pages.append([])
            left = room
        else:
            left = _piecemeal(chunk, pages, left, room)
    return [page for page in pages if page]


def _next_chunk(waiting: list[Strip]) -> list[Strip]:
    chunk = [waiting.pop()]
    while chunk[-1].keep and waiting:
        chunk.append(waiting.pop())
    return chunk


def _opening(chunk: list[Strip], pages: list[list[Strip]]) -> list[Strip]:
    """The chunk as it stands at its place: at the top of a later page without its gap, under what it continues."""
    if pages[-1] or len(pages) == 1:
        return chunk
    if isinstance(chunk[0], Gap):
        return chunk[1:]
    heading = chunk[0].continued
    return [heading, *chunk] if heading is not None else chunk


def _piecemeal(chunk: list[Strip], pages: list[list[Strip]], left: float, room: float) -> float:
    """Place a chunk that is longer than a page, cutting it where it must be cut; returns the room left."""
    waiting = list(reversed(chunk))
    while waiting:
        strip = waiting.pop()
        if not pages[-1]:
            opened = _opening([strip], pages)
            if len(opened) > 1:
                pages[-1].append(opened[0])
                left -= opened[0].height
        if strip.height <= left or (not pages[-1] and strip.height > room and strip.split(left) is None):
            pages[-1].append(strip)
            left -= strip.height
            continue
        parts = strip.split(left)
        if parts is not None:
            pages[-1].append(parts[0])
            waiting.append(parts[1])
        else:
            waiting.append(strip)
        pages.append([])
        left = room
    return left
