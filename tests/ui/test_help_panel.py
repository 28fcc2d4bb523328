"""Help beside the page: one page of it for each page of the window, and links that lead somewhere."""

import re
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QImage, QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTextBrowser, QWidget
from pytestqt.qtbot import QtBot

from coopdesk.assets import resource_path
from coopdesk.ui.features import FEATURES, Feature
from coopdesk.ui.help_panel import WIDTH, HelpPanel, help_text
from coopdesk.ui.kit.jobs import Jobs
from coopdesk.ui.kit.page import Page
from coopdesk.ui.shell import Shell
from coopdesk.ui.start.page import StartPage
from tests.ui.audit import audit_all_looks
from tests.ui.desks import settle

PAGES = sorted(path.stem for path in Path(resource_path("help")).glob("*.md"))


class _Plain(Page):
    """A page with nothing on it."""

    def __init__(self) -> None:
        super().__init__("Plain")


def _build(*_layers: object) -> Page:
    return _Plain()


@pytest.mark.parametrize("feature", FEATURES, ids=[feature.name for feature in FEATURES])
def test_every_page_of_the_window_has_its_own_help(feature: Feature) -> None:
    assert feature.name in PAGES
    assert help_text(feature.name).startswith("# ")


@pytest.mark.parametrize("name", PAGES)
def test_every_link_leads_to_a_help_page(name: str) -> None:
    links = re.findall(r"(?<!!)\[[^\]]*\]\(([^)]+)\)", help_text(name))
    assert all(link.removesuffix(".md") in PAGES for link in links), links


@pytest.mark.parametrize("name", PAGES)
def test_every_picture_is_there_and_no_wider_than_the_panel(name: str) -> None:
    for picture in re.findall(r"!\[[^\]]+\]\(([^)]+)\)", help_text(name)):
        assert 0 < QImage(str(resource_path("help") / picture)).width() <= WIDTH - 60, picture


def test_help_of_the_papers_shows_them(look: QApplication, qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    parent.resize(1000, 700)
    parent.show()
    panel = HelpPanel(parent)
    panel.show_help("papers")
    browser = panel.findChild(QTextBrowser)
    assert browser is not None
    shown = browser.loadResource(QTextDocument.ResourceType.ImageResource, QUrl("pictures/papers_shown.png"))
    assert shown is not None
    assert browser.document().idealWidth() <= browser.viewport().width()


def test_keys_of_the_index_are_those_of_the_rail() -> None:
    index = help_text("index")
    for feature in FEATURES:
        if feature.shortcut:
            assert f"| {feature.shortcut} | [{feature.title}]({feature.name}.md) |" in index


def test_f1_opens_the_help_of_the_page_in_front_and_follows_it(look: QApplication, qtbot: QtBot, jobs: Jobs) -> None:
    features = (
        Feature("members", "users", "Members", "Ctrl+4", "tests.ui.test_help_panel:_build"),
        Feature("shares", "banknote", "Shares", "Ctrl+5", "tests.ui.test_help_panel:_build"),
    )
    shell = Shell(features, lambda builder: builder(), jobs)
    qtbot.addWidget(shell)
    shell.resize(1280, 720)
    shell.show()
    shell.open_page("members")
    settle(qtbot, jobs)
    shell.toggle_help()
    panel = shell.findChild(HelpPanel)
    assert panel is not None
    assert panel.text().startswith("Members")
    shell.open_page("shares")
    settle(qtbot, jobs)
    assert panel.text().startswith("Shares")
    browser = panel.findChild(QTextBrowser)
    assert browser is not None
    browser.anchorClicked.emit(QUrl("door.md"))
    assert panel.text().startswith("Door")
    QTest.keyClick(panel, Qt.Key.Key_Escape)
    assert not panel.isVisible()


def test_the_start_page_has_help_too(look: QApplication, qtbot: QtBot) -> None:
    page = StartPage()
    qtbot.addWidget(page)
    page.resize(1280, 720)
    page.show()
    page.toggle_help()
    panel = page.findChild(HelpPanel)
    assert panel is not None
    assert panel.text().startswith("Beginning")
    page.toggle_help()
    assert not panel.isVisible()


def test_a_page_without_help_of_its_own_gets_the_keys(look: QApplication, qtbot: QtBot) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    holder.resize(1280, 720)
    holder.show()
    panel = HelpPanel(holder)
    panel.show_help("nothing-of-the-sort")
    assert panel.text().startswith("Keys and pages")
    assert audit_all_looks(holder) == []
