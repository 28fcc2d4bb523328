"""What candidates say and look like, kept through the real page; bad pictures are refused, the booklet is near."""

import io
from base64 import b64decode
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QPlainTextEdit
from pytestqt.qtbot import QtBot

from coopdesk.services.candidate_profiles import CandidateProfile, SetStatement, profiles_of
from coopdesk.services.candidates import STATEMENT_LIMIT
from coopdesk.services.perform import Desk
from coopdesk.services.verify import verify
from coopdesk.ui.elections.candidate_form import CandidateForm
from coopdesk.ui.elections.page import ElectionsPage, build
from coopdesk.ui.kit.hub import Hub
from coopdesk.ui.kit.jobs import Jobs
from tests.documents.lint import lint
from tests.documents.reading import whole_text
from tests.ui.audit import audit_all_looks
from tests.ui.desks import sample_desk, settle, show
from tests.ui.elections.states import nominated_silent

WORDS = "I have worked at the till for ten years.\nI want longer opening hours."


class _At:
    """The candidates of an election that takes nominations."""

    def __init__(self, page: ElectionsPage, desk: Desk, jobs: Jobs, qtbot: QtBot) -> None:
        self.page, self.desk, self._jobs, self.qtbot = page, desk, jobs, qtbot

    def settle(self) -> None:
        settle(self.qtbot, self._jobs)

    @property
    def form(self) -> CandidateForm:
        form = self.page.form()
        assert isinstance(form, CandidateForm)
        return form

    @property
    def statement(self) -> QPlainTextEdit:
        field = self.form.field("statement")
        assert isinstance(field, QPlainTextEdit)
        return field

    def choose(self, path: Path) -> None:
        """Answer the dialog that is open."""
        chooser = self.page.findChild(QFileDialog)
        assert isinstance(chooser, QFileDialog)
        chooser.fileSelected.emit(str(path))
        chooser.reject()
        self.settle()

    def look_at(self, place: int) -> None:
        """Another candidate in the list."""
        self.form._people.setCurrentIndex(place)

    def profile(self, place: int) -> CandidateProfile:
        return self.desk.ask(profiles_of, 1, 1)[place]


@pytest.fixture
def at(look: QApplication, qtbot: QtBot, jobs: Jobs, tmp_path: Path) -> Iterator[_At]:
    hub = Hub()
    with sample_desk(tmp_path, hub) as desk:
        nominated_silent(desk)
        page = build(desk, jobs, hub)
        assert isinstance(page, ElectionsPage)
        show(page, qtbot, jobs)
        settle(qtbot, jobs)
        next(each for each in page.acts() if each.words() == "Candidates").click()
        settle(qtbot, jobs)
        yield _At(page, desk, jobs, qtbot)


def test_a_statement_is_typed_and_kept_and_can_be_undone(at: _At) -> None:
    at.statement.setFocus()
    at.statement.setPlainText(WORDS)
    assert f"{len(WORDS)} of {STATEMENT_LIMIT:,} letters. Not kept yet." in at.form._length.text()
    at.qtbot.keyClick(at.statement, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    at.settle()
    assert at.profile(0).statement == WORDS
    assert "is kept" in at.page.news.text()
    assert at.statement.toPlainText() == WORDS
    assert "Not kept" not in at.form._length.text()
    at.desk.undo()
    at.settle()
    assert at.statement.toPlainText() == ""
    assert at.desk.ask(verify).findings == ()


def test_who_nominated_and_whether_they_agree_is_said(at: _At) -> None:
    assert "Proposed by " in at.form._nominated.text()
    assert "Consents to stand." in at.form._nominated.text()
    at.look_at(3)
    assert "No consent yet." in at.form._nominated.text()


def test_words_typed_about_one_stay_while_another_is_looked_at(at: _At) -> None:
    at.statement.setPlainText("Half a sentence")
    at.look_at(1)
    assert at.statement.toPlainText() == at.profile(1).statement != ""
    at.desk.perform(SetStatement(1, 1, f"#{at.profile(2).id}", "Kept at another desk"))
    at.settle()
    at.look_at(2)
    assert at.statement.toPlainText() == "Kept at another desk"
    at.look_at(0)
    assert at.statement.toPlainText() == "Half a sentence"
    assert at.profile(0).statement == ""


def test_a_statement_that_is_too_long_says_by_how_much_and_is_not_kept(at: _At) -> None:
    at.statement.setPlainText("x" * (STATEMENT_LIMIT + 3))
    assert "3 too many" in at.form._length.text()
    assert not at.form.verb().isEnabled()
    at.statement.setPlainText("x" * STATEMENT_LIMIT)
    assert at.form.verb().isEnabled()
    at.form.submit()
    at.settle()
    assert len(at.profile(0).statement) == STATEMENT_LIMIT


def _photograph(path: Path, where: str = "") -> Path:
    exif = Image.Exif()
    if where:
        exif[0x010E] = where
    Image.new("RGB", (900, 600), (40, 90, 160)).save(path, exif=exif.tobytes())
    return path


def test_a_photograph_is_chosen_shown_replaced_and_taken_away(at: _At, tmp_path: Path) -> None:
    assert at.form._picture.accessibleName() == "No photograph"
    assert not at.form.remove.isVisible()
    at.form.choose.click()
    taken = _photograph(tmp_path / "me.jpg", "Hebden Bridge")
    assert b"Hebden" in taken.read_bytes()
    at.choose(taken)
    kept = b64decode(at.profile(0).photograph)
    assert Image.open(io.BytesIO(kept)).size == (400, 480)
    assert b"Hebden" not in kept
    assert b"Exif" not in kept
    assert at.form._picture.has_photograph()
    assert at.form._picture.accessibleName() == f"Photograph of {at.profile(0).name}"
    at.look_at(1)
    assert not at.form._picture.has_photograph()
    at.look_at(0)
    at.form.remove.click()
    at.settle()
    assert at.profile(0).photograph == ""
    at.desk.undo()
    at.settle()
    assert at.form._picture.has_photograph()


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("cv.jpg", b"not a picture", "cv.jpg is no photograph"),
        ("empty.png", b"", "empty.png is no photograph"),
        ("huge.jpg", b"\xff\xd8" + bytes(40_000_001), "larger than 40 MB"),
        ("page.pdf", b"%PDF-1.4", "page.pdf is no photograph"),
    ],
)
def test_what_is_no_photograph_is_refused_in_a_sentence(
    at: _At, tmp_path: Path, name: str, data: bytes, said: str
) -> None:
    (tmp_path / name).write_bytes(data)
    at.form.choose.click()
    at.choose(tmp_path / name)
    assert said in at.page.news.text() + at.form.refusal()
    assert at.profile(0).photograph == ""


def test_the_booklet_is_one_key_away(at: _At, tmp_path: Path) -> None:
    at.statement.setPlainText(WORDS)
    at.form.submit()
    at.settle()
    at.qtbot.keyClick(at.page, Qt.Key.Key_K, Qt.KeyboardModifier.AltModifier)
    at.settle()
    at.choose(tmp_path / "booklet.pdf")
    data = (tmp_path / "booklet.pdf").read_bytes()
    assert "I want longer opening hours." in " ".join(whole_text(data).split())
    assert lint(data) == []
    assert "Saved as" in at.page.news.text()


@pytest.mark.parametrize("photograph", [False, True])
def test_nothing_clips_in_any_look(at: _At, tmp_path: Path, photograph: bool) -> None:
    if photograph:
        at.form.choose.click()
        at.choose(_photograph(tmp_path / "me.jpg"))
        at.statement.setPlainText("x" * (STATEMENT_LIMIT + 3))
    assert audit_all_looks(at.page) == []
