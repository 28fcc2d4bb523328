"""What became of a motion besides its votes: amended, set aside, waiting for a second meeting or for registration."""

from dataclasses import dataclass

from sqlalchemy import bindparam, select

from coopdesk.services.motions import Motion
from coopdesk.services.room import Meeting
from coopdesk.services.taken import lead_of, others_of
from coopdesk.services.two_meetings import NOTHING_WAITS, Standing, standing_of
from coopdesk.storage.store import Reader
from coopdesk.storage.tables import (
    AmendmentRow,
    ConfirmationRow,
    FormerTextRow,
    MeetingRow,
    MotionRow,
    ProceduralRow,
    SetAsideRow,
)

SET_ASIDE = {
    "adjourn-debate": "debate adjourned",
    "refer-back": "referred back",
    "lie-on-table": "laid on the table",
    "next-business": "passed over for the next business",
    "divided": "divided into parts",
}
"""What a motion set aside is called in the minutes."""

_AMENDS = (
    select(MotionRow.number, AmendmentRow.wording)
    .join(AmendmentRow, AmendmentRow.amends == MotionRow.id)
    .where(AmendmentRow.motion == bindparam("motion"))
)
_ABOUT = (
    select(MotionRow.number, ProceduralRow.what)
    .join(ProceduralRow, ProceduralRow.about == MotionRow.id)
    .where(ProceduralRow.motion == bindparam("motion"))
)
_AMENDMENTS = (
    select(MotionRow.number)
    .join(AmendmentRow, AmendmentRow.motion == MotionRow.id)
    .where(AmendmentRow.amends == bindparam("motion"))
    .order_by(MotionRow.number)
)
_FORMER = (
    select(FormerTextRow.text, MotionRow.number)
    .join(MotionRow, MotionRow.id == FormerTextRow.amendment, isouter=True)
    .where(FormerTextRow.motion == bindparam("motion"))
    .order_by(FormerTextRow.id)
)
_SET_ASIDE = (
    select(SetAsideRow.what, MotionRow.number)
    .join(MotionRow, MotionRow.id == SetAsideRow.by)
    .where(SetAsideRow.motion == bindparam("motion"))
)
_CONFIRMS = (
    select(MeetingRow.number, MotionRow.number)
    .join(ConfirmationRow, ConfirmationRow.first == MotionRow.id)
    .join(MeetingRow, MeetingRow.id == MotionRow.meeting)
    .where(ConfirmationRow.motion == bindparam("motion"))
)


@dataclass(frozen=True, slots=True)
class FormerText:
    """What a motion said before; ``amendment`` is the motion that changed it, 0 for a slip put right."""

    text: str
    amendment: int


@dataclass(frozen=True, slots=True)
class DebateView:
    """What is known of a motion besides its counts.

    Args:
        amends: the motion this one would amend, 0 for none; ``wording`` is how that one would read.
        about: the motion this procedural motion is about, 0 for none; ``procedure`` is what it moves.
        amendments: motions that would amend this one, or did.
        former: what it said before, oldest first.
        set_aside: "referred back" ..., "" for a motion that was not; ``set_aside_by`` is the motion that did it.
        confirms: (meeting, motion) of the first meeting, or None.
        standing: what a declared resolution waits for.
        lead: the motion whose vote will decide this one too, 0 for none; ``together`` are those this one's will decide.
    """

    amends: int = 0
    wording: str = ""
    about: int = 0
    procedure: str = ""
    amendments: tuple[int, ...] = ()
    former: tuple[FormerText, ...] = ()
    set_aside: str = ""
    set_aside_by: int = 0
    confirms: tuple[int, int] | None = None
    standing: Standing = NOTHING_WAITS
    lead: int = 0
    together: tuple[int, ...] = ()


NO_DEBATE = DebateView()
"""A motion that was put as it was written, and decided."""


def debate_view(reader: Reader, meeting: Meeting, motion: Motion) -> DebateView:
    """Read what became of one motion."""
    amends, wording = reader.first(_AMENDS, motion=motion.id) or (0, "")
    about, procedure = reader.first(_ABOUT, motion=motion.id) or (0, "")
    set_aside, by = reader.first(_SET_ASIDE, motion=motion.id) or ("", 0)
    lead = lead_of(reader, motion.id)
    return DebateView(
        amends=amends,
        wording=wording,
        about=about,
        procedure=procedure,
        amendments=tuple(number for (number,) in reader.rows(_AMENDMENTS, motion=motion.id)),
        former=tuple(FormerText(text, number or 0) for text, number in reader.rows(_FORMER, motion=motion.id)),
        set_aside=SET_ASIDE.get(set_aside, set_aside),
        set_aside_by=by,
        confirms=reader.first(_CONFIRMS, motion=motion.id),
        standing=standing_of(reader, meeting, motion),
        lead=0 if lead is None else lead.number,
        together=tuple(others_of(reader, motion.id).values()),
    )
