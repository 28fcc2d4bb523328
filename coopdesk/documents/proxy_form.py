"""The blank proxy form: two on a sheet where the motions are few, else one. Whether it may be used, the rules say."""

from coopdesk.documents.chapters import (
    Chapter,
    Filing,
    HalfHead,
    fill_sheets,
    fits_half_sheet,
    heading_strip,
    of_the_meeting,
    running_title,
    two_to_a_sheet,
)
from coopdesk.documents.faces import Cut
from coopdesk.documents.flow import Gap, Strip, text_strips
from coopdesk.documents.legible import legible_view
from coopdesk.documents.letterhead import LEFT, TEXT_WIDTH
from coopdesk.documents.lines import break_text
from coopdesk.documents.long_table import LongColumn, LongTable
from coopdesk.documents.minutes_words import meeting_words
from coopdesk.documents.page import Paper
from coopdesk.documents.palette import LABEL, MUTED, SMALL
from coopdesk.documents.phrases import time_words
from coopdesk.documents.type import INK, Style
from coopdesk.domain.clock import day_words, local, local_day
from coopdesk.services.papers.heading import MeetingHeading
from coopdesk.services.papers.proxy_form import ProxyFormView

_MOTIONS = (
    LongColumn("Motion", 122.0, style=SMALL, names_row=True),
    LongColumn("For", 16.0, "centre", boxed=True),
    LongColumn("Against", 16.0, "centre", boxed=True),
    LongColumn("Abstain", 16.0, "centre", boxed=True),
)
_LONGEST_TITLE = 90


def proxy_form(view: ProxyFormView) -> Chapter:
    """The form as a chapter. A character no font can draw is shown by its code, with a warning."""
    shown, warnings = legible_view(view, {}, "the proxy form")
    heading = shown.heading

    def draw(paper: Paper) -> None:
        filing = Filing(heading, running_title("Proxy form", heading), "Blank form", with_head=False)
        half = _strips(shown, with_head=True)
        if fits_half_sheet(half):
            two_to_a_sheet(paper, filing, half, _strips(shown, with_head=True))
        else:
            fill_sheets(paper, filing, _strips(shown, with_head=False))

    return Chapter(f"Proxy form for {of_the_meeting(heading)}", draw, warnings)


def _strips(view: ProxyFormView, with_head: bool) -> list[Strip]:
    heading = view.heading
    strips: list[Strip] = [_head(heading)] if with_head else [heading_strip("Proxy form", "H1", 11, 20)]
    strips.append(_Lines((("I,", "name in full", 106.0), ("member number", "", 64.0))))
    strips.append(_Lines((("of", "address", 170.0),)))
    strips.append(_Lines((("appoint", "name of the proxy", 170.0),)))
    at = local(heading.at)
    words = (
        f"or, failing that person, the chair of the meeting, as my proxy to attend and vote for me at the "
        f"{meeting_words(heading.title)} on {day_words(at.date())} at {time_words(at)}, and at any adjournment of it."
    )
    strips += text_strips(break_text(words, SMALL, TEXT_WIDTH), LEFT, 4.4, after=1.4)
    if view.motions:
        rows = [[_motion_words(each.number, each.words), *[""] * 3] for each in view.motions]
        strips += LongTable(LEFT, _MOTIONS, 6.4).strips(rows)
    told = "Put one cross beside each motion. Where there is none, my proxy votes or abstains as he or she thinks fit."
    strips += [Gap(1.0), *text_strips(break_text(told, LABEL, TEXT_WIDTH), LEFT, 4.4, keep_last=True)]
    strips.append(_Lines((("Signed", "", 106.0), ("Date", "", 64.0)), 13.0))
    where = "Return this form to the secretary within the time the rules give. It counts only where the rules allow it."
    return [*strips, *text_strips(break_text(where, LABEL, TEXT_WIDTH), LEFT, 4.4)]


def _head(heading: MeetingHeading) -> Strip:
    return HalfHead("Proxy form", f"{heading.title}, {day_words(local_day(heading.at))}", heading.society)


def _motion_words(number: int, words: str) -> str:
    shown = words if len(words) <= _LONGEST_TITLE else f"{words[:_LONGEST_TITLE].rsplit(' ', 1)[0]} …"
    return f"{number}   {shown}"


class _Lines(Strip):
    """Blanks side by side: (word before, word under the line, width in millimetres)."""

    def __init__(self, blanks: tuple[tuple[str, str, float], ...], height: float = 10.5) -> None:
        super().__init__(height, keep=True)
        self.blanks = blanks

    def draw(self, paper: Paper, y: float) -> None:
        """Words and the lines after them."""
        x, baseline = LEFT, y + self.height - 4.5
        for before, under, width in self.blanks:
            with paper.tagged("P"):
                used = paper.text(x, baseline, before, Style(Cut.SANS, 10)) + 2
                if under:
                    paper.text(x + used, baseline + 3.4, under, Style(Cut.SANS, 7.5, MUTED))
            with paper.furniture():
                paper.rule(x + used, baseline + 0.4, x + width - (0 if width > 150 else 4), 0.4, INK)
            x += width
