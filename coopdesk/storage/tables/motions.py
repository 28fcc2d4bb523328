"""Motions, their counts, and who voted how. One member one vote is the key of ``vote``, not a page's good manners."""

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from coopdesk.storage.tables.base import STRICT, STRICT_KEYED, UNJOURNALLED, Base, sealed


class MotionRow(Base):
    """A motion as put. Text and kind are frozen when its vote opens."""

    __tablename__ = "motion"
    __table_args__ = (
        CheckConstraint("state IN ('draft', 'open', 'closed', 'declared', 'withdrawn')", name="state"),
        UniqueConstraint("meeting", "number"),
        STRICT,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting: Mapped[int] = mapped_column(ForeignKey("meeting.id"))
    number: Mapped[int]
    item: Mapped[int | None] = mapped_column(ForeignKey("agenda_item.id"))
    title: Mapped[str] = sealed()
    text: Mapped[str] = sealed()
    kind: Mapped[str]
    proposer: Mapped[int | None] = mapped_column(ForeignKey("member.id"))
    seconder: Mapped[int | None] = mapped_column(ForeignKey("member.id"))
    state: Mapped[str]
    withdrawn_at: Mapped[str | None]
    salt: Mapped[bytes]


class CountRow(Base):
    """One count of one motion. A recount is a further row beside the first."""

    __tablename__ = "vote_count"
    __table_args__ = (
        CheckConstraint("method IN ('hands', 'recorded', 'cards', 'poll', 'secret', 'papers')", name="method"),
        UniqueConstraint("motion", "attempt"),
        STRICT,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    motion: Mapped[int] = mapped_column(ForeignKey("motion.id"))
    attempt: Mapped[int]
    method: Mapped[str]
    opened_at: Mapped[str]
    closed_at: Mapped[str | None]
    present: Mapped[int]
    electors: Mapped[int]
    elector_digest: Mapped[str | None]
    """None only while the electors are being written, in the transaction that opens the count."""
    votes_for: Mapped[int | None]
    votes_against: Mapped[int | None]
    abstentions: Mapped[int | None]
    spoilt: Mapped[int | None]


class ElectorRow(Base):
    """A member who may vote in this count: on the roll and in the room when it opened."""

    __tablename__ = "elector"
    __table_args__ = (STRICT_KEYED | UNJOURNALLED,)

    count: Mapped[int] = mapped_column(ForeignKey("vote_count.id"), primary_key=True)
    member: Mapped[int] = mapped_column(ForeignKey("member.id"), primary_key=True)


class HandsRow(Base):
    """Hands as the tellers counted them. Every figure given is kept; the last one before the count closes stands."""

    __tablename__ = "hands"
    __table_args__ = (
        CheckConstraint("votes_for >= 0 AND votes_against >= 0 AND abstentions >= 0 AND spoilt >= 0", name="counts"),
        Index("ix_hands_count", "count"),
        STRICT,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    count: Mapped[int] = mapped_column(ForeignKey("vote_count.id"))
    at: Mapped[str]
    votes_for: Mapped[int]
    votes_against: Mapped[int]
    abstentions: Mapped[int]
    spoilt: Mapped[int]
    void: Mapped[int]


class VoteRow(Base):
    """One member's recorded vote. Attempt n + 1 exists only beside a void of attempt n."""

    __tablename__ = "vote"
    __table_args__ = (
        CheckConstraint("choice IN ('for', 'against', 'abstain')", name="choice"),
        ForeignKeyConstraint(["count", "member"], ["elector.count", "elector.member"], name="fk_vote_elector"),
        STRICT_KEYED,
    )

    count: Mapped[int] = mapped_column(primary_key=True)
    member: Mapped[int] = mapped_column(primary_key=True)
    attempt: Mapped[int] = mapped_column(primary_key=True)
    choice: Mapped[str]
    at: Mapped[str]


class VoteTallyRow(Base):
    """How many standing votes each answer has in a count. Triggers keep it, so that a tally of a hundred thousand votes
    is three rows to read; ``verify`` adds the votes up again."""

    __tablename__ = "vote_tally"
    __table_args__ = (CheckConstraint("votes >= 0", name="votes"), STRICT_KEYED | UNJOURNALLED)

    count: Mapped[int] = mapped_column(ForeignKey("vote_count.id"), primary_key=True)
    choice: Mapped[str] = mapped_column(primary_key=True)
    votes: Mapped[int]


class VoteVoidRow(Base):
    """A vote taken back before the count closed, with the reason. The vote itself stays."""

    __tablename__ = "vote_void"
    __table_args__ = (
        ForeignKeyConstraint(
            ["count", "member", "attempt"],
            ["vote.count", "vote.member", "vote.attempt"],
            name="fk_vote_void_vote",
        ),
        STRICT_KEYED,
    )

    count: Mapped[int] = mapped_column(primary_key=True)
    member: Mapped[int] = mapped_column(primary_key=True)
    attempt: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[str]
    reason: Mapped[str] = sealed()
    salt: Mapped[bytes]


class ResultRow(Base):
    """What the chair declared. It never changes; "awaiting" is the first of two meetings, passed."""

    __tablename__ = "result"
    __table_args__ = (
        CheckConstraint("outcome IN ('carried', 'lost', 'awaiting')", name="outcome"),
        CheckConstraint("casting IN ('', 'for', 'against')", name="casting"),
        STRICT,
    )

    count: Mapped[int] = mapped_column(ForeignKey("vote_count.id"), primary_key=True, autoincrement=False)
    motion: Mapped[int] = mapped_column(ForeignKey("motion.id"))
    outcome: Mapped[str]
    votes_for: Mapped[int]
    votes_against: Mapped[int]
    abstentions: Mapped[int]
    spoilt: Mapped[int]
    votes_cast: Mapped[int]
    base: Mapped[str]
    base_count: Mapped[int]
    needed: Mapped[int]
    sentence: Mapped[str]
    threshold: Mapped[str]
    casting: Mapped[str]
    declared_at: Mapped[str]
