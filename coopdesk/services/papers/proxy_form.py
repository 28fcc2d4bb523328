"""The blank proxy form. The form binds nobody: whether proxies are allowed is for the society's rules to say."""

from dataclasses import dataclass
from datetime import datetime

from coopdesk.domain.ids import MeetingId
from coopdesk.domain.motions import MotionState
from coopdesk.services.motion_view import motion_views
from coopdesk.services.papers.heading import MeetingHeading, meeting_heading
from coopdesk.services.room import meeting_by_id
from coopdesk.storage.store import Reader


@dataclass(frozen=True, slots=True)
class ProxyMotion:
    """A motion as the form names it: its number and its title, or its text where it has none."""

    number: int
    words: str


@dataclass(frozen=True, slots=True)
class ProxyFormView:
    """What the blank form prints."""

    heading: MeetingHeading
    motions: tuple[ProxyMotion, ...]


def proxy_form_view(reader: Reader, meeting_id: int, now: datetime) -> ProxyFormView:
    """The form for a meeting, with every motion that is still to be decided or was."""
    meeting = meeting_by_id(reader, MeetingId(meeting_id))
    motions = tuple(
        ProxyMotion(each.number, each.title or each.text)
        for each in motion_views(reader, meeting)
        if each.state is not MotionState.WITHDRAWN
    )
    return ProxyFormView(meeting_heading(reader, meeting, now), motions)
