"""Two audits every page has to pass: nothing is clipped, and everything can be reached and named.

Text clips silently in Qt, and an icon without a name is silence to a screen reader. ``audit(window)`` gives a sentence
for each fault; ``audit_all_looks`` runs it in light and dark, at 100 % and 150 % text.
"""

from collections.abc import Callable, Iterator

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QScrollBar,
    QWidget,
)

from coopdesk.ui.kit.labels import Elided, Fitted
from coopdesk.ui.kit.theme import put_in_force, read_theme

SLACK = 1
"""Pixels a rounded size may be short."""

LOOKS: tuple[tuple[str, int], ...] = (("light", 100), ("light", 150), ("dark", 100), ("dark", 150))


def _seen(window: QWidget) -> Iterator[QWidget]:
    for widget in window.findChildren(QWidget):
        if widget.isVisibleTo(window) and not isinstance(widget, QScrollBar):
            yield widget


def _told(widget: QWidget) -> str:
    words = getattr(widget, "words", None)
    if callable(words):
        return str(words())
    text = getattr(widget, "text", None)
    return str(text()) if callable(text) else widget.accessibleName()


def _name(widget: QWidget) -> str:
    return f"{type(widget).__name__} “{_told(widget)[:48]}”"


def _inside_scroll(widget: QWidget) -> bool:
    parent = widget.parentWidget()
    while parent is not None:
        if isinstance(parent, QAbstractScrollArea):
            return True
        parent = parent.parentWidget()
    return False


def clipped(window: QWidget) -> list[str]:
    """Every visible text that does not fit where it stands."""
    return [fault for widget in _seen(window) if (fault := _clip(window, widget))]


def _clip(window: QWidget, widget: QWidget) -> str:
    if isinstance(widget, Elided | Fitted):
        return ""
    if isinstance(widget, QLabel):
        if not widget.text():
            return ""
        if widget.wordWrap():
            need = widget.heightForWidth(widget.width())
            if need > widget.height() + SLACK:
                return f"{_name(widget)} needs {need} px in height and has {widget.height()}"
        elif widget.sizeHint().width() > widget.width() + SLACK:
            return f"{_name(widget)} needs {widget.sizeHint().width()} px in width and has {widget.width()}"
        elif widget.sizeHint().height() > widget.height() + SLACK:
            return f"{_name(widget)} needs {widget.sizeHint().height()} px in height and has {widget.height()}"
    elif isinstance(widget, QAbstractButton | QComboBox):
        need_size = widget.sizeHint()
        if need_size.width() > widget.width() + SLACK or need_size.height() > widget.height() + SLACK:
            return (
                f"{_name(widget)} needs {need_size.width()} × {need_size.height()} px "
                f"and has {widget.width()} × {widget.height()}"
            )
    elif isinstance(widget, QLineEdit) and widget.placeholderText() and not widget.text():
        room = widget.width() - widget.textMargins().left() - 24
        if widget.fontMetrics().horizontalAdvance(widget.placeholderText()) > room:
            return f"QLineEdit placeholder “{widget.placeholderText()}” is cut"
    else:
        return ""
    if not _inside_scroll(widget):
        place = QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())
        if not window.rect().contains(place):
            return f"{_name(widget)} lies outside the window"
    return ""


def unnamed(window: QWidget) -> list[str]:
    """Every widget that takes the focus and has no name to be read out."""
    faults = []
    for widget in _seen(window):
        if widget.focusPolicy() == Qt.FocusPolicy.NoFocus or not widget.isEnabled():
            continue
        if isinstance(widget, QAbstractScrollArea) or not _is_inner(widget):
            name = widget.accessibleName() or (widget.text() if isinstance(widget, QAbstractButton) else "")
            if not name and not isinstance(widget.focusProxy(), QWidget):
                faults.append(f"{type(widget).__name__} takes the focus and has no accessible name")
    return faults


def _is_inner(widget: QWidget) -> bool:
    """Viewports and the line inside a spin box speak through the widget they belong to."""
    return widget.objectName().startswith("qt_")


def unreachable(window: QWidget) -> list[str]:
    """Every widget that Tab should reach and does not."""
    wanted = {
        widget
        for widget in _seen(window)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isEnabled() and not _is_inner(widget)
    }
    if not wanted:
        return []
    reached: set[QWidget] = set()
    start = next(iter(wanted))
    at = start
    while True:
        reached.add(at)
        following = at.nextInFocusChain()
        if following is None or following is start or len(reached) > 5000:
            break
        at = following
    return [f"{_name(widget)} is not reached by Tab" for widget in wanted - reached]


def audit(window: QWidget) -> list[str]:
    """All faults of a window as it now stands; it must be shown and laid out."""
    QApplication.processEvents()
    return [*clipped(window), *unnamed(window), *unreachable(window)]


def audit_all_looks(window: QWidget, settle: Callable[[], None] | None = None) -> list[str]:
    """The audit in light and dark, at 100 % and 150 % text; each fault says in which look it was seen."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    faults: list[str] = []
    for name, scale in LOOKS:
        put_in_force(app, read_theme("dark" if name == "dark" else "light", scale))
        for _ in range(3):
            app.processEvents()
        if settle is not None:
            settle()
            app.processEvents()
        faults.extend(f"{name} {scale} %: {fault}" for fault in audit(window))
    put_in_force(app, read_theme("light", 100))
    return faults
