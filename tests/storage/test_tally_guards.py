"""The running tally of recorded votes: kept by the file itself, and by nothing else."""

import shutil
import sqlite3
from pathlib import Path

import pytest

from coopdesk.services.verify import verify
from coopdesk.storage.migrations.tally_0005 import TALLY_GUARDS
from tests.conftest import DeskAtHand
from tests.storage.guarded import names_of, says_no_and_is_needed

ATTACKS = {
    "vote_tally_no_delete": "DELETE FROM vote_tally",
    "vote_tally_one_by_one": "UPDATE vote_tally SET votes = votes + 2",
}
KEEPING = ("vote_tallied", "vote_void_tallied")


def test_every_guard_is_tried() -> None:
    assert {*ATTACKS, *KEEPING} == set(names_of(TALLY_GUARDS))


@pytest.mark.parametrize("guard", ATTACKS)
def test_a_guard_says_no_and_without_it_the_tally_would_change(busy_file: Path, guard: str) -> None:
    says_no_and_is_needed(busy_file, guard, ATTACKS[guard])


@pytest.mark.parametrize("keeping", KEEPING)
def test_a_tally_nobody_keeps_is_found(busy_file: Path, tmp_path: Path, keeping: str) -> None:
    path = Path(shutil.copy(busy_file, tmp_path / "bare.coopdesk"))
    with sqlite3.connect(path) as bare:
        bare.execute(f"DROP TRIGGER {keeping}")
        bare.execute("INSERT INTO vote VALUES (4, 5, 1, 'for', 't')")
        if keeping == "vote_void_tallied":
            bare.execute("INSERT INTO vote_void VALUES (4, 5, 1, 't', 'r', zeroblob(16))")
    desk = DeskAtHand(path)
    assert "TALLY-STALE" in {finding.code for finding in desk.ask(verify).findings}
    desk.store.close()
