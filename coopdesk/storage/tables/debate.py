"""What happens to a motion besides its vote: amended, set aside, confirmed by a second meeting, registered."""

from sqlalchemy import CheckConstraint, ForeignKey, Index
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
