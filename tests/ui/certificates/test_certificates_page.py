"""Certificates over a real register: found, shown, printed, replaced, cancelled, copied."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from coopdesk.services.certificate_signing import open_certificate_key, sign_certificates
from coopdesk.services.certificate_views import certificate_view
from coopdesk.services.certificates import CancelCertificate
from coopdesk.services.keys import CERTIFICATES, new_key, wrapped_key
from coopdesk.services.members import member
from coopdesk.services.perform import Desk
from coopdesk.services.shares import IssueShares, ReverseIssue
from coopdesk.services.society import letterhead
from coopdesk.services.verify import verify
from coopdesk.ui.certificates.page import CertificatesPage, build
from coopdesk.ui.kit.forms import InlineForm
from coopdesk.ui.kit.hub import Hub
from coopdesk.ui.kit.jobs import Jobs
from tests.ui.audit import audit_all_looks
from tests.ui.desks import NOW, sample_desk, settle, show

PASSPHRASE = "seven wet Sundays"


class _At:
    """The certificates page over the sample."""

    def __init__(self, page: CertificatesPage, desk: Desk, jobs: Jobs, qtbot: QtBot) -> None:
        self.page = page
        self.desk = desk
        self._jobs = jobs
        self._qtbot = qtbot

    def settle(self) -> None:
        settle(self._qtbot, self._jobs)

    def open(self, number: int) -> None:
        assert self.page.take(number)
        self.settle()

    def form(self) -> InlineForm:
        form = self.page.open_form()
        assert form is not None
        return form

    def numbers(self) -> list[str]:
        model = self.page.table.model()
        for row in range(model.rowCount()):
            model.data(model.index(row, 0))
        self.settle()
        return [str(model.data(model.index(row, 0))) for row in range(model.rowCount())]

    def choose(self, path: Path) -> None:
        dialog = self.page.findChild(QFileDialog)
        assert isinstance(dialog, QFileDialog)
        dialog.fileSelected.emit(str(path))
        dialog.reject()
        self.settle()


@pytest.fixture
def at(look: QApplication, qtbot: QtBot, jobs: Jobs, tmp_path: Path) -> Iterator[_At]:
    hub = Hub()
    with sample_desk(tmp_path, hub) as desk:
        page = build(desk, jobs, hub)
        assert isinstance(page, CertificatesPage)
        show(page, qtbot, jobs)
        settle(qtbot, jobs)
        yield _At(page, desk, jobs, qtbot)


def test_certificates_are_found_by_number_and_by_holder(at: _At) -> None:
    assert len(at.numbers()) == 40
    at.page.search.setText(at.desk.ask(member, "9").name)
    at.settle()
    assert "00009" in at.numbers()
    assert len(at.numbers()) < 40
    QTest.keyClick(at.page.search, Qt.Key.Key_Down)
    at.settle()
    view = at.page.panel.view()
    assert view is not None
    assert f"{view.number:05d}" == at.numbers()[0]
    at.page.search.setText("zzzzqq")
    at.settle()
    assert at.numbers() == []


def test_chips_part_those_that_stand_from_those_that_do_not(at: _At) -> None:
    at.desk.perform(IssueShares(7, 3, "cash"))
    at.desk.perform(ReverseIssue(41))
    at.settle()
    assert (at.page.standing.words(), at.page.gone.words()) == ("Standing 40", "Gone 1")
    at.page.gone.click()
    at.settle()
    assert at.numbers() == ["00041"]
    at.page.standing.click()
    at.settle()
    assert "00041" not in at.numbers()


def test_a_lost_certificate_is_replaced_and_both_numbers_tell_so(at: _At) -> None:
    at.open(3)
    at.page.panel.replace.click()
    form = at.form()
    form.show_values({"reason": "lost", "indemnity": "yes"})
    form.submit()
    at.settle()
    assert "Certificate 00041 takes the place of 00003." in at.page.news.text()
    view = at.page.panel.view()
    assert view is not None
    assert (view.number, view.status) == (41, "issued")
    old = at.desk.ask(certificate_view, 3)
    assert old.status == "replaced"
    at.open(3)
    assert not at.page.panel.replace.isEnabled()
    assert at.page.panel.replace.toolTip() == "It stands no more."
    assert at.desk.ask(verify).findings == ()


def test_cancelling_wants_a_reason_and_leaves_the_shares(at: _At) -> None:
    held = at.desk.ask(member, "3").shares
    at.open(3)
    at.page.panel.cancel.click()
    form = at.form()
    form.submit()
    at.settle()
    assert "reason" in form.refusal()
    form.show_values({"reason": "handed back"})
    form.submit()
    at.settle()
    assert "Certificate 00003 is cancelled" in at.page.news.text()
    assert at.desk.ask(certificate_view, 3).status == "cancelled"
    assert at.desk.ask(member, "3").shares == held


def test_a_copy_is_noted_and_prints_as_a_duplicate(at: _At) -> None:
    at.open(3)
    at.page.panel.copy.click()
    at.form().show_values({"reason": "for the bank"})
    at.form().submit()
    at.settle()
    assert "DUPLICATE" in at.page.news.text()


def test_spoilt_paper_is_logged_and_struck_out_again(at: _At) -> None:
    at.page.spoilt.click()
    form = at.form()
    form.show_values({"sheets": "two", "reason": "jammed"})
    form.submit()
    at.settle()
    assert "cannot be a number" in form.refusal()
    form.show_values({"sheets": "2", "reason": "the printer jammed", "witness": "Zoë Hartley"})
    form.submit()
    at.settle()
    assert "in the log" in at.page.news.text()
    at.page.undo.click()
    at.settle()
    assert "struck out" in at.page.news.text()


def test_one_certificate_and_all_of_them_are_written(at: _At, tmp_path: Path) -> None:
    at.open(3)
    at.page.panel.save.click()
    at.choose(tmp_path / "one.pdf")
    assert (tmp_path / "one.pdf").read_bytes().startswith(b"%PDF")
    at.page.all.click()
    at.choose(tmp_path / "all.pdf")
    assert (tmp_path / "all.pdf").stat().st_size > (tmp_path / "one.pdf").stat().st_size
    at.page.all.click()
    at.choose(tmp_path / "gone" / "all.pdf")
    assert at.page.news.tone() == "error"


def test_printing_stops_and_leaves_no_file(at: _At, tmp_path: Path, qtbot: QtBot) -> None:
    at.page.all.click()
    dialog = at.page.findChild(QFileDialog)
    assert isinstance(dialog, QFileDialog)
    with qtbot.waitSignal(at.page.progress.cancelled, timeout=20_000, raising=False):
        dialog.fileSelected.emit(str(tmp_path / "all.pdf"))
        dialog.reject()
        qtbot.waitUntil(at.page.progress.isVisible, timeout=20_000)
        at.page.progress.cancelled.emit()
    at.settle()
    assert "no file was written" in at.page.news.text()
    assert not (tmp_path / "all.pdf").exists()


def test_escape_goes_back_to_the_shares(at: _At, qtbot: QtBot) -> None:
    with qtbot.waitSignal(at.page.page_requested) as asked:
        QTest.keyClick(at.page.table, Qt.Key.Key_Escape)
    assert asked.args == ["shares"]


def test_a_scanned_code_is_checked_beside_the_register_of_today(at: _At) -> None:
    code = at.desk.ask(certificate_view, 3).code
    assert at.page.take_scan(code)
    at.settle()
    assert at.page.side.currentWidget() is at.page.check
    assert at.page.check.verdict() == "On the register and standing, but unsigned"
    check = at.page.check.check()
    assert check is not None
    assert check.issued_as is not None
    assert check.issued_as.number == 3
    at.desk.perform(CancelCertificate(3, "handed back"))
    at.page.search.setText(code.lower())
    at.settle()
    assert at.page.check.verdict() == "On the register, but it stands no more"
    assert at.page.search.text() == ""
    at.page.check.show_it.click()
    at.settle()
    view = at.page.panel.view()
    assert view is not None
    assert view.number == 3
    assert at.page.side.currentWidget() is at.page.panel


def test_a_signed_code_is_genuine_and_a_changed_one_is_not(at: _At) -> None:
    at.desk.perform(new_key(at.desk.ask(letterhead), PASSPHRASE, NOW, os.urandom, CERTIFICATES))
    key = open_certificate_key(at.desk.ask(wrapped_key, CERTIFICATES), PASSPHRASE)
    at.desk.perform(sign_certificates(key, [at.desk.ask(certificate_view, 3)]))
    code = at.desk.ask(certificate_view, 3).code
    assert at.page.take_scan(code)
    at.settle()
    assert at.page.check.verdict() == "Signed by this society, and it stands"
    assert audit_all_looks(at.page) == []
    changed = code[:60] + ("A" if code[60] != "A" else "B") + code[61:]
    assert at.page.take_scan(changed)
    at.settle()
    assert at.page.check.verdict() == "Altered or forged"
    assert at.page.take_scan("CDC1:AAAABBBBCCCCDDDD")
    at.settle()
    assert at.page.check.verdict() == "Not a code of this society"


def test_a_code_that_cannot_be_read_is_refused_in_one_sentence(at: _At) -> None:
    assert at.page.take_scan("CDC1:" + "A" * 200)
    at.settle()
    assert "not the code of a share certificate" in at.page.news.text()
    assert not at.page.take_scan("CDM1:AAAABBBBCCCCDDDD")


def test_nothing_is_clipped_or_unnamed(at: _At) -> None:
    at.open(3)
    assert audit_all_looks(at.page) == []
    for button in (at.page.panel.replace, at.page.panel.cancel, at.page.spoilt):
        button.click()
        assert audit_all_looks(at.page) == []
        at.page.leave_form()


def test_certificates_are_signed_with_the_passphrase_and_print_signed(at: _At, tmp_path: Path) -> None:
    at.desk.perform(new_key(at.desk.ask(letterhead), PASSPHRASE, NOW, os.urandom, CERTIFICATES))
    at.page.sign.click()
    passphrase = at.form().field("passphrase")
    QTest.keyClicks(passphrase, "seven dry Sundays")
    QTest.keyClick(passphrase, Qt.Key.Key_Return)
    at.settle()
    assert "not the passphrase" in at.form().refusal()
    assert not at.desk.ask(certificate_view, 5).key
    at.form().show_values({"passphrase": PASSPHRASE})
    QTest.keyClick(passphrase, Qt.Key.Key_Return)
    at.settle()
    assert at.page.open_form() is None
    assert "40 certificates are signed" in at.page.news.text()
    assert at.desk.ask(certificate_view, 5).key
    at.page.sign.click()
    assert not at.form().values()["passphrase"]
    at.form().show_values({"passphrase": PASSPHRASE})
    QTest.keyClick(passphrase, Qt.Key.Key_Return)
    at.settle()
    assert "Every certificate that stands is signed already." in at.page.news.text()
    assert at.desk.ask(verify).sound


def test_without_a_key_nothing_is_signed_and_the_form_says_what_to_do(at: _At) -> None:
    at.page.sign.click()
    at.form().show_values({"passphrase": PASSPHRASE})
    QTest.keyClick(at.form().field("passphrase"), Qt.Key.Key_Return)
    at.settle()
    assert "no signing key for share certificates" in at.form().refusal()
    at.form().left.emit()
    assert at.page.open_form() is None
