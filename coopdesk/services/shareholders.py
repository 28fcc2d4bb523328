"""What the rules of shares ask about whoever holds them: day of birth, and being itself a registered society."""

from dataclasses import dataclass, replace

from sqlalchemy import bindparam, select

from coopdesk.domain.ids import MemberId
from coopdesk.domain.members import MemberKind, clean_line
from coopdesk.domain.refusals import NotUnderstood
from coopdesk.services.act import Act
from coopdesk.services.events import RegisterChanged
from coopdesk.services.member_life import detail_of, set_detail
from coopdesk.services.members import member_by_id
from coopdesk.services.movements import day_given
from coopdesk.services.perform import Command, Done, handles
from coopdesk.services.society import NUMBER_LIMIT
from coopdesk.storage.store import Reader
from coopdesk.storage.tables import RegisteredMemberRow

_NUMBER = select(RegisteredMemberRow.society_number).where(RegisteredMemberRow.member == bindparam("member"))


@dataclass(frozen=True, slots=True)
class ShareholderView:
    """What is known of a member for the rules of shares; "" where nothing is."""

    born_on: str
    society_number: str


@dataclass(frozen=True, slots=True)
class SetShareholder(Command[ShareholderView]):
    """Enter a person's day of birth, or the number of an organisation that is itself a registered society.

    None leaves what there is; "" takes it out.
    """

    private = ("born_on", "society_number")

    member: int
    born_on: str | None = None
    society_number: str | None = None


@handles(SetShareholder)
def set_shareholder(command: SetShareholder, act: Act) -> Done[ShareholderView]:
    """Keep it beside the entry.

    Raises:
        NotUnderstood: a day that is none, a person with a society's number, an organisation with a birthday.
    """
    member = member_by_id(act.reader, MemberId(command.member))
    before = shareholder_view(act.reader, member.id)
    if command.born_on is not None:
        _born(act, member.id, member.kind, command.born_on)
    if command.society_number is not None:
        if member.kind is not MemberKind.ORGANISATION and command.society_number:
            raise NotUnderstood("The society's number", command.society_number, "the member is a person")
        number = clean_line("The society's number", command.society_number, NUMBER_LIMIT)
        if act.reader.value(_NUMBER, member=member.id) is None:
            act.add(RegisteredMemberRow, member=member.id, at=act.at, void=int(not number), society_number=number)
        else:
            act.change(RegisteredMemberRow, member.id, void=int(not number), society_number=number)
    undo = SetShareholder(
        command.member,
        before.born_on if command.born_on is not None else None,
        before.society_number if command.society_number is not None else None,
    )
    return Done(shareholder_view(act.reader, member.id), (RegisterChanged(),), undo)


def _born(act: Act, member: int, kind: MemberKind, text: str) -> None:
    day = day_given("The day of birth", text, act.now) if text else None
    if kind is MemberKind.ORGANISATION and day:
        raise NotUnderstood("The day of birth", text, "the member is an organisation")
    set_detail(act, member, replace(detail_of(act.reader, member), born_on=day))


def shareholder_view(reader: Reader, member: MemberId) -> ShareholderView:
    """What is known of a member."""
    born = detail_of(reader, member).born_on
    return ShareholderView(born.isoformat() if born else "", reader.value(_NUMBER, member=member) or "")
