"""Votes sent in before a meeting, and what of them went into each count."""

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index
from sqlalchemy.orm import Mapped, mapped_column

from coopdesk.storage.tables.base import STRICT, STRICT_KEYED, Base, sealed

_FIGURES = "votes_for >= 0 AND against >= 0 AND abstain >= 0 AND spoilt >= 0"


class AdvanceBatchRow(Base):
    """Votes entered together: totals, or (``named``) a roll of who voted how. ``voters`` is how many names it has."""

    __tablename__ = "advance_batch"
    __table_args__ = (
        CheckConstraint("way IN ('post', 'online')", name="way"),
        CheckConstraint("named IN (0, 1)", name="named"),
        CheckConstraint(_FIGURES, name="counts"),
        CheckConstraint("voters IN (0, votes_for + against + abstain + spoilt)", name="voters"),
        Index("ix_advance_batch_motion", "motion"),
        STRICT,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    motion: Mapped[int] = mapped_column(ForeignKey("motion.id"))
    at: Mapped[str]
    way: Mapped[str]
    named: Mapped[int]
    class_name: Mapped[str]
    """The class that totals are of, where the rules count classes apart; "" otherwise."""
    votes_for: Mapped[int]
    against: Mapped[int]
    abstain: Mapped[int]
    spoilt: Mapped[int]
    voters: Mapped[int]


class AdvanceVoterRow(Base):
    """A member who voted before the meeting; ``choice`` is "" where only that is known."""

    __tablename__ = "advance_voter"
    __table_args__ = (CheckConstraint("choice IN ('', 'for', 'against', 'abstain')", name="choice"), STRICT_KEYED)

    batch: Mapped[int] = mapped_column(ForeignKey("advance_batch.id"), primary_key=True)
    member: Mapped[int] = mapped_column(ForeignKey("member.id"), primary_key=True)
    choice: Mapped[str]


class AdvanceVoidRow(Base):
    """Votes entered wrongly, taken back with a reason before the motion was put. They stay on the record."""

    __tablename__ = "advance_void"
    __table_args__ = (STRICT,)

    batch: Mapped[int] = mapped_column(ForeignKey("advance_batch.id"), primary_key=True, autoincrement=False)
    at: Mapped[str]
    reason: Mapped[str] = sealed()
    salt: Mapped[bytes]


class CountAdvanceRow(Base):
    """Votes sent in that this count adds to what is counted in the room, fixed when it opens.

    ``unlisted`` of them came without names. ``replaced`` were left out, because those members vote in the room.
    """

    __tablename__ = "count_advance"
    __table_args__ = (
        CheckConstraint(_FIGURES, name="counts"),
        CheckConstraint("unlisted >= 0 AND replaced >= 0", name="others"),
        STRICT_KEYED,
    )

    count: Mapped[int] = mapped_column(ForeignKey("vote_count.id"), primary_key=True)
    class_name: Mapped[str] = mapped_column(primary_key=True)
    votes_for: Mapped[int]
    against: Mapped[int]
    abstain: Mapped[int]
    spoilt: Mapped[int]
    unlisted: Mapped[int]
    replaced: Mapped[int]


class AdvanceCastRow(Base):
    """A recorded vote that was sent in; ``stands`` where the rules let no vote in the room take its place."""

    __tablename__ = "advance_cast"
    __table_args__ = (
        CheckConstraint("stands IN (0, 1)", name="stands"),
        ForeignKeyConstraint(
            ["count", "member", "attempt"],
            ["vote.count", "vote.member", "vote.attempt"],
            name="fk_advance_cast_vote",
        ),
        STRICT_KEYED,
    )

    count: Mapped[int] = mapped_column(primary_key=True)
    member: Mapped[int] = mapped_column(primary_key=True)
    attempt: Mapped[int] = mapped_column(primary_key=True)
    stands: Mapped[int]
