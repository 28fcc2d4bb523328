"""Voting slips for a secret ballot on paper: the motion, three boxes and a random serial that is tied to nobody."""

from dataclasses import dataclass
from datetime import datetime

from coopdesk.domain.codes import CodeKind, write_code
from coopdesk.domain.ids import MeetingId
from coopdesk.domain.refusals import Refusal
from coopdesk.services.motions import last_count, motion_by_number
from coopdesk.services.paper_accounts import slips_of
from coopdesk.services.papers.heading import MeetingHeading, meeting_heading
from coopdesk.services.room import meeting_by_id
from coopdesk.storage.store import Reader


@dataclass
class NoSlips(Refusal):
    """A ballot for which no serials were drawn."""

    code = "NO-SLIPS"
    sentence = "No slips were drawn for motion {motion}. Say how many are to be printed."
    motion: int


@dataclass(frozen=True, slots=True)
class SlipsView:
    """The slips of one ballot. ``codes`` are in the order of their random serials, which is nobody's order."""

    heading: MeetingHeading
    motion: int
    title: str
    text: str
    codes: tuple[str, ...]


def slips_view(reader: Reader, meeting_id: int, now: datetime, number: int) -> SlipsView:
    """Every slip drawn for the open ballot of a motion.

    Raises:
        UnknownMotion: there is no such motion.
        NoSlips: none was drawn.
    """
    meeting = meeting_by_id(reader, MeetingId(meeting_id))
    motion = motion_by_number(reader, meeting, number)
    serials = slips_of(reader, last_count(reader, motion).id)
    if not serials:
        raise NoSlips(number)
    codes = tuple(write_code(CodeKind.BALLOT_SLIP, serial) for serial in serials)
    return SlipsView(meeting_heading(reader, meeting, now), number, motion.title, motion.text, codes)
