"""The journal: every act, chained."""

from sqlalchemy.orm import Mapped, mapped_column

from coopdesk.storage.tables.base import STRICT, UNJOURNALLED, Base, sealed


class JournalRow(Base):
    """One act. ``hash`` covers everything here and the entry before."""

    __tablename__ = "journal"
    __table_args__ = (STRICT | UNJOURNALLED,)

    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[str]
    actor: Mapped[int]
    act: Mapped[str]
    payload: Mapped[str]
    prev: Mapped[bytes]
    hash: Mapped[bytes]
    nonce: Mapped[str | None] = mapped_column(unique=True)


class KeptAsideRow(Base):
    """What an undo must put back and the journal may not carry: former names, addresses, words. It can be erased."""

    __tablename__ = "kept_aside"
    __table_args__ = (STRICT,)

    id: Mapped[int] = mapped_column(primary_key=True)
    words: Mapped[str] = sealed()
    salt: Mapped[bytes]
