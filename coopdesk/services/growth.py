"""How share capital and membership grew, month by month: what the treasurer's plot shows."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import func, select

from coopdesk.services.society import letterhead
from coopdesk.storage.store import Reader
from coopdesk.storage.tables import MemberRow, ShareMovementRow

_MOVED_IN = func.substr(ShareMovementRow.on_day, 1, 7)
_CAME_IN = func.substr(MemberRow.joined_on, 1, 7)
_WENT_IN = func.substr(MemberRow.ended_on, 1, 7)
_MOVED = select(_MOVED_IN, func.sum(ShareMovementRow.shares)).group_by(_MOVED_IN)
_CAME = select(_CAME_IN, func.count()).where(MemberRow.status != "void").group_by(_CAME_IN)
_WENT = select(_WENT_IN, func.count()).where(MemberRow.status == "ended").group_by(_WENT_IN)


@dataclass(frozen=True, slots=True)
class GrowthPoint:
    """Share capital in pence at nominal value, and members, at the end of a day."""

    day: date
    pence: int
    members: int


def growth(reader: Reader, today: date) -> tuple[GrowthPoint, ...]:
    """The end of every month from the first in which anything happened, and today. Nothing before there is anything."""
    moved: dict[str, int] = dict(reader.rows(_MOVED))
    came: dict[str, int] = dict(reader.rows(_CAME))
    went: dict[str, int] = dict(reader.rows(_WENT))
    begun = min((*moved, *came), default=None)
    if begun is None:
        return ()
    nominal = letterhead(reader).nominal_pence
    shares = members = 0
    points = []
    for month, ends in _months(begun, today):
        shares += moved.get(month, 0)
        members += came.get(month, 0) - went.get(month, 0)
        points.append(GrowthPoint(ends, shares * nominal, members))
    return tuple(points)


def _months(begun: str, today: date) -> Iterator[tuple[str, date]]:
    """Each month as "2026-11" with its last day, the last one with today."""
    year, month = int(begun[:4]), int(begun[5:7])
    while (year, month) <= (today.year, today.month):
        following = date(year + month // 12, month % 12 + 1, 1)
        yield f"{year:04d}-{month:02d}", min(following - timedelta(days=1), today)
        year, month = following.year, following.month
