"""Pages and panels that are longer than the window when the text is large."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtWidgets import QFrame, QLayout, QScrollArea, QSizePolicy, QWidget


class Scrolled(QScrollArea):
    """A layout that scrolls up and down, never sideways; what gets the focus is brought into sight."""

    def __init__(self, layout: QLayout, name: str) -> None:
        """``name`` is read out by screen readers when the area itself is reached."""
        super().__init__()
        self._inside = QWidget()
        self._inside.setLayout(layout)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setWidget(self._inside)

    def minimumSizeHint(self) -> QSize:
        # Sideways the contents decide, so that nothing is cut; downwards the bar helps.
        return QSize(self._inside.minimumSizeHint().width(), 60)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # Asked of Qt: while a page is taken down its Python half, and what it kept, may be gone already.
        if watched is self.widget() and event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)


def bring_into_sight(widget: QWidget) -> None:
    """Scroll whatever holds a widget so far that it is seen: a refusal below the fold is no refusal."""
    parent = widget.parentWidget()
    while parent is not None and not isinstance(parent, QScrollArea):
        parent = parent.parentWidget()
    if parent is not None:
        parent.ensureWidgetVisible(widget)
