"""From the rows to what the hall sees. Nothing here reads a member's name: slides have no field for one."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from coopdesk.domain.agenda import ItemKind
from coopdesk.domain.changes import changes
from coopdesk.domain.clock import hour, local_day, weekday_words
from coopdesk.domain.ids import MeetingId
from coopdesk.domain.motions import MotionState
from coopdesk.domain.rules import Base
from coopdesk.domain.tally import Counts
from coopdesk.services.agenda import AgendaLine, agenda_lines
from coopdesk.services.at_hand import meeting_at_hand, quorum_is_lost
from coopdesk.services.election_slides import election_slide
from coopdesk.services.election_view import Election, elections_of
from coopdesk.services.motion_view import CountView, MotionView, motion_view, motion_views, next_to_put
from coopdesk.services.motions import last_count, motion_by_number, received, running_counts
from coopdesk.services.projector import (
    AgendaSlide,
    MotionSlide,
    ResultSlide,
    Slide,
    SpeakerSlide,
    VotingSlide,
    WelcomeSlide,
)
from coopdesk.services.room import Meeting, meeting_by_id, room_view
from coopdesk.services.society import letterhead
from coopdesk.services.speakers import speakers_of
from coopdesk.storage.store import Reader

FOLLOWING = 3
"""How many of the next items a slide names."""


FRESH = timedelta(minutes=2)
"""How long F5 shows a result just declared before it goes on to the next motion or item."""


@dataclass(frozen=True, slots=True)
class Topic:
    """What the wall is about; its slide changes with the rows.

    ``number`` is an item's, a motion's or an election's, 0 for welcome. ``step`` is how far an election has been told
    (``election_slide``), None where its story begins.
    """

    meeting: int
    kind: Literal["welcome", "item", "motion", "election", "speaker"]
    number: int = 0
    step: int | None = None

    def same_subject(self, other: "Topic | None") -> bool:
        """Are both about the same thing, however far it has been told?"""
        return other is not None and (self.meeting, self.kind, self.number) == (
            other.meeting, other.kind, other.number
        )  # fmt: skip


def topic_at_hand(reader: Reader, now: datetime) -> Topic | None:
    """What F5 puts on the wall: the vote under way, the motion to be put or just declared, the item, or the welcome.

    None before a meeting is called.
    """
    meeting = meeting_at_hand(reader, now)
    if meeting is None:
        return None
    if meeting.state != "open":
        return Topic(meeting.id, "welcome")
    motions = motion_views(reader, meeting)
    for motion in motions:
        if motion.state in (MotionState.OPEN, MotionState.CLOSED):
            return Topic(meeting.id, "motion", motion.number)
    if speakers_of(reader, meeting).speaking is not None:
        return Topic(meeting.id, "speaker")
    if quorum_is_lost(reader, meeting, room_view(reader, meeting, now)):
        return Topic(meeting.id, "welcome")
    fresh = [each for each in motions if each.result is not None and _just_declared(each.result, now)]
    if fresh:
        return Topic(meeting.id, "motion", max(fresh, key=_declared_at).number)
    item = next((line for line in agenda_lines(reader, meeting.id) if line.taken_at and line.done_at is None), None)
    if item is None or item.kind in (ItemKind.OPENING.value, ItemKind.QUORUM.value) or not meeting.declared:
        return Topic(meeting.id, "welcome")
    contest = _election_of(elections_of(reader, meeting.id)) if item.kind == ItemKind.ELECTION.value else None
    if contest is not None:
        return Topic(meeting.id, "election", contest.number)
    about = _motion_of(item, motions)
    return Topic(meeting.id, "item", item.number) if about is None else Topic(meeting.id, "motion", about.number)


def slide_of(reader: Reader, topic: Topic, now: datetime, *, counts: bool = False) -> Slide:
    """The slide of a topic as the rows stand now.

    Args:
        counts: the chair wants the running counts of an open vote seen.
    """
    meeting = meeting_by_id(reader, MeetingId(topic.meeting))
    if topic.kind == "motion":
        return slide_of_motion(reader, meeting, topic.number, counts=counts)
    if topic.kind == "election":
        return election_slide(reader, meeting, topic.number, topic.step)
    if topic.kind == "speaker":
        return speaker_slide(reader, meeting, now)
    if topic.kind == "item":
        return agenda_slide(reader, meeting, topic.number, now)
    return welcome_slide(reader, meeting, now)


def welcome_slide(reader: Reader, meeting: Meeting, now: datetime) -> WelcomeSlide:
    """How many are here and how many are needed."""
    head, room = letterhead(reader), room_view(reader, meeting, now)
    greetings = {
        "called": f"Welcome. We begin at {hour(meeting.at)}.",
        "adjourned": "The meeting is adjourned.",
        "closed": "The meeting is closed. Thank you for coming.",
    }
    if quorum_is_lost(reader, meeting, room):
        greetings["open"] = "The quorum is lost. Please stay, or come back in."
    return WelcomeSlide(
        society=head.name,
        meeting=_meeting_words(meeting),
        greeting=greetings.get(meeting.state, "Welcome."),
        present=room.quorum.present,
        entitled=room.entitled,
        needed=room.quorum.needed,
        met=room.quorum.met,
        declared=meeting.declared,
        hour=hour(now),
        sample=head.sample,
    )


def agenda_slide(reader: Reader, meeting: Meeting, number: int, now: datetime) -> AgendaSlide:
    """One item of business and the next ones."""
    head = letterhead(reader)
    lines = agenda_lines(reader, meeting.id)
    at = next(place for place, line in enumerate(lines) if line.number == number)
    return AgendaSlide(
        society=head.name,
        meeting=_meeting_words(meeting),
        number=str(number),
        title=lines[at].title,
        following=tuple(line.title for line in lines[at + 1 : at + 1 + FOLLOWING]),
        footer=_present(reader, meeting, now),
        sample=head.sample,
    )


def speaker_slide(reader: Reader, meeting: Meeting, now: datetime) -> Slide:
    """Who has the floor and how long still; once nobody has, what the meeting is at."""
    view = speakers_of(reader, meeting)
    speaking = view.speaking
    if speaking is None:
        topic = topic_at_hand(reader, now)
        return welcome_slide(reader, meeting, now) if topic is None else slide_of(reader, topic, now)
    head = letterhead(reader)
    item = next((line for line in agenda_lines(reader, meeting.id) if line.number == speaking.item), None)
    return SpeakerSlide(
        society=head.name,
        heading=meeting.title if item is None else f"Item {item.number}  ·  {item.title}",
        name=speaking.name,
        seconds_left=speaking.left(now),
        seconds=speaking.seconds,
        waiting=len(view.waiting),
        footer=_present(reader, meeting, now),
        sample=head.sample,
    )


def slide_of_motion(reader: Reader, meeting: Meeting, number: int, *, counts: bool = False) -> Slide:
    """A motion's text before the vote, the vote under way, or the declared result.

    Figures of a vote that is closed and not declared stay off the wall: the chair says them first.
    """
    motion = motion_view(reader, meeting.id, number)
    if motion.state is MotionState.DECLARED and motion.result is not None:
        return result_slide(reader, motion, motion.result)
    count = motion.current
    if motion.state in (MotionState.OPEN, MotionState.CLOSED) and count is not None:
        return voting_slide(reader, meeting, motion, count, counts=counts)
    amends = motion.debate.amends
    target = motion_view(reader, meeting.id, amends).text if amends else ""
    return motion_slide(reader, motion, target)


def motion_slide(reader: Reader, motion: MotionView, target: str = "") -> MotionSlide:
    """What is put to the meeting, in full; for an amendment with ``target``, the words it would change."""
    head = letterhead(reader)
    kind = f"would change motion {motion.debate.amends}" if target else motion.rule.title.lower()
    withdrawn = "  ·  withdrawn" if motion.state is MotionState.WITHDRAWN else ""
    return MotionSlide(
        society=head.name,
        heading=f"Motion {motion.number}  ·  {kind}{withdrawn}",
        title=motion.title,
        text=motion.text,
        rule=f"{_sentence(motion.rule.words)} needed.",
        footer="Questions first, then the vote",
        sample=head.sample,
        change=changes(target, motion.debate.wording) if target else (),
    )


def voting_slide(
    reader: Reader, meeting: Meeting, motion: MotionView, count: CountView, *, counts: bool = False
) -> VotingSlide:
    """Votes received of the votes in the room; how they fall only where the chair wants it."""
    head = letterhead(reader)
    latest = last_count(reader, motion_by_number(reader, meeting, motion.number))
    running = running_counts(reader, latest)
    is_open = motion.state is MotionState.OPEN
    shown: Counts | None = running if counts and is_open else None
    words = "Voting is open" if is_open else "The vote is closed"
    return VotingSlide(
        society=head.name,
        heading=f"{words}  ·  {motion.rule.title.lower()}  ·  {count.method.words.lower()}",
        title=f"Motion {motion.number}: {motion.title}",
        by_hands=count.method.by_figures,
        received=received(reader, latest),
        of=count.electors,
        votes_for=shown.votes_for if shown is not None else None,
        votes_against=shown.against if shown is not None else None,
        abstentions=shown.abstain if shown is not None else None,
        footer=f"{count.present} members present  ·  {motion.rule.words} needed",
        sample=head.sample,
    )


def result_slide(reader: Reader, motion: MotionView, count: CountView) -> ResultSlide:
    """A declared result with its threshold line.

    Raises:
        ValueError: the count has not been declared.
    """
    decided, when = count.decision, count.declared_at
    if decided is None or when is None:
        raise ValueError("a result is shown once the chair has declared it")
    head = letterhead(reader)
    return ResultSlide(
        society=head.name,
        heading=f"{motion.rule.title}  ·  vote closed",
        title=f"Motion {motion.number}: {motion.title}",
        votes_for=decided.votes_for,
        votes_against=decided.against,
        abstentions=decided.abstain,
        abstentions_counted=decided.base is not Base.CAST,
        base_count=decided.base_count,
        needed=decided.needed,
        threshold=decided.threshold_words,
        outcome="awaiting confirmation" if decided.awaiting == "confirmation" else decided.outcome.value,
        sentence=decided.sentence,
        casting=decided.casting,
        footer=f"{count.present} members present  ·  {count.method.words.lower()}  ·  declared {hour(when)}",
        sample=head.sample,
    )


def _just_declared(count: CountView, now: datetime) -> bool:
    return count.declared_at is not None and now - count.declared_at <= FRESH


def _declared_at(motion: MotionView) -> datetime:
    assert motion.result is not None
    assert motion.result.declared_at is not None
    return motion.result.declared_at


def _motion_of(item: AgendaLine, motions: tuple[MotionView, ...]) -> MotionView | None:
    """The motion an item is at: the next to be put, else the one declared last."""
    loose = item.kind in (ItemKind.RESOLUTION.value, ItemKind.AOB.value)
    following = next_to_put(motions, item.number, loose=loose)
    if following is not None:
        return following
    here = [each for each in motions if each.item == item.number or (loose and each.item is None)]
    # A result stays on the wall's agenda until the next motion is put or the meeting goes on.
    return next((each for each in reversed(here) if each.state is MotionState.DECLARED), None)


def _election_of(elections: tuple[Election, ...]) -> Election | None:
    """The election under way, else the one declared last."""
    known = [each for each in elections if each.state != "cancelled"]
    under_way = [each for each in known if each.state != "declared"]
    return under_way[0] if under_way else known[-1] if known else None


def _meeting_words(meeting: Meeting) -> str:
    return f"{meeting.title}  ·  {weekday_words(local_day(meeting.at))}"


def _present(reader: Reader, meeting: Meeting, now: datetime) -> str:
    room = room_view(reader, meeting, now)
    margin = f"  ·  quorum {room.quorum.needed}, {room.quorum.margin_words}" if meeting.declared else ""
    return f"{room.present} members present{margin}  ·  {hour(now)}"


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]
