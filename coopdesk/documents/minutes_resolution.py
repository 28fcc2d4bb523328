"""Resolutions in the minutes: a short block for a show of hands, table and chart for a recorded vote."""

from dataclasses import replace

from coopdesk.documents.chart import VoteBars
from coopdesk.documents.faces import Cut
from coopdesk.documents.fitting import wrapped
from coopdesk.documents.flow import ContinuedStrip, Gap, Strip, text_strips
from coopdesk.documents.letterhead import RIGHT
from coopdesk.documents.lines import break_lines, break_text
from coopdesk.documents.minutes_words import (
    casting_sentence,
    counts_sentence,
    declared_sentence,
    movers_sentence,
    outcome_words,
    vote_rows,
)
from coopdesk.documents.outcome_bar import OutcomeBar
from coopdesk.documents.page import Paper
from coopdesk.documents.palette import ACCENT, HAIRLINE, LABEL, MOTION, MOTION_LEAD, SMALL
from coopdesk.documents.table import Column, TableStrip
from coopdesk.documents.type import Span, Style, width_of
from coopdesk.domain.clock import hour
from coopdesk.services.minutes_view import Resolution

TEXT_LEFT = 32.0
TEXT_MEASURE = 128.0
BLOCK_WIDTH = RIGHT - TEXT_LEFT

RECORDED_VOTE = "Recorded vote"

_APART = "\u00a0" * 3
"""No-break spaces: ordinary ones are one space wherever lines are broken."""

_SMALL_BOLD = Style(Cut.SANS_BOLD, 9)
_LONG_MOTION_LINES = 9
"""A motion of more lines than this is set smaller and may part from its figures (never within them)."""


def resolution_strips(resolution: Resolution) -> list[Strip]:
    """The block for one resolution."""
    if resolution.method == RECORDED_VOTE and resolution.votes_for is not None:
        return _full_block(resolution)
    return _short_block(resolution)


def _heading(resolution: Resolution, size: float) -> list[Span]:
    spans = [Span(f"Motion {resolution.number}", Style(Cut.SANS_BOLD, size, ACCENT))]
    if resolution.title and not resolution.text.startswith(resolution.title):
        spans.append(Span(f"{_APART}{resolution.title}", Style(Cut.SANS_BOLD, min(size, 10.5))))
    return spans


def _continued(resolution: Resolution) -> Strip:
    return ContinuedStrip(f"Motion {resolution.number}, continued", TEXT_LEFT)


# -- a show of hands ---------------------------------------------------------------------------------------------------


def _short_block(resolution: Resolution) -> list[Strip]:
    left, width = TEXT_LEFT + 4, TEXT_MEASURE - 4
    how = resolution.kind
    if resolution.method:
        how += f", on a {resolution.method[:1].lower()}{resolution.method[1:]}"
    head = [*_heading(resolution, 9.5), Span(f"{_APART}{how}", LABEL)]
    paragraphs = [
        (head, 5.0, 0.2, "H3"),
        ([Span(resolution.text, Style(Cut.SERIF, 10.5))], 5.0, 0.6, "P"),
        ([Span(movers_sentence(resolution), SMALL)], 4.5, 0.4, "P"),
        (_result_spans(resolution), 4.5, 0.0, "P"),
        *(([Span(earlier.text, SMALL)], 4.5, 0.0, "P") for earlier in resolution.earlier_counts),
    ]
    strips: list[Strip] = [Gap(1.4, keep=True)]
    for spans, lead, after, tag in paragraphs:
        lines = break_lines(spans, width)
        strips += text_strips(lines, left, lead, tag, TEXT_LEFT, keep_last=True, after=after)
    is_whole = len(strips) <= 40
    for strip in strips[1:]:
        # Short blocks stay whole; only one longer than a page is cut.
        strip.keep = is_whole or strip.keep
        strip.continued = _continued(resolution)
    strips[-1].keep = False
    return [*strips, Gap(2.6)]


def _result_spans(resolution: Resolution) -> list[Span]:
    spans = [Span(counts_sentence(resolution), SMALL)]
    if resolution.outcome:
        spans.append(Span(" " if spans[0].text else "", SMALL))
        spans.append(Span(outcome_words(resolution), _SMALL_BOLD))
        reason = f": {resolution.sentence}" if resolution.sentence else "."
        spans.append(Span(reason, SMALL))
    more = (casting_sentence(resolution), declared_sentence(resolution.declared), resolution.effect)
    spans += [Span(f" {sentence}", SMALL) for sentence in more if sentence]
    return spans


# -- a recorded vote ---------------------------------------------------------------------------------------------------


def _full_block(resolution: Resolution) -> list[Strip]:
    style, lead = MOTION, MOTION_LEAD
    lines = break_text(resolution.text, style, BLOCK_WIDTH)
    is_long = len(lines) > _LONG_MOTION_LINES
    if is_long:
        style, lead = replace(MOTION, size=11), 5.5
        lines = break_text(resolution.text, style, BLOCK_WIDTH)
    text = text_strips(lines, TEXT_LEFT, lead, keep_last=True)
    motion: list[Strip] = [Gap(3.0, keep=True), _BlockHead(resolution), *text, _Movers(resolution)]
    figures: list[Strip] = [_figures(resolution)]
    figures += _after_figures(resolution)
    for strip in (*motion, *figures):
        strip.keep = True
    for strip in (*text, *figures):
        strip.continued = _continued(resolution)
    if is_long:
        motion[-1].keep = False
        for strip in text[2:-2]:
            # Longer than a page as a whole: lines may part anywhere but at the ends.
            strip.keep = len(text) < 30
    figures[-1].keep = False
    return [*motion, *figures, Gap(4.5)]


class _BlockHead(Strip):
    """An accent rule, the motion's number and title, and the majority it needs; long titles go below."""

    def __init__(self, resolution: Resolution) -> None:
        self.number, *titles = _heading(resolution, 13)
        self.rule = f"{resolution.kind}: {resolution.rule}" if resolution.rule else resolution.kind
        used = sum(width_of(span.text, span.style) for span in (self.number, *titles))
        self.beside = titles if used + width_of(self.rule, LABEL) + 4 <= BLOCK_WIDTH else []
        alone = [Span(span.text.lstrip("\u00a0"), span.style) for span in titles]
        self.below = [] if self.beside else break_lines(alone, BLOCK_WIDTH)
        self.rule_lines = break_text(self.rule, LABEL, BLOCK_WIDTH - 32)
        super().__init__(10.0 + 5.0 * len(self.below) + 4.0 * (len(self.rule_lines) - 1))

    def draw(self, paper: Paper, y: float) -> None:
        """Draw number and title, then the rule at the right."""
        with paper.furniture():
            paper.rule(TEXT_LEFT, y, RIGHT, 1.6, ACCENT)
        below = y + 13 + 4.0 * (len(self.rule_lines) - 1)
        with paper.tagged("H3"):
            paper.spans(TEXT_LEFT, y + 7, (self.number, *self.beside))
            paper.lines(TEXT_LEFT, below, self.below, 5)
        with paper.tagged("P"):
            paper.lines(RIGHT, y + 7, self.rule_lines, 4, "right")


class _Movers(Strip):
    """Who moved it, how and when it was voted on, between two rules."""

    def __init__(self, resolution: Resolution) -> None:
        vote = ""
        if resolution.opened and resolution.closed:
            vote = f"{hour(resolution.opened)} to {hour(resolution.closed)}"
        facts = (
            ("Proposed by", resolution.proposer, 46.0),
            ("Seconded by", resolution.seconder, 46.0),
            ("Method", resolution.method, 32.0),
            ("Vote", vote, 34.0),
        )
        self.facts = [
            (label, wrapped(value or "—", _SMALL_BOLD, width - 2, 7.5), width) for label, value, width in facts
        ]
        self.extra = 4.0 * (max(len(value.lines) for _, value, _ in self.facts) - 1)
        super().__init__(17.0 + self.extra)

    def draw(self, paper: Paper, y: float) -> None:
        """Four labelled facts."""
        with paper.furniture():
            paper.rule(TEXT_LEFT, y + 1.8, RIGHT, 0.35, HAIRLINE)
            paper.rule(TEXT_LEFT, y + 14.5 + self.extra, RIGHT, 0.35, HAIRLINE)
        x = TEXT_LEFT
        for label, value, width in self.facts:
            with paper.tagged("P"):
                paper.text(x, y + 6.6, label, LABEL)
                paper.lines(x, y + 11, value.lines, 4.0)
            x += width


class _Figures(Strip):
    """The table of votes with its chart beside it."""

    def __init__(self, table: TableStrip, bars: VoteBars) -> None:
        super().__init__(max(table.height, bars.height) + 3.5)
        self.table, self.bars = table, bars

    def draw(self, paper: Paper, y: float) -> None:
        """Table left, chart right."""
        self.table.draw(paper, y)
        self.bars.draw(paper, TEXT_LEFT + 86, y)


def _figures(resolution: Resolution) -> Strip:
    columns = (Column("", 53.0), Column("Votes", 24.0, "right"))
    rows = [(label, f"{votes:,}") for label, votes in vote_rows(resolution)]
    table = TableStrip(TEXT_LEFT, columns, rows, total=True)
    bars = VoteBars(
        resolution.votes_for or 0,
        resolution.votes_against or 0,
        resolution.abstentions or 0,
        resolution.needed,
        BLOCK_WIDTH - 86,
    )
    return _Figures(table, bars)


def _after_figures(resolution: Resolution) -> list[Strip]:
    body = Style(Cut.SANS, 9.5)
    sentences = " ".join(part for part in (resolution.sentence, casting_sentence(resolution)) if part)
    strips = text_strips(break_text(sentences, body, BLOCK_WIDTH), TEXT_LEFT, 5, keep_last=True)
    for earlier in resolution.earlier_counts:
        strips += text_strips(break_text(earlier.text, body, BLOCK_WIDTH), TEXT_LEFT, 5, keep_last=True)
    return [*strips, _outcome_bar(resolution)]


def _outcome_bar(resolution: Resolution) -> Strip:
    told = [declared_sentence(resolution.declared), resolution.effect]
    lines = [line for text in told if text for line in break_text(text, SMALL, 100)]
    return OutcomeBar(TEXT_LEFT, outcome_words(resolution) or "NOT YET DECLARED", lines)
