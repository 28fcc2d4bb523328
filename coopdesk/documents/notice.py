"""The notice of a meeting: day, hour and place first, then the agenda, each motion in full, and the clear days."""

from datetime import date

from coopdesk.documents.chapters import (
    Chapter,
    Filing,
    fill_sheets,
    heading_strip,
    of_the_meeting,
    paragraph_strips,
    running_title,
    title_strips,
)
from coopdesk.documents.day_strip import DayStrip
from coopdesk.documents.faces import Cut
from coopdesk.documents.flow import Gap, SharedElement, Strip, text_strips
from coopdesk.documents.legible import legible_view
from coopdesk.documents.letterhead import LEFT, RIGHT, TEXT_WIDTH, one_line, signature_line
from coopdesk.documents.lines import TextLine, break_lines, break_text, fits
from coopdesk.documents.page import Paper
from coopdesk.documents.palette import ACCENT, BODY, ITEM_HEADING, LABEL, PANEL
from coopdesk.documents.phrases import time_words
from coopdesk.documents.type import Span, Style
from coopdesk.domain.clock import day_words, local
from coopdesk.services.papers.heading import MeetingHeading
from coopdesk.services.papers.notice import NoticeItem, NoticeView, ProposedMotion

_SMALL_FACT = Style(Cut.SANS, 9.5)
_FACT_LEAD = 5.8
_ITEM = Style(Cut.SANS, 10.5)
_ITEM_NUMBER = Style(Cut.SANS_BOLD, 10.5, ACCENT)
_ITEM_LEAD = 6.3
_HALF = (TEXT_WIDTH - 4) / 2
_ITEM_TEXT = 9.0
_MOST_IN_COLUMNS = 40
_MOTION = Style(Cut.SERIF, 12)
_APART = "\u00a0" * 3
"""No-break spaces: ordinary ones are one space wherever lines are broken."""
_NOT_COUNTED = "Neither the day it counts as served nor the day of the meeting is counted."


def notice(view: NoticeView) -> Chapter:
    """The notice as a chapter. A character no font can draw is shown by its code, with a warning."""
    shown, warnings = legible_view(view, {}, "the notice")

    def draw(paper: Paper) -> None:
        sent = f"Final, as sent on {day_words(shown.days.sent)}" if shown.days else "Draft: no sending is on record yet"
        filing = Filing(shown.heading, running_title("Notice", shown.heading), sent, with_head=False)
        fill_sheets(paper, filing, _strips(shown))

    return Chapter(f"Notice of {of_the_meeting(shown.heading)}", draw, warnings)


def agenda(view: NoticeView) -> Chapter:
    """The agenda alone, for the table and the wall: items in order, with every motion in full."""
    shown, warnings = legible_view(view, {}, "the agenda")

    def draw(paper: Paper) -> None:
        strips = [*title_strips(f"Agenda of {of_the_meeting(shown.heading)}"), _WhenAndWhere(shown.heading), Gap(4.5)]
        strips += [*_agenda(shown.items), Gap(3.0)]
        for motion in shown.motions:
            strips += _motion(motion)
        filing = Filing(shown.heading, running_title("Agenda", shown.heading), "Agenda", with_head=False)
        fill_sheets(paper, filing, strips)

    return Chapter(f"Agenda of {of_the_meeting(shown.heading)}", draw, warnings)


def _strips(view: NoticeView) -> list[Strip]:
    heading = view.heading
    called = f"Members are called to {of_the_meeting(heading)} of the Society. Who may vote: {_inside(view.voters)}."
    strips = title_strips(f"Notice of {of_the_meeting(heading)}", called)
    strips += [_WhenAndWhere(heading), Gap(4.5)]
    strips += _agenda(view.items)
    strips.append(Gap(3.0))
    for motion in view.motions:
        strips += _motion(motion)
    strips += _clear_days(view)
    return [*strips, Gap(2.0), _Ending(view)]


class _WhenAndWhere(Strip):
    """Day, hour and place on a tinted panel, as deep as a long place needs."""

    def __init__(self, heading: MeetingHeading) -> None:
        at = local(heading.at)
        place, _, address = heading.place.partition(", ")
        facts = (
            (LEFT + 7, 60.0, "When", day_words(at.date()), f"{at:%A}"),
            (LEFT + 72, 34.0, "At", time_words(at), ""),
            (LEFT + 112, 56.0, "Where", place or "To be announced", address),
        )
        self.facts = [
            (x, label, _fact(fact, width), break_text(below, _SMALL_FACT, width))
            for x, width, label, fact, below in facts
        ]
        deepest = max(_FACT_LEAD * len(fact) + 4 * len(below) for _, _, fact, below in self.facts)
        super().__init__(max(25.0, 13.2 + deepest))

    def draw(self, paper: Paper, y: float) -> None:
        """Three facts, each with its label."""
        with paper.furniture():
            paper.box(LEFT, y, TEXT_WIDTH, self.height, fill=PANEL)
            paper.upright(LEFT + 0.55, y, y + self.height, 3.1, ACCENT)
        for x, label, fact, below in self.facts:
            with paper.tagged("P"):
                paper.text(x, y + 6.4, label, Style(Cut.SANS, 9, LABEL.colour))
                after = paper.lines(x, y + 13.6, fact, _FACT_LEAD)
                paper.lines(x, after, below, 4)


def _fact(words: str, width: float) -> list[TextLine]:
    """Large on one line; else smaller, on as many lines as it takes."""
    large = one_line(words, Style(Cut.DISPLAY_BOLD, 17), width, 16)
    if fits(words, large, width):
        return break_text(words, large, width)
    # The display cut's hairlines break below 16 pt.
    return break_text(words, one_line(words, Style(Cut.SERIF_BOLD, 15), width, 10), width)


# -- the agenda --------------------------------------------------------------------------------------------------------


def _agenda(items: tuple[NoticeItem, ...]) -> list[Strip]:
    strips = [heading_strip("Agenda", size=13)]
    if len(items) <= _MOST_IN_COLUMNS and all(_fits_column(item) for item in items):
        return [*strips, _TwoColumns(items)]
    element = SharedElement("L")
    return [*strips, *(_ItemStrip(item, element) for item in items)]


class _ItemStrip(Strip):
    """An item with a long title, across the whole measure."""

    def __init__(self, item: NoticeItem, element: SharedElement) -> None:
        self.number, self.element = str(item.number), element
        self.lines = break_text(_with_motions(item), _ITEM, TEXT_WIDTH - _ITEM_TEXT)
        super().__init__(5.0 * len(self.lines) + 1.0)

    def draw(self, paper: Paper, y: float) -> None:
        """Number, and the title on as many lines as it needs."""
        with paper.inside(self.element.on(paper)), paper.section("LI"):
            with paper.tagged("Lbl"):
                paper.text(LEFT + 5.5, y + 4.2, self.number, _ITEM_NUMBER, "right")
            with paper.tagged("LBody"):
                paper.lines(LEFT + _ITEM_TEXT, y + 4.2, self.lines, 5)


def _motion_words(item: NoticeItem) -> str:
    if not item.motions:
        return ""
    return f"Motion{'' if len(item.motions) == 1 else 's'} {', '.join(str(each) for each in item.motions)}"


def _with_motions(item: NoticeItem) -> str:
    words = _motion_words(item)
    return f"{item.title} ({words})" if words else item.title


def _fits_column(item: NoticeItem) -> bool:
    words = _motion_words(item)
    taken = (3 + len(words) * 1.7) if words else 0.0
    return fits(item.title, _ITEM, _HALF - _ITEM_TEXT - taken)


class _TwoColumns(Strip):
    """The agenda in two columns, read down and then across, with the motions of each item at the right."""

    def __init__(self, items: tuple[NoticeItem, ...]) -> None:
        self.items = items
        self.rows = -(-len(items) // 2)
        super().__init__(_ITEM_LEAD * self.rows + 1.0)

    def draw(self, paper: Paper, y: float) -> None:
        """Number, title, motions."""
        with paper.section("L"):
            for place, item in enumerate(self.items):
                column, row = divmod(place, self.rows)
                x, baseline = LEFT + (_HALF + 4) * column, y + 4.2 + _ITEM_LEAD * row
                with paper.section("LI"):
                    with paper.tagged("Lbl"):
                        paper.text(x + 5.5, baseline, str(item.number), _ITEM_NUMBER, "right")
                    with paper.tagged("LBody"):
                        paper.text(x + _ITEM_TEXT, baseline, item.title, _ITEM)
                        if item.motions:
                            paper.text(x + _HALF, baseline, _motion_words(item), LABEL, "right")


# -- motions -----------------------------------------------------------------------------------------------------------


def _motion(motion: ProposedMotion) -> list[Strip]:
    text = text_strips(break_text(motion.text, _MOTION, TEXT_WIDTH), LEFT, 6, keep_last=True, after=0.6)
    needs = f"Carried by {motion.rule}." if motion.rule else ""
    after = paragraph_strips(needs, BODY, after=3.4)
    for strip in text[2:-2]:
        strip.keep = len(text) < 12
    return [_MotionHead(motion), *text, *after]


class _MotionHead(Strip):
    """An accent rule, the motion's number and title, and its kind at the right."""

    def __init__(self, motion: ProposedMotion) -> None:
        self.kind = motion.kind
        spans = [Span(f"Motion {motion.number}", Style(Cut.SANS_BOLD, 11, ACCENT))]
        if motion.title and not motion.text.startswith(motion.title):
            spans.append(Span(f"{_APART}{motion.title}", Style(Cut.SANS_BOLD, 10.5)))
        self.lines = break_lines(spans, TEXT_WIDTH - 58)
        super().__init__(4.0 + 5.0 * len(self.lines), keep=True)

    def draw(self, paper: Paper, y: float) -> None:
        """Number and title under a rule, on more lines where the title is long."""
        with paper.furniture():
            paper.rule(LEFT, y, RIGHT, 0.9, ACCENT)
        with paper.tagged("H2"):
            paper.lines(LEFT, y + 6.4, self.lines, 5)
        with paper.tagged("P"):
            paper.text(RIGHT, y + 6.4, self.kind, one_line(self.kind, LABEL, 52, 6.5), "right")


# -- clear days --------------------------------------------------------------------------------------------------------


def _clear_days(view: NoticeView) -> list[Strip]:
    asked = f"The rules ask for at least {view.days_needed} clear day{'' if view.days_needed == 1 else 's'}"
    strips: list[Strip] = [_ClearDaysHead(asked)]
    days = view.days
    if days is None:
        blank = "_" * 22
        words = f"Sent on {blank} by {blank}. {_NOT_COUNTED}"
        return [*strips, *paragraph_strips(words)]
    check = days.check
    if check.deemed is not None and days.sent <= check.deemed < days.meeting:
        strips += [DayStrip(days.sent, check.deemed, days.meeting, check.clear_days), Gap(2.0)]
        strips[-1].keep = True
    return [*strips, *paragraph_strips(f"{check.sentence} {_NOT_COUNTED}")]


class _ClearDaysHead(Strip):
    """The heading, with what the rules ask at its right."""

    def __init__(self, asked: str) -> None:
        super().__init__(8.0, keep=True)
        self.asked = asked

    def draw(self, paper: Paper, y: float) -> None:
        """Heading left, rule right."""
        with paper.tagged("H2"):
            paper.text(LEFT, y + 4.4, "Clear days", ITEM_HEADING)
        with paper.tagged("P"):
            paper.text(RIGHT, y + 4.4, self.asked, LABEL, "right")


# -- the end -----------------------------------------------------------------------------------------------------------


class _Ending(Strip):
    """What to do when you cannot come, and who calls the meeting."""

    def __init__(self, view: NoticeView) -> None:
        super().__init__(26.5)
        self.view = view
        apologies = "Send your apologies to the secretary before the meeting. "
        if view.heading.society.legal_form.is_company:
            proxies = (
                "You may appoint another person as your proxy, to attend, speak and vote in your place (Companies Act "
                "2006, section 324): use the proxy form."
            )
        else:
            proxies = "Where the rules of the Society allow proxies, you may appoint one on the proxy form."
        self.words = break_text(apologies + proxies, BODY, 80)

    def draw(self, paper: Paper, y: float) -> None:
        """Two columns."""
        with paper.tagged("H2"):
            paper.text(LEFT, y + 4, "If you cannot come", ITEM_HEADING)
        with paper.tagged("P"):
            paper.lines(LEFT, y + 9.6, self.words, 5)
        right = LEFT + 94
        with paper.tagged("H2"):
            paper.text(right, y + 4, "By order of the board", ITEM_HEADING)
        named = self.view.secretary.casefold() != "secretary"
        signature_line(paper, right, y + 20, 50, self.view.secretary, "Secretary" if named else "")
        signature_line(paper, right + 54, y + 20, 22, _signed_on(self.view.days.sent if self.view.days else None), "")


def _inside(words: str) -> str:
    """Words that begin a sentence, as they stand inside one."""
    return words[:1].lower() + words[1:]


def _signed_on(day: date | None) -> str:
    return "Date" if day is None else day_words(day)
