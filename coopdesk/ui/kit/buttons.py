"""Buttons: a verb, an icon, and the key that does the same."""

from typing import Literal

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeySequence, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy, QStyle, QStyleOptionButton

from coopdesk.assets import IconName
from coopdesk.ui.kit.icons import paint_icon
from coopdesk.ui.kit.keyhint import hint_size, paint_hint
from coopdesk.ui.kit.labels import restyle
from coopdesk.ui.kit.theme import current

ButtonKind = Literal["plain", "primary", "ghost", "quiet", "chip", "rail"]

_PADDING: dict[ButtonKind, int] = {"plain": 14, "primary": 14, "ghost": 8, "quiet": 6, "chip": 12, "rail": 14}
_GAP = 10


def acts_as_shortcut(key: str) -> bool:
    """True for keys a button may claim window-wide: function keys and those with a modifier.

    Plain letters and Enter belong to whatever has the focus; a page takes them in ``Page.on_key``, where the scanner
    can still tell a card from typing.
    """
    return key.startswith(("Ctrl ", "Alt ", "Shift ")) or (key[:1] == "F" and key[1:].isdecimal())


def underlined_letter(key: str) -> str:
    """The letter a button underlines instead of showing its key beside its words: "I" for "Alt I", else ""."""
    letter = key.removeprefix("Alt ")
    return letter if letter != key and len(letter) == 1 else ""


class Button(QPushButton):
    """A push button drawn from the tokens; ``height`` in pixels at 100 % text (36 on toolbars, 52 for acts)."""

    def __init__(
        self,
        text: str,
        *,
        icon: IconName | None = None,
        key: str = "",
        kind: ButtonKind = "plain",
        height: int = 36,
        leading: bool = False,
        padding: int | None = None,
    ) -> None:
        super().__init__()
        self._words = ""
        self._icon: IconName | None = icon
        self._key = key
        self._kind: ButtonKind = kind
        self._height = height
        self._leading = leading
        self._padding = _PADDING[kind] if padding is None else padding
        self._folded = False
        self.setProperty("kind", kind)
        self.setCheckable(kind in ("chip", "rail"))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_words(text)

    def words(self) -> str:
        """What the button says."""
        return self._words

    def set_words(self, text: str) -> None:
        """Change what the button says; its key stays."""
        self._words = text
        # An ampersand in a name ("Fish & Chips") must not become an Alt shortcut.
        self.setText(text.replace("&", "&&"))
        self.setAccessibleName(text)
        if acts_as_shortcut(self._key):
            # setText clears the shortcut, so it is claimed anew each time.
            self.setShortcut(QKeySequence(self._key.replace(" ", "+")))
        self.updateGeometry()

    def set_icon(self, icon: IconName | None) -> None:
        """Change the drawing beside the words."""
        self._icon = icon
        self.updateGeometry()
        self.update()

    def set_kind(self, kind: ButtonKind) -> None:
        """Light the button up as the next act, or put it back among the others."""
        if kind != self._kind:
            self._kind = kind
            self.setProperty("kind", kind)
            restyle(self)
            self.updateGeometry()

    def kind(self) -> ButtonKind:
        """Which of the looks it has."""
        return self._kind

    def set_folded(self, folded: bool) -> None:
        """Show the icon alone; the words stay as tooltip and for screen readers."""
        self._folded = folded
        self.setToolTip(self._words if folded else "")
        self.updateGeometry()
        self.update()

    def refuse(self, reason: str) -> None:
        """Switch the button off and say why, or on again with ``""``. The reason also stands beside it."""
        self.setEnabled(not reason)
        self.setToolTip(reason)
        self.setAccessibleDescription(reason)

    def sizeHint(self) -> QSize:
        theme = current()
        width = self._content_width() + 2 * theme.px(min(self._padding, 8) if self._folded else self._padding)
        return QSize(width, theme.px(self._height))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()
        super().changeEvent(event)

    def _icon_side(self) -> int:
        return current().px(20 if self._kind == "rail" else 18) if self._icon else 0

    def _font(self) -> QFont:
        if self._kind == "quiet":
            return current().font(9.5)
        strong = self._kind == "primary" or self._height >= 48 or (self._kind == "chip" and self._height < 32)
        if self._kind == "rail" and self.isChecked():
            strong = True
        return current().font(11, QFont.Weight.DemiBold if strong else QFont.Weight.Medium)

    def _content_width(self) -> int:
        words = "" if self._folded else self._words
        parts = [self._icon_side()] if self._icon else []
        if words:
            parts.append(self._words_width())
        if self._shows_key() and not self._folded:
            parts.append(hint_size(self._key).width())
        return sum(parts) + current().px(_GAP) * max(0, len(parts) - 1)

    def _shows_key(self) -> bool:
        return bool(self._key) and not underlined_letter(self._key)

    def _words_width(self) -> int:
        # The heavier face is measured, so that a button does not move when it is lit.
        lit = self._kind not in ("rail", "quiet") or self.isCheckable()
        font = current().font(11, QFont.Weight.DemiBold) if lit else self._font()
        return QFontMetrics(font).horizontalAdvance(self._words) + 1

    def _ink(self) -> str:
        theme = current()
        if not self.isEnabled():
            return theme.hex("muted")
        if self._kind == "primary":
            return theme.hex("on_primary")
        if self._kind == "ghost" or (self._kind in ("chip", "rail") and self.isChecked()):
            return theme.hex("primary")
        return theme.hex("muted" if self._kind in ("rail", "quiet") else "text")

    def _paint_bezel(self, painter: QPainter) -> None:
        if self._kind == "chip":
            self._paint_chip(painter)
            return
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text = ""
        self.style().drawControl(QStyle.ControlElement.CE_PushButtonBevel, option, painter, self)
        if self.hasFocus() and self._kind == "primary":
            # The ring of a filled button lies inside it: outside it would be the fill's own colour.
            painter.setPen(QPen(QColor(current().hex("on_primary")), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(4, 4, -4, -4), 5, 5)

    def _underline(self, painter: QPainter, x: int) -> None:
        at = self._words.upper().find(underlined_letter(self._key) or "\0")
        if at >= 0:
            metrics = painter.fontMetrics()
            left = x + metrics.horizontalAdvance(self._words[:at])
            y = (self.height() + metrics.ascent() - metrics.descent()) // 2 + 2
            painter.fillRect(left, y, metrics.horizontalAdvance(self._words[at]), 1, painter.pen().color())

    def _paint_chip(self, painter: QPainter) -> None:
        theme = current()
        on, focus = self.isChecked(), self.hasFocus()
        width = 2 if focus else 1
        edge = theme.hex("focus" if focus or on else "control" if self.isEnabled() else "line")
        painter.setPen(QPen(QColor(edge), width))
        painter.setBrush(theme.colour("primary_soft" if on else "sunken" if self.underMouse() else "surface"))
        place = QRectF(self.rect()).adjusted(width / 2, width / 2, -width / 2, -width / 2)
        painter.drawRoundedRect(place, place.height() / 2, place.height() / 2)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_bezel(painter)
        padding, gap = theme.px(self._padding), theme.px(_GAP)
        x = padding if self._leading and not self._folded else (self.width() - self._content_width()) // 2
        ink = self._ink()
        if self._icon:
            side = self._icon_side()
            paint_icon(painter, QRect(x, (self.height() - side) // 2, side, side), self._icon, ink)
            x += side + gap
        if not self._folded:
            painter.setFont(self._font())
            painter.setPen(QColor(ink))
            flags = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
            painter.drawText(QRect(x, 0, self.width() - x, self.height()), flags, self._words)
            self._underline(painter, x)
            if self._shows_key():
                size = hint_size(self._key)
                left = self.width() - padding - size.width() if self._leading else x + self._words_width() + gap
                place = QRect(left, (self.height() - size.height()) // 2, size.width(), size.height())
                paint_hint(painter, place, self._key, ink if self._kind == "primary" and self.isEnabled() else "")
        painter.end()
