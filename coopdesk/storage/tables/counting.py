"""Ways of counting beside single votes: two tellers, voting cards, polls, ballots on paper; and counts given up."""

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from coopdesk.storage.tables.base import STRICT, STRICT_KEYED, Base, sealed

_FIGURES = "votes_for >= 0 AND votes_against >= 0 AND abstentions >= 0 AND spoilt >= 0"


class CountVoidRow(Base):
    """A count that was given up: put by mistake, or to be run again. It stays, with the reason."""

    __tablename__ = "count_void"
    __table_args__ = (STRICT,)

    count: Mapped[int] = mapped_column(ForeignKey("vote_count.id"), primary_key=True, autoincrement=False)
    at: Mapped[str]
    reason: Mapped[str] = sealed()
    salt: Mapped[bytes]


class TellerRow(Base):
    """What one of two tellers counted, not knowing the other's figures. Agreed figures become a row of ``hands``."""

    __tablename__ = "teller_figures"
    __table_args__ = (
        CheckConstraint("teller IN (1, 2)", name="teller"),
        CheckConstraint(_FIGURES, name="counts"),
        Index("ix_teller_figures_count", "count"),
        STRICT,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    count: Mapped[int] = mapped_column(ForeignKey("vote_count.id"))
    teller: Mapped[int]
    at: Mapped[str]
    votes_for: Mapped[int]
    votes_against: Mapped[int]
    abstentions: Mapped[int]
    spoilt: Mapped[int]
    void: Mapped[int]


class CardTallyRow(Base):
    """Card count: every voting card given out is accounted for, raised or kept down."""

    __tablename__ = "card_tally"
    __table_args__ = (CheckConstraint("given_out >= 0 AND kept >= 0", name="cards"), STRICT)

    hands: Mapped[int] = mapped_column(ForeignKey("hands.id"), primary_key=True, autoincrement=False)
    given_out: Mapped[int]
    kept: Mapped[int]


class ClassFiguresRow(Base):
    """The part one class has in a count of hands, where the rules count classes apart."""

    __tablename__ = "class_figures"
    __table_args__ = (CheckConstraint(_FIGURES, name="counts"), STRICT_KEYED)

    hands: Mapped[int] = mapped_column(ForeignKey("hands.id"), primary_key=True)
    class_name: Mapped[str] = mapped_column(primary_key=True)
    votes_for: Mapped[int]
    votes_against: Mapped[int]
    abstentions: Mapped[int]
    spoilt: Mapped[int]


class PollDemandRow(Base):
    """Who demanded a poll, and when. ``count`` is the poll it led to."""

    __tablename__ = "poll_demand"
    __table_args__ = (CheckConstraint("by IN ('chair', 'directors', 'members')", name="by"), STRICT)

    count: Mapped[int] = mapped_column(ForeignKey("vote_count.id"), primary_key=True, autoincrement=False)
    by: Mapped[str]
    at: Mapped[str]


class PollDemanderRow(Base):
    """One of the members who demanded a poll."""

    __tablename__ = "poll_demander"
    __table_args__ = (STRICT_KEYED,)

    count: Mapped[int] = mapped_column(ForeignKey("poll_demand.count"), primary_key=True)
    member: Mapped[int] = mapped_column(ForeignKey("member.id"), primary_key=True)


class ProxyElectorRow(Base):
    """An elector of a poll who is not in the room; ``proxy`` is the number of the form, fixed when the poll opened."""

    __tablename__ = "proxy_elector"
    __table_args__ = (
        ForeignKeyConstraint(["count", "member"], ["elector.count", "elector.member"], name="fk_proxy_elector_elector"),
        STRICT_KEYED,
    )

    count: Mapped[int] = mapped_column(primary_key=True)
    member: Mapped[int] = mapped_column(primary_key=True)
    proxy: Mapped[int]


class SlipRow(Base):
    """A voting slip printed for a ballot on paper. Serials are random and say nothing about who was given which."""

    __tablename__ = "slip"
    __table_args__ = (STRICT_KEYED,)

    count: Mapped[int] = mapped_column(ForeignKey("vote_count.id"), primary_key=True)
    serial: Mapped[str] = mapped_column(primary_key=True)


class PaperRow(Base):
    """One paper read out of the box. The papers were shuffled: the order they are entered in is nobody's."""

    __tablename__ = "paper"
    __table_args__ = (
        CheckConstraint("choice IN ('for', 'against', 'abstain', 'spoilt')", name="choice"),
        Index(
            "uq_paper_serial",
            "count",
            "serial",
            unique=True,
            sqlite_where=text("serial <> '' AND void = 0"),
            postgresql_where=text("serial <> '' AND void = 0"),
        ),
        Index("ix_paper_count", "count", "void", "class_name", "choice"),
        STRICT,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    count: Mapped[int] = mapped_column(ForeignKey("vote_count.id"))
    class_name: Mapped[str]
    choice: Mapped[str]
    serial: Mapped[str]
    void: Mapped[int]


class PaperAccountRow(Base):
    """Paper accounting: issued = in the box + returned + missing. Every figure given is kept, the last one stands."""

    __tablename__ = "paper_account"
    __table_args__ = (
        CheckConstraint("issued >= 0 AND returned >= 0 AND missing >= 0", name="papers"),
        Index("ix_paper_account_count", "count"),
        STRICT,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    count: Mapped[int] = mapped_column(ForeignKey("vote_count.id"))
    at: Mapped[str]
    issued: Mapped[int]
    returned: Mapped[int]
    missing: Mapped[int]
