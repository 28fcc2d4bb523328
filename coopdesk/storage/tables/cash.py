"""Cash-ups: counted money against the journal, and which receipts each one covers."""

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from coopdesk.storage.tables.base import STRICT, STRICT_KEYED, Base, sealed


class CashUpRow(Base):
    """One count, signed off. ``float_pence`` was in the tin before the first receipt; ``meeting`` None: a day's."""

    __tablename__ = "cash_up"
    __table_args__ = (CheckConstraint("float_pence >= 0", name="float"), STRICT)

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting: Mapped[int | None] = mapped_column(ForeignKey("meeting.id"))
    on_day: Mapped[str]
    at: Mapped[str]
    float_pence: Mapped[int]
    void: Mapped[int]
    explanation: Mapped[str] = sealed()
    counted_by: Mapped[str] = sealed()
    checked_by: Mapped[str] = sealed()
    salt: Mapped[bytes]


class CashUpMethodRow(Base):
    """What one way of paying should have come to, and what was counted, in pence without the float."""

    __tablename__ = "cash_up_method"
    __table_args__ = (CheckConstraint("method IN ('cash', 'card', 'transfer', 'cheque')", name="method"), STRICT_KEYED)

    cash_up: Mapped[int] = mapped_column(ForeignKey("cash_up.id"), primary_key=True)
    method: Mapped[str] = mapped_column(primary_key=True)
    expected_pence: Mapped[int]
    counted_pence: Mapped[int]


class CashUpUncountedRow(Base):
    """A way of paying that nobody counted: its receipts are not in the cash-up and wait for another."""

    __tablename__ = "cash_up_uncounted"
    __table_args__ = (
        CheckConstraint("method IN ('cash', 'card', 'transfer', 'cheque')", name="method"),
        CheckConstraint("receipts > 0", name="receipts"),
        STRICT_KEYED,
    )

    cash_up: Mapped[int] = mapped_column(ForeignKey("cash_up.id"), primary_key=True)
    method: Mapped[str] = mapped_column(primary_key=True)
    receipts: Mapped[int]
    expected_pence: Mapped[int]


class CashUpCoinRow(Base):
    """How many of one note or coin were in the tin."""

    __tablename__ = "cash_up_coin"
    __table_args__ = (
        CheckConstraint("how_many > 0", name="how_many"),
        CheckConstraint("worth_pence > 0", name="worth"),
        STRICT_KEYED,
    )

    cash_up: Mapped[int] = mapped_column(ForeignKey("cash_up.id"), primary_key=True)
    worth_pence: Mapped[int] = mapped_column(primary_key=True)
    how_many: Mapped[int]


class CashUpReceiptRow(Base):
    """A receipt that a cash-up covers; no receipt is in two that stand."""

    __tablename__ = "cash_up_receipt"
    __table_args__ = (Index("ix_cash_up_receipt_cash_up", "cash_up"), STRICT_KEYED)

    payment: Mapped[int] = mapped_column(ForeignKey("payment.id"), primary_key=True)
    cash_up: Mapped[int] = mapped_column(ForeignKey("cash_up.id"), primary_key=True)
