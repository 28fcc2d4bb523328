"""Who asked to speak, and who spoke: the beginning and the end are kept, the clock between them is the operator's."""

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from coopdesk.storage.tables.base import STRICT, Base


class SpeakerRow(Base):
    """One wish to speak, numbered in the order of asking: a member or a guest, under an item of the agenda or none.

    ``seconds`` is the time given when called; ``left_at`` is when somebody was taken off the list unheard.
    """

    __tablename__ = "speaker"
    __table_args__ = (
        CheckConstraint("(member IS NULL) <> (guest IS NULL)", name="who"),
        CheckConstraint("(called_at IS NULL) = (seconds IS NULL)", name="called"),
        CheckConstraint("seconds IS NULL OR seconds BETWEEN 10 AND 3600", name="seconds"),
        CheckConstraint("done_at IS NULL OR called_at IS NOT NULL", name="done"),
        CheckConstraint("left_at IS NULL OR called_at IS NULL", name="unheard"),
        UniqueConstraint("meeting", "number"),
        Index(
            "ix_speaker_speaking",
            "meeting",
            unique=True,
            sqlite_where=text("called_at IS NOT NULL AND done_at IS NULL"),
            postgresql_where=text("called_at IS NOT NULL AND done_at IS NULL"),
        ),
        STRICT,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting: Mapped[int] = mapped_column(ForeignKey("meeting.id"))
    number: Mapped[int]
    item: Mapped[int | None] = mapped_column(ForeignKey("agenda_item.id"))
    member: Mapped[int | None] = mapped_column(ForeignKey("member.id"))
    guest: Mapped[int | None] = mapped_column(ForeignKey("guest.id"))
    asked_at: Mapped[str]
    called_at: Mapped[str | None]
    seconds: Mapped[int | None]
    done_at: Mapped[str | None]
    left_at: Mapped[str | None]
