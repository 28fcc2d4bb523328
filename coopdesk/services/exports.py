"""The register as a spreadsheet, in columns that an import reads back without loss."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from sqlalchemy import case, func, select

from coopdesk.services.opening_holdings import joint_holders_now
from coopdesk.services.roster.certificates import NamedCertificate, certificates_text, joint_holders_text
from coopdesk.services.roster.headings import FIELD_WORDS, NAME_AS_WRITTEN, Field
from coopdesk.services.spreadsheets import Cell, Sheet, Spreadsheet, spreadsheet_bytes
from coopdesk.storage.store import Reader
from coopdesk.storage.tables import CertificateRow, MemberRow, ShareMovementRow

_COLUMNS = (
    Field.NUMBER, Field.NAME, Field.KIND, Field.REPRESENTATIVE, Field.CLASS, Field.ADDRESS, Field.POSTCODE, Field.EMAIL,
    Field.PHONE, Field.SHARES, Field.JOINED, Field.STATUS, Field.ENDED, Field.REASON, Field.CERTIFICATES, Field.JOINT,
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
        MemberRow.id,
    )
    .join(_HELD, _HELD.c.member == MemberRow.id, isouter=True)
    .where(MemberRow.status != "void")
    .order_by(MemberRow.number_key)
)


_CERTIFICATES = (
    select(CertificateRow.member, CertificateRow.number, CertificateRow.shares, CertificateRow.entered_on)
    .where(CertificateRow.status == "issued")
    .order_by(CertificateRow.number)
)
_HELD_AT, _JOINED_AT = _COLUMNS.index(Field.SHARES), _COLUMNS.index(Field.JOINED)


def export_bytes(reader: Reader, kind: Spreadsheet) -> tuple[bytes, int]:
    """The register as a file, void entries left out, and how many members are in it."""
    rows = reader.rows(_EVERYBODY)
    return spreadsheet_bytes(kind, Sheet("Members", HEADINGS, _lines(reader, rows))), len(rows)


def _lines(reader: Reader, rows: Sequence[Any]) -> Iterator[tuple[Cell, ...]]:
    """Each member's row with the certificates that stand and the joint holders of today."""
    named = _certificates(reader, rows)
    holders = {member: joint_holders_text(names) for member, names in joint_holders_now(reader).items()}
    for row in rows:
        member = row[-1]
        yield (*row[:-1], named.get(member, ""), holders.get(member, ""))


def _certificates(reader: Reader, rows: Sequence[Any]) -> dict[int, str]:
    """Every member's certificates as text. Nearly everybody has one for the whole holding, which is its number."""
    held = {row[-1]: (row[_HELD_AT], row[_JOINED_AT]) for row in rows}
    texts: dict[int, str] = {}
    several: dict[int, list[NamedCertificate]] = {}
    for member, number, shares, entered_on in reader.rows(_CERTIFICATES):
        if member not in texts and held.get(member) == (shares, entered_on):
            texts[member] = str(number)
        else:
            several.setdefault(member, []).append(NamedCertificate(number, shares, date.fromisoformat(entered_on)))
            texts[member] = ""
    for member, named in several.items():
        if member in held:
            shares, joined = held[member]
            texts[member] = certificates_text(named, shares, date.fromisoformat(joined))
    return texts
