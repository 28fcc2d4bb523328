"""A figure over time as one line: painted from the tokens, read by keyboard, mouse and screen reader alike."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from coopdesk.ui.kit.announce import announce
from coopdesk.ui.kit.plot_scale import nearest, round_marks, year_marks
from coopdesk.ui.kit.theme import Token, current

Words = Callable[[int], str]
"""A value in words: "£18,462" or "412 members"."""

DayWords = Callable[[date], str]

AREA_ALPHA = 34
"""Of 255: the area under the line is seen and hides no mark."""

_STRIDES = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_PageUp: -12,
    Qt.Key.Key_PageDown: 12,
}


class LinePlot(QWidget):
    """One line from its first day to its last, the last value named at its end.

    Tab reaches it; the arrows walk from point to point and each is spoken, Home and End go to the ends. With the mouse
    the nearest point is named. ``height`` in pixels at 100 % text.
    """

    def __init__(
        self,
        name: str,
        in_words: Words,
        in_brief: Words,
        day_words: DayWords,
        *,
        token: Token = "primary",
        height: int = 150,
        dated: bool = True,
    ) -> None:
        """``in_brief`` writes the marks at the left ("£10k"); ``dated`` puts the years below."""
        super().__init__()
        self._name = name
        self._in_words = in_words
        self._in_brief = in_brief
        self._day_words = day_words
        self._token: Token = token
        self._height = height
        self._dated = dated
        self._days: tuple[date, ...] = ()
        self._values: tuple[int, ...] = ()
        self._at: int | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(name)

    def show_points(self, points: Sequence[tuple[date, int]]) -> None:
        """Show values (0 or more) by day, the oldest first."""
        self._days = tuple(day for day, _ in points)
        self._values = tuple(value for _, value in points)
        self._at = None
        self.setAccessibleName(self.summary())
        self.setVisible(bool(points))
        self.update()

    def summary(self) -> str:
        """What the line says, in a sentence: for those who hear it."""
        if not self._days:
            return self._name
        first, last = self._in_words(self._values[0]), self._in_words(self._values[-1])
        return f"{self._name}: {first} on {self._day_words(self._days[0])}, {last} on {self._day_words(self._days[-1])}"

    def point_words(self) -> str:
        """The point the reader stands on, "1 March 2023: £12,345"; "" while none is chosen."""
        if self._at is None:
            return ""
        return f"{self._day_words(self._days[self._at])}: {self._in_words(self._values[self._at])}"

    def sizeHint(self) -> QSize:
        return QSize(current().px(240), current().px(self._height))

    def minimumSizeHint(self) -> QSize:
        return QSize(current().px(160), current().px(self._height * 2 // 3))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        last = len(self._days) - 1
        key = Qt.Key(event.key())
        if last < 0:
            super().keyPressEvent(event)
        elif key in _STRIDES:
            self._stand(max(0, min(last, (last if self._at is None else self._at) + _STRIDES[key])), spoken=True)
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._stand(0 if key == Qt.Key.Key_Home else last, spoken=True)
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._days:
            place = self._place()
            span = self._days[-1].toordinal() - self._days[0].toordinal()
            across = (event.position().x() - place.left()) / max(1.0, place.width())
            self._stand(nearest(self._days, self._days[0].toordinal() + round(across * span)))
        super().mouseMoveEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        if not self.hasFocus():
            self._stand(None)
        super().leaveEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._stand(None)
        super().focusOutEvent(event)

    def _stand(self, at: int | None, *, spoken: bool = False) -> None:
        if at != self._at:
            self._at = at
            self.update()
        if spoken:
            announce(self, self.point_words())

    def _marks(self) -> tuple[int, ...]:
        return round_marks(max(self._values, default=0), 3 if self._height >= 120 else 2)

    def _small(self, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
        return current().font(9, weight)

    def _place(self) -> QRectF:
        """Where the line is drawn: what the words at its left, above and below leave."""
        theme, metrics = current(), QFontMetrics(self._small())
        marks = max((metrics.horizontalAdvance(self._in_brief(mark)) for mark in self._marks()), default=0)
        left, top = theme.px(4) + marks + theme.px(8), metrics.height() + theme.px(6)
        below = metrics.height() + theme.px(6) if self._dated else metrics.height() // 2 + theme.px(2)
        return QRectF(left, top, self.width() - left - theme.px(9), max(1, self.height() - top - below))

    def _point(self, place: QRectF, at: int) -> QPointF:
        first, last = self._days[0].toordinal(), self._days[-1].toordinal()
        across = (self._days[at].toordinal() - first) / max(1, last - first) if last > first else 1.0
        top = self._marks()[-1]
        return QPointF(place.left() + across * place.width(), place.bottom() - self._values[at] / top * place.height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._days:
            place = self._place()
            self._paint_marks(painter, place)
            self._paint_line(painter, place)
            self._paint_named(painter, place)
        if self.hasFocus():
            painter.setPen(QPen(current().colour("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)
        painter.end()

    def _paint_marks(self, painter: QPainter, place: QRectF) -> None:
        theme, metrics = current(), QFontMetrics(self._small())
        painter.setFont(self._small())
        marks = self._marks()
        for mark in marks:
            y = round(place.bottom() - mark / marks[-1] * place.height()) + 0.5
            painter.setPen(QPen(theme.colour("line"), 1))
            painter.drawLine(QPointF(place.left(), y), QPointF(place.right(), y))
            painter.setPen(theme.colour("muted"))
            words = self._in_brief(mark)
            painter.drawText(
                QPointF(place.left() - theme.px(8) - metrics.horizontalAdvance(words), y + metrics.ascent() / 2 - 1),
                words,
            )
        if self._dated:
            self._paint_years(painter, place, metrics)

    def _paint_years(self, painter: QPainter, place: QRectF, metrics: QFontMetrics) -> None:
        first, last = self._days[0], self._days[-1]
        span = max(1, last.toordinal() - first.toordinal())
        free = place.left() - metrics.horizontalAdvance("0000")
        for day in year_marks(first, last) or (first,):
            across = (day.toordinal() - first.toordinal()) / span
            width = metrics.horizontalAdvance(str(day.year))
            x = min(place.left() + across * place.width() - width / 2, self.width() - width - 1)
            if x > free:
                painter.drawText(QPointF(x, place.bottom() + metrics.ascent() + current().px(4)), str(day.year))
                free = x + width + current().px(6)

    def _paint_line(self, painter: QPainter, place: QRectF) -> None:
        theme = current()
        line = QPainterPath(self._point(place, 0))
        for at in range(1, len(self._days)):
            line.lineTo(self._point(place, at))
        area = QPainterPath(line)
        area.lineTo(self._point(place, len(self._days) - 1).x(), place.bottom())
        area.lineTo(self._point(place, 0).x(), place.bottom())
        fill = QColor(theme.hex(self._token))
        fill.setAlpha(AREA_ALPHA)
        painter.fillPath(area, fill)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme.colour(self._token), 2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.drawPath(line)

    def _paint_named(self, painter: QPainter, place: QRectF) -> None:
        """The point stood on, or else the last one, with its value above it."""
        theme = current()
        at = len(self._days) - 1 if self._at is None else self._at
        point = self._point(place, at)
        if self._at is not None:
            painter.setPen(QPen(theme.colour("muted"), 1, Qt.PenStyle.DashLine))
            painter.drawLine(QPointF(point.x(), place.top()), QPointF(point.x(), place.bottom()))
        painter.setPen(QPen(theme.colour("surface"), 2))
        painter.setBrush(theme.colour(self._token))
        painter.drawEllipse(point, theme.px(5), theme.px(5))
        words = self.point_words() or self._in_words(self._values[at])
        font = self._small(QFont.Weight.DemiBold)
        metrics = QFontMetrics(font)
        width = metrics.horizontalAdvance(words)
        x = max(3.0, min(point.x() - width / 2, self.width() - width - 3.0))
        # Above the dot, but never above the plot: a value at the top mark has its words over the line.
        y = max(metrics.ascent() + 1.0, point.y() - theme.px(9)) if self._at is None else metrics.ascent() + 1.0
        painter.setFont(font)
        # A mark's line behind the words would strike them through.
        painter.fillRect(QRectF(x - 2, y - metrics.ascent(), width + 4, metrics.height()), theme.colour("surface"))
        painter.setPen(theme.colour(self._token))
        painter.drawText(QPointF(x, y), words)
