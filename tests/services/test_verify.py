"""Tampering with another tool, one way at a time: each is found and named; and a whole evening is sound."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from coopdesk.services.verify import Verified, verify
from coopdesk.storage import journal
from tests.conftest import DeskAtHand

Tamper = Callable[[sqlite3.Connection], None]


def _tampered(path: Path, *statements: str, guarded: bool = False) -> Verified:
    """Change the file with SQLite's own shell, so to speak; the guards are put back as they were."""
    connection = sqlite3.connect(path)
    guards = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
    if not guarded:
        for name, _ in guards:
            connection.execute(f"DROP TRIGGER {name}")
    for statement in statements:
        connection.execute(statement)
    if not guarded:
        for _, text in guards:
            connection.execute(text)
    connection.commit()
    connection.close()
    return _checked(path)


def _checked(path: Path, head: str = "") -> Verified:
    desk = DeskAtHand(path)
    try:
        return desk.ask(verify, head)
    finally:
        desk.store.close()


def _codes(found: Verified) -> set[str]:
    assert found.sound == (not found.findings)
    return {finding.code for finding in found.findings}


def test_an_evening_is_sound(busy: DeskAtHand) -> None:
    found = busy.ask(verify)
    assert found.sound, found.findings
    assert found.entries == busy.ask(journal.head).seq
    assert found.head == busy.ask(journal.head).hash.hex()


def test_what_other_desks_wrote_meanwhile_is_sound_too(busy_file: Path) -> None:
    assert _tampered(busy_file).sound


CHANGED = {
    "a vote": "UPDATE vote SET choice = 'against' WHERE count = 4 AND member = 1",
    "a name": "UPDATE member SET name = 'Somebody Else' WHERE id = 5",
    "an address": "UPDATE member SET address = '1 Elsewhere' WHERE id = 5",
    "an ending": "UPDATE member SET status = 'ended', ended_on = '2020-01-01' WHERE id = 5",
    "a shareholding": "UPDATE share_movement SET shares = shares + 100 WHERE id = 5",
    "a payment": "UPDATE payment SET pence = 200",
    "a certificate": "UPDATE certificate SET shares = 7 WHERE number = 5",
    "a result": "UPDATE result SET outcome = 'lost' WHERE count = 1",
    "a motion's text": "UPDATE motion SET text = 'That the reserves be paid out.' WHERE number = 2",
    "the minutes": "UPDATE minutes_text SET words = 'Not agreed.'",
    "an arrival": "UPDATE attendance SET arrived_at = '2026-11-28T20:00:00Z' WHERE id = 3",
    "the chair": "UPDATE meeting SET chair = 9",
    "the rules": "UPDATE society SET rules = replace(rules, '10', '1')",
    "a card's holder": "UPDATE card SET member = 2 WHERE member = 1",
    "hands": "UPDATE hands SET votes_for = 12, votes_against = 0 WHERE id = 1",
    "a count": "UPDATE vote_count SET votes_for = 12, votes_against = 0 WHERE id = 3",
    "a guest": "UPDATE guest SET name = 'Nobody'",
    "a void's reason": "UPDATE vote_void SET reason = 'because'",
    "a salt": "UPDATE guest SET salt = zeroblob(16)",
}


@pytest.mark.parametrize("what", CHANGED)
def test_a_row_changed_is_found_and_named(busy_file: Path, what: str) -> None:
    found = _tampered(busy_file, CHANGED[what])
    assert "ROW-CHANGED" in _codes(found)
    table = CHANGED[what].split()[1]
    assert any(finding.message.startswith(f"{table} ") for finding in found.findings)


ADDED = {
    "a vote": "INSERT INTO vote VALUES (4, 9, 1, 'for', '2026-11-28T18:30:00Z')",
    "a member": "INSERT INTO member SELECT 99, '99', kind, name, representative, class_name, address, postcode, email, "
    "phone, status, joined_on, ended_on, end_reason, salt, number_key, norm, last, first FROM member WHERE id = 1",
    "shares": "INSERT INTO share_movement (id, member, shares, kind, on_day, at) "
    "SELECT 999, member, 50, 'issue', on_day, at FROM share_movement WHERE id = 5",
    "a stay": "INSERT INTO attendance SELECT 99, meeting, 30, arrived_at, left_at, 30, may_vote, reason, joined, void "
    "FROM attendance WHERE id = 1",
}


@pytest.mark.parametrize("what", ADDED)
def test_a_row_added_is_found_and_named(busy_file: Path, what: str) -> None:
    assert "ROW-ADDED" in _codes(_tampered(busy_file, ADDED[what]))


REMOVED = ("vote WHERE member = 2 AND count = 4", "guest", "apology", "payment", "minutes_text", "vote_void", "result")


@pytest.mark.parametrize("where", REMOVED)
def test_a_row_removed_is_found_and_named(busy_file: Path, where: str) -> None:
    found = _tampered(busy_file, f"DELETE FROM {where}")
    assert "ROW-MISSING" in _codes(found)
    assert any(finding.message.startswith(where.split()[0]) for finding in found.findings)


@pytest.mark.parametrize(
    ("statement", "code"),
    [
        ("DELETE FROM roll WHERE member = 40", "ROLL-CHANGED"),
        ("INSERT INTO elector VALUES (4, 30)", "ELECTORS-CHANGED"),
        ("UPDATE counter SET value = 3 WHERE name = 'certificate'", "COUNTER-WRONG"),
        ("UPDATE member SET norm = 'somebody else' WHERE id = 5", "SEARCH-STALE"),
        ("UPDATE member SET number_key = '0099' WHERE id = 5", "SEARCH-STALE"),
    ],
)
def test_what_the_journal_proves_by_a_digest_or_not_at_all(busy_file: Path, statement: str, code: str) -> None:
    assert code in _codes(_tampered(busy_file, statement))


def test_an_entry_changed(busy_file: Path) -> None:
    found = _tampered(busy_file, "UPDATE journal SET at = '2026-11-28T17:00:00Z' WHERE seq = 9")
    assert _codes(found) == {"ENTRY-CHANGED"}
    assert "Journal entry 9" in found.findings[0].message


def test_an_entry_rewritten_with_a_hash_that_fits_breaks_the_chain(busy_file: Path) -> None:
    connection = sqlite3.connect(busy_file)
    prev, at, act, payload = connection.execute("SELECT prev, at, act, payload FROM journal WHERE seq = 9").fetchone()
    connection.close()
    digest = journal.entry_hash(prev, 9, at, 2, act, payload)
    found = _tampered(busy_file, f"UPDATE journal SET actor = 2, hash = x'{digest.hex()}' WHERE seq = 9")
    assert _codes(found) == {"CHAIN-BROKEN"}


def test_an_entry_cut_from_the_middle(busy_file: Path) -> None:
    found = _tampered(busy_file, "DELETE FROM journal WHERE seq = 9")
    assert "ENTRY-MISSING" in _codes(found)
    assert "9 to 9" in found.findings[0].message


def test_the_tail_cut_with_its_rows_left(busy_file: Path) -> None:
    found = _tampered(busy_file, "DELETE FROM journal WHERE seq = (SELECT max(seq) FROM journal)")
    assert "ROW-ADDED" in _codes(found)


@pytest.mark.parametrize("payload", ["", "[]", "{}", '{"rows": 3}', '{"rows": [["?"]]}', '{"rows": [["~", "x", [1]]]}'])
def test_an_entry_that_is_no_entry_any_more(busy_file: Path, payload: str) -> None:
    assert "ENTRY-CHANGED" in _codes(_tampered(busy_file, f"UPDATE journal SET payload = '{payload}' WHERE seq = 9"))


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("DROP TRIGGER vote_no_update", "The trigger vote_no_update is missing"),
        ("DROP TRIGGER journal_next", "The trigger journal_next is missing"),
        ("DROP INDEX uq_attendance_in_the_room", "The index uq_attendance_in_the_room is missing"),
        ("ALTER TABLE vote ADD COLUMN note TEXT", "The table vote is not as coopdesk made it"),
        ("CREATE TRIGGER ours AFTER INSERT ON vote BEGIN SELECT 1; END", "The trigger ours was added"),
        ("CREATE VIEW winners AS SELECT 1", "The view winners was added"),
    ],
)
def test_a_guard_dropped_or_a_table_altered(busy_file: Path, statement: str, words: str) -> None:
    found = _tampered(busy_file, statement, guarded=True)
    assert "SCHEMA-CHANGED" in _codes(found)
    assert any(words in finding.message for finding in found.findings)


def test_a_chain_rewritten_from_its_start_is_caught_only_by_the_printed_head(busy_file: Path) -> None:
    printed = _checked(busy_file).head
    connection = sqlite3.connect(busy_file)
    rows = connection.execute("SELECT seq, at, actor, act, payload FROM journal ORDER BY seq").fetchall()
    statements, before = [], journal.GENESIS
    for seq, at, actor, act, payload in rows:
        forged = payload.replace('"choice":"for"', '"choice":"abstain"') if act == "CastVote" else payload
        digest = journal.entry_hash(before, seq, at, actor, act, forged)
        quoted = forged.replace("'", "''")
        links = f"prev = x'{before.hex()}', hash = x'{digest.hex()}'"
        statements.append(f"UPDATE journal SET payload = '{quoted}', {links} WHERE seq = {seq}")
        before = digest
    connection.close()
    votes = [f"UPDATE {table} SET choice = 'abstain' WHERE count = 4" for table in ("vote", "vote_tally")]
    found = _tampered(busy_file, *statements, *votes)
    assert found.sound
    assert found.head != printed
    assert _codes(_checked(busy_file, printed)) == {"HEAD-NOT-IN-CHAIN"}


def test_any_head_of_the_chain_is_accepted(busy: DeskAtHand) -> None:
    heads = [digest.hex() for (digest,) in busy.ask(lambda reader: reader.raw("SELECT hash FROM journal"))]
    assert all(busy.ask(verify, head).sound for head in heads[::7])


def test_wholesale_tampering_is_not_told_line_by_line(busy_file: Path) -> None:
    found = _tampered(busy_file, *(f"UPDATE {table} SET {name} = {name} || 'x'" for table, name in (
        ("member", "phone"), ("member", "joined_on"), ("certificate", "entered_on"), ("share_movement", "on_day"),
        ("card", "issued_at"), ("attendance", "reason"),
    )))  # fmt: skip
    assert not found.sound
    assert len(found.findings) <= 201
