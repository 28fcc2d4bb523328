"""The window as it first appears: the shell's outline and the door's field, which keeps what is typed.

It touches neither ``Qt`` nor the kit: in Python 3.11 the enums of the ``Qt`` namespace alone take 40 ms to build, and
with the kit the first paint took twice as long as a bare window. The shell moves in after it.
"""

from typing import Literal

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QCloseEvent, QFontDatabase, QPaintEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget
from shiboken6 import isValid

from coopdesk import assets

PLACEHOLDER = "Scan a card, or type a name or member number"
SMALLEST = (1280, 720)
"""Pixels: the smallest laptop screen the pages are made for."""


def desktop_theme() -> Literal["light", "dark"]:
    """Whether the desktop's own windows are dark; light where it does not say."""
    return "dark" if QApplication.palette().window().color().lightness() < 128 else "light"


def _outline(tokens: dict[str, str], scale: int) -> str:
    side = f"background:{tokens['surface']};border:0 solid {tokens['line']};"
    return (
        f"#window{{background:{tokens['background']};}}"
        f"#rail{{{side}border-right-width:1px;}}#header{{{side}border-bottom-width:1px;}}"
        f"#status{{{side}border-top-width:1px;}}"
        f"QLineEdit{{background:{tokens['surface']};color:{tokens['text']};border:2px solid {tokens['focus']};"
        f"border-radius:10px;min-height:{46 * scale // 100}px;padding:0 10px 0 {40 * scale // 100}px;"
        f"font-family:Inter;font-size:{15 * scale / 100:.2f}pt;placeholder-text-color:{tokens['muted']};}}"
    )


def _strip(name: str, parent: QWidget) -> QFrame:
    strip = QFrame(parent)
    strip.setObjectName(name)
    return strip


class OpeningWindow(QFrame):
    """The one top-level window. ``painted`` once it is on the screen; ``furnish`` then puts the shell into it.

    ``closing`` is emitted before it closes, so that the file can be closed first.
    """

    painted = Signal()
    closing = Signal()

    def __init__(self, theme: Literal["light", "dark"] | None = None, scale: int = 100) -> None:
        """``theme`` as the operator chose it, None to follow the desktop; ``scale`` of the text in per cent.

        Raises:
            coopdesk.assets.AssetMissing: the installation is incomplete.
        """
        super().__init__()
        QFontDatabase.addApplicationFont(str(assets.font_path("Inter-Regular.otf")))
        self.setObjectName("window")
        self.setWindowTitle("coopdesk")
        self.setMinimumSize(*SMALLEST)
        self.setStyleSheet(_outline(assets.theme_tokens(theme or desktop_theme()), scale))
        self._told = False
        self._outline = QWidget(self)
        self.field = QLineEdit(self._outline)
        self.field.setPlaceholderText(PLACEHOLDER)
        self.field.setAccessibleName(PLACEHOLDER)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.addWidget(self._outline)
        self._draw_outline(scale)
        self.field.setFocus()

    def _draw_outline(self, scale: int) -> None:
        rail, header, status = (_strip(name, self._outline) for name in ("rail", "header", "status"))
        rail.setFixedWidth((204 if scale < 130 else 52) * scale // 100)
        header.setFixedHeight(21 + 36 * scale // 100)
        status.setFixedHeight(8 + 24 * scale // 100)
        body = QVBoxLayout()
        body.setContentsMargins(20, 18, 20, 18)
        body.addWidget(self.field)
        body.addStretch(1)
        main = QVBoxLayout()
        main.setSpacing(0)
        main.addWidget(header)
        main.addLayout(body, 1)
        main.addWidget(status)
        across = QHBoxLayout(self._outline)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addWidget(rail)
        across.addLayout(main, 1)

    def furnish(self, content: QWidget, entry: QLineEdit | None = None) -> None:
        """Put the shell (or the first-run page) in place of the outline, or of what stood there before.

        What was typed so far goes to ``entry``, which takes the focus.
        """
        # A field that stood in furniture taken away is gone with it; what was typed there belonged to that file.
        typed = self.field.text() if isValid(self.field) and self._outline.isAncestorOf(self.field) else ""
        self.setStyleSheet("")
        self._layout.removeWidget(self._outline)
        self._outline.hide()
        if self._outline is not content:
            self._outline.deleteLater()
        self._outline = content
        self._layout.addWidget(content)
        content.show()
        if entry is not None:
            entry.setText(typed)
            entry.setFocus()
            self.field = entry

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._told:
            self._told = True
            QTimer.singleShot(0, self, self.painted.emit)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.closing.emit()
        super().closeEvent(event)
