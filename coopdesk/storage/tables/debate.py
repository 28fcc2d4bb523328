"""What happens to a motion besides its vote: amended, set aside, confirmed by a second meeting, registered."""

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from coopdesk.storage.tables.base import STRICT, Base, sealed


class AmendmentRow(Base):
    """A motion that would change another's words; ``wording`` is the whole text as it would then stand."""

    __tablename__ = "amendment"
    __table_args__ = (Index("ix_amendment_amends", "amends"), STRICT)

    motion: Mapped[int] = mapped_column(ForeignKey("motion.id"), primary_key=True, autoincrement=False)
    amends: Mapped[int] = mapped_column(ForeignKey("motion.id"))
    wording: Mapped[str] = sealed()
    salt: Mapped[bytes]


class FormerTextRow(Base):
    """What a motion said before an amendment was carried into it, or a slip put right."""

    __tablename__ = "former_text"
    __table_args__ = (Index("ix_former_text_motion", "motion"), STRICT)

    id: Mapped[int] = mapped_column(primary_key=True)
    motion: Mapped[int] = mapped_column(ForeignKey("motion.id"))
    amendment: Mapped[int | None] = mapped_column(ForeignKey("motion.id"))
    at: Mapped[str]
    text: Mapped[str] = sealed()
    salt: Mapped[bytes]


class ProceduralRow(Base):
    """A procedural motion and the motion it is about."""

    __tablename__ = "procedural"
    __table_args__ = (
        CheckConstraint(
            "what IN ('adjourn-debate', 'refer-back', 'lie-on-table', 'next-business')",
            name="what",
        ),
        Index("ix_procedural_about", "about"),
        STRICT,
    )

    motion: Mapped[int] = mapped_column(ForeignKey("motion.id"), primary_key=True, autoincrement=False)
    about: Mapped[int] = mapped_column(ForeignKey("motion.id"))
    what: Mapped[str]


class SetAsideRow(Base):
    """A motion the meeting set aside without voting on it; ``by`` is the procedural motion that carried."""

    __tablename__ = "set_aside"
    __table_args__ = (STRICT,)

    motion: Mapped[int] = mapped_column(ForeignKey("motion.id"), primary_key=True, autoincrement=False)
    by: Mapped[int] = mapped_column(ForeignKey("motion.id"))
    what: Mapped[str]
    at: Mapped[str]


class ConfirmationRow(Base):
    """The second of two meetings: the motion that confirms what the first one passed (2014 Act ss.109-113)."""

    __tablename__ = "confirmation"
    __table_args__ = (Index("ix_confirmation_first", "first"), STRICT)

    motion: Mapped[int] = mapped_column(ForeignKey("motion.id"), primary_key=True, autoincrement=False)
    first: Mapped[int] = mapped_column(ForeignKey("motion.id"))


class RegistrationRow(Base):
    """A carried rule change, registered: in force from that day."""

    __tablename__ = "registration"
    __table_args__ = (STRICT,)

    motion: Mapped[int] = mapped_column(ForeignKey("motion.id"), primary_key=True, autoincrement=False)
    on_day: Mapped[str]
    at: Mapped[str]


class TakenTogetherRow(Base):
    """A motion that one vote decides together with another, ``lead``; void where it is taken apart again."""

    __tablename__ = "taken_together"
    __table_args__ = (
        CheckConstraint("motion <> lead", name="another"),
        CheckConstraint("void IN (0, 1)", name="void"),
        Index(
            "uq_taken_together_motion",
            "motion",
            unique=True,
            sqlite_where=text("void = 0"),
            postgresql_where=text("void = 0"),
        ),
        Index("ix_taken_together_lead", "lead"),
        STRICT,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    motion: Mapped[int] = mapped_column(ForeignKey("motion.id"))
    lead: Mapped[int] = mapped_column(ForeignKey("motion.id"))
    at: Mapped[str]
    void: Mapped[int]


class SharedCountRow(Base):
    """A count of one motion whose figures are those of another's, ``of``: one vote decided both."""

    __tablename__ = "shared_count"
    __table_args__ = (CheckConstraint("count <> of", name="another"), STRICT)

    count: Mapped[int] = mapped_column(ForeignKey("vote_count.id"), primary_key=True, autoincrement=False)
    of: Mapped[int] = mapped_column(ForeignKey("vote_count.id"))


class CorrigendumRow(Base):
    """An error of record in a declared result, put right beside it after the meeting: the declaration stays."""

    __tablename__ = "corrigendum"
    __table_args__ = (
        CheckConstraint("votes_for >= 0 AND against >= 0 AND abstain >= 0 AND spoilt >= 0", name="counts"),
        CheckConstraint("outcome IN ('carried', 'lost', 'awaiting')", name="outcome"),
        UniqueConstraint("meeting", "number"),
        Index("ix_corrigendum_motion", "motion"),
        STRICT,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting: Mapped[int] = mapped_column(ForeignKey("meeting.id"))
    number: Mapped[int]
    motion: Mapped[int] = mapped_column(ForeignKey("motion.id"))
    at: Mapped[str]
    votes_for: Mapped[int]
    against: Mapped[int]
    abstain: Mapped[int]
    spoilt: Mapped[int]
    outcome: Mapped[str]
    sentence: Mapped[str]
    reason: Mapped[str] = sealed()
    authorised: Mapped[str] = sealed()
    salt: Mapped[bytes]
