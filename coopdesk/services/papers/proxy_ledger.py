"""The ledger of proxies: every form received, how it was meant, and what became of it."""

from dataclasses import dataclass
from datetime import datetime

from coopdesk.domain.ids import MeetingId
from coopdesk.services.papers.heading import MeetingHeading, meeting_heading
from coopdesk.services.proxies import ProxyLine, proxy_deadline, proxy_lines, proxy_rules
from coopdesk.services.room import meeting_by_id, rules_of
from coopdesk.storage.store import Reader


@dataclass(frozen=True, slots=True)
class ProxyLedgerView:
    """What the ledger prints. ``most`` is the cap for one holder, None for no cap."""

    heading: MeetingHeading
    deadline: datetime
    most: int | None
    counted_to_quorum: bool
    forms: tuple[ProxyLine, ...]


def proxy_ledger_view(reader: Reader, meeting_id: int, now: datetime) -> ProxyLedgerView:
    """The ledger of a meeting, by the number of the form."""
    meeting = meeting_by_id(reader, MeetingId(meeting_id))
    return ProxyLedgerView(
        heading=meeting_heading(reader, meeting, now),
        deadline=proxy_deadline(reader, meeting),
        most=proxy_rules(reader, meeting).most,
        counted_to_quorum=rules_of(reader, meeting).quorum_counts_proxies,
        forms=proxy_lines(reader, meeting.id),
    )
