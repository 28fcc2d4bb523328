"""What verify finds of certificates that were tampered with, past the guards and the rows' own entries."""

import os
import re
import shutil
import sqlite3
from datetime import UTC, datetime
from pathlib import Path

import pytest

from coopdesk.domain.rules import LegalForm
from coopdesk.services.certificate_signing import open_certificate_key, sign_certificates
from coopdesk.services.certificate_views import certificate_view
from coopdesk.services.certificates import ReplaceCertificate
from coopdesk.services.keys import CERTIFICATES, new_key, wrapped_key
from coopdesk.services.letterhead import LetterheadView
from coopdesk.services.share_rules import OpenShareClass
from coopdesk.services.shares import IssueShares
from coopdesk.services.verify import verify
from tests.conftest import MEMBERS, DeskAtHand

PASSPHRASE = "seven wet Sundays"
HEBDEN = LetterheadView("Hebden Stores", "12345R", LegalForm.CO_OPERATIVE, "", 100, sample=False)
GUARDS = ("certificate_fixed", "certificate_fate_fixed", "certificate_fate_no_delete", "certificate_statement_fixed")


@pytest.fixture(scope="module")
def busy_certificates(tmp_path_factory: pytest.TempPathFactory, sample_template: Path) -> Path:
    """Two certificates of a numbered class, one replaced, one signed."""
    path = Path(shutil.copy(sample_template, tmp_path_factory.mktemp("certificates") / "society.coopdesk"))
    desk = DeskAtHand(path)
    desk.perform(OpenShareClass("Community", withdrawable=True, transferable=True, numbered=True))
    for member in (5, 6):
        desk.perform(IssueShares(member, 10, "cash", share_class="Community"))
    desk.perform(ReplaceCertificate(12, "lost"))
    desk.perform(new_key(HEBDEN, PASSPHRASE, datetime(2026, 11, 1, tzinfo=UTC), os.urandom, CERTIFICATES))
    key = open_certificate_key(desk.ask(wrapped_key, CERTIFICATES), PASSPHRASE)
    desk.perform(sign_certificates(key, [desk.ask(certificate_view, 7), desk.ask(certificate_view, 8)]))
    assert desk.ask(verify).sound
    desk.store.close()
    return path


@pytest.mark.parametrize(
    ("statement", "code", "words"),
    [
        (
            "UPDATE certificate SET status = 'issued' WHERE number = 12",
            "CERTIFICATE-FATE",
            "Certificate 12 is marked issued",
        ),
        (
            "UPDATE certificate SET status = 'cancelled' WHERE number = 3",
            "CERTIFICATE-FATE",
            "nothing says what became",
        ),
        ("DELETE FROM certificate_fate", "CERTIFICATE-FATE", "Certificate 12 is marked replaced"),
        (
            f"UPDATE certificate SET first_share = 10, last_share = 19 WHERE number = {MEMBERS + 2}",
            "SHARES-TWICE",
            f"Certificates {MEMBERS + 1} and {MEMBERS + 2} both hold the share numbered 10.",
        ),
        ("UPDATE counter SET value = value + 2 WHERE name = 'certificate'", "CERTIFICATE-MISSING", "(2 in all)"),
        ("UPDATE counter SET value = 3 WHERE name = 'certificate'", "COUNTER-WRONG", "the counter stands at 3"),
        ("UPDATE certificate SET shares = shares + 1 WHERE number = 7", "CERTIFICATE-SIGNATURE", "certificate 7 "),
        (
            "UPDATE certificate_statement SET statement = "
            "(SELECT statement FROM certificate_statement WHERE number = 8) WHERE number = 7",
            "CERTIFICATE-SIGNATURE",
            "certificate 7 ",
        ),
        ("UPDATE certificate_statement SET signing_key = NULL", "CERTIFICATE-SIGNATURE", "certificate 8 "),
    ],
)
def test_what_was_done_to_a_certificate_is_found(
    busy_certificates: Path, tmp_path: Path, statement: str, code: str, words: str
) -> None:
    path = Path(shutil.copy(busy_certificates, tmp_path / "society.coopdesk"))
    connection = sqlite3.connect(path)
    for guard in GUARDS:
        connection.execute(f"DROP TRIGGER IF EXISTS {guard}")
    connection.execute(statement)
    connection.commit()
    connection.close()
    desk = DeskAtHand(path)
    found = [each.message for each in desk.ask(verify).findings if each.code == code]
    desk.store.close()
    assert any(words in message for message in found), found
    named = [re.findall("[0-9]+", message)[0] for message in found]
    assert len(named) == len(set(named)), "one fault is told once"
