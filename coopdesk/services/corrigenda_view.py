"""What was put right of a declared result, as ``motion show`` and the minutes read it."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, select

from coopdesk.domain.clock import day_words, local_day, read_moment
from coopdesk.domain.counts import Counts
from coopdesk.services.minutes_view import Correction
from coopdesk.storage.store import Reader
from coopdesk.storage.tables import CorrigendumRow, MotionRow

_COLUMNS = (
    CorrigendumRow.number,
    MotionRow.number,
    CorrigendumRow.at,
    CorrigendumRow.votes_for,
    CorrigendumRow.against,
    CorrigendumRow.abstain,
    CorrigendumRow.spoilt,
    CorrigendumRow.outcome,
    CorrigendumRow.sentence,
    CorrigendumRow.reason,
    CorrigendumRow.authorised,
)
_ALL = select(*_COLUMNS).join(MotionRow, MotionRow.id == CorrigendumRow.motion).order_by(CorrigendumRow.number)
_OF_MOTION = _ALL.where(CorrigendumRow.motion == bindparam("motion"))
_OF_MEETING = _ALL.where(CorrigendumRow.meeting == bindparam("meeting"))


@dataclass(frozen=True, slots=True)
class CorrigendumView:
    """One corrigendum. ``outcome`` is what the figures put right come to; the chair's declaration stands beside it."""

    number: int
    motion: int
    at: datetime
    counts: Counts
    outcome: str
    words: str
    reason: str
    authorised: str

    @property
    def sentence(self) -> str:
        """The whole of it, for the minutes; reason and name are gone where they were erased."""
        reason = f" Reason: {self.reason.rstrip('.')}." if self.reason else ""
        who = f" Authorised by {self.authorised.rstrip('.')}." if self.authorised else ""
        return f"Corrigendum {self.number} to the result of motion {self.motion}. {self.words}{reason}{who}"


def corrigenda_of(reader: Reader, motion: int) -> tuple[CorrigendumView, ...]:
    """What was put right of one motion's result, oldest first."""
    return tuple(_read(row) for row in reader.rows(_OF_MOTION, motion=motion))


def corrigenda_as_minutes(reader: Reader, meeting: int) -> tuple[Correction, ...]:
    """The corrigenda of a meeting as further minutes."""
    found = [_read(row) for row in reader.rows(_OF_MEETING, meeting=meeting)]
    return tuple(
        Correction(each.number, each.sentence, each.at, f"recorded on {day_words(local_day(each.at))}")
        for each in found
    )


def _read(row: tuple[object, ...]) -> CorrigendumView:
    number, motion, at, votes_for, against, abstain, spoilt, outcome, sentence, reason, authorised = row
    figures = [int(str(each)) for each in (votes_for, against, abstain, spoilt)]
    return CorrigendumView(
        int(str(number)),
        int(str(motion)),
        read_moment(str(at)),
        Counts(*figures),
        str(outcome),
        str(sentence),
        str(reason or ""),
        str(authorised or ""),
    )
