"""What every paper of a meeting says first: whose meeting it is, when and where."""

from dataclasses import dataclass
from datetime import datetime

from coopdesk.services.letterhead import LetterheadView
from coopdesk.services.minutes import journal_head
from coopdesk.services.room import Meeting
from coopdesk.services.society import letterhead
from coopdesk.storage.store import Reader


@dataclass(frozen=True, slots=True)
class MeetingHeading:
    """A meeting as its papers name it."""

    society: LetterheadView
    number: int
    title: str
    """ "Annual general meeting"."""
    at: datetime
    place: str
    """Where, or "" while it is not known."""
    made: datetime
    """The moment of the record the paper was made from."""
    head: str
    """The journal's head (64 hex digits): of the close, or of the last entry while the meeting is not closed."""
    entry: int
    """The number of the entry that head belongs to."""
    language: str = "en-GB"


def meeting_heading(reader: Reader, meeting: Meeting, now: datetime) -> MeetingHeading:
    """The heading of a meeting's papers."""
    entry, head = journal_head(reader, meeting)
    return MeetingHeading(
        society=letterhead(reader),
        number=meeting.number,
        title=meeting.title,
        at=meeting.at,
        place=meeting.place,
        made=now,
        head=head,
        entry=entry,
    )
