"""The first page of a new installation, and what stands there while no file is open.

It emits wishes and shows what became of them; ``app.py`` carries them out. It imports no services, so that it can be
the first thing painted.
"""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QLineEdit, QStackedWidget, QWidget

from coopdesk import __version__
from coopdesk.domain.refusals import NotUnderstood
from coopdesk.domain.rules import LegalForm
from coopdesk.ui.help_panel import HelpPanel
from coopdesk.ui.kit.announce import announce
from coopdesk.ui.kit.banner import NoticeBanner
from coopdesk.ui.kit.buttons import Button
from coopdesk.ui.kit.choosing import FileChooser, documents_folder
from coopdesk.ui.kit.drop import DropTarget
from coopdesk.ui.kit.forms import FormField, InlineForm
from coopdesk.ui.kit.frames import frame
from coopdesk.ui.kit.labels import Elided, label
from coopdesk.ui.kit.layouts import Grow, column, row
from coopdesk.ui.kit.scrolling import Scrolled
from coopdesk.ui.kit.theme import current
from coopdesk.ui.start.details import ENDING, RecentFile, file_name, read_details
from coopdesk.ui.start.doors import DOOR_HEIGHT, Door, DropPlace, RecentFiles, brand, promise_bar, promises
from coopdesk.ui.text import refusal_text, words

ROSTER_ENDINGS = (".csv", ".xlsx", ".ods")


class StartPage(QWidget):
    """Three doors: ``sample_requested()``, ``new_requested(NewRegister)``, ``open_requested(Path)``.

    ``show_fault`` puts what went wrong above the doors, with the ways on as buttons.
    """

    sample_requested = Signal()
    new_requested = Signal(object)
    open_requested = Signal(object)
    theme_requested = Signal()
    """Dark where it is light, light where it is dark."""
    text_size_requested = Signal()
    """The next of the sizes on offer."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("frame", "window")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._spreadsheet: Path | None = None
        self._busy = False
        self._named_by_hand = False
        self._chooser_open = FileChooser(self)
        self._chooser_list = FileChooser(self)
        self._chooser_place = FileChooser(self)
        self._fault = self._fault_banner()
        self._doors = self._three_doors()
        self._form = self._new_form()
        self._ways = QStackedWidget()
        self._ways.addWidget(self._doors)
        self._ways.addWidget(self._form)
        self._recent = RecentFiles()
        self.setLayout(column(self._header(), Grow(self._body()), self._foot(), gap=0))
        self._help_panel = HelpPanel(self)
        self._help_panel.closed.connect(self.take_focus)
        self._drop = DropTarget(self, (*ROSTER_ENDINGS, ENDING))
        self._connect()
        self._refresh_look()

    def _header(self) -> QFrame:
        self._size = Button(words("Text size"), icon="a-large-small")
        self._theme = Button(words("Dark"), icon="moon")
        return frame("header", row(brand(), Grow(), self._size, self._theme, gap=12, margins=(28, 10, 28, 9)))

    def _body(self) -> QWidget:
        promise = words("Everything stays in one file on this computer. No account, no internet needed.")
        self._heading = label(words("Who is here, what was decided, who holds which share"), "heading", wrap=True)
        inside = column(
            self._heading, label(promise, "lead-muted", wrap=True), 4, self._fault, self._ways, 6, self._recent, Grow(),
            gap=8, margins=(28, 16, 28, 16),
        )  # fmt: skip
        return Scrolled(inside, words("Ways to begin"))

    def _foot(self) -> QFrame:
        self._help = Button(words("F1 help"), kind="quiet", height=24)
        return promise_bar(__version__, self._help)

    def _fault_banner(self) -> NoticeBanner:
        self._retry = Button(words("Choose another file"), icon="folder-open")
        self._dismiss = Button(words("Close"), icon="x", kind="ghost")
        made = NoticeBanner("error", "circle-alert", "", self._retry, self._dismiss)
        made.hide()
        return made

    def _three_doors(self) -> QWidget:
        self._sample = Door(
            "store", words("Try a sample society"),
            words("Hebden Stores: made-up members and an annual meeting ready to run."),
            promises(
                words("Check people in and take votes"), words("Print cards and minutes"),
                words("Spoil it freely: it is only a copy"),
            ),
            Button(words("Open the sample"), icon="play", key="S", kind="primary", height=DOOR_HEIGHT),
            words("Marked SAMPLE on screen and on paper"), lit=True,
        )  # fmt: skip
        self._drop_place = DropPlace()
        self._new = Door(
            "notebook-pen", words("Start our register"),
            words("Bring your members list as it is. You see every row before it is kept."),
            column(self._drop_place),
            Button(words("Start our register"), icon="file-plus", key="N", height=DOOR_HEIGHT),
            words("No list yet? Start with an empty register."),
        )  # fmt: skip
        self._open = Door(
            "folder-open", words("Open a file"),
            words("A society already kept in coopdesk, in a file ending .coopdesk."),
            promises(
                words("From a stick, or the last secretary"), words("Older files are copied, then brought up to date"),
                words("Damaged or foreign files are told apart"),
            ),
            Button(words("Open a file"), icon="folder-open", key="Ctrl O", height=DOOR_HEIGHT),
            words("Or drop it anywhere in this window"),
        )  # fmt: skip
        holder = QWidget()
        holder.setLayout(row(Grow(self._sample), Grow(self._new), Grow(self._open), gap=18))
        return holder

    def _new_form(self) -> InlineForm:
        forms = tuple((form.value, form.words.capitalize()) for form in LegalForm)
        made = InlineForm(
            words("Start our register"), words("Make the register"),
            (
                FormField("name", words("Name of the society"), words("Calder Allotments Society Limited"), wide=True),
                FormField("number", words("Registration number"), words("4321R")),
                FormField("legal_form", words("Legal form"), choices=forms),
                FormField("nominal", words("Value of one share, in £"), "1"),
                FormField("path", words("Where to keep the file")),
            ),
            icon="file-plus", back=words("Back"),
            note=words("Five answers; all but the file's place can be changed later in Set-up."),
        )  # fmt: skip
        self._place = Button(words("Choose a place"), icon="folder-open")
        self._list = Elided("", "muted")
        self._choose_list = Button(words("Choose a spreadsheet"), icon="file-spreadsheet")
        self._drop_list = Button(words("Leave the list out"), icon="x", kind="ghost")
        extra = QWidget()
        extra.setLayout(row(self._place, self._choose_list, self._drop_list, Grow(self._list), gap=10))
        made.add_extra(extra)
        return made

    def _connect(self) -> None:
        self._sample.opened.connect(self._on_sample)
        self._new.opened.connect(self._on_new)
        self._open.opened.connect(self._on_open)
        self._drop_place.wanted.connect(self._on_choose_list)
        self._choose_list.clicked.connect(self._on_choose_list)
        self._drop_list.clicked.connect(self._on_drop_list)
        self._place.clicked.connect(self._on_place)
        self._recent.chosen.connect(self._on_file)
        self._retry.clicked.connect(self._on_open)
        self._dismiss.clicked.connect(self.clear_fault)
        self._drop.dropped.connect(self._on_file)
        self._drop.refused.connect(self.show_refusal)
        self._chooser_open.chosen.connect(self._on_file)
        self._chooser_list.chosen.connect(self._on_list)
        self._chooser_place.chosen.connect(self._on_place_chosen)
        self._form.submitted.connect(self._on_submitted)
        self._form.left.connect(self._on_form_left)
        name, path = self._form.field("name"), self._form.field("path")
        assert isinstance(name, QLineEdit)
        assert isinstance(path, QLineEdit)
        name.textEdited.connect(self._on_name_typed)
        path.textEdited.connect(self._on_path_typed)
        self._theme.clicked.connect(self.theme_requested)
        self._size.clicked.connect(self.text_size_requested)
        self._help.clicked.connect(self.toggle_help)
        QShortcut(QKeySequence("F1"), self, self.toggle_help)

    def show_recent(self, files: Sequence[RecentFile]) -> None:
        """Show files opened before, newest first; the newest takes the focus."""
        self._recent.show_files(files)
        self.take_focus()

    def show_fault(self, sentence: str) -> None:
        """Say in place why a file was not opened or made: missing, foreign, newer, held, damaged ..."""
        self.set_busy("")
        self._retry.show()
        if self._ways.currentWidget() is self._form:
            self._form.refuse(sentence)
            return
        self._say(sentence)

    def show_refusal(self, sentence: str) -> None:
        """Say in place that something dropped was not taken."""
        self._retry.hide()
        self._say(sentence)

    def _say(self, sentence: str) -> None:
        self._fault.show_notice("error", "circle-alert", sentence)
        self._fault.show()
        announce(self._fault, sentence, urgent=True)

    def fault(self) -> str:
        """The sentence shown, or ""."""
        return "" if self._fault.isHidden() else self._fault.text()

    def clear_fault(self) -> None:
        """Take the sentence away."""
        self._fault.hide()
        self.take_focus()

    def set_busy(self, sentence: str) -> None:
        """Say what is being opened while no second thing may be asked for; "" when it is over."""
        self._busy = bool(sentence)
        for door in (self._sample, self._new, self._open):
            door.setEnabled(not sentence)
        self._recent.setEnabled(not sentence)
        self._form.set_busy(bool(sentence))
        if sentence:
            self._fault.show_notice("info", "hourglass", sentence)
            self._retry.hide()
        self._fault.setVisible(bool(sentence))

    def take_focus(self) -> None:
        """Put the focus where the next act is: the newest file, or the sample."""
        first = self._recent.first()
        (first if first is not None and not self._recent.isHidden() else self._sample.button).setFocus()

    def _refresh_look(self) -> None:
        folded = current().folded
        self._heading.setVisible(not folded)
        self._drop_place.fold(folded)
        for door in (self._sample, self._new, self._open):
            door.fold(folded, body=door is self._new)
        # The button says what a press would make of it.
        dark = current().name == "dark"
        self._theme.set_icon("sun" if dark else "moon")
        self._theme.set_words(words("Light") if dark else words("Dark"))

    def toggle_help(self) -> None:
        """Open the help of this page, or put it away."""
        if self._help_panel.isVisible():
            self._help_panel.put_away()
        else:
            self._help_panel.show_help("start")

    def form(self) -> InlineForm:
        """The questions of a new register."""
        return self._form

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._refresh_look()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.text().upper()
        plain = not event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier
        if plain and key in ("S", "N") and self._ways.currentWidget() is self._doors and not self._busy:
            (self._sample if key == "S" else self._new).button.click()
        elif plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            focused = self.focusWidget()
            if isinstance(focused, Button):
                focused.click()
        else:
            super().keyPressEvent(event)

    def _on_sample(self) -> None:
        self._fault.hide()
        self.sample_requested.emit()

    def _on_open(self) -> None:
        self._fault.hide()
        self._chooser_open.ask_open(words("Open a society's file"), words("coopdesk files"), (ENDING,))

    def _on_new(self) -> None:
        self._begin_form()

    def _on_choose_list(self) -> None:
        self._chooser_list.ask_open(words("Choose your list of members"), words("Spreadsheets"), ROSTER_ENDINGS)

    def _on_list(self, path: Path) -> None:
        self._spreadsheet = path
        if self._ways.currentWidget() is self._form:
            self._show_list()
        else:
            self._begin_form()

    def _on_drop_list(self) -> None:
        self._spreadsheet = None
        self._show_list()

    def _on_file(self, path: Path) -> None:
        if self._busy:
            return
        if path.suffix.lower() in ROSTER_ENDINGS:
            self._on_list(path)
        else:
            self._fault.hide()
            self.open_requested.emit(path)

    def _begin_form(self) -> None:
        self._fault.hide()
        self._named_by_hand = False
        self._ways.setCurrentWidget(self._form)
        self._recent.setVisible(False)
        self._form.begin({"nominal": "1", "path": str(documents_folder() / file_name(""))})
        self._show_list()

    def _show_list(self) -> None:
        found = self._spreadsheet
        self._drop_list.setVisible(found is not None)
        told = words("Members list: {}. You check every row before it is kept.").format(found.name if found else "")
        self._list.setText(told if found else words("No list: the register begins empty."))

    def _on_name_typed(self, name: str) -> None:
        path = self._form.field("path")
        if not self._named_by_hand and isinstance(path, QLineEdit):
            path.setText(str(Path(path.text()).parent / file_name(name)))

    def _on_path_typed(self, _path: str) -> None:
        self._named_by_hand = True

    def _on_place(self) -> None:
        typed = self._form.values()["path"]
        suggested = Path(typed) if typed else documents_folder() / file_name("")
        self._chooser_place.ask_save(words("Where to keep the file"), suggested, words("coopdesk files"), (ENDING,))

    def _on_place_chosen(self, path: Path) -> None:
        self._named_by_hand = True
        self._form.show_values({"path": str(path)})

    def _on_submitted(self, values: dict[str, str]) -> None:
        try:
            details = read_details(values, self._spreadsheet)
        except NotUnderstood as refusal:
            self._form.refuse(refusal_text(refusal))
            return
        self.new_requested.emit(details)

    def _on_form_left(self) -> None:
        self._ways.setCurrentWidget(self._doors)
        self._recent.setVisible(self._recent.first() is not None)
        self._spreadsheet = None
        # The form still takes the key that left it; the focus moves after it.
        QTimer.singleShot(0, self, self.take_focus)
