"""What the law asks of some motions and meetings besides a vote: years, notices, requisitions, adjournments."""

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from coopdesk.storage.tables.base import STRICT, Base


class ParticularsRow(Base):
    """What a motion must say or have behind it; given again, the last row stands.

    ``year_ends`` is the last day of the year of account that an audit resolution is about; ``notice_received`` the day
    notice of a change of auditor reached the society, ``members_told`` the day members heard of it.
    """

    __tablename__ = "motion_particulars"
    __table_args__ = (Index("ix_motion_particulars_motion", "motion"), STRICT)

    id: Mapped[int] = mapped_column(primary_key=True)
    motion: Mapped[int] = mapped_column(ForeignKey("motion.id"))
    at: Mapped[str]
    year_ends: Mapped[str | None]
    notice_received: Mapped[str | None]
    members_told: Mapped[str | None]


class RequisitionRow(Base):
    """Members had this meeting called."""

    __tablename__ = "requisition"
    __table_args__ = (STRICT,)

    meeting: Mapped[int] = mapped_column(ForeignKey("meeting.id"), primary_key=True, autoincrement=False)
    at: Mapped[str]


class AdjournmentRow(Base):
    """A meeting stopped; ``goes_on`` is the day and time it goes on, where the chair said one."""

    __tablename__ = "adjournment"
    __table_args__ = (Index("ix_adjournment_meeting", "meeting"), STRICT)

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting: Mapped[int] = mapped_column(ForeignKey("meeting.id"))
    at: Mapped[str]
    goes_on: Mapped[str | None]


class FreshNoticeRow(Base):
    """Fresh notice of an adjourned meeting; given again, the last row stands."""

    __tablename__ = "fresh_notice"
    __table_args__ = (
        CheckConstraint("sent <> '' AND by <> ''", name="told"),
        Index("ix_fresh_notice_adjournment", "adjournment"),
        STRICT,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    adjournment: Mapped[int] = mapped_column(ForeignKey("adjournment.id"))
    at: Mapped[str]
    sent: Mapped[str]
    by: Mapped[str]
