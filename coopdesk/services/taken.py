"""Which motions one vote decides together: read by whatever must not touch them meanwhile."""

from dataclasses import dataclass

from sqlalchemy import bindparam, select

from coopdesk.domain.ids import MotionId
from coopdesk.domain.refusals import Refusal
from coopdesk.storage.store import Reader
from coopdesk.storage.tables import CountRow, MotionRow, SharedCountRow, TakenTogetherRow

_LEAD = (
    select(MotionRow.id, MotionRow.number, MotionRow.state)
    .join(TakenTogetherRow, TakenTogetherRow.lead == MotionRow.id)
    .where(TakenTogetherRow.motion == bindparam("motion"), TakenTogetherRow.void == 0, MotionRow.state != "withdrawn")
)
_OTHERS = (
    select(MotionRow.id, MotionRow.number)
    .join(TakenTogetherRow, TakenTogetherRow.motion == MotionRow.id)
    .where(TakenTogetherRow.lead == bindparam("motion"), TakenTogetherRow.void == 0, MotionRow.state == "draft")
    .order_by(MotionRow.number)
)
_SHARED_WITH = (
    select(MotionRow.number)
    .join(CountRow, CountRow.motion == MotionRow.id)
    .join(SharedCountRow, SharedCountRow.of == CountRow.id)
    .where(SharedCountRow.count == bindparam("count"))
)
_SHARED_BY = (
    select(MotionRow.number)
    .join(CountRow, CountRow.motion == MotionRow.id)
    .join(SharedCountRow, SharedCountRow.count == CountRow.id)
    .where(SharedCountRow.of == bindparam("count"))
    .order_by(MotionRow.number)
)


@dataclass
class TakenWithAnother(Refusal):
    """A motion touched while another's vote decides it."""

    code = "TAKEN-TOGETHER"
    sentence = (
        "Motion {motion} is taken together with motion {lead}, and one vote decides both. Vote on motion {lead}, or "
        "take them apart before that vote opens."
    )
    motion: int
    lead: int


@dataclass(frozen=True, slots=True)
class Lead:
    """The motion whose vote decides another besides."""

    id: MotionId
    number: int
    state: str


def lead_of(reader: Reader, motion: int) -> Lead | None:
    """The motion that this one is taken together with; None where it stands by itself or is decided."""
    row = reader.first(_LEAD, motion=motion)
    if row is None or row[2] == "declared":
        return None
    return Lead(MotionId(row[0]), row[1], row[2])


def others_of(reader: Reader, motion: int) -> dict[MotionId, int]:
    """The motions that wait for this one's vote: id and number."""
    return {MotionId(other): number for other, number in reader.rows(_OTHERS, motion=motion)}


def refuse_taken(reader: Reader, motion: int, number: int, *, put: bool = False) -> None:
    """A motion stays as it is while another's vote decides it, and is never put by itself.

    Args:
        put: it is to be put to the vote.

    Raises:
        TakenWithAnother: it is taken together with another.
    """
    lead = lead_of(reader, motion)
    if lead is not None and (put or lead.state != "draft"):
        raise TakenWithAnother(number, lead.number)


def shared_with(reader: Reader, count: int) -> tuple[int, ...]:
    """The other motions that a declared count decided."""
    lead = reader.value(_SHARED_WITH, count=count)
    return (lead,) if lead is not None else tuple(number for (number,) in reader.rows(_SHARED_BY, count=count))
