"""What every paper says first: whose it is and what record it was made from; of a meeting also when and where."""

from dataclasses import dataclass
from datetime import datetime

from coopdesk.services.letterhead import LetterheadView
from coopdesk.services.minutes import journal_head
from coopdesk.services.room import Meeting
from coopdesk.services.society import letterhead
from coopdesk.storage import journal
from coopdesk.storage.store import Reader


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordHeading:
    """The record that a paper was made from."""

    society: LetterheadView
    made: datetime
    """The moment of the record the paper was made from."""
    head: str
    """The journal's head (64 hex digits): of a meeting's close, else of the last entry."""
    entry: int
    """The number of the entry that head belongs to."""
    language: str = "en-GB"


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingHeading(RecordHeading):
    """A meeting as its papers name it."""

    number: int
    title: str
    """ "Annual general meeting"."""
    at: datetime
    place: str
    """Where, or "" while it is not known."""


def record_heading(reader: Reader, now: datetime) -> RecordHeading:
    """The heading of papers that are of no meeting: registers, accounts, statements."""
    last = journal.head(reader)
    return RecordHeading(society=letterhead(reader), made=now, head=last.hash.hex(), entry=last.seq)


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
