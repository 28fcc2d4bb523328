"""How minutes tell of their own life on a page: before the signature, what was agreed and what was corrected."""

from coopdesk.documents.flow import Gap, LineStrip, SharedElement, Strip, text_strips
from coopdesk.documents.letterhead import LEFT
from coopdesk.documents.lines import break_text
from coopdesk.documents.minutes_resolution import TEXT_LEFT, TEXT_MEASURE
from coopdesk.documents.minutes_words import (
    CORRECTIONS_TITLE,
    LIFE_TITLE,
    OWN_WORDS_KEY,
    correction_where,
    corrections_note,
    has_own_words,
)
from coopdesk.documents.page import Paper
from coopdesk.documents.palette import ACCENT, BODY, BODY_LEAD, ITEM_HEADING, ITEM_NUMBER, LABEL
from coopdesk.documents.type import Span
from coopdesk.services.minutes_view import Correction, MinutesView

_LABEL_LEAD = 4.2
_MARK_LEFT = TEXT_LEFT - 2.8
_MARK_WEIGHT = 0.5
"""Points: seen when looked for, and overlooked when reading."""


def standing_strips(view: MinutesView) -> list[Strip]:
    """Corrections, and the steps of the minutes' life, as they stand before the signature; none on a plain draft."""
    strips: list[Strip] = []
    if view.corrections:
        strips += _heading(CORRECTIONS_TITLE)
        strips += _small(corrections_note(view), keep=True)
        for correction in view.corrections:
            strips += _correction(correction)
    if view.life:
        strips += _heading(LIFE_TITLE)
        for step in view.life:
            strips += text_strips(break_text(step.sentence, BODY, TEXT_MEASURE), TEXT_LEFT, BODY_LEAD, keep_last=True)
        strips.append(Gap(4.2))
    return strips


def _heading(words: str) -> list[Strip]:
    return text_strips(break_text(words, ITEM_HEADING, TEXT_MEASURE), TEXT_LEFT, 5.5, "H2", keep_last=True)


def _correction(correction: Correction) -> list[Strip]:
    strips: list[Strip] = []
    for paragraph in correction.text.split("\n"):
        if paragraph.strip():
            strips += text_strips(break_text(paragraph, BODY, TEXT_MEASURE), TEXT_LEFT, BODY_LEAD, keep_last=True)
    first = strips[0]
    assert isinstance(first, LineStrip)
    first.before = (LEFT, Span(str(correction.number), ITEM_NUMBER))
    return [*strips, *_small(correction_where(correction))]


def _small(words: str, *, keep: bool = False) -> list[Strip]:
    lines = break_text(words, LABEL, TEXT_MEASURE)
    return text_strips(lines, TEXT_LEFT, _LABEL_LEAD, keep_last=keep, after=2.6)


# -- the secretary's own words -----------------------------------------------------------------------------------------
# A reader who sees is shown a thin line beside them; to one who listens they are a quotation (BlockQuote).


class MarkedGap(Gap):
    """White space with the thin line running on through it."""

    def draw(self, paper: Paper, y: float) -> None:
        """Only the line."""
        mark(paper, y, self.height)


class OwnLine(LineStrip):
    """A line of the secretary's own words."""

    def draw(self, paper: Paper, y: float) -> None:
        """The thin line, and the words."""
        mark(paper, y, self.height)
        super().draw(paper, y)


def mark(paper: Paper, y: float, height: float) -> None:
    """The thin line beside the secretary's own words: furniture."""
    with paper.furniture():
        paper.upright(_MARK_LEFT, y, y + height + 0.05, _MARK_WEIGHT, ACCENT)


def own_words_key(view: MinutesView) -> list[Strip]:
    """What the thin line means, marked by one; nothing where nobody added a word."""
    if not has_own_words(view):
        return []
    element = SharedElement("P")
    lines = break_text(OWN_WORDS_KEY, LABEL, TEXT_MEASURE)
    return [OwnLine(_LABEL_LEAD, TEXT_LEFT, line, element, 3.2) for line in lines]
