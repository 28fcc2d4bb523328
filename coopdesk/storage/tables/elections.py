"""Board elections: contest, candidates, electors, papers handed out, papers returned, counts.

Who was handed a paper and what a paper says are never in one place: a paper carries a random serial or a number that
tellers wrote on it after the box was shaken, and its row has room for its marks before anything is written there.
"""

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from coopdesk.storage.tables.base import STRICT, STRICT_KEYED, UNJOURNALLED, Base, later, sealed


class ElectionRow(Base):
    """One contest: an office, for everybody or for one constituency (a class of members)."""

    __tablename__ = "election"
    __table_args__ = (
        CheckConstraint("state IN ('nominations', 'open', 'closed', 'declared', 'cancelled')", name="state"),
        CheckConstraint("rule IN ('scottish', 'ers97', 'meek', 'av', 'block', 'approval')", name="rule"),
        CheckConstraint("naming IN ('alphabetical', 'lot', 'nominated')", name="naming"),
        CheckConstraint("places > 0 AND stand_days >= 0", name="places"),
        CheckConstraint("exactly IN (0, 1) AND reopen IN (0, 1)", name="flags"),
        UniqueConstraint("meeting", "number"),
        STRICT,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting: Mapped[int] = mapped_column(ForeignKey("meeting.id"))
    number: Mapped[int]
    office: Mapped[str]
    constituency: Mapped[str]
    """The class of members who vote and stand; "" for everybody."""
    rule: Mapped[str]
    places: Mapped[int]
    exactly: Mapped[int]
    reopen: Mapped[int]
    """1: "re-open nominations" stands as a candidate."""
    naming: Mapped[str]
    """The order of names on the paper."""
    stand_days: Mapped[int]
    """Days of membership before somebody may stand."""
    nominations_until: Mapped[str | None]
    term: Mapped[str]
    """Until when those elected serve, in words: "the 2029 AGM"."""
    state: Mapped[str]
    opened_at: Mapped[str | None]
    closed_at: Mapped[str | None]
    declared_at: Mapped[str | None]
    electors: Mapped[int | None]
    elector_digest: Mapped[str | None]
    title: Mapped[str] = sealed()
    salt: Mapped[bytes]


class CandidateRow(Base):
    """Somebody who was nominated. ``number`` is the place on the ballot paper, given when the ballot opens."""

    __tablename__ = "candidate"
    __table_args__ = (
        CheckConstraint("consent IN (0, 1)", name="consent"),
        UniqueConstraint("election", "number"),
        STRICT,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    election: Mapped[int] = mapped_column(ForeignKey("election.id"))
    number: Mapped[int | None]
    member: Mapped[int | None] = mapped_column(ForeignKey("member.id"))
    """None for "re-open nominations"."""
    proposer: Mapped[int | None] = mapped_column(ForeignKey("member.id"))
    seconder: Mapped[int | None] = mapped_column(ForeignKey("member.id"))
    consent: Mapped[int]
    at: Mapped[str]
    withdrawn_at: Mapped[str | None]
    name: Mapped[str] = sealed()
    statement: Mapped[str] = sealed()
    salt: Mapped[bytes]


class ElectionElectorRow(Base):
    """A member who may vote in this election, frozen when its ballot opens."""

    __tablename__ = "election_elector"
    __table_args__ = (STRICT_KEYED | UNJOURNALLED,)

    election: Mapped[int] = mapped_column(ForeignKey("election.id"), primary_key=True)
    member: Mapped[int] = mapped_column(ForeignKey("member.id"), primary_key=True)
    class_name: Mapped[str] = later("")
    """The class the member votes with, where classes do not weigh the same; "" elsewhere."""


class ElectionIssueRow(Base):
    """A paper was handed to this member and the roll was marked. A second one replaces a paper given back spoilt."""

    __tablename__ = "election_issue"
    __table_args__ = (
        CheckConstraint("attempt > 0", name="attempt"),
        ForeignKeyConstraint(
            ["election", "member"],
            ["election_elector.election", "election_elector.member"],
            name="fk_election_issue_elector",
        ),
        STRICT_KEYED,
    )

    election: Mapped[int] = mapped_column(primary_key=True)
    member: Mapped[int] = mapped_column(primary_key=True)
    attempt: Mapped[int] = mapped_column(primary_key=True)


class ElectionPaperRow(Base):
    """A paper that came back, as two people read it, each without seeing the other's. "" is not read yet."""

    __tablename__ = "election_paper"
    __table_args__ = (CheckConstraint("paper <> ''", name="paper"), STRICT_KEYED | UNJOURNALLED)

    election: Mapped[int] = mapped_column(ForeignKey("election.id"), primary_key=True)
    paper: Mapped[str] = mapped_column(primary_key=True)
    first: Mapped[str]
    second: Mapped[str]
    class_name: Mapped[str] = later("")
    """The class in whose box it was found, where classes do not weigh the same; "" elsewhere."""


class ElectionCountRow(Base):
    """A count of one election. A recount is a further row; what was counted, and how lots fell, is in it."""

    __tablename__ = "election_count"
    __table_args__ = (
        CheckConstraint("returned >= 0 AND valid >= 0 AND spoilt >= 0 AND returned = valid + spoilt", name="papers"),
        UniqueConstraint("election", "attempt"),
        STRICT,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    election: Mapped[int] = mapped_column(ForeignKey("election.id"))
    attempt: Mapped[int]
    at: Mapped[str]
    returned: Mapped[int]
    valid: Mapped[int]
    spoilt: Mapped[int]
    elected: Mapped[str]
    """Ballot-paper numbers in order, "4 1 3"."""
    lot_needed: Mapped[str]
    """Ballot-paper numbers between whom a lot is needed; "" for a finished count."""
    papers_digest: Mapped[str]
    count_digest: Mapped[str]
    seed: Mapped[str] = sealed()
    lots: Mapped[str] = sealed()
    """Lots drawn by hand, as JSON: [[picked, how], ...]."""
    salt: Mapped[bytes]


class ElectionBoxRow(Base):
    """Whether the pages of the file may tell in which order papers were read: 0 they do not, 1 papers were read since
    it was last written anew, 2 it is to be written anew now."""

    __tablename__ = "election_box"
    __table_args__ = (CheckConstraint("traces IN (0, 1, 2)", name="traces"), STRICT | UNJOURNALLED)

    election: Mapped[int] = mapped_column(ForeignKey("election.id"), primary_key=True, autoincrement=False)
    traces: Mapped[int]


class ElectionDetailRow(Base):
    """What a contest is besides its rule and places."""

    __tablename__ = "election_detail"
    __table_args__ = (
        CheckConstraint("confirm IN (0, 1) AND confirming IN (0, 1) AND confirming <= confirm", name="flags"),
        STRICT,
    )

    election: Mapped[int] = mapped_column(ForeignKey("election.id"), primary_key=True, autoincrement=False)
    confirm: Mapped[int]
    """1: no more candidates than places are put to a yes or no, rather than elected unopposed."""
    confirming: Mapped[int]
    """1: that is what the ballot asks, which was known when it opened."""
    expires: Mapped[str | None]
    """The day by which those elected retire, ISO; None where the term is said in words only."""


class ElectionReservedRow(Base):
    """Seats reserved in a contest: at least so many of a group, at most so many; None for no maximum."""

    __tablename__ = "election_reserved"
    __table_args__ = (
        CheckConstraint("label <> '' AND least >= 0 AND (most IS NULL OR most >= least)", name="bounds"),
        STRICT_KEYED,
    )

    election: Mapped[int] = mapped_column(ForeignKey("election.id"), primary_key=True)
    label: Mapped[str] = mapped_column(primary_key=True)
    least: Mapped[int]
    most: Mapped[int | None]


class CandidateGroupRow(Base):
    """A candidate stands for a group that seats are reserved for. Which one may be nobody's business but the meeting's,
    so it is sealed."""

    __tablename__ = "candidate_group"
    __table_args__ = (STRICT,)

    id: Mapped[int] = mapped_column(primary_key=True)
    candidate: Mapped[int] = mapped_column(ForeignKey("candidate.id"))
    label: Mapped[str] = sealed()
    salt: Mapped[bytes]


class OfficerTermRow(Base):
    """A term of office that an election gave, and its last day; None where that is said in words only."""

    __tablename__ = "officer_term"
    __table_args__ = (STRICT,)

    officer: Mapped[int] = mapped_column(ForeignKey("officer.id"), primary_key=True, autoincrement=False)
    election: Mapped[int] = mapped_column(ForeignKey("election.id"))
    expires: Mapped[str | None]


class ElectionCountVoidRow(Base):
    """A count that was taken back before it was declared."""

    __tablename__ = "election_count_void"
    __table_args__ = (STRICT,)

    count: Mapped[int] = mapped_column(ForeignKey("election_count.id"), primary_key=True, autoincrement=False)
    at: Mapped[str]


class ElectionAccountRow(Base):
    """Why so many papers that were handed out are not back, in the returning officer's words."""

    __tablename__ = "election_account"
    __table_args__ = (CheckConstraint("missing > 0", name="missing"), STRICT)

    id: Mapped[int] = mapped_column(primary_key=True)
    election: Mapped[int] = mapped_column(ForeignKey("election.id"))
    at: Mapped[str]
    missing: Mapped[int]
    words: Mapped[str] = sealed()
    salt: Mapped[bytes]
