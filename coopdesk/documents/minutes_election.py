"""An election in the minutes: what was done and who stood under its item, every stage of the count in an appendix."""

from collections.abc import Sequence

from coopdesk.documents.faces import Cut
from coopdesk.documents.flow import Gap, LineStrip, NewPage, SharedElement, Strip, text_strips
from coopdesk.documents.letterhead import LEFT, RIGHT, TEXT_WIDTH
from coopdesk.documents.lines import TextLine, break_lines, break_text
from coopdesk.documents.long_table import LongColumn, LongTable
from coopdesk.documents.minutes_words import COUNT_TITLE, candidate_rows
from coopdesk.documents.outcome_bar import OutcomeBar
from coopdesk.documents.palette import ACCENT, BODY, BODY_LEAD, ITEM_HEADING, LABEL, SMALL, TABLE_FIGURES
from coopdesk.documents.stage_block import stage_blocks
from coopdesk.documents.type import Span, Style
from coopdesk.services.minuted_election import MinutedElection

_TEXT_LEFT = 32.0
_WIDTH = RIGHT - _TEXT_LEFT
_COLUMNS = (
    LongColumn("No.", 8.0, style=TABLE_FIGURES),
    LongColumn("Candidate", 42.0, style=TABLE_FIGURES, names_row=True),
    LongColumn("Proposed and seconded by", 73.0, style=TABLE_FIGURES),
    LongColumn("Result", 35.0, style=TABLE_FIGURES),
)
"""Two names stand over one another where a line is too short for both."""


def election_strips(election: MinutedElection) -> list[Strip]:
    """The block for one election."""
    heading = [Span(f"Election {election.number}", Style(Cut.SANS_BOLD, 13, ACCENT))]
    strips: list[Strip] = [Gap(3.0, keep=True)]
    strips += text_strips(break_lines(heading, _WIDTH), _TEXT_LEFT, 6.5, "H3", keep_last=True)
    for place, words in enumerate(election.told):
        last = place == len(election.told) - 1
        strips += text_strips(break_text(words, BODY, _WIDTH), _TEXT_LEFT, BODY_LEAD, keep_last=last, after=1.2)
    rows = candidate_rows(election)
    if rows:
        strips += [*LongTable(_TEXT_LEFT, _COLUMNS, 6.5).strips(rows), Gap(2.0)]
    if election.outcome:
        if isinstance(strips[-1], Gap):
            strips[-2].keep = strips[-1].keep = True
        lines = break_text(election.outcome_says, SMALL, 98) if election.outcome_says else []
        strips.append(OutcomeBar(_TEXT_LEFT, election.outcome, lines, lines_at=_TEXT_LEFT + 58))
    return [*strips, Gap(4.5)]


def count_appendix(elections: Sequence[MinutedElection]) -> list[Strip]:
    """Every stage of every count, on new pages; nothing where none was counted."""
    strips: list[Strip] = []
    for election in elections:
        if election.table is not None:
            strips += _count(election)
    return strips


def _count(election: MinutedElection) -> list[Strip]:
    assert election.table is not None
    title = TextLine((Span(COUNT_TITLE.format(election.number), Style(Cut.DISPLAY_BOLD, 17)),))
    about = TextLine((Span(election.title, ITEM_HEADING),))
    strips: list[Strip] = [
        NewPage(),
        LineStrip(9.0, LEFT, title, SharedElement("H2"), 5.5, keep=True),
        LineStrip(7.0, LEFT, about, SharedElement("H3"), 4.5, keep=True),
    ]
    for block, stages in stage_blocks(election.table, TEXT_WIDTH):
        strips += [block, Gap(1.5)]
        # A table by class has more columns than the count has stages.
        for stage in range(stages.start, min(stages.stop, len(election.stages))):
            lines = break_text(election.stages[stage], SMALL, TEXT_WIDTH - 8)
            told = text_strips(lines, LEFT + 8, 4.4, after=0.8)
            first = told[0]
            assert isinstance(first, LineStrip)
            first.before = (LEFT, Span(str(stage + 1), Style(Cut.SANS_BOLD, 9, ACCENT)))
            strips += told
        strips.append(Gap(4.0))
    for what, digest in (("Ballot file", election.papers_digest), ("Count", election.count_digest)):
        line = TextLine((Span(f"{what}  ", LABEL), Span(digest, Style(Cut.MONO, 7.5))))
        strips.append(LineStrip(4.4, LEFT, line, SharedElement("P"), 3.4))
    return strips
