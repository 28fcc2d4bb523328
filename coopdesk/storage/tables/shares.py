"""The share ledger: movements, the money behind them, and the certificates that say so. Nothing is ever edited away."""

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from coopdesk.storage.tables.base import STRICT, Base


class PaymentRow(Base):
    """Money in, or (negative) paid back, in pence."""

    __tablename__ = "payment"
    __table_args__ = (
        CheckConstraint("method IN ('cash', 'card', 'transfer', 'cheque')", name="method"),
        CheckConstraint("pence <> 0", name="some_money"),
        Index("ix_payment_member", "member"),
        STRICT,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    member: Mapped[int] = mapped_column(ForeignKey("member.id"))
    meeting: Mapped[int | None] = mapped_column(ForeignKey("meeting.id"))
    pence: Mapped[int]
    method: Mapped[str]
    at: Mapped[str]
    refunds: Mapped[int | None] = mapped_column(ForeignKey("payment.id"), unique=True)


class CertificateRow(Base):
    """A numbered certificate. The number is used once, even if the certificate is void."""

    __tablename__ = "certificate"
    __table_args__ = (
        CheckConstraint("status IN ('issued', 'void')", name="status"),
        CheckConstraint("shares > 0", name="some_shares"),
        Index("ix_certificate_member", "member"),
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


class ShareMovementRow(Base):
    """Shares in (positive) or out (negative). A holding is the sum of a member's movements."""

    __tablename__ = "share_movement"
    __table_args__ = (
        CheckConstraint("kind IN ('issue', 'opening', 'reversal')", name="kind"),
        CheckConstraint("shares <> 0", name="some_shares"),
        # With the shares in it: a holding is summed from the index alone, twenty times for each keystroke of a search.
        Index("ix_share_movement_member_shares", "member", "shares"),
        STRICT,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    member: Mapped[int] = mapped_column(ForeignKey("member.id"))
    shares: Mapped[int]
    kind: Mapped[str]
    on_day: Mapped[str]
    at: Mapped[str]
    payment: Mapped[int | None] = mapped_column(ForeignKey("payment.id"))
    certificate: Mapped[int | None] = mapped_column(ForeignKey("certificate.number"))
    reverses: Mapped[int | None] = mapped_column(ForeignKey("share_movement.id"), unique=True)
