"""Entering members, and changing what the register says of them."""

from dataclasses import dataclass, fields, replace
from datetime import date

from sqlalchemy import bindparam, select, update

from coopdesk.domain.clock import local_day
from coopdesk.domain.days import read_past_day
from coopdesk.domain.ids import MemberId
from coopdesk.domain.members import (
    MemberKind,
    clean_line,
    clean_name,
    clean_text,
    display_number,
    number_key,
    read_member_number,
    search_form,
)
from coopdesk.domain.refusals import NothingToUndo, NotUnderstood, Refusal
from coopdesk.services import search
from coopdesk.services.act import Act
from coopdesk.services.events import RegisterChanged
from coopdesk.services.member_past import keep_past, take_past_back
from coopdesk.services.members import (
    ADDRESS_LIMIT,
    DEFAULT_CLASS,
    ID_BY_NUMBER,
    LINE_LIMIT,
    LONGEST_SERIES,
    MemberView,
    member_by_id,
)
from coopdesk.services.names_on_entry import (
    NotAnOrganisation,
    appoint,
    end_names,
    enter_joint_holder,
    enter_purpose,
    names_entered,
    take_names_back,
    void_names,
)
from coopdesk.services.perform import Command, Done, handles
from coopdesk.services.society import MEMBER_NUMBERS, counter_at_least
from coopdesk.storage.tables import CounterRow, ErasureRow, MemberRow


@dataclass
class NumberTaken(Refusal):
    """Two members cannot have one number."""

    code = "NUMBER-TAKEN"
    sentence = "Member number {number} belongs to somebody else already. Nothing was changed: choose another."
    number: str


_ERASED = select(ErasureRow.id).where(ErasureRow.member == bindparam("member")).limit(1)
_NEXT_NUMBER = (
    update(CounterRow)
    .where(CounterRow.name == MEMBER_NUMBERS)
    .values(value=CounterRow.value + 1)
    .returning(CounterRow.value)
)


@dataclass(frozen=True, slots=True, kw_only=True)
class AddMember(Command[MemberView]):
    """Enter somebody in the register, without shares. ``number`` "" takes the next one."""

    name: str
    number: str = ""
    kind: str = "person"
    class_name: str = DEFAULT_CLASS
    representative: str = ""
    address: str = ""
    postcode: str = ""
    email: str = ""
    phone: str = ""
    joined_on: str = ""
    joint: str = ""
    """Joint holders after the member, who is the first named: a line each."""
    purposes: str = ""
    """What the e-mail address was given for, a line each."""


@handles(AddMember)
def add_member(command: AddMember, act: Act) -> Done[MemberView]:
    """Enter a member.

    Raises:
        NotUnderstood: a name, number or other field that cannot be used.
        NumberTaken: the number belongs to somebody else.
        NotAnOrganisation: a representative of a person.
        NoJointHolders: an organisation, or the rules know none.
        NoAddressForIt: a purpose, and no e-mail address.
    """
    member = member_by_id(act.reader, enter_member(act, command))
    _name_others(act, member, command.joint, member.joined_on)
    for purpose in command.purposes.splitlines():
        enter_purpose(act, member, purpose, member.joined_on)
    return Done(member, (RegisterChanged(),), VoidMember(member.id))


def _name_others(act: Act, member: MemberView, joint: str, day: date) -> None:
    """Joint holders, and the appointment of an organisation's representative."""
    for name in joint.splitlines():
        enter_joint_holder(act, member, name, day)
    if member.representative:
        appoint(act, member, member.representative, day, day)


def enter_member(act: Act, command: AddMember) -> MemberId:
    """Write the member's row and what helps to find it; for adding and for joining at the door.

    Raises:
        NumberTaken: a member has, or had, the number.
        NotUnderstood: a detail that cannot be kept.
    """
    clean = _clean(command, act)
    if clean.number:
        number = read_member_number(clean.number)
        if act.reader.value(ID_BY_NUMBER, number=number) is not None:
            raise NumberTaken(number)
        note_number(act, number)
    else:
        number = next_number(act)
    kind = MemberKind(clean.kind)
    norm, last, first = search_form(clean.name, kind)
    member = act.add(
        MemberRow,
        number=number,
        kind=kind.value,
        name=clean.name,
        representative=clean.representative,
        class_name=clean.class_name,
        address=clean.address,
        postcode=clean.postcode,
        email=clean.email,
        phone=clean.phone,
        status="active",
        joined_on=clean.joined_on,
        ended_on=None,
        end_reason="",
        number_key=number_key(number),
        norm=norm,
        last=last,
        first=first,
    )
    search.keep(act.writer, MemberId(member), clean.name, kind, clean.postcode, clean.email)
    return MemberId(member)


@dataclass(frozen=True, slots=True)
class VoidMember(Command[None]):
    """Take an entry back, as if it had not been made: for undo, never for somebody who was a member."""

    member: int


@handles(VoidMember)
def void_member(command: VoidMember, act: Act) -> Done[None]:
    """Void an entry that has no shares.

    Raises:
        StillHolds: the member holds shares, which the register cannot lose.
    """
    member = member_by_id(act.reader, MemberId(command.member))
    if member.shares:
        raise StillHolds(member.number, member.shares)
    act.change(MemberRow, command.member, status="void")
    void_names(act, command.member)
    search.forget(act.writer, member.id)
    return Done(None, (RegisterChanged(),))


@dataclass
class StillHolds(Refusal):
    """Shares are somebody's money: an entry that holds any is not taken back."""

    code = "STILL-HOLDS"
    sentence = "Member {number} holds {shares} shares, so the entry cannot be taken back. Nothing was changed."
    number: str
    shares: int


@dataclass(frozen=True, slots=True, kw_only=True)
class EditMember(Command[MemberView]):
    """Change what the register says of a member. Fields left None stay as they are."""

    private = ("name", "representative", "address", "postcode", "email", "phone", "why", "joint", "purposes")

    member: int
    name: str | None = None
    kind: str | None = None
    class_name: str | None = None
    representative: str | None = None
    address: str | None = None
    postcode: str | None = None
    email: str | None = None
    phone: str | None = None
    on: str = ""
    """The day from which the new details hold; "" is today."""
    why: str = ""
    """A note kept with what is replaced: "by marriage"."""
    joint: str = ""
    """Further joint holders, a line each, entered after those there are."""
    purposes: str = ""
    """What else the e-mail address is given for, a line each."""
    ended: str = ""
    """Joint holders and purposes that come to an end, by their rows: "joint-holder:3;purpose:7"."""


_BESIDES = ("member", "on", "why", "joint", "purposes", "ended")
"""Fields of an edit that are no columns of the entry."""


@handles(EditMember)
def edit_member(command: EditMember, act: Act) -> Done[MemberView]:
    """Change a member's details; what they replace is kept with its day.

    Raises:
        NotUnderstood: a field that cannot be used, or a day that lies ahead.
        UnknownMember: there is no such member.
        NotAnOrganisation: a representative of a person.
        NoJointHolders: an organisation, or the rules know none.
        NoAddressForIt: a purpose, and no e-mail address.
    """
    before = member_by_id(act.reader, MemberId(command.member))
    until = read_past_day("The day from which it holds", command.on, local_day(act.now))
    why = clean_text("The note", command.why, ADDRESS_LIMIT)
    names = [field.name for field in fields(EditMember) if field.name not in _BESIDES]
    given = {name: getattr(command, name) for name in names if getattr(command, name) is not None}
    if given.get("kind") == "person":
        # A person speaks for themselves.
        given.setdefault("representative", "")
    asked = AddMember(**{**{name: str(getattr(before, name)) for name in names}, **given})
    clean = _clean(asked, act)
    changed = {name: getattr(clean, name) for name in given if getattr(clean, name) != getattr(before, name)}
    if not (changed or command.joint or command.purposes or command.ended):
        return Done(before, (RegisterChanged(),))
    past = change_entry(act, before, changed, until, why)
    value = member_by_id(act.reader, before.id)
    end_names(act, value, command.ended, until)
    for name in command.joint.splitlines():
        enter_joint_holder(act, value, name, until)
    for purpose in command.purposes.splitlines():
        enter_purpose(act, value, purpose, until)
    if "representative" in changed:
        body = value if value.kind is MemberKind.ORGANISATION else before
        appoint(act, body, value.representative, until, until)
    undo = TakeBackEdit(command.member, past.start, past.stop - 1, names_entered(act))
    return Done(value, (RegisterChanged(),), undo)


def change_entry(act: Act, before: MemberView, changed: dict[str, str], until: date, why: str) -> range:
    """Write what an entry says from a day on, and keep what it said; returns the rows of the past."""
    if not changed:
        return range(1, 1)
    past = keep_past(act, before.id, {name: getattr(before, name) for name in changed}, changed, until, why)
    _say(act, before, changed)
    return past


def _say(act: Act, before: MemberView, changed: dict[str, str]) -> MemberView:
    """Write what an entry says now, and how it is found."""
    said = {name: changed.get(name, str(getattr(before, name))) for name in ("name", "kind", "postcode", "email")}
    kind = MemberKind(said["kind"])
    norm, last, first = search_form(said["name"], kind)
    act.change(MemberRow, before.id, **changed, norm=norm, last=last, first=first)
    search.keep(act.writer, before.id, said["name"], kind, said["postcode"], said["email"])
    return member_by_id(act.reader, before.id)


@dataclass(frozen=True, slots=True)
class TakeBackEdit(Command[MemberView]):
    """Undo of an edit: the entry says again what rows ``first`` to ``last`` of its past hold (none where last is below
    first). ``names``: what it did to the names beside the member's."""

    member: int
    first: int
    last: int
    names: str = ""


@handles(TakeBackEdit)
def take_back_edit(command: TakeBackEdit, act: Act) -> Done[MemberView]:
    """Put back what an edit replaced, as if it had not been made.

    Raises:
        NothingToUndo: what it replaced was erased since.
    """
    before = member_by_id(act.reader, MemberId(command.member))
    if act.reader.value(_ERASED, member=command.member) is not None:
        raise NothingToUndo()
    take_names_back(act, command.names)
    if command.last < command.first:
        return Done(before, (RegisterChanged(),))
    held = take_past_back(act, command.member, command.first, command.last)
    return Done(_say(act, before, held), (RegisterChanged(),))


def next_number(act: Act) -> str:
    """The next member number; numbers once given are not given again."""
    return str(act.writer.returning(_NEXT_NUMBER))


def note_number(act: Act, number: str) -> None:
    """Keep the counter ahead of a number given by hand; a number far outside every series starts none."""
    if number.isdecimal() and len(number) <= LONGEST_SERIES:
        counter_at_least(act, MEMBER_NUMBERS, int(number))


def _clean(command: AddMember, act: Act) -> AddMember:
    today = local_day(act.now)
    joined = read_past_day("The day of joining", command.joined_on, today)
    if command.kind not in ("person", "organisation"):
        raise NotUnderstood("The kind of member", command.kind, "it is person or organisation")
    if command.kind == "person" and command.representative.strip():
        raise NotAnOrganisation(display_number(command.number) or command.name)
    return replace(
        command,
        name=clean_name(command.name),
        class_name=clean_line("The class", command.class_name, LINE_LIMIT) or DEFAULT_CLASS,
        representative=clean_line("The representative", command.representative, LINE_LIMIT),
        address=clean_text("The address", command.address, ADDRESS_LIMIT),
        postcode=clean_line("The postcode", command.postcode, LINE_LIMIT).upper(),
        email=clean_line("The e-mail address", command.email, LINE_LIMIT),
        phone=clean_line("The phone number", command.phone, LINE_LIMIT),
        joined_on=joined.isoformat(),
    )
