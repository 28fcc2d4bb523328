"""Bringing a roster into the register: everybody in it in one act, or nobody.

The reading and checking is ``services.roster``; here the good rows become members with their opening shares, and
members who are in the register already (by number) take over what the file says. Taking an import back is in
``services.imports_undo``.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from sqlalchemy import bindparam, func, insert, select

from coopdesk.domain.clock import local_day
from coopdesk.domain.collecting import no_collecting
from coopdesk.domain.members import MemberKind, number_key, search_form
from coopdesk.domain.refusals import Refusal
from coopdesk.services import search
from coopdesk.services.act import REGISTER_VERSION, Act
from coopdesk.services.events import RegisterChanged, SharesChanged
from coopdesk.services.imports_undo import UndoImport, change_details, details_of
from coopdesk.services.member_past import KEPT_FIELDS, keep_many
from coopdesk.services.member_turns import note_turn
from coopdesk.services.members import DEFAULT_CLASS, LARGEST_COUNTED
from coopdesk.services.opening_holdings import (
    joint_holders_now,
    note_earlier_numbers,
    open_holdings,
    standing_certificates,
    taken_certificates,
)
from coopdesk.services.perform import Command, Done, handles
from coopdesk.services.roster import Candidate, Checked, ExistingMember, Field, Matching, Roster, check_rows
from coopdesk.services.roster.checked import Change
from coopdesk.services.roster.rows import Cancelled, Progress, never_cancelled, no_progress
from coopdesk.services.share_rules import settings_on
from coopdesk.services.society import CERTIFICATE_NUMBERS, MEMBER_NUMBERS, counter_at_least, letterhead, rules_now
from coopdesk.storage import journal
from coopdesk.storage.store import Reader
from coopdesk.storage.tables import CounterRow, FormerRow, MemberRow, ShareMovementRow

_VERSION = select(CounterRow.value).where(CounterRow.name == REGISTER_VERSION)
_LAST_NUMBER = select(CounterRow.value).where(CounterRow.name == MEMBER_NUMBERS)
_LAST_CERTIFICATE = select(CounterRow.value).where(CounterRow.name == CERTIFICATE_NUMBERS)
_LAST_MEMBER = select(func.coalesce(func.max(MemberRow.id), 0))
_IDS = select(MemberRow.number, MemberRow.id).where(MemberRow.status != "void")
_EXISTING = select(
    MemberRow.id,
    MemberRow.number,
    MemberRow.name,
    MemberRow.kind,
    MemberRow.representative,
    MemberRow.class_name,
    MemberRow.address,
    MemberRow.postcode,
    MemberRow.email,
    MemberRow.phone,
    MemberRow.joined_on,
    MemberRow.status,
).where(MemberRow.status != "void")
_HELD = select(ShareMovementRow.member, func.sum(ShareMovementRow.shares)).group_by(ShareMovementRow.member)
_KEEP_FORMER = insert(FormerRow).values(entry=bindparam("entry"), member=bindparam("member"), held=bindparam("held"))

_MEMBER_COLUMNS = tuple(
    "id number kind name representative class_name address postcode email phone status joined_on ended_on end_reason "
    "salt number_key norm last first".split()
)

_ROUND = 4096
"""Rows between two looks at the Cancel button."""


@dataclass
class RegisterMovedOn(Refusal):
    """Somebody changed the register between the preview and the import."""

    code = "REGISTER-MOVED-ON"
    sentence = (
        "The register was changed after this list was checked against it, so nothing was imported. "
        "Check the list again and look through what it changes."
    )


@dataclass
class RowsRejected(Refusal):
    """A strict import takes a list whole or not at all."""

    code = "ROWS-REJECTED"
    sentence = (
        "{rejected} of the rows cannot be imported (the first is row {row}: {reason}), so nothing was imported. "
        "Correct them in the spreadsheet, or import without them."
    )
    rejected: int
    row: int
    reason: str


@dataclass
class ImportStopped(Refusal):
    """The operator pressed Cancel."""

    code = "IMPORT-STOPPED"
    sentence = "The import was stopped before it was finished. Nothing was imported: the register is as it was."


@dataclass(frozen=True, slots=True)
class ImportPreview:
    """A roster set against the register of one moment. Nothing has been written."""

    checked: Checked
    version: int
    """The register's version: an import into another one is refused."""

    @property
    def changes_anything(self) -> bool:
        """Whether an import would write at all."""
        return bool(self.checked.added or self.checked.updated)


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did, in members."""

    added: int
    updated: int
    unchanged: int
    """In the register just so, or kept as they were by choice."""


def existing_members(reader: Reader) -> dict[str, ExistingMember]:
    """Everybody in the register by number, as ``check_rows`` compares a roster with them; void entries left out."""
    held: dict[int, int] = dict(reader.rows(_HELD))
    certificates, holders = standing_certificates(reader), joint_holders_now(reader)
    found: dict[str, ExistingMember] = {}
    for member, number, name, kind, speaks, class_name, address, postcode, email, phone, joined, status in reader.rows(
        _EXISTING
    ):
        found[number] = ExistingMember(
            name,
            kind,
            speaks,
            class_name,
            address,
            postcode,
            email,
            phone,
            date.fromisoformat(joined),
            status == "ended",
            held.get(member, 0),
            tuple(certificates.get(member, ())),
            tuple(holders.get(member, ())),
        )
    return found


def preview_import(reader: Reader, roster: Roster, matching: Matching, now: datetime) -> ImportPreview:
    """Check a roster against the register as it is now; nothing is written.

    Raises:
        NoNameColumn: no column holds names, so nobody can be imported.
    """
    checked = check_rows(
        roster,
        matching,
        today=local_day(now),
        nominal_pence=letterhead(reader).nominal_pence,
        known_classes=[each.name for each in rules_now(reader).classes],
        existing=existing_members(reader),
        certificates=taken_certificates(reader),
        joint_allowed=settings_on(reader, local_day(now))["joint_holders"].value == "yes",
    )
    undated = sum(1 for each in _newcomers(checked) if each.joined is None)
    if undated:
        notice = (
            f"No day of joining is given for {undated:,} of the new members: the day before the import is entered. "
            "Edit it where the rules ask how long somebody has been a member."
        )
        checked = replace(checked, notices=(*checked.notices, notice))
    if brought := sorted(each.number for one in _newcomers(checked) for each in one.certificates):
        after = max(checked.last_certificate, reader.one(_LAST_CERTIFICATE)) + 1
        notice = (
            f"{len(brought):,} certificates come in under their own numbers, {brought[0]:05d} to {brought[-1]:05d}. "
            f"The next new one is {after:05d}."
        )
        checked = replace(checked, notices=(*checked.notices, notice))
    return ImportPreview(checked, reader.one(_VERSION))


def refuse_rejected(checked: Checked) -> None:
    """For a strict import.

    Raises:
        RowsRejected: a row cannot be imported.
    """
    if checked.rejected:
        first = checked.rejected[0]
        raise RowsRejected(len(checked.rejected), first.row, first.reason)


@dataclass(frozen=True, slots=True)
class ImportMembers(Command[Imported]):
    """Everybody a preview found good. It carries the rows themselves, so it is never an inverse."""

    preview: ImportPreview
    keep: frozenset[int] = frozenset()
    """Rows whose members stay as the register has them."""
    progress: Progress = no_progress
    """Told rows written and rows to write."""
    cancelled: Cancelled = never_cancelled


@handles(ImportMembers)
def import_members(command: ImportMembers, act: Act) -> Done[Imported]:
    """Enter new members with their opening shares, and take over what changed of others.

    Raises:
        RegisterMovedOn: the register is not the one the roster was checked against.
        ImportStopped: cancelled; nothing is written.
    """
    if act.reader.one(_VERSION) != command.preview.version:
        raise RegisterMovedOn()
    with no_collecting():
        return _import(command, act)


def _import(command: ImportMembers, act: Act) -> Done[Imported]:
    checked = command.preview.checked
    watch = _Watch(command.progress, command.cancelled, len(checked.good))
    changed = [each for each in checked.good if each.row in checked.changes and each.row not in command.keep]
    newcomers = _newcomers(checked)
    first = act.reader.one(_LAST_MEMBER) + 1
    _enter(act, newcomers, first, watch)
    note_earlier_numbers(act, checked.last_certificate)
    _take_over(act, changed, checked.changes, watch)
    counts = Imported(len(newcomers), len(changed), len(checked.good) - len(newcomers) - len(changed))
    entry = journal.head(act.reader).seq + 1
    undo = UndoImport(entry, first, first + len(newcomers) - 1)
    return Done(counts, (RegisterChanged(), SharesChanged()), undo)


def _newcomers(checked: Checked) -> list[Candidate]:
    return [each for each in checked.good if each.row not in checked.changes and each.row not in checked.unchanged_rows]


@dataclass(slots=True)
class _Watch:
    """Progress told, and Cancel looked at, every few thousand rows."""

    progress: Progress
    cancelled: Cancelled
    expected: int
    done: int = 0

    def look(self, rows: int = 0) -> None:
        """So many more rows are done.

        Raises:
            ImportStopped: the operator cancelled.
        """
        if self.cancelled():
            raise ImportStopped()
        self.done += rows
        self.progress(self.done, self.expected)

    def over(self, rows: Sequence[Candidate]) -> Iterator[Candidate]:
        """The rows, watched."""
        for start in range(0, len(rows), _ROUND):
            part = rows[start : start + _ROUND]
            yield from part
            self.look(len(part))


def _enter(act: Act, newcomers: Sequence[Candidate], first: int, watch: _Watch) -> None:
    """Members, opening movements and search words of those who are new."""
    if not newcomers:
        return
    words: list[search.Findable] = []
    act.add_many(MemberRow, _MEMBER_COLUMNS, _rows(act, newcomers, first, watch, words))
    watch.look()
    open_holdings(act, newcomers, first)
    watch.look()
    search.keep_many(act.writer, words)
    watch.look()


def _rows(
    act: Act, newcomers: Sequence[Candidate], first: int, watch: _Watch, words: list[search.Findable]
) -> Iterator[tuple[object, ...]]:
    """The members' rows one by one, so that never more than one of them is held; their names go into ``words``."""
    numbers = _numbers(act, newcomers)
    yesterday = (local_day(act.now) - timedelta(days=1)).isoformat()
    for place, one in enumerate(watch.over(newcomers)):
        norm, last, forenames = search_form(one.name, MemberKind(one.kind))
        number = numbers[place]
        words.append(search.Findable(first + place, norm, one.postcode, one.email))
        yield (
            first + place, number, one.kind, one.name, one.representative, one.member_class or DEFAULT_CLASS,
            one.address, one.postcode, one.email, one.phone, "ended" if one.ended else "active",
            one.joined.isoformat() if one.joined else yesterday,
            one.ended_on.isoformat() if one.ended_on else None, one.end_reason,
            act.random(journal.SALT_LENGTH), number_key(number), norm, last, forenames,
        )  # fmt: skip


def _numbers(act: Act, newcomers: Sequence[Candidate]) -> list[str]:
    """The file's numbers, and for rows without one the next that neither the register nor the file has."""
    counted = [int(one.number) for one in newcomers if one.number is not None and one.number.isdecimal()]
    counter_at_least(act, MEMBER_NUMBERS, max((each for each in counted if each <= LARGEST_COUNTED), default=0))
    last = act.reader.one(_LAST_NUMBER)
    numbers: list[str] = []
    for one in newcomers:
        if one.number is None:
            last += 1
        numbers.append(one.number if one.number is not None else str(last))
    counter_at_least(act, MEMBER_NUMBERS, last)
    return numbers


def _take_over(
    act: Act, changed: Sequence[Candidate], changes: Mapping[int, tuple[Change, ...]], watch: _Watch
) -> None:
    """Change what the file says otherwise of members in the register, keeping what they replace."""
    if not changed:
        return
    ids: dict[str, int] = dict(act.reader.rows(_IDS))
    entry = journal.head(act.reader).seq + 1
    words, replaced = [], []
    for one in watch.over(changed):
        assert one.number is not None
        member = ids[one.number]
        before = details_of(act.reader, member)
        given = _given(one, changes[one.row])
        held = {name: before[name] for name in given}
        replaced += [(member, name, str(held[name])) for name in KEPT_FIELDS if name in held]
        act.writer.execute(_KEEP_FORMER, entry=entry, member=member, held=journal.canonical(held))
        words.append(change_details(act, member, before, given))
        if "status" in given:
            _note_status(act, member, given)
    search.keep_many(act.writer, words)
    keep_many(act, replaced, local_day(act.now), "from an imported list")


def _note_status(act: Act, member: int, given: Mapping[str, str | None]) -> None:
    """A list says that somebody left, or is a member after all."""
    today = local_day(act.now)
    if given["status"] == "active":
        note_turn(act, member, "restored", today, "", "from an imported list")
    else:
        ended_on = given["ended_on"]
        note_turn(act, member, "ended", date.fromisoformat(ended_on) if ended_on else today)


def _given(one: Candidate, changes: Sequence[Change]) -> dict[str, str | None]:
    """What a row changes, by the register's columns."""
    given: dict[str, str | None] = {}
    for change in changes:
        if change.field is Field.STATUS:
            ended_on = one.ended_on.isoformat() if one.ended_on else None
            given |= {"status": "ended" if one.ended else "active", "ended_on": ended_on, "end_reason": one.end_reason}
        elif change.field is Field.KIND:
            # A person speaks for themselves.
            given |= {"kind": one.kind} if one.kind == "organisation" else {"kind": one.kind, "representative": ""}
        else:
            given[_COLUMN_OF[change.field]] = change.given
    return given


_COLUMN_OF = {
    Field.NAME: "name",
    Field.REPRESENTATIVE: "representative",
    Field.CLASS: "class_name",
    Field.ADDRESS: "address",
    Field.POSTCODE: "postcode",
    Field.EMAIL: "email",
    Field.PHONE: "phone",
    Field.JOINED: "joined_on",
}
