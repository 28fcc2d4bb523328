"""One look over everything: palette, style sheet and text size follow the operator's choice at once."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from coopdesk.ui.kit import theme
from coopdesk.ui.kit.labels import label
from coopdesk.ui.kit.theme import Appearance, current, put_in_force, read_theme


@pytest.fixture
def appearance(look: QApplication) -> Iterator[Callable[..., Appearance]]:
    """Makes the operator's choice, and lets go of it before the next test."""
    made: list[Appearance] = []

    def make(wish: theme.Wish = "system") -> Appearance:
        made.append(Appearance(look, wish))
        return made[-1]

    yield make
    for each in made:
        each.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.mark.parametrize(("asked", "given"), [(50, 90), (90, 90), (150, 150), (200, 200), (900, 200)])
def test_text_size_stays_between_90_and_200_per_cent(asked: int, given: int) -> None:
    assert read_theme("light", asked).scale == given


def test_the_placeholder_is_as_readable_as_muted_text(look: QApplication, qtbot: QtBot) -> None:
    """Left to itself Qt greys it to about half."""
    field = QLineEdit()
    qtbot.addWidget(field)
    field.setPlaceholderText("Name, number, postcode or e-mail")
    field.ensurePolished()
    ink = field.palette().color(QPalette.ColorRole.PlaceholderText)
    assert ink.name().upper() == current().hex("muted")
    assert ink.alpha() == 255


def test_an_open_page_is_redrawn_in_the_other_theme_and_size(look: QApplication, qtbot: QtBot) -> None:
    words = label("118", "number")
    qtbot.addWidget(words)
    words.show()
    look.processEvents()
    small, light = words.sizeHint().height(), words.palette().color(QPalette.ColorRole.WindowText)
    put_in_force(look, read_theme("dark", 150))
    look.processEvents()
    assert words.palette().color(QPalette.ColorRole.WindowText) != light
    assert words.palette().color(QPalette.ColorRole.WindowText).name().upper() == current().hex("text")
    assert words.sizeHint().height() > small * 1.3
    words.close()


def test_the_operator_may_overrule_the_desktop(appearance: Callable[..., Appearance]) -> None:
    choice = appearance()
    told: list[str] = []
    choice.changed.connect(lambda: told.append(current().name))
    assert current().name == "light"
    choice.choose("dark")
    assert (current().name, choice.wish) == ("dark", "dark")
    choice.resize_text(150)
    assert choice.scale == 150
    assert current().folded
    choice.choose("system")
    assert told == ["dark", "dark", "light"]


@pytest.mark.parametrize(("wish", "given"), [("light", "light"), ("system", "dark")])
def test_the_desktop_is_followed_only_when_asked(
    look: QApplication,
    appearance: Callable[..., Appearance],
    monkeypatch: pytest.MonkeyPatch,
    wish: theme.Wish,
    given: str,
) -> None:
    appearance(wish)
    assert current().name == "light"
    monkeypatch.setattr(theme.Appearance, "_name", lambda _self: "dark")
    look.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert current().name == given


def test_lengths_grow_with_the_text() -> None:
    assert [read_theme("light", scale).px(36) for scale in (90, 100, 150, 200)] == [32, 36, 54, 72]
