"""Papers of an invented meeting, of every kind, for tests to look at."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from coopdesk.documents.attendance_schedule import attendance_schedule
from coopdesk.documents.attendance_sheet import attendance_sheet
from coopdesk.documents.chapters import Chapter, PaperFile, print_chapters
from coopdesk.documents.closing_slip import closing_slip
from coopdesk.documents.notice import agenda, notice
from coopdesk.documents.pack import pack_pdf
from coopdesk.documents.paper_roll import paper_roll
from coopdesk.documents.proxy_form import proxy_form
from coopdesk.documents.proxy_ledger import proxy_ledger
from coopdesk.documents.resolution_certificate import resolution_certificate
from coopdesk.documents.voting_cards import voting_cards
from coopdesk.documents.voting_slips import voting_slips
from coopdesk.domain.codes import CodeKind, write_code
from coopdesk.domain.notice import check_notice
from coopdesk.domain.proxies import ProxyState
from coopdesk.domain.quorum import quorum, state
from coopdesk.domain.rules import LegalForm, preset
from coopdesk.domain.tally import Choice
from coopdesk.domain.voting_cards import card_token
from coopdesk.services.papers.attendance_schedule import ApologyLine, AttendanceScheduleView, Stay
from coopdesk.services.papers.attendance_sheet import AttendanceSheetView
from coopdesk.services.papers.calendar import CalendarView
from coopdesk.services.papers.closing_slip import ClosingSlipView, SlipResult
from coopdesk.services.papers.heading import MeetingHeading
from coopdesk.services.papers.notice import NoticeDays, NoticeItem, NoticeView, ProposedMotion
from coopdesk.services.papers.pack import PackView
from coopdesk.services.papers.paper_roll import PaperRollView, RollMotion
from coopdesk.services.papers.people import Listed
from coopdesk.services.papers.proxy_form import ProxyFormView, ProxyMotion
from coopdesk.services.papers.proxy_ledger import ProxyLedgerView
from coopdesk.services.papers.resolution_certificates import ResolutionCertificateView
from coopdesk.services.papers.voting_cards import VotingCard, VotingCardsView
from coopdesk.services.papers.voting_slips import VotingSlipsView
from coopdesk.services.proxies import ProxyLine
from coopdesk.services.room import RoomView
from tests.documents.meetings import MEETING, RULES, at
from tests.documents.societies import HEBDEN, NAMES

SHEET = preset(LegalForm.CO_OPERATIVE)
DAY = date(2026, 11, 28)

HEADING = MeetingHeading(
    society=HEBDEN,
    number=1,
    title="Annual general meeting",
    at=at(19, 0),
    place="The Old Town Hall, St George’s Street, Hebden Bridge",
    made=at(21, 0),
    head="7f3a91c20d5eb84a" * 4,
    entry=1652,
)


def noticed(sent: date, by: str = "post") -> NoticeDays:
    """A notice sent on a day, with its arithmetic."""
    return NoticeDays(sent, by, DAY, check_notice(SHEET, sent, by, DAY))


NOTICE = NoticeView(
    heading=HEADING,
    voters="Members on the register, holding 1 share or more; those who join on the day may vote",
    items=tuple(
        NoticeItem(number, title, motions)
        for number, title, motions in (
            (1, "Opening, notice and quorum", ()),
            (2, "Apologies", ()),
            (3, "Accounts for the year ended 31 August 2026", (3,)),
            (4, "Change of rules", (4,)),
            (5, "Any other business, for discussion only", ()),
            (6, "Close", ()),
        )
    ),
    motions=(
        ProposedMotion(
            3,
            "Accounts",
            "That the accounts be received.",
            "Ordinary resolution",
            "more than half of the votes cast",
        ),
        ProposedMotion(4, RULES.title, RULES.text, RULES.kind, "at least two-thirds of the votes cast"),
    ),
    days=noticed(date(2026, 11, 6)),
    days_needed=14,
    secretary="Priya Nair",
)

PROXY_FORM = ProxyFormView(HEADING, (ProxyMotion(3, "Accounts"), ProxyMotion(4, "New rules")))


def listed(number: int, name: str) -> Listed:
    """An ordinary member of a list."""
    return Listed(f"{number:04d}", name, "", True, False, False, None, None)


MEMBERS = (
    listed(452, "Ahmed, Samina"),
    listed(401, "Albuquerque Cavalcanti de Vasconcelos-Wrenley, Maria Fernanda"),
    replace(listed(87, "Allcock, Brian"), apologies=True),
    replace(listed(71, "Barker, William"), same_name=True),
    replace(listed(443, "Barker, William"), same_name=True, may_vote=False),
    replace(listed(365, "Garden Street Allotments"), representative="Jo Ackroyd"),
    replace(listed(64, "Butterworth, Ann"), since=at(18, 42), voting_card=17),
    *(listed(500 + place, name) for place, name in enumerate(NAMES)),
)

ATTENDANCE_SHEET = AttendanceSheetView(HEADING, MEMBERS)

_NEED = quorum(SHEET, 412)
PAPER_ROLL = PaperRollView(
    heading=HEADING,
    state="open",
    room=RoomView(118, 117, 1, 4, 4, 11, 400, 412, _NEED, state(_NEED, 117), declared=True, adjourned=False),
    members=MEMBERS,
    guests=("Councillor Ruth Sands",),
    motions=(RollMotion(3, "Accounts", "more than half of the votes cast", "Carried: 109 for, 2 against"),),
    next_card=119,
    next_certificate=424,
)

VOTING_CARDS = VotingCardsView(
    HEADING,
    tuple(VotingCard(number, write_code(CodeKind.VOTING_CARD, card_token(1, number))) for number in range(95, 107)),
)

SLIPS = VotingSlipsView(
    HEADING,
    6,
    "Sundays",
    "That the shop opens on Sundays from 10 am to 4 pm, for a trial year from 7 March 2027.",
    tuple(write_code(CodeKind.BALLOT_SLIP, f"ABCDEFGH2345678{letter}") for letter in "ABCDEFGH"),
)

RESOLUTION_CERTIFICATE = ResolutionCertificateView(
    heading=HEADING,
    resolution=RULES,
    notice=noticed(date(2026, 11, 6)).check.sentence,
    quorum="118 members entitled to vote were present when the chair declared the quorum; 42 of the 412 were needed.",
    chair="Dilwyn Parry-Hughes",
    secretary="Priya Nair",
)

SCHEDULE = AttendanceScheduleView(
    heading=HEADING,
    numbers=MEETING.attendance,
    stays=tuple(
        Stay(each.number, each.name, "Member", place, at(18, 30) + timedelta(seconds=20 * place), None)
        for place, each in enumerate(MEMBERS, start=1)
    ),
    guests=(Stay("", "Councillor Ruth Sands", "Guest", None, at(18, 50), at(20, 0)),),
    apologies=(ApologyLine("0087", "Allcock, Brian", at(9, 15)),),
)

PROXY_LEDGER = ProxyLedgerView(
    heading=HEADING,
    deadline=at(9, 0),
    most=5,
    counted_to_quorum=True,
    forms=(
        ProxyLine(
            1, "0087", "Brian Allcock", "chair", "the chair of the meeting", at(8, 0), "signed",
            ((3, Choice.FOR), (4, Choice.AGAINST)), ProxyState.IN_FORCE,
        ),
        ProxyLine(2, "0401", "Maria Fernanda Albuquerque", "0071", "William Barker", at(8, 5), "email", (),
                  ProxyState.SUSPENDED),
        ProxyLine(3, "0452", "سمينة أحمد", "", "Ruth Sands", at(8, 9), "signed", (), ProxyState.HOLDER_ABSENT),
    ),
)  # fmt: skip

CLOSING_SLIP = ClosingSlipView(
    heading=HEADING,
    closed=at(20, 31),
    chair="Dilwyn Parry-Hughes",
    numbers=MEETING.attendance,
    results=(
        SlipResult(3, "Accounts", 109, 2, 7, "carried"),
        SlipResult(4, "New rules", 86, 31, 1, "carried"),
        SlipResult(5, "Use of the surplus", 0, 0, 0, "withdrawn"),
    ),
)

CALENDAR = CalendarView(HEADING, at(20, 48), ((1, "Opening"), (2, "Close")), "82a19188f3386f87")

PACK = PackView(
    heading=HEADING,
    notice=NOTICE,
    proxy_form=PROXY_FORM,
    attendance_sheet=ATTENDANCE_SHEET,
    minutes=MEETING,
    certificates=(RESOLUTION_CERTIFICATE,),
    schedule=SCHEDULE,
    proxies=PROXY_LEDGER,
    closing_slip=CLOSING_SLIP,
    calendar=CALENDAR,
)

CHAPTERS: dict[str, Callable[[], Chapter]] = {
    "notice": lambda: notice(NOTICE),
    "agenda": lambda: agenda(NOTICE),
    "proxy form": lambda: proxy_form(PROXY_FORM),
    "attendance sheet": lambda: attendance_sheet(ATTENDANCE_SHEET),
    "paper roll": lambda: paper_roll(PAPER_ROLL),
    "voting cards": lambda: voting_cards(VOTING_CARDS),
    "voting slips": lambda: voting_slips(SLIPS),
    "resolution certificate": lambda: resolution_certificate(RESOLUTION_CERTIFICATE),
    "attendance schedule": lambda: attendance_schedule(SCHEDULE),
    "proxy ledger": lambda: proxy_ledger(PROXY_LEDGER),
    "closing slip": lambda: closing_slip(CLOSING_SLIP),
}


def printed(kind: str) -> PaperFile:
    """One of the papers by its kind; "pack" is all of them."""
    return pack_pdf(PACK) if kind == "pack" else print_chapters([CHAPTERS[kind]()], HEADING)


KINDS = (*CHAPTERS, "pack")
