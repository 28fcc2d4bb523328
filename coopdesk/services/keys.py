"""The society's own signing keys: made here, kept here, wrapped by a passphrase that is kept nowhere.

Papers are sealed with ECDSA on P-256, which every PDF reader knows; share certificates carry an Ed25519 signature in
their code, which is short. Each key has a certificate signed by itself: it shows that a paper is as it was when
somebody who had the file *and* the passphrase signed it, and nothing more. The private key is encrypted with
AES-256-GCM under scrypt of the passphrase; a copied society file gives nobody the key. Public keys stay for good.
"""

import base64
import json
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, select

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
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.x509 import Certificate

SEALS = "ecdsa-p256"
"""The algorithm of the key that papers are sealed with."""

CERTIFICATES = "ed25519"
"""The algorithm of the key that signs the codes of share certificates."""

LEAST_PASSPHRASE = 12
"""Characters: three or four words."""

_PURPOSES = {SEALS: "papers", CERTIFICATES: "share certificates"}

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
    SigningKeyRow.algorithm,
).order_by(SigningKeyRow.id)
_CURRENT = (
    select(SigningKeyRow.fingerprint, SigningKeyRow.certificate, SigningKeyRow.wrapped)
    .where(SigningKeyRow.replaced_at.is_(None), SigningKeyRow.algorithm == bindparam("algorithm"))
    .order_by(SigningKeyRow.id.desc())
    .limit(1)
)


@dataclass
class NoSigningKey(Refusal):
    """Sealing or signing before the society has a key for it."""

    code = "NO-SIGNING-KEY"
    sentence = (
        "The society has no signing key for {what} yet, so nothing was signed and nothing was made. Make a key first: "
        "“society key FILE new --passphrase-file P”."
    )
    what: str = "papers"


@dataclass
class WrongPassphrase(Refusal):
    """The passphrase does not open the key."""

    code = "WRONG-PASSPHRASE"
    sentence = (
        "This is not the passphrase of the society's signing key, so nothing was signed and nothing was made. "
        "Try again, or make the paper without it."
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
    algorithm: str = SEALS

    @property
    def purpose(self) -> str:
        """What the key signs, in words."""
        return _PURPOSES[self.algorithm]

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
    """Put a key made by ``new_key`` on record; the one before it signs no more, and stays for checking."""

    fingerprint: str
    certificate: str
    wrapped: str
    algorithm: str = SEALS


@handles(KeepKey)
def keep_key(command: KeepKey, act: Act) -> Done[KeyView]:
    """Record the key. It has no inverse: a paper may have been sealed with it already."""
    for known in keys_on_record(act.reader):
        if known.replaced is None and known.algorithm == command.algorithm:
            act.change(SigningKeyRow, known.number, replaced_at=act.at)
    act.add(
        SigningKeyRow,
        algorithm=command.algorithm,
        fingerprint=command.fingerprint,
        certificate=command.certificate,
        made_at=act.at,
        replaced_at=None,
        wrapped=command.wrapped,
    )
    return Done(keys_on_record(act.reader)[-1], (SocietyChanged(),))


def new_key(
    society: LetterheadView,
    passphrase: str,
    now: datetime,
    random: Callable[[int], bytes],
    algorithm: str = SEALS,
) -> KeepKey:
    """Make a key pair and its certificate, wrapped and ready to be kept. Takes half a second, outside the file.

    Args:
        society: who the certificate names.
        passphrase: what wraps the private key.
        now: the start of the certificate.
        random: gives so many random bytes, for salt, nonce and serial number.
        algorithm: SEALS or CERTIFICATES.

    Raises:
        PassphraseTooShort: it could be guessed.
    """
    from cryptography.hazmat.primitives.asymmetric import ec, ed25519
    from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

    if len(passphrase) < LEAST_PASSPHRASE:
        raise PassphraseTooShort(LEAST_PASSPHRASE)
    private = (
        ed25519.Ed25519PrivateKey.generate() if algorithm == CERTIFICATES else ec.generate_private_key(ec.SECP256R1())
    )
    certificate = _certificate(private, society, now, random)
    der = certificate.public_bytes(Encoding.DER)
    fingerprint = fingerprint_of(der)
    secret = private.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    wrapped = _wrap(secret, passphrase, fingerprint, random)
    return KeepKey(fingerprint, base64.b64encode(der).decode(), wrapped, algorithm)


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


def public_part(key: KeyView) -> bytes:
    """The 32 bytes of a public key for certificates: what somebody without the society file checks a code by."""
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
    from cryptography.x509 import load_der_x509_certificate

    return load_der_x509_certificate(key.certificate).public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)


def keys_on_record(reader: Reader) -> tuple[KeyView, ...]:
    """Every public key the society ever had, oldest first."""
    return tuple(
        KeyView(
            number,
            fingerprint,
            base64.b64decode(certificate),
            read_moment(made_at),
            read_moment(replaced_at) if replaced_at else None,
            algorithm,
        )
        for number, fingerprint, certificate, made_at, replaced_at, algorithm in reader.rows(_KEYS)
    )


def current_fingerprint(reader: Reader, algorithm: str) -> str:
    """The fingerprint of the key that signs now, or "" without one: signed on paper, it vouches for the key."""
    keys = (key for key in keys_on_record(reader) if key.replaced is None and key.algorithm == algorithm)
    return next((key.fingerprint for key in keys), "")


@dataclass(frozen=True, slots=True)
class WrappedKey:
    """The key that signs now, still shut."""

    fingerprint: str
    certificate: bytes
    wrapped: str


def wrapped_key(reader: Reader, algorithm: str = SEALS) -> WrappedKey:
    """The key that signs now.

    Raises:
        NoSigningKey: there is none.
    """
    found = reader.first(_CURRENT, algorithm=algorithm)
    if found is None:
        raise NoSigningKey(_PURPOSES[algorithm])
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
    private: "EllipticCurvePrivateKey | Ed25519PrivateKey",
    society: LetterheadView,
    now: datetime,
    random: Callable[[int], bytes],
) -> "Certificate":
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
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
    # Ed25519 brings its own hash (RFC 8410).
    digest = hashes.SHA256() if isinstance(private, EllipticCurvePrivateKey) else None
    return builder.add_extension(usage, critical=True).sign(private, digest)
