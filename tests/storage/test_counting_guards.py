"""What the schema forbids of counts, papers and debate, and that each guard is the one that says no."""

import re
import sqlite3
from pathlib import Path

import pytest

from coopdesk.services.counting import CloseVote, DeclareResult, RecordHands
from coopdesk.services.debate import AddAmendment, CorrectSlip, MoveProcedure
from coopdesk.services.hands import RecordTeller
from coopdesk.services.meetings import CallMeeting
from coopdesk.services.paper_accounts import AccountPapers, EnterPapers, MakeSlips
from coopdesk.services.polls import DemandPoll
from coopdesk.services.society import changed_rules
from coopdesk.services.two_meetings import ConfirmMotion, RegisterMotion
from coopdesk.services.void_counts import VoidCount
from coopdesk.storage.migrations.counting_0003 import COUNTING_GUARDS
from tests.conftest import DeskAtHand
from tests.services.votes_at_hand import decide, put, written

GUARDS = [found[1] for text in COUNTING_GUARDS if (found := re.match(r"CREATE TRIGGER (\w+)", text))]
TABLES = sorted({guard.removesuffix("_no_delete") for guard in GUARDS if guard.endswith("_no_delete")})
EMPTY = {"class_figures": "1, 'Worker', 1, 0, 0, 0", "proxy_elector": "1, 1, 1"}
"""Rows of tables that this evening leaves empty."""

SPECIAL = {
    "teller_figures_fixed": ["UPDATE teller_figures SET votes_for = 0"],
    "paper_fixed": ["UPDATE paper SET choice = 'spoilt'", "UPDATE paper SET serial = 'X'"],
    "teller_figures_while_open": ["INSERT INTO teller_figures VALUES (NULL, 1, 1, 't', 1, 0, 0, 0, 0)"],
    "paper_while_open": ["INSERT INTO paper VALUES (NULL, 1, '', 'for', '', 0)"],
    "paper_account_while_open": ["INSERT INTO paper_account VALUES (NULL, 1, 't', 1, 0, 0)"],
    "slip_while_open": ["INSERT INTO slip VALUES (1, 'ABCD')"],
    "count_void_once": [
        "INSERT INTO count_void VALUES (1, 't', 'late', zeroblob(16))",
        "INSERT OR REPLACE INTO count_void SELECT count, 'later', reason, salt FROM count_void",
    ],
    "result_not_of_a_void_count": [
        "INSERT INTO result SELECT v.count, r.motion, r.outcome, r.votes_for, r.votes_against, r.abstentions, "
        "r.spoilt, r.votes_cast, r.base, r.base_count, r.needed, r.sentence, r.threshold, r.casting, r.declared_at "
        "FROM count_void v, result r LIMIT 1"
    ],
}


@pytest.fixture
def filled(quorate: DeskAtHand) -> Path:
    """An evening with a row in every table; every count is closed."""
    desk = quorate
    number = put(desk)
    for teller in (1, 2):
        desk.perform(RecordTeller(meeting=1, number=number, teller=teller, votes_for=7, against=4))
    desk.perform(CloseVote(1, number))
    desk.perform(DeclareResult(1, number))
    desk.perform(DemandPoll(1, number, "members", "1 2"))
    desk.perform(VoidCount(1, number, "not quiet"))
    cards = put(desk, "cards")
    desk.perform(RecordHands(meeting=1, number=cards, votes_for=7, against=5))
    desk.perform(CloseVote(1, cards))
    papers = put(desk, "papers")
    desk.perform(MakeSlips(1, papers, 2))
    desk.perform(EnterPapers(1, papers, "for"))
    desk.perform(AccountPapers(1, papers, 1))
    desk.perform(CloseVote(1, papers))
    about = written(desk)
    desk.perform(AddAmendment(meeting=1, number=about, wording="That there be two."))
    other = written(desk)
    decide(desk, desk.perform(MoveProcedure(meeting=1, number=other, what="refer-back")), 7, 4)
    desk.perform(CorrectSlip(1, written(desk), "That there be a garden!"))
    merger, rules = written(desk, "amalgamation"), written(desk, "rule-change")
    decide(desk, merger, 12, 0)
    decide(desk, rules, 12, 0)
    later = desk.perform(CallMeeting("sgm", "2026-12-14T19:00", "Hall"))
    desk.perform(ConfirmMotion(1, merger, later.id))
    desk.perform(RegisterMotion(1, rules, "2026-11-28"))
    return desk.path


def _plain(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA foreign_keys=OFF")
    connection.execute("PRAGMA recursive_triggers=ON")
    for table, row in EMPTY.items():
        connection.execute(f"INSERT INTO {table} VALUES ({row})")
    return connection


def _attacks() -> list[tuple[str, str]]:
    attacks = [(guard, statement) for guard, statements in SPECIAL.items() for statement in statements]
    for table in TABLES:
        attacks.append((f"{table}_no_delete", f"DELETE FROM {table}"))
        if f"{table}_no_update" in GUARDS:
            attacks.append((f"{table}_no_update", f"UPDATE OR IGNORE {table} SET rowid = rowid"))
    return attacks


def _statement(connection: sqlite3.Connection, table: str) -> str:
    column = connection.execute(f"PRAGMA table_info({table})").fetchall()[-1][1]
    return f"UPDATE {table} SET {column} = {column}"


def test_every_guard_is_tried() -> None:
    assert {guard for guard, _ in _attacks()} == set(GUARDS)


@pytest.mark.parametrize(("guard", "statement"), _attacks())
def test_a_guard_says_no_and_without_it_the_record_would_change(filled: Path, guard: str, statement: str) -> None:
    bare = filled.with_name("bare.coopdesk")
    with sqlite3.connect(filled) as source, sqlite3.connect(bare) as target:
        source.backup(target)
    with_guard, without = _plain(filled), _plain(bare)
    if guard.endswith("_no_update"):
        statement = _statement(with_guard, guard.removesuffix("_no_update"))
    with pytest.raises(sqlite3.IntegrityError):
        with_guard.execute(statement)
    without.execute(f"DROP TRIGGER {guard}")
    if guard == "count_void_once":
        without.execute("DROP TRIGGER count_void_no_delete")
        without.execute("DROP TRIGGER count_void_no_update")
    assert without.execute(statement).rowcount > 0
    with_guard.close()
    without.close()


def test_the_rules_of_a_meeting_may_not_change_once_frozen(quorate: DeskAtHand) -> None:
    quorate.perform(quorate.ask(changed_rules, {"poll_demand": "chair"}))
    assert quorate.perform(DemandPoll(1, written(quorate), "members", "1 2")).method == "poll"
