"""The minutes as a paper: masthead, numbered items with their times, resolutions in full, appendix of names.

What was recorded and the secretary's own words come from one view; this file only sets them on pages.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from coopdesk.documents.faces import BOLD_OF, ITALIC_OF, Cut
from coopdesk.documents.flow import Gap, LineStrip, SharedElement, Strip, paginate, text_strips
from coopdesk.documents.letterhead import (
    FOOT_ROOM,
    LEFT,
    RIGHT,
    JournalHead,
    foot,
    letterhead,
    running_head,
    signature_line,
)
from coopdesk.documents.lines import break_lines, break_text
from coopdesk.documents.metadata import Description
from coopdesk.documents.minutes_appendix import appendix_strips
from coopdesk.documents.minutes_election import count_appendix, election_strips
from coopdesk.documents.minutes_legible import legible
from coopdesk.documents.minutes_masthead import masthead
from coopdesk.documents.minutes_resolution import TEXT_LEFT, TEXT_MEASURE, resolution_strips
from coopdesk.documents.minutes_standing import MarkedGap, OwnLine, own_words_key, standing_strips
from coopdesk.documents.minutes_words import foot_words, meeting_words, minuted_elections
from coopdesk.documents.own_words import WordBlock, Words, read_words
from coopdesk.documents.page import A4_PORTRAIT, Paper
from coopdesk.documents.palette import BODY, BODY_LEAD, FOOT_HASH, ITEM_HEADING, ITEM_NUMBER, LABEL, MUTED
from coopdesk.documents.type import Span, Style
from coopdesk.documents.watermark import watermark
from coopdesk.domain.clock import day_words, hour, local_day
from coopdesk.domain.collecting import no_collecting
from coopdesk.services.minuted_election import MinutedElection
from coopdesk.services.minutes_view import Block, MinutesSection, MinutesView, OwnWords, Recorded

DRAFT = "DRAFT"
_FIRST_TOP, _TOP = 33.0, 27.0
_INDENT = 6.0
_SIGNED_STRIPS = 4
_BETWEEN_PARAGRAPHS = 1.6
_TIME = Style(Cut.SANS, 9, MUTED)


@dataclass(frozen=True, slots=True)
class MinutesPaper:
    """The finished minutes, and a plain warning for each name or passage that no font here could draw."""

    data: bytes
    warnings: tuple[str, ...]


@no_collecting()
def minutes_pdf(view: MinutesView) -> MinutesPaper:
    """Write the minutes as a PDF. They are always made: see ``minutes_legible`` for names that cannot be drawn.

    The same view gives the same bytes.
    """
    shown, warnings = legible(view)
    title = f"Minutes of the {meeting_words(shown.title)}, {day_words(local_day(shown.scheduled))}"
    paper = Paper(
        A4_PORTRAIT,
        Description(
            f"{title}, {shown.society.name}",
            shown.society.name,
            subject=f"{shown.status.capitalize()} minutes" if shown.status else "",
            language=shown.language,
            made=shown.made,
        ),
    )
    draw_minutes(paper, shown)
    return MinutesPaper(paper.finish(), warnings)


def draw_minutes(paper: Paper, shown: MinutesView) -> None:
    """Draw minutes that every character of can be drawn, from the empty sheet that is open."""
    strips = [*masthead(shown), *_items(shown), *_close(shown), *count_appendix(minuted_elections(shown))]
    strips += appendix_strips(shown.appendix)
    bottom = paper.height - FOOT_ROOM
    pages = paginate(strips, bottom - _FIRST_TOP, bottom - _TOP)
    for number, page in enumerate(pages, start=1):
        _sheet(paper, shown, page, number, len(pages))


def _sheet(paper: Paper, view: MinutesView, page: Sequence[Strip], number: int, pages: int) -> None:
    if number > 1:
        paper.next_page()
    if view.status == DRAFT:
        watermark(paper, DRAFT)
    if number == 1:
        letterhead(paper, view.society, view.status)
        y = _FIRST_TOP
    else:
        running_head(paper, view.society, f"{view.title}, {day_words(local_day(view.scheduled))}", view.status)
        y = _TOP
    for strip in page:
        strip.draw(paper, y)
        y += strip.height
    foot(paper, number, pages, foot_words(view), JournalHead(view.head, view.entry) if view.head else None)


# -- items -------------------------------------------------------------------------------------------------------------


def _items(view: MinutesView) -> list[Strip]:
    strips: list[Strip] = []
    for section in view.sections:
        strips += _section(section)
    # A signature never stands on a page without some of what it signs.
    for strip in strips[-_SIGNED_STRIPS:]:
        strip.keep = True
    return strips


def _section(section: MinutesSection) -> list[Strip]:
    strips: list[Strip] = _heading(section)
    for place, block in enumerate(section.blocks):
        if strips and place and not isinstance(strips[-1], Gap):
            strips.append(Gap(_BETWEEN_PARAGRAPHS))
        strips += _block(block)
    if len(section.blocks) == 0:
        strips[-1].keep = False
    while strips and isinstance(strips[-1], Gap):
        strips.pop()
    return [*strips, Gap(4.2)]


def _heading(section: MinutesSection) -> list[Strip]:
    element = SharedElement("H2")
    strips: list[Strip] = []
    for at, line in enumerate(break_text(section.title, ITEM_HEADING, TEXT_MEASURE)):
        first = at == 0
        strips.append(
            LineStrip(
                5.5,
                TEXT_LEFT,
                line,
                element,
                before=(LEFT, Span(section.number, ITEM_NUMBER)) if first and section.number else None,
                aside=(RIGHT, Span(hour(section.at), _TIME)) if first and section.at else None,
                keep=True,
            )
        )
    return strips


def _block(block: Block) -> list[Strip]:
    if isinstance(block, Recorded):
        return text_strips(break_text(block.text, BODY, TEXT_MEASURE), TEXT_LEFT, BODY_LEAD)
    if isinstance(block, OwnWords):
        return _own_words(block)
    if isinstance(block, MinutedElection):
        return election_strips(block)
    return resolution_strips(block)


def _own_words(own: OwnWords) -> list[Strip]:
    strips: list[Strip] = []
    quotation = SharedElement("BlockQuote")
    items: SharedElement | None = None
    for place, words in enumerate(read_words(own.markdown)):
        is_item = words.kind == "item"
        if place and not (is_item and items is not None):
            strips.append(MarkedGap(_BETWEEN_PARAGRAPHS))
        items = (items or SharedElement("L", quotation)) if is_item else None
        strips += _word_block(words, quotation, items)
    return strips


def _word_block(block: WordBlock, quotation: SharedElement, items: SharedElement | None) -> list[Strip]:
    """A paragraph of the secretary's, or an item of the list that is open."""
    indent = _INDENT * block.depth
    x = TEXT_LEFT + indent
    element = SharedElement("P", quotation) if items is None else SharedElement("LBody", SharedElement("LI", items))
    strips: list[Strip] = []
    for words in block.lines:
        for line in break_lines([_span(part, block) for part in words], TEXT_MEASURE - indent):
            strips.append(OwnLine(BODY_LEAD, x, line, element))
    for at, strip in enumerate(strips):
        strip.keep = (at in (0, len(strips) - 2) and at != len(strips) - 1) or block.kind == "heading"
    if block.marker and strips and isinstance(strips[0], LineStrip):
        strips[0].before = (x - _INDENT + 1.0, Span(block.marker, BODY))
    return strips


def _span(words: Words, block: WordBlock) -> Span:
    cut = BODY.cut
    if words.verbatim or block.kind == "verbatim":
        return Span(words.text, Style(Cut.MONO, 9))
    if words.italic or block.kind == "quote":
        cut = ITALIC_OF[cut]
    if words.bold or block.kind == "heading":
        cut = BOLD_OF[BODY.cut]
    return Span(words.text, Style(cut, BODY.size))


# -- signing -----------------------------------------------------------------------------------------------------------


class _Signing(Strip):
    """Where the chair signs, and in full what a paper is checked by: the journal's head, and the society's keys."""

    def __init__(self, view: MinutesView) -> None:
        super().__init__(34.0 + 4.4 * len(view.keys))
        self.signer = view.signer or view.chair
        self.head = JournalHead(view.head, view.entry)
        self.keys = view.keys

    def draw(self, paper: Paper, y: float) -> None:
        """Signature, date, and the head in two groups of digits."""
        with paper.tagged("P"):
            paper.text(LEFT, y + 4, "Signed by the chair as a true record", LABEL)
        signature_line(paper, LEFT, y + 18, 80, self.signer, "Chair")
        signature_line(paper, LEFT + 92, y + 18, 40, "Date", "")
        if self.head.digest:
            with paper.tagged("P"):
                paper.text(LEFT, y + 32, f"Journal head after entry {self.head.entry:,}:", LABEL)
                paper.text(LEFT + 46, y + 32, self.head.digest.lower(), Style(FOOT_HASH.cut, 7.5, MUTED))
        for line, (words, key) in enumerate(self.keys):
            with paper.tagged("P"):
                paper.text(LEFT, y + 36.4 + 4.4 * line, words, LABEL)
                paper.text(LEFT + 46, y + 36.4 + 4.4 * line, key, Style(FOOT_HASH.cut, 7.5, MUTED))


def _close(view: MinutesView) -> list[Strip]:
    told: list[Strip] = [*standing_strips(view), *own_words_key(view)]
    for strip in told[-_SIGNED_STRIPS:]:
        strip.keep = True
    return [*told, Gap(4.0, keep=True), _Signing(view)]
