"""The certificate of a filing resolution: its exact text, how it was carried, and who says so."""

from coopdesk.documents.chapters import Chapter, Filing, fill_sheets, of_the_meeting, running_title, title_strips
from coopdesk.documents.faces import Cut
from coopdesk.documents.flow import ContinuedStrip, Gap, Strip, text_strips
from coopdesk.documents.letterhead import LEFT, TEXT_WIDTH, signature_line
from coopdesk.documents.lines import break_text
from coopdesk.documents.minutes_words import casting_sentence, declared_sentence, meeting_words, vote_rows
from coopdesk.documents.page import Paper
from coopdesk.documents.palette import BODY, MOTION, MOTION_LEAD
from coopdesk.documents.table import Column, TableStrip
from coopdesk.documents.type import Style
from coopdesk.domain.clock import day_words, local_day, weekday_words
from coopdesk.services.papers.resolution_certificates import ResolutionCertificateView

_CERTIFIED = Style(Cut.SANS, 10.5)


def resolution_certificate(view: ResolutionCertificateView) -> Chapter:
    """The certificate as a chapter; drawing it raises ``CannotDraw`` where no font has a character of it."""

    def draw(paper: Paper) -> None:
        title = running_title(f"Certificate of motion {view.resolution.number}", view.heading)
        made = day_words(local_day(view.heading.made))
        fill_sheets(paper, Filing(view.heading, title, f"Made on {made} from the record"), _strips(view))

    return Chapter(f"Certificate of motion {view.resolution.number}, {of_the_meeting(view.heading)}", draw)


def _strips(view: ResolutionCertificateView) -> list[Strip]:
    heading, resolution = view.heading, view.resolution
    strips = title_strips("Certificate of a resolution")
    place = f" at {heading.place}" if heading.place else ""
    certified = (
        f"We certify that at the {meeting_words(heading.title)} of {heading.society.name}, held on "
        f"{weekday_words(local_day(heading.at))}{place}, the following was carried as motion {resolution.number} "
        f"({_kind(view)}):"
    )
    strips += text_strips(break_text(certified, _CERTIFIED, TEXT_WIDTH), LEFT, 5.4, after=3.0)
    text = text_strips(break_text(resolution.text, MOTION, TEXT_WIDTH - 8), LEFT + 8, MOTION_LEAD, side_x=LEFT + 1)
    for strip in text:
        strip.continued = ContinuedStrip(f"Motion {resolution.number}, continued", LEFT + 8)
    strips += [*text, Gap(5.0)]
    strips.append(_Votes(TableStrip(LEFT, (Column("", 60.0), Column("Votes", 24.0, "right")), _rows(view), total=True)))
    sentences = (
        resolution.sentence,
        casting_sentence(resolution),
        f"{declared_sentence(resolution.declared)} Method: {resolution.method.lower()}.",
        view.notice,
        view.quorum,
        _movers(view),
    )
    for words in sentences:
        if words:
            strips += text_strips(break_text(words, BODY, TEXT_WIDTH), LEFT, 5, after=1.6)
    if resolution.effect:
        effect = Style(Cut.SANS_BOLD, 10)
        strips += text_strips(break_text(resolution.effect, effect, TEXT_WIDTH), LEFT, 5, keep_last=True)
    return [*strips, _Signing(view)]


def _kind(view: ResolutionCertificateView) -> str:
    kind = view.resolution.kind
    needs = f", which needs {view.resolution.rule}" if view.resolution.rule else ""
    return f"{kind[:1].lower()}{kind[1:]}{needs}"


def _rows(view: ResolutionCertificateView) -> list[tuple[str, str]]:
    return [(label, f"{votes:,}") for label, votes in vote_rows(view.resolution)]


def _movers(view: ResolutionCertificateView) -> str:
    parts = [
        f"{did} by {who}"
        for did, who in (("proposed", view.resolution.proposer), ("seconded", view.resolution.seconder))
        if who
    ]
    told = ", ".join(parts)
    return f"{told[:1].upper()}{told[1:]}." if told else ""


class _Votes(Strip):
    """The table of votes, with white space under it."""

    def __init__(self, table: TableStrip) -> None:
        super().__init__(table.height + 5.0)
        self.table = table

    def draw(self, paper: Paper, y: float) -> None:
        """The table."""
        self.table.draw(paper, y)


class _Signing(Strip):
    """Where the chair and the secretary sign."""

    def __init__(self, view: ResolutionCertificateView) -> None:
        super().__init__(34.0)
        self.view = view

    def draw(self, paper: Paper, y: float) -> None:
        """Two signatures and a date."""
        named = self.view.secretary.casefold() != "secretary"
        signature_line(paper, LEFT, y + 24, 62, self.view.chair, "Chair of the meeting")
        signature_line(paper, LEFT + 68, y + 24, 62, self.view.secretary if named else "", "Secretary")
        signature_line(paper, LEFT + 136, y + 24, 34, "Date", "")
