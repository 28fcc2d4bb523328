"""The society's own signing key: made here, kept here, wrapped by a passphrase that is kept nowhere.

The key is ECDSA on P-256, which every PDF reader knows, with a certificate signed by itself: it shows that a paper is
as it was when somebody who had the file *and* the passphrase sealed it, and nothing more. The private key is encrypted
with AES-256-GCM under scrypt of the passphrase; a copied society file gives nobody the key. Public keys stay for good.
"""

import base64
import json
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from sqlalchemy import select

from coopdesk.domain.clock import read_moment
from coopdesk.domain.refusals import Refusal
from coopdesk.services.act import Act
from coopdesk.services.events import SocietyChanged
from coopdesk.services.letterhead import LetterheadView
from coopdesk.services.perform import Command, Done, handles
from coopdesk.storage.journal import canonical
from coopdesk.storage.store import Reader
from coopdesk.storage.tables import SigningKeyRow

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
    from cryptography.x509 import Certificate

ALGORITHM = "ecdsa-p256"
LEAST_PASSPHRASE = 12
"""Characters: three or four words."""

_SCRYPT = {"n": 2**17, "r": 8, "p": 1}
"""OWASP's first choice for scrypt (2023): 128 MB and about half a second a guess."""

_MOST_SCRYPT = {"n": 2**20, "r": 16, "p": 4}
"""A file from elsewhere may not ask this computer for more than that."""

_NAME_LIMIT = 64
"""Bytes of a common name in a certificate (X.520 ub-common-name, as libraries count it)."""

_FOR_EVER = datetime(9999, 12, 31, 23, 59, 59, tzinfo=UTC)
"""RFC 5280 4.1.2.5: a certificate with no end of its own."""

_KEYS = select(
    SigningKeyRow.id,
    SigningKeyRow.fingerprint,
    SigningKeyRow.certificate,
    SigningKeyRow.made_at,
    SigningKeyRow.replaced_at,
).order_by(SigningKeyRow.id)
_CURRENT = (
    select(SigningKeyRow.fingerprint, SigningKeyRow.certificate, SigningKeyRow.wrapped)
    .where(SigningKeyRow.replaced_at.is_(None))
    .order_by(SigningKeyRow.id.desc())
    .limit(1)
)


@dataclass
class NoSigningKey(Refusal):
    """Sealing before the society has a key."""

    code = "NO-SIGNING-KEY"
    sentence = (
        "The society has no signing key yet, so nothing was sealed and nothing was made. Make a key first: "
        "“society key FILE new --passphrase-file P”."
    )


@dataclass
class WrongPassphrase(Refusal):
    """The passphrase does not open the key."""

    code = "WRONG-PASSPHRASE"
    sentence = (
        "This is not the passphrase of the society's signing key, so nothing was sealed and nothing was made. "
        "Try again, or make the paper unsealed."
    )


@dataclass
class PassphraseTooShort(Refusal):
    """A passphrase that could be guessed."""

    code = "PASSPHRASE-TOO-SHORT"
    sentence = "A passphrase has at least {least} characters; three or four words do well. No key was made."
    least: int


@dataclass(frozen=True, slots=True)
class KeyView:
    """One public key on record."""

    number: int
    fingerprint: str
    """SHA-256 of the public key (its SubjectPublicKeyInfo), 64 hex digits."""
    certificate: bytes
    """DER."""
    made: datetime
    replaced: datetime | None

    def grouped(self) -> str:
        """The fingerprint as people compare it."""
        return grouped_fingerprint(self.fingerprint)


@dataclass(frozen=True, slots=True)
class SealingKey:
    """The society's key, opened: kept in memory for as long as papers are sealed, and written nowhere."""

    fingerprint: str
    certificate: bytes
    private: bytes
    """PKCS #8, DER."""

    def grouped(self) -> str:
        """The fingerprint as people compare it."""
        return grouped_fingerprint(self.fingerprint)

    def __repr__(self) -> str:
        """Never the private part: a report of a mistake may print this."""
        return f"SealingKey({self.fingerprint})"


def grouped_fingerprint(fingerprint: str) -> str:
    """The first twenty digits in fours: "3F2A 91C2 0D5E B84A 77E1"."""
    digits = fingerprint[:20].upper()
    return " ".join(digits[at : at + 4] for at in range(0, len(digits), 4))


@dataclass(frozen=True, slots=True)
class KeepKey(Command[KeyView]):
    """Put a key made by ``new_key`` on record; the one before it seals no more, and stays for checking."""

    fingerprint: str
    certificate: str
    wrapped: str


@handles(KeepKey)
def keep_key(command: KeepKey, act: Act) -> Done[KeyView]:
    """Record the key. It has no inverse: a paper may have been sealed with it already."""
    for known in keys_on_record(act.reader):
        if known.replaced is None:
            act.change(SigningKeyRow, known.number, replaced_at=act.at)
    act.add(
        SigningKeyRow,
        algorithm=ALGORITHM,
        fingerprint=command.fingerprint,
        certificate=command.certificate,
        made_at=act.at,
        replaced_at=None,
        wrapped=command.wrapped,
    )
    return Done(keys_on_record(act.reader)[-1], (SocietyChanged(),))


def new_key(society: LetterheadView, passphrase: str, now: datetime, random: Callable[[int], bytes]) -> KeepKey:
    """Make a key pair and its certificate, wrapped and ready to be kept. Takes half a second, outside the file.

    Args:
        society: who the certificate names.
        passphrase: what wraps the private key.
        now: the start of the certificate.
        random: gives so many random bytes, for salt, nonce and serial number.

    Raises:
        PassphraseTooShort: it could be guessed.
    """
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

    if len(passphrase) < LEAST_PASSPHRASE:
        raise PassphraseTooShort(LEAST_PASSPHRASE)
    private = ec.generate_private_key(ec.SECP256R1())
    certificate = _certificate(private, society, now, random)
    der = certificate.public_bytes(Encoding.DER)
    fingerprint = fingerprint_of(der)
    secret = private.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    return KeepKey(fingerprint, base64.b64encode(der).decode(), _wrap(secret, passphrase, fingerprint, random))


def fingerprint_of(certificate: bytes) -> str:
    """SHA-256 of a certificate's public key, so that the same key under another name is still the same key.

    Raises:
        ValueError: these bytes are no certificate.
    """
    import hashlib

    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
    from cryptography.x509 import load_der_x509_certificate

    public = load_der_x509_certificate(certificate).public_key()
    return hashlib.sha256(public.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)).hexdigest()


def keys_on_record(reader: Reader) -> tuple[KeyView, ...]:
    """Every public key the society ever had, oldest first."""
    return tuple(
        KeyView(
            number,
            fingerprint,
            base64.b64decode(certificate),
            read_moment(made_at),
            read_moment(replaced_at) if replaced_at else None,
        )
        for number, fingerprint, certificate, made_at, replaced_at in reader.rows(_KEYS)
    )


def sealing_fingerprint(reader: Reader) -> str:
    """The fingerprint of the key that seals now, or "" without one: signed on paper, it vouches for the key."""
    return next((key.fingerprint for key in keys_on_record(reader) if key.replaced is None), "")


@dataclass(frozen=True, slots=True)
class WrappedKey:
    """The key that seals now, still shut."""

    fingerprint: str
    certificate: bytes
    wrapped: str


def wrapped_key(reader: Reader) -> WrappedKey:
    """The key that seals now.

    Raises:
        NoSigningKey: there is none.
    """
    found = reader.first(_CURRENT)
    if found is None:
        raise NoSigningKey()
    fingerprint, certificate, wrapped = found
    return WrappedKey(fingerprint, base64.b64decode(certificate), wrapped)


def open_key(key: WrappedKey, passphrase: str) -> SealingKey:
    """Open the key. Takes half a second, outside the file.

    Raises:
        WrongPassphrase: it does not open; a wrapped key that was altered does not either.
    """
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    try:
        kept = json.loads(key.wrapped)
        cost = {name: int(kept[name]) for name in _SCRYPT}
        if any(cost[name] > most for name, most in _MOST_SCRYPT.items()):
            raise WrongPassphrase()
        salt, nonce, sealed = (base64.b64decode(kept[name]) for name in ("salt", "nonce", "sealed"))
        wrapping = _wrapping_key(passphrase, salt, cost)
        secret = AESGCM(wrapping).decrypt(nonce, sealed, key.fingerprint.encode())
    except (InvalidTag, ValueError, KeyError, TypeError) as error:
        raise WrongPassphrase() from error
    return SealingKey(key.fingerprint, key.certificate, secret)


def _wrap(secret: bytes, passphrase: str, fingerprint: str, random: Callable[[int], bytes]) -> str:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    salt, nonce = random(16), random(12)
    sealed = AESGCM(_wrapping_key(passphrase, salt, _SCRYPT)).encrypt(nonce, secret, fingerprint.encode())
    texts = {name: base64.b64encode(each).decode() for name, each in (("salt", salt), ("nonce", nonce))}
    return canonical({"kdf": "scrypt", **_SCRYPT, **texts, "sealed": base64.b64encode(sealed).decode()})


def _wrapping_key(passphrase: str, salt: bytes, cost: dict[str, int]) -> bytes:
    from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

    # The same words typed on another keyboard or system arrive composed otherwise (RFC 8265 says NFC for passwords).
    words = unicodedata.normalize("NFC", passphrase).encode()
    return Scrypt(salt, 32, cost["n"], cost["r"], cost["p"]).derive(words)


def _shortened(name: str) -> str:
    if len(name.encode()) <= _NAME_LIMIT:
        return name
    return name.encode()[: _NAME_LIMIT - len("…".encode())].decode(errors="ignore") + "…"


def _certificate(
    private: "EllipticCurvePrivateKey", society: LetterheadView, now: datetime, random: Callable[[int], bytes]
) -> "Certificate":
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes
    from cryptography.x509.oid import NameOID

    called = _shortened(f"SAMPLE {society.name}" if society.sample else society.name)
    names = [x509.NameAttribute(NameOID.COMMON_NAME, called)]
    if re.fullmatch("[0-9A-Za-z ]{1,64}", society.number):
        names.append(x509.NameAttribute(NameOID.SERIAL_NUMBER, society.number))
    name = x509.Name(names)
    builder = x509.CertificateBuilder(name, name, private.public_key())
    builder = builder.serial_number(int.from_bytes(random(16)) | 1).not_valid_before(now).not_valid_after(_FOR_EVER)
    usage = x509.KeyUsage(
        digital_signature=True,
        content_commitment=True,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=False,
        crl_sign=False,
        encipher_only=False,
        decipher_only=False,
    )
    return builder.add_extension(usage, critical=True).sign(private, hashes.SHA256())
