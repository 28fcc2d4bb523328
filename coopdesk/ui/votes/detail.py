"""The motion chosen: its words and how they changed, its result, and exactly one filled button."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QWidget

from coopdesk.domain.changes import changes, changes_said
from coopdesk.domain.clock import hour
from coopdesk.domain.members import display_number
from coopdesk.domain.motions import MotionState, VoteMethod
from coopdesk.domain.tally import Decision, Outcome
from coopdesk.services.motion_view import MotionView, waits_for
from coopdesk.services.vote_desk import VotesView
from coopdesk.ui.kit.banner import NoticeBanner
from coopdesk.ui.kit.bars import Bar
from coopdesk.ui.kit.buttons import Button
from coopdesk.ui.kit.changed import ChangedText
from coopdesk.ui.kit.choices import Choice, choice_disc
from coopdesk.ui.kit.frames import frame
from coopdesk.ui.kit.labels import label, set_ink
from coopdesk.ui.kit.layouts import Grow, column, row
from coopdesk.ui.kit.pills import Pill
from coopdesk.ui.kit.scrolling import Scrolled
from coopdesk.ui.kit.theme import current
from coopdesk.ui.text import words
from coopdesk.ui.votes.debate_bar import DebateBar
from coopdesk.ui.votes.overview import state_of
from coopdesk.ui.votes.ways import WAY_ICONS, WAY_WORDS, WaysButton


class ChangeCard(QFrame):
    """What an amendment would do, or did, to a motion's words."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("frame", "quote")
        self._heading = label("", "eyebrow")
        self.change = ChangedText()
        self._said = label("", "small")
        self.setLayout(column(self._heading, self.change, self._said, gap=2, margins=(14, 8, 14, 8)))

    def show_change(self, motion: MotionView, motions: Sequence[MotionView]) -> None:
        """Show the change a motion is about; hidden for one that changes nothing and was not changed."""
        found = _change_of(motion, motions)
        self.setVisible(found is not None)
        if found is None:
            return
        heading, before, after = found
        pieces = changes(before, after)
        self._heading.setText(heading)
        self.change.show_pieces([(piece.change, piece.text) for piece in pieces])
        said = changes_said(pieces)
        self._said.setText(said[:1].upper() + said[1:] + ".")


def _change_of(motion: MotionView, motions: Sequence[MotionView]) -> tuple[str, str, str] | None:
    """Heading, the words before, the words after."""
    debate = motion.debate
    if debate.amends:
        target = next(each for each in motions if each.number == debate.amends)
        carried = [each.text for each in target.debate.former if each.amendment == motion.number]
        heading = words("Motion {number} now reads") if carried else words("Motion {number} would read")
        return heading.format(number=debate.amends), carried[0] if carried else target.text, debate.wording
    if not debate.former:
        return None
    by = [str(each.amendment) for each in debate.former if each.amendment]
    heading = words("Changed by motion {by}").format(by=", ".join(by)) if by else words("A slip put right by the chair")
    return heading, debate.former[0].text, motion.text


class ResultBars(QWidget):
    """For, Against and Abstain with the line that had to be reached."""

    def __init__(self) -> None:
        super().__init__()
        self._bars: dict[Choice, Bar] = {}
        self._numbers = {}
        parts = column(gap=2)
        names: tuple[tuple[Choice, str], ...] = (("for", "For"), ("against", "Against"), ("abstain", "Abstain"))
        for choice, text in names:
            bar = Bar(choice, 12, hatched=choice == "against")
            number = label("", "strong")
            number.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            name = label(words(text))
            name.setMinimumWidth(current().px(70))
            number.setMinimumWidth(current().px(44))
            self._bars[choice], self._numbers[choice] = bar, number
            parts.addLayout(row(choice_disc(choice, 20), name, Grow(bar), number, gap=10))
        self.setLayout(parts)

    def show_decision(self, decided: Decision) -> None:
        """Draw a decision's counts against its own base."""
        counts: dict[Choice, int] = {
            "for": decided.votes_for,
            "against": decided.against,
            "abstain": decided.abstain,
        }
        whole = max(decided.base_count, *counts.values(), 1)
        for choice, count in counts.items():
            mark = decided.needed if choice == "for" and decided.needed <= whole else None
            self._bars[choice].show_count(count, whole, mark)
            self._numbers[choice].setText(f"{count:,}")


class MotionDetail(QFrame):
    """The chosen motion: words, people, result, what can be done about it, and exactly one filled button."""

    put_requested = Signal(str)
    declare_requested = Signal(str)
    recount_requested = Signal(str)
    form_requested = Signal(str)
    motion_requested = Signal(int)
    run_sheet_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("frame", "lit")
        self._before = 0
        self._title = label("", "section", wrap=True)
        self._pill = Pill("", "neutral")
        self._about = label("", "muted", wrap=True)
        self._text = label("", "lead", wrap=True)
        self.changed = ChangeCard()
        self._bars = ResultBars()
        self.outcome = label("", "heading")
        self.sentence = label("", "medium", wrap=True)
        self.earlier = label("", "small", wrap=True)
        self._effect = label("", "muted", wrap=True)
        self.problem = NoticeBanner("warning", "triangle-alert", "")
        self.problem.hide()
        self.debate = DebateBar()
        self.debate.form_requested.connect(self.form_requested)
        self.debate.recount_requested.connect(self.recount_requested)
        head = row(Grow(self._title), self._pill, gap=12)
        body = column(
            self._about, self.outcome, self.sentence, self._bars, self._effect, self.earlier, self._text,
            self.changed, Grow(), gap=7, margins=(0, 0, 8, 0),
        )  # fmt: skip
        foot = self._buttons()
        scroll = Scrolled(body, words("The motion"))
        parts = (head, Grow(scroll), self.problem, self.debate, foot)
        self.setLayout(column(*parts, gap=8, margins=(16, 12, 16, 14)))

    def _buttons(self) -> QFrame:
        self.put = Button(words("Put by show of hands"), icon="hand", key="F8", kind="primary", height=52)
        self.put_other = Button(words("Put as a recorded vote"), icon="id-card", height=52)
        self.declare = Button(words("Declare the result"), icon="gavel", key="F8", kind="primary", height=52)
        self.casting_for = Button(words("Casting vote: for"), icon="check", kind="primary", height=52)
        self.casting_against = Button(words("Casting vote: against"), icon="x", height=52)
        self.back = Button(words("Back to the run sheet"), icon="list-checks", kind="primary", height=52)
        self.first = Button("", icon="arrow-right", key="F8", kind="primary", height=52)
        self.first.clicked.connect(self._on_first)
        self.put.clicked.connect(self._on_put)
        self.put_other.clicked.connect(self._on_put_other)
        self.ways = WaysButton()
        self.ways.chosen.connect(self._on_way)
        self.poll = Button(words("Call a poll"), icon="vote", height=52)
        self.poll.clicked.connect(self._on_poll)
        self.declare.clicked.connect(partial(self._on_declare, ""))
        self.casting_for.clicked.connect(partial(self._on_declare, "for"))
        self.casting_against.clicked.connect(partial(self._on_declare, "against"))
        self.back.clicked.connect(self.run_sheet_requested)
        acts = (self.first, self.put, self.put_other, self.ways, self.declare, self.casting_for, self.casting_against)
        return frame("plain", row(*acts, self.back, self.poll, Grow(), gap=10))

    def primary(self) -> Button | None:
        """The filled button that is to be seen, if any."""
        for each in (self.first, self.put, self.declare, self.casting_for, self.back):
            if not each.isHidden() and each.isEnabled():
                return each
        return None

    def show_motion(self, motion: MotionView, view: VotesView) -> None:
        """Show a motion that is not being voted on."""
        text, tone, icon = state_of(motion)
        self._title.setText(words("Motion {number}: {title}").format(number=motion.number, title=motion.title))
        self._pill.show_state(words(text), tone, icon)
        self._about.setText(_about(motion))
        self._text.setText(motion.text)
        # The words of an amendment that was moved as a whole text are the change itself.
        self._text.setVisible(not motion.text.endswith(motion.debate.wording) or not motion.debate.amends)
        self.changed.show_change(motion, view.motions)
        self._show_result(motion)
        self._default = view.default_method
        self._other = VoteMethod.RECORDED if self._default is VoteMethod.HANDS else VoteMethod.HANDS
        for button, way in ((self.put, self._default), (self.put_other, self._other)):
            button.set_words(words(WAY_WORDS[way]))
            button.set_icon(WAY_ICONS[way])
        self.ways.offer(tuple(way for way in WAY_WORDS if way not in (self._default, self._other)))
        self._show_buttons(motion, view)
        self.debate.show_motion(motion, view)
        waits = view.cannot_put if motion.state is MotionState.DRAFT and view.meeting.declared else ""
        self.refuse(view.poll_advice.get(motion.number, "") or _first(motion, view) or waits)

    def _show_result(self, motion: MotionView) -> None:
        found = motion.result
        decided = found.decision if found is not None else None
        for part in (self._bars, self.outcome, self.sentence):
            part.setVisible(decided is not None)
        self._effect.hide()
        earlier = [count for count in motion.counts if count is not found and count.counts is not None]
        said = [
            words("Count {number}: {for_} for, {against} against, {abstain} abstaining.").format(
                number=count.attempt, for_=count.counts.votes_for, against=count.counts.against,
                abstain=count.counts.abstain,
            )
            for count in earlier if count.counts is not None and not count.void
        ]  # fmt: skip
        given_up = words("Count {number} was given up: {reason}.")
        said += [given_up.format(number=each.attempt, reason=each.void) for each in motion.counts if each.void]
        said += [each.sentence for each in motion.corrigenda]
        said += [motion.advance.sentence] if motion.advance is not None else []
        self.earlier.setText(" ".join(said))
        self.earlier.setVisible(bool(said))
        if decided is None or found is None:
            return
        self._bars.show_decision(decided)
        declared = found.declared_at is not None
        outcome = decided.outcome
        tie = words("Tied: the chair has a casting vote")
        if decided.awaiting == "confirmation":
            tie = words("To be declared passed, awaiting confirmation")
        would = words("To be declared {outcome}").format(outcome=outcome.value)
        shown = words("AWAITING CONFIRMATION") if decided.awaiting == "confirmation" else outcome.value.upper()
        self.outcome.setText(shown if declared else tie if outcome is Outcome.UNDECIDED else would)
        set_ink(self.outcome, "success" if outcome is Outcome.CARRIED else "error" if declared else None)
        self.sentence.setText(decided.sentence)
        effect = motion.debate.standing.sentence
        if not effect and declared and outcome is Outcome.CARRIED:
            effect = motion.rule.effect
        self._effect.setText(effect)
        self._effect.setVisible(bool(effect))

    def _show_buttons(self, motion: MotionView, view: VotesView) -> None:
        draft, closed = motion.state is MotionState.DRAFT, motion.state is MotionState.CLOSED
        found = motion.result
        tied = closed and found is not None and found.decision is not None and found.decision.awaiting == "casting"
        over = view.meeting.closed_at is not None
        before = waits_for(motion, view.motions) if draft else None
        self._before = motion.debate.lead if draft and motion.debate.lead else 0 if before is None else before.number
        self.first.setVisible(bool(self._before))
        self.first.set_words(words("Go to motion {number} first").format(number=self._before))
        # A vote that cannot be opened leaves one way: to the run sheet, where the meeting waits or adjourns.
        stuck = draft and bool(view.cannot_put) and not over
        for button in (self.put, self.put_other, self.ways):
            button.setVisible(draft and not self._before and (button is self.put or not stuck))
            button.refuse(view.cannot_put)
        by_figures = found is not None and found.method.by_figures
        self.poll.setVisible(by_figures and not over and motion.state in (MotionState.CLOSED, MotionState.DECLARED))
        self.poll.refuse(view.cannot_put)
        self.declare.setVisible(closed and not tied)
        self.casting_for.setVisible(tied)
        self.casting_against.setVisible(tied)
        self.back.setVisible(stuck or motion.state in (MotionState.DECLARED, MotionState.WITHDRAWN))

    def refuse(self, sentence: str) -> None:
        """A refusal, where it was asked for."""
        self.problem.show_notice("warning", "triangle-alert", sentence)
        self.problem.setVisible(bool(sentence))

    def _on_first(self) -> None:
        self.motion_requested.emit(self._before)

    def _on_put(self) -> None:
        self.put_requested.emit(self._default.value)

    def _on_poll(self) -> None:
        self.form_requested.emit("poll")

    def _on_way(self, method: str) -> None:
        if method == VoteMethod.POLL.value:
            self.form_requested.emit("poll")
        else:
            self.put_requested.emit(method)

    def _on_put_other(self) -> None:
        self.put_requested.emit(self._other.value)

    def _on_declare(self, casting: str, _checked: bool = False) -> None:
        self.declare_requested.emit(casting)


def _about(motion: MotionView) -> str:
    people = []
    for verb, (name, number) in ((words("moved by"), motion.proposer), (words("seconded by"), motion.seconder)):
        if name:
            people.append(f"{verb} {name} ({display_number(number)})")
    rule = words("{kind}: {rule}").format(kind=motion.rule.title, rule=motion.rule.words)
    found = motion.result
    when = found.declared_at if found is not None else None
    declared = words("declared {hour}").format(hour=hour(when)) if when is not None else ""
    method = found.method.words.lower() if found is not None else ""
    return "  ·  ".join(part for part in (rule, *people, method, declared) if part)


def _first(motion: MotionView, view: VotesView) -> str:
    """Why this motion is not put yet: another that is about it comes first."""
    before = waits_for(motion, view.motions)
    if motion.state is MotionState.DRAFT and motion.debate.lead:
        lead = words("It is taken together with motion {lead}: one vote decides both.")
        return lead.format(lead=motion.debate.lead)
    if motion.state is not MotionState.DRAFT or before is None:
        return ""
    said = words("Motion {first} would amend it and is voted on first.")
    if before.debate.about:
        said = words("Motion {first} is a procedural motion on it and is voted on first.")
    return said.format(first=before.number)
