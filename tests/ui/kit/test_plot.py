"""A line over time: its marks are round figures, and it is read by key, by mouse and by ear."""

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from coopdesk.ui.kit.layouts import column
from coopdesk.ui.kit.plot import LinePlot
from coopdesk.ui.kit.plot_scale import nearest, round_marks, year_marks
from tests.ui.audit import audit_all_looks

POINTS = [(date(2015 + place, 1, 1), value) for place, value in enumerate((400, 900, 900, 1850))]


def _words(value: int) -> str:
    return f"{value:,} shares"


def _day(day: date) -> str:
    return f"{day.day}.{day.month}.{day.year}"


@pytest.fixture
def plot(look: QApplication, qtbot: QtBot) -> Iterator[LinePlot]:
    made = LinePlot("Capital", _words, str, _day)
    made.show_points(POINTS)
    window = QWidget()
    window.setLayout(column(made))
    window.resize(320, 220)
    qtbot.addWidget(window)
    window.show()
    yield made
    window.close()


@pytest.mark.parametrize(
    ("highest", "marks"),
    [
        (0, (0, 1)),
        (1, (0, 1)),
        (3, (0, 1, 2, 3)),
        (4, (0, 2, 4)),
        (7, (0, 5, 10)),
        (18_462, (0, 10_000, 20_000)),
        (1_000_000, (0, 500_000, 1_000_000)),
    ],
)
def test_marks_are_round_and_reach_the_highest_value(highest: int, marks: tuple[int, ...]) -> None:
    assert round_marks(highest) == marks


@pytest.mark.parametrize(
    ("first", "last", "years"),
    [
        (date(2015, 3, 1), date(2026, 11, 28), (2020, 2025)),
        (date(2024, 1, 1), date(2026, 11, 28), (2024, 2025, 2026)),
        (date(2026, 2, 1), date(2026, 11, 28), ()),
        (date(1900, 1, 1), date(2026, 1, 1), (1900, 1950, 2000)),
    ],
)
def test_few_years_are_named(first: date, last: date, years: tuple[int, ...]) -> None:
    assert tuple(day.year for day in year_marks(first, last)) == years


def test_the_nearest_day_is_found() -> None:
    days = [day for day, _ in POINTS]
    assert nearest(days, date(2016, 5, 1).toordinal()) == 1
    assert nearest(days, 0) == 0
    assert nearest([], 5) == -1


def test_it_says_in_words_what_it_shows(plot: LinePlot) -> None:
    assert plot.accessibleName() == "Capital: 400 shares on 1.1.2015, 1,850 shares on 1.1.2018"


def test_the_arrows_walk_along_the_line(plot: LinePlot) -> None:
    plot.setFocus()
    QTest.keyClick(plot, Qt.Key.Key_Left)
    assert plot.point_words() == "1.1.2017: 900 shares"
    QTest.keyClick(plot, Qt.Key.Key_Home)
    assert plot.point_words() == "1.1.2015: 400 shares"
    QTest.keyClick(plot, Qt.Key.Key_Left)
    assert plot.point_words() == "1.1.2015: 400 shares"
    QTest.keyClick(plot, Qt.Key.Key_End)
    assert plot.point_words() == "1.1.2018: 1,850 shares"


def test_the_mouse_names_the_nearest_point(plot: LinePlot) -> None:
    QTest.mouseMove(plot, QPoint(plot.width() - 12, plot.height() // 2))
    assert plot.point_words() == "1.1.2018: 1,850 shares"
    QTest.mouseMove(plot, QPoint(50, plot.height() // 2))
    assert plot.point_words() == "1.1.2015: 400 shares"


def test_the_area_under_the_line_is_tinted_and_above_it_is_not(plot: LinePlot) -> None:
    picture = plot.grab().toImage()

    def at(x: int, y: int) -> str:
        return QColor(picture.pixel(x, y)).name()

    empty = at(plot.width() // 3, 40)
    assert at(plot.width() // 3, plot.height() - 40) != empty
    assert at(plot.width() - 30, plot.height() - 40) != empty
    assert at(plot.width() // 2, 40) == empty


def test_without_points_nothing_stands_there(plot: LinePlot) -> None:
    plot.show_points([])
    assert plot.isHidden()
    assert plot.point_words() == ""
    QTest.keyClick(plot, Qt.Key.Key_Left)
    assert plot.point_words() == ""


def test_one_point_is_drawn_and_named(plot: LinePlot) -> None:
    plot.show_points(POINTS[:1])
    plot.grab()
    assert plot.summary() == "Capital: 400 shares on 1.1.2015, 400 shares on 1.1.2015"


def test_nothing_is_clipped_or_unnamed(plot: LinePlot) -> None:
    assert audit_all_looks(plot.window()) == []
