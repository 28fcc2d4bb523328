"""The side panel of a page; when text is large it becomes a drawer over the page."""

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from coopdesk.ui.kit.theme import current


class SideSplit(QWidget):
    """A page's main column with its side panel (``width`` in pixels at 100 % text).

    From 130 % text, and where the window is too narrow for both, the panel gives up its room and is opened as a drawer;
    ``folded_changed`` tells the shell, which shows the button that opens it.
    """

    folded_changed = Signal(bool)

    def __init__(self, main: QWidget, side: QWidget, width: int = 330, gap: int = 18) -> None:
        super().__init__()
        self._width = width
        self._main = main
        self._side = side
        self._gap = gap
        self._folded = False
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(20, 18, 20, 18)
        self._row.setSpacing(gap)
        self._row.addWidget(main, 1)
        self._row.addWidget(side)
        self._drawer = _Drawer(self)
        self._arrange()

    @property
    def folded(self) -> bool:
        """True while the panel is a drawer."""
        return self._folded

    def drawer_open(self) -> bool:
        """True while the drawer lies over the page."""
        return self._drawer.isVisible()

    def toggle_drawer(self) -> None:
        """Open the drawer, or close it; nothing to do while the panel stands beside the page."""
        if self._folded:
            self._drawer.setVisible(not self._drawer.isVisible())
            self._place()

    def minimumSizeHint(self) -> QSize:
        # As narrow as the main column alone, so that a window of 1024 is never wider than its screen.
        return QSize(self._main.minimumSizeHint().width() + self._around(), super().minimumSizeHint().height())

    def heightForWidth(self, width: int) -> int:
        if not self._folded and width < self._least():
            # Before it is folded: both beside each other in this width would ask for a window higher than the screen.
            within = self._row.contentsMargins()
            return self._main.heightForWidth(width - self._around()) + within.top() + within.bottom()
        return super().heightForWidth(width)

    def _around(self) -> int:
        margins = self._row.contentsMargins()
        return margins.left() + margins.right()

    def _narrow(self) -> bool:
        """True where main column and panel have no room beside each other."""
        return self.isVisible() and self.width() < self._least()

    def _least(self) -> int:
        return self._main.minimumSizeHint().width() + self._gap + current().px(self._width) + self._around()

    def _arrange(self) -> None:
        folded = current().folded or self._narrow()
        self._side.setFixedWidth(current().px(self._width))
        if folded != self._folded:
            self._folded = folded
            self._drawer.hide()
            if folded:
                self._row.removeWidget(self._side)
                self._drawer.hold(self._side)
            else:
                self._drawer.release()
                self._row.addWidget(self._side)
                self._side.show()
            self.folded_changed.emit(folded)

    def _place(self) -> None:
        if self._drawer.isVisible():
            width = min(self._side.width() + 36, self.width())
            self._drawer.setGeometry(QRect(self.width() - width, 0, width, self.height()))
            self._drawer.raise_()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()
        self._place()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._arrange()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._drawer.isVisible():
            self._drawer.hide()
        else:
            super().keyPressEvent(event)


class _Drawer(QFrame):
    """Holds the side panel while it lies over the page; it scrolls, for large text on a small screen."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("frame", "drawer")
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 18, 14, 18)
        layout.addWidget(self._scroll)
        self.hide()

    def hold(self, side: QWidget) -> None:
        self._scroll.setWidget(side)
        side.show()

    def release(self) -> None:
        self._scroll.takeWidget()
