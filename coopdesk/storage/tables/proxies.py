"""Proxy forms as received. A form is never deleted: it is replaced by a later one, revoked, or void."""

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from coopdesk.storage.tables.base import STRICT, STRICT_KEYED, Base, sealed


class ProxyRow(Base):
    """One form: who, for whom, and when it came in."""

    __tablename__ = "proxy"
    __table_args__ = (
        CheckConstraint("holder_kind IN ('member', 'chair', 'other')", name="holder_kind"),
        CheckConstraint("(holder_kind = 'member') = (holder IS NOT NULL)", name="holder"),
        CheckConstraint("holder IS NULL OR holder <> appointor", name="not_oneself"),
        CheckConstraint("void IN (0, 1)", name="void"),
        UniqueConstraint("meeting", "number"),
        Index("ix_proxy_meeting_appointor", "meeting", "appointor"),
        STRICT,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting: Mapped[int] = mapped_column(ForeignKey("meeting.id"))
    number: Mapped[int]
    appointor: Mapped[int] = mapped_column(ForeignKey("member.id"))
    holder_kind: Mapped[str]
    holder: Mapped[int | None] = mapped_column(ForeignKey("member.id"))
    holder_name: Mapped[str] = sealed()
    proof: Mapped[str]
    """How the form shows that it is the member's: "signed", "by email" ..."""
    received_at: Mapped[str]
    revoked_at: Mapped[str | None]
    void: Mapped[int]
    salt: Mapped[bytes]


class ProxyInstructionRow(Base):
    """How the member wants one motion voted on. Without one the holder decides."""

    __tablename__ = "proxy_instruction"
    __table_args__ = (
        CheckConstraint("choice IN ('for', 'against', 'abstain')", name="choice"),
        STRICT_KEYED,
    )

    proxy: Mapped[int] = mapped_column(ForeignKey("proxy.id"), primary_key=True)
    motion: Mapped[int] = mapped_column(ForeignKey("motion.id"), primary_key=True)
    choice: Mapped[str]
