"""The declaration of an election: who is elected, the whole count stage by stage, and why, so that anybody can follow
it (elections reference §6). Landscape A4."""

from dataclasses import replace

from coopdesk.documents.chapters import Chapter, Filing, PaperFile, fill_sheets, print_chapters
from coopdesk.documents.faces import Cut
from coopdesk.documents.flow import Gap, Strip, text_strips
from coopdesk.documents.letterhead import LEFT, one_line, signature_line
from coopdesk.documents.lines import break_text
from coopdesk.documents.page import A4_LANDSCAPE, Paper
from coopdesk.documents.palette import ACCENT, FIGURE, FOOT, FOOT_HASH, LABEL, LABEL_INK, MUTED, PANEL, TITLE
from coopdesk.documents.stage_block import stage_blocks
from coopdesk.documents.type import Style
from coopdesk.documents.vote_flow import VoteFlow
from coopdesk.domain.elections.stage_cells import stage_cells
from coopdesk.domain.elections.vote_flow import flow_words
from coopdesk.services.papers.declaration import DeclarationView

WIDTH = A4_LANDSCAPE[0] - 2 * LEFT
_PANEL_WIDTH = 121.0
_SMALL = Style(Cut.SANS, 9)
_SAID = Style(Cut.SANS, 10.5)
_MUTED = Style(Cut.SANS, 9, MUTED)
_WHO = Style(Cut.SANS_BOLD, 11)
_NUMBER = Style(Cut.SANS_BOLD, 11, ACCENT)
_LABEL = Style(Cut.SANS_BOLD, 9, ACCENT)
_COLUMN = 121.0
FLOW_TITLE = "How votes moved"
_FIGURES_LEFT = LEFT + _PANEL_WIDTH + 9
_FIGURES_WIDTH = LEFT + WIDTH - _FIGURES_LEFT


def declaration(view: DeclarationView) -> Chapter:
    """The declaration as a chapter of landscape sheets."""

    def draw(paper: Paper) -> None:
        filing = Filing(view.heading, view.title, view.foot, view.status, with_head=view.to_sign)
        fill_sheets(paper, filing, _strips(view))

    return Chapter(view.title, draw)


def print_declaration(view: DeclarationView) -> PaperFile:
    """The declaration as a PDF of its own.

    Raises:
        CannotDraw: no font has a character of a name.
    """
    return print_chapters([declaration(view)], view.heading, size=A4_LANDSCAPE)


def _strips(view: DeclarationView) -> list[Strip]:
    style = one_line(view.title, TITLE, WIDTH, 16)
    strips = text_strips(break_text(view.title, style, WIDTH), LEFT, 10, "H1", keep_last=True)
    strips += text_strips(break_text(view.below, Style(Cut.SANS, 9.5), WIDTH), LEFT, 4.8, keep_last=True, after=2.6)
    strips += [_Result(view), Gap(3.5)]
    if view.no_ballot:
        strips += text_strips(break_text(view.no_ballot, _SAID, WIDTH), LEFT, 5.4)
    # Where nobody voted there was no count, and the panel says all of it.
    counted = view.counted.stages and not view.no_ballot
    for block, stages in stage_blocks(stage_cells(view.counted, view.ballots), WIDTH) if counted else ():
        strips += [block, Gap(1.5)]
        for place in range(stages.start, min(stages.stop, len(view.sentences)), 2):
            strips.append(_Sentences(place + 1, view.sentences[place : min(place + 2, stages.stop)]))
        strips.append(Gap(3.0))
    if len(view.counted.stages) > 1 and counted:
        strips += [*text_strips(break_text(FLOW_TITLE, _LABEL, WIDTH), LEFT, 5.0, "H2", keep_last=True), _Flow(view)]
    for words in view.closing:
        strips += text_strips(break_text(words, _SMALL, WIDTH), LEFT, 4.4)
    strips.append(_Signing(view))
    return strips


class _Result(Strip):
    """Who is elected beside the figures of the ballot."""

    def __init__(self, view: DeclarationView) -> None:
        self.view = view
        spoilt = f"Spoilt: {view.spoilt}." if view.spoilt else ""
        self.lines = [
            line for words in (view.quota, spoilt) if words for line in break_text(words, _SMALL, _FIGURES_WIDTH)
        ]
        rows = max(1, len(view.elected) + (1 if view.vacant else 0))
        super().__init__(max(25.0, 9.5 + 5.4 * rows, 21.4 + 4.4 * len(self.lines)))

    def draw(self, paper: Paper, y: float) -> None:
        """Panel, then figures with the quota under them."""
        with paper.furniture():
            paper.box(LEFT, y, _PANEL_WIDTH, self.height, fill=PANEL)
            paper.box(LEFT, y, 1.1, self.height, fill=ACCENT)
        with paper.tagged("H2"):
            paper.text(LEFT + 6, y + 6.2, self._heading(), _LABEL)
        line = y + 12.0
        for place, each in enumerate(self.view.elected, start=1):
            with paper.tagged("P"):
                paper.text(LEFT + 6, line, str(place), _NUMBER)
                paper.text(LEFT + 13, line, each.name, one_line(each.name, _WHO, 48, 7))
                if not self.view.no_ballot:
                    paper.text(LEFT + 63, line, f"at stage {each.stage}", _MUTED)
                paper.text(LEFT + _PANEL_WIDTH - 3, line, each.until, one_line(each.until, _MUTED, 34, 6), "right")
            line += 5.4
        vacant = self.view.vacant
        if vacant or not self.view.elected:
            words = f"{vacant} {'place stays' if vacant == 1 else 'places stay'} vacant" if vacant else "nobody"
            with paper.tagged("P"):
                paper.text(LEFT + 13, line, words, _MUTED)
        self._figures(paper, y)

    def _heading(self) -> str:
        if self.view.no_ballot:
            return "Elected" if self.view.elected else "Nobody elected"
        return "Elected, in this order" if self.view.counted.finished else "Elected so far"

    def _figures(self, paper: Paper, y: float) -> None:
        step = _FIGURES_WIDTH / max(1, len(self.view.figures))
        for place, each in enumerate(self.view.figures):
            x, text = _FIGURES_LEFT + step * place, f"{each.figure:,}"
            style = replace(FIGURE, colour=ACCENT) if each.label == "quota" else FIGURE
            with paper.tagged("P"):
                paper.text(x, y + 9.0, text, one_line(text, style, step - 2, 14))
                paper.text(x, y + 13.8, each.label, one_line(each.label, LABEL_INK, step - 2, 6.5))
                if each.below:
                    paper.text(x, y + 17.4, each.below, one_line(each.below, LABEL, step - 1, 6))
        with paper.tagged("P"):
            paper.lines(_FIGURES_LEFT, y + 23.4, self.lines, 4.4)


class _Sentences(Strip):
    """Two stages told side by side, each with its number."""

    def __init__(self, first: int, sentences: tuple[str, ...]) -> None:
        self.first = first
        self.lines = [break_text(each, _SMALL, _COLUMN - 8) for each in sentences]
        super().__init__(4.3 * max(len(lines) for lines in self.lines) + 1.4)

    def draw(self, paper: Paper, y: float) -> None:
        """Number and words."""
        for place, lines in enumerate(self.lines):
            x = LEFT + place * (WIDTH - _COLUMN)
            with paper.tagged("P"):
                paper.text(x, y + 3.6, str(self.first + place), _LABEL)
                paper.lines(x + 7, y + 3.6, lines, 4.3)


class _Flow(Strip):
    """How votes moved, as a picture with all of it in words for those who do not see it."""

    def __init__(self, view: DeclarationView) -> None:
        self.flow = VoteFlow(view.counted, view.ballots, WIDTH, min(138.0, 62.0 + 6.5 * view.counted.candidates))
        self.words = flow_words(view.counted, view.ballots)
        super().__init__(self.flow.height + 3.0)

    def draw(self, paper: Paper, y: float) -> None:
        """The picture over the whole measure."""
        with paper.figure(LEFT, y, WIDTH, self.flow.height, self.words):
            self.flow.draw(paper, LEFT, y)


class _Signing(Strip):
    """Where returning officer and scrutineer sign, beside the fingerprints."""

    def __init__(self, view: DeclarationView) -> None:
        self.view = view
        self.signing = view.to_sign and not view.signed_above
        super().__init__(19.0 if self.signing else 11.0)

    def draw(self, paper: Paper, y: float) -> None:
        """Lines to sign on, and the digests of papers and count."""
        x = LEFT
        if self.signing:
            signature_line(paper, LEFT, y + 11, 58, "Name", "Returning officer")
            signature_line(paper, LEFT + 64, y + 11, 58, "Name", "Scrutineer")
            x = LEFT + WIDTH - _COLUMN
        for line, (what, digest) in enumerate(
            (("Ballot file", self.view.papers_digest), ("Count", self.view.count_digest))
        ):
            with paper.tagged("P"):
                paper.text(x, y + 6.2 + 4.6 * line, what, FOOT)
                paper.text(x + 18, y + 6.2 + 4.6 * line, _grouped(digest), FOOT_HASH)


def _grouped(digest: str) -> str:
    """The first sixteen and the last four digits in fours; the whole stands in the machine-readable trail."""
    fours = [digest[at : at + 4] for at in range(0, 16, 4)]
    return f"{' '.join(fours)} … {digest[-4:]}"
