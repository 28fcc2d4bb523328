"""The candidates' booklet: everybody who stands, in the order of the paper, each with the same room for a picture."""

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
from coopdesk.documents.faces import Cut
from coopdesk.documents.fitting import wrapped
from coopdesk.documents.flow import Gap, LineStrip, SharedElement, Strip
from coopdesk.documents.legible import legible_view
from coopdesk.documents.letterhead import LEFT, TEXT_WIDTH
from coopdesk.documents.lines import TextLine, break_text
from coopdesk.documents.page import Paper
from coopdesk.documents.palette import BODY, BODY_LEAD, HAIRLINE, LABEL, MUTED, PANEL
from coopdesk.documents.photographs import HEIGHT, WIDTH
from coopdesk.documents.type import Style
from coopdesk.services.papers.candidate_booklet import BookletCandidate, BookletContest, BookletView

_PHOTO_WIDTH = 30.0
_PHOTO_HEIGHT = _PHOTO_WIDTH * HEIGHT / WIDTH
_TEXT_LEFT = LEFT + _PHOTO_WIDTH + 6.0
_WIDTH = TEXT_WIDTH - _PHOTO_WIDTH - 6.0
_NAME = Style(Cut.SANS_BOLD, 13)
_NOMINATED = Style(Cut.SANS, 9, MUTED)
_NAME_LEAD = 5.6
_WORDS_APART = 1.6
_OWN_WORDS = "The statements are the candidates' own words; the society has not changed them."


def candidate_booklet(view: BookletView) -> Chapter:
    """The booklet as a chapter. A character no font can draw is shown by its code, with a warning."""
    shown, warnings = legible_view(view, {}, "the booklet")

    def draw(paper: Paper) -> None:
        filing = Filing(
            shown.heading, running_title("Candidates", shown.heading), "Candidates' booklet", with_head=False
        )
        fill_sheets(paper, filing, _strips(shown))

    return Chapter(f"Candidates at {of_the_meeting(shown.heading)}", draw, warnings)


def _strips(view: BookletView) -> list[Strip]:
    single = view.contests[0] if len(view.contests) == 1 else None
    title = f"Candidates: {single.title}" if single is not None else "The candidates"
    about = f"{single.places} {_OWN_WORDS}" if single is not None else _OWN_WORDS
    strips = title_strips(title, about)
    for contest in view.contests:
        if single is None:
            strips += [
                heading_strip(contest.title, size=15, height=10.0),
                *paragraph_strips(contest.places, keep_last=True),
            ]
        strips += _contest(contest, "H2" if single is not None else "H3")
    return strips


def _contest(contest: BookletContest, tag: str) -> list[Strip]:
    strips: list[Strip] = []
    for candidate in contest.candidates:
        strips += _candidate(candidate, tag)
    if contest.reopen:
        words = "“Re-open nominations” stands as the last name on the paper, for those who want other candidates."
        strips += paragraph_strips(words, Style(Cut.SANS, 10, MUTED))
    return strips


def _candidate(candidate: BookletCandidate, tag: str) -> list[Strip]:
    """The picture with as many lines as stand beside it, and the lines after them."""
    lines: list[tuple[TextLine, SharedElement, float]] = []
    for words in candidate.statement.splitlines():
        element = SharedElement("P")
        broken = break_text(words, BODY, _WIDTH)
        lines += [(line, element, _WORDS_APART if line is broken[-1] else 0.0) for line in broken]
    head = _Head(candidate, tag, lines)
    after: list[Strip] = [
        LineStrip(BODY_LEAD + apart, _TEXT_LEFT, line, element, BODY_LEAD * 0.8, keep=_keeps(lines, at))
        for at, (line, element, apart) in enumerate(lines[head.beside :], start=head.beside)
    ]
    return [head, *after, Gap(6.0)]


def _keeps(lines: list[tuple[TextLine, SharedElement, float]], at: int) -> bool:
    """Whether a line stays with the next: neither the first nor the last line of a paragraph stands alone on a page."""
    paragraph = [place for place, (_, element, _) in enumerate(lines) if element is lines[at][1]]
    return len(paragraph) > 1 and at in (paragraph[0], paragraph[-2])


class _Head(Strip):
    """Name, picture and the lines beside it: never parted by the end of a page."""

    def __init__(
        self, candidate: BookletCandidate, tag: str, lines: list[tuple[TextLine, SharedElement, float]]
    ) -> None:
        self._candidate, self._tag = candidate, tag
        numbered = f"{candidate.number}. {candidate.name}" if candidate.number else candidate.name
        self._name = wrapped(numbered, _NAME, _WIDTH, 11)
        self._nominated = break_text(candidate.nominated, _NOMINATED, _WIDTH)
        self._top = 3.0 + _NAME_LEAD * len(self._name.lines) + 4.2 * len(self._nominated) + 1.6
        self.beside, depth = 0, self._top
        for _, _, apart in lines:
            if depth + BODY_LEAD > _PHOTO_HEIGHT + 3.0 and self.beside:
                break
            depth += BODY_LEAD + apart
            self.beside += 1
        self._lines = lines[: self.beside]
        goes_on = len(lines) > self.beside
        super().__init__(depth if goes_on else max(depth, _PHOTO_HEIGHT + 4.0), keep=goes_on)

    def draw(self, paper: Paper, y: float) -> None:
        """Name first, for whoever listens; then the picture, who nominated, and the words."""
        with paper.furniture():
            paper.rule(LEFT, y, LEFT + TEXT_WIDTH, 0.3, HAIRLINE)
        with paper.tagged(self._tag):
            below = paper.lines(_TEXT_LEFT, y + 3.0 + _NAME_LEAD * 0.72, self._name.lines, _NAME_LEAD)
        self._photo(paper, y + 3.0)
        if self._nominated:
            with paper.tagged("P"):
                paper.lines(_TEXT_LEFT, below - 0.4, self._nominated, 4.2)
        at = y + self._top
        for line, element, apart in self._lines:
            with paper.resumed(element.on(paper)):
                paper.spans(_TEXT_LEFT, at + BODY_LEAD * 0.8, line.spans)
            at += BODY_LEAD + apart

    def _photo(self, paper: Paper, y: float) -> None:
        candidate = self._candidate
        if candidate.photo:
            alternative = f"Photograph of {candidate.name}"
            paper.photograph(LEFT, y, _PHOTO_WIDTH, _PHOTO_HEIGHT, candidate.photo, (WIDTH, HEIGHT), alternative)
            return
        with paper.furniture():
            paper.box(LEFT, y, _PHOTO_WIDTH, _PHOTO_HEIGHT, fill=PANEL)
            paper.text(LEFT + _PHOTO_WIDTH / 2, y + _PHOTO_HEIGHT / 2 + 1, "No photograph", LABEL, "centre")
