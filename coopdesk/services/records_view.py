"""The society's records of its members, for whoever keeps them: retention, lapsing, nominees' book, log of exports."""

from dataclasses import dataclass
from datetime import datetime

from coopdesk.domain.clock import local_day
from coopdesk.services.erasure import due_for_erasure
from coopdesk.services.export_log import ExportLine, exports_logged
from coopdesk.services.lapsing import LapseView, lapse_view
from coopdesk.services.members import MemberView
from coopdesk.services.nominations import NominationView, nominations_book
from coopdesk.services.share_rules import SettingView, settings_view
from coopdesk.services.society import rules_now
from coopdesk.storage.store import Reader

NAMES = ("retention", "lapse_after", "nomination_limit")
"""Dated settings that are about members' records."""


@dataclass(frozen=True, slots=True)
class RecordsView:
    """What is kept of members, how long, and what waits to be done."""

    retention: SettingView
    lapse: SettingView
    nomination_limit: SettingView
    due: tuple[MemberView, ...]
    """Former members whose retention period is over."""
    lapsing: LapseView
    takes_nominations: bool
    """False in a company, which knows none."""
    nominations: tuple[NominationView, ...]
    """Those that stand."""
    exports: tuple[ExportLine, ...]
    """The newest first."""


def records_view(reader: Reader, now: datetime) -> RecordsView:
    """Read them as they stand today."""
    settings = {each.name: each for each in settings_view(reader, local_day(now))}
    retention, lapse, limit = (settings[name] for name in NAMES)
    return RecordsView(
        retention,
        lapse,
        limit,
        # While no period is set nobody can be due, and the register need not be gone through.
        () if retention.value == "never" else due_for_erasure(reader, now),
        lapse_view(reader, now),
        not rules_now(reader).legal_form.is_company,
        tuple(each for each in nominations_book(reader) if each.revoked_on is None),
        exports_logged(reader),
    )
