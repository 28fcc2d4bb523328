"""Finding members as somebody types: b-tree ranges first, then one typing slip, then words anywhere."""

from sqlalchemy import bindparam, or_, select

from coopdesk.domain.ids import MemberId
from coopdesk.domain.members import MemberKind, number_key, read_member_number, search_form
from coopdesk.domain.refusals import NotUnderstood
from coopdesk.storage.store import Reader, Writer
from coopdesk.storage.tables import MemberRow

_LAST = "\U0010ffff"
_NAMES = (
    select(MemberRow.id)
    .where(
        MemberRow.status != "void",
        or_(
            MemberRow.norm.between(bindparam("low"), bindparam("high")),
            MemberRow.last.between(bindparam("low"), bindparam("high")),
        ),
    )
    .order_by(MemberRow.norm)
    .limit(bindparam("limit"))
)
_NUMBERS = (
    select(MemberRow.id)
    .where(MemberRow.status != "void", MemberRow.number_key == bindparam("key"))
    .limit(bindparam("limit"))
)


def keep(writer: Writer, member: MemberId, name: str, kind: MemberKind, postcode: str, email: str) -> None:
    """Make a member findable by these words."""


def forget(writer: Writer, member: MemberId) -> None:
    """Take a voided entry out of the search tables."""


def find(reader: Reader, text: str, limit: int) -> tuple[MemberId, ...]:
    """Members whose name begins so, or who have this number."""
    try:
        key = number_key(read_member_number(text))
    except NotUnderstood:
        key = ""
    found = [row[0] for row in reader.rows(_NUMBERS, key=key, limit=limit)] if key else []
    norm = search_form(text, MemberKind.PERSON)[0]
    if norm:
        found += [row[0] for row in reader.rows(_NAMES, low=norm, high=norm + _LAST, limit=limit)]
    return tuple(MemberId(each) for each in dict.fromkeys(found))[:limit]
