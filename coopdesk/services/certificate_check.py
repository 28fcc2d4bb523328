"""Checking a share certificate by its code: what it was issued as, beside the register of today.

A signature shows that the society's key signed those words, and nothing more. A photocopy verifies too, and so does a
certificate that was cancelled since: the register has the last word.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import bindparam, select

from coopdesk.domain.certificate_statement import (
    KEY_ID_LENGTH,
    CertificateStatement,
    NotAStatement,
    SignedCode,
    is_signed,
    read_signed_token,
)
from coopdesk.domain.certificates import NotACertificateCode, NumberIsNoCode, UnknownCertificate
from coopdesk.domain.clock import day_words, local_day
from coopdesk.domain.codes import CODE_NAMES, CodeKind, read_code
from coopdesk.domain.money import pounds
from coopdesk.services.certificate_view import CertificateView
from coopdesk.services.certificate_views import certificate_view, holder_today
from coopdesk.services.keys import CERTIFICATES, KeyView, grouped_fingerprint, keys_on_record, public_part
from coopdesk.services.society import letterhead
from coopdesk.storage.store import Reader
from coopdesk.storage.tables import CertificateFateRow, CertificateRow, CertificateStatementRow

_BY_TOKEN = select(CertificateRow.number).where(CertificateRow.token == bindparam("token"))
_RECORDED = select(CertificateStatementRow.statement).where(CertificateStatementRow.number == bindparam("number"))
_REPLACED_BY = select(CertificateFateRow.replaced_by).where(CertificateFateRow.number == bindparam("number"))


class Verdict(StrEnum):
    """What checking a code gave."""

    GENUINE = "genuine"
    """Signed with a key of this society, and on its record."""
    UNSIGNED = "unsigned"
    """A code this society gave to a certificate, without a signature."""
    UNRECORDED = "unrecorded"
    """Signed with a key of this society, and not on its record: made with a copy of the file."""
    ALTERED = "altered"
    """It names a key of this society, and the signature is not over these words."""
    UNKNOWN_KEY = "unknown-key"
    """Signed, if at all, with a key this society never had."""
    UNKNOWN = "unknown"
    """A code without a signature that this society never gave."""
    SIGNED = "signed"
    """Checked without the register: the signature is that of the key given."""
    NOT_CHECKED = "not-checked"
    """Read without register or key: anybody can have written it."""


GOOD = frozenset((Verdict.GENUINE, Verdict.UNSIGNED, Verdict.SIGNED))
"""Verdicts that find no fault in the code itself."""


@dataclass(frozen=True, slots=True)
class IssuedAs:
    """What the certificate says of itself."""

    number: int
    member_number: str
    holder: str
    """With "…" at its end where the code holds the beginning of a long name."""
    shares: int
    share_class: str
    nominal_pence: int
    entered_on: date
    issued_on: date
    society_number: str
    distinctive: tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class RegisterToday:
    """What the register says of the certificate now."""

    status: str
    stands: bool
    fate: str
    """What became of it, as a sentence; "" while it stands."""
    holder: str
    """The name in the register today."""
    shares: int
    replaced_by: int | None


@dataclass(frozen=True, slots=True)
class CertificateCheck:
    """The outcome, in facts and in words for people."""

    verdict: Verdict
    issued_as: IssuedAs | None
    today: RegisterToday | None
    key: str
    """The fingerprint of the key as people compare it, or what the code says of it; "" for an unsigned one."""
    sentence: str
    differences: tuple[str, ...]
    """Where the paper and the register of today differ."""
    proves: str
    does_not_prove: str

    @property
    def good(self) -> bool:
        """Whether nothing is wrong with the code. It may still have been cancelled: see ``today``."""
        return self.verdict in GOOD

    @property
    def stands(self) -> bool:
        """Whether the certificate counts in the register today."""
        return self.good and self.today is not None and self.today.stands


_COPY = (
    "It does not show that this paper is the original (a photocopy verifies too), that whoever shows it is the holder, "
    "or that the shares are still held: the register has the last word."
)
_NOTHING = "It shows nothing: treat the paper as worthless until the secretary has looked in the register."


def certificate_token(text: str) -> str:
    """What stands after "CDC1:" in a scanned or pasted text.

    Raises:
        NumberIsNoCode: a certificate's number typed by hand.
        NotACertificateCode: it is another code, or none.
    """
    given = text.strip()
    if given.isdecimal():
        raise NumberIsNoCode(given)
    found = read_code(given)
    if found is None:
        raise NotACertificateCode("it does not begin with CDC1:, or it goes on too long")
    kind, token = found
    if kind is not CodeKind.CERTIFICATE:
        raise NotACertificateCode(f"it is the code of a {CODE_NAMES[kind]}")
    return token


def check_certificate(reader: Reader, text: str) -> CertificateCheck:
    """Check a code against the society's keys and its register of today. Changes nothing.

    Raises:
        NumberIsNoCode, NotACertificateCode: as their sentences say.
    """
    token = certificate_token(text)
    if not is_signed(token):
        return _unsigned(reader, token)
    code = _taken_apart(token)
    ours = [key for key in keys_on_record(reader) if key.algorithm == CERTIFICATES]
    named = [key for key in ours if bytes.fromhex(key.fingerprint)[:KEY_ID_LENGTH] == code.key_id]
    if not named:
        return _foreign(reader, code)
    key = next((key for key in named if verifies(public_part(key), code)), None)
    if key is None:
        return CertificateCheck(
            Verdict.ALTERED,
            issued_as(code.statement),
            None,
            named[0].grouped(),
            "ALTERED OR FORGED: it claims this society's key, and that key never signed these words.",
            (),
            _NOTHING,
            "",
        )
    # "" is on record where the words were erased with the member's other data; the signature still speaks for itself.
    if reader.value(_RECORDED, number=code.statement.serial) not in (token, ""):
        return CertificateCheck(
            Verdict.UNRECORDED,
            issued_as(code.statement),
            _register_today(reader, code.statement.serial),
            key.grouped(),
            "SIGNED AND NOT ON RECORD: the society's key signed these words, and this register never issued them. "
            "Somebody signed with a copy of the file, or this file is an older one. Ask the board.",
            (),
            "It shows that the society's key was used.",
            _COPY,
        )
    return _genuine(reader, code, key)


def check_alone(text: str, public: bytes | None) -> CertificateCheck:
    """Check a code without the society's file, against a public key (32 bytes) where there is one.

    Raises:
        NumberIsNoCode, NotACertificateCode: as their sentences say.
    """
    token = certificate_token(text)
    if not is_signed(token):
        raise NotACertificateCode("it carries no signature, so only the society's own register can say what it is")
    code = _taken_apart(token)
    stated = issued_as(code.statement)
    named = grouped_fingerprint(code.key_id.hex())
    if public is None:
        sentence = f"NOT CHECKED: {issued_words(stated)} That is what the code says; no key was given to check it by."
        return CertificateCheck(
            Verdict.NOT_CHECKED, stated, None, named, sentence, (), "It shows nothing by itself.", _COPY
        )
    if not verifies(public, code):
        sentence = "ALTERED, FORGED OR ANOTHER SOCIETY'S: the key given never signed these words."
        return CertificateCheck(Verdict.ALTERED, stated, None, named, sentence, (), _NOTHING, "")
    sentence = f"{issued_words(stated)} The key given signed this. Ask the society what its register says today."
    return CertificateCheck(Verdict.SIGNED, stated, None, named, sentence, (), _proves(""), _COPY)


def read_public_key(text: str) -> bytes:
    """A public key as 64 hex digits, spaces allowed; its 32 bytes.

    Raises:
        ValueError: it is none.
    """
    key = bytes.fromhex("".join(text.split()))
    if len(key) != 32:
        raise ValueError(f"a public key has 64 hex digits, and this has {len(key) * 2}")
    return key


def issued_as(statement: CertificateStatement) -> IssuedAs:
    """A statement's facts as pages and papers show them."""
    first = statement.first_distinctive
    return IssuedAs(
        number=statement.serial,
        member_number=statement.member_number,
        holder=statement.holder_words,
        shares=statement.shares,
        share_class=statement.share_class,
        nominal_pence=statement.nominal_pence,
        entered_on=statement.entered_on,
        issued_on=statement.issued_on,
        society_number=statement.society_number,
        distinctive=(first, first + statement.shares - 1) if first else None,
    )


def issued_words(stated: IssuedAs) -> str:
    """What a certificate was issued as, in a sentence to compare with the paper."""
    kind = stated.share_class.removesuffix("s") if stated.shares == 1 else stated.share_class
    numbered = f", numbered {stated.distinctive[0]} to {stated.distinctive[1]}" if stated.distinctive else ""
    return (
        f"Issued as certificate {stated.number:05d} on {day_words(stated.issued_on)} to {stated.holder} (member "
        f"{stated.member_number}) for {stated.shares:,} {kind} of {pounds(stated.nominal_pence)}{numbered}."
    )


def _taken_apart(token: str) -> SignedCode:
    try:
        return read_signed_token(token)
    except NotAStatement as error:
        raise NotACertificateCode(str(error)) from error


def verifies(public: bytes, code: SignedCode) -> bool:
    """Whether the signature is that of this public key (32 bytes) over these very words."""
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        Ed25519PublicKey.from_public_bytes(public).verify(code.signature, code.signed)
    except (InvalidSignature, ValueError):
        return False
    return True


def _genuine(reader: Reader, code: SignedCode, key: KeyView) -> CertificateCheck:
    stated = issued_as(code.statement)
    today = _register_today(reader, code.statement.serial)
    assert today is not None
    old = f"The key was replaced on {day_words(local_day(key.replaced))} and stays on record. " if key.replaced else ""
    differences = []
    if not code.statement.names(today.holder):
        differences.append(f"The register names the holder {today.holder} today.")
    if today.shares != stated.shares:
        differences.append(f"The register has {today.shares:,} shares under this number.")
    return CertificateCheck(
        Verdict.GENUINE,
        stated,
        today,
        key.grouped(),
        f"{issued_words(stated)} {old}{_today_words(today)}",
        tuple(differences),
        _proves(f" It is signed with the key {key.grouped()}, which is in the minutes."),
        _COPY,
    )


def _proves(which: str) -> str:
    return f"It shows that somebody with the society's key and its passphrase signed exactly these words.{which}"


def _unsigned(reader: Reader, token: str) -> CertificateCheck:
    number = reader.value(_BY_TOKEN, token=token)
    if number is None:
        return CertificateCheck(
            Verdict.UNKNOWN,
            None,
            None,
            "",
            "UNKNOWN: this register gave that code to no certificate.",
            (),
            _NOTHING,
            "",
        )
    view = certificate_view(reader, number)
    today = _register_today(reader, number)
    assert today is not None
    return CertificateCheck(
        Verdict.UNSIGNED,
        _as_in_register(view),
        today,
        "",
        f"{issued_words(_as_in_register(view))} {_today_words(today)}",
        (),
        "It shows that whoever made this paper had seen the code of that certificate. It carries no signature, so "
        "compare every word on it with the register.",
        _COPY,
    )


def _as_in_register(view: CertificateView) -> IssuedAs:
    return IssuedAs(
        number=view.number,
        member_number=view.member_number,
        holder=view.holder,
        shares=view.shares,
        share_class=view.class_words,
        nominal_pence=view.nominal_pence,
        entered_on=view.entered_on,
        issued_on=view.issued_on,
        society_number=view.society.number,
        distinctive=view.distinctive,
    )


def _foreign(reader: Reader, code: SignedCode) -> CertificateCheck:
    ours, theirs = letterhead(reader).number, code.statement.society_number
    if theirs != ours:
        named = f"the society registered as {theirs}" if theirs else "a society without a registered number"
        sentence = f"NOT OF THIS SOCIETY: the code names {named}, and its key is none of ours."
    else:
        sentence = (
            "FORGED OR UNKNOWN KEY: the code names this society, and its key is none that this register ever had. "
            "An older copy of the register does not know a newer key."
        )
    key = grouped_fingerprint(code.key_id.hex())
    return CertificateCheck(Verdict.UNKNOWN_KEY, issued_as(code.statement), None, key, sentence, (), _NOTHING, "")


def _register_today(reader: Reader, number: int) -> RegisterToday | None:
    try:
        view = certificate_view(reader, number)
    except UnknownCertificate:
        return None
    holder = holder_today(reader, number)
    replaced_by = reader.value(_REPLACED_BY, number=number)
    return RegisterToday(view.status, view.stands, view.fate, holder, view.shares, replaced_by)


def _today_words(today: RegisterToday) -> str:
    if today.stands:
        return "In the register today: it stands."
    return f"In the register today: IT STANDS NO MORE. {today.fate}"
