"""What the schema forbids about slips and photographs, whatever program writes: each guard tried, then taken away."""

import re
import shutil
import sqlite3
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as driver

from coopdesk.services.election_papers import CloseBallot, LaySlips
from coopdesk.services.election_slips import ChooseSlipForm
from coopdesk.storage import engine
from coopdesk.storage.migrations.slips_0005 import SLIP_GUARDS
from tests.conftest import DeskAtHand
from tests.services.elections import opened

ATTACKS = {
    "election_slip_no_delete": "DELETE FROM election_slip",
    "election_slip_fixed": "UPDATE election_slip SET form = 'boxes' WHERE election = 1",
    "election_slip_open": "INSERT INTO election_slip VALUES (2, 'grid')",
    "candidate_photo_no_delete": "DELETE FROM candidate_photo",
    "candidate_photo_fixed": "UPDATE candidate_photo SET candidate = 2",
}


@pytest.fixture
def held(quorate: DeskAtHand) -> Path:
    """Election 1 with slips as a grid, election 2 closed, a photograph."""
    number = opened(quorate)
    quorate.perform(ChooseSlipForm(1, number, "grid"))
    quorate.perform(LaySlips(1, number, 3))
    quorate.perform(CloseBallot(1, opened(quorate)))
    ours = engine.connect(quorate.path)
    ours.execute("INSERT INTO candidate_photo VALUES (1, 'now', 'picture', x'00')")
    ours.commit()
    ours.close()
    return quorate.path


def test_every_guard_is_tried() -> None:
    named = {found[1] for text in SLIP_GUARDS if (found := re.match(r"CREATE TRIGGER (\w+)", text))}
    assert named == set(ATTACKS)


@pytest.mark.parametrize(("guard", "statement"), ATTACKS.items())
def test_guard_says_no_and_without_it_the_record_would_change(held: Path, guard: str, statement: str) -> None:
    bare = held.with_name("bare.coopdesk")
    ours = engine.connect(held)
    ours.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    shutil.copy(held, bare)
    with pytest.raises(driver.IntegrityError):
        ours.execute(statement)
    ours.close()
    without = sqlite3.connect(bare)
    without.execute("PRAGMA foreign_keys=OFF")
    without.execute(f"DROP TRIGGER {guard}")
    assert without.execute(statement).rowcount > 0
    without.close()
