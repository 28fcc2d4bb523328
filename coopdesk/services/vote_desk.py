"""What the vote desk works with: the motions, the vote under way, and whose card is in the hand."""

from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import bindparam, select

from coopdesk.domain.clock import hour, read_moment
from coopdesk.domain.codes import read_code
from coopdesk.domain.counts import add_up
from coopdesk.domain.ids import MeetingId, MemberId
from coopdesk.domain.members import display_number
from coopdesk.domain.motions import Choice, MotionState, VoteMethod, check_elector
from coopdesk.domain.rules import ResolutionRule
from coopdesk.domain.tally import Counts, Decision
from coopdesk.services.advance_counts import added_figures, refuse_advance_voter
from coopdesk.services.agenda import AgendaLine, agenda_lines
from coopdesk.services.at_hand import meeting_at_hand, quorum_is_lost
from coopdesk.services.attendance import quorum_lost_at
from coopdesk.services.chairs_words import ChairsWords, chairs_words
from coopdesk.services.members import MemberView, UnknownMember, member_by_id, resolve
from coopdesk.services.motion_view import MotionView, VotingView, motion_views, voting_view
from coopdesk.services.motions import decision, last_count, motion_by_number
from coopdesk.services.poll_holders import HolderWaiting, holders_waiting
from coopdesk.services.polls import poll_advice
from coopdesk.services.room import Meeting, RoomView, meeting_by_id, room_view, rules_of
from coopdesk.services.standing_votes import VOIDED
from coopdesk.services.voting_cards import NobodyHoldsCard, card_meant, holder_of_card
from coopdesk.storage.store import Reader
from coopdesk.storage.tables import AttendanceRow, ElectorRow, RollRow, VoteRow

_STANDING = select(VoteRow.choice, VoteRow.at).where(
    VoteRow.count == bindparam("count"), VoteRow.member == bindparam("member"), ~VOIDED
)
_ELECTOR = select(ElectorRow.member).where(
    ElectorRow.count == bindparam("count"), ElectorRow.member == bindparam("member")
)
_ON_ROLL = select(RollRow.member).where(RollRow.meeting == bindparam("meeting"), RollRow.member == bindparam("member"))
_CARD_OF = (
    select(AttendanceRow.voting_card)
    .where(
        AttendanceRow.meeting == bindparam("meeting"),
        AttendanceRow.member == bindparam("member"),
        AttendanceRow.void == 0,
    )
    .order_by(AttendanceRow.id.desc())
    .limit(1)
)


@dataclass(frozen=True, slots=True)
class CardInHand:
    """An elector whose vote is to be recorded; ``voted`` is (choice, when) where a vote of theirs stands already."""

    member: MemberView
    voting_card: int | None
    voted: tuple[Choice, datetime] | None
    secret: bool = False
    """The vote falls into an urn."""
    holder: HolderWaiting | None = None
    """In a poll, the members this one speaks for whose vote is still to be said."""


@dataclass(frozen=True, slots=True)
class VotesView:
    """The Votes page: every motion, and the vote under way if there is one.

    ``would_decide`` is what the counts so far would come to: for the operator's eyes only.
    """

    meeting: Meeting
    room: RoomView
    motions: tuple[MotionView, ...]
    voting: VotingView | None
    would_decide: Decision | None
    kinds: tuple[ResolutionRule, ...]
    items: tuple[AgendaLine, ...]
    default_method: VoteMethod
    cannot_put: str
    """Why no vote can be opened now, "" where one can."""
    poll_advice: dict[int, str] = field(default_factory=dict)
    """Motions whose result the proxies held would change, with the sentence that says so."""
    holders: tuple[HolderWaiting, ...] = ()
    """In a poll under way, those who have still to say how members vote who sent them."""
    scripts: dict[int, ChairsWords] = field(default_factory=dict)
    """The chair's script for the vote under way, else for every motion."""


def votes_now(reader: Reader, now: datetime) -> VotesView | None:
    """The motions of the meeting at hand; None before one is called."""
    meeting = meeting_at_hand(reader, now)
    if meeting is None:
        return None
    rules = rules_of(reader, meeting)
    room = room_view(reader, meeting, now)
    motions = motion_views(reader, meeting)
    under_way = next((each.number for each in motions if each.state is MotionState.OPEN), None)
    voting = None if under_way is None else voting_view(reader, meeting.id, under_way, limit=60)
    would = None
    if voting is not None and voting.running is not None:
        motion = motion_by_number(reader, meeting, voting.motion.number)
        would = decision(reader, meeting, motion, voting.running, last_count(reader, motion))
    return VotesView(
        meeting=meeting,
        room=room,
        motions=motions,
        voting=voting,
        would_decide=would,
        kinds=rules.resolutions,
        items=agenda_lines(reader, meeting.id),
        default_method=VoteMethod(rules.default_method),
        cannot_put=_cannot_put(meeting, _lost(reader, meeting, room)),
        poll_advice=_poll_advice(reader, meeting, motions) if room.proxies else {},
        scripts={
            number: chairs_words(reader, meeting.id, number, now)
            for number in ([each.number for each in motions] if under_way is None else [under_way])
        },
        holders=() if under_way is None else _holders(reader, meeting, under_way),
    )


def _holders(reader: Reader, meeting: Meeting, number: int) -> tuple[HolderWaiting, ...]:
    motion = motion_by_number(reader, meeting, number)
    return holders_waiting(reader, meeting, motion, last_count(reader, motion))


def _poll_advice(reader: Reader, meeting: Meeting, motions: tuple[MotionView, ...]) -> dict[int, str]:
    found = {
        each.number: poll_advice(reader, meeting, motion_by_number(reader, meeting, each.number))
        for each in motions
        if each.state in (MotionState.CLOSED, MotionState.DECLARED)
    }
    return {number: advice.sentence for number, advice in found.items() if advice is not None}


def would_decide(reader: Reader, meeting_id: int, number: int, here: Counts) -> Decision:
    """What figures counted in the room would decide, with the votes that were sent in, before anybody declares it.

    Raises:
        UnknownMotion: there is no such motion.
        Refusal: the counts are impossible.
    """
    meeting = meeting_by_id(reader, MeetingId(meeting_id))
    motion = motion_by_number(reader, meeting, number)
    count = last_count(reader, motion)
    return decision(reader, meeting, motion, add_up((here, added_figures(reader, count.id))), count)


def card_in_hand(reader: Reader, meeting_id: int, number: int, text: str) -> CardInHand:
    """Whose vote a card is for: a voting card scanned or typed, else a member card or a member number.

    Raises:
        NobodyHoldsCard: neither a voting card given out tonight nor a member number.
        CardNotKnown, CardWithdrawn, NotAMemberCard, VotingCardMisread, CardOfAnotherMeeting: as their sentences say.
        NotOnRoll, NotAnElector: the member may not vote in this count.
    """
    meeting = meeting_by_id(reader, MeetingId(meeting_id))
    motion = motion_by_number(reader, meeting, number)
    count = last_count(reader, motion)
    member = _holder(reader, meeting, text)
    person = member_by_id(reader, member)
    elector = reader.value(_ELECTOR, count=count.id, member=member) is not None
    if not elector:
        refuse_advance_voter(reader, motion.id, number, member, person.number)
    check_elector(
        display_number(person.number),
        number,
        on_roll=reader.value(_ON_ROLL, meeting=meeting.id, member=member) is not None,
        in_room_at_opening=elector,
    )
    standing = reader.first(_STANDING, count=count.id, member=member)
    voted = None if standing is None else (Choice(standing[0]), read_moment(standing[1]))
    secret = count.method is VoteMethod.SECRET
    card = reader.value(_CARD_OF, meeting=meeting.id, member=member)
    holders = holders_waiting(reader, meeting, motion, count)
    holder = next((each for each in holders if each.member == member), None)
    return CardInHand(person, card, voted, secret, holder)


def _holder(reader: Reader, meeting: Meeting, text: str) -> MemberId:
    card = card_meant(meeting, text)
    if card is None:
        return resolve(reader, text)
    holder = holder_of_card(reader, meeting.id, card)
    if holder is not None:
        return holder
    if read_code(text) is not None:
        raise NobodyHoldsCard(str(card))
    try:
        return resolve(reader, text)
    except UnknownMember as error:
        raise NobodyHoldsCard(text.strip()) from error


def _lost(reader: Reader, meeting: Meeting, room: RoomView) -> str:
    """That the quorum is lost, since when, and the way out; "" while it stands."""
    if not quorum_is_lost(reader, meeting, room):
        return ""
    since = quorum_lost_at(reader, meeting)
    when = f"was lost at {hour(since)}" if since is not None else "is lost"
    return f"The quorum {when}: {room.quorum.sentence}. Wait for members to come back, or adjourn on the run sheet."


def _cannot_put(meeting: Meeting, lost: str) -> str:
    if meeting.state == "closed":
        return "The meeting is closed."
    if meeting.state != "open":
        return "Open the meeting first."
    if not meeting.declared:
        return "Declare the quorum first."
    return lost
