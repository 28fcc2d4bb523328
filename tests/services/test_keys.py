"""The society's signing key: made once, opened by its passphrase only, kept so that old papers can be checked."""

import json
import os
import sqlite3
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from coopdesk.domain.refusals import NothingToUndo
from coopdesk.domain.rules import LegalForm
from coopdesk.services.keys import (
    CERTIFICATES,
    SEALS,
    KeepKey,
    NoSigningKey,
    PassphraseTooShort,
    WrongPassphrase,
    current_fingerprint,
    fingerprint_of,
    keys_on_record,
    new_key,
    open_key,
    public_part,
    wrapped_key,
)
from coopdesk.services.letterhead import LetterheadView
from coopdesk.services.verify import verify
from tests.conftest import DeskAtHand

PASSPHRASE = "seven wet Sundays"
MADE = datetime(2026, 11, 1, 12, tzinfo=UTC)
HEBDEN = LetterheadView("Hebden Stores", "12345R", LegalForm.CO_OPERATIVE, "", 100, sample=False)


@pytest.fixture(scope="module")
def made() -> KeepKey:
    """A key, made once: making one is slow on purpose."""
    return new_key(HEBDEN, PASSPHRASE, MADE, os.urandom)


def test_a_key_kept_is_opened_by_its_passphrase_and_by_no_other(founded: DeskAtHand, made: KeepKey) -> None:
    with pytest.raises(NoSigningKey):
        founded.ask(wrapped_key)
    founded.perform(made)
    shut = founded.ask(wrapped_key)
    opened = open_key(shut, PASSPHRASE)
    assert opened.fingerprint == fingerprint_of(opened.certificate) == made.fingerprint
    for wrong in ("seven wet sundays", "", PASSPHRASE + " "):
        with pytest.raises(WrongPassphrase):
            open_key(shut, wrong)
    assert founded.ask(verify).sound


def test_the_same_words_typed_on_another_keyboard_open_it(made: KeepKey, founded: DeskAtHand) -> None:
    founded.perform(new_key(HEBDEN, "pa\u0302te\u0301 et cidre", MADE, os.urandom))
    assert open_key(founded.ask(wrapped_key), "pâté et cidre").private


def test_a_wrapped_key_moved_to_another_certificate_does_not_open(founded: DeskAtHand, made: KeepKey) -> None:
    founded.perform(made)
    shut = founded.ask(wrapped_key)
    with pytest.raises(WrongPassphrase):
        open_key(replace(shut, fingerprint="00" * 32), PASSPHRASE)


def test_a_wrapped_key_that_asks_for_all_the_memory_there_is_is_not_tried(founded: DeskAtHand, made: KeepKey) -> None:
    founded.perform(made)
    shut = founded.ask(wrapped_key)
    for greedy in ({"n": 2**30}, {"r": 10**6}, {"p": 10**6}, {"n": "many"}, {"salt": "?"}):
        with pytest.raises(WrongPassphrase):
            open_key(replace(shut, wrapped=json.dumps({**json.loads(shut.wrapped), **greedy})), PASSPHRASE)
    with pytest.raises(WrongPassphrase):
        open_key(replace(shut, wrapped="not JSON"), PASSPHRASE)


def test_a_short_passphrase_makes_no_key() -> None:
    with pytest.raises(PassphraseTooShort, match="at least 12 characters"):
        new_key(HEBDEN, "eleven char", MADE, os.urandom)


def test_a_new_key_seals_and_the_old_public_key_stays(founded: DeskAtHand, made: KeepKey) -> None:
    founded.perform(made)
    founded.watch.wind(days=30)
    second = new_key(HEBDEN, PASSPHRASE, MADE, os.urandom)
    founded.perform(second)
    old, new = founded.ask(keys_on_record)
    assert (old.fingerprint, old.replaced is not None) == (made.fingerprint, True)
    assert (new.fingerprint, new.replaced) == (second.fingerprint, None)
    assert founded.ask(wrapped_key).fingerprint == second.fingerprint
    assert founded.ask(verify).sound
    with pytest.raises(NothingToUndo):
        founded.undo({"KeepKey"})


def test_neither_the_file_nor_the_journal_nor_a_report_holds_the_private_key(
    founded: DeskAtHand, made: KeepKey
) -> None:
    founded.perform(made)
    opened = open_key(founded.ask(wrapped_key), PASSPHRASE)
    secret = opened.private[36:68]
    assert len(secret) == 32
    founded.store.close()
    data = founded.path.read_bytes()
    assert secret not in data
    assert secret.hex().encode() not in data
    assert PASSPHRASE.encode() not in data
    assert repr(opened) == f"SealingKey({made.fingerprint})"
    connection = sqlite3.connect(founded.path)
    (payload,) = connection.execute("SELECT payload FROM journal WHERE act = 'KeepKey'").fetchone()
    connection.close()
    assert made.certificate in payload
    assert made.wrapped not in payload
    assert json.loads(made.wrapped)["sealed"] not in payload


def test_a_public_key_is_not_rewritten_and_a_swapped_secret_is_found(founded: DeskAtHand, made: KeepKey) -> None:
    founded.perform(made)
    connection = sqlite3.connect(founded.path)
    for statement in ("UPDATE signing_key SET certificate = 'x'", "UPDATE signing_key SET fingerprint = 'x'"):
        with pytest.raises(sqlite3.IntegrityError, match="never rewritten"):
            connection.execute(statement)
    with pytest.raises(sqlite3.IntegrityError, match="ever deleted"):
        connection.execute("DELETE FROM signing_key")
    connection.execute("UPDATE signing_key SET wrapped = '{}'")
    connection.commit()
    connection.close()
    assert [each.code for each in founded.ask(verify).findings] == ["ROW-CHANGED"]


def test_the_certificate_names_the_society_and_says_sample_where_it_is_one(made: KeepKey) -> None:
    import base64

    from cryptography.x509 import load_der_x509_certificate

    plain = load_der_x509_certificate(base64.b64decode(made.certificate))
    assert plain.subject.rfc4514_string() == "2.5.4.5=12345R,CN=Hebden Stores"
    long = replace(HEBDEN, name="Siân’s Society " * 10, number="№ 5", sample=True)
    named = load_der_x509_certificate(base64.b64decode(new_key(long, PASSPHRASE, MADE, os.urandom).certificate))
    name = named.subject.rfc4514_string().split("CN=")[1]
    assert name.startswith("SAMPLE Siân’s Society Siân’s")
    assert len(name.encode()) <= 64


def test_the_key_of_certificates_stands_beside_the_key_of_seals(founded: DeskAtHand, made: KeepKey) -> None:
    founded.perform(made)
    with pytest.raises(NoSigningKey, match="share certificates"):
        founded.ask(wrapped_key, CERTIFICATES)
    first, second = (new_key(HEBDEN, PASSPHRASE, MADE, os.urandom, CERTIFICATES) for _ in range(2))
    founded.perform(first)
    founded.perform(second)
    seals, old, new = founded.ask(keys_on_record)
    assert (seals.replaced, seals.purpose) == (None, "papers")
    assert (old.fingerprint, old.replaced is not None) == (first.fingerprint, True)
    assert (new.fingerprint, new.replaced, new.purpose) == (second.fingerprint, None, "share certificates")
    assert founded.ask(current_fingerprint, SEALS) == made.fingerprint
    assert founded.ask(current_fingerprint, CERTIFICATES) == second.fingerprint
    assert len(public_part(new)) == 32
    opened = open_key(founded.ask(wrapped_key, CERTIFICATES), PASSPHRASE)
    assert opened.fingerprint == fingerprint_of(opened.certificate) == second.fingerprint
    assert founded.ask(verify).sound
