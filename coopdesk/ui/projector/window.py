"""The window on the wall. What is to be seen is drawn before it is un-hidden, and Esc never closes it.

When the projector's cable is pulled the window hides at once: it would otherwise land on the operator's own screen.
"""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeyEvent, QPainter, QPaintEvent, QResizeEvent, QScreen
from PySide6.QtWidgets import QWidget

from coopdesk.services.projector import BlankSlide, Slide
from coopdesk.ui.projector.canvas import Canvas


class ProjectorWindow(QWidget):
    """Frameless, filling one screen. ``screen_lost(name)`` when that screen is gone; ``shown_changed`` on and off."""

    screen_lost = Signal(str)
    shown_changed = Signal(bool)
    slide_changed = Signal(object)

    def __init__(self) -> None:
        super().__init__(None, Qt.WindowType.Window | Qt.WindowType.FramelessWindowHint)
        self._slide: Slide = BlankSlide()
        self._before: Slide = BlankSlide()
        self._blanked = False
        self._canvas = Canvas()
        self._screen: QScreen | None = None
        self._closing = False
        self.setWindowTitle("coopdesk on the wall")
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        # Typing stays with the operator: this window never takes the focus.
        self.setWindowFlag(Qt.WindowType.WindowDoesNotAcceptFocus)
        self.setCursor(Qt.CursorShape.BlankCursor)
        app = QGuiApplication.instance()
        assert isinstance(app, QGuiApplication)
        app.screenRemoved.connect(self._on_screen_removed)

    def slide(self) -> Slide:
        """What the wall shows, or would show."""
        return self._slide

    @property
    def blanked(self) -> bool:
        """True while the wall is empty on the operator's wish."""
        return self._blanked

    def show_slide(self, slide: Slide) -> None:
        """Change what the wall shows; while blanked it is kept for later."""
        self._before = slide
        if not self._blanked:
            self._put(slide)

    def blank(self, blanked: bool) -> None:
        """Empty the wall (F7), or show again what was last given to it."""
        self._blanked = blanked
        self._put(BlankSlide() if blanked else self._before)

    def open_on(self, screen: QScreen) -> None:
        """Fill a screen. The picture is drawn at its size first, so that nothing old flashes up."""
        self._screen = screen
        area = screen.geometry()
        self._canvas.draw(self._slide, area.size(), screen.devicePixelRatio())
        self.setGeometry(area)
        self.setScreen(screen)
        self.showFullScreen()
        self.shown_changed.emit(True)

    def take_down(self) -> None:
        """Hide the window; what it would show is kept."""
        if self.isVisible():
            self.hide()
            self.shown_changed.emit(False)

    def end(self) -> None:
        """Close for good, with the program."""
        self._closing = True
        self.close()

    def _put(self, slide: Slide) -> None:
        self._slide = slide
        changed = self._canvas.draw(slide, self.size(), self.devicePixelRatioF())
        self.update(changed)
        self.slide_changed.emit(slide)

    def _on_screen_removed(self, screen: QScreen) -> None:
        if screen is self._screen:
            self._screen = None
            name = screen.name()
            self.take_down()
            self.screen_lost.emit(name)

    def paintEvent(self, event: QPaintEvent) -> None:
        self._canvas.draw(self._slide, self.size(), self.devicePixelRatioF())
        painter = QPainter(self)
        self._canvas.show(painter, event.rect())
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._canvas.draw(self._slide, self.size(), self.devicePixelRatioF())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.ignore()

    def closeEvent(self, event: QCloseEvent) -> None:
        # Alt+F4 in the wrong place must not darken the wall; the program closes it with end().
        if self._closing:
            super().closeEvent(event)
        else:
            event.ignore()
