"""The whole meeting in one go: every paper that its state calls for."""

from dataclasses import dataclass
from datetime import datetime

from coopdesk.domain.ids import MeetingId
from coopdesk.services.minutes import minutes_view
from coopdesk.services.minutes_view import MinutesView
from coopdesk.services.papers.attendance_schedule import AttendanceScheduleView, attendance_schedule_view
from coopdesk.services.papers.attendance_sheet import AttendanceSheetView, attendance_sheet_view
from coopdesk.services.papers.calendar import CalendarView, calendar_view
from coopdesk.services.papers.closing_slip import ClosingSlipView, closing_slip_view
from coopdesk.services.papers.heading import MeetingHeading, meeting_heading
from coopdesk.services.papers.notice import NoticeView, notice_view
from coopdesk.services.papers.proxy_form import ProxyFormView, proxy_form_view
from coopdesk.services.papers.proxy_ledger import ProxyLedgerView, proxy_ledger_view
from coopdesk.services.papers.resolution_certificates import (
    ResolutionCertificateView,
    resolution_certificate_views,
)
from coopdesk.services.room import meeting_by_id
from coopdesk.storage.store import Reader


@dataclass(frozen=True, slots=True)
class PackView:
    """The papers of a meeting, from one state. Those a meeting has no more or no use for yet are None."""

    heading: MeetingHeading
    notice: NoticeView
    proxy_form: ProxyFormView | None
    attendance_sheet: AttendanceSheetView | None
    minutes: MinutesView
    certificates: tuple[ResolutionCertificateView, ...]
    schedule: AttendanceScheduleView | None
    proxies: ProxyLedgerView | None
    closing_slip: ClosingSlipView | None
    calendar: CalendarView


def pack_view(reader: Reader, meeting_id: int, now: datetime) -> PackView:
    """Everything of a meeting: forms and sheets until it is closed, the record of it from its opening."""
    meeting = meeting_by_id(reader, MeetingId(meeting_id))
    closed, opened = meeting.closed_at is not None, meeting.opened_at is not None
    return PackView(
        heading=meeting_heading(reader, meeting, now),
        notice=notice_view(reader, meeting_id, now),
        proxy_form=None if closed else proxy_form_view(reader, meeting_id, now),
        attendance_sheet=None if closed else attendance_sheet_view(reader, meeting_id, now),
        minutes=minutes_view(reader, meeting_id, now),
        certificates=resolution_certificate_views(reader, meeting_id, now),
        schedule=attendance_schedule_view(reader, meeting_id, now) if opened else None,
        proxies=ledger if (ledger := proxy_ledger_view(reader, meeting_id, now)).forms else None,
        closing_slip=closing_slip_view(reader, meeting_id, now) if closed else None,
        calendar=calendar_view(reader, meeting_id, now),
    )
