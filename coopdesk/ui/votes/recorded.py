"""A recorded vote: a card, a key, the next card."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from coopdesk.domain.clock import hour
from coopdesk.domain.members import display_number
from coopdesk.services.motion_view import VoteLine, VotingView
from coopdesk.services.poll_holders import HolderWaiting
from coopdesk.services.vote_desk import CardInHand
from coopdesk.ui.kit.banner import NoticeBanner
from coopdesk.ui.kit.bars import Bar
from coopdesk.ui.kit.buttons import Button
from coopdesk.ui.kit.choices import Choice, ChoiceButton, choice_disc
from coopdesk.ui.kit.keyhint import KeyHint
from coopdesk.ui.kit.labels import Elided, label, set_ink
from coopdesk.ui.kit.layouts import Grow, column, row
from coopdesk.ui.kit.pills import Pill
from coopdesk.ui.kit.rows import ListRow, RowList
from coopdesk.ui.kit.scanbox import ScanBox
from coopdesk.ui.kit.theme import current
from coopdesk.ui.text import words

CHOICE_WORDS: dict[Choice, str] = {"for": "For", "against": "Against", "abstain": "Abstain"}
CHOICE_KEYS: dict[str, Choice] = {"F": "for", "A": "against", "B": "abstain"}


class VotingHead(QFrame):
    """What is being voted on, how many votes are in, and the close."""

    close_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("frame", "card")
        self._pill = Pill(words("Voting open"), "info", "lock-open")
        self._about = Elided("", "muted")
        self._title = label("", "section", wrap=True)
        self.received = label("", "number")
        self._of = label("", "lead")
        self._awaited = label("", "muted")
        self._bar = Bar("primary", 10)
        self.close_vote = Button(words("Close vote"), icon="lock", key="F8", height=52)
        self.close_vote.clicked.connect(self.close_requested)
        counted = row(self.received, self._of, Grow(), self._awaited, gap=9)
        foot = row(Grow(column(counted, self._bar, gap=2)), self.close_vote, gap=18)
        head = row(self._pill, Grow(self._about), gap=12)
        self.setLayout(column(head, self._title, foot, gap=6, margins=(16, 12, 16, 12)))

    def show_voting(self, view: VotingView) -> None:
        """Show how far the vote is."""
        motion, count = view.motion, view.motion.current
        assert count is not None
        opened = words("opened {hour}").format(hour=hour(count.opened_at))
        attempt = words("count {number}").format(number=count.attempt) if count.attempt > 1 else ""
        parts = (motion.rule.title, count.method.words.lower(), opened, attempt)
        self._about.setText("  ·  ".join(part for part in parts if part))
        self._title.setText(words("Motion {number}: {title}").format(number=motion.number, title=motion.title))
        self.received.setText(f"{view.received:,}")
        self._of.setText(words("of {count} votes received").format(count=f"{view.of:,}"))
        left = view.of - view.received
        self._awaited.setText(words("{count} to come").format(count=left) if left else words("all in"))
        self._bar.show_count(view.received, view.of)
        # Closing early is the chair's to say; once every vote is in it is the next act.
        self.close_vote.set_kind("plain" if left else "primary")


class HandPanel(QFrame):
    """The card in the hand with its three keys; or all the rest at once; or the wait for the next card."""

    cast_requested = Signal(str)
    put_back_requested = Signal()
    rest_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("frame", "soft")
        self._rest_offered = True
        self.name = label("", "title", wrap=True)
        self.about = Elided("", "muted")
        self._back = Button(words("Not this one"), kind="ghost")
        self._back_key = KeyHint("Esc")
        self._rest = Button(words("All for the rest …"), icon="users", kind="ghost")
        self._buttons = {
            choice: ChoiceButton(choice, words(CHOICE_WORDS[choice]), key) for key, choice in CHOICE_KEYS.items()
        }
        for choice, button in self._buttons.items():
            button.clicked.connect(partial(self._on_choice, choice))
        self._back.clicked.connect(self.put_back_requested)
        self._rest.clicked.connect(self.rest_requested)
        self._problem = NoticeBanner("warning", "triangle-alert", "")
        self._problem.hide()
        head = row(self.name, Grow(self.about), self._rest, self._back, self._back_key, gap=10)
        keys = row(*(Grow(button) for button in self._buttons.values()), gap=12)
        self.setLayout(column(head, self._problem, keys, gap=10, margins=(16, 12, 16, 14)))
        self.wait()

    def offer_rest(self, offered: bool) -> None:
        """One key for all the rest is no way to fill an urn."""
        self._rest_offered = offered
        if not offered:
            self._rest.hide()

    def wait(self, awaited: int = 1) -> None:
        """Nobody's card is in the hand."""
        self.name.setText(words("Waiting for the next card") if awaited else words("Every vote is in"))
        self.about.setText("")
        self._arm(armed=False, rest=awaited > 0)
        set_ink(self.name, None)

    def hold(self, card: CardInHand) -> None:
        """A card is in the hand; one that has voted is amber and says when."""
        self.name.setText(card.member.name)
        number = words("member {number}").format(number=display_number(card.member.number))
        given = words("card {number}").format(number=card.voting_card) if card.voting_card else ""
        self.about.setText("  ·  ".join(part for part in (given, number, words("own vote")) if part))
        self._arm(armed=True, rest=False)
        if card.voted is not None:
            choice, at = card.voted
            said = words("Voted {choice} at {hour}. F, A or B puts another vote in its place; both stay on the record.")
            self.say(said.format(choice=words(CHOICE_WORDS[choice.value]).lower(), hour=hour(at)))
        set_ink(self.name, "warning" if card.voted is not None else None)

    def hold_rest(self, awaited: int) -> None:
        """All who have not voted, with one key."""
        self.name.setText(words("All {count} who have not voted").format(count=awaited))
        self.about.setText(words("the exceptions follow, card by card"))
        self._arm(armed=True, rest=False)
        set_ink(self.name, None)

    def hold_proxies(self, holder: HolderWaiting) -> None:
        """The holder says for everybody who sent them and left it open."""
        count = len(holder.speaks_for)
        said = words("for {count} member: {names}") if count == 1 else words("for {count} members: {names}")
        self.name.setText(holder.name)
        self.about.setText(said.format(count=count, names=", ".join(holder.speaks_for)))
        self._arm(armed=True, rest=False)
        set_ink(self.name, None)

    def say(self, sentence: str) -> None:
        """A refusal or a note about the card, where the card would be."""
        self._problem.show_notice("warning", "triangle-alert", sentence)
        self._problem.setVisible(bool(sentence))

    def said(self) -> str:
        """The sentence shown, or ""."""
        return "" if self._problem.isHidden() else self._problem.text()

    def _arm(self, *, armed: bool, rest: bool) -> None:
        for button in self._buttons.values():
            button.setEnabled(armed)
        for widget in (self._back, self._back_key):
            widget.setVisible(armed)
        self._rest.setVisible(rest and self._rest_offered)
        self._problem.hide()

    def _on_choice(self, choice: Choice, _checked: bool = False) -> None:
        self.cast_requested.emit(choice)


class LastVotes(QFrame):
    """The newest votes, each with its undo; a voided vote stays and says so."""

    void_requested = Signal(str)
    undo_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("frame", "card")
        self._heading = label(words("Last votes"), "section")
        self._empty = label(words("No vote has been recorded yet."), "muted", wrap=True)
        self._undo = Button(words("Undo"), icon="undo-2", key="Ctrl Z", height=32)
        self._undo.clicked.connect(self.undo_requested)
        self.rows = RowList(least=1)
        head = row(self._heading, Grow(), self._undo)
        self.setLayout(column(head, self._empty, Grow(self.rows), gap=2, margins=(16, 8, 12, 6)))

    def show_votes(self, lines: tuple[VoteLine, ...]) -> None:
        """Show the newest first."""
        self._empty.setVisible(not lines)
        self._undo.setEnabled(bool(lines))
        folded = current().folded
        self._heading.setVisible(not folded)
        self.rows.show_rows([self._row(line) for line in lines[:20]])

    def _row(self, line: VoteLine) -> ListRow:
        at = label(hour(line.at), "muted")
        at.setFont(current().figures())
        card = label(str(line.voting_card or ""), "muted")
        card.setMinimumWidth(current().px(34))
        name = Elided(line.name)
        choice = label(words(CHOICE_WORDS[line.choice.value]), "muted" if line.voided else "body")
        choice.setMinimumWidth(current().px(64))
        parts: list[QWidget] = [choice_disc(line.choice.value), choice]
        void = Button(words("Void"), kind="ghost", height=30)
        void.setAccessibleName(words("Void the vote of {name}").format(name=line.name))
        void.clicked.connect(partial(self._on_void, line.number))
        if line.voided:
            parts.append(Pill(words("void"), "neutral", small=True))
        else:
            parts.append(void)
        return ListRow(at, card, Grow(name), *parts, height=40)

    def _on_void(self, number: str, _checked: bool = False) -> None:
        self.void_requested.emit(number)


class RecordedVote(QFrame):
    """The whole desk of a recorded vote. The box takes digits, so F, A and B cast from it."""

    card_entered = Signal(str)
    close_requested = Signal()
    cast_requested = Signal(object, str)
    rest_requested = Signal(str)
    proxies_requested = Signal(str, str)
    """The holder (``HolderWaiting.key``) and the choice."""
    void_requested = Signal(str)
    undo_requested = Signal()
    put_back = Signal(str)
    """The name on a card that was put back without a vote."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("frame", "plain")
        self._card: CardInHand | None = None
        self._rest = False
        self._holder: HolderWaiting | None = None
        self._awaited = 0
        self._next: Choice | None = None
        self.head = VotingHead()
        self.box = ScanBox(words("Scan a card, or type its number"), "scan-qr-code", digits_only=True)
        self.hand = HandPanel()
        self.last = LastVotes()
        self.setLayout(column(self.head, self.box, self.hand, Grow(self.last), Grow(share=0), gap=12))
        self.head.close_requested.connect(self.close_requested)
        self.box.returnPressed.connect(self._on_entered)
        self.hand.cast_requested.connect(self.cast)
        self.hand.put_back_requested.connect(self.drop_card)
        self.hand.rest_requested.connect(self.take_rest)
        self.last.void_requested.connect(self.void_requested)
        self.last.undo_requested.connect(self.undo_requested)

    @property
    def holder(self) -> HolderWaiting | None:
        """The holder who says how those vote who sent them."""
        return self._holder

    @property
    def card(self) -> CardInHand | None:
        """The card in the hand."""
        return self._card

    def show_voting(self, view: VotingView) -> None:
        """Show the vote as it stands; the card in the hand stays."""
        self._awaited = view.of - view.received
        count = view.motion.current
        secret = count is not None and count.method.is_secret
        self.head.show_voting(view)
        self.last.show_votes(view.last_votes)
        self.last.setVisible(not secret)
        self.hand.offer_rest(not secret)
        if self._card is None and self._holder is None and not self._rest and not self.hand.said():
            self.hand.wait(self._awaited)

    def take(self, text: str) -> None:
        """A card was scanned or typed; one in the hand is put back first."""
        if self._card is not None:
            self.put_back.emit(self._card.member.name)
        self._clear()
        self.card_entered.emit(text)

    def hold(self, card: CardInHand) -> None:
        """Whose card it is: first their own vote, then of those who sent them."""
        if card.voted is not None and card.holder is not None:
            self.hold_proxies(card.holder)
            return
        self._card = card
        self.hand.hold(card)
        self.box.setFocus()
        if self._next is not None:
            choice, self._next = self._next, None
            if card.voted is None:
                self.cast(choice)

    def refuse(self, sentence: str) -> None:
        """A card that does not vote, said where the card would be."""
        self._clear()
        self.hand.say(sentence)

    def finish(self) -> None:
        """The vote is recorded: the holder's proxies come after their own, then the next card."""
        following = None if self._card is None else self._card.holder
        self._clear()
        if following is not None:
            self.hold_proxies(following)

    def hold_proxies(self, holder: HolderWaiting) -> None:
        """The next key is for everybody this holder speaks for."""
        self._clear()
        self._holder = holder
        self.hand.hold_proxies(holder)
        self.box.setFocus()

    def drop_card(self) -> bool:
        """Esc: put the card back; True when there was one, or something typed."""
        had = (
            self._card is not None
            or self._rest
            or self._holder is not None
            or bool(self.box.text())
            or bool(self.hand.said())
        )
        self._clear()
        return had

    def press(self, key: str) -> bool:
        """F, A or B: for the card in the hand, or for the number just typed."""
        choice = CHOICE_KEYS.get(key)
        if choice is None:
            return False
        typed = self.box.text().strip()
        if typed:
            self.take(typed)
            self._next = choice
        else:
            self.cast(choice)
        return True

    def cast(self, choice: str) -> None:
        """Cast for the card in the hand, or for all the rest."""
        if self._rest:
            self.rest_requested.emit(choice)
        elif self._holder is not None:
            self.proxies_requested.emit(self._holder.key, choice)
        elif self._card is not None:
            self.cast_requested.emit(self._card, choice)

    def take_rest(self) -> None:
        """One key for everybody who has not voted; the exceptions follow, card by card."""
        if self.isHidden() or not self._awaited:
            return
        self._clear()
        self._rest = True
        self.hand.hold_rest(self._awaited)
        self.box.setFocus()

    def _clear(self) -> None:
        self._card, self._rest, self._next, self._holder = None, False, None, None
        self.box.clear()
        self.hand.wait(self._awaited)

    def _on_entered(self) -> None:
        typed = self.box.text().strip()
        if typed:
            self.take(typed)
