"""The closing slip: the journal's head in full, signed by two scrutineers; one copy is kept away from the file."""

from coopdesk.documents.chapters import Chapter, Filing, HalfHead, of_the_meeting, running_title, two_to_a_sheet
from coopdesk.documents.faces import Cut
from coopdesk.documents.flow import Gap, Strip, text_strips
from coopdesk.documents.legible import legible_view
from coopdesk.documents.letterhead import LEFT, TEXT_WIDTH, signature_line
from coopdesk.documents.lines import break_text
from coopdesk.documents.long_table import LongColumn, LongTable
from coopdesk.documents.page import Paper
from coopdesk.documents.palette import ACCENT, LABEL, PANEL, TABLE_FIGURES
from coopdesk.documents.phrases import counted
from coopdesk.documents.type import Style
from coopdesk.domain.clock import day_words, hour, local_day
from coopdesk.services.papers.closing_slip import ClosingSlipView, SlipResult

_COPIES = ("Copy to keep with the minutes", "Copy for a scrutineer to keep, away from the file")
_RESULTS = (
    LongColumn("Motion", 90.0, style=TABLE_FIGURES, names_row=True),
    LongColumn("For", 16.0, "right", TABLE_FIGURES),
    LongColumn("Against", 18.0, "right", TABLE_FIGURES),
    LongColumn("Abstaining", 20.0, "right", TABLE_FIGURES),
    LongColumn("Result", 26.0, "right", TABLE_FIGURES),
)
_LONGEST_TITLE = 70


def closing_slip(view: ClosingSlipView) -> Chapter:
    """The slip as a chapter, in two copies."""
    shown, warnings = legible_view(view, {}, "the closing slip")
    heading = shown.heading

    def draw(paper: Paper) -> None:
        filing = Filing(heading, running_title("Closing slip", heading), "Signed by two scrutineers at the close")
        first, second = (_strips(shown, copy) for copy in _COPIES)
        two_to_a_sheet(paper, filing, first, second)

    return Chapter(f"Closing slip of {of_the_meeting(heading)}", draw, warnings)


def _strips(view: ClosingSlipView, copy: str) -> list[Strip]:
    figures = view.numbers
    chair = f"; {view.chair} was in the chair" if view.chair else ""
    facts = (
        f"{view.heading.title} of {day_words(local_day(view.heading.at))}, closed at {hour(view.closed)} on "
        f"{day_words(local_day(view.closed))}{chair}. {counted(figures.present, 'member', 'members')} attended, "
        f"{figures.votes_in_room:,} with a vote."
    )
    small = Style(Cut.SANS, 9.5)
    strips: list[Strip] = [HalfHead("Closing slip", copy, view.heading.society)]
    strips += text_strips(break_text(facts, small, TEXT_WIDTH), LEFT, 4.8, after=1.0)
    if view.results:
        strips += LongTable(LEFT, _RESULTS, 5.8).strips(map(_row, view.results))
    strips += [Gap(3.0), _HeadInFull(view)]
    words = (
        "We compared these figures with the screen when the meeting was closed. “coopdesk verify FILE --head” with the "
        "head above says later whether the record still holds what was closed."
    )
    strips += [Gap(2.0), *text_strips(break_text(words, LABEL, TEXT_WIDTH), LEFT, 4.4, keep_last=True)]
    return [*strips, _Scrutineers()]


def _row(result: SlipResult) -> list[str]:
    title = result.title
    if len(title) > _LONGEST_TITLE:
        title = f"{title[:_LONGEST_TITLE].rsplit(' ', 1)[0]} …"
    named = f"{result.number}   {title}"
    if result.outcome in ("withdrawn", "not decided"):
        return [named, "", "", "", result.outcome]
    return [named, f"{result.votes_for:,}", f"{result.against:,}", f"{result.abstentions:,}", result.outcome.upper()]


class _HeadInFull(Strip):
    """All 64 digits in groups of four, on a tinted panel."""

    def __init__(self, view: ClosingSlipView) -> None:
        super().__init__(21.0, keep=True)
        digits = view.heading.head
        groups = [digits[at : at + 4] for at in range(0, len(digits), 4)]
        self.lines = (" ".join(groups[:8]), " ".join(groups[8:]))
        self.entry = view.heading.entry

    def draw(self, paper: Paper, y: float) -> None:
        """Label and two lines of digits."""
        with paper.furniture():
            paper.box(LEFT, y, TEXT_WIDTH, self.height, fill=PANEL)
            paper.upright(LEFT + 0.55, y, y + self.height, 3.1, ACCENT)
        with paper.tagged("P"):
            paper.text(LEFT + 6, y + 6, f"Journal head after entry {self.entry:,}, the close", LABEL)
            for place, line in enumerate(self.lines):
                paper.text(LEFT + 6, y + 12 + 5.6 * place, line, Style(Cut.MONO, 12))


class _Scrutineers(Strip):
    """Two lines to sign on, with the time."""

    def __init__(self) -> None:
        super().__init__(25.0)

    def draw(self, paper: Paper, y: float) -> None:
        """Three signature lines."""
        signature_line(paper, LEFT, y + 16, 62, "First scrutineer", "")
        signature_line(paper, LEFT + 68, y + 16, 62, "Second scrutineer", "")
        signature_line(paper, LEFT + 136, y + 16, 34, "Date and time", "")
