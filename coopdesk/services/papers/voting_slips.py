"""Voting slips of a secret ballot on paper: the motion, and a random serial for each."""

from dataclasses import dataclass
from datetime import datetime

from coopdesk.domain.codes import CodeKind, write_code
from coopdesk.domain.ids import MeetingId
from coopdesk.domain.refusals import Refusal
from coopdesk.services.motions import last_count, method_now, motion_by_number
from coopdesk.services.paper_accounts import slips_of
from coopdesk.services.papers.heading import MeetingHeading, meeting_heading
from coopdesk.services.room import meeting_by_id
from coopdesk.storage.store import Reader


@dataclass
class NoSlips(Refusal):
    """Nothing to print."""

    code = "NO-SLIPS"
    sentence = (
        "No slips have been drawn for motion {motion}, so there is nothing to print. "
        "Put the motion by ballot on paper and say how many slips are wanted."
    )
    motion: int


@dataclass(frozen=True, slots=True)
class VotingSlipsView:
    """What the slips print; ``codes`` are in the order of their serials, which is nobody's."""

    heading: MeetingHeading
    motion: int
    title: str
    text: str
    codes: tuple[str, ...]


def voting_slips_view(reader: Reader, meeting_id: int, now: datetime, motion: int) -> VotingSlipsView:
    """The slips drawn for the ballot on a motion.

    Raises:
        UnknownMotion: there is no such motion.
        NoSlips: none were drawn.
    """
    meeting = meeting_by_id(reader, MeetingId(meeting_id))
    put = motion_by_number(reader, meeting, motion)
    count = None if method_now(reader, meeting.id, motion) is None else last_count(reader, put)
    serials = () if count is None else slips_of(reader, count.id)
    if not serials:
        raise NoSlips(motion)
    codes = tuple(write_code(CodeKind.BALLOT_SLIP, serial) for serial in serials)
    return VotingSlipsView(meeting_heading(reader, meeting, now), put.number, put.title, put.text, codes)
