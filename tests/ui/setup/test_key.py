"""The society's key made in Set-up: a passphrase twice, both keys on record, refusals in the form."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from coopdesk.services.keys import keys_on_record, open_key, wrapped_key
from coopdesk.services.perform import Desk
from coopdesk.services.verify import verify
from coopdesk.ui.kit.forms import InlineForm
from coopdesk.ui.kit.hub import Hub
from coopdesk.ui.kit.jobs import Jobs
from coopdesk.ui.setup.page import SetupPage, build
from tests.ui.audit import audit_all_looks
from tests.ui.desks import sample_desk, settle, show

PASSPHRASE = "three words and a half"


class _At:
    def __init__(self, page: SetupPage, desk: Desk, jobs: Jobs, qtbot: QtBot) -> None:
        self.page = page
        self.desk = desk
        self._jobs = jobs
        self._qtbot = qtbot

    def settle(self) -> None:
        settle(self._qtbot, self._jobs)

    def submit(self, passphrase: str, again: str) -> InlineForm:
        self.page.key.make.click()
        form = self.page.open_form()
        assert form is not None
        for name, text in (("passphrase", passphrase), ("again", again)):
            field = form.field(name)
            assert isinstance(field, QLineEdit)
            assert field.echoMode() is QLineEdit.EchoMode.Password
            field.setText(text)
        form.submit()
        self.settle()
        return form


@pytest.fixture
def at(look: QApplication, qtbot: QtBot, jobs: Jobs, tmp_path: Path) -> Iterator[_At]:
    hub = Hub()
    with sample_desk(tmp_path, hub) as desk:
        page = build(desk, jobs, hub)
        assert isinstance(page, SetupPage)
        show(page, qtbot, jobs)
        settle(qtbot, jobs)
        yield _At(page, desk, jobs, qtbot)


def test_the_key_is_made_and_its_passphrase_opens_it(at: _At) -> None:
    assert "None yet" in at.page.key.told()
    form = at.submit(PASSPHRASE, PASSPHRASE)
    assert at.page.open_form() is None
    assert set(form.values().values()) == {""}, "what was typed is not to be found afterwards"
    assert len(at.desk.ask(keys_on_record)) == 2
    assert open_key(at.desk.ask(wrapped_key), PASSPHRASE).grouped() in at.page.key.told()
    assert "28 November 2026" in at.page.key.told()
    assert at.page.news.tone() == "success"
    assert at.desk.ask(verify).sound


def test_two_different_passphrases_and_a_short_one_make_nothing(at: _At) -> None:
    assert "differ" in at.submit(PASSPHRASE, PASSPHRASE + " ").refusal()
    assert "at least 12" in at.submit("short", "short").refusal()
    assert at.desk.ask(keys_on_record) == ()
    assert at.page.open_form() is not None


def test_a_key_is_replaced_and_the_old_one_stays_for_checking(at: _At) -> None:
    at.submit(PASSPHRASE, PASSPHRASE)
    before = at.page.key.told()
    assert at.page.key.make.words() == "Replace the key"
    at.submit(PASSPHRASE, PASSPHRASE)
    assert at.page.key.told() != before
    keys = at.desk.ask(keys_on_record)
    assert [key.replaced is None for key in keys] == [False, False, True, True]


def test_nothing_is_clipped_with_a_key_or_its_form(at: _At) -> None:
    at.page.resize(1076, 632)
    at.submit("short", "short")
    assert audit_all_looks(at.page, at.settle) == []
    at.submit(PASSPHRASE, PASSPHRASE)
    assert audit_all_looks(at.page, at.settle) == []
