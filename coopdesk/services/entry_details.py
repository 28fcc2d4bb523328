"""What stands on an entry besides the member: joint holders, an organisation's representative, purposes of an
electronic address, and other property in the society. Each has its days; nothing is rewritten.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import bindparam, select

from coopdesk.domain.clock import local_day
from coopdesk.domain.days import read_past_day
from coopdesk.domain.ids import MemberId
from coopdesk.domain.members import clean_line, clean_name
from coopdesk.domain.refusals import NotUnderstood, Refusal
from coopdesk.services.act import Act
from coopdesk.services.events import RegisterChanged
from coopdesk.services.members import LINE_LIMIT, MembershipEnded, MemberView, member_by_id
from coopdesk.services.membership import TakeBackEdit, change_entry, take_back_edit
from coopdesk.services.names_on_entry import appoint, enter_joint_holder, enter_purpose
from coopdesk.services.perform import Command, Done, handles
from coopdesk.storage.store import Reader
from coopdesk.storage.tables import AddressPurposeRow, Base, JointHolderRow, MemberPropertyRow, RepresentativeRow

KINDS = ("joint-holder", "representative", "purpose", "property")
_ROWS: dict[str, type[Base]] = {
    "joint-holder": JointHolderRow,
    "representative": RepresentativeRow,
    "purpose": AddressPurposeRow,
    "property": MemberPropertyRow,
}
MOST_PENCE = 10**12

_HOLDERS = (
    select(JointHolderRow.id, JointHolderRow.from_day, JointHolderRow.until_day, JointHolderRow.name)
    .where(JointHolderRow.member == bindparam("member"), JointHolderRow.void == 0)
    .order_by(JointHolderRow.id)
)
_REPRESENTATIVES = (
    select(RepresentativeRow.id, RepresentativeRow.from_day, RepresentativeRow.until_day, RepresentativeRow.name)
    .where(RepresentativeRow.member == bindparam("member"), RepresentativeRow.void == 0)
    .order_by(RepresentativeRow.id)
)
_PURPOSES = (
    select(AddressPurposeRow.id, AddressPurposeRow.notified_on, AddressPurposeRow.until_day, AddressPurposeRow.purpose)
    .where(AddressPurposeRow.member == bindparam("member"), AddressPurposeRow.void == 0)
    .order_by(AddressPurposeRow.id)
)
_PROPERTY = (
    select(
        MemberPropertyRow.id,
        MemberPropertyRow.from_day,
        MemberPropertyRow.until_day,
        MemberPropertyRow.words,
        MemberPropertyRow.kind,
        MemberPropertyRow.pence,
    )
    .where(MemberPropertyRow.member == bindparam("member"), MemberPropertyRow.void == 0)
    .order_by(MemberPropertyRow.id)
)


@dataclass
class UnknownDetail(Refusal):
    """Nothing of this kind has this number, or it has ended."""

    code = "UNKNOWN-DETAIL"
    sentence = "There is no {kind} numbered {number} that could be ended. Look it up in the member's details."
    kind: str
    number: int


@dataclass(frozen=True, slots=True)
class Detail:
    """One thing that stands, or stood, on an entry."""

    id: int
    kind: str
    """joint-holder, representative, purpose, property."""
    words: str
    pence: int | None
    """Of property."""
    since: date
    until: date | None


@dataclass(frozen=True, slots=True)
class NoteDetail(Command[Detail]):
    """Enter one of ``KINDS``: ``words`` is the name, the purpose, or what the property is.

    ``property_kind`` is loan, deposit or other. ``written_on`` is the day of an organisation's letter of appointment.
    """

    member: int
    kind: str
    words: str
    on: str = ""
    address: str = ""
    pence: int = 0
    property_kind: str = "loan"
    written_on: str = ""


@handles(NoteDetail)
def note_detail(command: NoteDetail, act: Act) -> Done[Detail]:
    """Enter a joint holder, representative, purpose or property.

    Raises:
        MembershipEnded: only entries that go on take more.
        NoJointHolders, NotAnOrganisation, NoAddressForIt, NotUnderstood: as their sentences say.
    """
    if command.kind not in KINDS:
        raise NotUnderstood("The kind of detail", command.kind, f"it is one of {', '.join(KINDS)}")
    member = member_by_id(act.reader, MemberId(command.member))
    if not member.active:
        raise MembershipEnded(member.number)
    day = read_past_day("The day it began", command.on, local_day(act.now))
    row = _ENTER[command.kind](act, command, member, day)
    changed = [effect[2][0] for effect in act.effects if effect[:2] == ["~", RepresentativeRow.__tablename__]]
    past = [line[0] for effect in act.effects if effect[:2] == ["*", "member_past"] for line in effect[3]]
    undo = StrikeDetail(
        command.kind,
        row,
        command.member,
        changed[0] if changed else 0,
        past[0] if past else 0,
        past[-1] if past else 0,
    )
    return Done(_one(act.reader, command.kind, command.member, row), (RegisterChanged(),), undo)


def _joint_holder(act: Act, command: NoteDetail, member: MemberView, day: date) -> int:
    """A second or later name; the first named is the member, who alone votes (scenario 35)."""
    return enter_joint_holder(act, member, command.words, day, command.address)


def _representative(act: Act, command: NoteDetail, member: MemberView, day: date) -> int:
    """The one person an organisation has appointed in writing; the appointment before ends."""
    name = clean_name(command.words)
    written = read_past_day("The day of the appointment", command.written_on or day.isoformat(), local_day(act.now))
    row = appoint(act, member, name, day, written)
    if name != member.representative:
        change_entry(act, member, {"representative": name}, day, "appointment")
    return row


def _purpose(act: Act, command: NoteDetail, member: MemberView, day: date) -> int:
    """What the member notified their electronic address for (2014 Act s.30(2)(b))."""
    return enter_purpose(act, member, command.words, day)


def _property(act: Act, command: NoteDetail, member: MemberView, day: date) -> int:
    """A loan, a deposit or another claim on the society (2014 Act s.30(2)(d))."""
    if command.property_kind not in ("loan", "deposit", "other"):
        raise NotUnderstood("The kind of property", command.property_kind, "it is loan, deposit or other")
    if not 0 < command.pence <= MOST_PENCE:
        raise NotUnderstood("The amount", f"{command.pence}p", "it is more than nothing, and money people have")
    return act.add(
        MemberPropertyRow,
        member=member.id,
        kind=command.property_kind,
        pence=command.pence,
        from_day=day.isoformat(),
        until_day=None,
        at=act.at,
        void=0,
        words=clean_line("What it is", command.words, LINE_LIMIT),
    )


_ENTER: dict[str, Any] = {
    "joint-holder": _joint_holder,
    "representative": _representative,
    "purpose": _purpose,
    "property": _property,
}


@dataclass(frozen=True, slots=True)
class StrikeDetail(Command[None]):
    """Undo of a detail entered by mistake. ``before``: the appointment it ended; ``first`` to ``last``: the past rows
    it wrote; 0 for none.
    """

    kind: str
    detail: int
    member: int
    before: int = 0
    first: int = 0
    last: int = 0


@handles(StrikeDetail)
def strike_detail(command: StrikeDetail, act: Act) -> Done[None]:
    """As if it had not been entered."""
    act.change(_ROWS[command.kind], command.detail, void=1)
    if command.before:
        act.change(RepresentativeRow, command.before, until_day=None)
    if command.first:
        take_back_edit(TakeBackEdit(command.member, command.first, command.last), act)
    return Done(None, (RegisterChanged(),))


@dataclass(frozen=True, slots=True)
class EndDetail(Command[Detail]):
    """Something on an entry comes to an end; it stays on the record with both days."""

    member: int
    kind: str
    detail: int
    on: str = ""


@handles(EndDetail)
def end_detail(command: EndDetail, act: Act) -> Done[Detail]:
    """End it on a day.

    Raises:
        UnknownDetail: there is no such detail that goes on.
        NotUnderstood: the day lies ahead, or before it began.
    """
    found = [each for each in details_of_entry(act.reader, command.member) if each.kind == command.kind]
    one = next((each for each in found if each.id == command.detail and each.until is None), None)
    if one is None:
        raise UnknownDetail(command.kind.replace("-", " "), command.detail)
    day = read_past_day("The day it ended", command.on, local_day(act.now))
    if day < one.since:
        raise NotUnderstood("The day it ended", day.isoformat(), f"it began on {one.since.isoformat()}")
    act.change(_ROWS[command.kind], one.id, until_day=day.isoformat())
    past = range(0)
    if command.kind == "representative":
        # The entry names whoever votes for the organisation: from now on nobody does.
        past = change_entry(
            act, member_by_id(act.reader, MemberId(command.member)), {"representative": ""}, day, "ended"
        )
    undo = ReopenDetail(command.kind, one.id, *((command.member, past[0], past[-1]) if past else ()))
    return Done(_one(act.reader, command.kind, command.member, one.id), (RegisterChanged(),), undo)


@dataclass(frozen=True, slots=True)
class ReopenDetail(Command[None]):
    """Undo of an end entered by mistake. ``first`` to ``last``: what it wrote into the past of ``member``; 0 for
    nothing."""

    kind: str
    detail: int
    member: int = 0
    first: int = 0
    last: int = 0


@handles(ReopenDetail)
def reopen_detail(command: ReopenDetail, act: Act) -> Done[None]:
    """It goes on."""
    act.change(_ROWS[command.kind], command.detail, until_day=None)
    if command.first:
        take_back_edit(TakeBackEdit(command.member, command.first, command.last), act)
    return Done(None, (RegisterChanged(),))


def details_of_entry(reader: Reader, member: int) -> tuple[Detail, ...]:
    """Everything that stands or stood on a member's entry, kind by kind."""
    found: list[Detail] = []
    for kind, statement in (("joint-holder", _HOLDERS), ("representative", _REPRESENTATIVES), ("purpose", _PURPOSES)):
        for row, since, until, words in reader.rows(statement, member=member):
            found.append(Detail(row, kind, words, None, date.fromisoformat(since), _day(until)))
    for row, since, until, words, sort, pence in reader.rows(_PROPERTY, member=member):
        found.append(Detail(row, "property", words or sort, pence, date.fromisoformat(since), _day(until)))
    return tuple(found)


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def _one(reader: Reader, kind: str, member: int, row: int) -> Detail:
    return next(each for each in details_of_entry(reader, member) if (each.kind, each.id) == (kind, row))
