"""The window's frame: rail, header, status bar, and the page in front. It imports no services.

It moves into the window after the first paint (``opening.py``) and stands before any page is imported, with an empty
door field that keeps what is typed; a card scanned meanwhile is kept too.
"""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QEvent, QKeyCombination, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QFrame, QSizePolicy, QStackedWidget, QWidget

from coopdesk.assets import IconName
from coopdesk.ui.features import Builder, Feature, load
from coopdesk.ui.help_panel import HelpPanel
from coopdesk.ui.kit.buttons import Button
from coopdesk.ui.kit.commands import Command, CommandPalette
from coopdesk.ui.kit.drop import DropTarget
from coopdesk.ui.kit.frames import frame
from coopdesk.ui.kit.icons import IconMark
from coopdesk.ui.kit.jobs import Jobs
from coopdesk.ui.kit.labels import Elided, label
from coopdesk.ui.kit.layouts import Grow, column, row
from coopdesk.ui.kit.page import Page
from coopdesk.ui.kit.pills import Pill
from coopdesk.ui.kit.rail import Rail, RailEntry
from coopdesk.ui.kit.scanbox import ScanBox
from coopdesk.ui.kit.theme import Tone, current
from coopdesk.ui.kit.toast import Toast
from coopdesk.ui.opening import PLACEHOLDER

MakePage = Callable[[Builder], Page]
"""Gives a page its desk, jobs and hub; handed in by ``app.py``."""

_COMMANDS_KEY = QKeyCombination(Qt.KeyboardModifier.ControlModifier, Qt.Key.Key_K)
ENDINGS = (".csv", ".xlsx", ".ods", ".pdf", ".coopdesk")


class OpeningPage(Page):
    """What stands there while the first page is imported: the door's field, ready for typing."""

    def __init__(self) -> None:
        super().__init__("Door", "Opening the file")
        self.box = ScanBox(PLACEHOLDER)
        self.setLayout(column(self.box, Grow(), margins=(20, 18, 20, 18)))

    def primary_focus(self) -> QWidget:
        return self.box


class Shell(QWidget):
    """What the window holds once a society's file is open, or being opened."""

    scan_unclaimed = Signal(str)
    file_dropped = Signal(object)
    projector_requested = Signal()
    page_opened = Signal(str)

    def __init__(self, features: Sequence[Feature], make_page: MakePage, jobs: Jobs) -> None:
        super().__init__()
        self._features = {feature.name: feature for feature in features}
        self._make_page = make_page
        self._jobs = jobs
        self._pages: dict[str, Page] = {}
        self._wanted = ""
        self._kept_scans: list[str] = []
        self._handed: tuple[str, object] | None = None
        self._help_panel: HelpPanel | None = None
        self._front = ""
        self._more: tuple[Command, ...] = ()
        self.setProperty("frame", "window")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._rail = Rail([RailEntry(f.name, f.icon, f.title, f.shortcut) for f in features if not f.beside])
        self._stack = QStackedWidget()
        self._opening = OpeningPage()
        self._stack.addWidget(self._opening)
        main = column(self._header(), Grow(self._stack), self._status_bar(), gap=0)
        self.setLayout(row(self._rail, Grow(main), gap=0))
        self._palette = CommandPalette(self)
        self._toast = Toast(self)
        self._drop = DropTarget(self, ENDINGS)
        self._connect()
        self._show_page(self._opening, "door")

    def _header(self) -> QFrame:
        self._title = Elided("", "title")
        # It keeps its words while there is room; the subtitle gives way first.
        self._title.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self._subtitle = Elided("", "muted")
        self._sample = Pill("SAMPLE", "warning", "flask-conical")
        self._quorum = Pill("", "neutral")
        self._side = Button("Side panel", icon="panel-right-open")
        self._projector = Button("Projector off", icon="monitor")
        for hidden in (self._sample, self._quorum, self._side):
            hidden.hide()
        ends = (self._sample, self._quorum, self._side, self._projector)
        return frame("header", row(self._title, Grow(self._subtitle), *ends, gap=14, margins=(20, 10, 20, 10)))

    def _status_bar(self) -> QFrame:
        self._mark = IconMark("corner-down-right", "muted", 18)
        self._instruction = Elided("")
        self._saved = label("", "small")
        self._help = Button("F1 help", kind="quiet", height=24)
        parts = (self._mark, Grow(self._instruction), self._saved, self._help)
        return frame("status", row(*parts, gap=10, margins=(20, 4, 14, 3)))

    def _connect(self) -> None:
        self._rail.page_requested.connect(self.open_page)
        self._rail.commands_requested.connect(self._on_commands)
        self._side.clicked.connect(self._on_side)
        self._projector.clicked.connect(self.projector_requested)
        self._help.clicked.connect(self.toggle_help)
        self._drop.dropped.connect(self.file_dropped)
        self._drop.refused.connect(self.show_toast)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._on_focus)
        QShortcut(QKeySequence("F1"), self, self.toggle_help)

    def show_society(self, name: str, rest: str, *, sample: bool = False) -> None:
        """Show whose file is open, in two lines; *sample* marks it so on every page."""
        self._rail.show_society(name, rest)
        self._sample.setVisible(sample)

    def show_quorum(self, text: str, tone: Tone, icon: IconName | None = None) -> None:
        """The state of the quorum on every page; ``""`` where no meeting is open."""
        self._quorum.show_state(text, tone, icon)
        self._quorum.setVisible(bool(text))

    def show_saved(self, hour: str) -> None:
        """When the last act was committed, "18:52"."""
        self._saved.setText(f"Saved {hour}")

    def show_projector(self, on: bool) -> None:
        """Whether the wall shows anything."""
        self._projector.set_words("Projector on" if on else "Projector off")

    def show_toast(self, words: str) -> None:
        """Say what was just done, without taking the focus."""
        self._toast.show_words(words)

    def set_commands(self, commands: Sequence[Command]) -> None:
        """What Ctrl+K offers on every page (open, save a copy, text size ...)."""
        self._more = tuple(commands)

    def entry(self) -> ScanBox:
        """The field that stands there until the first page is in front."""
        return self._opening.box

    def page(self) -> Page:
        """The page in front."""
        page = self._stack.currentWidget()
        assert isinstance(page, Page)
        return page

    def front(self) -> str:
        """The name of the page in front (``features.py``); "" before the first."""
        return self._front

    def open_page(self, name: str) -> None:
        """Bring a page to the front; the first time, import it on the store thread and build it here."""
        self._wanted = name
        self._rail.show_page(self._place_of(name))
        if name in self._pages:
            self._show_page(self._pages[name], name)
        else:
            self._jobs.store(partial(load, self._features[name]), partial(self._on_loaded, name))

    def _place_of(self, name: str) -> str:
        feature = self._features.get(name)
        return feature.beside or name if feature is not None else name

    def toggle_help(self) -> None:
        """Open the help of the page in front, or put it away."""
        if self._help_panel is None:
            self._help_panel = HelpPanel(self)
            self._help_panel.closed.connect(self._on_help_closed)
        if self._help_panel.isVisible():
            self._help_panel.put_away()
        else:
            self._help_panel.show_help(self._front)

    def _on_help_closed(self) -> None:
        focus = self.page().primary_focus()
        if focus is not None:
            focus.setFocus()

    def hand(self, name: str, subject: object) -> None:
        """Bring a page to the front for something: a file that was dropped, a code, a member (``Page.take``)."""
        self._handed = (name, subject)
        self.open_page(name)

    def route_scan(self, code: str) -> None:
        """A card was scanned: the page in front has first call, then the door (``scan_unclaimed``)."""
        if self.page() is self._opening:
            self._kept_scans.append(code)
        elif not self.page().take_scan(code):
            self.scan_unclaimed.emit(code)

    def _on_loaded(self, name: str, builder: Builder) -> None:
        if name not in self._pages:
            page = self._make_page(builder)
            self._pages[name] = page
            self._stack.addWidget(page)
            page.title_changed.connect(self._on_header)
            page.subtitle_changed.connect(self._on_header)
            page.status_changed.connect(self._on_status)
            page.toast_requested.connect(self.show_toast)
            page.page_requested.connect(self.open_page)
            page.hand_requested.connect(self.hand)
        if name == self._wanted:
            self._show_page(self._pages[name], name)

    def _show_page(self, page: Page, name: str) -> None:
        before = self.page()
        typed = self._opening.box.text() if before is self._opening and page is not before else ""
        if before is not page:
            before.left()
        self._stack.setCurrentWidget(page)
        self._rail.show_page(self._place_of(name))
        self._on_header()
        self._on_status(*page.status)
        focus = page.primary_focus()
        if focus is not None:
            focus.setFocus()
        page.opened()
        if typed:
            page.take_typed(typed)
            self._opening.box.clear()
        self._front = name
        if self._help_panel is not None:
            self._help_panel.follow(name)
        if page is not self._opening:
            self.page_opened.emit(name)
            if self._handed is not None and self._handed[0] == name:
                subject, self._handed = self._handed[1], None
                page.take(subject)
            kept, self._kept_scans = self._kept_scans, []
            for code in kept:
                self.route_scan(code)

    def _on_header(self, _text: str = "") -> None:
        self._title.setText(self.page().title)
        self._subtitle.setText(self.page().subtitle)
        self._fold()

    def _on_status(self, icon: IconName, instruction: str) -> None:
        if self.sender() in (None, self.page()) or not isinstance(self.sender(), Page):
            self._mark.show_icon(icon, "success" if icon == "scan-qr-code" else "muted")
            self._mark.setVisible(bool(instruction))
            self._instruction.setText(instruction)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        # Text fields would keep Ctrl+K to cut a line short; here it always means the commands.
        return (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.ShortcutOverride
            and event.keyCombination() == _COMMANDS_KEY
        )

    def _on_focus(self, before: QWidget | None, now: QWidget | None) -> None:
        if before is not None:
            before.removeEventFilter(self)
        if now is not None and now.window() is self.window():
            now.installEventFilter(self)

    def _on_side(self) -> None:
        split = self.page().side_split()
        if split is not None:
            split.toggle_drawer()

    def _on_commands(self) -> None:
        here = [*self.page().commands(), *self._more]
        for feature in self._features.values():
            run = partial(self.open_page, feature.name)
            here.append(Command(f"Go to {feature.title}", feature.shortcut.replace("+", " "), run, feature.icon))
        here.append(Command("Projector", "", self.projector_requested.emit, "monitor"))
        here.append(Command("Help", "F1", self.toggle_help, "circle-question-mark"))
        self._palette.open_palette(here)

    def _fold(self) -> None:
        split = self.page().side_split()
        self._side.setVisible(split is not None and current().folded)
        self._side.set_folded(self.width() < 1340 or self._sample.isVisible())
        self._projector.set_folded(current().folded)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Undo):
            # The page had nothing to take back, or it would have claimed the key.
            self.show_toast("There is nothing to undo on this page.")
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()
