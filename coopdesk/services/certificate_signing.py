"""Signing the codes of certificates: outside the file, with a key opened by its passphrase, then kept in one act.

A statement is signed once, for good: a further copy carries the same code, with or without the passphrase.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from coopdesk.domain.certificate_statement import (
    CertificateStatement,
    read_signed_token,
    signed_token,
    stated_holder,
    statement_bytes,
    to_be_signed,
)
from coopdesk.services.act import Act
from coopdesk.services.certificate_view import CertificateView
from coopdesk.services.certificate_views import all_certificates, certificate_view
from coopdesk.services.events import SharesChanged
from coopdesk.services.keys import CERTIFICATES, NoSigningKey, WrappedKey, keys_on_record, open_key
from coopdesk.services.perform import Command, Done, handles
from coopdesk.storage.journal import SALT_LENGTH
from coopdesk.storage.store import Reader
from coopdesk.storage.tables import CertificateStatementRow

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

_COLUMNS = ("number", "signing_key", "at", "statement", "salt")
_SIGNED = select(CertificateStatementRow.number)


class CertificateKey:
    """The society's key for certificates, opened: kept in memory while certificates are signed, and written nowhere."""

    def __init__(self, fingerprint: str, private: "Ed25519PrivateKey") -> None:
        self.fingerprint = fingerprint
        self._private = private

    def sign(self, statement: bytes) -> str:
        """The token that stands in the certificate's code."""
        return signed_token(self.fingerprint, self._private.sign(to_be_signed(statement)), statement)

    def __repr__(self) -> str:
        """Never the private part: a report of a mistake may print this."""
        return f"CertificateKey({self.fingerprint})"


def open_certificate_key(key: WrappedKey, passphrase: str) -> CertificateKey:
    """Open the key. Takes half a second, outside the file.

    Raises:
        WrongPassphrase: it does not open.
    """
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.serialization import load_der_private_key

    opened = open_key(key, passphrase)
    private = load_der_private_key(opened.private, None)
    assert isinstance(private, Ed25519PrivateKey)
    return CertificateKey(opened.fingerprint, private)


def statement_of(view: CertificateView) -> CertificateStatement:
    """What a certificate says of itself when it is signed."""
    holder, digest = stated_holder(view.holder)
    return CertificateStatement(
        society_number=view.society.number,
        serial=view.number,
        member_number=view.member_number,
        holder=holder,
        holder_digest=digest,
        shares=view.shares,
        share_class=view.class_words,
        nominal_pence=view.nominal_pence,
        entered_on=view.entered_on,
        issued_on=view.issued_on,
        first_distinctive=view.distinctive[0] if view.distinctive else 0,
    )


def unsigned(views: Sequence[CertificateView]) -> tuple[CertificateView, ...]:
    """Those that a signature is still wanted for: they stand and have none."""
    return tuple(view for view in views if view.stands and not view.key)


@dataclass(frozen=True, slots=True)
class KeepStatements(Command[int]):
    """Put signed statements on record, in one act; the value is how many. What changed meanwhile is left out."""

    fingerprint: str
    tokens: tuple[str, ...]


def sign_certificates(
    key: CertificateKey, views: Sequence[CertificateView], progress: Callable[[int], None] | None = None
) -> KeepStatements:
    """Sign what is unsigned. Nothing is recorded until the command is performed.

    Args:
        progress: told how many are done after each; raise from it to stop.
    """
    tokens = []
    for done, view in enumerate(unsigned(views), start=1):
        tokens.append(key.sign(statement_bytes(statement_of(view))))
        if progress is not None:
            progress(done)
    return KeepStatements(key.fingerprint, tuple(tokens))


@handles(KeepStatements)
def keep_statements(command: KeepStatements, act: Act) -> Done[int]:
    """Keep each statement that is still true of a certificate that stands and has none.

    Raises:
        NoSigningKey: the key was replaced since it was opened.
    """
    keys = {key.fingerprint: key.number for key in keys_on_record(act.reader) if key.replaced is None}
    if command.fingerprint not in keys:
        raise NoSigningKey("share certificates")
    signed = {number for (number,) in act.reader.rows(_SIGNED)}
    now = _standing(act.reader, len(command.tokens))
    rows = []
    for token in command.tokens:
        statement = read_signed_token(token).statement
        view = now(statement.serial)
        if view is not None and view.number not in signed and statement_of(view) == statement:
            signed.add(view.number)
            rows.append((view.number, keys[command.fingerprint], act.at, token, act.random(SALT_LENGTH)))
    if rows:
        act.add_many(CertificateStatementRow, _COLUMNS, sorted(rows))
    return Done(len(rows), (SharesChanged(),))


_FEW = 20
"""Up to so many certificates are read one by one; more in one statement."""


def _standing(reader: Reader, count: int) -> Callable[[int], CertificateView | None]:
    if count > _FEW:
        return {view.number: view for view in all_certificates(reader)}.get

    def one(number: int) -> CertificateView | None:
        view = certificate_view(reader, number)
        return view if view.stands else None

    return one


def can_sign(reader: Reader) -> bool:
    """Whether the society has a key for certificates now."""
    return any(key.algorithm == CERTIFICATES and key.replaced is None for key in keys_on_record(reader))
