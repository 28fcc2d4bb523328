"""The tin: notes and coins counted one kind at a time, less the float that was in it before."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QLineEdit

from coopdesk.domain.cash_up import COINS, coin_words, tin_total
from coopdesk.domain.money import pounds_and_pence, read_pounds
from coopdesk.ui.kit.buttons import Button
from coopdesk.ui.kit.frames import hairline
from coopdesk.ui.kit.labels import label
from coopdesk.ui.kit.layouts import Grow, column, row
from coopdesk.ui.kit.scrolling import Scrolled
from coopdesk.ui.text import words

MOST = 6
"""Digits of a count: nobody has a million coins of one kind in a tin."""


class Tin(QFrame):
    """``counted(pence)`` as counts change: the tin less the float, None while nothing is counted or a count is none."""

    counted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("frame", "card")
        self._counts: dict[int, QLineEdit] = {}
        self._sums = {coin: label("", "small") for coin in COINS}
        grid = QGridLayout()
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(4)
        for at, coin in enumerate(COINS):
            field = QLineEdit()
            field.setMaxLength(MOST)
            field.setAccessibleName(words("How many of {}").format(coin_words(coin)))
            field.textChanged.connect(self._on_changed)
            self._counts[coin] = field
            grid.addWidget(label(coin_words(coin), "medium"), at, 0)
            grid.addWidget(field, at, 1)
            grid.addWidget(self._sums[coin], at, 2)
        grid.setColumnStretch(1, 1)
        grid.setColumnMinimumWidth(2, 74)
        self.float = QLineEdit()
        self.float.setAccessibleName(words("Float"))
        self.float.setPlaceholderText("£0")
        self.float.textChanged.connect(self._on_changed)
        self._total = label(pounds_and_pence(0), "strong")
        self._wrong = label("", "small", tone="error", wrap=True)
        self._wrong.hide()
        self.empty_button = Button(words("Empty"), kind="ghost", height=28, key="Alt Y")
        self.empty_button.clicked.connect(self.empty)
        head = row(label(words("Count the tin"), "section"), Grow(), self.empty_button)
        less = row(label(words("Less float"), "muted"), Grow(self.float), gap=10)
        taken = row(label(words("Cash taken"), "strong"), Grow(), self._total)
        inside = column(grid, less, hairline(), taken, self._wrong, Grow(), gap=8, margins=(2, 2, 6, 2))
        self.setLayout(column(head, Grow(Scrolled(inside, words("Notes and coins"))), gap=6, margins=(14, 8, 10, 10)))

    def count(self, coin: int) -> QLineEdit:
        """The field of one kind of note or coin."""
        return self._counts[coin]

    def coins(self) -> dict[int, int]:
        """Notes and coins counted, worth in pence to how many.

        Raises:
            ValueError: a count is no whole number.
        """
        return {coin: int(text) for coin, field in self._counts.items() if (text := field.text().strip())}

    def float_pence(self) -> int:
        """What was in the tin before, in pence.

        Raises:
            ValueError: it is no amount.
        """
        text = self.float.text().strip()
        pence = read_pounds(text) if text else 0
        if pence is None or pence < 0:
            raise ValueError(text)
        return pence

    def empty(self) -> None:
        """Take every count away."""
        for field in (*self._counts.values(), self.float):
            field.blockSignals(True)
            field.clear()
            field.blockSignals(False)
        self._on_changed()

    def _on_changed(self, _text: str = "") -> None:
        try:
            coins, before = self.coins(), self.float_pence()
        except ValueError:
            self._wrong.setText(words("Write whole numbers of notes and coins, and the float as £20 or 20.50."))
            self._wrong.show()
            self.counted.emit(None)
            return
        self._wrong.hide()
        for coin, said in self._sums.items():
            said.setText(pounds_and_pence(coin * coins[coin]) if coin in coins else "")
        taken = tin_total(coins) - before
        self._total.setText(pounds_and_pence(taken))
        self.counted.emit(taken if coins else None)
