"""What the schema forbids of elections in which classes weigh differently: each guard tried, then taken away."""

from pathlib import Path

import pytest

from coopdesk.storage import engine
from coopdesk.storage.migrations.weighing_0006 import WEIGHING_GUARDS
from tests.conftest import DeskAtHand
from tests.services.elections import called
from tests.storage.guarded import attacks_on, names_of, says_no_and_is_needed

SPECIAL = {
    "election_weighing_made": ["INSERT INTO election_weighing VALUES (3, 'capped', 'dropped', '10', '')"],
    "election_weighing_frozen": ["UPDATE election_weighing SET cap = '50' WHERE election = 1"],
    "election_class_no_update": ["UPDATE election_class SET weight = '2' WHERE election = 1"],
    "election_class_made": [
        "INSERT INTO election_class VALUES (1, 'Guest', 3, '1', 0, 4)",
        "INSERT OR REPLACE INTO election_class VALUES (2, 'User', 1, '2', 0, 4)",
    ],
    "election_elector_class": [
        "INSERT INTO election_elector VALUES (2, 30, '')",
        "INSERT INTO election_elector VALUES (4, 30, 'User')",
    ],
    "election_paper_class": [
        "INSERT INTO election_paper VALUES (1, '7', '', '', '')",
        "INSERT INTO election_paper VALUES (3, '7', '', '', 'User')",
    ],
    "election_paper_class_fixed": ["UPDATE election_paper SET class_name = 'Investor'"],
}


@pytest.fixture
def held(quorate: DeskAtHand) -> Path:
    """Election 1 open with two classes and a paper, election 2 with one class before its opening, elections 3 (open)
    and 4 without any."""
    for _ in range(4):
        called(quorate)
    ours = engine.connect(quorate.path)
    for statement in (
        "INSERT INTO election_weighing VALUES (1, 'capped', 'dropped', '10', 'digest')",
        "INSERT INTO election_class VALUES (1, 'User', 1, '1', 0, 4)",
        "INSERT INTO election_class VALUES (1, 'Investor', 2, '1', 1, 4)",
        "INSERT INTO election_elector VALUES (1, 1, 'User')",
        "UPDATE election SET state = 'open' WHERE id IN (1, 3)",
        "INSERT INTO election_paper VALUES (1, '1', '2', '2', 'User')",
        "INSERT INTO election_weighing VALUES (2, 'weighted', 'dropped', NULL, '')",
        "INSERT INTO election_class VALUES (2, 'User', 1, '1', 0, 4)",
    ):
        ours.execute(statement)
    ours.commit()
    ours.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    ours.close()
    return quorate.path


def test_every_guard_is_tried() -> None:
    assert {guard for guard, _ in attacks_on(WEIGHING_GUARDS, SPECIAL)} == set(names_of(WEIGHING_GUARDS))


@pytest.mark.parametrize(("guard", "statement"), attacks_on(WEIGHING_GUARDS, SPECIAL))
def test_guard_says_no_and_without_it_the_record_would_change(held: Path, guard: str, statement: str) -> None:
    says_no_and_is_needed(held, guard, statement)
