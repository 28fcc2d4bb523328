"""The nominees' book: who is to have a member's property on death (2014 Act ss.37 to 39)."""

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from coopdesk.storage.tables.base import STRICT, Base, sealed


class NominationRow(Base):
    """One nomination, numbered in the book. It is revoked or varied by another, never rewritten."""

    __tablename__ = "nomination"
    __table_args__ = (
        CheckConstraint("how IN ('delivered', 'book')", name="how"),
        Index("ix_nomination_member", "member"),
        STRICT,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(unique=True)
    member: Mapped[int] = mapped_column(ForeignKey("member.id"))
    made_on: Mapped[str]
    delivered_on: Mapped[str]
    how: Mapped[str]
    revoked_on: Mapped[str | None]
    varied_by: Mapped[int | None] = mapped_column(ForeignKey("nomination.id"))
    at: Mapped[str]
    void: Mapped[int]
    words: Mapped[str] = sealed()
    salt: Mapped[bytes]


class NomineeRow(Base):
    """One person of a nomination. ``part`` is an exact fraction of the property: "1/2". ``officer`` 1: of ours."""

    __tablename__ = "nominee"
    __table_args__ = (Index("ix_nominee_nomination", "nomination"), STRICT)

    id: Mapped[int] = mapped_column(primary_key=True)
    nomination: Mapped[int] = mapped_column(ForeignKey("nomination.id"))
    relationship: Mapped[str]
    officer: Mapped[int]
    part: Mapped[str]
    name: Mapped[str] = sealed()
    address: Mapped[str] = sealed()
    salt: Mapped[bytes]
