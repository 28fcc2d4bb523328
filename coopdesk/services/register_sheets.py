"""The registers as spreadsheets: members, then officers, one line each."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from coopdesk.domain.registers import OfficerEntry, PublicEntry
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


class _Days(dict[date | None, str]):
    """Days as text, each written once: a register of 100,000 has a few thousand."""

    def __missing__(self, day: date | None) -> str:
        text = self[day] = "" if day is None else day.isoformat()
        return text


class _Amounts(dict[int, str]):
    """Pence as pounds, exact, and text: a spreadsheet must make no fraction of it."""

    def __missing__(self, pence: int) -> str:
        text = self[pence] = f"{pence // 100}.{pence % 100:02d}"
        return text


def _public_rows(register: PublicRegister) -> Iterator[Sequence[Cell]]:
    yield from _members(register.entries)
    yield from map(_officer, register.officers)


def _full_rows(register: FullRegister) -> Iterator[Sequence[Cell]]:
    amounts = _Amounts()
    for cells, (_, (shares, paid, other)) in zip(_members(register.public.entries), register.entries, strict=True):
        yield (*cells, shares, amounts[paid], other)
    for officer in register.public.officers:
        yield [*_officer(officer), "", "", ""]


def _members(entries: Iterable[PublicEntry]) -> Iterator[tuple[Cell, ...]]:
    days = _Days()
    for number, name, address, electronic, purposes, entered, ceased, current, earlier in entries:
        gone = "" if current else NOT_KNOWN if ceased is None else days[ceased]
        before = earlier_words(earlier) if earlier else ""
        yield "member", number, name, address, electronic, purposes, "", days[entered], gone, before


def _officer(officer: OfficerEntry) -> list[Cell]:
    until = officer.until.isoformat() if officer.until is not None else ""
    return ["officer", "", officer.name, officer.address, "", "", officer.office, officer.since.isoformat(), until, ""]
