"""Breaking text into lines, as evenly as the words allow.

Dates, "rule 31" and "7 pm" stay together; a word longer than the line is broken between letters, so an 80,000-letter
word is many lines and never a hang. Breaking is least-ragged: the sum of the squared spare widths is smallest.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from unicodedata import category

from coopdesk.documents.type import POINTS_PER_MM, SetLine, Span, Style, plain, set_line, set_text, width_of

_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_TOGETHER = (
    (re.compile(rf"(\d{{1,2}}) (?=(?:{_MONTHS})\b)"), "\\1\u00a0"),
    (re.compile(rf"\b({_MONTHS}) (?=\d{{4}}\b)"), "\\1\u00a0"),
    (re.compile(r"(\d) (?=(?:am|pm|mm|hours|members|votes)\b)"), "\\1\u00a0"),
    (
        re.compile(
            r"\b(Act|[Rr]ule|[Ii]tem|[Rr]esolution|Appendix|[Ss]ection|Stage|[Mm]otion|[Pp]age|[Mm]ember) "
            r"(?=(?:\d+|[A-Z])\b)"
        ),
        "\\1\u00a0",
    ),
)

_SHORT = 200
"""A text of more letters than this is not worth trying on one line."""

_WIDOW_PENALTY = 0.06
"""What a last line of one short word costs, against 0.04 for a line that is a fifth short."""


@dataclass(frozen=True, slots=True)
class _Word:
    """A word as spans (its style may change inside it) and its width in points.

    ``glued`` marks a later piece of a word too long for a line: no space stands before it.
    """

    spans: tuple[Span, ...]
    width: float
    glued: bool = False


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line of a paragraph; ``ready`` is the line as set, where measuring has set it already."""

    spans: tuple[Span, ...]
    ready: SetLine | None = None

    def set(self) -> SetLine:
        """The line as it is drawn."""
        return self.ready or set_line(self.spans)


def keep_together(text: str) -> str:
    """The text with no-break spaces where a line may not end."""
    for pattern, joined in _TOGETHER:
        text = pattern.sub(joined, text)
    return text


def break_lines(spans: Sequence[Span], width: float) -> list[TextLine]:
    """Break spans into lines of at most ``width`` millimetres.

    Raises:
        CannotDraw: no face has one of the characters.
    """
    limit = width * POINTS_PER_MM
    whole = _whole_line(spans, limit)
    if whole is not None:
        return [whole]
    words = [piece for word in _words(spans) for piece in _fitting(word, limit)]
    if not words:
        return []
    space = set_text(" ", spans[0].style).width
    return [_line(words[start:end]) for start, end in _breaks(words, space, limit)]


def _whole_line(spans: Sequence[Span], limit: float) -> TextLine | None:
    """The spans as one line, where they need no breaking: most labels, names and short sentences."""
    text = "".join(span.text for span in spans)
    if not text or len(text) > _SHORT or text.split() != text.split(" "):
        return None
    line = set_text(text, spans[0].style) if len(spans) == 1 else set_line(spans)
    return TextLine(tuple(spans), line) if line.width <= limit else None


def break_text(text: str, style: Style, width: float) -> list[TextLine]:
    """Break one text in one style; see ``break_lines``."""
    if len(text) > 400:
        return break_lines((Span(text, style),), width)
    return list(_short_text(text, style, width))


@lru_cache(maxsize=2_000)
def _short_text(text: str, style: Style, width: float) -> tuple[TextLine, ...]:
    return tuple(break_lines((Span(text, style),), width))


def fits(text: str, style: Style, width: float) -> bool:
    """Whether the text stands on one line of ``width`` millimetres."""
    return width_of(text, style) <= width + 0.01


def _words(spans: Sequence[Span]) -> list[_Word]:
    words: list[list[Span]] = []
    joins = False
    for span in spans:
        for at, piece in enumerate(re.split("[ \t\n\r\f\v]", keep_together(span.text))):
            if at:
                joins = False
            if not piece:
                continue
            if joins:
                words[-1].append(Span(piece, span.style))
            else:
                words.append([Span(piece, span.style)])
            joins = True
    return [_Word(tuple(word), sum(set_text(part.text, part.style).width for part in word)) for word in words]


def _fitting(word: _Word, limit: float) -> list[_Word]:
    """The word, or its pieces where it is wider than a line."""
    if word.width <= limit:
        return [word]
    pieces: list[_Word] = []
    room = limit
    for span in word.spans:
        for text, width in _cut(span, limit, room):
            pieces.append(_Word((Span(text, span.style),), width, glued=bool(pieces)))
            room = limit - width
    return pieces


def _cut(span: Span, limit: float, room: float) -> list[tuple[str, float]]:
    """Cut a span into pieces no wider than a line, by the widths of its letters set alone."""
    # Only no-break spaces are left between the letters of a word; they count as letters here.
    text = plain(span.text)
    pieces: list[tuple[str, float]] = []
    start, used = 0, 0.0
    widths = {character: set_text(character, span.style).width for character in set(text)}
    for at, character in enumerate(text):
        step = widths[character]
        # A mark is never parted from its letter.
        if used + step > room and at > start and category(character) not in ("Mn", "Mc", "Cf"):
            pieces.append((text[start:at], used))
            start, used, room = at, 0.0, limit
        used += step
    pieces.append((text[start:], used))
    return pieces


def _breaks(words: Sequence[_Word], space: float, limit: float) -> list[tuple[int, int]]:
    """Where each line starts and ends, by dynamic programming over the words."""
    count = len(words)
    if sum(word.width for word in words) + space * (count - 1) <= limit:
        return [(0, count)]
    best = [0.0] + [float("inf")] * count
    previous = [0] * (count + 1)
    for end in range(1, count + 1):
        total = -space
        for start in range(end - 1, -1, -1):
            total += words[start].width + space
            if total > limit and start < end - 1:
                break
            cost = best[start] + _line_cost(total / limit, end == count)
            if cost < best[end]:
                best[end], previous[end] = cost, start
    cuts: list[tuple[int, int]] = []
    end = count
    while end:
        cuts.append((previous[end], end))
        end = previous[end]
    return cuts[::-1]


def _line_cost(filled: float, is_last: bool) -> float:
    # The constant keeps the number of lines down; without it many short even lines would be as good.
    if is_last:
        return _WIDOW_PENALTY if filled < 0.14 else 0.015 if filled < 0.26 else 0.002
    return max(0.0, 1.0 - filled) ** 2 + 0.002


def _line(words: Sequence[_Word]) -> TextLine:
    """Join words with spaces; neighbours in one style become one span, so the line is one run of text."""
    spans: list[Span] = []
    for at, word in enumerate(words):
        for inside, span in enumerate(word.spans):
            lead = " " if at and not inside and not word.glued else ""
            if spans and spans[-1].style == span.style:
                spans[-1] = Span(f"{spans[-1].text}{lead}{span.text}", span.style)
            elif lead and spans:
                # The space belongs to the text before it: an underline or bold never starts with a gap.
                spans[-1] = Span(spans[-1].text + lead, spans[-1].style)
                spans.append(span)
            else:
                spans.append(span)
    return TextLine(tuple(spans))
