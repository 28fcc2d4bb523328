"""The registers as spreadsheets: members, then officers, one line each."""

from collections.abc import Iterator, Sequence

from coopdesk.domain.registers import FullEntry, OfficerEntry, PublicEntry
from coopdesk.services.registers import FullRegister, PublicRegister, earlier_words
from coopdesk.services.spreadsheets import Cell, Sheet, Spreadsheet, spreadsheet_bytes

_PUBLIC = (
    "Entry", "Member number", "Name", "Address", "Electronic address", "Notified for", "Office", "Date entered",
    "Date ceased", "Member before",
)  # fmt: skip
_FULL = (*_PUBLIC, "Shares", "Amount paid (£)", "Other property")
NOT_KNOWN = "not known"


def public_sheet(register: PublicRegister, kind: Spreadsheet) -> bytes:
    """The duplicate register as a spreadsheet."""
    return spreadsheet_bytes(kind, Sheet("Register of members", _PUBLIC, _public_rows(register)))


def full_sheet(register: FullRegister, kind: Spreadsheet) -> bytes:
    """The register itself as a spreadsheet."""
    return spreadsheet_bytes(kind, Sheet("Register of members", _FULL, _full_rows(register)))


def _public_rows(register: PublicRegister) -> Iterator[Sequence[Cell]]:
    yield from map(_member, register.entries)
    yield from map(_officer, register.officers)


def _full_rows(register: FullRegister) -> Iterator[Sequence[Cell]]:
    yield from map(_holder, register.entries)
    for officer in register.public.officers:
        yield [*_officer(officer), "", "", ""]


def _member(entry: PublicEntry) -> list[Cell]:
    number, name, address, electronic, purposes, entered, ceased, current, earlier = entry
    gone = "" if current else NOT_KNOWN if ceased is None else ceased.isoformat()
    before = earlier_words(earlier) if earlier else ""
    return ["member", number, name, address, electronic, purposes, "", entered.isoformat(), gone, before]


def _holder(line: FullEntry) -> list[Cell]:
    entry, (shares, paid, other) = line
    # Exact, and text: a spreadsheet must make no fraction of it.
    return [*_member(entry), shares, f"{paid // 100}.{paid % 100:02d}", other]


def _officer(officer: OfficerEntry) -> list[Cell]:
    until = officer.until.isoformat() if officer.until is not None else ""
    return ["officer", "", officer.name, officer.address, "", "", officer.office, officer.since.isoformat(), until, ""]
