"""What each class of members weighs in an election, where they do not all weigh the same: frozen with the roll.

The class of an elector is on the roll (``ElectionElectorRow``) and that of a paper beside it (``ElectionPaperRow``).
"""

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from coopdesk.storage.tables.base import STRICT, STRICT_KEYED, UNJOURNALLED, Base


class ElectionWeighingRow(Base):
    """How the classes of an election are weighed. An election without a row counts every paper as one."""

    __tablename__ = "election_weighing"
    __table_args__ = (
        CheckConstraint("way IN ('weighted', 'capped') AND silent IN ('dropped', 'nothing')", name="words"),
        STRICT,
    )

    election: Mapped[int] = mapped_column(ForeignKey("election.id"), primary_key=True, autoincrement=False)
    way: Mapped[str]
    """weighted: each class has a fixed weight, whoever votes. capped: one paper one vote, investors' up to the cap."""
    silent: Mapped[str]
    """A class that casts no vote where classes have weights: its weight is dropped, or counts with nothing."""
    cap: Mapped[str | None]
    """Per cent of the voting strength that investors have at most, an exact fraction; None for no cap."""
    digest: Mapped[str]
    """Of the classes with their weights and electors; "" while the election is back at its nominations."""


class ElectionClassRow(Base):
    """A class with a box of its own, or several that weigh the same in one box. Proved by the digest."""

    __tablename__ = "election_class"
    __table_args__ = (
        CheckConstraint("class_name <> '' AND weight <> '' AND investor IN (0, 1) AND electors >= 0", name="facts"),
        STRICT_KEYED | UNJOURNALLED,
    )

    election: Mapped[int] = mapped_column(ForeignKey("election_weighing.election"), primary_key=True)
    class_name: Mapped[str] = mapped_column(primary_key=True)
    place: Mapped[int]
    """In the order of the rules."""
    weight: Mapped[str]
    """An exact fraction on whatever scale the rules use; "1" where only investors are capped."""
    investor: Mapped[int]
    electors: Mapped[int]
