"""A secret ballot on paper from printing the slips to the declared result, by commands and a scanner."""

from pathlib import Path

import pytest
from PIL import Image

from coopdesk.services.counting import PutMotion
from coopdesk.services.motions import AddMotion
from coopdesk.services.verify import verify
from tests.conftest import DeskAtHand, Run
from tests.documents.scanning import cross, pictured, scanned

VOTES = (0, 0, 1, 0, 2, 0, 1, 0, 0, 1)
"""The boxes crossed on ten slips: six for, three against, one abstaining."""


@pytest.fixture
def ballot(quorate: DeskAtHand) -> DeskAtHand:
    """Twelve in the room, motion 1 open by ballot on paper."""
    quorate.perform(AddMotion(meeting=1, title="Hut", text="That there be a hut.", kind="ordinary"))
    quorate.perform(PutMotion(1, 1, "papers"))
    return quorate


@pytest.fixture
def sheets(ballot: DeskAtHand, run: Run) -> list[Image.Image]:
    """Twelve slips printed, ten of them crossed."""
    printed = ballot.path.with_name("slips.pdf")
    assert run("papers", "slips", ballot.path, 1, "--count", 12, "-o", printed, "--json").json["slips"] == 12
    pictures = pictured(printed.read_bytes())
    for place, box in enumerate(VOTES):
        cross(pictures[place // 6], place % 6, box)
    return pictures


def test_printed_crossed_scanned_counted(
    ballot: DeskAtHand, sheets: list[Image.Image], run: Run, tmp_path: Path
) -> None:
    pile = scanned(sheets, tmp_path, turn=1.2, noise=300)
    read = run("motion", "scan", ballot.path, 1, pile, "--doubtful", tmp_path / "doubtful", "--json").json
    assert (read["pages"], read["entered"], read["before"], read["strangers"]) == (2, 10, 0, [])
    assert [each["doubt"] for each in read["doubtful"]] == ["no box is marked"] * 2
    assert len(list((tmp_path / "doubtful").glob("*.png"))) == 2
    again = run("motion", "scan", ballot.path, 1, pile, "--json").json
    assert (again["entered"], again["before"]) == (0, 10)
    serial = read["doubtful"][0]["serial"]
    assert run("motion", "papers", ballot.path, 1, "--slip", serial, "--choice", "spoilt").code == 0
    account = run("motion", "papers", ballot.path, 1, "--issued", 12, "--returned", 1, "--json").json
    assert (account["entered"], account["balanced"]) == (11, True)
    result = run("motion", "close", ballot.path, 1, "--json").json["result"]
    assert (result["for"], result["against"], result["abstain"], result["spoilt"]) == (6, 3, 1, 1)
    assert ballot.ask(verify).findings == ()


def test_undo_takes_a_whole_scan_back(ballot: DeskAtHand, sheets: list[Image.Image], run: Run, tmp_path: Path) -> None:
    pile = scanned(sheets, tmp_path)
    assert run("motion", "scan", ballot.path, 1, pile, "--json").json["entered"] == 10
    assert run("undo", ballot.path).code == 0
    assert run("motion", "papers", ballot.path, 1, "--json").json["entered"] == 0
    assert run("motion", "scan", ballot.path, 1, pile, "--json").json["entered"] == 10


def test_slips_of_another_ballot_are_named_and_not_counted(
    ballot: DeskAtHand, sheets: list[Image.Image], run: Run, tmp_path: Path
) -> None:
    assert run("motion", "void-count", ballot.path, 1, "--reason", "put too early").code == 0
    assert run("motion", "open", ballot.path, 1, "--method", "papers").code == 0
    read = run("motion", "scan", ballot.path, 1, scanned(sheets, tmp_path), "--json").json
    assert (read["entered"], len(read["strangers"])) == (0, 10)


def test_more_slips_than_were_issued_are_refused_whole(
    ballot: DeskAtHand, sheets: list[Image.Image], run: Run, tmp_path: Path
) -> None:
    assert run("motion", "papers", ballot.path, 1, "--issued", 5).code == 0
    refused = run("motion", "scan", ballot.path, 1, scanned(sheets, tmp_path), "--json")
    assert (refused.code, refused.refused) == (1, "MORE-PAPERS-THAN-ISSUED")
    assert run("motion", "papers", ballot.path, 1, "--json").json["entered"] == 0


def test_there_must_be_slips_to_print_and_a_pdf_to_print_into(ballot: DeskAtHand, run: Run, tmp_path: Path) -> None:
    assert run("papers", "slips", ballot.path, 1, "-o", tmp_path / "slips.pdf", "--json").refused == "NO-SLIPS"
    assert run("papers", "slips", ballot.path, 1, "--count", 3, "-o", tmp_path / "slips.doc").code == 2
    assert not list(tmp_path.glob("slips.*"))
