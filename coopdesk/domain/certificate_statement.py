"""The signed statement in a share certificate's code: what was issued, in few enough bytes to scan from paper.

The bytes are canonical: one statement has one encoding, and nothing else decodes to it. The code is the key's id, an
Ed25519 signature and the statement, spelt in the alphabet of every other code (base 32: scanners and keyboards of any
layout carry it, and a QR code packs it tightly). A plain token of sixteen letters is a certificate issued unsigned.
"""

import hashlib
import unicodedata
from dataclasses import dataclass
from datetime import date

from coopdesk.domain.codes import ALPHABET, TOKEN_LENGTH

SIGNING_CONTEXT = b"coopdesk share certificate\x00"
"""Stands before the statement when it is signed, so that nothing else the key signs passes for a certificate."""

KEY_ID_LENGTH = 4
"""Bytes of the key's fingerprint: enough to tell which key, never a proof."""

SIGNATURE_LENGTH = 64

WHOLE_NAME = 72
"""Bytes of UTF-8: longer names are cut in the code (not on the paper) and vouched for by a digest."""

_CUT_NAME = 52
_DIGEST_LENGTH = 16
_FORM = 1
_MOST_NUMBER = 1 << 56
_LETTER_VALUES = {letter: value for value, letter in enumerate(ALPHABET)}


@dataclass(frozen=True, slots=True)
class CertificateStatement:
    """What a signed share certificate says of itself, whatever happened to the shares afterwards."""

    society_number: str
    """Registration number."""
    serial: int
    """Certificate number."""
    member_number: str
    holder: str
    """The name on the paper, or its beginning where the name is long."""
    holder_digest: bytes
    """Of the whole name where ``holder`` is only its beginning; otherwise empty."""
    shares: int
    share_class: str
    """As printed: "withdrawable shares"."""
    nominal_pence: int
    entered_on: date
    """The day the shares were entered in the register."""
    issued_on: date
    first_distinctive: int = 0
    """The first distinctive number; 0 where the class uses none. The last is ``shares`` - 1 further on."""

    @property
    def holder_words(self) -> str:
        """The holder as a checker compares it with the paper."""
        return f"{self.holder}…" if self.holder_digest else self.holder

    def names(self, name: str) -> bool:
        """Whether this is the name the statement was signed for."""
        return stated_holder(name) == (self.holder, self.holder_digest)


@dataclass(frozen=True, slots=True)
class SignedCode:
    """A certificate's code taken apart. Nothing is proved until the signature has been checked."""

    key_id: bytes
    signature: bytes
    signed: bytes
    """What the signature is over."""
    statement: CertificateStatement


class NotAStatement(ValueError):
    """The code was cut short, mistyped or made by something else."""


def stated_holder(name: str) -> tuple[str, bytes]:
    """How a statement names a holder: whole, or the beginning and a digest of the whole.

    The cut falls between characters as people see them: no combining mark loses its letter.
    """
    composed = unicodedata.normalize("NFC", name)
    whole = composed.encode()
    if len(whole) <= WHOLE_NAME:
        return composed, b""
    cut = whole[:_CUT_NAME].decode(errors="ignore")
    while cut and unicodedata.category(composed[len(cut)]).startswith("M"):
        cut = cut[:-1]
    return cut.rstrip(), hashlib.sha256(whole).digest()[:_DIGEST_LENGTH]


def statement_bytes(statement: CertificateStatement) -> bytes:
    """The statement's one encoding.

    Raises:
        ValueError: a number is negative or a text too long for a certificate.
    """
    numbers = (
        statement.serial,
        statement.shares,
        statement.nominal_pence,
        statement.entered_on.toordinal(),
        statement.issued_on.toordinal(),
        statement.first_distinctive,
    )
    texts = (statement.society_number, statement.member_number, statement.share_class, statement.holder)
    parts = [bytes([_FORM]), *(_number(each) for each in numbers), *(_text(each) for each in texts)]
    return b"".join([*parts, statement.holder_digest])


def read_statement(data: bytes) -> CertificateStatement:
    """Read a statement back, and only the encoding ``statement_bytes`` gives.

    Raises:
        NotAStatement: it is anything else.
    """
    taking = _Taking(data)
    if taking.take(1)[0] != _FORM:
        raise NotAStatement("the statement is of a later form: a newer coopdesk reads it")
    serial, shares, nominal, entered, issued, distinctive = (taking.number() for _ in range(6))
    society, member, share_class, holder = (taking.text() for _ in range(4))
    digest = taking.rest()
    try:
        entered_on, issued_on = date.fromordinal(entered), date.fromordinal(issued)
    except (ValueError, OverflowError) as error:
        raise NotAStatement("a day in it does not exist") from error
    found = CertificateStatement(
        society, serial, member, holder, digest, shares, share_class, nominal, entered_on, issued_on, distinctive
    )
    if len(digest) not in (0, _DIGEST_LENGTH) or serial < 1 or shares < 1 or statement_bytes(found) != data:
        raise NotAStatement("it is not spelt as a statement is")
    return found


def to_be_signed(statement: bytes) -> bytes:
    """What the key signs: the context, then the statement."""
    return SIGNING_CONTEXT + statement


def signed_token(fingerprint: str, signature: bytes, statement: bytes) -> str:
    """What stands after "CDC1:" on a signed certificate.

    Args:
        fingerprint: of the public key, in hex.
        signature: over ``to_be_signed(statement)``.
        statement: as ``statement_bytes`` gives it.

    Raises:
        ValueError: the signature is not of the length that Ed25519 signatures have.
    """
    if len(signature) != SIGNATURE_LENGTH:
        raise ValueError(f"an Ed25519 signature has {SIGNATURE_LENGTH} bytes, not {len(signature)}")
    return _spell(bytes.fromhex(fingerprint)[:KEY_ID_LENGTH] + signature + statement)


def is_signed(token: str) -> bool:
    """Whether a certificate's code carries a statement; the plain tokens of unsigned ones are shorter."""
    return len(token) > TOKEN_LENGTH


def read_signed_token(token: str) -> SignedCode:
    """Take a signed certificate's code apart.

    Raises:
        NotAStatement: it was cut short, mistyped or made by something else.
    """
    data = _unspell(token)
    head = KEY_ID_LENGTH + SIGNATURE_LENGTH
    if len(data) <= head:
        raise NotAStatement("it was cut short")
    statement = data[head:]
    return SignedCode(
        data[:KEY_ID_LENGTH], data[KEY_ID_LENGTH:head], to_be_signed(statement), read_statement(statement)
    )


def _spell(data: bytes) -> str:
    """Five bits a letter, the last letter filled up with zeros."""
    bits = len(data) * 8
    letters = -(-bits // 5)
    value = int.from_bytes(data) << (letters * 5 - bits)
    return "".join(ALPHABET[value >> 5 * (letters - 1 - place) & 31] for place in range(letters))


def _unspell(token: str) -> bytes:
    value = 0
    for letter in token:
        if letter not in _LETTER_VALUES:
            raise NotAStatement(f"“{letter}” is not a letter of a code")
        value = value << 5 | _LETTER_VALUES[letter]
    length, left = divmod(len(token) * 5, 8)
    if left >= 5 or value & ((1 << left) - 1):
        raise NotAStatement("it was cut short")
    return (value >> left).to_bytes(length)


def _number(value: int) -> bytes:
    """Seven bits a byte, the lowest first (LEB128)."""
    if not 0 <= value < _MOST_NUMBER:
        raise ValueError(f"{value} cannot stand in a certificate's statement")
    found = bytearray()
    while value > 127:
        found.append(value & 127 | 128)
        value >>= 7
    return bytes([*found, value])


def _text(value: str) -> bytes:
    data = unicodedata.normalize("NFC", value).encode()
    if len(data) > 255:
        raise ValueError("a text in a certificate's statement has at most 255 bytes")
    return bytes([len(data)]) + data


class _Taking:
    """Takes a statement's parts off its front."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = 0

    def take(self, count: int) -> bytes:
        found = self._data[self._at : self._at + count]
        if len(found) != count:
            raise NotAStatement("it was cut short")
        self._at += count
        return found

    def number(self) -> int:
        value = 0
        for place in range(8):
            (byte,) = self.take(1)
            value |= (byte & 127) << 7 * place
            if byte < 128:
                return value
        raise NotAStatement("a number in it is too large")

    def text(self) -> str:
        (length,) = self.take(1)
        try:
            return self.take(length).decode()
        except UnicodeDecodeError as error:
            raise NotAStatement("a text in it cannot be read") from error

    def rest(self) -> bytes:
        found = self._data[self._at :]
        self._at = len(self._data)
        return found
