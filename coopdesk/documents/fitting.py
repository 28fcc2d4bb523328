"""Making a name fit its place: smaller in steps, then on more lines, never cut. Beyond the last step it is refused."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from coopdesk.documents.lines import TextLine, break_text
from coopdesk.documents.type import POINTS_PER_MM, Span, Style, set_text
from coopdesk.domain.refusals import Refusal


@dataclass
class NameDoesNotFit(Refusal):
    """A name too long for the paper, at the smallest size and on the most lines it allows."""

    code = "NAME-DOES-NOT-FIT"
    sentence = (
        "“{name}” is too long for {paper}: it does not fit at the smallest size that can be read. "
        "No paper was made; give the name a shorter spelling for papers."
    )
    name: str
    paper: str


@dataclass(frozen=True, slots=True)
class Step:
    """Try sizes from ``largest`` down to ``smallest`` points on at most so many lines."""

    largest: float
    smallest: float
    most_lines: int


@dataclass(frozen=True, slots=True)
class Fitted:
    """A text broken into lines, at the size at which it fits."""

    style: Style
    lines: tuple[TextLine, ...]


def fit(text: str, style: Style, width: float, steps: Sequence[Step], paper: str) -> Fitted:
    """The first size and number of lines at which the text fits ``width`` millimetres.

    Args:
        text: what must fit.
        style: its style; the size is replaced.
        width: millimetres.
        steps: what to try, in order.
        paper: what the refusal calls the paper ("a share certificate").

    Raises:
        NameDoesNotFit: it fits at none of the steps.
        CannotDraw: no font here has one of its characters.
    """
    for step in steps:
        last = step is steps[-1]
        # Set once: letters keep their proportions at every size, and what is wider than all the lines is not broken.
        widest = set_text(text, replace(style, size=step.largest)).width
        room = width * POINTS_PER_MM * step.most_lines
        size = step.largest
        while size >= step.smallest:
            tried = replace(style, size=size)
            if widest * size / step.largest > room:
                size -= 0.5
                continue
            if step.most_lines == 1:
                return Fitted(tried, (TextLine((Span(text, tried),)),))
            lines = break_text(text, tried, width)
            if len(lines) <= step.most_lines and (last or _whole_words(text, lines)):
                return Fitted(tried, tuple(lines))
            size -= 0.5
    raise NameDoesNotFit(name=text if len(text) <= 80 else f"{text[:60].rstrip()}…", paper=paper)


def _whole_words(text: str, lines: Sequence[TextLine]) -> bool:
    """Whether no word had to be broken: a name is made smaller before it is broken, which only the last step does."""
    words = sum(len("".join(span.text for span in line.spans).split()) for line in lines)
    return words == len(text.split())


def wrapped(text: str, style: Style, width: float, least: float) -> Fitted:
    """One line, smaller down to ``least`` points where it must be; beyond that as many lines as it takes.

    Raises:
        CannotDraw: no font here has one of its characters.
    """
    line = set_text(text, style)
    size = style.size
    while size >= least:
        if line.width * size / style.size <= width * POINTS_PER_MM:
            shown = replace(style, size=size)
            return Fitted(shown, (TextLine((Span(text, shown),)),))
        size -= 0.5
    shown = replace(style, size=least)
    return Fitted(shown, tuple(break_text(text, shown, width)))


def elided(text: str, style: Style, width: float) -> str:
    """The text, or its beginning and "…" where it is too wide: only for page furniture that repeats what is said whole.

    Raises:
        CannotDraw: no font here has one of its characters.
    """
    shown = text
    while shown and set_text(shown if shown == text else f"{shown}…", style).width > width * POINTS_PER_MM:
        shown = shown[: -max(1, len(shown) // 12)].rstrip()
    return shown if shown == text else f"{shown}…"
