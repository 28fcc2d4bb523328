"""The Votes page: the motions, and the one vote under way."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from coopdesk.domain.faults import Fault
from coopdesk.domain.motions import MotionState
from coopdesk.domain.refusals import Refusal
from coopdesk.domain.tally import Decision
from coopdesk.services.motion_view import MotionView
from coopdesk.services.poll_holders import HolderWaiting
from coopdesk.services.vote_desk import CardInHand, VotesView
from coopdesk.ui.kit.announce import announce
from coopdesk.ui.kit.commands import Command
from coopdesk.ui.kit.forms import InlineForm
from coopdesk.ui.kit.frames import frame
from coopdesk.ui.kit.layouts import Grow, column
from coopdesk.ui.kit.page import Page
from coopdesk.ui.kit.panel import SideSplit
from coopdesk.ui.kit.sounds import Sounds
from coopdesk.ui.kit.theme import current
from coopdesk.ui.text import refusal_text, words
from coopdesk.ui.votes.debate_forms import DEBATE_COMMANDS, FORMS, VOTING_COMMANDS, beginning, draft_commands
from coopdesk.ui.votes.detail import MotionDetail
from coopdesk.ui.votes.form import motion_form, motion_values
from coopdesk.ui.votes.form_desk import FormDesk
from coopdesk.ui.votes.hands import HandsVote
from coopdesk.ui.votes.overview import MotionList, NothingYet, first_to_do
from coopdesk.ui.votes.papers import PapersVote
from coopdesk.ui.votes.recorded import RecordedVote
from coopdesk.ui.votes.side import TALL, AwaitedPanel, HoldersPanel, ScriptPanel, TallyPanel, WallPanel
from coopdesk.ui.votes.status import next_instruction
from coopdesk.ui.wall import WallState


class VotesPage(Page):
    """Shows what its presenter read, and turns cards, keys and figures into wishes."""

    card_entered = Signal(int, str)
    cast_requested = Signal(int, object, str)
    rest_requested = Signal(int, str)
    proxies_cast_requested = Signal(int, str, str)
    void_requested = Signal(int, str)
    undo_requested = Signal()
    hands_requested = Signal(int, object)
    paper_entered = Signal(int, str)
    account_requested = Signal(int, int, int, int)
    weigh_requested = Signal(int, object)
    put_requested = Signal(int, str)
    close_requested = Signal(int)
    declare_requested = Signal(int, str)
    recount_requested = Signal(int, str)
    looked_at = Signal(int)
    """The motion in front, 0 for none."""
    written = Signal(str, int, object)
    """What a form was for ("save", "amend" ...), the motion it is about (0: a new one), and what it says."""

    def __init__(self) -> None:
        super().__init__(words("Votes"))
        self._view: VotesView | None = None
        self._chosen = 0
        self._sounds = Sounds(self)
        self.recorded = RecordedVote()
        self.hands = HandsVote()
        self.papers = PapersVote()
        self.list = MotionList()
        self.detail = MotionDetail()
        self._overview = frame("plain", column(self.list, Grow(self.detail), gap=14))
        self._empty = NothingYet()
        self._empty.begin.clicked.connect(self._on_begin)
        self.forms = FormDesk(words("Motion"))
        self._views: tuple[QWidget, ...] = (
            self._empty, self._overview, self.recorded, self.hands, self.papers, self.forms,
        )  # fmt: skip
        main = frame("plain", column(*(Grow(view) for view in self._views), gap=0))
        self.wall = WallPanel()
        self.tally = TallyPanel()
        self.holders = HoldersPanel()
        self.awaited = AwaitedPanel()
        self.script = ScriptPanel()
        panels = (self.wall, self.script, self.tally, self.holders)
        side = frame("plain", column(*panels, Grow(self.awaited), Grow(share=0), gap=12))
        self.setLayout(column(Grow(SideSplit(main, side))))
        self._connect()
        self._show(self._empty)

    def _connect(self) -> None:
        self.recorded.card_entered.connect(self._on_card_entered)
        self.recorded.cast_requested.connect(self._on_cast)
        self.recorded.rest_requested.connect(self._on_rest)
        self.recorded.proxies_requested.connect(self._on_proxies_cast)
        self.holders.holder_chosen.connect(self._on_holder)
        self.recorded.void_requested.connect(self._on_void)
        self.recorded.undo_requested.connect(self.undo_requested)
        self.recorded.put_back.connect(self._on_put_back)
        self.recorded.close_requested.connect(self._on_close)
        self.hands.record_requested.connect(self._on_hands)
        self.hands.weigh_requested.connect(self._on_weigh)
        self.hands.close_requested.connect(self._on_close)
        self.papers.paper_entered.connect(self._on_paper)
        self.papers.account_requested.connect(self._on_account)
        self.papers.undo_requested.connect(self.undo_requested)
        self.papers.close_requested.connect(self._on_close)
        self.list.chosen.connect(self._on_chosen)
        self.list.add_requested.connect(self._on_add)
        self.list.proxies_requested.connect(partial(self.page_requested.emit, "proxies"))
        self.detail.put_requested.connect(self._on_put)
        self.detail.declare_requested.connect(self._on_declare)
        self.detail.recount_requested.connect(self._on_recount)
        self.detail.form_requested.connect(self.open_form)
        self.detail.motion_requested.connect(self._on_chosen)
        self.forms.submitted.connect(self.written)
        self.forms.left.connect(self._on_form_left)
        self.detail.run_sheet_requested.connect(partial(self.page_requested.emit, "runsheet"))
        # While figures are typed the recorded vote's own Undo button is not there to claim the key.
        self._undo = QShortcut(QKeySequence("Ctrl+Z"), self.hands, self.undo_requested.emit)

    def primary_focus(self) -> QWidget | None:
        if not self.recorded.isHidden():
            return self.recorded.box
        if not self.hands.isHidden():
            return self.hands.close_vote if self.hands.recorded() else self.hands.first_field()
        if not self.papers.isHidden():
            return self.papers.first_field()
        if not self._empty.isHidden():
            return self._empty.begin
        return self.detail.primary() or self.list.add

    def opened(self) -> None:
        chosen = self._motion()
        if self._view is not None and chosen is not None and chosen.state is MotionState.DECLARED:
            # Whoever comes back to the page comes for what is next, not for what is done.
            self._on_chosen(first_to_do(self._view.motions))
        super().opened()
        self._say_status()

    def take_scan(self, code: str) -> bool:
        if self.recorded.isHidden():
            return False
        self.recorded.take(code)
        return True

    def on_key(self, key: str) -> bool:
        if not self.recorded.isHidden():
            if key == "Esc":
                had = self.recorded.drop_card()
                self._say_status()
                return had
            if self.recorded.press(key):
                return True
        if not self.papers.isHidden() and self.papers.press(key):
            return True
        if key == "Enter" and not self.hands.isHidden():
            self.hands.go_on()
            return True
        if not self._overview.isHidden() and self.detail.debate.press(key):
            return True
        return self.press_focused(key)

    def commands(self) -> Sequence[Command]:
        forms = [Command(words(said), key, partial(self.open_form, wish), "gavel") for wish, said, key in self.wishes()]
        return (
            Command(words("Add a motion"), "Ctrl N", self._on_add, "plus"),
            Command(words("All for the rest, then the exceptions"), "", self.recorded.take_rest, "users"),
            *forms,
            Command(words("Undo the last vote"), "Ctrl Z", self.undo_requested.emit, "undo-2"),
            Command(words("Close the vote"), "F8", self._on_close, "lock"),
            Command(words("Proxies"), "Alt X", partial(self.page_requested.emit, "proxies"), "users"),
            Command(words("Elections"), "", partial(self.page_requested.emit, "elections"), "user-check"),
        )

    def wishes(self) -> Sequence[tuple[str, str, str]]:
        """What a form can be opened for now, as wish, words and key."""
        motion = self._motion()
        if self._view is None or motion is None:
            return ()
        if self._view.voting is not None:
            return VOTING_COMMANDS
        offered = [each for each in DEBATE_COMMANDS if not self.detail.debate.button(each[0]).isHidden()]
        return [*offered, *draft_commands(motion)]

    def show_votes(self, view: VotesView | None) -> None:
        """Show the motions, or the vote under way."""
        self._view = view
        voting = None if view is None else view.voting
        if view is None or not view.motions:
            self._show_nothing(view)
        elif voting is not None:
            self._chosen = voting.motion.number
            count = voting.motion.current
            by_hands = count is not None and count.method.by_figures
            wanted = self.papers if voting.papers is not None else self.hands if by_hands else self.recorded
            wanted.show_voting(voting)
            self._show(wanted)
        else:
            self._show_overview(view)
        if view is not None:
            about = words("{meeting}, motion {number} of {count}")
            title = view.meeting.title
            chosen = about.format(meeting=title, number=self._chosen, count=len(view.motions))
            self.set_subtitle(chosen if view.motions and self._chosen else title)
        secret = voting is not None and voting.motion.current is not None and voting.motion.current.method.is_secret
        self.tally.setVisible(voting is not None and not secret)
        # Beside the list of those who have not voted there is room for the chair's words on a tall window only.
        roomy = self.recorded.isHidden() or self.height() >= current().px(TALL)
        self.looked_at.emit(self._chosen if view is not None and self._motion() is not None else 0)
        self.script.show_script(view.scripts.get(self._chosen) if view is not None and roomy else None)
        self.awaited.setVisible(voting is not None and not self.recorded.isHidden())
        self.holders.show_holders(() if view is None else view.holders)
        self.wall.offer_counts(voting is not None and not secret)
        if voting is not None and view is not None:
            self.tally.show_tally(view.would_decide)
            self.awaited.show_awaited(voting.not_voted, voting.of - voting.received)
        self._say_status()

    def _show_nothing(self, view: VotesView | None) -> None:
        self._empty.show_missing(meeting=view is None)
        self._show(self._empty)

    def _show_overview(self, view: VotesView) -> None:
        if not any(motion.number == self._chosen for motion in view.motions) or self._overview.isHidden():
            self._chosen = self._chosen if self._just_closed() else first_to_do(view.motions)
        self.list.show_motions(view.motions, self._chosen)
        motion = self._motion()
        if motion is not None:
            pressed = self.detail.primary()
            at_hand = pressed is not None and pressed.hasFocus()
            self.detail.show_motion(motion, view)
            lit = self.detail.primary()
            if at_hand and lit is not None and lit is not pressed:
                # Left to itself the focus of a button that goes falls on the next one: Enter would count again.
                lit.setFocus()
        self._show(self._overview)

    def _just_closed(self) -> bool:
        # The motion that was being voted on stays in front until it is declared.
        chosen = self._motion()
        return chosen is not None and chosen.state in (MotionState.CLOSED, MotionState.DECLARED)

    def show_card(self, card: CardInHand) -> None:
        """A card is in the hand."""
        self.recorded.hold(card)
        self._sounds.play("attention" if card.voted else "welcome")
        self._say_status()

    def show_did(self, what: str, motion: int) -> None:
        """An act is on the record."""
        if what in ("cast", "rest", "proxies", "void", "undo"):
            self.recorded.finish()
        if what == "teller":
            self.hands.teller_kept()
        if what in ("paper", "account"):
            self.papers.refuse("")
        if what in FORMS or what == "save":
            self._chosen = motion
            self.forms.put_away()
        if what == "undo":
            self.toast_requested.emit(words("Taken back. The vote stays on the record as void."))

    def show_refusal(self, error: Refusal | Fault) -> None:
        """Say no where it was asked for."""
        sentence = refusal_text(error) if isinstance(error, Refusal) else str(error)
        self._sounds.play("stop")
        announce(self, sentence, urgent=True)
        if self.forms.form is not None:
            self.forms.form.refuse(sentence)
        elif not self.recorded.isHidden():
            self.recorded.refuse(sentence)
            self._say_status()
        elif not self.hands.isHidden():
            self.hands.refuse(sentence)
        elif not self.papers.isHidden():
            self.papers.refuse(sentence)
        elif not self._overview.isHidden():
            self.detail.refuse(sentence)
        else:
            self.toast_requested.emit(sentence)

    def show_would(self, answer: Decision | Refusal) -> None:
        """What figures being typed would come to."""
        self.hands.show_would(answer)
        if isinstance(answer, Decision):
            self.tally.show_tally(answer)

    def show_wall(self, state: WallState) -> None:
        """What the wall shows."""
        self.wall.show_state(state)

    def _say_status(self) -> None:
        self.set_status(*next_instruction(self))

    def overview_seen(self) -> bool:
        """The motions are in front, and no vote is under way."""
        return not self._overview.isHidden()

    def _show(self, wanted: QWidget) -> None:
        if self.forms.form is not None:
            wanted = self.forms
        before = [view for view in self._views if not view.isHidden()]
        for view in self._views:
            view.setVisible(view is wanted)
        fresh = before != [wanted] and self.isVisible() and self.forms.form is None
        if fresh and (focus := self.primary_focus()) is not None:
            focus.setFocus()

    def _motion(self) -> MotionView | None:
        motions = () if self._view is None else self._view.motions
        return next((each for each in motions if each.number == self._chosen), None)

    def open_form(self, wish: str) -> None:
        """The form of a wish about the chosen motion, where there is one."""
        motion = self._motion()
        if motion is None or self._view is None:
            return
        if wish == "save":
            self._begin(motion_form(self._view, motion), wish, motion.number, motion_values(self._view, motion))
        else:
            self._begin(FORMS[wish](motion), wish, motion.number, beginning(wish, motion))

    def _begin(self, form: InlineForm, wish: str, motion: int, values: dict[str, str]) -> None:
        self.forms.hold(form, wish, motion)
        self._show(self.forms)
        self.forms.begin(values)
        self._say_status()

    def _on_begin(self) -> None:
        if self._view is None:
            self.page_requested.emit("setup")
        else:
            self._on_add()

    def _on_add(self) -> None:
        if self._view is not None and self._view.voting is None:
            self._begin(motion_form(self._view, None), "save", 0, motion_values(self._view, None))

    def _on_form_left(self) -> None:
        self.forms.put_away()
        self.show_votes(self._view)

    def _on_chosen(self, number: int) -> None:
        self._chosen = number
        if self._view is not None:
            self.show_votes(self._view)

    def _on_card_entered(self, text: str) -> None:
        self.card_entered.emit(self._chosen, text)

    def _on_cast(self, card: CardInHand, choice: str) -> None:
        self.cast_requested.emit(self._chosen, card, choice)

    def _on_rest(self, choice: str) -> None:
        self.rest_requested.emit(self._chosen, choice)

    def _on_proxies_cast(self, holder: str, choice: str) -> None:
        self.proxies_cast_requested.emit(self._chosen, holder, choice)

    def _on_holder(self, holder: HolderWaiting) -> None:
        self.recorded.hold_proxies(holder)
        self._say_status()

    def _on_void(self, member: str) -> None:
        self.void_requested.emit(self._chosen, member)

    def _on_put_back(self, name: str) -> None:
        self.toast_requested.emit(words("{name}'s card was put back without a vote.").format(name=name))

    def _on_hands(self, figures: object) -> None:
        self.hands_requested.emit(self._chosen, figures)

    def _on_paper(self, choice: str) -> None:
        self.paper_entered.emit(self._chosen, choice)

    def _on_account(self, issued: int, returned: int, missing: int) -> None:
        self.account_requested.emit(self._chosen, issued, returned, missing)

    def _on_weigh(self, figures: object) -> None:
        self.weigh_requested.emit(self._chosen, figures)

    def _on_put(self, method: str) -> None:
        self.put_requested.emit(self._chosen, method)

    def _on_close(self) -> None:
        self.close_requested.emit(self._chosen)

    def _on_declare(self, casting: str) -> None:
        self.declare_requested.emit(self._chosen, casting)

    def _on_recount(self, method: str) -> None:
        self.recount_requested.emit(self._chosen, method)
