"""What the Proxies page reads: every form with what has become of it, and what the rules ask of one."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, select

from coopdesk.domain.proxies import ProxyState
from coopdesk.services.at_hand import meeting_at_hand
from coopdesk.services.proxies import ProxyLine, proxy_deadline, proxy_lines, proxy_rules
from coopdesk.services.room import Meeting, rules_of
from coopdesk.storage.store import Reader
from coopdesk.storage.tables import MotionRow

_MOTIONS = (
    select(MotionRow.number, MotionRow.title)
    .where(MotionRow.meeting == bindparam("meeting"), (MotionRow.state == "draft") | (MotionRow.state == "open"))
    .order_by(MotionRow.number)
)


@dataclass(frozen=True, slots=True)
class ProxiesView:
    """The proxies of the meeting at hand.

    Args:
        allowed: the rules have proxies at all.
        deadline: the last moment a form may come in; ``passed`` once it has.
        most: how many members one holder may speak for, None for no cap; the chair has none.
        counted_to_quorum: members present by proxy count to the quorum.
        motions: (number, title) of those a form may give an instruction for.
        revocable: a form may still be taken back, because the meeting has not started.
    """

    meeting: Meeting
    allowed: bool
    deadline: datetime
    passed: bool
    most: int | None
    counted_to_quorum: bool
    forms: tuple[ProxyLine, ...]
    motions: tuple[tuple[int, str], ...]
    revocable: bool

    @property
    def in_force(self) -> int:
        """How many forms count at this moment."""
        return sum(form.state is ProxyState.IN_FORCE for form in self.forms)


def proxies_now(reader: Reader, now: datetime) -> ProxiesView | None:
    """The proxies of the meeting at hand; None before one is called."""
    meeting = meeting_at_hand(reader, now)
    if meeting is None:
        return None
    rules = proxy_rules(reader, meeting)
    last = proxy_deadline(reader, meeting)
    return ProxiesView(
        meeting=meeting,
        allowed=rules.allowed,
        deadline=last,
        passed=now > last,
        most=rules.most,
        counted_to_quorum=rules_of(reader, meeting).quorum_counts_proxies,
        forms=proxy_lines(reader, meeting.id),
        motions=tuple(reader.rows(_MOTIONS, meeting=meeting.id)),
        revocable=meeting.state == "called",
    )
