"""The Run sheet page: what is done, the one act that is lit, what is to come."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QFrame, QLineEdit, QWidget

from coopdesk.assets import IconName
from coopdesk.domain.clock import hour, local_day, weekday_words
from coopdesk.domain.faults import Fault
from coopdesk.domain.refusals import Refusal
from coopdesk.services.perform import Desk
from coopdesk.services.run_sheet import NextAct, RunSheetView
from coopdesk.ui.kit.announce import announce
from coopdesk.ui.kit.banner import NoticeBanner
from coopdesk.ui.kit.buttons import Button
from coopdesk.ui.kit.commands import Command
from coopdesk.ui.kit.discs import Disc
from coopdesk.ui.kit.frames import frame
from coopdesk.ui.kit.hub import Hub
from coopdesk.ui.kit.jobs import Jobs
from coopdesk.ui.kit.labels import label
from coopdesk.ui.kit.layouts import Grow, column, row
from coopdesk.ui.kit.page import Page
from coopdesk.ui.kit.panel import SideSplit
from coopdesk.ui.kit.pills import Pill
from coopdesk.ui.runsheet.lines import LineList
from coopdesk.ui.runsheet.presenter import RunSheetPresenter
from coopdesk.ui.runsheet.side import QuorumPanel, RoomPanel, TimePanel, side_panels
from coopdesk.ui.text import refusal_text, words
from coopdesk.ui.wall import WallButton

_VERBS: dict[str, tuple[str, IconName]] = {
    "open-meeting": ("Open the meeting", "door-open"),
    "wait": ("Declare quorum", "users"),
    "declare-quorum": ("Declare quorum", "users"),
    "take-item": ("Take item {item}", "arrow-right"),
    "put-motion": ("Put motion {motion}", "vote"),
    "count": ("Count the hands", "hand"),
    "close-vote": ("Close the vote", "lock"),
    "declare-result": ("Declare the result", "gavel"),
    "casting-vote": ("Give the casting vote", "gavel"),
    "reconvene": ("Reconvene", "play"),
    "close-meeting": ("Close the meeting", "door-closed"),
    "minutes": ("Go to the minutes", "file-text"),
}
"""The lit button's words and icon for each act."""

ELSEWHERE = {"count": "votes", "casting-vote": "votes", "minutes": "minutes"}
"""Acts whose figures or choices are given on another page."""

AFTERWARDS = {"put-motion": "votes"}
"""Where the work goes on once the act is done."""


class LitCard(QFrame):
    """The act that comes next: heading, the chair's words, one filled button, and the ways round it."""

    act_requested = Signal()
    show_requested = Signal()
    informal_requested = Signal()
    adjourn_requested = Signal()
    note_requested = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("frame", "lit")
        self.disc = Disc(None, "primary", 28, ink="on_primary")
        self.heading = label("", "title", wrap=True)
        self._pill = Pill(words("Next"), "info", "arrow-right", small=True)
        self._planned = label("", "muted")
        self.note = label("", "muted", wrap=True)
        self.chair = label("", "lead", wrap=True)
        self._chair_says = label(words("The chair says"), "eyebrow")
        self._quote = frame("quote", column(self._chair_says, self.chair, gap=2, margins=(14, 8, 14, 8)))
        self.act = Button("", key="F8", kind="primary", height=52)
        self._waits = label("", "small")
        self._show = WallButton(words("Show on projector"), icon="monitor-up", key="F5", height=52)
        self._informal = Button(words("Start informally"), icon="messages-square", height=52)
        self._adjourn = Button(words("Adjourn"), icon="calendar-clock", height=52)
        self._note = Button(words("Note"), icon="notebook-pen", height=52)
        self.field = QLineEdit()
        self.field.setPlaceholderText(words("A note for the minutes of this item; Enter keeps it, Esc leaves it"))
        self.field.setAccessibleName(words("Note for the minutes"))
        self.field.hide()
        self.problem = NoticeBanner("error", "circle-alert", "")
        self.problem.hide()
        head = row(self.disc, Grow(self.heading), self._pill, self._planned, gap=12)
        ways = (self._informal, self._adjourn, self._note)
        acts = row(self.act, self._waits, self._show, Grow(), *ways, gap=10)
        self.setLayout(
            column(head, self.note, self._quote, self.problem, self.field, acts, gap=9, margins=(16, 11, 16, 14))
        )
        self.act.clicked.connect(self.act_requested)
        self._show.clicked.connect(self.show_requested)
        self._informal.clicked.connect(self.informal_requested)
        self._adjourn.clicked.connect(self.adjourn_requested)
        self._note.clicked.connect(self._on_note)
        self.field.returnPressed.connect(self._on_note_typed)

    def show_act(self, view: RunSheetView) -> None:
        """Light the act of this view."""
        act = view.act
        verb, icon = _VERBS[act.kind]
        self.act.set_words(words(verb).format(item=act.item, motion=act.motion))
        self.act.set_icon(icon)
        self.act.refuse(act.waits)
        self._waits.setText(act.waits)
        self._waits.setVisible(bool(act.waits))
        waiting = act.kind == "wait" or bool(act.waits)
        if waiting:
            self.disc.show_disc("hourglass", "primary", ink="on_primary")
        else:
            number = next((str(line.number) for line in view.lines if line.state == "lit"), "")
            self.disc.show_disc(None if number else icon, "primary", words=number, ink="on_primary")
        self._pill.show_state(words("Now") if waiting else words("Next"), "info", "arrow-right")
        self.heading.setText(view.heading)
        self.note.setText(view.note)
        self.chair.setText(f"“{view.chair}”")
        self._quote.setVisible(bool(view.chair))
        planned = words("due {hour}") if waiting else words("planned {hour}")
        self._planned.setText(planned.format(hour=hour(view.planned)) if view.planned else "")
        self._planned.setVisible(view.planned is not None)
        self._show.setVisible(not waiting and act.kind not in ("open-meeting", "minutes"))
        self._informal.setVisible(waiting and view.informal > 0)
        self._adjourn.setVisible(waiting or view.quorum_lost)
        self._note.setVisible(not waiting and view.meeting.state == "open")

    def say_problem(self, sentence: str) -> None:
        """A refusal, where the act stands; "" when it is over."""
        self.problem.show_notice("error", "circle-alert", sentence)
        self.problem.setVisible(bool(sentence))
        if sentence:
            announce(self.problem, sentence, urgent=True)

    def close_note(self) -> bool:
        """Put the note's field away; True when it was open."""
        was = not self.field.isHidden()
        self.field.hide()
        self.field.clear()
        return was

    def _on_note(self) -> None:
        self.field.show()
        self.field.setFocus()

    def _on_note_typed(self) -> None:
        if self.field.text().strip():
            self.note_requested.emit(self.field.text().strip())

    def minimumSizeHint(self) -> QSize:
        return QSize(300, super().minimumSizeHint().height())


class RunSheetPage(Page):
    """Shows what its presenter read, and turns F8 and the buttons into wishes."""

    act_requested = Signal()
    informal_requested = Signal()
    adjourn_requested = Signal()
    show_requested = Signal()
    note_requested = Signal(str, str)
    undo_requested = Signal()

    def __init__(self) -> None:
        super().__init__(words("Run sheet"))
        self._act = NextAct("minutes")
        self._section = "opening"
        self.done_lines = LineList(words("Done"), newest=True)
        self.lit = LitCard()
        self.ahead = LineList(words("To come"), newest=False)
        self.quorum = QuorumPanel()
        self.time = TimePanel()
        self.room = RoomPanel()
        self._empty = self._nothing_called()
        main = column(self._empty, self.done_lines, self.lit, self.ahead, Grow(), gap=14)
        self._side = side_panels(self.quorum, self.time, self.room)
        self.setLayout(column(Grow(SideSplit(frame("plain", main), self._side))))
        self.lit.act_requested.connect(self._on_act)
        self.lit.show_requested.connect(self.show_requested)
        self.lit.informal_requested.connect(self.informal_requested)
        self.lit.adjourn_requested.connect(self.adjourn_requested)
        self.lit.note_requested.connect(self._on_note)
        self.room.door_requested.connect(self._on_door)
        self.time.speakers_requested.connect(self._on_speakers)
        for part in (self.done_lines, self.lit, self.ahead, self._side):
            part.hide()

    def _nothing_called(self) -> QFrame:
        self._call = Button(words("Call a meeting"), icon="calendar-clock", kind="primary", height=52)
        self._call.clicked.connect(self._on_call)
        said = label(words("No meeting has been called yet. Call one, and its agenda is here."), "lead", wrap=True)
        return frame("card", column(said, row(self._call, Grow()), gap=14, margins=(20, 18, 20, 18)))

    def primary_focus(self) -> QWidget:
        return self.lit.act if self.lit.isVisibleTo(self) else self._call

    def on_key(self, key: str) -> bool:
        if key == "Esc":
            self.lit.say_problem("")
            return self.lit.close_note()
        return self.press_focused(key)

    def commands(self) -> Sequence[Command]:
        return (
            Command(words("Do the lit act"), "F8", self._on_act, "arrow-right"),
            Command(words("Show what is at hand on the projector"), "F5", self.show_requested.emit, "monitor-up"),
            Command(words("Speakers' list"), "Alt S", self._on_speakers, "messages-square"),
            Command(words("Back to the item before"), "", self.undo_requested.emit, "undo-2"),
            Command(words("Adjourn the meeting"), "", self.adjourn_requested.emit, "calendar-clock"),
        )

    def show_run_sheet(self, view: RunSheetView | None) -> None:
        """Show where the meeting stands; before one is called, the way to call it."""
        for part in (self.lit, self._side):
            part.setVisible(view is not None)
        self._empty.setVisible(view is None)
        if view is None:
            self.done_lines.hide()
            self.ahead.hide()
            self.set_status(words("Next: call a meeting in Set-up."))
            return
        self._act = view.act
        lit = next((str(line.number) for line in view.lines if line.state == "lit"), "")
        self._section = lit or ("close" if view.meeting.closed_at else "opening")
        self.set_title(view.meeting.title)
        self.set_subtitle(weekday_words(local_day(view.meeting.at)))
        self.done_lines.show_lines([line for line in view.lines if line.state == "done"])
        self.ahead.show_lines([line for line in view.lines if line.state == "ahead"])
        self.lit.show_act(view)
        self.quorum.show_quorum(view)
        self.time.show_time(view)
        self.room.show_room(view)
        self._say_status(view)

    def _say_status(self, view: RunSheetView) -> None:
        if view.act.kind == "wait":
            self.set_status(words("Waiting for a quorum. The door can go on checking people in."), "hourglass")
        elif view.act.waits:
            self.set_status(words("The quorum is lost. Wait for members to come back, or adjourn."), "triangle-alert")
        else:
            verb = self.lit.act.words()
            self.set_status(words("Next: {verb}, or press F8.").format(verb=verb[:1].lower() + verb[1:]))

    def show_done(self, kind: str) -> None:
        """The lit act is on the record."""
        self.lit.say_problem("")
        if kind in AFTERWARDS and self.isVisible():
            self.page_requested.emit(AFTERWARDS[kind])

    def show_noted(self) -> None:
        """The note is in the minutes."""
        self.lit.close_note()
        self.lit.act.setFocus()
        self.toast_requested.emit(words("The note is in the minutes."))

    def show_refusal(self, error: Refusal | Fault) -> None:
        """Say why the act was not done, where it was asked for."""
        self.lit.say_problem(refusal_text(error) if isinstance(error, Refusal) else str(error))

    def _on_act(self) -> None:
        if self._act.kind in ELSEWHERE:
            self.page_requested.emit(ELSEWHERE[self._act.kind])
        else:
            self.act_requested.emit()

    def _on_note(self, text: str) -> None:
        self.note_requested.emit(self._section, text)

    def _on_door(self) -> None:
        self.page_requested.emit("door")

    def _on_speakers(self) -> None:
        self.page_requested.emit("speakers")

    def _on_call(self) -> None:
        self.page_requested.emit("setup")


def build(desk: Desk, jobs: Jobs, hub: Hub) -> Page:
    """The Run sheet page with its presenter."""
    page = RunSheetPage()
    presenter = RunSheetPresenter(desk, jobs, hub, page)
    presenter.follow(page)
    page.act_requested.connect(presenter.do_act)
    page.informal_requested.connect(presenter.take_informally)
    page.adjourn_requested.connect(presenter.adjourn)
    page.show_requested.connect(presenter.show_on_wall)
    page.note_requested.connect(presenter.note)
    page.undo_requested.connect(presenter.undo)
    presenter.shown.connect(page.show_run_sheet)
    presenter.done.connect(page.show_done)
    presenter.noted.connect(page.show_noted)
    presenter.refused.connect(page.show_refusal)
    presenter.read()
    return page
