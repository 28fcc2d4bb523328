"""Help beside the page it is about: F1 opens it, F1 or Esc puts it away. One Markdown file for each page."""

from PySide6.QtCore import QEvent, QObject, QRect, QUrl, Signal
from PySide6.QtGui import QKeyEvent, Qt
from PySide6.QtWidgets import QFrame, QTextBrowser, QWidget

from coopdesk.assets import AssetMissing, resource_path
from coopdesk.ui.kit.buttons import Button
from coopdesk.ui.kit.labels import label
from coopdesk.ui.kit.layouts import Grow, column, row
from coopdesk.ui.kit.theme import current
from coopdesk.ui.text import words

FIRST = "index"
"""The page of keys, shown for a page that has no help of its own."""

WIDTH = 440


def help_text(name: str) -> str:
    """The Markdown of a help page; that of the keys where there is none of this name.

    Raises:
        coopdesk.assets.AssetMissing: the installation is incomplete.
    """
    try:
        path = resource_path("help", f"{name}.md")
    except AssetMissing:
        path = resource_path("help", f"{FIRST}.md")
    return path.read_text(encoding="utf-8")


class HelpPanel(QFrame):
    """Lies over the right of its window; ``closed()`` gives the focus back to the page."""

    closed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("frame", "drawer")
        self._name = FIRST
        self._text = QTextBrowser()
        self._text.setOpenLinks(False)
        # Pictures lie beside the pages of help.
        self._text.setSearchPaths([str(resource_path("help"))])
        self._text.setFrameShape(QFrame.Shape.NoFrame)
        self._text.setAccessibleName(words("Help"))
        self._text.anchorClicked.connect(self._on_link)
        self._keys = Button(words("All keys"), icon="keyboard", kind="ghost")
        self._close = Button(words("Close"), icon="x", key="Esc", kind="ghost")
        self._keys.clicked.connect(self._on_keys)
        self._close.clicked.connect(self.put_away)
        head = row(label(words("Help"), "section"), Grow(), self._keys, self._close, gap=6)
        self.setLayout(column(head, Grow(self._text), gap=8, margins=(16, 10, 12, 12)))
        parent.installEventFilter(self)
        self.hide()

    def show_help(self, name: str) -> None:
        """Open the help of a page."""
        self._name = name
        try:
            self._text.setMarkdown(help_text(name))
            self._text.document().setDocumentMargin(current().px(12))
        except AssetMissing as fault:
            self._text.setPlainText(str(fault))
        self._place()
        self.show()
        self.raise_()
        self._text.setFocus()

    def follow(self, name: str) -> None:
        """Another page came to the front: its help, where help is open."""
        if self.isVisible() and name != self._name:
            self.show_help(name)

    def put_away(self) -> None:
        """Close the help."""
        self.hide()
        self.closed.emit()

    def text(self) -> str:
        """What it says, as plain text."""
        return self._text.toPlainText()

    def _on_link(self, link: QUrl) -> None:
        # Links lead to other help pages only; nothing here opens the network.
        self.show_help(link.fileName().removesuffix(".md"))

    def _on_keys(self) -> None:
        self.show_help(FIRST)

    def _place(self) -> None:
        parent = self.parentWidget()
        if parent is not None:
            width = min(current().px(WIDTH), parent.width() - 40)
            self.setGeometry(QRect(parent.width() - width, 0, width, parent.height()))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and self.isVisible():
            # Markdown carries its own sizes: set it again, so that they follow the text size.
            self.show_help(self._name)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.put_away()
        else:
            super().keyPressEvent(event)
