"""The rules of shares on one page: the rule sheet's, the dated settings with what held before, classes, suspensions."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from coopdesk.domain.clock import local_day
from coopdesk.domain.rules import RuleSheet
from coopdesk.services.share_rules import SettingView, ShareClassView, settings_over_time, share_classes
from coopdesk.services.society import letterhead, rules_now
from coopdesk.services.suspensions import SuspensionView, suspensions
from coopdesk.storage.store import Reader
from coopdesk.storage.tables import ShareMovementRow

_ANY = select(ShareMovementRow.id).limit(1)


@dataclass(frozen=True, slots=True)
class SettingTold:
    """One setting today, with what held before it and what is to come."""

    now: SettingView
    past: tuple[SettingView, ...]
    """The first day first."""
    to_come: tuple[SettingView, ...]


@dataclass(frozen=True, slots=True)
class ShareRulesView:
    """What the page of the share rules shows."""

    today: date
    nominal_pence: int
    sheet: RuleSheet
    settings: tuple[SettingTold, ...]
    classes: tuple[ShareClassView, ...]
    suspensions: tuple[SuspensionView, ...]
    any_shares: bool
    """True once a share has moved."""

    @property
    def in_force(self) -> tuple[SuspensionView, ...]:
        """The suspensions that hold today."""
        return suspended_on(self.suspensions, self.today)


def suspended_on(known: tuple[SuspensionView, ...], day: date) -> tuple[SuspensionView, ...]:
    """The suspensions that hold on a day."""
    return tuple(each for each in known if each.from_day <= day and (each.until_day is None or day <= each.until_day))


def share_rules_view(reader: Reader, now: datetime) -> ShareRulesView:
    """Read all of it as it stands today."""
    today = local_day(now)
    return ShareRulesView(
        today=today,
        nominal_pence=letterhead(reader).nominal_pence,
        sheet=rules_now(reader),
        settings=tuple(_told(values, today) for values in settings_over_time(reader)),
        classes=share_classes(reader),
        suspensions=suspensions(reader),
        any_shares=reader.value(_ANY) is not None,
    )


def _told(values: tuple[SettingView, ...], today: date) -> SettingTold:
    # Every setting has a value of the program from long ago, so one always holds.
    begun = [each for each in values if each.from_day <= today]
    return SettingTold(begun[-1], tuple(begun[:-1]), values[len(begun) :])
