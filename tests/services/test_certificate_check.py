"""A certificate's code, checked: genuine, altered, forged, foreign, copied, and what each of these proves."""

import os
import shutil
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from coopdesk.domain.certificate_statement import read_signed_token, signed_token, statement_bytes, to_be_signed
from coopdesk.domain.certificates import NotACertificateCode, NumberIsNoCode
from coopdesk.domain.codes import ALPHABET
from coopdesk.domain.rules import LegalForm
from coopdesk.services.certificate_check import (
    Verdict,
    check_alone,
    check_certificate,
    read_public_key,
)
from coopdesk.services.certificate_signing import (
    CertificateKey,
    open_certificate_key,
    sign_certificates,
    statement_of,
    unsigned,
)
from coopdesk.services.certificate_views import all_certificates, certificate_view
from coopdesk.services.certificates import CancelCertificate, ReplaceCertificate
from coopdesk.services.keys import (
    CERTIFICATES,
    KeepKey,
    NoSigningKey,
    WrongPassphrase,
    keys_on_record,
    new_key,
    public_part,
    wrapped_key,
)
from coopdesk.services.letterhead import LetterheadView
from coopdesk.services.membership import EditMember
from coopdesk.services.verify import verify
from tests.conftest import MEMBERS, DeskAtHand

PASSPHRASE = "seven wet Sundays"
MADE = datetime(2026, 11, 1, 12, tzinfo=UTC)
HEBDEN = LetterheadView("Hebden Stores", "12345R", LegalForm.CO_OPERATIVE, "", 100, sample=False)


@pytest.fixture(scope="module")
def keys() -> tuple[KeepKey, KeepKey]:
    """Two keys, made once: making one is slow on purpose."""
    first, second = (new_key(HEBDEN, PASSPHRASE, MADE, os.urandom, CERTIFICATES) for _ in range(2))
    return first, second


@pytest.fixture
def desk(sample: DeskAtHand, keys: tuple[KeepKey, KeepKey]) -> DeskAtHand:
    """The sample with a key for certificates."""
    sample.perform(keys[0])
    return sample


def opened(desk: DeskAtHand) -> CertificateKey:
    """The key that signs now."""
    return open_certificate_key(desk.ask(wrapped_key, CERTIFICATES), PASSPHRASE)


def signed(desk: DeskAtHand, number: int = 12) -> str:
    """Sign one certificate; its code."""
    desk.perform(sign_certificates(opened(desk), [desk.ask(certificate_view, number)]))
    return desk.ask(certificate_view, number).code


def test_a_genuine_certificate_is_issued_as_printed_beside_the_register_of_today(desk: DeskAtHand) -> None:
    view = desk.ask(certificate_view, 12)
    code = signed(desk)
    found = desk.ask(check_certificate, code)
    assert (found.verdict, found.good, found.stands) == (Verdict.GENUINE, True, True)
    assert found.issued_as is not None
    assert (found.issued_as.number, found.issued_as.holder, found.issued_as.shares) == (12, view.holder, view.shares)
    assert found.sentence.startswith("Issued as certificate 00012 on ")
    assert found.sentence.endswith("In the register today: it stands.")
    assert found.differences == ()
    assert found.key == keys_of(desk)[0]
    assert desk.ask(verify).sound


def keys_of(desk: DeskAtHand) -> list[str]:
    return [key.grouped() for key in desk.ask(keys_on_record)]


def test_a_photocopy_verifies_too_and_the_check_says_what_that_proves(desk: DeskAtHand) -> None:
    code = signed(desk)
    first, copy = desk.ask(check_certificate, code), desk.ask(check_certificate, f" {code.lower()}\n")
    assert first == copy
    assert "a photocopy verifies too" in copy.does_not_prove
    assert "the register has the last word" in copy.does_not_prove
    assert "signed exactly these words" in copy.proves


def test_a_certificate_replaced_since_is_genuine_and_stands_no_more(desk: DeskAtHand) -> None:
    code = signed(desk)
    new = desk.perform(ReplaceCertificate(12, "lost")).number
    found = desk.ask(check_certificate, code)
    assert (found.verdict, found.good, found.stands) == (Verdict.GENUINE, True, False)
    assert found.today is not None
    assert (found.today.status, found.today.replaced_by) == ("replaced", new)
    assert "IT STANDS NO MORE. Replaced by certificate" in found.sentence


def test_every_single_letter_altered_is_found(desk: DeskAtHand) -> None:
    code = signed(desk)
    for place in range(5, len(code)):
        letter = ALPHABET[(ALPHABET.index(code[place]) + 1) % len(ALPHABET)]
        altered = code[:place] + letter + code[place + 1 :]
        try:
            verdict = desk.ask(check_certificate, altered).verdict
        except NotACertificateCode:
            continue
        assert verdict in (Verdict.ALTERED, Verdict.UNKNOWN_KEY)


def test_more_shares_written_into_a_genuine_code_are_found(desk: DeskAtHand) -> None:
    code = read_signed_token(signed(desk).removeprefix("CDC1:"))
    richer = replace(code.statement, shares=code.statement.shares + 1000)
    forged = signed_token(code.key_id.hex() + "00" * 28, code.signature, statement_bytes(richer))
    found = desk.ask(check_certificate, f"CDC1:{forged}")
    assert (found.verdict, found.good) == (Verdict.ALTERED, False)
    assert found.sentence.startswith("ALTERED OR FORGED")


def test_a_forger_with_a_key_of_their_own_is_found_under_either_societys_name(
    desk: DeskAtHand, keys: tuple[KeepKey, KeepKey]
) -> None:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    theirs = CertificateKey(keys[1].fingerprint, Ed25519PrivateKey.generate())
    statement = statement_of(desk.ask(certificate_view, 12))
    ours = desk.ask(check_certificate, f"CDC1:{theirs.sign(statement_bytes(statement))}")
    assert (ours.verdict, ours.good) == (Verdict.UNKNOWN_KEY, False)
    assert ours.sentence.startswith("FORGED OR UNKNOWN KEY: the code names this society")
    foreign = replace(statement, society_number="98765R")
    other = desk.ask(check_certificate, f"CDC1:{theirs.sign(statement_bytes(foreign))}")
    assert other.verdict is Verdict.UNKNOWN_KEY
    assert other.sentence.startswith("NOT OF THIS SOCIETY: the code names the society registered as 98765R")


def test_a_forger_who_claims_our_keys_id_is_found(desk: DeskAtHand, keys: tuple[KeepKey, KeepKey]) -> None:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    theirs = CertificateKey(keys[0].fingerprint, Ed25519PrivateKey.generate())
    token = theirs.sign(statement_bytes(statement_of(desk.ask(certificate_view, 12))))
    assert desk.ask(check_certificate, f"CDC1:{token}").verdict is Verdict.ALTERED


def test_a_certificate_of_another_society_is_not_ours(
    desk: DeskAtHand, founded_template: Path, tmp_path: Path, keys: tuple[KeepKey, KeepKey]
) -> None:
    other = DeskAtHand(Path(shutil.copy(founded_template, tmp_path / "other.coopdesk")))
    other.perform(keys[1])
    found = other.ask(check_certificate, signed(desk))
    other.store.close()
    assert (found.verdict, found.today) == (Verdict.UNKNOWN_KEY, None)
    assert found.sentence.startswith("NOT OF THIS SOCIETY")


def test_what_was_signed_with_a_copy_of_the_file_is_not_on_record(desk: DeskAtHand) -> None:
    statement = replace(statement_of(desk.ask(certificate_view, 12)), serial=MEMBERS + 5)
    token = opened(desk).sign(statement_bytes(statement))
    found = desk.ask(check_certificate, f"CDC1:{token}")
    assert (found.verdict, found.good, found.today) == (Verdict.UNRECORDED, False, None)
    richer = replace(statement, serial=12, shares=999)
    found = desk.ask(check_certificate, f"CDC1:{opened(desk).sign(statement_bytes(richer))}")
    assert found.verdict is Verdict.UNRECORDED


def test_what_an_old_key_signed_verifies_for_good(desk: DeskAtHand, keys: tuple[KeepKey, KeepKey]) -> None:
    code = signed(desk)
    desk.watch.wind(days=400)
    desk.perform(keys[1])
    found = desk.ask(check_certificate, code)
    assert (found.verdict, found.key) == (Verdict.GENUINE, keys_of(desk)[0])
    assert "The key was replaced on 2 January 2028 and stays on record." in found.sentence
    assert desk.ask(check_certificate, signed(desk, 13)).key == keys_of(desk)[1]


def test_a_signature_for_another_purpose_is_no_certificate(desk: DeskAtHand) -> None:
    # The context is part of what is signed: the same bytes signed as something else do not pass.
    key = opened(desk)
    data = statement_bytes(statement_of(desk.ask(certificate_view, 12)))
    elsewhere = key._private.sign(b"coopdesk ballot\x00" + data)
    assert key._private.sign(to_be_signed(data)) != elsewhere
    token = signed_token(key.fingerprint, elsewhere, data)
    assert desk.ask(check_certificate, f"CDC1:{token}").verdict is Verdict.ALTERED


def test_an_unsigned_certificate_is_known_by_its_plain_token_and_proves_little(desk: DeskAtHand) -> None:
    code = desk.ask(certificate_view, 12).code
    found = desk.ask(check_certificate, code)
    assert (found.verdict, found.good, found.stands, found.key) == (Verdict.UNSIGNED, True, True, "")
    assert "It carries no signature" in found.proves
    signed(desk)
    again = desk.ask(check_certificate, code)
    assert again.verdict is Verdict.UNSIGNED
    desk.perform(CancelCertificate(12, "handed in"))
    assert not desk.ask(check_certificate, code).stands


def test_a_plain_token_nobody_was_given_is_unknown(desk: DeskAtHand) -> None:
    found = desk.ask(check_certificate, "CDC1:ABCDEFGHJKLMNPQR")
    assert (found.verdict, found.good, found.issued_as) == (Verdict.UNKNOWN, False, None)


@pytest.mark.parametrize("text", ["12", " 00012 ", "٤٢"])
def test_a_number_typed_by_hand_is_refused(desk: DeskAtHand, text: str) -> None:
    with pytest.raises(NumberIsNoCode, match="anybody can type"):
        desk.ask(check_certificate, text)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("CDM1:ABCDEFGHJKLMNPQR", "a member card"),
        ("CDV1:12", "a voting card"),
        ("", "CDC1:"),
        ("https://example.org", "CDC1:"),
        ("CDC1:ABCDEFGHJKLMNPQRSTUVW", "cut short"),
        ("CDC1:" + "0" * 300, "not a letter"),
        ("CDC1:" + "A" * 300, "later form"),
        ("CDC1:" + "A" * 3000, "too long"),
    ],
)
def test_what_is_no_certificates_code_is_refused_in_words(desk: DeskAtHand, text: str, why: str) -> None:
    with pytest.raises(NotACertificateCode, match=why):
        desk.ask(check_certificate, text)


@pytest.mark.parametrize("name", ["محمد بن عبد الله بن سليمان الأنصاري", "Bartholomew Featherstonehaugh " * 6 + "Ng"])
def test_names_in_any_script_and_of_any_length_are_checked_whole(desk: DeskAtHand, name: str) -> None:
    desk.perform(EditMember(member=12, name=name))
    code = signed(desk)
    found = desk.ask(check_certificate, code)
    assert (found.verdict, found.differences) == (Verdict.GENUINE, ())
    assert desk.ask(certificate_view, 12).holder == name.strip()
    desk.perform(EditMember(member=12, name=name.strip() + "x"))
    (difference,) = desk.ask(check_certificate, code).differences
    assert difference == f"The register names the holder {name.strip()}x today."


def test_a_signed_certificate_prints_the_name_that_was_signed(desk: DeskAtHand) -> None:
    before = desk.ask(certificate_view, 12)
    signed(desk)
    desk.perform(EditMember(member=12, name="Nia Llŷr-Roberts"))
    after = desk.ask(certificate_view, 12)
    assert (after.holder, after.address) == (before.holder, "")
    new = desk.perform(ReplaceCertificate(12, "married")).number
    assert desk.ask(certificate_view, new).holder == "Nia Llŷr-Roberts"


def test_a_statement_is_signed_once_and_only_while_it_is_true(desk: DeskAtHand) -> None:
    key = opened(desk)
    views = [desk.ask(certificate_view, number) for number in (12, 13, 14)]
    command = sign_certificates(key, views)
    desk.perform(EditMember(member=13, name="Somebody Else"))
    desk.perform(CancelCertificate(14, "handed in"))
    assert desk.perform(command) == 1
    assert desk.perform(command) == 0
    assert [bool(desk.ask(certificate_view, number).key) for number in (12, 13, 14)] == [True, False, False]
    assert unsigned([desk.ask(certificate_view, number) for number in (12, 13, 14)]) == (
        desk.ask(certificate_view, 13),
    )
    assert desk.ask(verify).sound


def test_all_certificates_are_signed_in_one_act_or_none_when_stopped(desk: DeskAtHand) -> None:
    key, views = opened(desk), desk.ask(all_certificates)
    head = desk.ask(verify).head

    class Stop(Exception):
        """The operator pressed Cancel."""

    def cancel(done: int) -> None:
        if done == 7:
            raise Stop

    with pytest.raises(Stop):
        sign_certificates(key, views, cancel)
    assert desk.ask(verify).head == head
    seen: list[int] = []
    assert desk.perform(sign_certificates(key, views, seen.append)) == MEMBERS == len(seen)
    assert all(view.key for view in desk.ask(all_certificates))
    assert desk.ask(all_certificates)[4] == desk.ask(certificate_view, 5)
    assert desk.ask(verify).sound


def test_a_key_replaced_meanwhile_signs_nothing(desk: DeskAtHand, keys: tuple[KeepKey, KeepKey]) -> None:
    command = sign_certificates(opened(desk), [desk.ask(certificate_view, 12)])
    desk.perform(keys[1])
    with pytest.raises(NoSigningKey):
        desk.perform(command)
    assert not desk.ask(certificate_view, 12).key


def test_a_wrong_passphrase_opens_no_key_and_nothing_prints_the_private_part(desk: DeskAtHand) -> None:
    with pytest.raises(WrongPassphrase):
        open_certificate_key(desk.ask(wrapped_key, CERTIFICATES), "seven dry Sundays")
    assert repr(opened(desk)) == f"CertificateKey({opened(desk).fingerprint})"


def test_the_journal_carries_no_name_for_a_signed_statement(desk: DeskAtHand) -> None:
    code = signed(desk)
    desk.store.close()
    data = Path(desk.path).read_bytes()
    assert data.count(code.removeprefix("CDC1:").encode()) == 1


def test_a_code_is_checked_without_the_register_against_a_public_key(desk: DeskAtHand) -> None:
    code = signed(desk)
    (key,) = desk.ask(keys_on_record)
    public = read_public_key(public_part(key).hex())
    found = check_alone(code, public)
    assert (found.verdict, found.good, found.stands, found.today) == (Verdict.SIGNED, True, False, None)
    assert "Ask the society what its register says today." in found.sentence
    assert check_alone(code, bytes(31) + b"\x01").verdict is Verdict.ALTERED
    unproved = check_alone(code, None)
    assert (unproved.verdict, unproved.good) == (Verdict.NOT_CHECKED, False)
    assert unproved.sentence.startswith("NOT CHECKED: Issued as certificate 00012")
    with pytest.raises(NotACertificateCode, match="no signature"):
        check_alone("CDC1:ABCDEFGHJKLMNPQR", public)
    with pytest.raises(NumberIsNoCode):
        check_alone("12", public)


@pytest.mark.parametrize("text", ["", "zz", "ab" * 31, "ab" * 33])
def test_what_is_no_public_key_is_not_taken_for_one(text: str) -> None:
    with pytest.raises(ValueError, match="hex"):
        read_public_key(text)
