"""What the schema forbids of certificates that an opening register brought in, whatever program writes."""

import re
import sqlite3
from pathlib import Path

import pytest

from coopdesk.storage.migrations.treasury_0005 import TREASURY_GUARDS

FILL = """
    INSERT INTO earlier_numbers (first, last, on_day) VALUES (9001, 9100, '2026-11-28');
    INSERT INTO opening_certificate (number, movement, on_day) SELECT 1, id, on_day FROM share_movement WHERE id = 1;
    INSERT INTO opening_certificate (number, movement, on_day) SELECT 2, id, on_day FROM share_movement WHERE id = 2;
    INSERT INTO cash_up (id, on_day, at, float_pence, void, explanation, counted_by, checked_by, salt)
    VALUES (1, '2026-11-28', '2026-11-28T18:30:00Z', 0, 0, '', '', '', x'00');
    INSERT INTO cash_up_uncounted (cash_up, method, receipts, expected_pence) VALUES (1, 'card', 1, 300);
    UPDATE certificate SET status = 'void' WHERE number IN (1, 2, 3);
    INSERT INTO certificate_fate (number, fate, why, on_day, at, surrendered, indemnity, words, salt)
    VALUES (2, 'void', 'taken-back', '2026-11-28', '2026-11-28T18:30:00Z', 0, 0, '', x'00');
"""
ATTACKS = {
    "opening_certificate_no_delete": ["DELETE FROM opening_certificate"],
    "opening_certificate_no_update": ["UPDATE opening_certificate SET on_day = '2020-01-01'"],
    "earlier_numbers_no_delete": ["DELETE FROM earlier_numbers"],
    "earlier_numbers_no_update": ["UPDATE earlier_numbers SET last = 9999"],
    "cash_up_uncounted_no_delete": ["DELETE FROM cash_up_uncounted"],
    "cash_up_uncounted_no_update": ["UPDATE cash_up_uncounted SET expected_pence = 0"],
    "certificate_fixed": [
        "UPDATE certificate SET shares = 100 WHERE number = 5",
        "UPDATE certificate SET member = 6 WHERE number = 5",
        # Void with a fate of its own, and void without having come in with a register: neither comes back.
        "UPDATE certificate SET status = 'issued' WHERE number = 2",
        "UPDATE certificate SET status = 'issued', member = 6 WHERE number = 3",
        "UPDATE certificate SET status = 'replaced' WHERE number = 1",
        "UPDATE certificate SET shares = 7 WHERE number = 1",
        "UPDATE certificate SET status = 'issued', token = 'another' WHERE number = 1",
    ],
}


def _plain(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA foreign_keys=OFF")
    connection.executescript(FILL)
    return connection


def test_every_guard_is_tried() -> None:
    named = {found[1] for text in TREASURY_GUARDS if (found := re.match(r"CREATE TRIGGER (\w+)", text))}
    assert named == set(ATTACKS)


@pytest.mark.parametrize(("guard", "statement"), [(guard, each) for guard, all_ in ATTACKS.items() for each in all_])
def test_guard_says_no_and_without_it_the_record_would_change(busy_file: Path, guard: str, statement: str) -> None:
    connection = _plain(busy_file)
    with pytest.raises(sqlite3.IntegrityError):
        connection.execute(statement)
    connection.execute(f"DROP TRIGGER {guard}")
    assert connection.execute(statement).rowcount > 0
    connection.close()


def test_a_certificate_of_an_import_taken_back_may_come_in_again(busy_file: Path) -> None:
    connection = _plain(busy_file)
    again = (
        "UPDATE certificate SET status = 'issued', member = 6, shares = 3, entered_on = '2020-01-01' WHERE number = 1"
    )
    assert connection.execute(again).rowcount == 1
    connection.close()
