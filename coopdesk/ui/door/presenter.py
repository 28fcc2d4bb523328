"""The door's presenter: wishes become commands, answers become verdicts."""

import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

from PySide6.QtCore import QObject, Signal

from coopdesk.domain.codes import read_code
from coopdesk.domain.faults import Fault
from coopdesk.domain.ids import GuestId
from coopdesk.domain.refusals import Refusal
from coopdesk.services.card_view import CardView
from coopdesk.services.door import DOOR_ACTS, CheckIn, DoorVerdict, LeaveRoom
from coopdesk.services.door_view import DoorMatch, DoorView, door_match, door_now, door_search, whom
from coopdesk.services.events import Event
from coopdesk.services.member_cards import IssueCard
from coopdesk.services.members import MemberView, member
from coopdesk.services.perform import Desk, Undone
from coopdesk.services.room import NoMeeting
from coopdesk.services.visitors import ReceiveGuest, RecordApology, SeeGuestOut
from coopdesk.ui.door import verdicts
from coopdesk.ui.kit.hub import Hub
from coopdesk.ui.kit.jobs import Jobs, Progress
from coopdesk.ui.presenter import Presenter
from coopdesk.ui.text import words

if TYPE_CHECKING:
    # Joining brings the ledger with it, a fifth of all that is imported: the first card need not wait for that.
    from coopdesk.services.certificate_view import CertificateView
    from coopdesk.services.joining import JoiningTerms

SAME_SCAN_SECONDS = 3.0
"""A card held to the scanner reads several times; within these seconds it is one scan."""

NEWEST = 14
EVERYBODY = 2_000


class DoorPresenter(Presenter):
    """Checks in, joins, receives and undoes. ``said(Verdict)`` answers every wish; ``shown(DoorView | None)`` is what
    the page is about; ``found(text, matches)`` answers a search."""

    said = Signal(object)
    shown = Signal(object)
    found = Signal(str, object)
    terms_known = Signal(object)
    everybody_read = Signal(object)
    paper_ready = Signal(object)
    """The path of a card or certificate that was written."""
    paper_failed = Signal(str)

    def __init__(self, desk: Desk, jobs: Jobs, hub: Hub, parent: QObject | None = None) -> None:
        super().__init__(desk, jobs, hub, parent)
        self._view: DoorView | None = None
        self._last = ("", 0.0, "")
        self.refused.connect(self._on_refused)
        hub.subscribe(Event, self.read_soon)

    @property
    def meeting(self) -> int | None:
        """The meeting this door is of; None before one is called."""
        return None if self._view is None else self._view.meeting.id

    def read(self) -> None:
        """Read counts and arrivals again."""
        self.ask(self._on_read, door_now, self.desk.now(), NEWEST)

    def check_in(self, reference: str) -> None:
        """Somebody with a card or a number. The same card within three seconds is the same scan."""
        now = time.monotonic()
        before, when, nonce = self._last
        if reference != before or now - when > SAME_SCAN_SECONDS:
            nonce = f"door-{uuid4().hex}"
        self._last = (reference, now, nonce)
        self._at_meeting(partial(self._check_in, reference, nonce))

    def take_first(self, text: str) -> None:
        """Enter after typing: a card's code is a scan, else the first who is found comes in."""
        if read_code(text) is not None:
            self.check_in(text)
            return
        self._at_meeting(partial(self._take_first, text))

    def search(self, text: str) -> None:
        """Find members as they are typed. Half a card's code names nobody yet, so it is neither sought nor refused."""
        if read_code(text) is None:
            self._at_meeting(partial(self._search, text))

    def look_up(self, reference: str) -> None:
        """Show how one member stands, chosen from the list."""
        self._at_meeting(partial(self._look_up, reference))

    def leave(self, reference: str) -> None:
        """A member goes."""
        self._forget()
        self._at_meeting(partial(self._leave, reference))

    def guest_leaves(self, guest: int) -> None:
        """A visitor goes."""
        self._forget()
        self.perform(SeeGuestOut(guest), self._on_guest_gone)

    def receive(self, name: str) -> None:
        """A visitor comes."""
        self._at_meeting(partial(self._receive, name))

    def name_representative(self, reference: str, name: str) -> None:
        """An organisation's representative is named, and it is in."""
        self._forget()
        self._at_meeting(partial(self._name_representative, reference, name))

    def take_apologies(self, reference: str) -> None:
        """Apologies of a member."""
        self._at_meeting(partial(self._take_apologies, reference))

    def undo(self) -> None:
        """Take back the last act of the door."""
        self._forget()
        self.jobs.store(self._undo, self._on_undone, self._on_failed)

    def read_terms(self) -> None:
        """Ask what somebody who joins now pays, and whether they vote tonight."""
        self._at_meeting(self._read_terms)

    def join(self, name: str, address: str, postcode: str, paid: str) -> None:
        """Member, share, certificate, payment and attendance, all or none."""
        self._at_meeting(partial(self._join, name, address, postcode, paid))

    def read_everybody(self) -> None:
        """Read the whole list of arrivals."""
        self.ask(self._on_everybody, door_now, self.desk.now(), EVERYBODY)

    def print_card(self, reference: str) -> None:
        """Write the member's card as PDF; the joining stands whatever comes of it."""
        self.jobs.store(partial(self._card, reference), self._on_card, self._on_paper_failed)

    def print_certificate(self, number: int) -> None:
        """Write a share certificate as PDF; the joining stands whatever comes of it."""
        self.jobs.store(partial(self._certificate, number), self._on_certificate, self._on_paper_failed)

    def _at_meeting(self, act: Callable[[int], None]) -> None:
        """Scans may come before the first reading is done, or to a door that rests while another meeting is called.

        They wait for a reading on the store thread.
        """
        if self._view is not None and not self._stale:
            act(self._view.meeting.id)
            return
        self.ask(partial(self._on_meeting_known, act), door_now, self.desk.now(), NEWEST)

    def _on_meeting_known(self, act: Callable[[int], None], view: DoorView | None) -> None:
        self._stale = False
        self._on_read(view)
        if view is None:
            self.said.emit(verdicts.ready(None))
        else:
            act(view.meeting.id)

    def _check_in(self, reference: str, nonce: str, meeting: int) -> None:
        self.perform(CheckIn(meeting, reference), self._on_arrived, nonce=nonce)

    def _take_first(self, text: str, meeting: int) -> None:
        self.ask(partial(self._on_first, text), door_search, meeting, text, 1)

    def _on_first(self, text: str, matches: tuple[DoorMatch, ...]) -> None:
        if matches:
            self.check_in(matches[0].member.number)
        else:
            self.said.emit(verdicts.nobody(text))

    def _search(self, text: str, meeting: int) -> None:
        self.ask(partial(self._on_found, text), door_search, meeting, text)

    def _look_up(self, reference: str, meeting: int) -> None:
        self.jobs.store(partial(self._match, meeting, reference), self._on_match, self._on_failed)

    def _match(self, meeting: int, reference: str) -> DoorMatch:
        return self.desk.ask(door_match, meeting, self.desk.ask(member, reference))

    def _leave(self, reference: str, meeting: int) -> None:
        self.jobs.store(partial(self._see_out, meeting, reference), self._on_gone, self._on_failed)

    def _see_out(self, meeting: int, reference: str) -> DoorMatch:
        match = self._match(meeting, reference)
        self.desk.perform(LeaveRoom(meeting, reference))
        return match

    def _receive(self, name: str, meeting: int) -> None:
        self.perform(ReceiveGuest(meeting, name), partial(self._on_received, name))

    def _name_representative(self, reference: str, name: str, meeting: int) -> None:
        from coopdesk.services.representing import NameAtDoor

        self.perform(NameAtDoor(meeting, reference, name), self._on_arrived)

    def _take_apologies(self, reference: str, meeting: int) -> None:
        self.perform(RecordApology(meeting, reference), self._on_apologies)

    def _read_terms(self, meeting: int) -> None:
        self.jobs.store(partial(self._terms, meeting), self._on_terms, self._on_failed)

    def _terms(self, meeting: int) -> "JoiningTerms":
        from coopdesk.services.joining import joining_terms

        return self.desk.ask(joining_terms, meeting, self.desk.now())

    def _join(self, name: str, address: str, postcode: str, paid: str, meeting: int) -> None:
        task = partial(self._joined, meeting, name, address, postcode, paid)
        self.jobs.store(task, self._on_joined, self._on_failed)

    def _joined(
        self, meeting: int, name: str, address: str, postcode: str, paid: str
    ) -> tuple[DoorVerdict, "JoiningTerms", str]:
        from coopdesk.services.joining import JoinAtDoor

        terms = self._terms(meeting)
        command = JoinAtDoor(meeting=meeting, name=name, address=address, postcode=postcode, paid=paid)
        return self.desk.perform(command), terms, paid

    def _certificate(self, number: int) -> "CertificateView":
        from coopdesk.services.certificate_views import certificate_view

        return self.desk.ask(certificate_view, number)

    def _card(self, reference: str) -> CardView:
        return self.desk.perform(IssueCard(self.desk.ask(member, reference).id))

    def _forget(self) -> None:
        # After an undo the same card is a new arrival, not the answer that was taken back.
        self._last = ("", 0.0, "")

    def _on_read(self, view: DoorView | None) -> None:
        self._view = view
        self.shown.emit(view)

    def _on_arrived(self, verdict: DoorVerdict) -> None:
        self.said.emit(verdicts.arrived(verdict))

    def _on_found(self, text: str, matches: tuple[DoorMatch, ...]) -> None:
        self.found.emit(text, matches)

    def _on_match(self, match: DoorMatch) -> None:
        self.said.emit(verdicts.about_match(match))

    def _on_gone(self, match: DoorMatch) -> None:
        self.said.emit(verdicts.gone(match.member.name, match.voting_card))

    def _on_guest_gone(self, _nothing: None) -> None:
        self.said.emit(verdicts.gone(words("The visitor")))

    def _on_received(self, name: str, _guest: GuestId) -> None:
        self.said.emit(verdicts.guest_in(name.strip()))

    def _on_apologies(self, person: MemberView) -> None:
        self.said.emit(verdicts.apologies(person))

    def _undo(self) -> tuple[Undone, str]:
        undone = self.desk.undo(DOOR_ACTS)
        return undone, self.desk.ask(whom, undone.seq)

    def _on_undone(self, answer: tuple[Undone, str]) -> None:
        undone, who = answer
        self.said.emit(verdicts.undone(undone.act, who))

    def _on_terms(self, terms: "JoiningTerms") -> None:
        self.terms_known.emit(terms)

    def _on_joined(self, answer: tuple[DoorVerdict, "JoiningTerms", str]) -> None:
        verdict, terms, paid = answer
        self.said.emit(verdicts.joined(verdict, terms.pence, paid))

    def _on_everybody(self, view: DoorView | None) -> None:
        self.everybody_read.emit(() if view is None else view.arrivals)

    def _on_refused(self, error: Refusal | Fault) -> None:
        self.said.emit(verdicts.ready(None) if isinstance(error, NoMeeting) else verdicts.stopped(error))

    def _on_card(self, view: CardView) -> None:
        self.jobs.work(partial(_write_card, self._folder(), view), self._on_paper, self._on_paper_failed)

    def _on_certificate(self, view: "CertificateView") -> None:
        self.jobs.work(partial(_write_certificate, self._folder(), view), self._on_paper, self._on_paper_failed)

    def _on_paper(self, path: Path) -> None:
        self.paper_ready.emit(path)

    def _on_paper_failed(self, error: Exception) -> None:
        if isinstance(error, Refusal | Fault):
            self.paper_failed.emit(str(error))
        else:
            self._on_failed(error)

    def _folder(self) -> Path:
        path = self.desk.store.path
        return path.with_name(f"{path.stem} papers")


def _write_card(folder: Path, view: CardView, _progress: Progress) -> Path:
    # Paper is imported when the first one is made: the door must not wait for it.
    from coopdesk.documents.cards import cards_pdf
    from coopdesk.documents.write_file import write_file

    path = folder / f"member card {view.member_number}.pdf"
    _make_folder(folder)
    write_file(path, cards_pdf([view]))
    return path


def _write_certificate(folder: Path, view: "CertificateView", _progress: Progress) -> Path:
    from coopdesk.documents.certificate import certificate_pdf
    from coopdesk.documents.write_file import write_file

    path = folder / f"share certificate {view.number}.pdf"
    _make_folder(folder)
    write_file(path, certificate_pdf([view]))
    return path


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        from coopdesk.documents.write_file import PaperNotWritten

        why = (error.strerror or str(error)).lower()
        raise PaperNotWritten(str(folder), why, "print it later from the Shares or Members page") from error
