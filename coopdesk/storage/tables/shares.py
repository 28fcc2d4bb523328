"""The share ledger: movements, the money behind them, and the certificates that say so. Nothing is ever edited away."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from coopdesk.domain.clock import local_day_of
from coopdesk.storage.tables.base import STRICT, STRICT_KEYED, Base, index_some, later, sealed


def _day_taken(row: Mapping[str, Any]) -> str:
    """Money taken before a payment had a day of its own came in on the local day of its moment."""
    return local_day_of(row["at"])


class PaymentRow(Base):
    """Money in, or (negative) paid back, in pence. Its id is the number of its receipt: they run without a gap.

    ``refunds`` names the payment that this one gives back, whole or in part. Money repaid for shares that were
    withdrawn refunds no payment. ``on_day`` is the day the money came in or went out. The money of somebody who applies
    to join has no member yet.
    """

    __tablename__ = "payment"
    __table_args__ = (
        CheckConstraint("method IN ('cash', 'card', 'transfer', 'cheque')", name="method"),
        CheckConstraint("pence <> 0", name="some_money"),
        CheckConstraint("purpose IN ('shares', 'subscription', 'donation', 'loan', 'other')", name="purpose"),
        CheckConstraint("member IS NOT NULL OR application IS NOT NULL", name="from_somebody"),
        Index("ix_payment_member", "member"),
        index_some("payment", "refunds"),
        Index("ix_payment_on_day", "on_day"),
        index_some("payment", "application"),
        index_some("payment", "meeting"),
        STRICT,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    member: Mapped[int | None] = mapped_column(ForeignKey("member.id"))
    meeting: Mapped[int | None] = mapped_column(ForeignKey("meeting.id"))
    pence: Mapped[int]
    method: Mapped[str]
    at: Mapped[str]
    refunds: Mapped[int | None] = mapped_column(ForeignKey("payment.id"))
    purpose: Mapped[str] = later("shares")
    on_day: Mapped[str] = later("", earlier=_day_taken)
    application: Mapped[int | None] = later(None, refers="share_application.id")


class PaymentNoteRow(Base):
    """What is known of a payment besides the sum: the bank's reference, who paid on somebody's behalf, a remark."""

    __tablename__ = "payment_note"
    __table_args__ = (STRICT,)

    payment: Mapped[int] = mapped_column(ForeignKey("payment.id"), primary_key=True, autoincrement=False)
    reference: Mapped[str] = sealed()
    payer: Mapped[str] = sealed()
    words: Mapped[str] = sealed()
    salt: Mapped[bytes]


class InstalmentRow(Base):
    """A payment towards shares that one payment did not settle whole; their movement names no payment of its own."""

    __tablename__ = "instalment"
    __table_args__ = (Index("ix_instalment_movement", "movement"), STRICT_KEYED)

    payment: Mapped[int] = mapped_column(ForeignKey("payment.id"), primary_key=True)
    movement: Mapped[int] = mapped_column(ForeignKey("share_movement.id"), primary_key=True)


class ShareClassRow(Base):
    """A class of shares besides the one of the rule sheet (which is None wherever a class is named).

    ``numbered``: its shares carry distinctive numbers. Nominal value is the society's one.
    """

    __tablename__ = "share_class"
    __table_args__ = (CheckConstraint("name <> ''", name="name"), STRICT)

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    withdrawable: Mapped[int]
    transferable: Mapped[int]
    numbered: Mapped[int]
    from_day: Mapped[str]


_UNPAID = text("kind = 'issue' AND payment IS NULL")


class ShareMovementRow(Base):
    """Shares in (positive) or out (negative). A holding is the sum of a member's movements.

    ``payment`` settles the movement whole; an issue without one is unpaid or paid by instalments. Out without one: the
    society kept the money (a cancellation) or it is lost (a write-down). A transfer is two movements with one
    ``transfer``. ``reverses`` names the movement that a correction takes back, whole.
    """

    __tablename__ = "share_movement"
    __table_args__ = (
        CheckConstraint(
            "kind IN ('issue', 'opening', 'transfer-in', 'transfer-out', 'withdrawal', 'cancellation', 'write-down', "
            "'reversal')",
            name="kind",
        ),
        CheckConstraint("shares <> 0", name="some_shares"),
        CheckConstraint(
            "(kind IN ('issue', 'opening', 'transfer-in') AND shares > 0) OR "
            "(kind IN ('transfer-out', 'withdrawal', 'cancellation', 'write-down') AND shares < 0) OR "
            "kind = 'reversal'",
            name="direction",
        ),
        # Day and shares in it: a holding on any date is summed from the index alone, twenty times a keystroke.
        Index("ix_share_movement_member_on_day_shares", "member", "on_day", "shares"),
        Index("ix_share_movement_on_day_kind", "on_day", "kind", "shares", "payment"),
        Index("ix_share_movement_unpaid", "member", sqlite_where=_UNPAID, postgresql_where=_UNPAID),
        index_some("share_movement", "certificate"),
        index_some("share_movement", "payment"),
        index_some("share_movement", "transfer"),
        index_some("share_movement", "application"),
        index_some("share_movement", "withdrawal"),
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
    share_class: Mapped[int | None] = later(None, refers="share_class.id")
    transfer: Mapped[int | None] = later(None, refers="share_transfer.id")
    application: Mapped[int | None] = later(None, refers="share_application.id")
    withdrawal: Mapped[int | None] = later(None, refers="withdrawal.id")


class MovementReasonRow(Base):
    """Why shares were cancelled, written down or corrected."""

    __tablename__ = "movement_reason"
    __table_args__ = (STRICT,)

    movement: Mapped[int] = mapped_column(ForeignKey("share_movement.id"), primary_key=True, autoincrement=False)
    words: Mapped[str] = sealed()
    salt: Mapped[bytes]


class ShareTransferRow(Base):
    """A transfer: one act, two movements of the same day. ``consent_on`` is the day of the board's consent."""

    __tablename__ = "share_transfer"
    __table_args__ = (
        CheckConstraint("kind IN ('transfer', 'inheritance', 'nominee', 'merge')", name="kind"),
        CheckConstraint("shares > 0", name="some_shares"),
        CheckConstraint("giver <> taker", name="two_members"),
        STRICT,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    giver: Mapped[int] = mapped_column(ForeignKey("member.id"))
    taker: Mapped[int] = mapped_column(ForeignKey("member.id"))
    shares: Mapped[int]
    share_class: Mapped[int | None] = mapped_column(ForeignKey("share_class.id"))
    on_day: Mapped[str]
    consent_on: Mapped[str | None]
    at: Mapped[str]
    words: Mapped[str] = sealed()
    salt: Mapped[bytes]


class ShareApplicationRow(Base):
    """Somebody asks for shares: a member, or a person (``applicant``) who becomes one when shares are allotted."""

    __tablename__ = "share_application"
    __table_args__ = (
        CheckConstraint("state IN ('received', 'approved', 'refused', 'withdrawn', 'allotted')", name="state"),
        CheckConstraint("shares > 0", name="some_shares"),
        CheckConstraint("allotted >= 0 AND allotted <= shares", name="allotted"),
        Index("ix_share_application_state", "state"),
        STRICT,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    member: Mapped[int | None] = mapped_column(ForeignKey("member.id"))
    shares: Mapped[int]
    share_class: Mapped[int | None] = mapped_column(ForeignKey("share_class.id"))
    class_name: Mapped[str]
    received_on: Mapped[str]
    at: Mapped[str]
    state: Mapped[str]
    decided_on: Mapped[str | None]
    allotted: Mapped[int]
    applicant: Mapped[str] = sealed()
    address: Mapped[str] = sealed()
    postcode: Mapped[str] = sealed()
    email: Mapped[str] = sealed()
    phone: Mapped[str] = sealed()
    words: Mapped[str] = sealed()
    salt: Mapped[bytes]


class WithdrawalRow(Base):
    """Notice given to withdraw shares; ``due_on`` is the first day the money may be paid."""

    __tablename__ = "withdrawal"
    __table_args__ = (
        CheckConstraint("state IN ('asked', 'paid', 'refused', 'taken-back')", name="state"),
        CheckConstraint("shares > 0", name="some_shares"),
        CheckConstraint("due_on >= asked_on", name="notice"),
        Index("ix_withdrawal_state_due_on", "state", "due_on"),
        Index("ix_withdrawal_member", "member"),
        STRICT,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    member: Mapped[int] = mapped_column(ForeignKey("member.id"))
    shares: Mapped[int]
    share_class: Mapped[int | None] = mapped_column(ForeignKey("share_class.id"))
    asked_on: Mapped[str]
    due_on: Mapped[str]
    at: Mapped[str]
    state: Mapped[str]
    settled_on: Mapped[str | None]
    words: Mapped[str] = sealed()
    salt: Mapped[bytes]


class SuspensionRow(Base):
    """Days on which nothing is withdrawn: the board's decision, or insolvency. An open end is ``until_day`` None."""

    __tablename__ = "suspension"
    __table_args__ = (
        CheckConstraint("kind IN ('board', 'insolvency')", name="kind"),
        CheckConstraint("until_day IS NULL OR until_day >= from_day", name="days"),
        STRICT,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    from_day: Mapped[str]
    until_day: Mapped[str | None]
    at: Mapped[str]
    void: Mapped[int]
    words: Mapped[str] = sealed()
    salt: Mapped[bytes]
