"""Members through life: what their entry said before, how memberships begin and end, who else stands on an entry."""

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from coopdesk.storage.tables.base import STRICT, Base, sealed

_STANDING = text("void = 0")
_HELD_NOW = text("void = 0 AND until_day IS NULL")


class MemberPastRow(Base):
    """What one field of a member's entry said until a day. What it says now is in the member's row."""

    __tablename__ = "member_past"
    __table_args__ = (
        CheckConstraint(
            "field IN ('name', 'address', 'postcode', 'email', 'phone', 'representative', 'class_name', 'kind', "
            "'number')",
            name="field",
        ),
        Index("ix_member_past_member", "member", "field"),
        STRICT,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    member: Mapped[int] = mapped_column(ForeignKey("member.id"))
    field: Mapped[str]
    until_day: Mapped[str]
    at: Mapped[str]
    void: Mapped[int]
    was: Mapped[str] = sealed()
    words: Mapped[str] = sealed()
    salt: Mapped[bytes]


class MemberEventRow(Base):
    """One turn in a membership, dated: entered, ended (and why), died, rejoined, merged, restored."""

    __tablename__ = "member_event"
    __table_args__ = (
        CheckConstraint("kind IN ('entered', 'ended', 'died', 'rejoined', 'merged', 'restored')", name="kind"),
        CheckConstraint(
            "why IN ('', 'resigned', 'died', 'expelled', 'lapsed', 'withdrew', 'transferred', 'merged', 'wound-up', "
            "'not-eligible', 'other')",
            name="why",
        ),
        Index("ix_member_event_member", "member"),
        STRICT,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    member: Mapped[int] = mapped_column(ForeignKey("member.id"))
    kind: Mapped[str]
    why: Mapped[str]
    on_day: Mapped[str]
    at: Mapped[str]
    void: Mapped[int]
    words: Mapped[str] = sealed()
    salt: Mapped[bytes]


class MemberMergeRow(Base):
    """Two records of one person: ``gone`` is kept as it was and points to ``stays``."""

    __tablename__ = "member_merge"
    __table_args__ = (
        CheckConstraint("gone <> stays", name="two_members"),
        Index("uq_member_merge_gone", "gone", unique=True, sqlite_where=_STANDING, postgresql_where=_STANDING),
        Index("ix_member_merge_stays", "stays"),
        STRICT,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    gone: Mapped[int] = mapped_column(ForeignKey("member.id"))
    stays: Mapped[int] = mapped_column(ForeignKey("member.id"))
    on_day: Mapped[str]
    at: Mapped[str]
    void: Mapped[int]
    words: Mapped[str] = sealed()
    salt: Mapped[bytes]


class MemberDetailRow(Base):
    """What the register may hold besides: day of birth (for an age limit) and of death, as ISO text or ""."""

    __tablename__ = "member_detail"
    __table_args__ = (STRICT,)

    member: Mapped[int] = mapped_column(ForeignKey("member.id"), primary_key=True, autoincrement=False)
    born_on: Mapped[str] = sealed()
    died_on: Mapped[str] = sealed()
    words: Mapped[str] = sealed()
    salt: Mapped[bytes]


class RegisteredMemberRow(Base):
    """An organisation that is itself a registered society, with its number: it may hold more withdrawable shares than
    other members (2014 Act s.24)."""

    __tablename__ = "registered_member"
    __table_args__ = (STRICT,)

    member: Mapped[int] = mapped_column(ForeignKey("member.id"), primary_key=True, autoincrement=False)
    at: Mapped[str]
    void: Mapped[int]
    society_number: Mapped[str] = sealed()
    salt: Mapped[bytes]


class JointHolderRow(Base):
    """A second or later name on a member's shares. The first named is the member, who alone votes."""

    __tablename__ = "joint_holder"
    __table_args__ = (
        CheckConstraint("place >= 2", name="place"),
        CheckConstraint("until_day IS NULL OR until_day >= from_day", name="days"),
        Index(
            "uq_joint_holder_place",
            "member",
            "place",
            unique=True,
            sqlite_where=_HELD_NOW,
            postgresql_where=_HELD_NOW,
        ),
        STRICT,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    member: Mapped[int] = mapped_column(ForeignKey("member.id"))
    place: Mapped[int]
    from_day: Mapped[str]
    until_day: Mapped[str | None]
    at: Mapped[str]
    void: Mapped[int]
    name: Mapped[str] = sealed()
    address: Mapped[str] = sealed()
    postcode: Mapped[str] = sealed()
    email: Mapped[str] = sealed()
    salt: Mapped[bytes]


class RepresentativeRow(Base):
    """The one person an organisation has appointed, in writing (``written_on``), and those before.

    The member's row carries the name of today's for the door; this is the record of appointments.
    """

    __tablename__ = "representative"
    __table_args__ = (
        CheckConstraint("until_day IS NULL OR until_day >= from_day", name="days"),
        Index("uq_representative_member", "member", unique=True, sqlite_where=_HELD_NOW, postgresql_where=_HELD_NOW),
        STRICT,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    member: Mapped[int] = mapped_column(ForeignKey("member.id"))
    from_day: Mapped[str]
    until_day: Mapped[str | None]
    written_on: Mapped[str]
    at: Mapped[str]
    void: Mapped[int]
    name: Mapped[str] = sealed()
    words: Mapped[str] = sealed()
    salt: Mapped[bytes]


class AddressPurposeRow(Base):
    """A purpose for which a member gave an electronic address (2014 Act s.30)."""

    __tablename__ = "address_purpose"
    __table_args__ = (Index("ix_address_purpose_member", "member"), STRICT)

    id: Mapped[int] = mapped_column(primary_key=True)
    member: Mapped[int] = mapped_column(ForeignKey("member.id"))
    notified_on: Mapped[str]
    until_day: Mapped[str | None]
    at: Mapped[str]
    void: Mapped[int]
    purpose: Mapped[str] = sealed()
    salt: Mapped[bytes]


class MemberPropertyRow(Base):
    """Other property a member has in the society: a loan, a deposit (2014 Act s.30)."""

    __tablename__ = "member_property"
    __table_args__ = (
        CheckConstraint("kind IN ('loan', 'deposit', 'other')", name="kind"),
        CheckConstraint("pence >= 0", name="pence"),
        Index("ix_member_property_member", "member"),
        STRICT,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    member: Mapped[int] = mapped_column(ForeignKey("member.id"))
    kind: Mapped[str]
    pence: Mapped[int]
    from_day: Mapped[str]
    until_day: Mapped[str | None]
    at: Mapped[str]
    void: Mapped[int]
    words: Mapped[str] = sealed()
    salt: Mapped[bytes]


class OfficerRow(Base):
    """Somebody who holds an office, a member or not (2014 Act s.30: officers stand in the register)."""

    __tablename__ = "officer"
    __table_args__ = (
        CheckConstraint("office <> ''", name="office"),
        CheckConstraint("until_day IS NULL OR until_day >= from_day", name="days"),
        STRICT,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    member: Mapped[int | None] = mapped_column(ForeignKey("member.id"))
    office: Mapped[str]
    from_day: Mapped[str]
    until_day: Mapped[str | None]
    at: Mapped[str]
    void: Mapped[int]
    name: Mapped[str] = sealed()
    address: Mapped[str] = sealed()
    words: Mapped[str] = sealed()
    salt: Mapped[bytes]
