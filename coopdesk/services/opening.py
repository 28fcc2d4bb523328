"""Opening a count: who may vote is fixed now, roll and room together (``design.md`` §5), and in a poll the proxies."""

from dataclasses import dataclass

from sqlalchemy import bindparam, insert, select

from coopdesk.domain.few_voters import LEAST_VOTERS
from coopdesk.domain.ids import CountId
from coopdesk.domain.motions import VoteMethod
from coopdesk.domain.refusals import NotUnderstood, Refusal
from coopdesk.services import urn
from coopdesk.services.act import Act, table_of
from coopdesk.services.advance_counts import Joining, cast_in_advance, joining, write_figures_added
from coopdesk.services.class_counts import counts_classes, electors_by_class, would_need_classes
from coopdesk.services.debate import refuse_to_put
from coopdesk.services.motions import LAST_COUNT, Count, Motion, last_count, motion_by_number
from coopdesk.services.poll_electors import add_proxies, proxy_electors, vote_as_instructed
from coopdesk.services.quorum import refuse_without_quorum
from coopdesk.services.room import IN_THE_ROOM, Meeting, digest_of, room_view, rules_of
from coopdesk.services.taken import others_of, refuse_taken
from coopdesk.services.together import refuse_different_instructions
from coopdesk.storage.tables import AttendanceRow, CountRow, ElectorRow, MotionRow

_OTHER_OPEN = select(MotionRow.number).where(MotionRow.meeting == bindparam("meeting"), MotionRow.state == "open")


_ELECTORS = (
    select(AttendanceRow.member)
    .where(
        *IN_THE_ROOM,
        AttendanceRow.may_vote == 1,
    )
    .order_by(AttendanceRow.member)
)


@dataclass
class AnotherVoteOpen(Refusal):
    """One vote at a time, so that a card means one thing."""

    code = "ANOTHER-VOTE-OPEN"
    sentence = "Voting on motion {number} is still open. Close it before another motion is put."
    number: int


def open_count(act: Act, meeting: Meeting, motion: Motion, method: str) -> Count:
    """Fix the electors and open a further count of a motion.

    Raises:
        NotUnderstood: there is no such way of voting.
        ClassTooSmall: a secret ballot counted by class would tell how the few of one class voted.
        NoQuorumDeclared, QuorumLost, AnotherVoteOpen: no vote can open.
    """
    way = _way_of_voting(method)
    room = room_view(act.reader, meeting, act.now)
    refuse_without_quorum(act.reader, meeting, room)
    other = act.reader.value(_OTHER_OPEN, meeting=meeting.id)
    if other is not None:
        raise AnotherVoteOpen(other)
    sheet = rules_of(act.reader, meeting)
    rule = sheet.resolution(motion.kind)
    refuse_taken(act.reader, motion.id, motion.number, put=True)
    refuse_to_put(act, meeting, motion, rule)
    others = others_of(act.reader, motion.id)
    for number in others.values():
        refuse_to_put(act, meeting, motion_by_number(act.reader, meeting, number), rule)
    apart = counts_classes(sheet, rule)
    joins = joining(act.reader, meeting, motion.id, motion.number, way, sheet, apart=apart)
    proxies = proxy_electors(act.reader, meeting) if way is VoteMethod.POLL else ()
    # Who voted before the meeting is not spoken for by a proxy besides.
    proxies = tuple(each for each in proxies if each.form.appointor not in joins.voters)
    refuse_different_instructions(motion, others, way, proxies)
    here = [member for (member,) in act.reader.rows(_ELECTORS, meeting=meeting.id)]
    electors = _electors(here, [each.form.appointor for each in proxies], joins)
    count = _write_count(act, motion, way, room.present, len(electors))
    write_figures_added(act, count, joins)
    _freeze(act, count, meeting, electors, same=electors == here)
    add_proxies(act, count, proxies)
    if way is VoteMethod.SECRET:
        divided = would_need_classes(act.reader, sheet, rule, meeting.id)
        by_class = electors_by_class(act.reader, sheet, CountId(count)) if divided else {}
        _refuse_small_classes(motion.number, by_class)
        urn.lay(act, count, len(electors), by_class)
    act.change(CountRow, count, elector_digest=digest_of(electors))
    act.change(MotionRow, motion.id, state="open")
    vote_as_instructed(act, count, motion, proxies)
    cast_in_advance(act, count, joins, stands=sheet.advance_votes == "stand")
    return last_count(act.reader, motion)


def _way_of_voting(method: str) -> VoteMethod:
    if method not in tuple(VoteMethod):
        known = ", ".join(each.value for each in VoteMethod)
        raise NotUnderstood("The way of voting", method, f"it is one of {known}")
    return VoteMethod(method)


def _write_count(act: Act, motion: Motion, way: VoteMethod, present: int, electors: int) -> int:
    before = act.reader.first(LAST_COUNT, motion=motion.id)
    return act.add(
        CountRow,
        motion=motion.id,
        attempt=1 if before is None else before[1] + 1,
        method=way.value,
        opened_at=act.at,
        closed_at=None,
        present=present,
        electors=electors,
        elector_digest=None,
        votes_for=None,
        votes_against=None,
        abstentions=None,
        spoilt=None,
    )


def _freeze(act: Act, count: int, meeting: Meeting, electors: list[int], *, same: bool) -> None:
    """Write down who may vote; ``same``: just those in the room, which one statement copies."""
    if same:
        act.writer.execute(_FREEZE_ELECTORS, count=count, meeting=meeting.id)
    else:
        act.writer.insert_many(table_of(ElectorRow), ("count", "member"), ((count, each) for each in electors))


def _electors(here: list[int], appointors: list[int], joins: Joining) -> list[int]:
    """Those in the room, by proxy or by a vote sent in with a name, less those whose vote sent in cannot be touched."""
    sent = {member for member, _ in joins.cast}
    return sorted({*here, *appointors, *sent} - joins.without_vote)


@dataclass
class ClassTooSmall(Refusal):
    """A class of so few that its figures would be no secret."""

    code = "CLASS-TOO-SMALL"
    sentence = (
        "The rules count motion {motion} class by class, and class {name} has {voters} voters here: its figures would "
        "tell how they voted, so a secret ballot needs {least} of each. Vote by hands, a recorded vote or a poll. "
        "Nothing was opened."
    )
    motion: int
    name: str
    voters: int
    least: int


def _refuse_small_classes(number: int, by_class: dict[str, int]) -> None:
    for name, voters in by_class.items():
        if voters < LEAST_VOTERS:
            raise ClassTooSmall(number, name, voters, LEAST_VOTERS)


_FREEZE_ELECTORS = insert(ElectorRow).from_select(
    ["count", "member"],
    select(bindparam("count", type_=CountRow.id.type), AttendanceRow.member).where(
        *IN_THE_ROOM,
        AttendanceRow.may_vote == 1,
    ),
)
