"""Papers read through the real page: one key a choice, doubtful slips with pictures, two people who stay blind."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image, ImageDraw
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit
from pytestqt.qtbot import QtBot
from reportlab.pdfgen.canvas import Canvas

from coopdesk.documents.ballot_slips import print_slips
from coopdesk.services.election_papers import CloseBallot, EnterPaper, IssuePaper, LaySlips
from coopdesk.services.election_scans import papers_at_hand
from coopdesk.services.election_slips import ChooseSlipForm
from coopdesk.services.elections import OpenElection
from coopdesk.services.papers.ballot_slips import slips_view
from coopdesk.services.perform import Desk
from coopdesk.ui.elections.page import ElectionsPage, build
from coopdesk.ui.elections.papers_desk import PapersDesk
from coopdesk.ui.elections.papers_keys import named, spaced
from coopdesk.ui.elections.papers_panel import PapersPanel
from coopdesk.ui.kit.hub import Hub
from coopdesk.ui.kit.jobs import Jobs
from tests.documents.election_slips import mark, ranked
from tests.documents.scanning import pictured, scanned
from tests.ui.audit import audit_all_looks
from tests.ui.desks import sample_desk, settle, show
from tests.ui.elections.states import called

CLEAR = ((1, 2), (2, 1, 3), (4,), (3,))


class _At:
    """The elections page with the papers of an open ballot."""

    def __init__(self, page: ElectionsPage, desk: Desk, jobs: Jobs, qtbot: QtBot) -> None:
        self.page, self.desk, self._jobs, self.qtbot = page, desk, jobs, qtbot

    @property
    def panel(self) -> PapersPanel:
        return self.page.papers

    def settle(self) -> None:
        settle(self.qtbot, self._jobs)

    def type(self, keys: str) -> None:
        """Type choices and keep them."""
        field = self.panel.field("marks")
        assert isinstance(field, QLineEdit)
        self.qtbot.keyClicks(field, keys)
        self.qtbot.keyClick(field, Qt.Key.Key_Return)
        self.settle()

    def readings(self) -> dict[str, tuple[str, str]]:
        return {each.paper: (each.first, each.second) for each in self.desk.ask(papers_at_hand, 1, 1).readings}

    def read_papers(self) -> None:
        """Press the button that opens the panel."""
        next(each for each in self.page.acts() if each.words() == "Read papers").click()
        self.settle()

    def scan(self, path: Path) -> None:
        """Choose a scan in the dialog."""
        self.panel.scan.click()
        chooser = self.page.findChild(QFileDialog)
        assert isinstance(chooser, QFileDialog)
        chooser.fileSelected.emit(str(path))
        chooser.reject()
        self.settle()

    def read_as(self, reader: str) -> None:
        """Another person sits down."""
        picker = self.panel._reader
        picker.choose(reader)
        self.settle()


@pytest.fixture
def at(look: QApplication, qtbot: QtBot, jobs: Jobs, tmp_path: Path) -> Iterator[_At]:
    hub = Hub()
    with sample_desk(tmp_path, hub) as desk:
        called(desk)
        desk.perform(OpenElection(1, 1))
        for member in range(1, 9):
            desk.perform(IssuePaper(1, 1, str(member)))
        page = build(desk, jobs, hub)
        assert isinstance(page, ElectionsPage)
        show(page, qtbot, jobs)
        settle(qtbot, jobs)
        yield _At(page, desk, jobs, qtbot)


def _pile(at: _At, folder: Path) -> tuple[tuple[str, ...], Path]:
    """Eight slips, four clear, one with two choices for a name, one blank; the last two were not used."""
    at.desk.perform(ChooseSlipForm(1, 1, "grid"))
    serials = at.desk.perform(LaySlips(1, 1, 6))
    view = at.desk.ask(slips_view, 1, 1, serials, at.desk.now())
    sheets = pictured(print_slips(view).data)
    for slip, ranks in enumerate(CLEAR):
        mark(sheets, view, slip, ranked(view, ranks))
    mark(sheets, view, 4, [0, 1])
    return serials, scanned(sheets, folder, turn=1.0, noise=200)


def test_doubtful_slips_come_up_with_their_picture_for_each_of_two_people(at: _At, tmp_path: Path) -> None:
    serials, pile = _pile(at, tmp_path)
    at.read_papers()
    at.scan(pile)
    assert "4 papers entered. 2 are doubtful" in at.page.news.text()
    shown = at.panel.values()["paper"]
    assert shown in serials[4:]
    assert at.panel._picture.isVisible()
    assert "2 doubtful papers wait" in at.panel._queue.text()
    first = {serials[4]: "21", serials[5]: ""}
    at.type(first[shown])
    at.type(first[at.panel.values()["paper"]])
    assert "has read every doubtful paper" in at.panel._queue.text()
    at.read_as("2")
    second = {serials[4]: "12", serials[5]: ""}
    for _ in range(2):
        assert at.panel._differing.isHidden()
        at.type(second[at.panel.values()["paper"]])
    assert at.readings()[serials[5]] == ("!blank", "!blank")
    assert at.readings()[serials[4]] == ("2 1", "1 2")
    at.read_as("3")
    told = at.panel._differing.text()
    assert "First reader: 2 1 " in told
    assert "Second reader: 1 2 " in told
    assert at.panel._picture.isVisible()
    at.type("u")
    assert at.readings()[serials[4]] == ("!unclear", "!unclear")
    assert "No paper was read two ways." in at.panel._queue.text()
    assert {serial: marks for serial, marks in at.readings().items() if serial in serials[:4]} == {
        serial: (" ".join(map(str, ranks)),) * 2 for serial, ranks in zip(serials, CLEAR, strict=False)
    }


def test_a_form_opened_while_the_roll_is_marked_keeps_its_place(at: _At) -> None:
    form = at.page.form()
    assert form is not None
    assert form.verb().words() == "Mark the roll"
    form.show_values({"member": "9"})
    form.submit()
    next(each for each in at.page.acts() if each.words() == "Read papers").click()
    at.settle()
    assert "The roll is marked for member 9" in at.page.news.text()
    assert at.page.form() is at.panel
    assert (form.isVisible(), at.panel.isVisible()) == (False, True)


def test_a_scan_read_again_enters_nothing_twice(at: _At, tmp_path: Path) -> None:
    _, pile = _pile(at, tmp_path)
    at.read_papers()
    at.scan(pile)
    at.scan(pile)
    assert "0 papers entered. 4 were entered before. 2 are doubtful" in at.page.news.text()
    assert "2 doubtful papers wait" in at.panel._queue.text()


def test_a_file_that_is_no_scan_is_refused_in_a_sentence(at: _At, tmp_path: Path) -> None:
    at.read_papers()
    (tmp_path / "letter.pdf").write_bytes(b"hello")
    at.scan(tmp_path / "letter.pdf")
    assert "letter.pdf is no scan that can be read" in at.page.news.text()
    assert at.panel.progress.isHidden()


def test_a_scan_is_stopped_with_nothing_entered(at: _At, tmp_path: Path) -> None:
    _, pile = _pile(at, tmp_path)
    desk = at.page.findChild(PapersDesk)
    assert isinstance(desk, PapersDesk)
    at.read_papers()
    desk.scan(pile)
    at.qtbot.waitUntil(lambda: not at.panel.progress.isHidden())
    at.panel.progress.cancelled.emit()
    at.settle()
    assert "Nothing of the scan was entered" in at.page.news.text()
    assert set(at.readings().values()) == {("", "")}


def test_papers_numbered_by_hand_follow_one_another_at_one_key_a_choice(at: _At) -> None:
    at.desk.perform(CloseBallot(1, 1))
    at.settle()
    for keys in ("31", "2", "", "4213"):
        at.type(keys)
    assert at.panel.values()["paper"] == "5"
    assert {paper: first for paper, (first, _) in at.readings().items()} == {
        "1": "3 1", "2": "2", "3": "!blank", "4": "4 2 1 3",
    }  # fmt: skip


def test_reading_goes_on_with_the_number_after_the_last_for_each_reader(at: _At) -> None:
    at.desk.perform(CloseBallot(1, 1))
    for paper in ("1", "2", "3"):
        at.desk.perform(EnterPaper(1, 1, paper, "1 2", 1))
    at.settle()
    assert at.panel.values()["paper"] == "4"
    assert at.page.window().focusWidget() is at.panel.field("marks"), "the next key is a choice"
    at.read_as("2")
    assert at.panel.values()["paper"] == "1"
    at.read_as("3")
    assert at.panel.values()["paper"] == "", "no paper was read two ways"


def test_papers_with_codes_are_asked_for_by_their_code(at: _At) -> None:
    at.desk.perform(LaySlips(1, 1, 3))
    at.desk.perform(CloseBallot(1, 1))
    at.settle()
    assert at.panel.values()["paper"] == ""


def test_a_scanned_code_is_read_next_and_what_is_typed_is_said_by_name(at: _At) -> None:
    serial = at.desk.perform(LaySlips(1, 1, 1))[0]
    at.read_papers()
    assert at.page.take_scan(f"CDB1:{serial}")
    field = at.panel.field("marks")
    assert isinstance(field, QLineEdit)
    at.qtbot.keyClicks(field, "31")
    names = at.desk.ask(papers_at_hand, 1, 1).names
    assert at.panel._said.text() == f"1. {names[2]}   2. {names[0]}"
    at.qtbot.keyClick(field, Qt.Key.Key_Backspace)
    assert field.text() == "3 "
    at.type("9")
    assert at.readings()[serial] == ("3", "")


@pytest.mark.parametrize(
    ("keys", "names", "made"),
    [
        ("312", 4, "3 1 2 "),
        ("3 1 2", 4, "3 1 2 "),
        ("1a2b", 12, "1 10 2 11 "),
        ("912", 4, "1 2 "),
        ("-21", 3, "-2 1 "),
        ("1-", 3, "1 -"),
        ("u", 4, "!unclear"),
        ("12 3", 20, "12 3"),
    ],
)
def test_keys_become_choices(keys: str, names: int, made: str) -> None:
    shown = ""
    for key in keys:
        shown = spaced(shown + key, shown, names)
    assert shown == made


def test_backspace_takes_a_whole_choice_away() -> None:
    assert spaced("1 10", "1 10 ", 12) == "1 "
    assert spaced("!unclea", "!unclear", 12) == ""
    assert named("!unclear", ("Ann",)) == "Set aside as spoilt."
    assert named("-1", ("Ann",)) == "No to Ann"


@pytest.mark.parametrize("state", ["empty", "doubtful", "differing"])
def test_nothing_clips_in_any_look(at: _At, tmp_path: Path, state: str) -> None:
    if state == "empty":
        at.read_papers()
    else:
        _, pile = _pile(at, tmp_path)
        at.read_papers()
        at.scan(pile)
        if state == "differing":
            for reader, keys in (("1", "12"), ("2", "21")):
                at.read_as(reader)
                for _ in range(2):
                    at.type(keys)
            at.read_as("3")
            assert at.panel._shown is not None
    assert audit_all_looks(at.page) == []


def _press(at: _At, words: str) -> None:
    next(each for each in at.page.acts() if each.words() == words).click()
    at.settle()


def test_papers_read_by_one_person_come_up_for_the_other_before_the_count(at: _At) -> None:
    at.desk.perform(CloseBallot(1, 1))
    for paper in (*range(1, 8), 10):
        at.desk.perform(EnterPaper(1, 1, str(paper), "1 2", 1))
    for paper in (1, 3, 4, 5, 6, 7):
        at.desk.perform(EnterPaper(1, 1, str(paper), "1 2", 2))
    at.settle()
    assert [each.words() for each in at.page.acts()][:2] == ["Read 2 papers again", "Count"]
    assert at.page.acts()[0].kind() == "primary"
    _press(at, "Read 2 papers again")
    assert (at.panel.reader(), at.panel.values()["paper"]) == (2, "2")
    assert at.panel._queue.text() == "2 papers wait for the second reader: 2, 10"
    assert at.panel._differing.isHidden(), "the second reader stays blind"
    at.panel.later.click()
    assert at.panel.values()["paper"] == "10"
    at.type("12")
    assert at.panel.values()["paper"] == "2"
    at.type("13")
    assert at.readings()["10"] == ("1 2", "1 2")
    assert at.readings()["2"] == ("1 2", "1 3")
    assert at.page.acts()[0].words() == "Settle papers read two ways"
    _press(at, "Settle papers read two ways")
    at.type("12")
    assert at.page.acts()[0].words() == "Count"


def test_slips_read_by_one_person_are_found_by_scanning_the_stack(at: _At) -> None:
    serials = at.desk.perform(LaySlips(1, 1, 3))
    at.desk.perform(CloseBallot(1, 1))
    for serial in serials:
        at.desk.perform(EnterPaper(1, 1, serial, "2 1", 2))
    for serial in serials[:2]:
        at.desk.perform(EnterPaper(1, 1, serial, "2 1", 1))
    at.settle()
    _press(at, "Read 1 paper again")
    assert (at.panel.reader(), at.panel.values()["paper"]) == (1, "")
    assert "1 paper waits for the first reader. Scan the slips one by one" in at.panel._queue.text()
    at.page.take_scan(f"CDB1:{serials[0]}")
    assert "Both have read this paper." in at.panel._known.text()
    at.page.take_scan(f"CDB1:{serials[2]}")
    assert at.panel._known.isHidden()
    at.type("21")
    assert at.readings()[serials[2]] == ("2 1", "2 1")
    assert at.page.acts()[0].words() == "Count"


def test_one_reader_may_do_where_nobody_reads_twice(at: _At) -> None:
    at.desk.perform(CloseBallot(1, 1))
    for paper in range(1, 9):
        at.desk.perform(EnterPaper(1, 1, str(paper), "1 2", 1))
    at.settle()
    assert at.page.acts()[0].words() == "Count"


def test_papers_read_two_ways_can_be_put_off(at: _At) -> None:
    at.desk.perform(CloseBallot(1, 1))
    for paper in ("1", "2", "3"):
        for reader in (1, 2):
            at.desk.perform(EnterPaper(1, 1, paper, f"1 {reader + 1}", reader))
    at.settle()
    _press(at, "Settle papers read two ways")
    seen = []
    for _ in range(4):
        seen.append(at.panel.values()["paper"])
        at.panel.later.click()
    assert seen == ["1", "2", "3", "1"]


def test_a_scan_without_a_slip_says_so_and_what_is_no_slip_is_put_aside(at: _At, tmp_path: Path) -> None:
    at.desk.perform(LaySlips(1, 1, 2))
    at.read_papers()
    Image.new("L", (1000, 1400), 255).save(tmp_path / "empty.png")
    at.scan(tmp_path / "empty.png")
    assert at.page.news.tone() == "warning"
    assert at.page.news.text() == "No slip was found in this scan, and nothing was entered. 1 page had nothing on it."
    letter = Image.new("L", (1000, 1400), 255)
    ImageDraw.Draw(letter).rectangle((100, 100, 900, 1200), fill=40)
    letter.save(tmp_path / "letter.png")
    at.scan(tmp_path / "letter.png")
    assert "1 is doubtful" in at.page.news.text()
    assert at.panel.none.isVisible()
    at.panel.none.click()
    assert at.panel.waiting() == []
    assert not at.panel.none.isVisible()
    assert not at.panel._picture.isVisible()


@pytest.mark.parametrize("ending", ["jpg", "tiff", "png"])
def test_pictures_in_colour_and_upside_down_will_do(at: _At, tmp_path: Path, ending: str) -> None:
    at.desk.perform(ChooseSlipForm(1, 1, "grid"))
    serials = at.desk.perform(LaySlips(1, 1, 2))
    view = at.desk.ask(slips_view, 1, 1, serials, at.desk.now())
    (sheet,) = pictured(print_slips(view).data)
    mark([sheet], view, 0, ranked(view, (2, 1)))
    mark([sheet], view, 1, ranked(view, (4,)))
    colours = Image.merge("RGB", (sheet.point(lambda ink: min(255, ink + 6)), sheet, sheet))
    colours.rotate(180).save(tmp_path / f"scan.{ending}")
    at.read_papers()
    at.scan(tmp_path / f"scan.{ending}")
    assert at.page.news.text() == "2 papers entered."
    assert at.readings() == {serials[0]: ("2 1", "2 1"), serials[1]: ("4", "4")}


def test_a_pdf_with_a_password_and_an_empty_file_are_refused_in_a_sentence(at: _At, tmp_path: Path) -> None:
    at.read_papers()
    locked = Canvas(str(tmp_path / "locked.pdf"), encrypt="secret")
    locked.drawString(9, 9, "x")
    locked.save()
    at.scan(tmp_path / "locked.pdf")
    assert "one with a password" in at.page.news.text()
    (tmp_path / "nothing.pdf").write_bytes(b"")
    at.scan(tmp_path / "nothing.pdf")
    assert "nothing.pdf is no scan that can be read" in at.page.news.text()
    assert at.panel.waiting() == []
