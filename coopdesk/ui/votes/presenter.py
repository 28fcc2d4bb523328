"""The vote desk's presenter: cards and keys become votes, figures become counts."""

from functools import partial
from typing import Any, TypedDict

from PySide6.QtCore import QObject, Signal

from coopdesk.domain.motions import Choice
from coopdesk.domain.refusals import Refusal
from coopdesk.domain.tally import Counts, Decision
from coopdesk.services.counting import CloseVote, DeclareResult, PutMotion, RecordHands, RecountMotion
from coopdesk.services.events import Event
from coopdesk.services.hands import RecordTeller
from coopdesk.services.paper_accounts import AccountPapers, EnterPapers
from coopdesk.services.perform import Command, Desk
from coopdesk.services.polls import CastProxies
from coopdesk.services.secret_ballots import CastSecretVote
from coopdesk.services.vote_desk import CardInHand, VotesView, card_in_hand, votes_now, would_decide
from coopdesk.services.votes import CastForTheRest, CastVote, ChangeVote, VoidVote
from coopdesk.ui.kit.hub import Hub
from coopdesk.ui.kit.jobs import Jobs
from coopdesk.ui.presenter import Presenter
from coopdesk.ui.votes.hands import Figures
from coopdesk.ui.votes.wishes import MAKES_A_MOTION, command_of
from coopdesk.ui.wall import InView, WallState, WallWish

VOTE_ACTS = frozenset(
    "CastVote CastForTheRest CastProxies RecordHands RecordTeller EnterPapers PutMotion CastSecretVote".split()
)
"""What undo takes back at the vote desk, while the vote is open."""


class _Given(TypedDict):
    """What a count of hands gives, whoever counted."""

    meeting: int
    number: int
    votes_for: int
    against: int
    abstain: int
    kept: int


class VotesPresenter(Presenter):
    """``shown(VotesView | None)`` after every reading; ``held(CardInHand)`` for a card; ``did(what, number)`` once an
    act is on the record; ``would(Decision | Refusal)`` for figures being typed."""

    shown = Signal(object)
    held = Signal(object)
    did = Signal(str, int)
    would = Signal(object)
    wall_changed = Signal(object)

    def __init__(self, desk: Desk, jobs: Jobs, hub: Hub, parent: QObject | None = None) -> None:
        super().__init__(desk, jobs, hub, parent)
        self._meeting = 0
        self._looked_at = 0
        self._in_front = False
        hub.subscribe(Event, self.read_soon)
        hub.subscribe(WallState, self._on_wall)

    @property
    def meeting(self) -> int:
        """The meeting whose motions are shown, 0 before one is called."""
        return self._meeting

    def read(self) -> None:
        """Read the motions and the vote under way."""
        self.ask(self._on_read, votes_now, self.desk.now())

    def take_card(self, motion: int, text: str) -> None:
        """Find whose vote a scanned or typed card is for."""
        self.ask(self._on_held, card_in_hand, self._meeting, motion, text)

    def cast(self, motion: int, card: CardInHand, choice: str) -> None:
        """Record the vote of the card in the hand; a vote that stands is voided first, and both are kept."""
        number = card.member.number
        command: Command[Any]
        if card.secret:
            command = CastSecretVote(self._meeting, motion, number, Choice(choice).value)
        elif card.voted is None:
            command = CastVote(self._meeting, motion, number, Choice(choice).value)
        else:
            command = ChangeVote(self._meeting, motion, number, Choice(choice).value)
        self._act(command, "cast", motion)

    def cast_rest(self, motion: int, choice: str) -> None:
        """The same vote for everybody who has none yet."""
        self._act(CastForTheRest(self._meeting, motion, Choice(choice).value), "rest", motion)

    def cast_proxies(self, motion: int, holder: str, choice: str) -> None:
        """The holder's say for everybody who sent them and left it open."""
        self._act(CastProxies(self._meeting, motion, holder, Choice(choice).value), "proxies", motion)

    def void(self, motion: int, member: str) -> None:
        """Take back one vote; it stays on the record as void."""
        self._act(VoidVote(self._meeting, motion, member, "taken back at the desk"), "void", motion)

    def undo(self) -> None:
        """Take back the last vote or figures."""
        self.jobs.store(partial(self.desk.undo, VOTE_ACTS), self._on_undone, self._on_failed)

    def record_hands(self, motion: int, figures: Figures) -> None:
        """Keep the figures of hands or cards, or of one of two tellers."""
        counts = figures.counts
        given = _Given(
            meeting=self._meeting,
            number=motion,
            votes_for=counts.votes_for,
            against=counts.against,
            abstain=counts.abstain,
            kept=figures.kept,
        )
        if figures.teller:
            self._act(RecordTeller(teller=figures.teller, **given), "teller", motion)
        else:
            self._act(RecordHands(**given), "hands", motion)

    def enter_paper(self, motion: int, choice: str) -> None:
        """One paper from the box."""
        self._act(EnterPapers(self._meeting, motion, choice), "paper", motion)

    def account_papers(self, motion: int, issued: int, returned: int, missing: int) -> None:
        """Papers given out, returned unused and missing."""
        self._act(AccountPapers(self._meeting, motion, issued, returned, missing), "account", motion)

    def weigh(self, motion: int, figures: Counts) -> None:
        """What figures being typed would come to."""
        self.jobs.store(
            partial(self.desk.ask, would_decide, self._meeting, motion, figures), self._on_would, self._on_not_weighed
        )

    def put(self, motion: int, method: str) -> None:
        """Open the vote on a motion."""
        self._act(PutMotion(self._meeting, motion, method), "put", motion)

    def close_vote(self, motion: int) -> None:
        """No more votes."""
        self._act(CloseVote(self._meeting, motion), "close", motion)

    def declare(self, motion: int, casting: str) -> None:
        """Write the result for good, with the chair's casting vote where one is given."""
        self._act(DeclareResult(self._meeting, motion, casting), "declare", motion)

    def recount(self, motion: int, method: str) -> None:
        """Count again beside the first count, the same way where ``method`` is empty."""
        self._act(RecountMotion(self._meeting, motion, method), "recount", motion)

    def write(self, wish: str, motion: int, values: dict[str, str]) -> None:
        """What was written in a form becomes its command."""
        try:
            command = command_of(wish, self._meeting, motion, values)
        except Refusal as refusal:
            self.refused.emit(refusal)
        else:
            self.perform(command, partial(self._on_written, wish, motion))

    def blank_wall(self) -> None:
        """F7: an empty wall, or what was there again."""
        self.hub.publish(WallWish("blank"))

    def look_at(self, motion: int) -> None:
        """The motion in front of the operator: F5 means it, while the page is in front."""
        self._looked_at = motion
        self._tell_in_view()

    def wake(self) -> None:
        super().wake()
        self._in_front = True
        self._tell_in_view()

    def sleep(self) -> None:
        super().sleep()
        self._in_front = False
        self._tell_in_view()

    def _tell_in_view(self) -> None:
        self.hub.publish(InView(self._meeting, "motion", self._looked_at if self._in_front else 0))

    def show_on_wall(self) -> None:
        """F5: the motion in front."""
        self.hub.publish(WallWish("show"))

    def show_counts(self) -> None:
        """Running counts on the wall, or no longer: the chair's wish."""
        self.hub.publish(WallWish("counts"))

    def ask_wall(self) -> None:
        """Ask what the wall shows now."""
        self.hub.publish(WallWish("tell"))

    def _act(self, command: Command[Any], what: str, motion: int) -> None:
        self.perform(command, partial(self._on_did, what, motion))

    def _on_did(self, what: str, motion: int, _value: object) -> None:
        self.did.emit(what, motion)
        # The page must not wait for the burst of events to settle before it shows its own act.
        self.read()

    def _on_undone(self, _undone: object) -> None:
        self.did.emit("undo", 0)
        self.read()

    def _on_written(self, wish: str, motion: int, value: object) -> None:
        made = value[0] if isinstance(value, tuple) else value
        # A new motion is looked at next; an act upon one leaves the page with it.
        self.did.emit(wish, made if isinstance(made, int) and wish in MAKES_A_MOTION else motion)
        self.read()

    def _on_held(self, card: CardInHand) -> None:
        self.held.emit(card)

    def _on_would(self, decision: Decision) -> None:
        self.would.emit(decision)

    def _on_not_weighed(self, error: Exception) -> None:
        if isinstance(error, Refusal):
            self.would.emit(error)
        else:
            self._on_failed(error)

    def _on_wall(self, state: WallState) -> None:
        self.wall_changed.emit(state)

    def _on_read(self, view: VotesView | None) -> None:
        self._meeting = 0 if view is None else view.meeting.id
        self.shown.emit(view)
