"""The speakers' list: cards put people on it, F8 gives the floor to the next, and the clock runs down."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from coopdesk.assets import IconName
from coopdesk.domain.clock import hour
from coopdesk.domain.faults import Fault
from coopdesk.domain.refusals import Refusal
from coopdesk.domain.speakers import USUAL_SECONDS, clock_words, time_words
from coopdesk.services.perform import Desk
from coopdesk.services.speakers import SpeakerLine, SpeakersView
from coopdesk.ui.kit.bars import Bar
from coopdesk.ui.kit.buttons import Button
from coopdesk.ui.kit.commands import Command
from coopdesk.ui.kit.frames import frame
from coopdesk.ui.kit.hub import Hub
from coopdesk.ui.kit.jobs import Jobs
from coopdesk.ui.kit.labels import Elided, label
from coopdesk.ui.kit.layouts import Grow, column, row
from coopdesk.ui.kit.news import NewsLine
from coopdesk.ui.kit.page import Page
from coopdesk.ui.kit.panel import SideSplit
from coopdesk.ui.kit.picker import Picker
from coopdesk.ui.kit.pills import Pill
from coopdesk.ui.kit.rows import ListRow, RowList
from coopdesk.ui.kit.scanbox import ScanBox
from coopdesk.ui.kit.scrolling import Scrolled
from coopdesk.ui.kit.theme import Token, Tone, current
from coopdesk.ui.speakers.presenter import SpeakersPresenter
from coopdesk.ui.text import no_text, words

ENDING = 30
"""Seconds left from which the clock is amber."""

TIMES = (60, 120, USUAL_SECONDS, 300, 600)
"""Seconds to choose from."""


EVERY = 10_000
"""Rows of a list that scrolls: none is left out."""


class FloorCard(QFrame):
    """Who has the floor, the time left, and the one next act."""

    next_requested = Signal()
    done_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("frame", "lit")
        self._pill = Pill("", "neutral")
        self.name = label("", "title", wrap=True)
        self.clock = label("", "huge")
        self.left = label("", "lead-muted")
        self._bar = Bar("success", 12)
        times = tuple((str(each), words(time_words(each))) for each in TIMES)
        self.time = Picker(words("Time for each speaker"), times)
        self.time.choose(str(USUAL_SECONDS))
        self.following = Button(words("Next speaker"), icon="messages-square", key="F8", kind="primary", height=52)
        self.done = Button(words("Done"), icon="check", key="F9", height=52)
        self.following.clicked.connect(self.next_requested)
        self.done.clicked.connect(self.done_requested)
        head = row(self._pill, Grow(self.name), label(words("Time each"), "muted"), self.time, gap=12)
        clock = row(self.clock, self.left, Grow(), gap=10)
        acts = row(self.following, self.done, Grow(), gap=12)
        self.setLayout(column(head, clock, self._bar, acts, gap=8, margins=(16, 12, 16, 14)))

    def seconds(self) -> int:
        """The time the next speaker is given."""
        return int(self.time.value())

    def show_floor(self, speaking: SpeakerLine | None, waiting: Sequence[SpeakerLine]) -> None:
        """Show who has the floor and who is next."""
        self.done.setVisible(speaking is not None)
        for part in (self.clock, self.left, self._bar):
            part.setVisible(speaking is not None)
        if speaking is None:
            self._pill.show_state(words("Nobody speaks"), "neutral", "circle-dashed")
            self.name.setText("")
        else:
            self._pill.show_state(words("Has the floor"), "info", "messages-square")
            self.name.setText(speaking.name)
        after = words("Next: {name}").format(name=waiting[0].name[:28]) if waiting else words("Next speaker")
        self.following.set_words(after)
        self.following.refuse("" if waiting else words("Nobody waits to speak."))

    def show_left(self, left: int, seconds: int) -> None:
        """The clock: what is left, or how far over."""
        self.clock.setText(clock_words(abs(left)))
        of = words("left of {time}").format(time=clock_words(seconds))
        self.left.setText(words("over the time") if left < 0 else of)
        token: Token = "error" if left < 0 else "warning" if left <= ENDING else "success"
        self._bar.show_count(max(left, 0), seconds, None, token)
        tone: Tone = "error" if left < 0 else "warning" if left <= ENDING else "info"
        icon: IconName = "triangle-alert" if left < 0 else "hourglass" if left <= ENDING else "messages-square"
        said = words("Over the time") if left < 0 else words("Ending") if left <= ENDING else words("Has the floor")
        self._pill.show_state(said, tone, icon)


class SpeakersPage(Page):
    """Shows the list; the box keeps the focus, so that a card or a number puts somebody on it."""

    asked = Signal(str)
    call_requested = Signal(int, int)
    done_requested = Signal()
    drop_requested = Signal(int)
    undo_requested = Signal()

    def __init__(self) -> None:
        super().__init__(words("Speakers"))
        self._view: SpeakersView | None = None
        self.box = ScanBox(words("Scan a card, or type a number or a guest’s name"), "scan-qr-code")
        self.floor = FloorCard()
        self.news = NewsLine()
        self._empty = label("", "muted", wrap=True)
        self.waiting = RowList(least=EVERY)
        self._count = label("", "muted")
        self.undo = Button(words("Undo"), icon="undo-2", key="Ctrl Z", kind="ghost", height=30)
        self.back = Button(words("Run sheet"), icon="chevron-left", key="Alt R", kind="ghost", height=30)
        head = row(label(words("Waiting to speak"), "section"), self._count, Grow(), self.undo, self.back, gap=10)
        waiting = Scrolled(column(self.waiting, Grow(), gap=0), words("Waiting to speak"))
        waits = frame("card", column(head, self._empty, Grow(waiting), gap=4, margins=(16, 10, 12, 8)))
        main = frame("plain", column(self.floor, self.box, self.news, Grow(waits), gap=12))
        self.spoken = RowList(least=EVERY)
        self._none = label(words("Nobody has spoken yet."), "muted", wrap=True)
        told = label(words("Have spoken"), "section")
        spoken = Scrolled(column(self.spoken, Grow(), gap=0), words("Have spoken"))
        side = frame("card", column(told, self._none, Grow(spoken), gap=4, margins=(16, 12, 12, 10)))
        self.setLayout(column(Grow(SideSplit(main, side))))
        self.box.returnPressed.connect(self._on_entered)
        self.floor.next_requested.connect(self._on_next)
        self.floor.done_requested.connect(self.done_requested)
        self.undo.clicked.connect(self.undo_requested)
        self.back.clicked.connect(self._on_back)
        self.floor.show_floor(None, ())

    def primary_focus(self) -> QWidget:
        return self.box

    def take_scan(self, code: str) -> bool:
        self.asked.emit(code)
        return True

    def on_key(self, key: str) -> bool:
        if key == "Esc":
            if self.box.text():
                self.box.clear()
            else:
                self._on_back()
            return True
        return self.press_focused(key)

    def commands(self) -> Sequence[Command]:
        return (
            Command(words("Give the floor to the next speaker"), "F8", self._on_next, "messages-square"),
            Command(words("The speaker is done"), "F9", self.done_requested.emit, "check"),
            Command(words("Back to the run sheet"), "Alt R", self._on_back, "list-checks"),
        )

    def show_speakers(self, view: SpeakersView | None) -> None:
        """Show the list of the meeting at hand."""
        self._view = view
        waiting = () if view is None else view.waiting
        spoken = () if view is None else view.spoken
        self.floor.show_floor(None if view is None else view.speaking, waiting)
        self._count.setText(str(len(waiting)) if waiting else "")
        self._empty.setVisible(not waiting)
        self._empty.setText(self._missing(view))
        self.waiting.show_rows([self._row(place, line) for place, line in enumerate(waiting, start=1)])
        self._none.setVisible(not spoken)
        self.spoken.show_rows([_spoken_row(line) for line in spoken])
        if view is not None:
            self.set_subtitle(view.meeting.title)
        self._say_status()

    def _missing(self, view: SpeakersView | None) -> str:
        if view is None or view.meeting.state != "open":
            return words("Speakers are listed once the meeting is open.")
        return words("Nobody waits. Scan the card of whoever asks to speak.")

    def show_left(self, left: int) -> None:
        """The clock moved."""
        speaking = None if self._view is None else self._view.speaking
        if speaking is not None:
            self.floor.show_left(left, speaking.seconds)

    def show_asked(self, line: SpeakerLine) -> None:
        """Somebody is on the list."""
        self.news.hide()
        self.box.clear()
        self.toast_requested.emit(words("{name} is on the list.").format(name=line.name))

    def show_refusal(self, error: Refusal | Fault) -> None:
        """Say no under the box."""
        self.news.tell("error", no_text(error))
        self.box.selectAll()

    def _row(self, place: int, line: SpeakerLine) -> ListRow:
        at = label(str(place), "muted")
        at.setMinimumWidth(current().px(26))
        now = Button(words("Now"), kind="ghost", height=30)
        now.setAccessibleName(words("Give the floor to {name} now").format(name=line.name))
        now.clicked.connect(partial(self._on_now, line.number))
        off = Button(words("Take off"), kind="ghost", height=30)
        off.setAccessibleName(words("Take {name} off the list").format(name=line.name))
        off.clicked.connect(partial(self._on_off, line.number))
        who = label(line.member or words("guest"), "muted")
        return ListRow(at, Grow(Elided(line.name)), who, now, off, height=40)

    def _say_status(self) -> None:
        if self._view is None or self._view.meeting.state != "open":
            self.set_status(words("Open the meeting first."))
        elif self._view.speaking is not None:
            said = words("F8 gives the floor to the next, F9 ends. F5 shows the clock on the projector.")
            self.set_status(said, "clock")
        else:
            self.set_status(words("Scan the card of whoever asks to speak. F8 gives the floor."), "scan-qr-code")

    def _on_entered(self) -> None:
        if self.box.text().strip():
            self.asked.emit(self.box.text().strip())

    def _on_next(self) -> None:
        self.call_requested.emit(0, self.floor.seconds())

    def _on_now(self, number: int, _checked: bool = False) -> None:
        self.call_requested.emit(number, self.floor.seconds())

    def _on_off(self, number: int, _checked: bool = False) -> None:
        self.drop_requested.emit(number)

    def _on_back(self) -> None:
        self.page_requested.emit("runsheet")


def _spoken_row(line: SpeakerLine) -> ListRow:
    at = label("" if line.called is None else hour(line.called), "muted")
    took = 0 if line.called is None or line.done is None else int((line.done - line.called).total_seconds())
    return ListRow(at, Grow(Elided(line.name)), label(clock_words(max(took, 0)), "muted"), height=34)


def build(desk: Desk, jobs: Jobs, hub: Hub) -> Page:
    """The page with its presenter (``features.py``)."""
    page = SpeakersPage()
    presenter = SpeakersPresenter(desk, jobs, hub, page)
    presenter.follow(page)
    page.asked.connect(presenter.add)
    page.call_requested.connect(presenter.call)
    page.done_requested.connect(presenter.end)
    page.drop_requested.connect(presenter.drop)
    page.undo_requested.connect(presenter.undo)
    presenter.shown.connect(page.show_speakers)
    presenter.moved.connect(page.show_left)
    presenter.asked.connect(page.show_asked)
    presenter.refused.connect(page.show_refusal)
    presenter.read()
    return page
