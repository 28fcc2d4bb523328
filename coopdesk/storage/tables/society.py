"""The society itself, who keeps its record, and the numbers handed out so far."""

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from coopdesk.storage.tables.base import STRICT, STRICT_KEYED, UNJOURNALLED, Base, sealed


class SocietyRow(Base):
    """One row: the society this file belongs to."""

    __tablename__ = "society"
    __table_args__ = (CheckConstraint("id = 1", name="one_society"), STRICT)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    name: Mapped[str]
    number: Mapped[str]
    legal_form: Mapped[str]
    office: Mapped[str]
    nominal_pence: Mapped[int]
    sample: Mapped[int]
    rules: Mapped[str]
    founded_at: Mapped[str]


class OperatorRow(Base):
    """Somebody who works the desk. The journal names operators by id, never by name."""

    __tablename__ = "operator"
    __table_args__ = (STRICT,)

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = sealed()
    salt: Mapped[bytes]


class CounterRow(Base):
    """The last number handed out of a series that is never reused (certificates, member numbers, voting cards)."""

    __tablename__ = "counter"
    __table_args__ = (STRICT_KEYED | UNJOURNALLED,)

    name: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[int]
