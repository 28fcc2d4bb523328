"""The wall: what the chair put on it, kept up to date, and never over the operator's own window."""

from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence, QScreen, QShortcut
from PySide6.QtWidgets import QWidget

from coopdesk.domain.faults import Fault
from coopdesk.services.events import Event
from coopdesk.services.perform import Desk
from coopdesk.services.projector import BlankSlide, Slide, SpeakerSlide
from coopdesk.services.slides import Topic, slide_of, topic_at_hand
from coopdesk.ui.kit.commands import Command
from coopdesk.ui.kit.hub import Hub
from coopdesk.ui.kit.jobs import Jobs
from coopdesk.ui.projector.window import ProjectorWindow
from coopdesk.ui.text import words
from coopdesk.ui.wall import InView, StepWish, WallState, WallWish

SETTLE_MS = 100
TICK_MS = 1000


class Wall(QObject):
    """Hears wishes over the hub, reads slides on the store thread, and shows them on the chosen screen.

    Nothing reaches the wall until F5; from then on the topic shown is kept up to date. ``said(str)`` is for a toast,
    ``shown_changed(bool)`` for the header.
    """

    said = Signal(str)
    shown_changed = Signal(bool)

    def __init__(self, desk: Desk, jobs: Jobs, hub: Hub, operator: QWidget) -> None:
        super().__init__(operator)
        self._desk = desk
        self._jobs = jobs
        self._hub = hub
        self._operator = operator
        self._topic: Topic | None = None
        self._in_view: Topic | None = None
        self._offered: Slide = BlankSlide()
        self._counts = False
        self._chosen = ""
        self.window = ProjectorWindow()
        self.window.screen_lost.connect(self._on_screen_lost)
        self.window.shown_changed.connect(self._on_shown)
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(SETTLE_MS)
        self._settle.timeout.connect(self._refresh)
        self._clock = QTimer(self)
        self._clock.setInterval(TICK_MS)
        self._clock.timeout.connect(self._refresh)
        hub.subscribe(Event, self._on_event)
        hub.subscribe(WallWish, self._on_wish)
        hub.subscribe(InView, self._on_in_view)
        hub.subscribe(StepWish, self._on_step)
        self._keys = (
            QShortcut(QKeySequence("F5"), operator, self.show_at_hand),
            QShortcut(QKeySequence("F7"), operator, self.blank),
        )

    def screens(self) -> list[QScreen]:
        """The screens that are not the operator's."""
        own = self._operator.window().screen()
        return [screen for screen in QGuiApplication.screens() if screen is not own]

    def show_on(self, name: str) -> None:
        """Use the screen of this name, and show what is at hand on it where the wall is not on yet.

        By name: a screen kept from one plugging to the next may be gone by then.
        """
        self._chosen = name
        if self.window.isVisible():
            self._open()
        else:
            self.show_at_hand()

    def _open(self) -> None:
        screens = self.screens()
        if not screens:
            self.said.emit(words("No second screen was found. Plug the projector in, then press F5 again."))
            return
        self.window.open_on(next((each for each in screens if each.name() == self._chosen), screens[0]))

    def commands(self) -> tuple[Command, ...]:
        """One command for each screen the wall could be on; there is nothing to choose with one projector."""
        screens = self.screens()
        if len(screens) < 2:
            return ()
        told = words("Projector on the screen {name}")
        return tuple(
            Command(told.format(name=screen.name()), "", partial(self.show_on, screen.name()), "monitor")
            for screen in screens
        )

    def toggle(self) -> None:
        """The header's button: take the wall down, or show what is at hand."""
        if self.window.isVisible():
            self.window.take_down()
        else:
            self.show_at_hand()

    def show_at_hand(self) -> None:
        """F5: put what the meeting is at on the wall; on the page of votes or elections, what is looked at there."""
        self._jobs.store(self._at_hand, self._on_topic, self._on_failed)

    def _at_hand(self) -> Topic | None:
        return self._in_view or self._desk.ask(topic_at_hand, self._desk.now())

    def blank(self) -> None:
        """F7: an empty wall, or what was there again."""
        self.window.blank(not self.window.blanked)
        self._tell()

    def close(self) -> None:
        """Let go of the wall with the file."""
        self._settle.stop()
        self._clock.stop()
        for key in self._keys:
            key.setEnabled(False)
        self.window.end()
        self.window.deleteLater()

    def _on_wish(self, wish: WallWish) -> None:
        if wish.kind == "show":
            self.show_at_hand()
        elif wish.kind == "blank":
            self.blank()
        elif wish.kind == "counts":
            self._counts = not self._counts
            self._refresh()
        else:
            self._refresh()

    def _on_in_view(self, wish: InView) -> None:
        before = self._in_view
        if wish.number:
            self._in_view = Topic(wish.meeting, wish.kind, wish.number)
        elif before is not None and before.kind == wish.kind:
            # The page left may say so after the page that took its place has said what is looked at there.
            self._in_view = None
        if self._in_view != before:
            self._refresh()

    def _on_step(self, wish: StepWish) -> None:
        if self._topic is not None and self._topic.kind == "election":
            self._topic = replace(self._topic, step=wish.step)
            self._refresh()

    def _on_event(self, _event: Event) -> None:
        if not self._settle.isActive():
            self._settle.start()

    def _on_topic(self, topic: Topic | None) -> None:
        if topic is None:
            self.said.emit(words("There is nothing to show before a meeting is called."))
            return
        if not topic.same_subject(self._topic):
            # A new vote starts with its counts hidden, whatever was wanted for the last one.
            self._counts = False
            self._topic = topic
        if self.window.blanked:
            self.window.blank(False)
        self._jobs.store(partial(self._slides, self._topic, self._counts), self._on_first_slides, self._on_failed)

    def _refresh(self) -> None:
        self._jobs.store(partial(self._slides, self._topic, self._counts), self._on_slides, self._on_failed)

    def _slides(self, topic: Topic | None, counts: bool) -> tuple[Slide, Slide]:
        """What the topic on the wall looks like now, and what is at hand; both on the store thread."""
        now, at_hand = self._desk.now(), self._at_hand()
        shown = self._desk.ask(slide_of, topic, now, counts=counts) if topic is not None else BlankSlide()
        if at_hand is None or at_hand.same_subject(topic):
            return shown, shown
        return shown, self._desk.ask(slide_of, at_hand, now)

    def _on_first_slides(self, slides: tuple[Slide, Slide]) -> None:
        self._on_slides(slides)
        if not self.window.isVisible():
            self._open()

    def _on_slides(self, slides: tuple[Slide, Slide]) -> None:
        shown, self._offered = slides
        # Only a speaker's time moves without anything happening.
        if any(isinstance(each, SpeakerSlide) for each in slides):
            self._clock.start()
        else:
            self._clock.stop()
        if self._topic is not None:
            self.window.show_slide(shown)
        self._tell()

    def _tell(self) -> None:
        slide = self.window.slide() if self._topic is not None else BlankSlide()
        on, blanked = self.window.isVisible(), self.window.blanked
        self._hub.publish(WallState(slide, self._offered, on, blanked, self._counts))

    def _on_screen_lost(self, _name: str) -> None:
        self._chosen = ""
        self.said.emit(words("The projector was unplugged, so nothing is on the wall. Plug it in and press F5."))

    def _on_shown(self, on: bool) -> None:
        self.shown_changed.emit(on)
        self._tell()

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, Fault):
            raise error
        self.said.emit(str(error))
