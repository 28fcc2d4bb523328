"""How much of the withdrawable capital has gone in the society's year: some rules let the board suspend withdrawals
once a tenth of it goes (domain reference §4.4). It is a warning and never a refusal: only the board suspends."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, and_, bindparam, func, or_, select
from sqlalchemy.orm import aliased

from coopdesk.domain.clock import day_words
from coopdesk.domain.money import pounds
from coopdesk.domain.share_settings import year_of
from coopdesk.services.share_rules import settings_on
from coopdesk.services.society import letterhead, rules_now
from coopdesk.storage.store import Reader
from coopdesk.storage.tables import ShareClassRow, ShareMovementRow, WithdrawalRow

_First = aliased(ShareMovementRow)


def _withdrawable(share_class: ColumnElement[int | None]) -> ColumnElement[bool]:
    return or_(
        share_class.in_(select(ShareClassRow.id).where(ShareClassRow.withdrawable == 1)),
        and_(share_class.is_(None), bindparam("ordinary") == 1),
    )


_BEFORE = or_(
    ShareMovementRow.on_day < bindparam("first"),
    and_(ShareMovementRow.kind == "opening", ShareMovementRow.on_day <= bindparam("day")),
)
_SHARES = select(func.coalesce(func.sum(ShareMovementRow.shares), 0))
_BASE = _SHARES.where(_BEFORE, _withdrawable(ShareMovementRow.share_class.expression))
# With one class of shares the index of days alone has the answer: a ledger of a million is not read row by row.
_ONLY_CLASS = _SHARES.where(_BEFORE)
_ANY_CLASS = select(ShareClassRow.id).limit(1)
_IN_YEAR = and_(ShareMovementRow.on_day >= bindparam("first"), ShareMovementRow.on_day <= bindparam("day"))
_WITHDRAWN = _SHARES.where(_IN_YEAR, ShareMovementRow.kind == "withdrawal")
_TAKEN_BACK = _SHARES.join(_First, _First.id == ShareMovementRow.reverses).where(
    _IN_YEAR, ShareMovementRow.kind == "reversal", _First.kind == "withdrawal"
)
_ASKED = select(func.coalesce(func.sum(WithdrawalRow.shares), 0)).where(WithdrawalRow.state == "asked")


@dataclass(frozen=True, slots=True)
class WithdrawalsInYear:
    """What has gone since the society's year began, set against the capital it began with."""

    first: date
    base_pence: int
    """Withdrawable capital before the year's first day, with what an opening register brought in during it."""
    withdrawn_pence: int
    asked_pence: int
    """Under notice, and not paid yet."""
    percent: int | None
    """Above which it is warned of; None where the rules name no part."""
    source: str

    @property
    def warning(self) -> str:
        """A sentence where more has gone, or is asked for, than the part the rules name; "" otherwise."""
        if self.percent is None or not self._passes(self.withdrawn_pence + self.asked_pence):
            return ""
        of = f"of the {pounds(self.base_pence)} of withdrawable capital that the year began with"
        since = f"since {day_words(self.first)}"
        if self._passes(self.withdrawn_pence):
            said = f"{pounds(self.withdrawn_pence)} was withdrawn {since}: {self._part(self.withdrawn_pence)} {of}"
        else:
            said = (
                f"{pounds(self.withdrawn_pence)} was withdrawn {since} and {pounds(self.asked_pence)} is under notice: "
                f"together {self._part(self.withdrawn_pence + self.asked_pence)} {of}"
            )
        source = self.source.split(";")[0]
        return f"{said}, more than {self.percent}% ({source}). The board may wish to look at it."

    def _passes(self, pence: int) -> bool:
        return self.percent is not None and self.base_pence > 0 and pence * 100 > self.percent * self.base_pence

    def _part(self, pence: int) -> str:
        tenths = pence * 1000 // self.base_pence
        return f"{tenths // 10}.{tenths % 10}%"


def withdrawals_in_year(reader: Reader, day: date) -> WithdrawalsInYear:
    """Add up the society's year that a day falls in, up to that day."""
    held = settings_on(reader, day)
    first, _ = year_of(held["year_end"].value, day)
    setting = held["withdrawals_warning"]
    nominal = letterhead(reader).nominal_pence
    period = {"first": first.isoformat(), "day": day.isoformat()}
    ordinary = int(rules_now(reader).share_withdrawable)
    if reader.value(_ANY_CLASS) is None:
        base = reader.one(_ONLY_CLASS, **period) if ordinary else 0
    else:
        base = reader.one(_BASE, **period, ordinary=ordinary)
    return WithdrawalsInYear(
        first=first,
        base_pence=base * nominal,
        withdrawn_pence=-(reader.one(_WITHDRAWN, **period) + reader.one(_TAKEN_BACK, **period)) * nominal,
        asked_pence=reader.one(_ASKED) * nominal,
        percent=None if setting.value == "none" else int(setting.value),
        source=setting.source,
    )
