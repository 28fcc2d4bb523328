"""A meeting, its agenda and its door."""

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from coopdesk.storage.tables.base import STRICT, STRICT_KEYED, UNJOURNALLED, Base, sealed


class MeetingRow(Base):
    """One general meeting. Its rule sheet and roll are frozen when the chair declares the quorum."""

    __tablename__ = "meeting"
    __table_args__ = (
        CheckConstraint("kind IN ('agm', 'sgm')", name="kind"),
        CheckConstraint("state IN ('called', 'open', 'adjourned', 'closed')", name="state"),
        STRICT,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(unique=True)
    kind: Mapped[str]
    title: Mapped[str]
    at: Mapped[str]
    place: Mapped[str]
    state: Mapped[str]
    notice_sent: Mapped[str | None]
    notice_by: Mapped[str | None]
    chair: Mapped[int | None] = mapped_column(ForeignKey("member.id"))
    opened_at: Mapped[str | None]
    closed_at: Mapped[str | None]
    adjourned_times: Mapped[int]
    rules: Mapped[str | None]
    entitled: Mapped[int | None]
    roll_digest: Mapped[str | None]
    quorum_needed: Mapped[int | None]
    quorum_present: Mapped[int | None]
    quorum_at: Mapped[str | None]


class MeetingEventRow(Base):
    """Something that happened to the meeting as a whole: opened, quorum declared, adjourned, reconvened, closed."""

    __tablename__ = "meeting_event"
    __table_args__ = (Index("ix_meeting_event_meeting", "meeting"), STRICT)

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting: Mapped[int] = mapped_column(ForeignKey("meeting.id"))
    kind: Mapped[str]
    at: Mapped[str]
    present: Mapped[int]
    needed: Mapped[int]


class RollRow(Base):
    """A member entitled to vote at this meeting (E). The entry that declared the quorum holds the digest of all."""

    __tablename__ = "roll"
    __table_args__ = (STRICT_KEYED | UNJOURNALLED,)

    meeting: Mapped[int] = mapped_column(ForeignKey("meeting.id"), primary_key=True)
    member: Mapped[int] = mapped_column(ForeignKey("member.id"), primary_key=True)


class AttendanceRow(Base):
    """One stay in the room. Leaving and coming back are two stays, with their times."""

    __tablename__ = "attendance"
    __table_args__ = (
        Index(
            "uq_attendance_in_the_room",
            "meeting",
            "member",
            unique=True,
            sqlite_where=text("left_at IS NULL AND void = 0"),
            postgresql_where=text("left_at IS NULL AND void = 0"),
        ),
        Index("ix_attendance_meeting_member", "meeting", "member"),
        STRICT,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting: Mapped[int] = mapped_column(ForeignKey("meeting.id"))
    member: Mapped[int] = mapped_column(ForeignKey("member.id"))
    arrived_at: Mapped[str]
    left_at: Mapped[str | None]
    voting_card: Mapped[int | None]
    may_vote: Mapped[int]
    reason: Mapped[str]
    joined: Mapped[int]
    void: Mapped[int]


class GuestRow(Base):
    """Somebody in the room who is not a member: no vote, no place in the quorum."""

    __tablename__ = "guest"
    __table_args__ = (Index("ix_guest_meeting", "meeting"), STRICT)

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting: Mapped[int] = mapped_column(ForeignKey("meeting.id"))
    name: Mapped[str] = sealed()
    arrived_at: Mapped[str]
    left_at: Mapped[str | None]
    void: Mapped[int]
    salt: Mapped[bytes]


class ApologyRow(Base):
    """A member's apologies, with the time they were received (in some societies membership lapses without them)."""

    __tablename__ = "apology"
    __table_args__ = (
        Index(
            "uq_apology_meeting_member",
            "meeting",
            "member",
            unique=True,
            sqlite_where=text("void = 0"),
            postgresql_where=text("void = 0"),
        ),
        STRICT,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting: Mapped[int] = mapped_column(ForeignKey("meeting.id"))
    member: Mapped[int] = mapped_column(ForeignKey("member.id"))
    at: Mapped[str]
    void: Mapped[int]


class AgendaItemRow(Base):
    """One item of business, in its place."""

    __tablename__ = "agenda_item"
    __table_args__ = (UniqueConstraint("meeting", "number"), STRICT)

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting: Mapped[int] = mapped_column(ForeignKey("meeting.id"))
    number: Mapped[int]
    kind: Mapped[str]
    title: Mapped[str] = sealed()
    minutes: Mapped[int]
    taken_at: Mapped[str | None]
    done_at: Mapped[str | None]
    salt: Mapped[bytes]


class MinutesTextRow(Base):
    """The secretary's own words for one section of the minutes."""

    __tablename__ = "minutes_text"
    __table_args__ = (UniqueConstraint("meeting", "section"), STRICT)

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting: Mapped[int] = mapped_column(ForeignKey("meeting.id"))
    section: Mapped[str]
    words: Mapped[str] = sealed()
    salt: Mapped[bytes]
