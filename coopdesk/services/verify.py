"""Is this file what its journal says? Replay, compare, name what differs.

Nothing here trusts a total: rows are written again from the journal's effects, seals and digests are computed again,
tallies are counted again from the votes, holdings from the movements, and the schema is compared with a fresh one.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Table, bindparam, func, select

from coopdesk.domain.members import MemberKind, number_key, search_form
from coopdesk.services.ledger_check import ledger_findings
from coopdesk.services.room import digest_of
from coopdesk.services.verify_ballots import ballot_faults
from coopdesk.services.verify_certificates import certificate_findings
from coopdesk.services.verify_counts import count_faults
from coopdesk.services.verify_elections import election_faults
from coopdesk.storage import journal, schema
from coopdesk.storage.store import Reader
from coopdesk.storage.tables import (
    CertificateRow,
    CounterRow,
    JournalRow,
    MeetingRow,
    MemberRow,
    RollRow,
)

MOST_FINDINGS = 200
"""A file that was tampered with wholesale is not described line by line."""

_ENTRIES = select(
    JournalRow.seq,
    JournalRow.at,
    JournalRow.actor,
    JournalRow.act,
    JournalRow.payload,
    JournalRow.prev,
    JournalRow.hash,
).order_by(JournalRow.seq)
_ROLLS = select(MeetingRow.id, MeetingRow.number, MeetingRow.entitled, MeetingRow.roll_digest).where(
    MeetingRow.roll_digest.is_not(None)
)
_ROLL = select(RollRow.member).where(RollRow.meeting == bindparam("meeting")).order_by(RollRow.member)
_FORMS = select(
    MemberRow.id,
    MemberRow.kind,
    MemberRow.name,
    MemberRow.number,
    MemberRow.number_key,
    MemberRow.norm,
    MemberRow.last,
    MemberRow.first,
)
_LAST_CERTIFICATE = select(func.coalesce(func.max(CertificateRow.number), 0))
_CERTIFICATE_COUNTER = select(CounterRow.value).where(CounterRow.name == "certificate")


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is not as the journal says."""

    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Verified:
    """The outcome of a check."""

    sound: bool
    entries: int
    head: str
    findings: tuple[Finding, ...]


class _Shape:
    """How a table's rows are laid out for comparing: key, then plain columns, then salt and sealed ones."""

    def __init__(self, table: Table) -> None:
        marks = journal.marks(table)
        self.table = table
        self.key = marks.key
        self.plain = tuple(
            each.name for each in table.columns if each.name in marks.plain and each.name not in marks.key
        )
        self.sealed = marks.sealed
        self.later = {
            column.name: column.info["later"] for column in table.columns if column.info.get("later") is not None
        }
        """Columns that entries of an older program do not name -> what such a row holds in them."""
        names = (*self.key, *self.plain, *(("salt", *self.sealed) if self.sealed else ()))
        self.rows = select(*(table.c[name] for name in names))
        self.keys = select(*(table.c[name] for name in self.key))

    def values(self, given: Mapping[str, Any]) -> tuple[Any, ...]:
        """An inserted row's plain values in order.

        Raises:
            LookupError: the entry leaves out a column that there always was.
        """
        if len(given) == len(self.plain):
            return tuple([given[name] for name in self.plain])
        return tuple(
            [
                self.later[name](given) if name not in given and name in self.later else given[name]
                for name in self.plain
            ]
        )


_SHAPES = {table.name: _Shape(table) for table in journal.journalled_tables()}
_Row = tuple[tuple[Any, ...], str | None, int]
"""Plain values in the order of the shape, the seal, and the sequence of the last entry that wrote the row."""


@dataclass(slots=True)
class _Expected:
    """The rows as the journal says they should be: table -> key -> row."""

    rows: dict[str, dict[tuple[Any, ...], _Row]] = field(default_factory=dict)

    def apply(self, seq: int, effect: list[Any]) -> str:
        """Apply one effect; returns what is wrong with it, or "".

        Raises:
            LookupError, TypeError, ValueError: it is no effect at all.
        """
        sign, table = effect[0], effect[1]
        shape = _SHAPES[table]
        rows = self.rows.setdefault(table, {})
        if sign == "*":
            _apply_many(seq, shape, rows, effect[2], effect[3])
            return ""
        key, values = tuple(effect[2]), effect[3]
        if sign == "+":
            if key in rows:
                return f"entry {seq} inserts {table} {list(key)} a second time"
            rows[key] = (shape.values(values), effect[4], seq)
            return ""
        if key not in rows:
            return f"entry {seq} changes {table} {list(key)}, which no entry inserted"
        before, seal, _ = rows[key]
        now = tuple(values.get(name, old) for name, old in zip(shape.plain, before, strict=True))
        rows[key] = (now, effect[4] or seal, seq)
        return ""


def _apply_many(
    seq: int, shape: _Shape, rows: dict[tuple[Any, ...], _Row], columns: list[str], lines: list[list[Any]]
) -> None:
    key = [columns.index(name) for name in shape.key]
    whole = all(name in columns for name in shape.plain)
    plain = [columns.index(name) for name in shape.plain] if whole else []
    seal = len(columns)
    for line in lines:
        # By place where nothing is left out: a large import has a hundred thousand lines.
        values = (
            tuple([line[place] for place in plain]) if whole else shape.values(dict(zip(columns, line, strict=False)))
        )
        rows[tuple([line[place] for place in key])] = (values, line[seal] if shape.sealed else None, seq)


def verify(reader: Reader, head: str = "") -> Verified:
    """Check a whole file.

    Args:
        head: a hash printed in minutes; it must be in the chain. Only this catches a chain rewritten from its start.
    """
    expected = _Expected()
    findings: list[Finding] = []
    hashes: set[str] = set()
    last = journal.GENESIS
    entries = 0
    for seq, finding, digest in _replay(reader, expected):
        entries = seq
        hashes.add(digest.hex())
        last = digest
        findings += finding
    for check in (_rows, _search_forms, _rolls, _tallies, _ballots, _elections, _holdings, _schema):
        findings += check(reader, expected)
        if len(findings) > MOST_FINDINGS:
            break
    wanted = head.replace(" ", "").lower()
    if wanted and not any(each.startswith(wanted) for each in hashes):
        findings.append(
            Finding("HEAD-NOT-IN-CHAIN", f"The printed head {head} is not in this journal: the record was rewritten.")
        )
    if len(findings) > MOST_FINDINGS:
        more = Finding("AND-MORE", "There are more differences than are worth listing: do not rely on this file.")
        findings = [*findings[:MOST_FINDINGS], more]
    return Verified(not findings, entries, last.hex(), tuple(findings))


def _replay(reader: Reader, expected: _Expected) -> Iterator[tuple[int, list[Finding], bytes]]:
    before, place = journal.GENESIS, 0
    for seq, at, actor, act, payload, prev, digest in reader.rows(_ENTRIES):
        found: list[Finding] = []
        if seq != place + 1:
            found.append(Finding("ENTRY-MISSING", f"Journal entries {place + 1} to {seq - 1} are missing."))
        elif prev != before:
            found.append(Finding("CHAIN-BROKEN", f"Journal entry {seq} does not follow entry {place}."))
        if journal.entry_hash(prev, seq, at, actor, act, payload) != digest:
            found.append(Finding("ENTRY-CHANGED", f"Journal entry {seq} ({act}) was changed after it was written."))
        for effect in _effects(payload):
            try:
                wrong = expected.apply(seq, effect)
            except (LookupError, TypeError, ValueError):
                wrong = f"entry {seq} holds something that is no change of a row"
            if wrong:
                found.append(Finding("ENTRY-IMPOSSIBLE", f"The journal contradicts itself: {wrong}."))
        yield seq, found, digest
        before, place = digest, seq


def _effects(payload: str) -> list[list[Any]]:
    try:
        rows = json.loads(payload)["rows"]
    except (ValueError, KeyError, TypeError):
        # The hash check has said already that this entry is not what was written.
        return []
    return rows if isinstance(rows, list) else []


def _rows(reader: Reader, expected: _Expected) -> Iterator[Finding]:
    for name, shape in _SHAPES.items():
        yield from _compare(reader, shape, expected.rows.get(name, {}))


def _compare(reader: Reader, shape: _Shape, wanted: dict[tuple[Any, ...], _Row]) -> Iterator[Finding]:
    table, keys, plains = shape.table.name, len(shape.key), len(shape.key) + len(shape.plain)
    seen = 0
    for row in reader.rows(shape.rows):
        key = row[:keys]
        known = wanted.get(key)
        if known is None:
            yield Finding("ROW-ADDED", f"{table} {_named(key)} is in the file and no journal entry made it.")
            continue
        seen += 1
        values, seal, seq = known
        if row[keys:plains] != values:
            for name, here, left in zip(shape.plain, row[keys:plains], values, strict=True):
                if here != left:
                    said = f"{table} {_named(key)}: {name} is {here!r} and entry {seq} left it {left!r}."
                    yield Finding("ROW-CHANGED", said)
        if seal is not None and journal.seal(row[plains], row[plains + 1 :]) != seal:
            said = f"{table} {_named(key)}: its personal data or text differ from entry {seq}."
            yield Finding("ROW-CHANGED", said)
    if seen != len(wanted):
        present = set(reader.rows(shape.keys))
        for key, (_, _, seq) in wanted.items():
            if key not in present:
                yield Finding("ROW-MISSING", f"{table} {_named(key)}, made by entry {seq}, is gone.")


def _search_forms(reader: Reader, _expected: _Expected) -> Iterator[Finding]:
    """What a member is found by is worked out again from the name and number; the journal does not carry it."""
    for member, kind, name, number, *kept in reader.rows(_FORMS):
        if [number_key(number), *search_form(name, MemberKind(kind))] != kept:
            yield Finding("SEARCH-STALE", f"Member id {member} is not filed under the name and number in its row.")


def _rolls(reader: Reader, _expected: _Expected) -> Iterator[Finding]:
    for meeting, number, entitled, digest in reader.rows(_ROLLS):
        roll = [member for (member,) in reader.rows(_ROLL, meeting=meeting)]
        if len(roll) != entitled or digest_of(roll) != digest:
            yield Finding("ROLL-CHANGED", f"The roll of meeting {number} is not the one the chair declared.")


def _tallies(reader: Reader, _expected: _Expected) -> Iterator[Finding]:
    for code, message in count_faults(reader):
        yield Finding(code, message)


def _ballots(reader: Reader, _expected: _Expected) -> Iterator[Finding]:
    for fault in ballot_faults(reader):
        yield Finding(fault.code, fault.message)


def _elections(reader: Reader, _expected: _Expected) -> Iterator[Finding]:
    for code, message in election_faults(reader):
        yield Finding(code, message)


def _holdings(reader: Reader, expected: _Expected) -> Iterator[Finding]:
    def entry_of(table: str, number: int) -> str:
        known = expected.rows.get(table, {}).get((number,))
        return "of no entry" if known is None else f"entry {known[2]}"

    for code, words in ledger_findings(reader, entry_of):
        yield Finding(code, words)
    for code, words in certificate_findings(reader, entry_of):
        yield Finding(code, words)
    last, counter = reader.value(_LAST_CERTIFICATE) or 0, reader.value(_CERTIFICATE_COUNTER) or 0
    if counter < last:
        yield Finding("COUNTER-WRONG", f"Certificate {last} exists and the counter stands at {counter}.")


def _schema(reader: Reader, _expected: _Expected) -> Iterator[Finding]:
    for words in schema.differences(reader):
        yield Finding("SCHEMA-CHANGED", words)


def _named(key: tuple[Any, ...]) -> str:
    return " ".join(str(part) for part in key)
