"""Adjournments: to which day, what fresh notice that needs, and meetings that are dissolved instead."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import bindparam, select

from coopdesk.domain.clock import day_words, hour, local_day, moment_text, read_moment
from coopdesk.domain.notice import NoticeCheck, check_renotice
from coopdesk.domain.refusals import NotUnderstood, Refusal
from coopdesk.services.act import Act
from coopdesk.services.room import Meeting, RoomView, held_on, read_when, rules_of
from coopdesk.storage.store import Reader
from coopdesk.storage.tables import AdjournmentRow, FreshNoticeRow, RequisitionRow

_LAST = (
    select(AdjournmentRow.id, AdjournmentRow.at, AdjournmentRow.goes_on)
    .where(AdjournmentRow.meeting == bindparam("meeting"))
    .order_by(AdjournmentRow.id.desc())
    .limit(1)
)
_NOTICE = (
    select(FreshNoticeRow.sent, FreshNoticeRow.by)
    .where(FreshNoticeRow.adjournment == bindparam("adjournment"))
    .order_by(FreshNoticeRow.id.desc())
    .limit(1)
)
_REQUISITIONED = select(RequisitionRow.meeting).where(RequisitionRow.meeting == bindparam("meeting"))


@dataclass
class DissolvedNotAdjourned(Refusal):
    """A requisitioned meeting without a quorum (domain reference §2.1)."""

    code = "DISSOLVED-NOT-ADJOURNED"
    sentence = (
        "Members had this meeting called and it has no quorum ({quorum}), so by the rules it is dissolved and not "
        "adjourned. Close the meeting: the minutes will say that it was dissolved."
    )
    quorum: str


@dataclass
class AdjournedToNoDay(Refusal):
    """Fresh notice of a meeting whose day nobody said."""

    code = "ADJOURNED-TO-NO-DAY"
    sentence = (
        "The meeting was adjourned without a day on which it goes on, so the clear days of fresh notice cannot be "
        "counted. Nothing was recorded."
    )


@dataclass(frozen=True, slots=True)
class AdjournmentView:
    """Where an adjourned meeting stands. ``notice`` is None where no day was said."""

    goes_on: datetime | None
    notice: NoticeCheck | None

    @property
    def sentence(self) -> str:
        """The day, and what notice it needs."""
        if self.goes_on is None or self.notice is None:
            return "It goes on at a time to be given."
        day = local_day(self.goes_on)
        said = f"It goes on at {hour(self.goes_on)} on {day_words(day)}. {self.notice.sentence}"
        if self.notice.enough or self.notice.deemed is not None:
            return said
        latest = day - timedelta(days=self.notice.needed + 1)
        return f"{said} It must be served by {day_words(latest)}."


def is_requisitioned(reader: Reader, meeting: Meeting) -> bool:
    """True where members had the meeting called."""
    return reader.value(_REQUISITIONED, meeting=meeting.id) is not None


def dissolves(reader: Reader, meeting: Meeting, room: RoomView) -> bool:
    """True for a requisitioned meeting that has no quorum, under rules that dissolve it."""
    if room.quorum.met or not rules_of(reader, meeting).requisition.dissolved:
        return False
    return is_requisitioned(reader, meeting)


def write_adjournment(act: Act, meeting: Meeting, to: str) -> None:
    """Record that the meeting stops, and when it goes on.

    Raises:
        NotUnderstood: a time that is none, or is past.
    """
    goes_on = read_when("The time it goes on", to) if to.strip() else None
    if goes_on is not None and goes_on <= act.now:
        raise NotUnderstood("The time it goes on", to, "it is in the past")
    act.add(AdjournmentRow, meeting=meeting.id, at=act.at, goes_on=None if goes_on is None else moment_text(goes_on))


def write_fresh_notice(act: Act, meeting: Meeting, sent: date, by: str) -> NoticeCheck:
    """Record fresh notice of the adjourned meeting and count its clear days. Too short a notice is recorded, and said.

    Raises:
        AdjournedToNoDay: nobody said when it goes on.
        NotUnderstood: the rules name no such way.
    """
    row = act.reader.first(_LAST, meeting=meeting.id)
    adjournment, at, goes_on = row if row is not None else (0, "", None)
    if goes_on is None:
        raise AdjournedToNoDay()
    check = _check(act.reader, meeting, at, goes_on, (sent, by))
    act.add(FreshNoticeRow, adjournment=adjournment, at=act.at, sent=sent.isoformat(), by=by)
    return check


def adjournment_view(reader: Reader, meeting: Meeting) -> AdjournmentView | None:
    """The last adjournment; None for a meeting that never was, or not by this program."""
    row = reader.first(_LAST, meeting=meeting.id)
    if row is None:
        return None
    adjournment, at, goes_on = row
    if goes_on is None:
        return AdjournmentView(None, None)
    told = reader.first(_NOTICE, adjournment=adjournment)
    notice = None if told is None else (date.fromisoformat(told[0]), told[1])
    return AdjournmentView(read_moment(goes_on), _check(reader, meeting, at, goes_on, notice))


def _check(reader: Reader, meeting: Meeting, at: str, goes_on: str, told: tuple[date, str] | None) -> NoticeCheck:
    sheet, first = rules_of(reader, meeting), held_on(meeting, read_moment(at))
    to = local_day(read_moment(goes_on))
    if told is None:
        return check_renotice(sheet, first, to)
    return check_renotice(sheet, first, to, sent=told[0], method=told[1])
