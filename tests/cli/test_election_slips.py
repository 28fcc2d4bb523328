"""coopdesk election ballot and scan: slips printed, filled in, scanned, counted, by commands alone."""

from pathlib import Path

import pytest
from PIL import Image

from coopdesk.services.election_papers import CloseBallot
from coopdesk.services.papers.ballot_slips import SlipView, slips_view
from coopdesk.services.verify import verify
from tests.conftest import DeskAtHand, Run
from tests.documents.election_slips import mark, ranked
from tests.documents.meetings import at
from tests.documents.reading import codes, whole_text
from tests.documents.scanning import pictured, scanned
from tests.services.elections import opened

RANKINGS = ((1, 2), (1, 3), (2, 1), (2,), (3, 1, 2), (4, 3, 2, 1))


def _printed(desk: DeskAtHand, run: Run, *more: str) -> tuple[SlipView, list[Image.Image]]:
    printed = desk.path.with_name("slips.pdf")
    assert run("election", "ballot", desk.path, 1, "--count", 8, *more, "-o", printed, "--json").json["slips"] == 8
    return desk.ask(slips_view, 1, 1, (), at(19, 0)), pictured(printed.read_bytes())


def test_printed_ranked_scanned_counted(quorate: DeskAtHand, run: Run, tmp_path: Path) -> None:
    opened(quorate, voters=8)
    view, sheets = _printed(quorate, run, "--form", "grid")
    for slip, ranks in enumerate(RANKINGS):
        mark(sheets, view, slip, ranked(view, ranks))
    mark(sheets, view, 6, [0, 1])
    pile = scanned(sheets, tmp_path, turn=1.2, noise=300)
    read = run("election", "scan", quorate.path, 1, pile, "--doubtful", tmp_path / "doubtful", "--json").json
    assert (read["pages"], read["entered"], read["before"], read["strangers"]) == (4, 6, 0, [])
    assert sorted(each["doubt"] for each in read["doubtful"]) == ["name 1 has more than one choice", "no box is marked"]
    assert len(list((tmp_path / "doubtful").glob("*.png"))) == 2
    for each, marks in zip(read["doubtful"], ("!unclear", "!blank"), strict=True):
        for reader in (1, 2):
            run("election", "enter", quorate.path, 1, "--paper", each["serial"], "--marks", marks, "--reader", reader)
    again = run("election", "scan", quorate.path, 1, pile, "--json").json
    assert (again["entered"], again["before"], again["doubtful"]) == (0, 8, [])
    quorate.perform(CloseBallot(1, 1))
    counted = run("election", "count", quorate.path, 1, "--seed", "dice", "--json").json
    assert (counted["valid"], sum(counted["spoilt"].values())) == (6, 2)
    assert counted["stages"][0]["votes"] == {"1": "2.00000", "2": "2.00000", "3": "1.00000", "4": "1.00000"}
    assert quorate.ask(verify).findings == ()


def test_several_scans_slips_of_another_election_and_what_is_no_scan(
    quorate: DeskAtHand, run: Run, tmp_path: Path
) -> None:
    opened(quorate, voters=8, rule="block")
    view, sheets = _printed(quorate, run)
    for slip in range(8):
        mark(sheets, view, slip, [slip % 4])
    parts = []
    for name, part in (("first", sheets[:2]), ("second", sheets[2:])):
        (tmp_path / name).mkdir()
        parts.append(scanned(part, tmp_path / name))
    said = run("election", "scan", quorate.path, 1, *parts)
    assert said.out == "8 papers entered from 4 pages; 0 were entered before.\n"
    opened(quorate, voters=1, rule="block")
    strangers = run("election", "scan", quorate.path, 2, *parts, "--json").json
    assert (strangers["entered"], len(strangers["strangers"])) == (0, 8)
    nothing = run("election", "scan", quorate.path, 1, parts[0], tmp_path / "nowhere.pdf")
    assert nothing.code == 2
    assert "cannot be read" in nothing.out


def test_numbers_written_in_boxes_go_to_people(quorate: DeskAtHand, run: Run, tmp_path: Path) -> None:
    opened(quorate, voters=8)
    view, sheets = _printed(quorate, run)
    mark(sheets, view, 0, [0])
    said = run("election", "scan", quorate.path, 1, scanned(sheets[:1], tmp_path))
    assert said.out.startswith("0 papers entered from 1 pages; 0 were entered before.\n")
    assert "its numbers are read by people. Two tellers look at it and enter it." in said.out


@pytest.mark.parametrize("large", [False, True])
def test_a_test_sheet_counts_nowhere_and_tells_whether_the_scanner_reads(
    quorate: DeskAtHand, run: Run, tmp_path: Path, large: bool
) -> None:
    opened(quorate, voters=1)
    sheet = tmp_path / "test.pdf"
    more = ("--large",) if large else ()
    made = run("election", "ballot", quorate.path, 1, "--test", "--form", "grid", *more, "-o", sheet, "--json").json
    assert made == {"slips": 0, "pages": 2 if large else 1}
    assert "TEST SHEET" in whole_text(sheet.read_bytes())
    read = run("election", "scan", quorate.path, 1, sheet)
    assert read.out.count("The test slip was read as it is printed. It counts nowhere.") == 2
    assert read.out.startswith("0 papers entered")


def test_large_slips_are_one_on_a_sheet(quorate: DeskAtHand, run: Run, tmp_path: Path) -> None:
    opened(quorate, voters=1)
    slips = tmp_path / "slips.pdf"
    made = run("election", "ballot", quorate.path, 1, "--count", 3, "--large", "-o", slips, "--json").json
    assert made == {"slips": 3, "pages": 3}
    assert len(codes(slips.read_bytes(), 1)) == 1


def test_a_grid_asked_for_too_late_or_for_crosses_is_refused(quorate: DeskAtHand, run: Run, tmp_path: Path) -> None:
    opened(quorate, voters=1)
    slips = tmp_path / "slips.pdf"
    run("election", "ballot", quorate.path, 1, "--count", 1, "-o", slips)
    slips.unlink()
    assert run("election", "ballot", quorate.path, 1, "--form", "grid", "-o", slips).refused == "SLIP-FORM"
    assert not slips.exists()
