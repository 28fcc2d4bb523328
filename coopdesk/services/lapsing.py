"""Who would lapse for missing annual meetings without apologies, and the act that lets them."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from coopdesk.domain.clock import local_day, read_moment
from coopdesk.domain.ids import MemberId
from coopdesk.domain.lapsing import PastMeeting, lapses, meetings_that_count
from coopdesk.domain.members import display_number
from coopdesk.domain.refusals import Refusal
from coopdesk.services.act import Act
from coopdesk.services.events import DoorChanged, RegisterChanged
from coopdesk.services.members import MemberView, member_by_id, members_by_ids
from coopdesk.services.membership_end import RestoreMembership, end_entry, restore_membership
from coopdesk.services.perform import Command, Done, handles
from coopdesk.services.share_rules import settings_on
from coopdesk.storage.store import Reader
from coopdesk.storage.tables import ApologyRow, AttendanceRow, MeetingRow, MemberRow, ProxyRow

_HELD = select(MeetingRow.id, MeetingRow.opened_at).where(MeetingRow.kind == "agm", MeetingRow.state == "closed")
_ATTENDED = select(AttendanceRow.member, AttendanceRow.meeting).where(AttendanceRow.void == 0).distinct()
_APOLOGISED = (
    # In writing beforehand: apologies received after the meeting opened do not count.
    select(ApologyRow.member, ApologyRow.meeting)
    .join(MeetingRow, MeetingRow.id == ApologyRow.meeting)
    .where(ApologyRow.void == 0, ApologyRow.at <= func.coalesce(MeetingRow.opened_at, "9999"))
)
_BY_PROXY = (
    # A form that stands and came before the meeting opened: the member wrote, and was represented.
    select(ProxyRow.appointor, ProxyRow.meeting)
    .join(MeetingRow, MeetingRow.id == ProxyRow.meeting)
    .where(
        ProxyRow.void == 0,
        ProxyRow.revoked_at.is_(None),
        ProxyRow.received_at <= func.coalesce(MeetingRow.opened_at, "9999"),
    )
)
_ACTIVE = select(MemberRow.id, MemberRow.joined_on).where(MemberRow.status == "active").order_by(MemberRow.number_key)


@dataclass
class NobodyLapses(Refusal):
    """The rule is off, or everybody was there."""

    code = "NOBODY-LAPSES"
    sentence = "No membership lapses now: {why}. Nothing was changed."
    why: str


@dataclass
class LapsingMovedOn(Refusal):
    """The list was looked through, and is another now."""

    code = "LAPSING-MOVED-ON"
    sentence = (
        "{count} memberships would lapse now, not the {expected} that were looked through. Nothing was changed: "
        "look through the list again."
    )
    count: int
    expected: int


@dataclass(frozen=True, slots=True)
class LapseView:
    """What the rule comes to today."""

    after: int
    """Annual meetings in a row; 0 where the rule is off."""
    source: str
    meetings: int
    """Meetings looked at: as many as ``after``, or none where there were too few."""
    members: tuple[MemberView, ...]
    """Who would lapse, by number."""


def lapse_view(reader: Reader, now: datetime) -> LapseView:
    """Who would lapse today."""
    settings = settings_on(reader, local_day(now))
    setting = settings["lapse_after"]
    after = int(setting.value)
    held = [PastMeeting(row, local_day(read_moment(at)), read_moment(at)) for row, at in reader.rows(_HELD) if at]
    meetings = meetings_that_count(held, after)
    ids: list[MemberId] = []
    if meetings:
        shown: defaultdict[int, set[int]] = defaultdict(set)
        by_proxy = (_BY_PROXY,) if settings["lapse_proxies"].value == "yes" else ()
        for statement in (_ATTENDED, _APOLOGISED, *by_proxy):
            for member, meeting in reader.rows(statement):
                shown[member].add(meeting)
        for member, joined in reader.rows(_ACTIVE):
            if lapses(type(meetings[0].day).fromisoformat(joined), frozenset(shown[member]), meetings):
                ids.append(MemberId(member))
    return LapseView(after, setting.source, len(meetings), members_by_ids(reader, ids))


@dataclass(frozen=True, slots=True)
class LapseMemberships(Command[tuple[MemberView, ...]]):
    """Let every membership on the list lapse. ``expected``: how many were looked through, None to take all."""

    expected: int | None = None


@handles(LapseMemberships)
def lapse_memberships(command: LapseMemberships, act: Act) -> Done[tuple[MemberView, ...]]:
    """End the memberships; what they hold stays on the ledger until it is repaid or cancelled, as the rules say.

    Raises:
        NobodyLapses: there is nobody.
        LapsingMovedOn: the list is not the one that was looked through.
    """
    view = lapse_view(act.reader, act.now)
    if not view.members:
        why = "the society has no such rule (setting “lapse_after”)" if view.after == 0 else "everybody came or wrote"
        if view.after and not view.meetings:
            why = f"there were not yet {view.after} annual meetings"
        raise NobodyLapses(why)
    if command.expected is not None and command.expected != len(view.members):
        raise LapsingMovedOn(len(view.members), command.expected)
    missed = "the annual meeting" if view.after == 1 else f"{view.after} annual meetings"
    undone = [
        end_entry(act, each, local_day(act.now), "ended", "lapsed", f"lapsed: missed {missed} without apologies")
        for each in view.members
    ]
    ended = tuple(member_by_id(act.reader, each.id) for each in view.members)
    undo = RestoreLapsed(";".join(f"{each.member},{each.stay},{each.turn}" for each in undone))
    return Done(ended, (RegisterChanged(), DoorChanged()), undo)


@dataclass(frozen=True, slots=True)
class RestoreLapsed(Command[None]):
    """Undo of a lapsing: "member,stay,turn" for each, with semicolons between."""

    entries: str


@handles(RestoreLapsed)
def restore_lapsed(command: RestoreLapsed, act: Act) -> Done[None]:
    """They are members again."""
    for entry in command.entries.split(";"):
        member, stay, turn = map(int, entry.split(","))
        restore_membership(RestoreMembership(member, stay, turn), act)
    return Done(None, (RegisterChanged(), DoorChanged()))


def lapse_lines(view: LapseView) -> list[str]:
    """The list in sentences."""
    if view.after == 0:
        return ["Memberships do not lapse in this society (setting “lapse_after”)."]
    meetings = "the last annual meeting" if view.after == 1 else f"the last {view.after} annual meetings"
    lines = [f"{display_number(each.number)}  {each.name}" for each in view.members]
    return [*lines, f"{len(view.members)} members missed {meetings} without apologies ({view.source})."]
