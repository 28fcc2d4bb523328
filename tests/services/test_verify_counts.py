"""Figures changed with another tool are found by adding up again, beside what the journal says of each row."""

import re
import sqlite3

from coopdesk.services.advance import RecordAdvanceRoll
from coopdesk.services.society import changed_rules
from coopdesk.services.together import TakeTogether
from coopdesk.services.verify import verify
from tests.conftest import DeskAtHand
from tests.services.votes_at_hand import decide, written


def _codes(desk: DeskAtHand, statement: str) -> set[str]:
    """What verify finds after a statement that no guard stops."""
    with sqlite3.connect(desk.path) as other:
        table = re.split(r"\s+", statement)[1]
        for (name,) in other.execute(f"SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = '{table}'"):
            other.execute(f"DROP TRIGGER {name}")
        other.execute(statement)
    return {finding.code for finding in desk.ask(verify).findings}


def test_hands_that_do_not_add_up(quorate: DeskAtHand) -> None:
    decide(quorate, written(quorate), 7, 4)
    assert "TALLY-WRONG" in _codes(quorate, "UPDATE vote_count SET votes_for = 8")


def test_a_shared_count_that_is_not_its_other(quorate: DeskAtHand) -> None:
    quorate.perform(TakeTogether(1, written(quorate), str(written(quorate))))
    decide(quorate, 1, 7, 4)
    assert "TALLY-WRONG" in _codes(quorate, "UPDATE vote_count SET votes_for = 8 WHERE id = 2")


def test_a_list_of_votes_sent_in_that_is_not_its_figures(sample: DeskAtHand) -> None:
    sample.perform(sample.ask(changed_rules, {"advance_votes": "stand"}))
    sample.perform(RecordAdvanceRoll(meeting=1, number=written(sample), roll="30,for\n31,against\n"))
    assert "SENT-IN-WRONG" in _codes(sample, "UPDATE advance_voter SET choice = 'for'")
