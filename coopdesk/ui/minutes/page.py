"""Minutes: the items at the left, one item in the middle, the paper at the right."""

from dataclasses import replace

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from coopdesk.domain.clock import day_words, local_day
from coopdesk.services.minutes_at_hand import MinutesAtHand
from coopdesk.services.minutes_view import MinutesSection, MinutesView
from coopdesk.services.perform import Desk
from coopdesk.ui.kit.buttons import Button
from coopdesk.ui.kit.discs import Disc
from coopdesk.ui.kit.forms import FormPlace, InlineForm
from coopdesk.ui.kit.frames import frame
from coopdesk.ui.kit.hub import Hub
from coopdesk.ui.kit.jobs import Jobs
from coopdesk.ui.kit.labels import label
from coopdesk.ui.kit.layouts import Grow, column, empty, row
from coopdesk.ui.kit.news import NewsLine
from coopdesk.ui.kit.page import Page
from coopdesk.ui.kit.panel import SideSplit
from coopdesk.ui.kit.paper_view import PaperImage, PaperView
from coopdesk.ui.kit.picker import Picker, keep_narrow
from coopdesk.ui.kit.pills import Pill
from coopdesk.ui.kit.scrolling import Scrolled, bring_into_sight
from coopdesk.ui.kit.theme import current
from coopdesk.ui.minutes.draft import next_wanting, own_words, wanting, with_words
from coopdesk.ui.minutes.item_row import ItemRow
from coopdesk.ui.minutes.life import LifeBar, locked_because
from coopdesk.ui.minutes.section_view import SectionView
from coopdesk.ui.text import words

FORMATS = (
    (".pdf", "PDF"),
    (".odt", "ODT"),
    (".md", "Markdown"),
    (".json", "JSON"),
)


class MinutesPage(Page):
    """Words are kept when their item is left: ``words_left(meeting, section, words)``."""

    words_left = Signal(int, str, str)
    preview_wanted = Signal(object, int)
    page_turned = Signal(int)
    save_requested = Signal(object, str)
    undo_requested = Signal()
    meeting_chosen = Signal(int)
    reopen_requested = Signal()

    def __init__(self) -> None:
        super().__init__(words("Minutes"))
        self._found: MinutesAtHand | None = None
        self._key = ""
        self._rows: list[ItemRow] = []
        self._on_the_way: dict[str, str] = {}
        """Words handed on and not yet in the file, by part."""
        self._not_kept: dict[str, str] = {}
        """Words the disk did not take: they wait in their part for the next try."""
        self.news = NewsLine()
        self.life = LifeBar()
        self.meeting = Picker(words("Meeting"), ())
        keep_narrow(self.meeting)
        self.section = SectionView()
        self.paper = PaperView(words("The paper"))
        self.next = Button("", icon="arrow-down", key="Ctrl Enter", kind="primary", height=44)
        self.undo = Button(words("Undo"), icon="undo-2", kind="ghost")
        self.format = Picker(words("Format"), FORMATS)
        self.save = Button(words("Save"), icon="download")
        self.paper.foot.addWidget(label(words("Updates as you type"), "small", wrap=True), 1)
        self.paper.foot.addWidget(self.format)
        self.paper.foot.addWidget(self.save)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._nothing())
        self._stack.addWidget(self._whole())
        self.setLayout(column(Grow(self._stack), gap=0))
        self._connect()

    def _nothing(self) -> QWidget:
        self._go = Button(words("Call a meeting"), icon="calendar-clock", kind="primary")
        self._go.clicked.connect(self._on_go)
        sentence = words("No meeting has been called yet, so there are no minutes to write.")
        holder = QWidget()
        holder.setLayout(
            column(label(sentence, "lead", wrap=True), row(self._go, Grow()), Grow(), gap=14, margins=(20, 18, 20, 18))
        )
        return holder

    def _whole(self) -> QWidget:
        body = QWidget()
        body.setLayout(row(self._items(), Grow(self._middle()), gap=14))
        self.forms = FormPlace(words("Form"))
        self._room = QStackedWidget()
        self._room.addWidget(body)
        self._room.addWidget(self.forms)
        main = QWidget()
        main.setLayout(column(self.news, Grow(self._room), gap=10))
        holder = QWidget()
        above = row(Grow(self.life), gap=0, margins=(20, 12, 20, 0))
        holder.setLayout(column(above, Grow(SideSplit(main, self.paper, 350, gap=14)), gap=0))
        return holder

    def _items(self) -> QFrame:
        self._list: QVBoxLayout = column(gap=0)
        self._count = label("", "small")
        legend = row(Disc(None, "warning", 14, ring=True), Grow(label(words("needs your words"), "small")), gap=8)
        holder = Scrolled(column(self._list, Grow(), gap=0), words("Items"))
        self._items_card = frame(
            "card",
            column(
                self.meeting, row(label(words("Items"), "section"), Grow(), self._count), Grow(holder), legend,
                gap=8, margins=(12, 12, 10, 12),
            ),
        )  # fmt: skip
        self._items_card.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self._items_card.setFixedWidth(current().px(236))
        return self._items_card

    def _middle(self) -> QFrame:
        self._draft = Pill(words("DRAFT"), "warning", "pencil-line", small=True)
        self._saved = label("", "small")
        top = row(self._draft, self._saved, Grow(), self.undo, gap=10)
        foot = row(Grow(), self.next, gap=10)
        body = Scrolled(column(Grow(self.section), gap=0), words("The item"))
        return frame("card", column(top, Grow(body), foot, gap=10, margins=(16, 10, 12, 14)))

    def _connect(self) -> None:
        self.section.changed.connect(self._on_changed)
        self.section.editor.rested.connect(self.keep_words)
        self.section.reopen_requested.connect(self.reopen_requested)
        self.meeting.activated.connect(self._on_meeting)
        self.section.editor.next_wanted.connect(self._on_next)
        self.next.clicked.connect(self._on_next)
        self.undo.clicked.connect(self._on_undo)
        self.save.clicked.connect(self._on_save)
        self.paper.page_requested.connect(self.page_turned)
        self.paper.resized.connect(self._on_changed)
        panes = QShortcut(QKeySequence("F6"), self)
        panes.activated.connect(self._on_panes)
        # Its key is told in the tooltip: beside the format there is no room for it.
        QShortcut(QKeySequence("Ctrl+S"), self).activated.connect(self._on_save)
        self.save.setToolTip("Ctrl+S")

    def primary_focus(self) -> QWidget:
        return self._go if self._found is None else self.section.editor

    def left(self) -> None:
        """The page goes to the back: what was typed is kept."""
        super().left()
        self.keep_words()

    def show_minutes(self, found: MinutesAtHand | None) -> None:
        """Show the minutes as they stand; what is being typed stays in the editor."""
        if self._keeps_words_first(found):
            return
        before = self._typed_unsaved()
        first = self._found is None
        if self._found is not None and found is not None and found.meeting.id != self._found.meeting.id:
            self._key = ""
            self._not_kept.clear()
        self._found = found
        if found is None:
            self._stack.setCurrentIndex(0)
            self.set_subtitle("")
            self.set_status(words("Call a meeting first; its minutes begin with it."))
            return
        view = found.view
        self.set_subtitle(f"{view.title}, {day_words(local_day(view.scheduled))}")
        self._show_standing(found)
        keys = [section.key for section in view.sections]
        if self._key not in keys:
            self._key = next(iter(wanting(view)), view.sections[0]).key
            before = None
        self._stack.setCurrentIndex(1)
        self._show_items(view)
        self.section.show_section(self._current(), before if before is not None else self._waiting(self._key))
        self._light_next()
        self._ask_preview()
        if first and self.isVisible():
            # The page came to the front before its words were read; what is typed next is meant for them.
            self.primary_focus().setFocus()

    def _keeps_words_first(self, found: MinutesAtHand | None) -> bool:
        """True while words of another meeting's draft are on their way: that meeting is left when they are kept."""
        before = self._found
        if before is None or (found is not None and found.meeting.id == before.meeting.id):
            return False
        if locked_because(before.view):
            return False
        if self._not_kept or self._typed_unsaved() is not None:
            self.keep_words()
        return bool(self._on_the_way or self._not_kept)

    def _show_standing(self, found: MinutesAtHand) -> None:
        view = found.view
        draft = view.status == "DRAFT"
        self._draft.show_state(
            words(view.status), "warning" if draft else "neutral", "pencil-line" if draft else "lock"
        )
        self.section.lock(locked_because(view), may_reopen=view.status == "AGREED")
        held = [(str(each.id), f"{day_words(local_day(each.at))}: {each.title}") for each in reversed(found.meetings)]
        self.meeting.show_choices(held)
        self.meeting.choose(str(found.meeting.id))
        self.meeting.setVisible(len(held) > 1)

    def found(self) -> MinutesAtHand | None:
        """The minutes shown, as they were read."""
        return self._found

    def show_form(self, form: InlineForm) -> None:
        """Put a form in place of the items."""
        self.keep_words()
        self.forms.show_form(form)
        self._room.setCurrentIndex(1)
        self.life.act.set_kind("plain")
        self.set_status(words("Enter records it, Esc leaves it as it was."))

    def leave_form(self) -> None:
        """Show the items again."""
        self._room.setCurrentIndex(0)
        self._light_next()
        self.section.editor.setFocus()

    def _show_items(self, view: MinutesView) -> None:
        empty(self._list)
        self._rows = [ItemRow(section) for section in view.sections]
        for line in self._rows:
            line.set_chosen(line.key == self._key)
            line.wanted.connect(self.open_section)
            self._list.addWidget(line)
        done = len(view.sections) - len(wanting(view))
        self._count.setText(words("{} of {} done").format(done, len(view.sections)))

    def open_section(self, key: str) -> None:
        """Go to another part, keeping the words of this one."""
        self.keep_words()
        self._key = key
        if self._found is not None:
            self.section.show_section(self._current(), self._waiting(key))
            for line in self._rows:
                line.set_chosen(line.key == key)
                if line.key == key:
                    bring_into_sight(line)
            self._light_next()
            self.section.editor.setFocus()

    def keep_words(self) -> None:
        """Hand on the words of this part, if they were changed."""
        typed = self._typed_unsaved()
        if typed is not None and self._found is not None:
            self._on_the_way[self._key] = typed
            self._not_kept.pop(self._key, None)
            self._saved.setText(words("Saving"))
            self.words_left.emit(self._found.meeting.id, self._key, typed)

    def say_kept(self) -> None:
        """The words are in the file."""
        if self._found is not None:
            # Until the minutes are read again this is what the record says; leaving twice must not make two entries.
            view = self._found.view
            for key, typed in self._on_the_way.items():
                view = with_words(view, key, typed)
            self._found = replace(self._found, view=view)
        self._on_the_way.clear()
        self._saved.setText(words("Not saved yet") if self._not_kept else words("Saved"))

    def say_not_kept(self) -> None:
        """The file did not take the words: they stay in their parts, unsaved."""
        self._not_kept.update(self._on_the_way)
        self._on_the_way.clear()
        if self._not_kept:
            self._saved.setText(words("Not saved yet"))

    def show_page(self, drawn: PaperImage) -> None:
        """Show a page of the paper."""
        self.paper.show_page(drawn)

    def as_shown(self) -> MinutesView | None:
        """The minutes with what is being typed in them."""
        if self._found is None:
            return None
        view = self._found.view
        here = {self._key: self.section.typed()} if self._typed_unsaved() is not None else {}
        for key, typed in {**self._not_kept, **self._on_the_way, **here}.items():
            view = with_words(view, key, typed)
        return view

    def _current(self) -> MinutesSection:
        assert self._found is not None
        return next(section for section in self._found.view.sections if section.key == self._key)

    def _typed_unsaved(self) -> str | None:
        if self._found is None or not self._key:
            return None
        typed = self.section.typed()
        before = self._on_the_way.get(self._key, own_words(self._current()))
        return None if typed.strip() == before.strip() else typed

    def _waiting(self, key: str) -> str | None:
        return self._on_the_way.get(key, self._not_kept.get(key))

    def _on_changed(self) -> None:
        if self._found is None or not self._key:
            return
        if self._typed_unsaved() is not None:
            self._saved.setText(words("Not saved yet"))
        self._light_next()
        self._ask_preview()

    def _ask_preview(self) -> None:
        view = self.as_shown()
        if view is not None:
            self.preview_wanted.emit(view, self.paper.sheet_width())

    def _light_next(self) -> None:
        view = self.as_shown()
        if view is None or self._room.currentIndex() == 1:
            # While a form stands open its button is the next act.
            return
        following = None if locked_because(view) else next_wanting(view, self._key)
        place = self._current()
        told = f"{words('Item')} {place.number}. " if place.number else ""
        locked = locked_because(view)
        told = locked or told + words("Facts come from the record; everything else is yours to write.")
        self.set_status(told, "lock" if locked else "file-text")
        self.life.show_life(self._found_as(view), written=not wanting(view))
        self.next.set_kind("plain" if self.life.lit() else "primary")
        self.next.set_icon("arrow-down" if following is not None else "download")
        if following is None:
            self.next.set_words(words("Save as PDF"))
        else:
            self.next.set_words(words("Next: item {}").format(following.number or following.title.lower()))

    def _found_as(self, view: MinutesView) -> MinutesAtHand:
        assert self._found is not None
        return replace(self._found, view=view)

    def _on_meeting(self, _at: int) -> None:
        self.keep_words()
        self.meeting_chosen.emit(int(self.meeting.value()))

    def _on_next(self) -> None:
        view = self.as_shown()
        following = None if view is None or locked_because(view) else next_wanting(view, self._key)
        if following is not None:
            self.open_section(following.key)
        else:
            self.keep_words()
            self._save_as(".pdf")

    def _on_save(self) -> None:
        self.keep_words()
        self._save_as(self.format.value())

    def _save_as(self, ending: str) -> None:
        view = self.as_shown()
        if view is not None:
            self.save_requested.emit(view, ending)

    def _on_undo(self) -> None:
        if self._typed_unsaved() is not None:
            self.section.editor.undo()
        else:
            self.undo_requested.emit()

    def _on_panes(self) -> None:
        editor = self.section.editor
        chosen = next((line for line in self._rows if line.key == self._key), None)
        if editor.hasFocus():
            self.save.setFocus(Qt.FocusReason.OtherFocusReason)
        elif chosen is not None and not chosen.hasFocus():
            chosen.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_go(self) -> None:
        self.page_requested.emit("setup")

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and self._rows:
            self._items_card.setFixedWidth(current().px(236))


def build(desk: Desk, jobs: Jobs, hub: Hub) -> Page:
    """The page with its presenter (``features.py``)."""
    from coopdesk.ui.minutes.desk import join

    return join(desk, jobs, hub)
