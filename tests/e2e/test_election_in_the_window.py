"""A board election through the real window by keyboard and cards: nominations, papers, a tie settled by lot before a
witness, the count told to the hall, the declaration; then its papers read back."""

from pathlib import Path

import pytest

from coopdesk.documents.minutes import minutes_pdf
from coopdesk.services.contest_slides import ElectedSlide, NamesSlide, StageSlide
from coopdesk.services.minutes import minutes_view
from coopdesk.ui.elections.page import ElectionsPage
from tests.documents.lint import lint
from tests.documents.reading import codes, whole_text
from tests.e2e.operator import Operator, record_of

PAPERS = ("12", "13", "1", "1", "2", "2", "3", "3", "4")
"""Nine papers for two places: the quota is four, the first name has it; two stand equal for the other place."""


@pytest.mark.timeout(300)
def test_a_board_is_elected_in_the_window(operator: Operator, society: Path, tmp_path: Path) -> None:
    operator.press("Ctrl+9")
    page = operator.page(ElectionsPage)
    _nominate(operator, page)
    _hand_out_papers(operator, page, tmp_path / "slips.pdf")
    _read_them_twice(operator, page)
    _draw_a_lot(operator, page)
    _tell_the_hall(operator, page)
    _declare(operator, page, tmp_path / "declaration.pdf")
    operator.leave()
    _read_the_papers(society, tmp_path)


def _nominate(operator: Operator, page: ElectionsPage) -> None:
    operator.type("Election of directors")
    operator.press("Tab")
    operator.type("2")
    operator.press("Enter")
    assert "Nominations are open" in page.news.text()
    for member in (3, 5, 7, 9):
        for card in (member, 1, 2):
            operator.scan(operator.card(card))
        operator.press("Enter")
        assert page.news.text().endswith("is nominated.")
    operator.press("F5")
    shown = operator.wall()
    assert isinstance(shown, NamesSlide)
    assert (shown.title, len(shown.names)) == ("2 places, 4 candidates", 4)


def _hand_out_papers(operator: Operator, page: ElectionsPage, slips: Path) -> None:
    operator.press("F8")
    shown = operator.wall()
    assert isinstance(shown, NamesSlide)
    assert "Write 1 beside your first choice" in shown.says
    for member in range(1, len(PAPERS) + 1):
        operator.scan(operator.card(member))
        assert page.news.text().startswith("The roll is marked")
    operator.scan(operator.card(1))
    form = page.form()
    assert form is not None
    assert "has had a paper" in form.refusal()
    operator.press("Alt+P")
    operator.press("Enter")
    operator.save_as(slips)
    operator.wait(slips.exists)
    operator.press("F8")


def _read_them_twice(operator: Operator, page: ElectionsPage) -> None:
    for reader in (1, 2):
        if reader == 2:
            operator.press("Tab")
            operator.press("Down")
        # The first paper's number; those after it follow by themselves.
        operator.type("1")
        operator.press("Tab")
        for marks in PAPERS:
            operator.type(marks)
            operator.press("Enter")
    assert "both readings agree" in page.news.text()


def _draw_a_lot(operator: Operator, page: ElectionsPage) -> None:
    operator.press("F8")
    form = page.form()
    assert form is not None
    assert form.has_field("witness")
    operator.press("Tab")
    operator.press("Down")
    operator.press("Enter")
    assert "saw" in form.refusal() + page.news.text(), "a lot drawn by hand needs its witness"
    operator.press("Tab")
    operator.type("Joan Dewhirst")
    operator.press("Enter")
    assert page.acts()[0].words() == "Declare the result"


def _tell_the_hall(operator: Operator, page: ElectionsPage) -> None:
    """F5 puts its candidates on the wall still, since they stood there; then stage by stage."""
    seen = []
    while page.trail.after.isEnabled():
        operator.press("Alt+Right")
        shown = operator.wall()
        assert isinstance(shown, StageSlide)
        seen.append((shown.step, page.trail.stage()))
    assert [wall for wall, _ in seen] == [stage for _, stage in seen]
    assert any("by lot" in _stage(operator, page, step).remark for step, _ in reversed(seen))


def _stage(operator: Operator, page: ElectionsPage, step: int) -> StageSlide:
    while page.trail.stage() > step:
        operator.press("Alt+Left")
    shown = operator.wall()
    assert isinstance(shown, StageSlide)
    return shown


def _declare(operator: Operator, page: ElectionsPage, path: Path) -> None:
    operator.press("F8")
    operator.press("Enter")
    # Without a window manager nobody gives the window its focus back after the question.
    operator.window.activateWindow()
    operator.settle()
    assert page.acts()[0].words() == "Save the declaration"
    while page.trail.after.isEnabled():
        operator.press("Alt+Right")
    shown = operator.wall()
    assert isinstance(shown, ElectedSlide)
    assert len(shown.names) == 2
    operator.press("F8")
    operator.save_as(path)
    operator.wait(path.exists)


def _read_the_papers(society: Path, folder: Path) -> None:
    with record_of(society) as desk:
        minutes = minutes_pdf(desk.ask(minutes_view, 1, desk.now())).data
    for data in (minutes, (folder / "slips.pdf").read_bytes(), (folder / "declaration.pdf").read_bytes()):
        assert lint(data) == []
    said = " ".join(whole_text(minutes).split())
    assert "9 papers were handed out and 9 papers came back: 9 valid, 0 spoilt." in said
    assert "a lot was drawn between" in said
    assert "seen by Joan Dewhirst" in said
    assert "ELECTED" in said
    declared = " ".join(whole_text((folder / "declaration.pdf").read_bytes()).split())
    assert "Elected, in this order" in declared
    assert "Quota: 9 ÷ (2 + 1) = 3; whole part, plus 1, is 4." in declared
    assert len(codes((folder / "slips.pdf").read_bytes(), 0)) >= 1
