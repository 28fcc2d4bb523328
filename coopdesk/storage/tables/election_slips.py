"""The paper side of an election: the form of its slips, and the photographs of its candidates."""

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from coopdesk.storage.tables.base import STRICT, STRICT_KEYED, Base, sealed


class ElectionSlipRow(Base):
    """The one form that all slips of an election have. An election without a row has boxes."""

    __tablename__ = "election_slip"
    __table_args__ = (CheckConstraint("form IN ('boxes', 'grid')", name="form"), STRICT_KEYED)

    election: Mapped[int] = mapped_column(ForeignKey("election.id"), primary_key=True)
    form: Mapped[str]


class CandidatePhotoRow(Base):
    """A candidate's photograph. A later one replaces it; an empty one takes it away."""

    __tablename__ = "candidate_photo"
    __table_args__ = (STRICT,)

    candidate: Mapped[int] = mapped_column(ForeignKey("candidate.id"), primary_key=True)
    at: Mapped[str]
    picture: Mapped[str] = sealed()
    """A small JPEG without anything but the picture, in base64; "" where there is none any more."""
    salt: Mapped[bytes]
