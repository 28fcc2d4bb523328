"""Secret ballots at the desk: who has voted, and how, with nothing to join the two (reliability reference §3).

The roll of those who voted is journalled; the papers are not, one by one: an entry for each would tell their order.
What proves them is their digest, journalled when the ballot closes.
"""

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint
from sqlalchemy.orm import Mapped, mapped_column

from coopdesk.storage.tables.base import STRICT, STRICT_KEYED, UNJOURNALLED, Base


class BallotBoxRow(Base):
    """What may be known of an open ballot: how many have voted and how many papers are in the urn. Triggers count."""

    __tablename__ = "ballot_box"
    __table_args__ = (
        CheckConstraint("papers <= voted AND voted <= papers + 1", name="papers"),
        CheckConstraint("slots > voted", name="slots"),
        CheckConstraint("swept IN (0, 1)", name="swept"),
        STRICT | UNJOURNALLED,
    )

    count: Mapped[int] = mapped_column(ForeignKey("vote_count.id"), primary_key=True, autoincrement=False)
    slots: Mapped[int]
    voted: Mapped[int]
    papers: Mapped[int]
    swept: Mapped[int]
    """1 once the closed ballot was written anew and the log emptied: before that its pages may tell the order."""


class BallotVotedRow(Base):
    """A member has voted in this ballot."""

    __tablename__ = "ballot_voted"
    __table_args__ = (
        ForeignKeyConstraint(["count", "member"], ["elector.count", "elector.member"], name="fk_ballot_voted_elector"),
        STRICT_KEYED,
    )

    count: Mapped[int] = mapped_column(primary_key=True)
    member: Mapped[int] = mapped_column(primary_key=True)


class UrnRow(Base):
    """One place in the urn, laid blank when the ballot opens and all of one width: filled in a random place, so that
    neither key nor place on the page tells when."""

    __tablename__ = "urn"
    __table_args__ = (
        CheckConstraint("choice IN (' ', 'F', 'A', 'N')", name="choice"),
        STRICT_KEYED | UNJOURNALLED,
    )

    count: Mapped[int] = mapped_column(ForeignKey("vote_count.id"), primary_key=True)
    slot: Mapped[int] = mapped_column(primary_key=True)
    choice: Mapped[str]


class ClassBoxRow(Base):
    """The part of an urn that one class votes into, where the rules count classes apart: its places lie together."""

    __tablename__ = "class_box"
    __table_args__ = (CheckConstraint("first >= 0 AND slots > 0", name="places"), STRICT_KEYED)

    count: Mapped[int] = mapped_column(ForeignKey("vote_count.id"), primary_key=True)
    class_name: Mapped[str] = mapped_column(primary_key=True)
    first: Mapped[int]
    slots: Mapped[int]


class BallotSealRow(Base):
    """What was in the urn when the ballot closed: the number of papers, and the digest of all of them."""

    __tablename__ = "ballot_seal"
    __table_args__ = (STRICT,)

    count: Mapped[int] = mapped_column(ForeignKey("vote_count.id"), primary_key=True, autoincrement=False)
    papers: Mapped[int]
    digest: Mapped[str]
