"""The three doors of the first run, and the recent files below them."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLayout, QSizePolicy, QWidget

from coopdesk.assets import IconName
from coopdesk.ui.kit.buttons import Button
from coopdesk.ui.kit.discs import Disc
from coopdesk.ui.kit.frames import frame
from coopdesk.ui.kit.icons import IconMark
from coopdesk.ui.kit.labels import Elided, label
from coopdesk.ui.kit.layouts import Grow, column, empty, row
from coopdesk.ui.kit.rows import ListRow
from coopdesk.ui.start.details import RecentFile
from coopdesk.ui.text import words

DOOR_HEIGHT = 52


def full_width(button: Button) -> Button:
    """Let a button take the width of its card."""
    button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    return button


def promises(*lines: str) -> QLayout:
    """What a door leads to, each line ticked."""
    return column(
        *(row(IconMark("check", "primary", 16), Grow(label(line, wrap=True)), gap=9) for line in lines), gap=6
    )


class Door(QFrame):
    """One way in: what it is, what it brings, and the button that goes through it."""

    opened = Signal()

    def __init__(
        self, icon: IconName, title: str, sentence: str, body: QLayout, button: Button, foot: str, *, lit: bool = False
    ) -> None:
        super().__init__()
        self.setProperty("frame", "lit" if lit else "card")
        self.button = full_width(button)
        button.clicked.connect(self.opened)
        self._mark = Disc(icon, "primary_soft", 52, ink="primary")
        self._sentence = label(sentence, "muted", wrap=True)
        self._body = QWidget()
        self._body.setLayout(body)
        self.setLayout(
            column(
                row(self._mark, Grow()), 2,
                label(title, "title", wrap=True),
                self._sentence,
                4, self._body, Grow(), 4, button,
                label(foot, "small", wrap=True),
                gap=6, margins=(22, 18, 22, 14),
            )
        )  # fmt: skip

    def fold(self, folded: bool, body: bool) -> None:
        """With large text the button has to stay in sight: the drawing goes, and the body unless it is asked for."""
        self._mark.setVisible(not folded)
        self._body.setVisible(body or not folded)


class DropPlace(QFrame):
    """Where a members' list can be dropped; dropping works anywhere, and the button is its twin."""

    wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("frame", "drop")
        self._choose = Button(words("Choose a spreadsheet"), icon="folder-open", kind="ghost")
        self._choose.clicked.connect(self.wanted)
        self._mark = mark = IconMark("file-spreadsheet", "primary", 30)
        title = label(words("Drop a spreadsheet here"), "strong", tone="info")
        self._kinds = kinds = label(words("Excel, LibreOffice or CSV"), "small")
        centre = Qt.AlignmentFlag.AlignHCenter
        inside = column(gap=3, margins=(10, 10, 10, 4))
        for part in (mark, title, kinds, self._choose):
            inside.addWidget(part, 0, centre)
        self.setLayout(inside)

    def fold(self, folded: bool) -> None:
        """With large text only the words and the button stay."""
        self._mark.setVisible(not folded)
        self._kinds.setVisible(not folded)


class RecentFiles(QFrame):
    """Files opened before, the newest first; hidden where there are none."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("frame", "card")
        self._rows = column(gap=0)
        self.setLayout(column(label(words("Recent files"), "section"), self._rows, gap=4, margins=(18, 12, 18, 10)))
        self.hide()

    def show_files(self, files: Sequence[RecentFile]) -> None:
        """Show at most three, with where they are and when they were last open."""
        empty(self._rows)
        for at, recent in enumerate(files[:3]):
            line = self._line(recent)
            line.set_last(at == len(files[:3]) - 1)
            self._rows.addWidget(line)
        self.setVisible(bool(files))

    def first(self) -> ListRow | None:
        """The newest file's row."""
        item = self._rows.itemAt(0)
        widget = item.widget() if item is not None else None
        return widget if isinstance(widget, ListRow) else None

    def _line(self, recent: RecentFile) -> ListRow:
        icon: IconName = "flask-conical" if recent.sample else "building-2"
        about = ", ".join(part for part in (recent.note, words("a sample") if recent.sample else "") if part)
        line = ListRow(
            IconMark(icon, "muted", 18),
            label(recent.name, "medium"),
            Grow(Elided(about, "muted")),
            label(recent.path.parent.name, "muted"),
            label(recent.when, "muted"),
            height=42,
            gap=14,
            name=f"{recent.name}, {about}, {recent.when}",
        )
        line.setToolTip(str(recent.path))
        line.chosen.connect(partial(self.chosen.emit, recent.path))
        return line


def brand() -> QLayout:
    """The program's own name in the header."""
    return row(Disc("vote", "primary", 40, ink="on_primary"), label("coopdesk", "title"), gap=12)


def promise_bar(version: str, help_button: Button) -> QFrame:
    """The foot of the page: nothing leaves this computer."""
    return frame(
        "status",
        row(
            IconMark("shield-check", "primary", 18),
            label(words("Nothing leaves this computer.")),
            Grow(),
            label(f"{words('Version')} {version}", "small"),
            help_button,
            gap=10,
            margins=(28, 4, 20, 3),
        ),
    )


__all__ = ["DOOR_HEIGHT", "Door", "DropPlace", "RecentFiles", "brand", "full_width", "promise_bar", "promises"]
