"""The register as a spreadsheet, in columns that an import reads back without loss."""

from sqlalchemy import case, func, select

from coopdesk.services.roster.headings import FIELD_WORDS, NAME_AS_WRITTEN, Field
from coopdesk.services.spreadsheets import Sheet, Spreadsheet, spreadsheet_bytes
from coopdesk.storage.store import Reader
from coopdesk.storage.tables import MemberRow, ShareMovementRow

_COLUMNS = (
    Field.NUMBER, Field.NAME, Field.KIND, Field.REPRESENTATIVE, Field.CLASS, Field.ADDRESS, Field.POSTCODE, Field.EMAIL,
    Field.PHONE, Field.SHARES, Field.JOINED, Field.STATUS, Field.ENDED, Field.REASON,
)  # fmt: skip
HEADINGS = tuple(NAME_AS_WRITTEN if each is Field.NAME else FIELD_WORDS[each] for each in _COLUMNS)
_HELD = (
    select(ShareMovementRow.member, func.sum(ShareMovementRow.shares).label("shares"))
    .group_by(ShareMovementRow.member)
    .subquery()
)
_EVERYBODY = (
    select(
        MemberRow.number,
        MemberRow.name,
        MemberRow.kind,
        MemberRow.representative,
        MemberRow.class_name,
        MemberRow.address,
        MemberRow.postcode,
        MemberRow.email,
        MemberRow.phone,
        func.coalesce(_HELD.c.shares, 0),
        MemberRow.joined_on,
        case((MemberRow.status == "active", "active"), else_="ended"),
        func.coalesce(MemberRow.ended_on, ""),
        MemberRow.end_reason,
    )
    .join(_HELD, _HELD.c.member == MemberRow.id, isouter=True)
    .where(MemberRow.status != "void")
    .order_by(MemberRow.number_key)
)


def export_bytes(reader: Reader, kind: Spreadsheet) -> tuple[bytes, int]:
    """The register as a file, void entries left out, and how many members are in it."""
    rows = reader.rows(_EVERYBODY)
    return spreadsheet_bytes(kind, Sheet("Members", HEADINGS, rows)), len(rows)
