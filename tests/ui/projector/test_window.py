"""The window on the wall: drawn before it is seen, never closed by a stray key, gone when its screen is."""

import dataclasses
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage, QKeyEvent, QPainter
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from coopdesk.services.projector import BlankSlide
from coopdesk.ui.projector.canvas import Canvas
from coopdesk.ui.projector.preview import SlidePreview
from coopdesk.ui.projector.sheet import projector_tokens
from coopdesk.ui.projector.window import ProjectorWindow
from tests.ui.projector.test_painter import RESULT, VOTING, WELCOME, drawn

GROUND = projector_tokens()["background"]


@pytest.fixture
def wall(look: QApplication) -> Iterator[ProjectorWindow]:
    made = ProjectorWindow()
    yield made
    made.end()
    made.deleteLater()


def picture(wall: ProjectorWindow) -> QImage:
    return wall.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)


def test_the_picture_is_drawn_before_the_window_is_seen(wall: ProjectorWindow, qtbot: QtBot) -> None:
    screen = QGuiApplication.primaryScreen()
    wall.show_slide(WELCOME)
    drawn_at: list[QSize] = []
    real_show = wall.showFullScreen

    def show() -> None:
        drawn_at.append(wall._canvas._size)
        real_show()

    wall.showFullScreen = show  # type: ignore[method-assign]
    wall.open_on(screen)
    assert drawn_at == [screen.geometry().size()]
    assert wall.isVisible()
    assert wall.geometry() == screen.geometry()


def test_what_is_shown_is_the_slide(wall: ProjectorWindow, qtbot: QtBot) -> None:
    wall.show_slide(RESULT)
    wall.open_on(QGuiApplication.primaryScreen())
    QApplication.processEvents()
    assert picture(wall) == drawn(RESULT, wall.width(), wall.height())


def test_blank_empties_the_wall_and_brings_back_the_newest_slide(wall: ProjectorWindow) -> None:
    wall.open_on(QGuiApplication.primaryScreen())
    wall.show_slide(WELCOME)
    wall.blank(True)
    assert wall.blanked
    assert picture(wall).pixelColor(200, 200) == QColor(GROUND)
    wall.show_slide(VOTING)
    assert wall.slide() == BlankSlide()
    wall.blank(False)
    assert wall.slide() == VOTING


@pytest.mark.parametrize("key", [Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_F7])
def test_no_key_closes_the_wall(wall: ProjectorWindow, key: Qt.Key) -> None:
    wall.open_on(QGuiApplication.primaryScreen())
    QApplication.sendEvent(wall, QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier))
    assert wall.isVisible()


def test_a_stray_close_does_not_darken_the_wall_and_the_end_of_the_program_does(wall: ProjectorWindow) -> None:
    wall.open_on(QGuiApplication.primaryScreen())
    wall.close()
    assert wall.isVisible()
    wall.end()
    assert not wall.isVisible()


def test_an_unplugged_projector_never_covers_the_operators_window(wall: ProjectorWindow, qtbot: QtBot) -> None:
    screen = QGuiApplication.primaryScreen()
    wall.show_slide(WELCOME)
    wall.open_on(screen)
    lost: list[str] = []
    wall.screen_lost.connect(lost.append)
    shown: list[bool] = []
    wall.shown_changed.connect(shown.append)
    app = QGuiApplication.instance()
    assert isinstance(app, QGuiApplication)
    app.screenRemoved.emit(screen)
    assert not wall.isVisible()
    assert lost == [screen.name()]
    assert shown == [False]
    assert wall.slide() == WELCOME


def test_the_wall_never_takes_the_focus(wall: ProjectorWindow) -> None:
    assert wall.windowFlags() & Qt.WindowType.WindowDoesNotAcceptFocus
    assert wall.testAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)


def test_a_vote_repaints_only_what_it_changed(look: QApplication) -> None:
    canvas = Canvas()
    size = QSize(1920, 1080)
    canvas.draw(VOTING, size)
    changed = canvas.draw(dataclasses.replace(VOTING, received=85), size)
    assert not changed.isEmpty()
    for untouched in ((100, 150), (1800, 1030), (700, 900)):
        assert not changed.contains(QPoint(*untouched))
    assert canvas.draw(dataclasses.replace(VOTING, received=85), size).isEmpty()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (VOTING, dataclasses.replace(VOTING, received=85)),
        (VOTING, dataclasses.replace(VOTING, received=127, votes_for=90, votes_against=30, abstentions=7)),
        (VOTING, RESULT),
        (RESULT, dataclasses.replace(RESULT, votes_for=87)),
        (RESULT, WELCOME),
        (WELCOME, BlankSlide()),
    ],
)
def test_a_change_leaves_nothing_of_the_last_slide(look: QApplication, before: object, after: object) -> None:
    """Repainting only what changed must give the same picture as painting all of it."""
    changed, fresh = SlidePreview(), SlidePreview()
    for preview in (changed, fresh):
        preview.resize(960, 540)
    changed.show_slide(before)  # type: ignore[arg-type]
    changed.grab()
    changed.show_slide(after)  # type: ignore[arg-type]
    fresh.show_slide(after)  # type: ignore[arg-type]
    one, other = changed.grab().toImage(), fresh.grab().toImage()
    different = [
        (x, y) for x in range(0, 960, 2) for y in range(0, 540, 2)
        if abs(QColor(one.pixel(x, y)).lightness() - QColor(other.pixel(x, y)).lightness()) > 24
    ]  # fmt: skip
    assert not different


def test_the_preview_says_so_when_the_wall_is_blank(look: QApplication) -> None:
    preview = SlidePreview()
    preview.resize(320, 180)
    preview.show_slide(BlankSlide())
    image = preview.grab(QRect(40, 60, 240, 60)).toImage()
    assert any(QColor(image.pixel(x, y)).lightness() > 200 for x in range(240) for y in range(60))
    assert preview.accessibleName() == "Projector preview: blank"
    assert preview.heightForWidth(1600) == 900


def test_a_vote_repaints_its_own_figures_and_leaves_the_rest_of_the_wall(look: QApplication) -> None:
    canvas = Canvas()
    size = QSize(1920, 1080)
    canvas.draw(VOTING, size)
    changed = canvas.draw(dataclasses.replace(VOTING, received=VOTING.received + 1), size)
    area = sum(part.width() * part.height() for part in changed)
    assert 0 < area < 1920 * 1080 // 4
    assert not changed.contains(QPoint(200, 130))
    assert canvas.draw(dataclasses.replace(VOTING, received=VOTING.received + 1), size).isEmpty()


def test_a_slide_after_another_with_more_on_it_leaves_nothing_of_it_behind(look: QApplication) -> None:
    canvas, image = Canvas(), QImage(1280, 720, QImage.Format.Format_RGB32)
    for slide in (RESULT, VOTING, WELCOME, dataclasses.replace(VOTING, received=120), VOTING):
        canvas.draw(slide, image.size())
        painter = QPainter(image)
        canvas.show(painter, image.rect())
        painter.end()
        assert image == drawn(slide, 1280, 720)
