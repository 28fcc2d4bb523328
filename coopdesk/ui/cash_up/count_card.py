"""What the journal says beside what was counted, way of paying by way of paying; the names of those who sign."""

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QLineEdit, QWidget

from coopdesk.domain.cash_up import MethodCount
from coopdesk.domain.money import pounds_and_pence, read_pounds
from coopdesk.ui.kit.announce import announce
from coopdesk.ui.kit.banner import NoticeBanner
from coopdesk.ui.kit.labels import label, set_ink
from coopdesk.ui.kit.layouts import column, empty, row
from coopdesk.ui.kit.scrolling import bring_into_sight
from coopdesk.ui.text import words

RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


def method_name(method: str) -> str:
    """A way of paying, as people say it."""
    told = {
        "cash": words("Cash"),
        "card": words("Card"),
        "transfer": words("Bank transfer"),
        "cheque": words("Cheques"),
    }
    return told[method]


def difference_words(pence: int) -> str:
    """How a count differs: "agrees", "£2.00 over", "£2.00 short"."""
    if pence == 0:
        return words("agrees")
    said = words("{} over") if pence > 0 else words("{} short")
    return said.format(pounds_and_pence(abs(pence)))


class CountCard(QFrame):
    """``changed()`` as something is typed; ``values()`` is what a signature stands for."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("frame", "card")
        self._counts: tuple[MethodCount, ...] = ()
        self._fields: dict[str, QLineEdit] = {}
        self._said: dict[str, QLabel] = {}
        self._title = label("", "section", wrap=True)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(18)
        self._grid.setVerticalSpacing(6)
        self.explanation = _line(words("What explains the difference"), words("£2 change given twice"))
        self.counted_by = _line(words("Counted by"), "")
        self.checked_by = _line(words("Checked by"), "")
        self._refusal = NoticeBanner("error", "circle-alert", "")
        self._refusal.hide()
        why = column(label(words("What explains the difference"), "small-strong"), self.explanation, gap=3)
        first = column(label(words("Counted by"), "small-strong"), self.counted_by, gap=3)
        second = column(label(words("Checked by"), "small-strong"), self.checked_by, gap=3)
        self.setLayout(
            column(
                self._title,
                self._refusal,
                self._grid,
                why,
                row(first, second, gap=14),
                gap=10,
                margins=(16, 12, 16, 14),
            )
        )
        for field in (self.explanation, self.counted_by, self.checked_by):
            field.textChanged.connect(self.changed)

    def show_counts(self, title: str, counts: Sequence[MethodCount]) -> None:
        """Show what there is to count; what was typed for a way of paying that is still there stays."""
        self._title.setText(title)
        if tuple(counts) == self._counts:
            return
        typed = {method: field.text() for method, field in self._fields.items()}
        self._counts = tuple(counts)
        empty(self._grid)
        self._fields.clear()
        self._said.clear()
        for at, heading in enumerate(("", words("Journal"), words("Counted"), "")):
            self._grid.addWidget(label(heading, "small-strong"), 0, at, RIGHT if at == 1 else LEFT)
        for at, each in enumerate(self._counts, start=1):
            field = QLineEdit(typed.get(each.method, ""))
            field.setPlaceholderText(words("not counted"))
            field.setAccessibleName(words("Counted by {}").format(method_name(each.method).lower()))
            field.textChanged.connect(self._on_typed)
            said = label("", "medium")
            money = label(pounds_and_pence(each.expected_pence))
            money.setAlignment(RIGHT)
            self._grid.addWidget(label(method_name(each.method), "medium"), at, 0)
            self._grid.addWidget(money, at, 1)
            self._grid.addWidget(field, at, 2)
            self._grid.addWidget(said, at, 3)
            self._fields[each.method], self._said[each.method] = field, said
        in_order = [*self._fields.values(), self.explanation, self.counted_by, self.checked_by]
        for before, after in pairwise(in_order):
            # Made after the names, they would be reached after them.
            QWidget.setTabOrder(before, after)
        self._grid.setColumnStretch(2, 1)
        self._grid.setColumnStretch(3, 1)
        self._on_typed()

    def first_field(self) -> QLineEdit | None:
        """Where the counting begins."""
        return next(iter(self._fields.values()), None)

    def field(self, method: str) -> QLineEdit | None:
        """The field of one way of paying."""
        return self._fields.get(method)

    def show_cash(self, pence: object) -> None:
        """What the tin came to; None leaves what was typed."""
        field = self._fields.get("cash")
        if field is not None and isinstance(pence, int):
            field.setText(pounds_and_pence(pence))

    def counted(self) -> dict[str, int]:
        """What was counted, in pence; a way of paying without a count is left out.

        Raises:
            ValueError: something typed is no amount of money.
        """
        found: dict[str, int] = {}
        for method, field in self._fields.items():
            text = field.text().strip()
            pence = read_pounds(text) if text else None
            if text and pence is None:
                raise ValueError(text)
            if pence is not None:
                found[method] = pence
        return found

    def differs(self) -> bool:
        """True where something that was counted is not what the journal says."""
        try:
            counted = self.counted()
        except ValueError:
            return True
        return any(counted.get(each.method, each.expected_pence) != each.expected_pence for each in self._counts)

    def left_out(self) -> int:
        """How many ways of paying have no count yet."""
        return sum(not field.text().strip() for field in self._fields.values())

    def untouched(self) -> bool:
        """True while nothing is counted at all."""
        return self.left_out() == len(self._fields)

    def clear(self) -> None:
        """Forget what was typed: it is signed off."""
        self._counts = ()
        for field in (*self._fields.values(), self.explanation):
            field.clear()

    def refuse(self, sentence: str) -> None:
        """Say in the card why it was not signed off; "" takes the sentence away."""
        self._refusal.setVisible(bool(sentence))
        if sentence:
            self._refusal.show_notice("error", "circle-alert", sentence)
            announce(self._refusal, sentence, urgent=True)
            bring_into_sight(self._title)

    def refusal(self) -> str:
        """The sentence shown, or ""."""
        return "" if self._refusal.isHidden() else self._refusal.text()

    def told(self, method: str) -> str:
        """What is said beside one way of paying."""
        return self._said[method].text()

    def _on_typed(self, _text: str = "") -> None:
        for each in self._counts:
            text, said = self._fields[each.method].text().strip(), self._said[each.method]
            pence = read_pounds(text) if text else None
            if not text:
                said.setText(words("to count"))
                set_ink(said, "neutral")
            elif pence is None:
                said.setText(words("write it as £39 or 39.00"))
                set_ink(said, "error")
            else:
                apart = pence - each.expected_pence
                said.setText(difference_words(apart))
                set_ink(said, "warning" if apart else "success")
        self.changed.emit()


def _line(name: str, hint: str) -> QLineEdit:
    field = QLineEdit()
    field.setAccessibleName(name)
    field.setPlaceholderText(hint)
    return field
