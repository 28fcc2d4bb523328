"""Every kind of paper there is, made of the invented society: what goldens, tables and pictures are made of."""

from collections.abc import Callable
from dataclasses import replace

from coopdesk.documents.ballot_slips import print_slips
from coopdesk.documents.candidate_booklet import candidate_booklet
from coopdesk.documents.cards import cards_pdf
from coopdesk.documents.certificate import certificate_pdf
from coopdesk.documents.chapters import print_chapters
from coopdesk.documents.declaration import print_declaration
from coopdesk.documents.minutes import minutes_pdf
from coopdesk.documents.shared_declaration import print_shared_declaration
from coopdesk.services.papers.declaration import trail_view
from tests.documents.booklets import BOOKLET
from tests.documents.contests import BALLOTS, COUNTED, ELECTED_MEETING
from tests.documents.election_slips import BOXES, GRID
from tests.documents.gatherings import HEADING, KINDS, printed
from tests.documents.meetings import MEETING, at
from tests.documents.shared_contests import SHARED
from tests.documents.societies import CARD, CERTIFICATE, LONG_NAME, NAMES
from tests.documents.treasury import TREASURY

_CARDS = [
    replace(CARD, member_number=f"{400 + place:04d}", name=name, code=f"CDM1:ABCDEFGHJKLMNP{place:02d}")
    for place, name in enumerate((CARD.name, LONG_NAME, *NAMES[:12]))
]


def _meeting_paper(kind: str) -> Callable[[], bytes]:
    return lambda: printed(kind).data


PAPERS: dict[str, Callable[[], bytes]] = {
    "share certificate": lambda: certificate_pdf([CERTIFICATE]),
    "share certificates": lambda: certificate_pdf(
        [replace(CERTIFICATE, holder=NAMES[5]), replace(CERTIFICATE, status="void")]
    ),
    "member cards": lambda: cards_pdf(_CARDS),
    "minutes, draft": lambda: minutes_pdf(MEETING).data,
    "minutes, final": lambda: minutes_pdf(replace(MEETING, status="FINAL")).data,
    "ballot slips": lambda: print_slips(replace(BOXES, codes=BOXES.codes[:2])).data,
    "candidates' booklet": lambda: print_chapters([candidate_booklet(BOOKLET)], HEADING).data,
    "ballot slips, grid": lambda: print_slips(replace(GRID, codes=GRID.codes[:2])).data,
    "minutes, election": lambda: minutes_pdf(ELECTED_MEETING).data,
    "declaration": lambda: print_declaration(trail_view(COUNTED, BALLOTS, at(20, 52), "board.blt", "coopdesk")).data,
    "declaration, constituencies": lambda: print_shared_declaration(SHARED).data,
    **TREASURY,
    **{kind: _meeting_paper(kind) for kind in KINDS},
}


def pictured(kind: str) -> bool:
    """Whether a picture of the paper is kept: the pack is only the others bound together."""
    return kind != "pack"
