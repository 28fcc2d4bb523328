"""Voting cards: ten on a sheet of A4, cut to a bank card's size, with a number to be read across the hall."""

from collections.abc import Callable

from coopdesk.documents.cards import A_SHEET, COLUMNS, HEIGHT, LEFT, TOP, WIDTH, check_rule, cut_marks
from coopdesk.documents.chapters import Chapter, of_the_meeting
from coopdesk.documents.faces import Cut
from coopdesk.documents.fitting import elided
from coopdesk.documents.letterhead import one_line, status_tag
from coopdesk.documents.minutes_words import meeting_words
from coopdesk.documents.page import Paper
from coopdesk.documents.palette import ACCENT, LABEL
from coopdesk.documents.type import Style
from coopdesk.domain.clock import day_words, local_day
from coopdesk.services.papers.heading import MeetingHeading
from coopdesk.services.papers.voting_cards import VotingCard, VotingCardsView

CODE_SIZE = 24.0
_NUMBER = Style(Cut.SANS_BOLD, 60, features=("pnum",))
_ROOM = 44.0


def voting_cards(view: VotingCardsView, progress: Callable[[int], None] | None = None) -> Chapter:
    """The cards as a chapter; ``progress`` is told how many are drawn after each sheet, and may raise to stop."""

    def draw(paper: Paper) -> None:
        for first in range(0, len(view.cards), A_SHEET):
            if first:
                paper.next_page()
            on_sheet = view.cards[first : first + A_SHEET]
            cut_marks(paper, COLUMNS, -(-len(on_sheet) // COLUMNS))
            for place, card in enumerate(on_sheet):
                down, across = divmod(place, COLUMNS)
                _card(paper, LEFT + WIDTH * across, TOP + HEIGHT * down, view.heading, card)
            check_rule(paper)
            if progress is not None:
                progress(first + len(on_sheet))

    return Chapter(f"Voting cards for {of_the_meeting(view.heading)}", draw)


def _card(paper: Paper, x: float, y: float, heading: MeetingHeading, card: VotingCard) -> None:
    right = x + WIDTH - 5.6
    with paper.section("Sect"):
        if heading.society.sample:
            status_tag(paper, right, y + 9.6, "SAMPLE")
        room = WIDTH - 11.2 - (24 if heading.society.sample else 0)
        with paper.tagged("P"):
            paper.text(x + 5.6, y + 9, "Voting card", Style(Cut.SANS_BOLD, 11, ACCENT))
            _short_line(paper, x + 5.6, y + 13.6, heading.society.name, Style(Cut.SANS, 8), room)
        with paper.furniture():
            paper.rule(x + 5.6, y + 16.4, right, 0.8, ACCENT)
        with paper.tagged("P"):
            number = str(card.number)
            style = one_line(number, _NUMBER, _ROOM, 30)
            paper.text(x + 5.6, y + 27.5 + style.size * 0.2, number, style)
        with paper.tagged("P"):
            words = f"{meeting_words(heading.title)}, {day_words(local_day(heading.at))}"
            _short_line(paper, x + 5.6, y + 48.6, words[:1].upper() + words[1:], LABEL, 45)
        paper.code(right - CODE_SIZE, y + 24.6, CODE_SIZE, card.code, f"QR code of voting card {card.number}")


def _short_line(paper: Paper, x: float, y: float, words: str, style: Style, room: float) -> None:
    """Words on one line, shortened where they must be: a voting card is handed back, and proves nothing."""
    smaller = one_line(words, style, room, 6)
    paper.text(x, y, elided(words, smaller, room), smaller)
