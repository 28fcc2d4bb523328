"""The life of minutes after the meeting: agreed, approved, signed, and corrected beside the text."""

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from coopdesk.storage.tables.base import STRICT, Base, sealed


class MinutesStepRow(Base):
    """One step: the chair agreed the minutes, a meeting approved them, somebody signed them.

    ``record`` is the minutes as they were agreed, whole (JSON), so that a name changed in the register later does not
    change what was agreed; the other steps leave it empty. ``at_meeting`` is the meeting that approved, where it is
    kept in this file.
    """

    __tablename__ = "minutes_step"
    __table_args__ = (
        CheckConstraint("step IN ('agreed', 'approved', 'signed')", name="step"),
        Index(
            "uq_minutes_step_standing",
            "meeting",
            "step",
            unique=True,
            sqlite_where=text("void = 0"),
            postgresql_where=text("void = 0"),
        ),
        STRICT,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting: Mapped[int] = mapped_column(ForeignKey("meeting.id"))
    step: Mapped[str]
    at: Mapped[str]
    at_meeting: Mapped[int | None] = mapped_column(ForeignKey("meeting.id"))
    chair: Mapped[int | None] = mapped_column(ForeignKey("member.id"))
    record: Mapped[str] = sealed()
    void: Mapped[int]
    salt: Mapped[bytes]


class MinutesCorrectionRow(Base):
    """A correction to agreed minutes: a further minute beside them, never an edit.

    ``made_to`` is what they were when it was recorded: order is told by that, not by the clock.
    """

    __tablename__ = "minutes_correction"
    __table_args__ = (
        CheckConstraint("made_to IN ('agreed', 'approved', 'signed')", name="made_to"),
        Index(
            "uq_minutes_correction_standing",
            "meeting",
            "number",
            unique=True,
            sqlite_where=text("void = 0"),
            postgresql_where=text("void = 0"),
        ),
        STRICT,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting: Mapped[int] = mapped_column(ForeignKey("meeting.id"))
    number: Mapped[int]
    made_to: Mapped[str]
    words: Mapped[str] = sealed()
    at: Mapped[str]
    at_meeting: Mapped[int | None] = mapped_column(ForeignKey("meeting.id"))
    void: Mapped[int]
    salt: Mapped[bytes]
