"""Erasing personal data that the register does not need, so that the journal's chain stays whole.

The journal never held it: it holds salted hashes. Erasing writes empty words with a new salt through the ordinary act,
so ``verify`` stays sound, and what was there can be neither read nor guessed any more. Two extents:

- *details* of anybody: telephone, e-mail that was not notified for notices, former addresses, notes, what an undo kept
  aside, and statement and photograph in elections that are over. The statutory entry stays (2014 Act s.30): name,
  postal address, shares, days.
- the whole *entry* of a former member without shares, once the society's own retention period is over. Number, days,
  movements, attendance and votes stay; nobody can tell any more whose they were. Who stood for election stays by name:
  it is in the declaration and in the minutes, which are kept for good (domain reference §6), and a count that did not
  name its candidates could not be done again. What they wrote and looked like is needed by neither.

Copies made before (backups, exports, printed papers) are not reached; whoever asks for an erasure is told so.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, bindparam, delete, select

from coopdesk.domain.clock import day_words, local_day
from coopdesk.domain.ids import MemberId
from coopdesk.domain.members import MemberKind, clean_line, display_number, search_form
from coopdesk.domain.refusals import Refusal
from coopdesk.services import search
from coopdesk.services.act import Act, table_of
from coopdesk.services.events import RegisterChanged
from coopdesk.services.members import ADDRESS_LIMIT, MemberView, member_by_id
from coopdesk.services.perform import Command, Done, entries_backwards, handles
from coopdesk.services.share_rules import settings_on
from coopdesk.storage import journal
from coopdesk.storage.store import Reader
from coopdesk.storage.tables import (
    AddressPurposeRow,
    Base,
    CandidatePhotoRow,
    CandidateRow,
    CertificateRow,
    CertificateStatementRow,
    ElectionRow,
    ErasureRow,
    FormerRow,
    JointHolderRow,
    KeptAsideRow,
    MemberDetailRow,
    MemberEventRow,
    MemberMergeRow,
    MemberPastRow,
    MemberPropertyRow,
    MemberRow,
    MovementReasonRow,
    NominationRow,
    NomineeRow,
    PaymentNoteRow,
    PaymentRow,
    RegisteredMemberRow,
    RepresentativeRow,
    ShareApplicationRow,
    ShareMovementRow,
    ShareTransferRow,
    WithdrawalRow,
)

ERASED_NAME = "Former member {number} (erased)"
_NAMING = ("member", "gone", "stays", "giver", "taker")
"""Fields by which a waiting inverse says whom it is about."""

_FORGET_FORMER = delete(FormerRow).where(FormerRow.member == bindparam("member"))
_NOTIFIED = select(AddressPurposeRow.id).where(
    AddressPurposeRow.member == bindparam("member"), AddressPurposeRow.void == 0, AddressPurposeRow.until_day.is_(None)
)
_FORMER_CONTACTS = select(MemberPastRow.id, MemberPastRow.field).where(MemberPastRow.member == bindparam("member"))
_FORMER_NAMES = select(MemberPastRow.was).where(
    MemberPastRow.member == bindparam("member"), MemberPastRow.field == "name"
)
_ENDED_HOLDERS = select(JointHolderRow.id).where(
    JointHolderRow.member == bindparam("member"), JointHolderRow.until_day.is_not(None)
)
_STOOD = (
    select(CandidateRow.id, ElectionRow.state, CandidateRow.statement, CandidatePhotoRow.picture)
    .join(ElectionRow, ElectionRow.id == CandidateRow.election)
    .join(CandidatePhotoRow, CandidatePhotoRow.candidate == CandidateRow.id, isouter=True)
    .where(CandidateRow.member == bindparam("member"))
)
_OVER = ("declared", "cancelled")
_FORMER_MEMBERS = (
    select(MemberRow.id).where(MemberRow.status == "ended", MemberRow.ended_on.is_not(None)).order_by(MemberRow.id)
)


def _of(row: type[Base], column: Any) -> tuple[type[Base], Select[Any]]:
    key = next(iter(table_of(row).primary_key.columns))
    return row, select(key).where(column == bindparam("member"))


_PERSONAL: tuple[tuple[type[Base], Select[Any]], ...] = (
    _of(MemberPastRow, MemberPastRow.member),
    _of(MemberEventRow, MemberEventRow.member),
    _of(MemberDetailRow, MemberDetailRow.member),
    _of(MemberMergeRow, MemberMergeRow.gone),
    _of(MemberMergeRow, MemberMergeRow.stays),
    _of(JointHolderRow, JointHolderRow.member),
    _of(RepresentativeRow, RepresentativeRow.member),
    _of(AddressPurposeRow, AddressPurposeRow.member),
    _of(MemberPropertyRow, MemberPropertyRow.member),
    _of(RegisteredMemberRow, RegisteredMemberRow.member),
    _of(NominationRow, NominationRow.member),
    (
        NomineeRow,
        select(NomineeRow.id)
        .join(NominationRow, NominationRow.id == NomineeRow.nomination)
        .where(NominationRow.member == bindparam("member")),
    ),
    _of(ShareApplicationRow, ShareApplicationRow.member),
    _of(WithdrawalRow, WithdrawalRow.member),
    _of(ShareTransferRow, ShareTransferRow.giver),
    (
        PaymentNoteRow,
        select(PaymentNoteRow.payment)
        .join(PaymentRow, PaymentRow.id == PaymentNoteRow.payment)
        .where(PaymentRow.member == bindparam("member")),
    ),
    (
        MovementReasonRow,
        select(MovementReasonRow.movement)
        .join(ShareMovementRow, ShareMovementRow.id == MovementReasonRow.movement)
        .where(ShareMovementRow.member == bindparam("member")),
    ),
    (
        CertificateStatementRow,
        select(CertificateStatementRow.number)
        .join(CertificateRow, CertificateRow.number == CertificateStatementRow.number)
        .where(CertificateRow.member == bindparam("member")),
    ),
)
"""Rows with words about one member, by the member's id; officers are not among them, for their entry is statutory."""


@dataclass
class StillNeeded(Refusal):
    """The register needs the entry."""

    code = "STILL-NEEDED"
    sentence = "The entry of member {number} cannot be erased: {why}. Nothing was erased."
    number: str
    why: str


@dataclass(frozen=True, slots=True)
class Erased:
    """What an erasure did."""

    number: str
    what: str
    """details or entry."""
    rows: int
    """Rows whose words were erased."""


@dataclass(frozen=True, slots=True)
class EraseMember(Command[Erased]):
    """Erase what is not needed of a member: ``whole`` the entry, otherwise details. There is no way back."""

    member: int
    whole: bool = False
    ground: str = ""


@handles(EraseMember)
def erase_member(command: EraseMember, act: Act) -> Done[Erased]:
    """Erase details, or a former member's whole entry.

    Raises:
        StillNeeded: the membership goes on, shares are held, or the retention period is not over.
    """
    member = member_by_id(act.reader, MemberId(command.member))
    names = [member.name, *(was for (was,) in act.reader.rows(_FORMER_NAMES, member=member.id))]
    if command.whole:
        why = needed_for(act.reader, member, local_day(act.now))
        if why:
            raise StillNeeded(display_number(member.number), why)
        rows = _erase_entry(act, member)
    else:
        rows = _erase_details(act, member)
    rows += _erase_candidacies(act, member.id, whole=command.whole)
    rows += _erase_kept_aside(act, member.id)
    act.writer.execute(_FORGET_FORMER, member=member.id)
    search.purge(act.writer, {word for name in names for word in search_form(name)[0].split()})
    what = "entry" if command.whole else "details"
    ground = clean_line("The ground", command.ground, ADDRESS_LIMIT)
    act.add(ErasureRow, member=member.id, what=what, at=act.at, words=ground)
    return Done(Erased(member.number, what, rows), (RegisterChanged(),))


def needed_for(reader: Reader, member: MemberView, today: date) -> str:
    """Why the whole entry of a member must stay, as a clause; "" where it may be erased."""
    if member.active:
        return "the membership goes on, and the register must show it (2014 Act s.30)"
    if member.shares:
        return f"{member.shares} shares are still held"
    period = settings_on(reader, today)["retention"].value
    if period == "never":
        return "the society has set no period after which former members are erased (setting “retention”)"
    if member.ended_on is None:
        return "the day the membership ended is not known"
    due = _years_after(member.ended_on, int(period.split()[0]))
    return "" if due <= today else f"it is kept for {period}, until {day_words(due)}"


def _years_after(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        # The 29th of February.
        return date(day.year + years, 3, 1)


def due_for_erasure(reader: Reader, now: datetime) -> tuple[MemberView, ...]:
    """Former members whose retention period is over and whose entry was not erased yet."""
    today = local_day(now)
    found = []
    for (row,) in reader.rows(_FORMER_MEMBERS):
        member = member_by_id(reader, MemberId(row))
        if member.name != ERASED_NAME.format(number=member.number) and not needed_for(reader, member, today):
            found.append(member)
    return tuple(found)


def _erase_details(act: Act, member: MemberView) -> int:
    notified = act.reader.value(_NOTIFIED, member=member.id) is not None
    email = member.email if notified else ""
    rows = 0
    if member.phone or email != member.email:
        act.change(MemberRow, member.id, phone="", email=email)
        search.keep(act.writer, member.id, member.name, member.kind, member.postcode, email)
        rows += 1
    contacts = [
        row
        for row, field in act.reader.rows(_FORMER_CONTACTS, member=member.id)
        if field in ("address", "postcode", "email", "phone", "representative")
    ]
    rows += _blank(act, MemberPastRow, contacts)
    rows += _blank(act, JointHolderRow, [row for (row,) in act.reader.rows(_ENDED_HOLDERS, member=member.id)])
    rows += _blank(act, MemberEventRow, _keys(act, MemberEventRow, member.id))
    return rows + _blank(act, MemberDetailRow, _keys(act, MemberDetailRow, member.id), ("born_on", "words"))


def _erase_entry(act: Act, member: MemberView) -> int:
    name = ERASED_NAME.format(number=member.number)
    norm, last, first = search_form(name, MemberKind.PERSON)
    act.change(
        MemberRow,
        member.id,
        kind=MemberKind.PERSON.value,
        name=name,
        representative="",
        address="",
        postcode="",
        email="",
        phone="",
        end_reason="",
        norm=norm,
        last=last,
        first=first,
    )
    search.keep(act.writer, member.id, name, MemberKind.PERSON, "", "")
    return 1 + sum(_blank(act, row, _keys(act, row, member.id)) for row in dict.fromkeys(row for row, _ in _PERSONAL))


def _erase_candidacies(act: Act, member: int, *, whole: bool) -> int:
    """What a candidate wrote and looked like; in an election that goes on only with the whole entry."""
    rows = 0
    for candidate, state, statement, picture in act.reader.rows(_STOOD, member=member):
        if not whole and state not in _OVER:
            continue
        rows += _blank(act, CandidateRow, [candidate] if statement else [], ("statement",))
        rows += _blank(act, CandidatePhotoRow, [candidate] if picture else [])
    return rows


def _keys(act: Act, row: type[Base], member: int) -> list[Any]:
    found: dict[Any, None] = {}
    for kind, statement in _PERSONAL:
        if kind is row:
            found.update((key, None) for (key,) in act.reader.rows(statement, member=member))
    return list(found)


def _blank(act: Act, row: type[Base], keys: Iterable[Any], columns: tuple[str, ...] = ()) -> int:
    """Write empty words over the sealed columns of rows, with a new salt; how many rows."""
    names = columns or journal.marks(table_of(row)).sealed
    rows = 0
    for key in keys:
        act.change(row, key, **dict.fromkeys(names, ""))
        rows += 1
    return rows


def _erase_kept_aside(act: Act, member: int) -> int:
    """What waits beside the journal for an undo that is about this member."""
    rows = 0
    stood = {f"#{row[0]}" for row in act.reader.rows(_STOOD, member=member)}
    for entry in entries_backwards(act.reader):
        waiting = entry.payload.get("undo")
        if waiting is None or len(waiting) != 3:
            continue
        if any(waiting[1].get(name) == member for name in _NAMING) or waiting[1].get("candidate") in stood:
            rows += _blank(act, KeptAsideRow, [waiting[2]])
    return rows
