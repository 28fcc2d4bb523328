"""Secret ballots at the desk: the roll is marked and a paper falls into the urn, in one transaction and with nothing to
join them by (reliability reference §3).

Until the ballot closes only the turnout can be seen, and the journal says who voted, never how. At the close the papers
are counted, their digest is journalled, and the file is written anew with an empty log. A person with the file in hand
*while* the ballot is open could still link votes, a unanimous result tells on everybody, and a very small ballot tells
on some: paper is right for those.
"""

from dataclasses import dataclass

from sqlalchemy import bindparam, select

from coopdesk.domain.ids import MemberId
from coopdesk.domain.members import display_number
from coopdesk.domain.motions import Choice, NotAnElector, VoteMethod, check_elector, may_vote
from coopdesk.domain.refusals import NotUnderstood, Refusal
from coopdesk.services import urn
from coopdesk.services.act import Act
from coopdesk.services.advance_counts import refuse_advance_voter
from coopdesk.services.class_counts import class_of
from coopdesk.services.events import VoteChanged
from coopdesk.services.members import resolve
from coopdesk.services.motions import Motion, last_count, motion_by_number
from coopdesk.services.perform import Command, Done, Entry, NonceUsed, handles, repeats
from coopdesk.services.room import Meeting, meeting_for_business, rules_of
from coopdesk.storage.store import Reader
from coopdesk.storage.tables import (
    BallotVotedRow,
    CountRow,
    ElectorRow,
    MemberRow,
    MotionRow,
    RollRow,
)

_FACTS = select(
    select(RollRow.member)
    .where(RollRow.meeting == bindparam("meeting"), RollRow.member == bindparam("member"))
    .scalar_subquery(),
    select(ElectorRow.member)
    .where(ElectorRow.count == bindparam("count"), ElectorRow.member == bindparam("member"))
    .scalar_subquery(),
    select(BallotVotedRow.member)
    .where(BallotVotedRow.count == bindparam("count"), BallotVotedRow.member == bindparam("member"))
    .scalar_subquery(),
    select(MemberRow.number).where(MemberRow.id == bindparam("member")).scalar_subquery(),
)
_CLASS = select(MemberRow.class_name).where(MemberRow.id == bindparam("member"))
_NUMBER = select(MemberRow.number).where(MemberRow.id == bindparam("member"))
_OPEN_BALLOT = (
    select(MotionRow.number)
    .join(CountRow, CountRow.motion == MotionRow.id)
    .where(CountRow.method == VoteMethod.SECRET.value, CountRow.closed_at.is_(None))
    .limit(1)
)


@dataclass
class VotedInSecret(Refusal):
    """A second paper. Nobody can find the first one to take it back."""

    code = "ALREADY-VOTED"
    sentence = (
        "Member {member} has voted in the secret ballot on motion {motion}. The paper is in the urn and nobody can "
        "tell which it is, so it stands. Nothing was recorded."
    )
    motion: int
    member: str


@dataclass
class NotSecret(Refusal):
    """A paper for an urn that is not there."""

    code = "NOT-SECRET"
    sentence = "Motion {motion} is voted on by {method}, so there is no urn for it. Nothing was recorded."
    motion: int
    method: str


@dataclass
class SecretBallotOpen(Refusal):
    """A copy made between two votes would tell how the second was cast."""

    code = "SECRET-BALLOT-OPEN"
    sentence = (
        "The secret ballot on motion {motion} is open, and a copy made now could tell later how somebody voted. "
        "Close the ballot first; every vote is saved in the file already."
    )
    motion: int


@dataclass(frozen=True, slots=True)
class SecretVote:
    """What is known of a secret vote: whose it was."""

    motion: int
    member: MemberId
    member_number: str


@dataclass(frozen=True, slots=True)
class CastSecretVote(Command[SecretVote]):
    """One member's paper. It cannot be taken back, so there is no undo."""

    meeting: int
    number: int
    reference: str
    choice: str


@handles(CastSecretVote)
def cast_secret_vote(command: CastSecretVote, act: Act) -> Done[SecretVote]:
    """Mark the member as having voted and drop the paper into a random blank place.

    Raises:
        VotedInSecret: this member has.
        NotOnRoll, NotAnElector: the member may not vote in this ballot.
        NotSecret: the vote is taken another way.
        MotionNotOpen: voting is not open.
    """
    choice = _choice(command.choice)
    meeting = meeting_for_business(act.reader, command.meeting)
    motion = motion_by_number(act.reader, meeting, command.number)
    may_vote(motion.state, motion.number)
    count = last_count(act.reader, motion)
    if count.method is not VoteMethod.SECRET:
        raise NotSecret(motion.number, count.method.words.lower())
    member = resolve(act.reader, command.reference)
    facts = act.reader.first(_FACTS, meeting=meeting.id, count=count.id, member=member)
    assert facts is not None
    on_roll, elector, voted, number = facts
    assert number is not None
    if elector is None:
        refuse_advance_voter(act.reader, motion.id, motion.number, member, number)
    check_elector(
        display_number(number), motion.number, on_roll=on_roll is not None, in_room_at_opening=elector is not None
    )
    if voted is not None:
        raise VotedInSecret(motion.number, display_number(number))
    act.add(BallotVotedRow, count=count.id, member=member)
    urn.drop(act, count.id, choice, _box(act.reader, meeting, motion, count.id, member, number))
    return Done(SecretVote(motion.number, member, number), (VoteChanged(),))


def _box(
    reader: Reader, meeting: Meeting, motion: Motion, count: int, member: int, number: str
) -> tuple[int, int] | None:
    """The part of a divided urn that a member votes into: the class is known when the paper is given out."""
    divided = urn.boxes(reader, count)
    if not divided:
        return None
    found = divided.get(class_of(rules_of(reader, meeting), reader.one(_CLASS, member=member)))
    if found is None:
        reason = "their class was changed while the vote was open, and it has no part in this ballot"
        raise NotAnElector(motion=motion.number, member=display_number(number), reason=reason)
    return found


@repeats(CastSecretVote)
def secret_vote_repeated(command: CastSecretVote, reader: Reader, first: Entry) -> SecretVote:
    """The same paper sent again: one is in the urn.

    Raises:
        NonceUsed: it was another member's.
    """
    _, member = first.payload["rows"][0][2]
    if member != resolve(reader, command.reference):
        raise NonceUsed()
    number = reader.one(_NUMBER, member=member)
    return SecretVote(command.number, MemberId(member), number)


def refuse_copy(reader: Reader) -> None:
    """Raises:
    SecretBallotOpen: a copy of the file would tell how somebody votes.
    """
    motion = reader.value(_OPEN_BALLOT)
    if motion is not None:
        raise SecretBallotOpen(motion)


def _choice(choice: str) -> Choice:
    try:
        return Choice(choice)
    except ValueError as error:
        raise NotUnderstood("The vote", choice, "it is for, against or abstain") from error
