"""What the schema of the treasurer's desk forbids, whatever program writes."""

import re
import sqlite3
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as driver

from coopdesk.storage import engine
from coopdesk.storage.migrations.guards_0002 import TREASURER_GUARDS, TREASURER_TABLES
from coopdesk.storage.tables import Base

AT = "'2026-11-28T18:30:00Z'"
DAY = "'2026-11-28'"
FILL = {
    "share_class": f"(id, name, withdrawable, transferable, numbered, from_day) VALUES (1, 'B', 1, 0, 1, {DAY})",
    "share_application": "(id, member, shares, class_name, received_on, at, state, allotted, applicant, address, "
    "postcode, email, phone, words, salt) "
    f"VALUES (1, 1, 5, '', {DAY}, {AT}, 'received', 0, '', '', '', '', '', '', x'00')",
    "withdrawal": "(id, member, shares, asked_on, due_on, at, state, words, salt) "
    f"VALUES (1, 1, 1, {DAY}, {DAY}, {AT}, 'asked', '', x'00')",
    "suspension": f"(id, kind, from_day, at, void, words, salt) VALUES (1, 'board', {DAY}, {AT}, 0, '', x'00')",
    "share_transfer": "(id, kind, giver, taker, shares, on_day, at, words, salt) "
    f"VALUES (1, 'transfer', 1, 2, 1, {DAY}, {AT}, '', x'00')",
    "payment_note": "(payment, reference, payer, words, salt) VALUES (1, '', '', '', x'00')",
    "instalment": "(payment, movement) VALUES (1, 1)",
    "movement_reason": "(movement, words, salt) VALUES (1, '', x'00')",
    "cash_up": "(id, on_day, at, float_pence, void, explanation, counted_by, checked_by, salt) "
    f"VALUES (1, {DAY}, {AT}, 0, 0, '', '', '', x'00')",
    "cash_up_method": "(cash_up, method, expected_pence, counted_pence) VALUES (1, 'cash', 100, 100)",
    "cash_up_coin": "(cash_up, worth_pence, how_many) VALUES (1, 100, 1)",
    "cash_up_receipt": "(payment, cash_up) VALUES (1, 1)",
    "certificate_fate": "(number, fate, why, on_day, at, surrendered, indemnity, words, salt) "
    f"VALUES (1, 'replaced', 'lost', {DAY}, {AT}, 0, 1, '', x'00')",
    "certificate_statement": f"(number, at, statement, salt) VALUES (1, {AT}, '', x'00')",
    "certificate_printing": f"(id, number, kind, at, words, salt) VALUES (1, 1, 'first', {AT}, '', x'00')",
    "spoilt_stationery": "(id, sheets, on_day, at, void, sheet_numbers, words, witness, salt) "
    f"VALUES (1, 1, {DAY}, {AT}, 0, '', '', '', x'00')",
    "member_past": "(id, member, field, until_day, at, void, was, words, salt) "
    f"VALUES (1, 1, 'name', {DAY}, {AT}, 0, '', '', x'00')",
    "member_event": "(id, member, kind, why, on_day, at, void, words, salt) "
    f"VALUES (1, 1, 'ended', 'resigned', {DAY}, {AT}, 0, '', x'00')",
    "member_merge": f"(id, gone, stays, on_day, at, void, words, salt) VALUES (1, 1, 2, {DAY}, {AT}, 0, '', x'00')",
    "member_detail": "(member, born_on, died_on, words, salt) VALUES (1, '', '', '', x'00')",
    "registered_member": f"(member, at, void, society_number, salt) VALUES (1, {AT}, 0, '', x'00')",
    "joint_holder": "(id, member, place, from_day, at, void, name, address, postcode, email, salt) "
    f"VALUES (1, 1, 2, {DAY}, {AT}, 0, '', '', '', '', x'00')",
    "representative": "(id, member, from_day, written_on, at, void, name, words, salt) "
    f"VALUES (1, 1, {DAY}, {DAY}, {AT}, 0, '', '', x'00')",
    "address_purpose": f"(id, member, notified_on, at, void, purpose, salt) VALUES (1, 1, {DAY}, {AT}, 0, '', x'00')",
    "member_property": "(id, member, kind, pence, from_day, at, void, words, salt) "
    f"VALUES (1, 1, 'loan', 100, {DAY}, {AT}, 0, '', x'00')",
    "nomination": "(id, number, member, made_on, delivered_on, how, at, void, words, salt) "
    f"VALUES (1, 1, 1, {DAY}, {DAY}, 'book', {AT}, 0, '', x'00')",
    "nominee": "(id, nomination, relationship, officer, part, name, address, salt) "
    "VALUES (1, 1, 'child', 0, '1', '', '', x'00')",
    "officer": "(id, office, from_day, at, void, name, address, words, salt) "
    f"VALUES (1, 'Secretary', {DAY}, {AT}, 0, '', '', '', x'00')",
    "dated_setting": "(id, name, value, from_day, at, void, source, salt) "
    f"VALUES (1, 'x', '1', {DAY}, {AT}, 0, '', x'00')",
    "export_log": "(id, what, format, entries, at, purpose, recipient, salt) "
    f"VALUES (1, 'register', 'csv', 3, {AT}, '', '', x'00')",
    "erasure": f"(id, what, at, words, salt) VALUES (1, 'phone', {AT}, '', x'00')",
    "column_mapping": f"(id, name, columns, at, void) VALUES (1, 'ours', '{{}}', {AT}, 0)",
}
"""One row for every table of the treasurer's desk."""

SPECIAL = {
    "payment_no_update": ["UPDATE payment SET pence = 1"],
    "share_movement_within": [
        f"INSERT INTO share_movement (member, shares, kind, on_day, at) VALUES (2, -1000, 'withdrawal', {DAY}, {AT})",
        "INSERT INTO share_movement (member, shares, kind, on_day, at, share_class) "
        f"VALUES (2, -1, 'withdrawal', {DAY}, {AT}, 1)",
    ],
    "share_movement_reversal": [
        "INSERT INTO share_movement (member, shares, kind, on_day, at, reverses) "
        f"SELECT member, 1, 'reversal', {DAY}, {AT}, id FROM share_movement WHERE id = 2",
        f"INSERT INTO share_movement (member, shares, kind, on_day, at) VALUES (2, 1, 'reversal', {DAY}, {AT})",
        "INSERT INTO share_movement (member, shares, kind, on_day, at, reverses) "
        f"VALUES (3, 1, 'issue', {DAY}, {AT}, 2)",
    ],
    "payment_refund_within": [
        "INSERT INTO payment (member, pence, method, at, refunds, on_day) "
        "SELECT member, -pence - 1, method, at, id, on_day FROM payment WHERE id = 1",
        f"INSERT INTO payment (member, pence, method, at, refunds, on_day) VALUES (1, 5, 'cash', {AT}, 1, {DAY})",
    ],
    "cash_up_receipt_once": [
        "INSERT INTO cash_up SELECT 2, meeting, on_day, at, float_pence, void, explanation, counted_by, checked_by, "
        "salt FROM cash_up; INSERT INTO cash_up_receipt (payment, cash_up) VALUES (1, 2)"
    ],
    "certificate_fixed": [
        "UPDATE certificate SET shares = 100 WHERE number = 5",
        "UPDATE certificate SET member = 6 WHERE number = 5",
        "UPDATE certificate SET status = 'void' WHERE number = 5; UPDATE certificate SET status = 'issued' "
        "WHERE number = 5",
        "UPDATE certificate SET status = 'replaced' WHERE number = 5; UPDATE certificate SET status = 'cancelled' "
        "WHERE number = 5",
    ],
    "certificate_distinctive": [
        "INSERT INTO certificate SELECT 9001, member, 5, entered_on, issued_on, 'T1', 'issued', '', 1, 1, 5 "
        "FROM certificate WHERE number = 1; INSERT INTO certificate SELECT 9002, member, 3, entered_on, issued_on, "
        "'T2', 'issued', '', 1, 5, 7 FROM certificate WHERE number = 1"
    ],
}
MOVED = {"BIGINT": "77", "TEXT": "'another'"}


def _guards() -> dict[str, str]:
    found = (re.match(r"CREATE TRIGGER (\w+)", text) for text in TREASURER_GUARDS)
    return {each[1]: text for each, text in zip(found, TREASURER_GUARDS, strict=True) if each is not None}


def _attacks() -> list[tuple[str, str]]:
    attacks = [(guard, statement) for guard, statements in SPECIAL.items() for statement in statements]
    for guard, text in _guards().items():
        table = guard.removesuffix("_no_delete").removesuffix("_no_update").removesuffix("_fixed")
        if guard.endswith("_no_delete"):
            attacks.append((guard, f"DELETE FROM {table}"))
        elif guard in SPECIAL:
            continue
        elif guard.endswith("_no_update"):
            column = Base.metadata.tables[table].columns.keys()[-1]
            attacks.append((guard, f"UPDATE {table} SET {column} = {column} + 1"))
        else:
            held = re.findall(r"NEW\.(\w+) IS NOT", text)
            kinds = {name: str(Base.metadata.tables[table].c[name].type) for name in held}
            attacks += [(guard, f"UPDATE {table} SET {name} = {MOVED[kind]}") for name, kind in kinds.items()]
    return attacks


@pytest.fixture
def filled(busy_file: Path) -> Path:
    """The busy evening with a row in every table of the treasurer's desk."""
    connection = _plain(busy_file)
    for table, row in FILL.items():
        if connection.execute(f"SELECT 1 FROM {table}").fetchone() is None:
            connection.execute(f"INSERT INTO {table} {row}")
    connection.commit()
    connection.close()
    return busy_file


def _plain(path: Path) -> sqlite3.Connection:
    """Another tool: no foreign keys and no checks, so that only the guard stands in the way."""
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA foreign_keys=OFF")
    connection.execute("PRAGMA ignore_check_constraints=ON")
    return connection


def test_every_table_of_the_treasurer_is_kept() -> None:
    assert set(FILL) == set(TREASURER_TABLES)
    assert {f"{table}_no_delete" for table in TREASURER_TABLES} <= set(_guards())


def test_every_guard_is_tried_and_says_no_and_without_it_the_record_would_change(filled: Path) -> None:
    attacks = _attacks()
    assert {guard for guard, _ in attacks} == set(_guards())
    connection = _plain(filled)
    for guard, statement in attacks:
        *first, last = statement.split(";")
        for text in (_guards()[guard], ""):
            connection.execute("SAVEPOINT attempt")
            if not text:
                connection.execute(f"DROP TRIGGER {guard}")
            for each in first:
                connection.execute(each)
            if text:
                with pytest.raises(sqlite3.IntegrityError):
                    connection.execute(last)
            else:
                assert connection.execute(last).rowcount > 0, statement
            connection.execute("ROLLBACK TO attempt")
            connection.execute("RELEASE attempt")
    connection.close()


def test_our_own_connection_holds_references_and_checks_as_well(filled: Path) -> None:
    connection = engine.connect(filled)
    for statement in (
        "INSERT INTO instalment (payment, movement) VALUES (999, 1)",
        f"INSERT INTO share_movement (member, shares, kind, on_day, at) VALUES (2, 5, 'withdrawal', {DAY}, {AT})",
        f"INSERT INTO share_movement (member, shares, kind, on_day, at) VALUES (2, -1, 'issue', {DAY}, {AT})",
        f"INSERT INTO payment (pence, method, at, on_day) VALUES (100, 'cash', {AT}, {DAY})",
        "UPDATE share_application SET allotted = 6",
        f"INSERT INTO suspension (kind, from_day, until_day, at, void, words, salt) "
        f"VALUES ('board', {DAY}, '2026-11-01', {AT}, 0, '', x'00')",
        "INSERT INTO certificate SELECT 9001, member, shares + 1, entered_on, issued_on, 'T', 'issued', '', NULL, 1, 2 "
        "FROM certificate WHERE number = 2",
    ):
        with pytest.raises(driver.IntegrityError):
            connection.execute(statement)
    connection.close()
