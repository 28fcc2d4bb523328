"""Attendance as the minutes give it: numbers in the body, names in the appendix by manner of attendance."""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import bindparam, func, select

from coopdesk.domain.clock import hour, read_moment
from coopdesk.domain.proxies import ProxyState, states
from coopdesk.domain.quorum import quorum
from coopdesk.services.minutes_view import AttendanceGroup, AttendanceNumbers
from coopdesk.services.proxy_forms import proxy_forms
from coopdesk.services.room import Meeting, rules_of
from coopdesk.storage.store import Reader
from coopdesk.storage.tables import ApologyRow, AttendanceRow, GuestRow, MeetingEventRow, MemberRow

_MEMBERS = (
    select(
        MemberRow.number,
        MemberRow.name,
        MemberRow.representative,
        func.max(AttendanceRow.may_vote),
        func.max(AttendanceRow.joined),
    )
    .select_from(AttendanceRow)
    .join(MemberRow, MemberRow.id == AttendanceRow.member)
    .where(AttendanceRow.meeting == bindparam("meeting"), AttendanceRow.void == 0)
    .group_by(MemberRow.id)
    .order_by(MemberRow.norm, MemberRow.number_key)
)
_APOLOGIES = (
    select(MemberRow.number, MemberRow.name)
    .select_from(ApologyRow)
    .join(MemberRow, MemberRow.id == ApologyRow.member)
    .where(ApologyRow.meeting == bindparam("meeting"), ApologyRow.void == 0)
    .order_by(MemberRow.norm, MemberRow.number_key)
)
_GUESTS = (
    select(GuestRow.name).where(GuestRow.meeting == bindparam("meeting"), GuestRow.void == 0).order_by(GuestRow.name)
)
_ADJOURNED = select(MeetingEventRow.at).where(
    MeetingEventRow.meeting == bindparam("meeting"), MeetingEventRow.kind == "adjourned"
)
_MOVES = select(AttendanceRow.member, AttendanceRow.may_vote, AttendanceRow.arrived_at, AttendanceRow.left_at).where(
    AttendanceRow.meeting == bindparam("meeting"), AttendanceRow.void == 0
)
_OTHERS_MOVED = select(GuestRow.name, GuestRow.arrived_at, GuestRow.left_at).where(
    GuestRow.meeting == bindparam("meeting"), GuestRow.void == 0
)


def attendance_numbers(reader: Reader, meeting: Meeting) -> AttendanceNumbers:
    """Everybody who attended at any time, by kind."""
    members = reader.rows(_MEMBERS, meeting=meeting.id)
    voters = sum(1 for row in members if row[3])
    return AttendanceNumbers(
        present=len(members),
        votes_in_room=voters,
        apologies=len(reader.rows(_APOLOGIES, meeting=meeting.id)),
        joined=sum(1 for row in members if row[4]),
        guests=len(reader.rows(_GUESTS, meeting=meeting.id)),
        without_vote=len(members) - voters,
    )


def appendix(reader: Reader, meeting: Meeting) -> tuple[AttendanceGroup, ...]:
    """The names, sorted, by manner of attendance; empty groups are left out."""
    members = reader.rows(_MEMBERS, meeting=meeting.id)
    voting = tuple((number, _with_representative(name, rep)) for number, name, rep, vote, _ in members if vote)
    other = tuple((number, _with_representative(name, rep)) for number, name, rep, vote, _ in members if not vote)
    guests = tuple(("", name) for (name,) in reader.rows(_GUESTS, meeting=meeting.id))
    groups = (
        AttendanceGroup("Members present, with a vote", voting),
        AttendanceGroup("Members present, without a vote at this meeting", other),
        AttendanceGroup("Apologies", tuple(reader.rows(_APOLOGIES, meeting=meeting.id))),
        AttendanceGroup("In attendance, not members", guests),
    )
    return tuple(group for group in groups if group.names)


def _with_representative(name: str, representative: str) -> str:
    return f"{name}, by {representative}" if representative else name


def _presence(reader: Reader, meeting: Meeting, *, proxies: bool) -> Iterator[tuple[str, int]]:
    """(moment, members present) after each move, with those whose proxy is in force then where the rules count them.

    Everybody who moves in the same second moves at once: times are kept to the second.
    """
    moves: dict[str, list[tuple[int | str, int, bool]]] = {}
    forms = proxy_forms(reader, meeting.id) if proxies else ()
    others = reader.rows(_OTHERS_MOVED, meeting=meeting.id) if forms else []
    stays: list[tuple[int | str, int, str, str | None]] = [*reader.rows(_MOVES, meeting=meeting.id)]
    stays += [(name.casefold(), 0, arrived, left) for name, arrived, left in others]
    for who, may_vote, arrived, left in stays:
        moves.setdefault(arrived, []).append((who, may_vote, True))
        if left is not None:
            moves.setdefault(left, []).append((who, may_vote, False))
    here: Counter[int | str] = Counter()
    members: set[int] = set()
    names: set[str] = set()
    voting = 0
    for at in sorted(moves):
        for who, may_vote, came in moves[at]:
            way = 1 if came else -1
            voting += way * may_vote
            here[who] += way
        for who, _, _ in moves[at]:
            if isinstance(who, int):
                (members.add if here[who] > 0 else members.discard)(who)
            else:
                (names.add if here[who] > 0 else names.discard)(who)
        standing = states(forms, members, names, chair_present=True).values()
        yield at, voting + sum(1 for state in standing if state is ProxyState.IN_FORCE)


def quorum_lost_at(reader: Reader, meeting: Meeting) -> datetime | None:
    """When the declared quorum was lost; None while it stands."""
    adjourned = {at for (at,) in reader.rows(_ADJOURNED, meeting=meeting.id)}
    said = quorum_changes(reader, meeting, adjourned)
    return said[-1][0] if said and said[-1][1].startswith("The quorum was lost") else None


def quorum_changes(reader: Reader, meeting: Meeting, adjourned: set[str]) -> list[tuple[datetime, str]]:
    """When a declared quorum was lost and regained, from the arrivals and departures themselves.

    At the moments of ``adjourned`` everybody's stay ends; that is no loss of quorum.
    """
    if meeting.quorum_at is None or meeting.quorum_needed is None:
        return []
    sheet = rules_of(reader, meeting)
    needed, met = meeting.quorum_needed, True
    said: list[tuple[datetime, str]] = []
    for at, present in _presence(reader, meeting, proxies=sheet.quorum_counts_proxies):
        moment = read_moment(at)
        if at in adjourned:
            needed, met = quorum(sheet, meeting.entitled or 0, adjourned=True).needed, True
            continue
        if moment <= meeting.quorum_at or (meeting.closed_at is not None and moment >= meeting.closed_at):
            continue
        if met and present < needed:
            met = False
            meaning = "; no vote could open until enough came back" if sheet.quorum_continuous else ""
            lost = f"The quorum was lost at {hour(moment)}: {present} present, {needed} needed{meaning}."
            said.append((moment, lost))
        elif not met and present >= needed:
            met = True
            said.append((moment, f"The quorum was regained at {hour(moment)}: {present} present."))
    return said
