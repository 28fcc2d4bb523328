"""Certificates: every number there ever was, what became of it, and what was printed."""

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from coopdesk.storage.tables.base import STRICT, STRICT_KEYED, Base, later, sealed


class CertificateRow(Base):
    """A numbered certificate. The number is used once, whatever becomes of the certificate.

    ``status`` leaves 'issued' once and never comes back; ``certificate_fate`` says why. Only one that an import brought
    in, and that was taken back with it, is made again by the next import. ``first_share`` to ``last_share`` are
    distinctive numbers, where the class of shares has them.
    """

    __tablename__ = "certificate"
    __table_args__ = (
        CheckConstraint("status IN ('issued', 'void', 'replaced', 'cancelled', 'spoilt')", name="status"),
        CheckConstraint("shares > 0", name="some_shares"),
        CheckConstraint(
            "(first_share IS NULL AND last_share IS NULL) OR "
            "(first_share > 0 AND last_share - first_share + 1 = shares)",
            name="distinctive",
        ),
        Index("ix_certificate_member", "member"),
        Index("ix_certificate_status", "status"),
        STRICT,
    )

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    member: Mapped[int] = mapped_column(ForeignKey("member.id"))
    shares: Mapped[int]
    entered_on: Mapped[str]
    issued_on: Mapped[str]
    token: Mapped[str] = mapped_column(unique=True)
    status: Mapped[str]
    void_reason: Mapped[str]
    share_class: Mapped[int | None] = later(None, refers="share_class.id")
    first_share: Mapped[int | None] = later(None)
    last_share: Mapped[int | None] = later(None)


class OpeningCertificateRow(Base):
    """A certificate that came in under its own number with an opening register, and the opening movement behind it.

    A number has a second line where its import was taken back and made again.
    """

    __tablename__ = "opening_certificate"
    __table_args__ = (STRICT_KEYED,)

    number: Mapped[int] = mapped_column(ForeignKey("certificate.number"), primary_key=True, autoincrement=False)
    movement: Mapped[int] = mapped_column(ForeignKey("share_movement.id"), primary_key=True)
    on_day: Mapped[str]


class EarlierNumbersRow(Base):
    """A run of certificate numbers of the book kept before: those of it that an opening register does not bring in were
    used up there, and are neither missing nor given again."""

    __tablename__ = "earlier_numbers"
    __table_args__ = (CheckConstraint("first > 0 AND last >= first", name="run"), STRICT)

    first: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    last: Mapped[int]
    on_day: Mapped[str]


class CertificateFateRow(Base):
    """What became of a certificate, once and for good.

    ``why`` is a word: lost, spoilt, damaged, transferred, withdrawn, cancelled, taken-back ...; the words are the
    treasurer's. ``surrendered`` 1: the paper came back. ``indemnity`` 1: a statement of loss and an indemnity are held.
    """

    __tablename__ = "certificate_fate"
    __table_args__ = (
        CheckConstraint("fate IN ('void', 'replaced', 'cancelled', 'spoilt')", name="fate"),
        CheckConstraint("replaced_by IS NULL OR replaced_by <> number", name="another"),
        Index("ix_certificate_fate_replaced_by", "replaced_by"),
        STRICT,
    )

    number: Mapped[int] = mapped_column(ForeignKey("certificate.number"), primary_key=True, autoincrement=False)
    fate: Mapped[str]
    why: Mapped[str]
    on_day: Mapped[str]
    at: Mapped[str]
    replaced_by: Mapped[int | None] = mapped_column(ForeignKey("certificate.number"))
    surrendered: Mapped[int]
    indemnity: Mapped[int]
    words: Mapped[str] = sealed()
    salt: Mapped[bytes]


class CertificateStatementRow(Base):
    """The statement in a certificate's code, with its signature, as text. ``signing_key`` None: it is unsigned."""

    __tablename__ = "certificate_statement"
    __table_args__ = (STRICT,)

    number: Mapped[int] = mapped_column(ForeignKey("certificate.number"), primary_key=True, autoincrement=False)
    signing_key: Mapped[int | None] = mapped_column(ForeignKey("signing_key.id"))
    at: Mapped[str]
    statement: Mapped[str] = sealed()
    salt: Mapped[bytes]


class CertificatePrintingRow(Base):
    """One printing: the first, a duplicate of it, or one overprinted CANCELLED."""

    __tablename__ = "certificate_printing"
    __table_args__ = (
        CheckConstraint("kind IN ('first', 'duplicate', 'cancelled')", name="kind"),
        Index("ix_certificate_printing_number", "number"),
        STRICT,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(ForeignKey("certificate.number"))
    kind: Mapped[str]
    at: Mapped[str]
    words: Mapped[str] = sealed()
    salt: Mapped[bytes]


class SpoiltStationeryRow(Base):
    """Certificate paper that was spoilt and destroyed, with who saw it."""

    __tablename__ = "spoilt_stationery"
    __table_args__ = (CheckConstraint("sheets > 0", name="sheets"), STRICT)

    id: Mapped[int] = mapped_column(primary_key=True)
    sheets: Mapped[int]
    certificate: Mapped[int | None] = mapped_column(ForeignKey("certificate.number"))
    on_day: Mapped[str]
    at: Mapped[str]
    void: Mapped[int]
    sheet_numbers: Mapped[str] = sealed()
    words: Mapped[str] = sealed()
    witness: Mapped[str] = sealed()
    salt: Mapped[bytes]
