"""What the schema forbids about elections, whatever program writes: each guard tried, then proved by taking it away."""

import re
import shutil
import sqlite3
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as driver

from coopdesk.services.candidates import Nominate, WithdrawCandidate
from coopdesk.services.election_account import ExplainMissing
from coopdesk.services.election_counts import CountElection, DeclareElection
from coopdesk.services.election_papers import CloseBallot, EnterPaper
from coopdesk.services.elections import AddElection
from coopdesk.storage import engine
from coopdesk.storage.migrations import elections_0004, elections_0005
from tests.conftest import DeskAtHand
from tests.services.elections import called, counted, opened

GUARDS = (*elections_0004.ELECTION_GUARDS, *elections_0005.ELECTION_GUARDS)
TABLES = (
    "election candidate election_elector election_issue election_paper election_count election_detail election_box "
    "election_reserved candidate_group officer_term election_count_void election_account"
).split()
ATTACKS: dict[str, list[str]] = {
    **{f"{table}_no_delete": [f"DELETE FROM {table}"] for table in TABLES},
    "election_elector_no_update": ["UPDATE election_elector SET member = 41 WHERE election = 2 AND member = 40"],
    "election_issue_no_update": ["UPDATE election_issue SET member = 9 WHERE election = 2 AND member = 1"],
    "election_fixed": ["UPDATE election SET meeting = 2 WHERE id = 3"],
    "candidate_fixed": [
        "UPDATE candidate SET member = 12 WHERE id = 1",
        "UPDATE candidate SET proposer = NULL WHERE id = 1",
    ],
    "election_count_fixed": [
        "UPDATE election_count SET elected = '4 3'",
        "UPDATE election_count SET valid = 6, spoilt = 1 WHERE id = 1",
    ],
    "election_frozen": [
        "UPDATE election SET places = 3 WHERE id = 2",
        "UPDATE election SET rule = 'meek' WHERE id = 1",
        "UPDATE election SET elector_digest = NULL WHERE id = 2",
    ],
    "election_forward": [
        "UPDATE election SET state = 'open' WHERE id = 1",
        "UPDATE election SET state = 'declared' WHERE id = 2",
    ],
    "election_back": [
        "UPDATE election SET state = 'nominations', electors = NULL, elector_digest = NULL WHERE id = 2",
        "UPDATE election SET state = 'nominations', electors = NULL, elector_digest = NULL WHERE id = 1",
    ],
    "election_detail_made": [
        "INSERT OR REPLACE INTO election_detail VALUES (1, 1, 1, NULL)",
        "INSERT OR REPLACE INTO election_detail VALUES (3, 1, 1, NULL)",
    ],
    "election_detail_frozen": ["UPDATE election_detail SET expires = '2040-01-01' WHERE election = 2"],
    "election_box_fixed": ["UPDATE election_box SET election = 3 WHERE election = 1"],
    "election_reserved_no_update": ["UPDATE election_reserved SET least = 0"],
    "election_reserved_made": [
        "INSERT INTO election_reserved VALUES (1, 'tenants', 1, NULL)",
        "INSERT OR REPLACE INTO election_reserved VALUES (4, 'women', 0, NULL)",
    ],
    "candidate_group_fixed": ["UPDATE candidate_group SET candidate = 1"],
    "candidate_group_made": [
        "INSERT INTO candidate_group SELECT 9, 1, label, salt FROM candidate_group",
        "INSERT OR REPLACE INTO candidate_group SELECT id, 13, label, salt FROM candidate_group",
    ],
    "officer_term_no_update": ["UPDATE officer_term SET expires = '2040-01-01'"],
    "election_count_void_no_update": ["UPDATE election_count_void SET at = 'now'"],
    "election_count_void_made": ["INSERT INTO election_count_void VALUES (1, 'now')"],
    "election_account_fixed": ["UPDATE election_account SET missing = 9"],
    "election_account_made": [
        "INSERT INTO election_account SELECT 9, 2, at, missing, words, salt FROM election_account",
        "INSERT OR REPLACE INTO election_account SELECT id, 5, at, 7, words, salt FROM election_account",
    ],
    "candidate_before_opening": [
        "INSERT INTO candidate SELECT 99, 2, 9, 12, 1, 2, 1, at, NULL, name, statement, salt FROM candidate LIMIT 1",
        "INSERT OR REPLACE INTO candidate SELECT id, 3, number, 12, proposer, seconder, consent, at, NULL, name, "
        "statement, salt FROM candidate WHERE id = 9",
    ],
    "candidate_numbered_once": ["UPDATE candidate SET number = 44 WHERE id = 1"],
    "election_elector_frozen": ["INSERT INTO election_elector VALUES (2, 41, '')"],
    "election_issue_open": [
        "INSERT INTO election_issue VALUES (1, 20, 1)",
        "INSERT INTO election_issue VALUES (2, 1, 1) ON CONFLICT DO UPDATE SET attempt = 7; "
        "INSERT INTO election_issue VALUES (2, 1, 3)",
    ],
    "election_paper_open": [
        "INSERT INTO election_paper VALUES (1, 'late', '1', '1', '')",
        "INSERT OR REPLACE INTO election_paper VALUES (1, '1', '4', '4', '')",
    ],
    "election_paper_read": [
        "UPDATE election_paper SET first = '4', second = '4' WHERE election = 1 AND paper = '1'",
    ],
    "election_count_closed": [
        "INSERT INTO election_count SELECT 9, 1, 2, at, returned, valid, spoilt, '4', '', papers_digest, count_digest, "
        "seed, lots, salt FROM election_count WHERE id = 1",
    ],
}


@pytest.fixture
def held(quorate: DeskAtHand) -> Path:
    """Election 1 declared, election 2 open with papers given out, election 3 taking nominations, election 4 too with
    seats reserved, election 5 closed with a paper missing and its count taken back."""
    counted(quorate, "1", "1 2", "1 3", "2 1", "2", "2 3", "3")
    quorate.perform(DeclareElection(1, 1))
    opened(quorate)
    called(quorate)
    quorate.perform(WithdrawCandidate(1, 3, "9"))
    quorate.perform(AddElection(meeting=1, title="Reserved", places=2, rule="block", reserved="at least 1 women"))
    quorate.perform(Nominate(meeting=1, number=4, member="3", groups="women"))
    number = opened(quorate, voters=2)
    quorate.perform(CloseBallot(1, number))
    quorate.perform(EnterPaper(1, number, "1", "1"))
    quorate.perform(ExplainMissing(1, number, 1, "Taken home."))
    quorate.perform(CountElection(meeting=1, number=number, seed="dice"))
    quorate.undo()
    return quorate.path


def test_every_guard_is_tried() -> None:
    named = {found[1] for text in GUARDS if (found := re.match(r"CREATE TRIGGER (\w+)", text))}
    assert named == set(ATTACKS)


@pytest.mark.parametrize(
    ("guard", "statement"), [(guard, each) for guard, statements in ATTACKS.items() for each in statements]
)
def test_guard_says_no_and_without_it_the_record_would_change(held: Path, guard: str, statement: str) -> None:
    *_, last = statement.split("; ")
    bare = held.with_name("bare.coopdesk")
    ours = engine.connect(held)
    ours.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    shutil.copy(held, bare)
    with pytest.raises(driver.IntegrityError):
        ours.execute(last)
    ours.close()
    without = sqlite3.connect(bare)
    without.execute("PRAGMA foreign_keys=OFF")
    without.execute(f"DROP TRIGGER {guard}")
    assert without.execute(last).rowcount > 0
    without.close()
