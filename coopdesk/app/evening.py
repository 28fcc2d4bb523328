"""The sample's annual meeting, played without a screen: what ``make run`` does where there is no display.

The same commands as a secretary's, at the times of an evening; minutes, a certificate and the member cards are left in
a folder, with pictures of the pages and of the wall.
"""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from coopdesk.app.board_election import BoardElection
from coopdesk.documents.cards import cards_pdf
from coopdesk.documents.certificate import certificate_pdf
from coopdesk.documents.minutes_paper import MINUTES_FORMATS, minutes_file
from coopdesk.documents.write_file import write_file
from coopdesk.domain.clock import LONDON, local_day
from coopdesk.services.agenda import TakeItem
from coopdesk.services.certificate_views import certificate_view
from coopdesk.services.counting import CloseVote, DeclareResult, PutMotion, RecordHands
from coopdesk.services.door import CheckIn, LeaveRoom
from coopdesk.services.joining import JoinAtDoor
from coopdesk.services.meetings import CloseMeeting, OpenMeeting
from coopdesk.services.member_cards import cards_of_all
from coopdesk.services.minutes import EditMinutes, minutes_view
from coopdesk.services.motions import AddMotion
from coopdesk.services.perform import Desk
from coopdesk.services.quorum import DeclareQuorum
from coopdesk.services.sample import make_sample
from coopdesk.services.verify import verify
from coopdesk.services.visitors import ReceiveGuest, RecordApology
from coopdesk.services.votes import CastForTheRest, CastVote, ChangeVote
from coopdesk.storage.files import make
from coopdesk.storage.store import Store

ACCOUNTS = "That the accounts for the year ended 31 August be received."
NEW_RULES = (
    "That the Society adopts the rules laid before the meeting, and signed by the chair to identify them, in place of "
    "its present rules, from the date on which the Financial Conduct Authority registers them."
)


@dataclass
class EveningClock:
    """Told what time it is; the played evening takes seconds and its minutes read like an evening."""

    moment: datetime

    def __call__(self) -> datetime:
        return self.moment

    def at(self, hours: int, minutes: int) -> None:
        """Set the hall's clock, on the evening's day."""
        day = local_day(self.moment)
        self.moment = datetime(day.year, day.month, day.day, hours, minutes, tzinfo=LONDON).astimezone(UTC)

    def pass_seconds(self, seconds: int) -> None:
        """Time goes by."""
        self.moment += timedelta(seconds=seconds)


class Evening:
    """An annual meeting in stages; stop after any of them and look."""

    def __init__(self, file: Path, now: datetime, members: int = 412) -> None:
        self.store: Store = make(file)
        self.desk: Desk = make_sample(self.store, now, members=members)
        self.clock = EveningClock(now)
        self.desk.clock = self.clock
        self.meeting = 1
        self.board = BoardElection(self.desk, self.meeting)
        self.joiner = 0

    def doors_open(self, people: int = 118) -> None:
        """Nominations are in; members arrive from half past six; one joins, one guest comes, apologies are in."""
        self.board.call()
        self.clock.at(18, 5)
        for number in (301, 302, 303, 304, 305):
            self.desk.perform(RecordApology(self.meeting, str(number)))
        self.clock.at(18, 31)
        for number in range(1, people + 1):
            self.desk.perform(CheckIn(self.meeting, str(number)))
            self.clock.pass_seconds(11)
        self.desk.perform(ReceiveGuest(self.meeting, "Cllr J. Barraclough"))
        joined = self.desk.perform(
            JoinAtDoor(meeting=self.meeting, name="Priya Raman", paid="cash", address="3 Wharf Terrace, Hebden Bridge")
        )
        self.joiner = joined.certificate or 0

    def begin(self) -> None:
        """The chair opens the meeting, declares the quorum and takes the first items."""
        self.clock.at(19, 2)
        self.desk.perform(OpenMeeting(self.meeting))
        self.clock.at(19, 4)
        self.desk.perform(DeclareQuorum(self.meeting))
        for number, minutes in ((1, 4), (2, 6), (3, 7), (4, 8), (5, 9), (6, 11), (7, 14)):
            self.clock.at(19, minutes)
            self.desk.perform(TakeItem(self.meeting, number))
        self._words(7, "The chair reported a **good year**. Questions on energy costs were answered.")

    def show_of_hands(self) -> None:
        """The accounts, by show of hands."""
        self.clock.at(19, 24)
        self.desk.perform(TakeItem(self.meeting, 8))
        self._motion("Accounts", ACCOUNTS, "ordinary", "3", "4", 8)
        self.desk.perform(PutMotion(self.meeting, 1, "hands"))
        self.desk.perform(RecordHands(meeting=self.meeting, number=1, votes_for=109, against=2, abstain=7))
        self._declare(1)

    def recorded_vote(self) -> None:
        """New rules, card by card: left open, with some votes still to come."""
        self.clock.at(19, 38)
        self.desk.perform(TakeItem(self.meeting, 11))
        self._motion("New rules for the society", NEW_RULES, "rule-change", "5", "6", 11)
        self.desk.perform(PutMotion(self.meeting, 2, "recorded"))
        for number in range(1, 85):
            choice = "against" if number % 4 == 0 else "abstain" if number % 14 == 0 else "for"
            self.desk.perform(CastVote(self.meeting, 2, str(number), choice))
            self.clock.pass_seconds(3)

    def result(self) -> None:
        """All the rest are for, with two exceptions; declared."""
        self.desk.perform(CastForTheRest(self.meeting, 2, "for"))
        self.desk.perform(ChangeVote(self.meeting, 2, "90", "against"))
        self.desk.perform(ChangeVote(self.meeting, 2, "91", "abstain"))
        self.clock.at(19, 47)
        self._declare(2)

    def elect_the_board(self) -> None:
        """Papers out, read and counted; nobody is declared yet."""
        self.clock.at(19, 52)
        self.desk.perform(TakeItem(self.meeting, 12))
        self.board.vote()
        self.clock.at(20, 6)
        self.board.count()

    def close(self) -> None:
        """The board declared, the last items, and the close."""
        self.board.declare()
        self.clock.at(20, 10)
        self.desk.perform(LeaveRoom(self.meeting, "17"))
        for number, minutes in ((13, 30), (14, 44)):
            self.clock.at(20, minutes)
            self.desk.perform(TakeItem(self.meeting, number))
        self.clock.at(20, 45)
        self.desk.perform(CloseMeeting(self.meeting))

    def papers(self, folder: Path) -> None:
        """Minutes in every format, the joiner's certificate, and everybody's card."""
        self.clock.at(21, 5)
        view = self.desk.ask(minutes_view, self.meeting, self.desk.now())
        for ending in MINUTES_FORMATS:
            write_file(folder / f"minutes{ending}", minutes_file(view, ending).data)
        certificate = self.desk.ask(certificate_view, self.joiner)
        write_file(folder / "certificate.pdf", certificate_pdf([certificate]))
        write_file(folder / "member-cards.pdf", cards_pdf(self.desk.ask(cards_of_all)))

    def _motion(self, title: str, text: str, kind: str, proposer: str, seconder: str, item: int) -> None:
        self.desk.perform(
            AddMotion(
                meeting=self.meeting,
                title=title,
                text=text,
                kind=kind,
                proposer=proposer,
                seconder=seconder,
                item=item,
            )
        )

    def _declare(self, number: int) -> None:
        self.desk.perform(CloseVote(self.meeting, number))
        self.desk.perform(DeclareResult(self.meeting, number))

    def _words(self, item: int, words: str) -> None:
        self.desk.perform(EditMinutes(self.meeting, str(item), words))


def play(folder: Path, say: Callable[[str], None]) -> int:
    """Play the whole evening into a folder, made afresh; returns the exit code (0 when the file verifies)."""
    from coopdesk.app.pictures import play_with_pictures

    say("There is no screen here, so the sample's annual meeting is played without one.")
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    day = datetime.now(UTC).astimezone(LONDON)
    evening = Evening(folder / "hebden.coopdesk", day.replace(hour=12, minute=0, second=0, microsecond=0))
    try:
        play_with_pictures(evening, folder)
        evening.papers(folder)
        found = evening.desk.ask(verify)
    finally:
        evening.store.close()
    say(f"Verified: {found.entries} journal entries, {'sound' if found.sound else 'NOT SOUND'}.")
    for path in sorted(folder.iterdir()):
        say(f"  {path}")
    return 0 if found.sound else 1
