"""What an entry said before: every change of a name, address or other detail keeps what it replaced, with its day."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from sqlalchemy import bindparam, func, select

from coopdesk.services.act import Act
from coopdesk.storage import journal
from coopdesk.storage.store import Reader
from coopdesk.storage.tables import MemberPastRow

KEPT_FIELDS = ("name", "address", "postcode", "email", "phone", "representative", "class_name", "kind")
"""Columns of a member's row whose former values are kept."""

_LAST = select(func.coalesce(func.max(MemberPastRow.id), 0))
_COLUMNS = tuple("id member field until_day at void was words salt".split())
_OF_MEMBER = (
    select(MemberPastRow.id, MemberPastRow.field, MemberPastRow.until_day, MemberPastRow.was, MemberPastRow.words)
    .where(MemberPastRow.member == bindparam("member"), MemberPastRow.void == 0)
    .order_by(MemberPastRow.id)
)
_SPAN = (
    select(MemberPastRow.id, MemberPastRow.field, MemberPastRow.was)
    .where(
        MemberPastRow.member == bindparam("member"),
        MemberPastRow.id.between(bindparam("first"), bindparam("last")),
        MemberPastRow.void == 0,
    )
    .order_by(MemberPastRow.id)
)

Past = tuple[int, str, str, str, str]
"""(row id, field, the day it was replaced, what it said, a note)."""


def keep_past(
    act: Act, member: int, before: Mapping[str, Any], given: Mapping[str, Any], until: date, why: str
) -> range:
    """Keep what a change replaces.

    Args:
        act: the act under way.
        member: whose entry it is.
        before: what the entry says, by column.
        given: what it is to say; only columns that differ are kept.
        until: the day from which the new details hold.
        why: a note, such as "by marriage"; "" for none.

    Returns:
        the ids of the rows written, for taking them back.
    """
    replaced = [name for name in KEPT_FIELDS if name in given and str(given[name]) != str(before[name])]
    return keep_many(act, [(member, name, str(before[name])) for name in replaced], until, why)


def keep_many(act: Act, replaced: Iterable[tuple[int, str, str]], until: date, why: str) -> range:
    """Keep many replaced values, given as (member, field, what it said)."""
    first = act.reader.one(_LAST) + 1
    rows = [
        (first + place, member, field, until.isoformat(), act.at, 0, was, why, act.random(journal.SALT_LENGTH))
        for place, (member, field, was) in enumerate(replaced)
    ]
    if rows:
        act.add_many(MemberPastRow, _COLUMNS, rows)
    return range(first, first + len(rows))


def past_of(reader: Reader, member: int) -> list[Past]:
    """What one member's entry said before, in the order it was replaced."""
    return reader.rows(_OF_MEMBER, member=member)


def take_past_back(act: Act, member: int, first: int, last: int) -> dict[str, str]:
    """Void rows of the past and return what they held, by column: what the entry says again."""
    held: dict[str, str] = {}
    for row, field, was in act.reader.rows(_SPAN, member=member, first=first, last=last):
        held[field] = was
        void_past(act, row)
    return held


def void_past(act: Act, row: int) -> None:
    """A past that never was: the change was a mistake and is taken back."""
    act.change(MemberPastRow, row, void=1)
