"""A roll of votes sent in, brought in from a spreadsheet: looked over first, faults by line, whole or not at all."""

from pathlib import Path

import pytest
from PySide6.QtTest import QTest

from coopdesk.services.motion_view import motion_view
from coopdesk.services.motions import AddMotion
from coopdesk.services.verify import verify
from coopdesk.ui.votes.advance_roll import SETTLE_MS, RollDesk, RollForm
from tests.ui.votes.test_votes_page import _At, at_with_post

__all__ = ["at_with_post"]

GOOD = "Member,Vote\n20,for\n21,yes\n22,against\n23,abstain\n"


@pytest.fixture
def at(at_with_post: _At) -> _At:
    """A motion that waits, and the form of the roll."""
    at_with_post.do(AddMotion(meeting=1, title="Tea", text="Tea.", kind="ordinary"))
    at_with_post.page.open_form("roll")
    return at_with_post


def form(at: _At) -> RollForm:
    found = at.page.forms.form
    assert isinstance(found, RollForm)
    return found


def rest(at: _At) -> None:
    """The typing rests, and the lines are looked over."""
    QTest.qWait(SETTLE_MS + 50)
    at.settle()


def read(at: _At, path: Path) -> None:
    desk = at.page.forms.findChild(RollDesk)
    assert desk is not None
    desk.read(path)
    at.settle()
    rest(at)


def votes(at: _At) -> int:
    advance = at.desk.ask(motion_view, 1, 1).advance
    return 0 if advance is None else advance.counts.given


def test_a_list_is_read_looked_over_and_entered_whole(at: _At, tmp_path: Path) -> None:
    roll = tmp_path / "votes by post.csv"
    roll.write_bytes(GOOD.encode("utf-8-sig"))
    head = at.desk.ask(verify).head
    assert not form(at).verb().isEnabled()
    read(at, roll)
    assert form(at).told() == "4 votes: 2 for, 1 against, 1 abstaining."
    assert form(at).verb().isEnabled()
    assert (votes(at), at.desk.ask(verify).head) == (0, head)
    form(at).submit()
    at.settle()
    assert at.page.forms.form is None
    assert votes(at) == 4
    at.page.open_form("roll")
    form(at).show_values({"roll": "24 , for"})
    rest(at)
    assert form(at).told() == "1 vote: 1 for, 0 against, 0 abstaining. 4 are on record already."


def test_faulty_lines_are_named_and_none_is_entered_until_they_are_mended(at: _At, tmp_path: Path) -> None:
    roll = tmp_path / "votes.csv"
    roll.write_text("20,for\n20,against\n999,for\n")
    read(at, roll)
    said = form(at).refusal()
    assert "line 2 names member 0020 a second time" in said
    assert "line 3 names “999”, which is no member’s number or card" in said
    assert (form(at).verb().isEnabled(), form(at).told()) == (False, "")
    form(at).submit()
    at.settle()
    assert votes(at) == 0
    form(at).show_values({"roll": "20,for\n21,maybe"})
    rest(at)
    assert "line 2 says “maybe”" in form(at).refusal()
    form(at).show_values({"roll": "20,for\n21,against"})
    rest(at)
    assert (form(at).refusal(), form(at).told()) == ("", "2 votes: 1 for, 1 against, 0 abstaining.")


def test_a_file_that_is_no_list_is_refused_in_the_form(at: _At, tmp_path: Path) -> None:
    read(at, tmp_path / "not there.csv")
    assert "no such file" in form(at).refusal()
    picture = tmp_path / "picture.csv"
    picture.write_bytes(b"\x89PNG\x81\x8d\x8f\x00\xff")
    read(at, picture)
    assert "is not text" in form(at).refusal()
    assert votes(at) == 0
