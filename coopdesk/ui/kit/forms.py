"""Forms that stand in the page: never modal, the refusal in the same place as the fields."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QLineEdit, QPlainTextEdit, QPushButton, QWidget

from coopdesk.assets import IconName
from coopdesk.ui.kit.announce import announce
from coopdesk.ui.kit.banner import NoticeBanner
from coopdesk.ui.kit.buttons import Button
from coopdesk.ui.kit.labels import label
from coopdesk.ui.kit.layouts import Grow, column, row
from coopdesk.ui.kit.picker import Picker
from coopdesk.ui.kit.scrolling import Scrolled, bring_into_sight
from coopdesk.ui.kit.theme import current


@dataclass(frozen=True, slots=True)
class FormField:
    """One question of a form."""

    name: str
    caption: str
    hint: str = ""
    """An example, shown while the field is empty."""
    choices: tuple[tuple[str, str], ...] = ()
    """(value, words): a list to choose from instead of a line to type."""
    wide: bool = False
    """True for the whole width of the form."""
    lines: int = 1
    """More than one for text of several lines."""
    secret: bool = False
    """True for a passphrase: dots stand for what is typed, and spaces at its ends are part of it."""


class InlineForm(QFrame):
    """Questions with their captions above them, one filled button, and a way back.

    ``submitted(values)`` carries name to text; Enter submits, Esc leaves.
    """

    submitted = Signal(object)
    left = Signal()

    def __init__(
        self,
        title: str,
        verb: str,
        questions: Sequence[FormField],
        *,
        icon: IconName = "check",
        back: str = "Cancel",
        columns: int = 2,
        note: str = "",
    ) -> None:
        super().__init__()
        self.setProperty("frame", "lit")
        self._fields: dict[str, QWidget] = {}
        self._captions: dict[str, QLabel] = {}
        self._title = label(title, "section", wrap=True)
        self._note = label(note, "muted", wrap=True)
        if not note:
            # Shown here, without a parent yet, it would be a window of its own for a moment and take the focus.
            self._note.hide()
        self._refusal = NoticeBanner("error", "circle-alert", "")
        self._refusal.hide()
        self._verb = Button(verb, icon=icon, key="Enter", kind="primary", height=44)
        self._back = Button(back, key="Esc", height=44)
        self._verb.clicked.connect(self.submit)
        self._back.clicked.connect(self.left)
        self._questions = QGridLayout()
        self._questions.setHorizontalSpacing(14)
        self._questions.setVerticalSpacing(10)
        self._lay_out(questions, columns)
        self._extras = column(gap=8)
        foot = row(self._verb, self._back, Grow(), gap=10)
        self.setLayout(
            column(
                self._title, self._note, self._refusal, self._questions, self._extras, foot,
                gap=10, margins=(18, 14, 18, 16),
            )
        )  # fmt: skip

    def _lay_out(self, questions: Sequence[FormField], columns: int) -> None:
        at = 0
        for question in questions:
            if question.wide and at % columns:
                at += columns - at % columns
            widget = _widget_for(question)
            caption = label(question.caption, "small-strong")
            caption.setBuddy(widget)
            self._captions[question.name] = caption
            self._fields[question.name] = widget
            span = columns if question.wide else 1
            self._questions.addLayout(column(caption, widget, gap=3), at // columns, at % columns, 1, span)
            at += span
        for place in range(columns):
            self._questions.setColumnStretch(place, 1)

    def add_extra(self, widget: QWidget) -> None:
        """Something of the page's own between the questions and the buttons, for the Tab key too."""
        self._extras.addWidget(widget)
        before = next(reversed(self._fields.values()), None)
        for stop in (*tuple(_stops(widget)), self._verb, self._back):
            if before is not None:
                QWidget.setTabOrder(before, stop)
            before = stop

    def has_field(self, name: str) -> bool:
        """True where the form asks this."""
        return name in self._fields

    def ask_for(self, name: str, asked: bool) -> None:
        """Show a question with its caption, or leave it out while it means nothing."""
        self._captions[name].setVisible(asked)
        self._fields[name].setVisible(asked)

    def field(self, name: str) -> QWidget:
        """The widget of a question."""
        return self._fields[name]

    def verb(self) -> Button:
        """The filled button."""
        return self._verb

    def set_title(self, title: str, note: str | None = None) -> None:
        """Change the heading, and the sentence below it where one is given."""
        self._title.setText(title)
        if note is not None:
            self._note.setText(note)
            self._note.setVisible(bool(note))

    def values(self) -> dict[str, str]:
        """What is written in each field, spaces at the ends left out except in a secret."""
        return {name: _text_of(widget) for name, widget in self._fields.items()}

    def show_values(self, values: Mapping[str, str]) -> None:
        """Fill in the fields named; the others stay."""
        for name, text in values.items():
            widget = self._fields[name]
            if isinstance(widget, Picker):
                widget.choose(text)
            elif isinstance(widget, QPlainTextEdit):
                widget.setPlainText(text)
            elif isinstance(widget, QLineEdit):
                widget.setText(text)
        self.refuse("")

    def begin(self, values: Mapping[str, str] | None = None) -> None:
        """Show the form with these values, others empty, and put the focus into its first field."""
        empty = dict.fromkeys(self._fields, "")
        self.show_values({**empty, **(values or {})})
        self.set_busy(False)
        self.show()
        first = next(iter(self._fields.values()), None)
        if first is not None:
            first.setFocus()
            if isinstance(first, QLineEdit):
                first.selectAll()

    def refuse(self, sentence: str) -> None:
        """Say why it was not done, in the form itself; "" takes the sentence away."""
        self._refusal.setVisible(bool(sentence))
        if sentence:
            self._refusal.show_notice("error", "circle-alert", sentence)
            announce(self._refusal, sentence, urgent=True)
            bring_into_sight(self._title)
        self.set_busy(False)

    def refusal(self) -> str:
        """The sentence shown, or ""."""
        return "" if self._refusal.isHidden() else self._refusal.text()

    def set_busy(self, busy: bool) -> None:
        """Switch the button off while the act is under way, so that it is not asked for twice."""
        self._verb.setEnabled(not busy)

    def submit(self) -> None:
        """Hand the values on, once."""
        if self._verb.isEnabled():
            self.refuse("")
            self.set_busy(True)
            self.submitted.emit(self.values())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            # Enter on another button is that button's: "Cancel" must not submit.
            focused = self.focusWidget()
            if isinstance(focused, QPushButton):
                focused.click()
            else:
                self.submit()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class FormPlace(Scrolled):
    """Where a page's forms stand, one at a time; it scrolls when a form is longer than the page."""

    def __init__(self, name: str) -> None:
        self._column = column(Grow(), gap=0)
        self._form: InlineForm | None = None
        super().__init__(self._column, name)

    def form(self) -> InlineForm | None:
        """The form shown last."""
        return self._form

    def keep(self, *forms: InlineForm) -> None:
        """Forms made before anybody asks for them. They are this page's and go with it: one that nobody owns would be
        a hidden window, drawn anew with every change of theme, and left to Python's collector at the end."""
        for form in forms:
            form.hide()
            form.setParent(self)

    def show_form(self, form: InlineForm) -> None:
        """Put a form in place of the one before."""
        if self._form is not None and self._form is not form:
            self._form.hide()
        if self._column.indexOf(form) < 0:
            self._column.insertWidget(0, form)
        self._form = form


class _Line(QLineEdit):
    """A line that keeps Ctrl+Z for itself only where something is typed in it; else the key means the last act."""

    def event(self, event: QEvent) -> bool:
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.ShortcutOverride
            and event.matches(QKeySequence.StandardKey.Undo)
            and not self.text()
        ):
            event.ignore()
            return True
        return super().event(event)


class _Text(QPlainTextEdit):
    """Several lines; Tab goes on to the next field, Ctrl+Enter belongs to the form."""

    def __init__(self, lines: int) -> None:
        super().__init__()
        self._lines = lines
        self.setTabChangesFocus(True)
        self._measure()

    def _measure(self) -> None:
        self.setFixedHeight(current().px(20) * self._lines + 16)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._measure()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()
        else:
            super().keyPressEvent(event)


def _stops(widget: QWidget) -> Iterator[QWidget]:
    """Where the Tab key stops in something, in the order it has already."""
    each = widget
    while True:
        if each.focusPolicy() & Qt.FocusPolicy.TabFocus and (each is widget or widget.isAncestorOf(each)):
            yield each
        following = each.nextInFocusChain()
        if following is None or following is widget:
            return
        each = following


def _widget_for(question: FormField) -> QWidget:
    widget: QWidget
    if question.choices:
        widget = Picker(question.caption, question.choices)
    elif question.lines > 1:
        widget = _Text(question.lines)
        widget.setPlaceholderText(question.hint)
    else:
        widget = _Line()
        widget.setPlaceholderText(question.hint)
        if question.secret:
            widget.setEchoMode(QLineEdit.EchoMode.Password)
    widget.setAccessibleName(question.caption)
    return widget


def _text_of(widget: QWidget) -> str:
    if isinstance(widget, Picker):
        return widget.value()
    if isinstance(widget, QPlainTextEdit):
        return widget.toPlainText().strip()
    if not isinstance(widget, QLineEdit):
        return ""
    return widget.text() if widget.echoMode() is QLineEdit.EchoMode.Password else widget.text().strip()
