"""Import a spreadsheet: nothing is written before Enter, and Undo takes it all back."""

from pathlib import Path
from typing import Literal

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QStackedWidget, QWidget

from coopdesk.services.imports import Imported, ImportPreview
from coopdesk.services.perform import Desk
from coopdesk.services.problem_list import rows_to_look_at
from coopdesk.services.roster import Matching, Roster
from coopdesk.ui.imports.columns_card import ColumnsCard, matched
from coopdesk.ui.imports.rows_card import RowsCard
from coopdesk.ui.kit.buttons import Button
from coopdesk.ui.kit.frames import frame
from coopdesk.ui.kit.hub import Hub
from coopdesk.ui.kit.icons import IconMark
from coopdesk.ui.kit.jobs import Jobs
from coopdesk.ui.kit.labels import Elided, label, set_ink
from coopdesk.ui.kit.layouts import Grow, column, row
from coopdesk.ui.kit.news import NewsLine
from coopdesk.ui.kit.page import Page
from coopdesk.ui.kit.picker import Picker
from coopdesk.ui.kit.progress_line import ProgressLine
from coopdesk.ui.kit.stepper import Stepper
from coopdesk.ui.kit.theme import current
from coopdesk.ui.kit.tiles import Tile
from coopdesk.ui.text import words

ROSTER_ENDINGS = (".csv", ".xlsx", ".ods")

Stage = Literal["choose", "reading", "checking", "checked", "importing", "done"]


class ImportPage(Page):
    """File, columns, check, import. Wishes: ``choose_requested``, ``file_chosen(Path)``, ``import_requested(keep)``,
    ``cancel_requested``, ``undo_requested``, ``again_requested``."""

    choose_requested = Signal()
    file_chosen = Signal(object)
    import_requested = Signal(object)
    cancel_requested = Signal()
    undo_requested = Signal()
    again_requested = Signal()

    def __init__(self) -> None:
        super().__init__(words("Import a spreadsheet"), words("Members"))
        self._stage: Stage = "choose"
        self._name = ""
        self._preview: ImportPreview | None = None
        self._matched = ""
        self.news = NewsLine()
        self.progress = ProgressLine()
        self.columns = ColumnsCard()
        self.rows = RowsCard()
        self.act = Button("", icon="import", key="Enter", kind="primary", height=52)
        self.undo = Button(words("Undo"), icon="undo-2", key="Ctrl Z", height=52)
        self.again = Button(words("Read again"), icon="refresh-cw", height=52)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._chooser())
        self._stack.addWidget(self._whole())
        body = column(self._top(), self.news, self.progress, Grow(self._stack), gap=12, margins=(20, 16, 20, 16))
        self.setLayout(body)
        self.act.clicked.connect(self._on_act)
        self.undo.clicked.connect(self.undo_requested)
        self.again.clicked.connect(self.again_requested)
        self.progress.cancelled.connect(self.cancel_requested)
        self.rows.keep_changed.connect(self._write_act)
        self._fold()
        self._enter("choose")

    def _top(self) -> QWidget:
        self._steps = Stepper()
        self._steps_card = frame("card", row(Grow(self._steps), gap=0, margins=(16, 8, 16, 8)))
        holder = QWidget()
        holder.setLayout(row(Grow(self._steps_card, 1000), Grow(), self.again, self.undo, self.act, gap=10))
        return holder

    def _fold(self) -> None:
        # With large text the act and the rows keep the room; the tiles say the rest.
        folded = current().folded
        self._steps_card.setVisible(not folded)
        self.again.set_folded(folded)
        self._dry.setVisible(not folded)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_dry"):
            self._fold()

    def _chooser(self) -> QWidget:
        self.choose = Button(words("Choose a spreadsheet"), icon="folder-open", kind="primary", height=52)
        self.choose.clicked.connect(self.choose_requested)
        centre = Qt.AlignmentFlag.AlignHCenter
        inside = column(gap=10, margins=(20, 30, 20, 30))
        inside.addStretch(1)
        promise = words("You see every row, and why any is left out, before anything is written.")
        for part in (
            IconMark("file-spreadsheet", "primary", 56),
            label(words("Drop your members list anywhere in this window"), "instruction"),
            label(words("Excel, LibreOffice or CSV, as it is"), "muted"),
            label(promise, "muted"),
            self.choose,
        ):
            inside.addWidget(part, 0, centre)
        inside.addStretch(1)
        return frame("drop", inside)

    def _whole(self) -> QWidget:
        self.added = Tile(words("will be added"), icon="plus")
        self.updated = Tile(words("will be updated"), icon="pencil")
        self.unchanged = Tile(words("unchanged"), icon="equal")
        self.rejected = Tile(words("rejected"), icon="x")
        tiles = QGridLayout()
        tiles.setSpacing(12)
        for place, tile in enumerate((self.added, self.updated, self.unchanged, self.rejected)):
            tiles.addWidget(tile, 0, place)
            tiles.setColumnStretch(place, 1)
        holder = QWidget()
        cards = row(Grow(self.columns, 13), Grow(self.rows, 22), gap=14)
        holder.setLayout(column(tiles, Grow(cards), self._foot(), gap=12))
        return holder

    def _foot(self) -> QFrame:
        self._sign = IconMark("circle-check", "success", 20)
        self._told = label("", "medium")
        self._notices = Elided("", "muted")
        self._dry = label(words("Nothing has been written yet"), "medium")
        return frame(
            "card", row(self._sign, self._told, Grow(self._notices), self._dry, gap=12, margins=(14, 8, 16, 8))
        )

    @property
    def stage(self) -> Stage:
        """How far the import is."""
        return self._stage

    def primary_focus(self) -> QWidget:
        return self.choose if self._stage == "choose" else self.act

    def take(self, subject: object) -> bool:
        """A spreadsheet dropped anywhere."""
        wanted = isinstance(subject, Path) and subject.suffix.lower() in ROSTER_ENDINGS
        if self._stage == "importing" or not wanted:
            return False
        self.file_chosen.emit(subject)
        return True

    def on_key(self, key: str) -> bool:
        # Enter in a list of fields chooses there; it must not set the import off.
        if key == "Enter" and self._stage in ("checked", "done") and not isinstance(self.focusWidget(), Picker):
            focused = self.focusWidget()
            if isinstance(focused, Button) and focused is not self.act:
                focused.click()
            else:
                self.act.click()
            return True
        return False

    def begin_reading(self, name: str) -> None:
        """A file is being read."""
        self._name = name
        self.news.hide()
        self.set_subtitle(name)
        self._enter("reading")
        self.progress.begin(words("Reading {}").format(name))

    def begin_checking(self, roster: Roster, matching: Matching) -> None:
        """Its rows are being checked."""
        self.columns.show_matching(matching)
        self._matched = words("{} of {} matched").format(matched(matching), len(matching.columns))
        self._enter("checking")
        self.progress.begin(words("Checking {} rows").format(f"{len(roster):,}"))

    def show_preview(self, preview: ImportPreview) -> None:
        """Every row is checked; nothing is written."""
        self._preview = preview
        checked = preview.checked
        self.added.show_number(f"{checked.added:,}", words("new members"))
        self.updated.show_number(f"{checked.updated:,}", words("row by row, keep ours"))
        self.unchanged.show_number(f"{checked.unchanged:,}", words("already the same"))
        self.rejected.show_number(f"{len(checked.rejected):,}", words("left out; reasons below"))
        self.rejected.set_tone("error" if checked.rejected else None)
        self.rows.show_lines(rows_to_look_at(checked))
        total = len(checked.good) + len(checked.rejected)
        self._told.setText(words("All {} rows checked").format(f"{total:,}"))
        self._notices.setText(" ".join(checked.notices))
        self._enter("checked")
        self._write_act()

    def begin_importing(self, rows: int) -> None:
        """The rows are being written, in one act."""
        self._enter("importing")
        self.progress.begin(words("Bringing in {} rows").format(f"{rows:,}"))

    def show_imported(self, done: Imported) -> None:
        """All is in the register."""
        told = words("{} added, {} updated, {} unchanged. Ctrl+Z takes the whole import back.")
        self.news.tell("success", told.format(f"{done.added:,}", f"{done.updated:,}", f"{done.unchanged:,}"))
        self._enter("done")

    def show_undone(self) -> None:
        """The import was taken back."""
        self.set_subtitle(words("Members"))
        self.news.tell("success", words("The whole import was taken back; the register is as it was before."))
        self._enter("choose")

    def show_stopped(self, sentence: str) -> None:
        """Cancelled."""
        self.news.tell("info", sentence)
        self._enter("checked" if self._stage == "importing" else "choose")

    def show_refusal(self, sentence: str) -> None:
        """Refused, or failed: said here, with the way back open."""
        self.news.tell("error", sentence)
        if self._stage == "importing":
            self._enter("checked")
        elif self._stage in ("reading", "checking") and self._stack.currentIndex() == 0:
            self._enter("choose")
        elif self._stage in ("reading", "checking"):
            self._preview = None
            self._enter("checked")
            self.act.refuse(sentence)

    def _enter(self, stage: Stage) -> None:
        self._stage = stage
        at = {"choose": 0, "reading": 0, "checking": 2, "checked": 2, "importing": 3, "done": 4}[stage]
        file_note = self._name if stage != "choose" else ""
        written = words("nothing written yet") if at == 2 else ""
        columns_note = self._matched if at >= 2 else ""
        self._steps.show_steps(
            (
                (words("File"), file_note[:26] + ("…" if len(file_note) > 26 else "")),
                (words("Columns"), columns_note),
                (words("Check"), written),
                (words("Import"), ""),
            ),
            at,
        )
        self._stack.setCurrentIndex(0 if stage in ("choose", "reading") else 1)
        if stage in ("choose", "checked", "done"):
            self.progress.end()
        self.act.setVisible(stage not in ("choose", "reading"))
        self.again.setVisible(stage == "checked")
        self.undo.setVisible(stage == "done")
        self.columns.setEnabled(stage == "checked")
        self.choose.setEnabled(stage == "choose")
        self._dry.setText(words("It is in the register") if stage == "done" else words("Nothing has been written yet"))
        set_ink(self._dry, "success" if stage == "done" else None)
        self._write_act()
        self._settle_focus()
        self.set_status(words(_STATUS[stage]), "file-spreadsheet")

    def _settle_focus(self) -> None:
        """A button that was switched off loses the focus to the rail; the next act takes it back."""
        if self._stage in ("choose", "checked", "done") and self.isVisible():
            focused = self.focusWidget()
            if focused is None or not focused.isEnabled() or not focused.isVisible() or not focused.hasFocus():
                self.primary_focus().setFocus()

    def _write_act(self) -> None:
        if self._stage == "done":
            self.act.refuse("")
            self.act.set_icon("users")
            self.act.set_words(words("Go to members"))
            return
        self.act.set_icon("import")
        checked = self._preview.checked if self._preview is not None else None
        rows = 0 if checked is None else checked.added + checked.updated - len(self.rows.kept())
        self.act.set_words(words("Import 1 row") if rows == 1 else words("Import {} rows").format(f"{rows:,}"))
        if self._stage != "checked":
            self.act.refuse(words("Wait until all rows are checked."))
        else:
            self.act.refuse("" if rows else words("There is nothing to import."))

    def _on_act(self) -> None:
        if self._stage == "done":
            self.page_requested.emit("members")
        elif self._stage == "checked":
            self.import_requested.emit(self.rows.kept())


_STATUS: dict[Stage, str] = {
    "choose": "Drop a members list here, or choose one. Nothing is written before you say so.",
    "reading": "Reading; Cancel leaves nothing behind.",
    "checking": "Checking every row; nothing is written.",
    "checked": "Importing is one act: Undo takes the whole import back.",
    "importing": "Writing; Cancel leaves the register as it was.",
    "done": "Imported. Undo takes the whole import back.",
}


def build(desk: Desk, jobs: Jobs, hub: Hub) -> Page:
    """The page with its presenter (``features.py``)."""
    from coopdesk.ui.imports.desk import join

    return join(desk, jobs, hub)
