"""The society's own signing keys."""

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from coopdesk.storage.tables.base import STRICT, Base, sealed


class SigningKeyRow(Base):
    """One key that papers are sealed with. Public keys stay for good, so that old papers can still be checked.

    ``certificate`` is the self-signed certificate (DER in base64), ``fingerprint`` the SHA-256 of its public key.
    ``wrapped`` is the private key encrypted under a passphrase; the journal carries only its salted hash.
    """

    __tablename__ = "signing_key"
    __table_args__ = (CheckConstraint("algorithm IN ('ecdsa-p256', 'ed25519')", name="algorithm"), STRICT)

    id: Mapped[int] = mapped_column(primary_key=True)
    algorithm: Mapped[str]
    fingerprint: Mapped[str] = mapped_column(unique=True)
    certificate: Mapped[str]
    made_at: Mapped[str]
    replaced_at: Mapped[str | None]
    wrapped: Mapped[str] = sealed()
    salt: Mapped[bytes]
