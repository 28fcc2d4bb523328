"""The end of a membership while its member lives, and an ending entered by mistake taken back."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import bindparam, select

from coopdesk.domain.clock import day_words, local_day
from coopdesk.domain.days import read_past_day
from coopdesk.domain.ids import MemberId
from coopdesk.domain.members import clean_text
from coopdesk.domain.refusals import NotUnderstood
from coopdesk.services.act import Act
from coopdesk.services.events import DoorChanged, RegisterChanged
from coopdesk.services.member_turns import note_turn, turns_of, void_turn
from coopdesk.services.members import ADDRESS_LIMIT, MembershipEnded, MemberView, member_by_id
from coopdesk.services.perform import Command, Done, handles
from coopdesk.storage.tables import AttendanceRow, MemberRow

REASONS_TO_END = (
    "resigned", "expelled", "lapsed", "withdrew", "transferred", "wound-up", "not-eligible", "other",
)  # fmt: skip
"""What can end a membership besides death; each is a word of the record, and free words may stand beside it."""

WORDS_FOR = {
    "resigned": "resigned",
    "expelled": "expelled",
    "lapsed": "lapsed under the rules",
    "withdrew": "withdrew all shares",
    "transferred": "transferred all shares",
    "wound-up": "the organisation was wound up",
    "not-eligible": "no longer eligible",
    "other": "",
    "died": "died",
}
"""What the register says where nobody wrote more."""

_OPEN_STAY = select(AttendanceRow.id).where(
    AttendanceRow.member == bindparam("member"), AttendanceRow.left_at.is_(None), AttendanceRow.void == 0
)


@dataclass(frozen=True, slots=True)
class EndMembership(Command[MemberView]):
    """Somebody leaves. The entry stays, with its dates."""

    member: int
    reason: str = ""
    on: str = ""
    why: str = ""
    """One word of ``REASONS_TO_END``, or "" where the words say enough."""


@handles(EndMembership)
def end_membership(command: EndMembership, act: Act) -> Done[MemberView]:
    """End a membership. What the member holds stays on the ledger until it is withdrawn or cancelled.

    Somebody who resigns in the room stops being there as a member: votes given stand, a later quorum is counted without
    them (scenario 37), and who stays to listen is a guest.

    Raises:
        MembershipEnded: it has ended already.
        NotUnderstood: a date that is not one, lies ahead or before the joining, or a reason that is none of the words.
    """
    member = member_by_id(act.reader, MemberId(command.member))
    if command.why not in ("", *REASONS_TO_END):
        raise NotUnderstood("The reason", command.why, f"it is one of {', '.join(REASONS_TO_END)}")
    day = read_past_day("The day membership ended", command.on, local_day(act.now))
    undo = end_entry(act, member, day, "ended", command.why, command.reason)
    return Done(member_by_id(act.reader, member.id), (RegisterChanged(), DoorChanged()), undo)


def end_entry(act: Act, member: MemberView, day: date, turn: str, why: str, words: str) -> "RestoreMembership":
    """End an entry on a day, whatever ended it; returns the inverse.

    Raises:
        MembershipEnded: it has ended already.
        NotUnderstood: the day lies before the joining.
    """
    if not member.active:
        raise MembershipEnded(member.number)
    if day < member.joined_on:
        said = f"member {member.number} was entered on {day_words(member.joined_on)}"
        raise NotUnderstood("The day membership ended", day.isoformat(), said)
    reason = clean_text("The reason", words, ADDRESS_LIMIT) or WORDS_FOR.get(why, why)
    act.change(MemberRow, member.id, status="ended", ended_on=day.isoformat(), end_reason=reason)
    row = note_turn(act, member.id, turn, day, why)
    stay = act.reader.value(_OPEN_STAY, member=member.id)
    if stay is not None:
        act.change(AttendanceRow, stay, left_at=act.at)
    return RestoreMembership(member.id, stay or 0, row)


@dataclass(frozen=True, slots=True)
class RestoreMembership(Command[MemberView]):
    """Undo of an ending entered by mistake; ``stay`` is the stay that ended with it, ``turn`` what was recorded of it,
    0 for none."""

    member: int
    stay: int = 0
    turn: int = 0


@handles(RestoreMembership)
def restore_membership(command: RestoreMembership, act: Act) -> Done[MemberView]:
    """Make the membership current again."""
    ended_on = member_by_id(act.reader, MemberId(command.member)).ended_on
    act.change(MemberRow, command.member, status="active", ended_on=None, end_reason="")
    # Acts that end a membership besides (the last share went) do not know the turn: it is the one of that day.
    turns = [turn.id for turn in turns_of(act.reader, command.member) if (turn.kind, turn.day) == ("ended", ended_on)]
    void_turn(act, command.turn or max(turns, default=0))
    if command.stay:
        act.change(AttendanceRow, command.stay, left_at=None)
    return Done(member_by_id(act.reader, MemberId(command.member)), (RegisterChanged(), DoorChanged()))
