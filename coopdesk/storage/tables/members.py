"""The register of members, their cards, and what helps to find them."""

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from coopdesk.storage.tables.base import STRICT, STRICT_KEYED, UNJOURNALLED, Base, derived, sealed


class MemberRow(Base):
    """One membership. Never deleted: it ends, or it is void (an import or a joining taken back)."""

    __tablename__ = "member"
    __table_args__ = (
        CheckConstraint("kind IN ('person', 'organisation')", name="kind"),
        CheckConstraint("status IN ('active', 'ended', 'void')", name="status"),
        Index(
            "uq_member_number",
            "number",
            unique=True,
            sqlite_where=text("status <> 'void'"),
            postgresql_where=text("status <> 'void'"),
        ),
        Index("ix_member_number_key", "number_key"),
        # The status leads, so that active members are found first without sorting everybody who begins so.
        Index("ix_member_status_norm", "status", "norm"),
        Index("ix_member_status_last_norm", "status", "last", "norm"),
        Index("ix_member_status_first_last", "status", "first", "last"),
        STRICT,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str]
    kind: Mapped[str]
    name: Mapped[str] = sealed()
    representative: Mapped[str] = sealed()
    class_name: Mapped[str]
    address: Mapped[str] = sealed()
    postcode: Mapped[str] = sealed()
    email: Mapped[str] = sealed()
    phone: Mapped[str] = sealed()
    status: Mapped[str]
    joined_on: Mapped[str]
    ended_on: Mapped[str | None]
    end_reason: Mapped[str] = sealed()
    salt: Mapped[bytes]
    number_key: Mapped[str] = derived()
    norm: Mapped[str] = derived()
    last: Mapped[str] = derived()
    first: Mapped[str] = derived()


class CardRow(Base):
    """A member card. The token says nothing about its holder; a lost card is withdrawn and another made."""

    __tablename__ = "card"
    __table_args__ = (Index("ix_card_member", "member"), STRICT_KEYED)

    token: Mapped[str] = mapped_column(primary_key=True)
    member: Mapped[int] = mapped_column(ForeignKey("member.id"))
    issued_at: Mapped[str]
    withdrawn_at: Mapped[str | None]


class FormerRow(Base):
    """What an import replaced in a member's entry, kept so that the import can be taken back.

    It is personal, and is erased with the member's row; what proves it is the seal of the entry it is restored to.
    """

    __tablename__ = "member_former"
    __table_args__ = (STRICT_KEYED | UNJOURNALLED,)

    entry: Mapped[int] = mapped_column(primary_key=True)
    member: Mapped[int] = mapped_column(ForeignKey("member.id"), primary_key=True)
    held: Mapped[str]


class NameSlipRow(Base):
    """One name with one letter left out, for finding a name typed with one slip (``services.search``)."""

    __tablename__ = "name_slip"
    __table_args__ = (STRICT_KEYED | UNJOURNALLED,)

    variant: Mapped[str] = mapped_column(primary_key=True)
    word: Mapped[str] = mapped_column(primary_key=True)
