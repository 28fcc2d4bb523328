"""What the schema itself forbids, whatever program writes: each guard tried through the app's own connection, and each
proved to be the one that says no by trying again without it."""

import re
import shutil
import sqlite3
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as driver

from coopdesk.domain.refusals import Refusal
from coopdesk.storage import engine
from coopdesk.storage.migrations.guards_0001 import GUARDS
from tests.conftest import DeskAtHand

KEPT = (
    "kept_aside society member card operator certificate payment share_movement meeting meeting_event roll attendance "
    "guest apology agenda_item minutes_text motion vote_count elector hands vote vote_void result"
).split()
OPEN = 4
"""The open count of the busy evening: members 1, 2 and 3 have voted, 4 to 12 may."""

NOW = "'2026-11-28T18:30:00Z'"

ATTACKS: dict[str, list[str]] = {
    "journal_no_update": ["UPDATE journal SET actor = 2 WHERE seq = 3"],
    "journal_no_delete": ["DELETE FROM journal WHERE seq = (SELECT max(seq) FROM journal)"],
    "journal_next": [
        "INSERT INTO journal SELECT seq + 2, at, actor, act, payload, hash, zeroblob(32), NULL FROM journal "
        "WHERE seq = (SELECT max(seq) FROM journal)",
        "INSERT INTO journal SELECT seq + 1, at, actor, act, payload, zeroblob(32), zeroblob(32), NULL FROM journal "
        "WHERE seq = (SELECT max(seq) FROM journal)",
    ],
    **{f"{table}_no_delete": [f"DELETE FROM {table}"] for table in KEPT},
    "roll_no_update": ["UPDATE roll SET member = 41 WHERE member = 1"],
    "elector_no_update": [f"UPDATE elector SET member = 30 WHERE count = {OPEN} AND member = 12"],
    "vote_no_update": [
        f"UPDATE vote SET choice = 'against' WHERE count = {OPEN} AND member = 1",
        f"INSERT INTO vote VALUES ({OPEN}, 4, 1, 'for', {NOW}) ON CONFLICT DO UPDATE SET choice = 'against'; "
        f"UPDATE vote SET member = 5 WHERE count = {OPEN} AND member = 1",
    ],
    "vote_void_no_update": ["UPDATE vote_void SET attempt = 2"],
    "result_no_update": ["UPDATE result SET outcome = 'lost'"],
    "payment_no_update": ["UPDATE payment SET pence = 1"],
    "share_movement_no_update": ["UPDATE share_movement SET shares = 1000 WHERE id = 5"],
    "roll_frozen": ["INSERT INTO roll VALUES (1, 41)", "INSERT OR REPLACE INTO roll VALUES (1, 41)"],
    "elector_frozen": [f"INSERT INTO elector VALUES ({OPEN}, 30)"],
    "vote_in_order": [
        f"INSERT INTO vote VALUES ({OPEN}, 1, 2, 'against', {NOW})",
        f"INSERT INTO vote VALUES ({OPEN}, 9, 5, 'against', {NOW})",
        f"INSERT INTO vote VALUES ({OPEN}, 9, 0, 'against', {NOW})",
        f"INSERT INTO vote VALUES (3, 9, 2, 'against', {NOW})",
        f"INSERT INTO vote VALUES (1, 9, 1, 'against', {NOW})",
    ],
    "vote_void_in_order": [f"INSERT INTO vote_void VALUES (3, 1, 1, {NOW}, 'late', zeroblob(16))"],
    "vote_count_forward": [
        "UPDATE vote_count SET votes_for = 1 WHERE id = 1",
        "UPDATE vote_count SET closed_at = NULL WHERE id = 3",
        f"UPDATE vote_count SET electors = 3 WHERE id = {OPEN}",
        f"UPDATE vote_count SET elector_digest = NULL WHERE id = {OPEN}",
        f"UPDATE vote_count SET method = 'hands' WHERE id = {OPEN}",
    ],
    "motion_fixed": [
        "UPDATE motion SET text = 'That the reserves be paid out.' WHERE number = 3",
        "UPDATE motion SET kind = 'special' WHERE number = 2",
    ],
    "meeting_rules_frozen": [
        "UPDATE meeting SET rules = NULL",
        "UPDATE meeting SET roll_digest = NULL",
        "UPDATE meeting SET entitled = 3",
    ],
    "certificate_fixed": [
        "UPDATE certificate SET shares = 100 WHERE number = 5",
        "UPDATE certificate SET member = 6 WHERE number = 5",
    ],
}
BLOCKED = [(guard, statement) for guard, statements in ATTACKS.items() for statement in statements]


def _last(statement: str) -> tuple[list[str], str]:
    *first, last = statement.split("; ")
    return first, last


def _plain(path: Path) -> sqlite3.Connection:
    """Another tool: no foreign keys, so that only the guard stands in the way."""
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA foreign_keys=OFF")
    return connection


def test_every_guard_is_tried() -> None:
    named = {found[1] for text in GUARDS if (found := re.match(r"CREATE TRIGGER (\w+)", text))}
    assert named == set(ATTACKS)


@pytest.mark.parametrize(("guard", "statement"), BLOCKED)
def test_guard_says_no_and_without_it_the_record_would_change(busy_file: Path, guard: str, statement: str) -> None:
    first, last = _last(statement)
    bare = busy_file.with_name("bare.coopdesk")
    shutil.copy(busy_file, bare)
    ours = engine.connect(busy_file)
    for each in first:
        ours.execute(each)
    before = ours.total_changes
    with pytest.raises(driver.IntegrityError):
        ours.execute(last)
    assert ours.total_changes == before
    ours.close()
    with_guard, without = _plain(busy_file), _plain(bare)
    with pytest.raises(sqlite3.IntegrityError):
        with_guard.execute(last)
    without.execute(f"DROP TRIGGER {guard}")
    for each in first:
        without.execute(each)
    assert without.execute(last).rowcount > 0
    with_guard.close()
    without.close()


NAMED_VOTES = {
    "a second vote": f"INSERT INTO vote VALUES ({OPEN}, 1, 1, 'against', {NOW})",
    "overwriting": f"INSERT OR REPLACE INTO vote VALUES ({OPEN}, 1, 1, 'against', {NOW})",
    "an upsert": f"INSERT INTO vote VALUES ({OPEN}, 1, 1, 'against', {NOW}) "
    "ON CONFLICT DO UPDATE SET choice = excluded.choice",
    "replacing by update": f"UPDATE OR REPLACE vote SET member = 2 WHERE count = {OPEN} AND member = 1",
    "deleting": f"DELETE FROM vote WHERE count = {OPEN} AND member = 1",
    "a member not on the roll": f"INSERT INTO vote VALUES ({OPEN}, 41, 1, 'for', {NOW})",
    "a member who was outside": f"INSERT INTO vote VALUES ({OPEN}, 30, 1, 'for', {NOW})",
    "nobody": f"INSERT INTO vote VALUES ({OPEN}, 999, 1, 'for', {NOW})",
    "a choice that is none": f"INSERT INTO vote VALUES ({OPEN}, 9, 1, 'maybe', {NOW})",
    "no choice": f"INSERT INTO vote VALUES ({OPEN}, 9, 1, NULL, {NOW})",
    "no member": f"INSERT INTO vote VALUES ({OPEN}, NULL, 1, 'for', {NOW})",
    "a number for a choice": f"INSERT INTO vote VALUES ({OPEN}, 9, 1, 7, {NOW})",
    "a vote in no count": f"INSERT INTO vote VALUES (99, 9, 1, 'for', {NOW})",
    "a vote after the close": f"INSERT INTO vote VALUES (3, 9, 3, 'for', {NOW})",
    "a void of no vote": f"INSERT INTO vote_void VALUES ({OPEN}, 9, 1, {NOW}, 'x', zeroblob(16))",
    "a second void": "INSERT OR REPLACE INTO vote_void SELECT * FROM vote_void",
    "a late elector": f"INSERT OR REPLACE INTO elector VALUES ({OPEN}, 30)",
    "a late place on the roll": "INSERT OR REPLACE INTO roll VALUES (1, 41)",
    "reopening": "UPDATE vote_count SET closed_at = NULL",
    "a second result": "INSERT OR REPLACE INTO result SELECT * FROM result",
    "a forked journal": "INSERT OR REPLACE INTO journal SELECT * FROM journal WHERE seq = 9",
    "a cut journal": "DELETE FROM journal WHERE seq > 9",
    "two stays at once": f"INSERT INTO attendance VALUES (NULL, 1, 1, {NOW}, NULL, 99, 1, '', 0, 0)",
    "a number twice": "UPDATE member SET number = '2' WHERE id = 1",
    "a second refund": "INSERT INTO payment (member, meeting, pence, method, at, refunds, on_day) "
    "SELECT member, meeting, -pence, method, at, id, on_day FROM payment "
    "UNION ALL SELECT member, meeting, -pence, method, at, id, on_day FROM payment",
    "a status that is none": "UPDATE member SET status = 'expelled' WHERE id = 1",
    "a certificate for nothing": "UPDATE certificate SET shares = 0 WHERE number = 5",
    "a second society": "INSERT INTO society SELECT 2, name, number, legal_form, office, nominal_pence, sample, rules, "
    "founded_at FROM society",
}


@pytest.mark.parametrize("attack", NAMED_VOTES)
def test_the_record_refuses(busy: DeskAtHand, attack: str) -> None:
    """Through the app's own writer, where a refusal in plain words is what comes back."""
    before = busy.ask(lambda reader: reader.raw("SELECT * FROM vote ORDER BY count, member, attempt"))
    with pytest.raises(Refusal) as told, busy.store.writing() as writer:
        writer.raw(NAMED_VOTES[attack])
    assert "Nothing was changed" in str(told.value)
    assert busy.ask(lambda reader: reader.raw("SELECT * FROM vote ORDER BY count, member, attempt")) == before


def test_every_table_holds_only_what_its_columns_say(busy: DeskAtHand) -> None:
    tables = busy.ask(lambda reader: reader.raw("PRAGMA table_list"))
    loose = [name for _, name, kind, _, _, strict in tables if kind == "table" and not strict and name[:7] != "sqlite_"]
    assert loose == [name for name in loose if name == "alembic_version"]


def test_every_constraint_of_ours_has_a_name(busy: DeskAtHand) -> None:
    made = busy.ask(lambda reader: reader.raw("SELECT name, sql FROM sqlite_master WHERE type = 'table' AND sql <> ''"))
    for name, text in made:
        for kind in ("UNIQUE (", "CHECK (", "FOREIGN KEY("):
            for place in (found.start() for found in re.finditer(re.escape(kind), text)):
                assert "CONSTRAINT" in text[:place].splitlines()[-1], f"{name}: {text[place : place + 60]}"
