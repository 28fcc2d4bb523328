"""Slips printed, marked and scanned: crosses are read, and what is not clear is left to people."""

import io
from pathlib import Path

import pytest
from PIL import Image

from coopdesk.documents.chapters import print_chapters
from coopdesk.documents.slip_reading import ScanRead, SlipRead, read_scan
from coopdesk.documents.voting_slips import A_SHEET, HEIGHT, LAYOUT, WIDTH, voting_slips
from coopdesk.domain.codes import CodeKind, token_from, write_code
from coopdesk.domain.faults import UnusableInput
from coopdesk.services.papers.voting_slips import VotingSlipsView
from tests.documents.gatherings import HEADING
from tests.documents.scanning import cross, pictured, scanned

SERIALS = tuple(token_from(bytes([number]) * 16) for number in range(12))
TEXT = "That the shop opens on Sundays from 10 am to 4 pm, for a trial year from 7 March 2027."
VIEW = VotingSlipsView(
    HEADING, 6, "Sunday opening", TEXT, tuple(write_code(CodeKind.BALLOT_SLIP, serial) for serial in SERIALS)
)


@pytest.fixture(scope="module")
def sheets() -> list[Image.Image]:
    """The printed slips, as pictures."""
    return pictured(print_chapters([voting_slips(VIEW)], HEADING).data)


def _copies(sheets: list[Image.Image]) -> list[Image.Image]:
    return [sheet.copy() for sheet in sheets]


def _by_serial(read: ScanRead) -> dict[str, SlipRead]:
    return {slip.serial: slip for slip in read.slips}


@pytest.mark.parametrize(("turn", "noise"), [(0, 0), (1.7, 400), (180, 0), (90, 400), (-2.5, 1500)])
def test_every_cross_is_read_however_the_sheets_lay(
    sheets: list[Image.Image], tmp_path: Path, turn: float, noise: int
) -> None:
    marked = _copies(sheets)
    wanted = {}
    for place, serial in enumerate(SERIALS):
        box = place % 3
        cross(marked[place // A_SHEET], place % A_SHEET, box)
        wanted[serial] = (box,)
    read = read_scan(scanned(marked, tmp_path, turn, noise), LAYOUT)
    assert {slip.serial: slip.marked for slip in read.slips} == wanted
    assert {slip.doubt for slip in read.slips} == {""}
    assert (read.pages, read.empty) == (2, ())


def test_what_is_not_clear_is_left_to_people(sheets: list[Image.Image], tmp_path: Path) -> None:
    marked = _copies(sheets)
    cross(marked[0], 0, 0)
    cross(marked[0], 0, 2)
    cross(marked[0], 2, 1, weight=1, ink=120)
    found = _by_serial(read_scan(scanned(marked, tmp_path), LAYOUT))
    assert found[SERIALS[0]].doubt == "more than one box is marked"
    assert found[SERIALS[1]].doubt == "no box is marked"
    assert found[SERIALS[2]].doubt == "a box has a faint mark"
    picture = Image.open(io.BytesIO(found[SERIALS[0]].picture))
    assert (picture.width, picture.height) == (WIDTH * 8, HEIGHT * 8)


def test_a_slip_scanned_twice_is_one_and_doubtful_where_the_crosses_differ(
    sheets: list[Image.Image], tmp_path: Path
) -> None:
    once, again = _copies(sheets)[0], _copies(sheets)[0]
    for sheet in (once, again):
        cross(sheet, 0, 1)
    cross(once, 1, 0)
    cross(again, 1, 2)
    read = read_scan(scanned([once, again], tmp_path), LAYOUT)
    assert len(read.slips) == A_SHEET
    found = _by_serial(read)
    assert (found[SERIALS[0]].marked, found[SERIALS[0]].doubt) == ((1,), "")
    assert "scanned twice, on pages 1 and 2" in found[SERIALS[1]].doubt


def test_pages_without_a_slip_are_named(sheets: list[Image.Image], tmp_path: Path) -> None:
    blank = Image.new("L", sheets[0].size, 255)
    read = read_scan(scanned([sheets[0], blank], tmp_path), LAYOUT)
    assert read.empty == (("scan.pdf", 2),)


def test_a_picture_alone_will_do(sheets: list[Image.Image], tmp_path: Path) -> None:
    path = tmp_path / "scan.png"
    sheets[1].save(path)
    assert len(read_scan(path, LAYOUT).slips) == len(SERIALS) - A_SHEET


@pytest.mark.parametrize(
    "content", [b"", b"hello", b"%PDF-1.7 torn", b"\x89PNG\r\n\x1a\n torn"], ids=["empty", "text", "PDF", "PNG"]
)
def test_what_is_no_scan_gets_one_sentence(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "scan.pdf"
    path.write_bytes(content)
    with pytest.raises(UnusableInput):
        read_scan(path, LAYOUT)
    with pytest.raises(UnusableInput):
        read_scan(tmp_path / "nowhere.pdf", LAYOUT)


def test_codes_of_other_kinds_are_no_slips(tmp_path: Path, sheets: list[Image.Image]) -> None:
    view = VotingSlipsView(HEADING, 6, "", TEXT, (write_code(CodeKind.MEMBER_CARD, SERIALS[0]),))
    path = tmp_path / "cards.pdf"
    path.write_bytes(print_chapters([voting_slips(view)], HEADING).data)
    assert read_scan(path, LAYOUT).slips == ()
