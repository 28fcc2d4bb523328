"""Voting slips: six on a sheet, each with a code of its own, the motion in full where it fits, and nobody's name."""

from dataclasses import replace
from pathlib import Path

import pytest

from coopdesk.documents.voting_slips import A_SHEET, voting_slips
from coopdesk.services.paper_accounts import slips_of
from coopdesk.services.papers.voting_slips import NoSlips, voting_slips_view
from tests.conftest import DeskAtHand, Run
from tests.documents.gatherings import SLIPS
from tests.services.votes_at_hand import put


def test_a_long_motion_is_shortened_and_says_where_it_was_read() -> None:
    chapter = voting_slips(replace(SLIPS, text="That every word of this be kept. " * 80))
    assert chapter.title.startswith("Voting slips for motion 6")
    assert len(SLIPS.codes) > A_SHEET


def test_slips_are_drawn_at_random_and_printed_from_the_shell(quorate: DeskAtHand, run: Run, tmp_path: Path) -> None:
    number = put(quorate, "papers")
    with pytest.raises(NoSlips):
        quorate.ask(voting_slips_view, 1, quorate.now(), number)
    out = tmp_path / "slips.pdf"
    now = ("--now", "2026-11-28T18:40:00+00:00")
    ran = run("papers", "slips", quorate.path, number, "--count", 12, "-o", out, "--json", *now)
    assert ran.code == 0, ran.out
    assert out.read_bytes().startswith(b"%PDF")
    serials = quorate.ask(slips_of, 1)
    assert len(set(serials)) == 12
    codes = quorate.ask(voting_slips_view, 1, quorate.now(), number).codes
    assert codes == tuple(f"CDB1:{serial}" for serial in serials)
    assert run("papers", "slips", quorate.path, number, "-o", tmp_path / "again.pdf", *now).code == 0
    assert out.read_bytes() == (tmp_path / "again.pdf").read_bytes()
