"""Members: type or scan, read the member at the right, change what is wrong."""

from collections.abc import Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QStackedWidget, QWidget

from coopdesk.domain.ids import MemberId
from coopdesk.services.perform import Desk
from coopdesk.services.register_list import RegisterFilter, RegisterView, Standing, Tonight
from coopdesk.ui.kit.buttons import Button
from coopdesk.ui.kit.commands import Command
from coopdesk.ui.kit.forms import FormPlace, InlineForm
from coopdesk.ui.kit.frames import frame
from coopdesk.ui.kit.hub import Hub
from coopdesk.ui.kit.jobs import Jobs
from coopdesk.ui.kit.labels import label
from coopdesk.ui.kit.layouts import Grow, column, row
from coopdesk.ui.kit.news import NewsLine
from coopdesk.ui.kit.page import Page
from coopdesk.ui.kit.panel import SideSplit
from coopdesk.ui.kit.picker import Picker
from coopdesk.ui.kit.progress_line import ProgressLine
from coopdesk.ui.kit.search_field import SearchField
from coopdesk.ui.kit.table import Column, Fetch, LongTable, PagedTableModel
from coopdesk.ui.members.account_card import AccountCard
from coopdesk.ui.members.life_card import LifeCard
from coopdesk.ui.members.panel import WIDTH, MemberPanel
from coopdesk.ui.text import words

MEMBER_CARD = "CDM1:"


class MembersPage(Page):
    """The list with its search and filters; forms stand in place of the list while they are open."""

    searched = Signal(str)
    narrowed = Signal(object)
    member_chosen = Signal(object)
    card_scanned = Signal(str)
    add_requested = Signal()
    undo_requested = Signal()
    cards_requested = Signal()
    import_requested = Signal()
    account_requested = Signal()
    account_closed = Signal()
    life_requested = Signal()

    def __init__(self, jobs: Jobs) -> None:
        super().__init__(words("Members"))
        self._registered: int | None = None
        """How many are on the register; None before it was read."""
        self.search = SearchField(words("Name, number, postcode or card"))
        self.add = Button(words("Add a member"), icon="user-plus", key="F4", kind="primary")
        self.panel = MemberPanel()
        self.news = NewsLine()
        self.progress = ProgressLine()
        self.undo = Button(words("Undo"), icon="undo-2", key="Ctrl Z", kind="ghost")
        self._model = PagedTableModel(
            (
                Column(words("No."), 66, ink="muted"),
                Column(words("Name")),
                Column(words("Class"), 120, ink="muted"),
                Column(words("Shares"), 74, right=True),
                Column("", 8),
                Column(words("Tonight"), 120),
            ),
            jobs,
        )
        self.table = LongTable(self._model, words("Members"))
        self._typed = QTimer(self)
        self._typed.setSingleShot(True)
        self._typed.setInterval(0)
        self.forms = FormPlace(words("Form"))
        self.stack = QStackedWidget()
        self.stack.addWidget(self._list_card())
        self.stack.addWidget(self.forms)
        self.account = AccountCard()
        self.life = LifeCard()
        for card in (self.account, self.life):
            self.stack.addWidget(card)
        self._before_form: QWidget | None = None
        main = QWidget()
        top = row(Grow(self.search), self.add, gap=12)
        self._filter_row = self._filters()
        main.setLayout(column(top, self._filter_row, self.news, self.progress, Grow(self.stack), gap=10))
        self.setLayout(column(Grow(SideSplit(main, self.panel, WIDTH, gap=14)), gap=0))
        self._connect()
        self.set_status(words("Scanner ready. Scan a card to open that member."), "scan-qr-code")

    def _filters(self) -> QWidget:
        standings = (("active", words("Active")), ("ended", words("Left")), ("all", words("Everybody")))
        self.classes = Picker(words("Class"), (("", words("Any class")),))
        self.standing = Picker(words("Standing"), standings)
        self.may_vote = Button(words("May vote"), kind="chip", height=32)
        self.here = Button(words("Here"), kind="chip", height=32)
        holder = QWidget()
        holder.setLayout(row(self.classes, self.standing, self.may_vote, self.here, Grow(), gap=8))
        return holder

    def _list_card(self) -> QFrame:
        self._empty = label("", "muted", wrap=True)
        self._bring = Button(words("Bring in a spreadsheet"), icon="file-spreadsheet")
        self._nobody = QWidget()
        self._nobody.setLayout(column(Grow(), self._empty, row(self._bring, Grow()), Grow(), gap=12))
        self._nobody.hide()
        self._range = label("", "small")
        self._cards = Button(words("Print cards"), icon="printer", kind="ghost")
        self._import = Button(words("Import"), icon="import", kind="ghost")
        foot = row(self._range, Grow(), self.undo, self._import, self._cards, gap=6, margins=(7, 0, 0, 0))
        return frame("card", column(Grow(self.table), Grow(self._nobody), foot, gap=4, margins=(12, 8, 12, 8)))

    def _show_card(self, at: int) -> None:
        self.stack.setCurrentIndex(at)
        # The filters are the list's: a form or an account has the room instead.
        self._filter_row.setVisible(at == 0)

    def _connect(self) -> None:
        self.search.textChanged.connect(self._on_typed)
        self._typed.timeout.connect(self._on_search)
        self.search.moved.connect(self.table.choose_by)
        self.search.entered.connect(self._on_entered)
        self.table.row_chosen.connect(self._on_row)
        self.table.row_activated.connect(self._on_opened)
        self.panel.account_requested.connect(self.account_requested)
        self.panel.life_requested.connect(self.life_requested)
        self.account.left.connect(self.leave_form)
        self.account.undo.clicked.connect(self.undo_requested)
        self.account.certificate_chosen.connect(self._on_certificate)
        self._model.dataChanged.connect(self._on_data)
        for picker in (self.classes, self.standing):
            picker.currentIndexChanged.connect(self._on_filter)
        self.may_vote.clicked.connect(self._on_chip)
        self.here.clicked.connect(self._on_chip)
        self.add.clicked.connect(self.add_requested)
        self.undo.clicked.connect(self.undo_requested)
        self._cards.clicked.connect(self.cards_requested)
        self._bring.clicked.connect(self.import_requested)
        self._import.clicked.connect(self.import_requested)
        find = QShortcut(QKeySequence("F3"), self)
        find.activated.connect(self._on_find)

    def primary_focus(self) -> QWidget:
        return self.search

    def take_scan(self, code: str) -> bool:
        """A member card opens its member, or answers a form that asks for one; anything else belongs to the door."""
        if not code.startswith(MEMBER_CARD):
            return False
        form = self.open_form()
        if form is not None and form.has_field("other"):
            form.show_values({"other": code})
            return True
        self.card_scanned.emit(code)
        return True

    def take(self, subject: object) -> bool:
        """Opened for a member, by id."""
        if not isinstance(subject, int):
            return False
        self.show_list_again()
        self.member_chosen.emit(MemberId(subject))
        self.account_requested.emit()
        return True

    def on_key(self, key: str) -> bool:
        if key == "Esc" and self.stack.currentWidget() in (self.account, self.life):
            self.leave_form()
            return True
        wishes = {"E": self.panel.edit_requested, "M": self.panel.life_requested}
        if key in wishes and self.panel.file() is not None and self.stack.currentIndex() == 0:
            wishes[key].emit()
            return True
        return False

    def commands(self) -> Sequence[Command]:
        return (
            Command(words("Print all member cards"), "", self.cards_requested.emit, "printer"),
            Command(words("Bring in a spreadsheet"), "", self.import_requested.emit, "import"),
        )

    def chosen_filter(self) -> RegisterFilter:
        """What the pickers and chips say."""
        standings: dict[str, Standing] = {"active": "active", "ended": "ended", "all": "all"}
        tonight: Tonight = "may-vote" if self.may_vote.isChecked() else "here" if self.here.isChecked() else ""
        return RegisterFilter(standings[self.standing.value()], self.classes.value(), tonight)

    def show_counts(self, view: RegisterView) -> None:
        """Write the counts, and offer the classes there are."""
        self.set_subtitle(words("{} on the register").format(f"{view.total:,}"))
        self.may_vote.set_words(words("May vote tonight {}").format(f"{view.may_vote:,}"))
        self.here.set_words(words("Here {}").format(f"{view.here:,}"))
        for chip in (self.may_vote, self.here):
            chip.setVisible(view.meeting is not None)
        self.classes.show_choices((("", words("Any class")), *((name, name) for name in view.classes)))
        self.classes.setVisible(len(view.classes) > 1)
        self._registered = view.total
        self._say_nobody()

    def show_list(self, fetch: Fetch, total: int) -> None:
        """Show ``total`` lines."""
        self.table.setVisible(total > 0)
        self._nobody.setVisible(total == 0)
        if total == 0:
            self._say_nobody()
        at = self.table.currentIndex().row() if total == self._model.rowCount() else -1
        self._model.show_source(fetch, total)
        if at >= 0:
            # The same list read again: the line that was lit stays lit.
            self.table.selectRow(at)
        noun = words("{} member") if total == 1 else words("{} members")
        self._range.setText(noun.format(f"{total:,}") if total else "")

    def _say_nobody(self) -> None:
        """Why the list is empty: nobody is on the register yet, or nobody of those fits what was chosen."""
        if self._registered == 0:
            self._say_empty(words("The register is empty. Add a member, or bring in a spreadsheet."), bring=True)
        else:
            self._say_empty(words("Nobody on the register is in this list. Choose another filter."), bring=False)

    def say_nobody(self, typed: str) -> None:
        """Nothing was found."""
        self._say_empty(
            words("Nobody is called “{}”. Try fewer letters, or the number.").format(typed[:60]), bring=False
        )

    def _say_empty(self, sentence: str, *, bring: bool) -> None:
        self._empty.setText(sentence)
        self._bring.setVisible(bring)

    def tell(self, sentence: str, can_undo: bool) -> None:
        """Tell what was recorded; what can be taken back says so."""
        note = words(" Ctrl+Z takes it back.") if can_undo else ""
        self.news.tell("success", sentence + note)

    def show_form(self, form: InlineForm) -> None:
        """Put a form in place of the list, or of the card it was asked for on."""
        if self.stack.currentWidget() is not self.forms:
            self._before_form = self.stack.currentWidget()
        self.forms.show_form(form)
        self._show_card(1)
        self.add.set_kind("plain")
        self.set_status(words("Enter saves, Esc leaves it as it was."))

    def show_account(self) -> None:
        """Put the account of the member shown in place of the list."""
        if self.stack.currentWidget() is not self.account:
            self._show_card(self.stack.indexOf(self.account))
            self.account.back.setFocus()
        self.add.set_kind("plain")
        self.set_status(words("Esc goes back to the members; Alt+P makes the account as a paper."), "history")

    def show_life(self) -> None:
        """Put what can happen to the membership shown in place of the list."""
        self._show_card(self.stack.indexOf(self.life))
        self.life.focus_first()
        self.add.set_kind("plain")
        self.set_status(words("Up and Down choose, Enter opens; nothing is recorded before you say so."), "history")

    def open_form(self) -> InlineForm | None:
        """The form that stands in place of the list, if one does."""
        return self.forms.form() if self.stack.currentIndex() == 1 else None

    def leave_form(self) -> None:
        """Go back one step: from a form to the card it was asked for on, from a card to the list."""
        if self.open_form() is not None and self._before_form is self.life:
            self.show_life()
        else:
            self.finish_form()

    def finish_form(self) -> None:
        """What the form asked for is recorded: back to the account it was asked for on, or to the list."""
        if self.open_form() is not None and self._before_form is self.account:
            self.show_account()
        else:
            self.show_list_again()

    def show_list_again(self) -> None:
        """Show the list."""
        # First the focus: a hidden form would hand it to the table, which then chooses its first row.
        self.search.setFocus()
        self._show_card(0)
        self.account_closed.emit()
        self.add.set_kind("primary")
        self.set_status(words("Scanner ready. Scan a card to open that member."), "scan-qr-code")

    def _on_typed(self, _text: str) -> None:
        self._typed.start()

    def _on_search(self) -> None:
        self.searched.emit(self.search.text())

    def _on_entered(self) -> None:
        self.table.choose_some()
        if self._model.rowCount():
            # From the list the letters are the member's: E edits, M is the membership, Enter the account.
            self.table.setFocus()

    def _on_row(self, at: int) -> None:
        found = self._model.row_cells(at)
        if found is not None:
            self.member_chosen.emit(MemberId(int(found[-1])))

    def _on_opened(self, at: int) -> None:
        self._on_row(at)
        self.account_requested.emit()

    def _on_certificate(self, number: int) -> None:
        self.hand_requested.emit("certificates", number)

    def _on_data(self, *_where: object) -> None:
        # A row chosen before its page was read is opened once it has come.
        index = self.table.currentIndex()
        if index.isValid():
            self._on_row(index.row())

    def _on_filter(self, _at: int) -> None:
        self.narrowed.emit(self.chosen_filter())

    def _on_chip(self) -> None:
        chip = self.sender()
        for other in (self.may_vote, self.here):
            if other is not chip:
                other.setChecked(False)
        self.narrowed.emit(self.chosen_filter())

    def _on_find(self) -> None:
        self.show_list_again()
        self.search.selectAll()


def build(desk: Desk, jobs: Jobs, hub: Hub) -> Page:
    """The page with its presenter (``features.py``)."""
    from coopdesk.ui.members.desk import join

    return join(MembersPage(jobs), desk, jobs, hub)
