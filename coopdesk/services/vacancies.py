"""The vacancies of a board by cause: retirement by thirds or at the end of a term, and places that stand empty."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import bindparam, select

from coopdesk.domain.clock import local_day
from coopdesk.domain.elections.lots import NoLots, Seeded
from coopdesk.domain.elections.retirement import Serving, retirement
from coopdesk.domain.members import clean_line
from coopdesk.services.election_terms import expiry_of
from coopdesk.services.society import rules_now
from coopdesk.storage.store import Reader
from coopdesk.storage.tables import OfficerRow

_SERVING = (
    select(OfficerRow.id, OfficerRow.name, OfficerRow.from_day)
    .where(OfficerRow.office == bindparam("office"), OfficerRow.until_day.is_(None), OfficerRow.void == 0)
    .order_by(OfficerRow.from_day, OfficerRow.id)
)


@dataclass(frozen=True, slots=True)
class Officer:
    """Somebody who serves, with the day since when, ISO."""

    name: str
    since: str
    expires: str = ""
    """The last day of the term, ISO; "" where none is on the register."""


@dataclass(frozen=True, slots=True)
class VacanciesView:
    """Who serves, who retires, between whom a lot is needed, how many places stand empty."""

    serving: tuple[Officer, ...]
    retiring: tuple[Officer, ...]
    tied: tuple[Officer, ...]
    casual: int
    places: int
    """To be filled at the election; 0 while a lot is needed."""
    sentence: str


def vacancies_view(reader: Reader, office: str, board: int | None, seed: str, now: datetime) -> VacanciesView:
    """The vacancies today; lots are drawn from the seed, whose contest is the office and the year.

    Raises:
        NotUnderstood: an office or a seed that cannot be written down.
    """
    office, seed = clean_line("The office", office, 100, required=True), clean_line("The seed", seed, 200)
    day = local_day(now)
    last_days = expiry_of(reader, office, day)
    serving = tuple(
        Officer(name, since, last_days.get(row, "")) for row, name, since in reader.rows(_SERVING, office=office)
    )
    if rules_now(reader).retirement == "terms":
        return _by_terms(office, serving, board, day)
    numbered = [Serving(number, date.fromisoformat(each.since)) for number, each in enumerate(serving, start=1)]
    lots = Seeded(seed, f"retirement {office} {local_day(now).year}") if seed else NoLots()
    found = retirement(numbered, lots)
    tied = tuple(serving[number - 1] for number in found.lot_needed_between or ())
    retiring = tuple(serving[number - 1] for number in found.retiring)
    casual = max(0, (board or 0) - len(serving))
    return VacanciesView(
        serving,
        retiring,
        tied,
        casual,
        0 if tied else len(retiring) + casual,
        _sentence(office, serving, retiring, tied, casual),
    )


def _by_terms(office: str, serving: tuple[Officer, ...], board: int | None, day: date) -> VacanciesView:
    """Fixed terms: whoever's last day has come retires, and nobody draws lots."""
    retiring = tuple(each for each in serving if each.expires and each.expires <= day.isoformat())
    casual = max(0, (board or 0) - len(serving))
    unknown = sum(1 for each in serving if not each.expires)
    said = f"{len(serving)} serve as {office} for fixed terms, and {len(retiring)} have come to the end of theirs"
    if unknown:
        said += f"; of {unknown} no last day is on the register"
    return VacanciesView(serving, retiring, (), casual, len(retiring) + casual, f"{said}; {_empty(casual)}")


def _empty(casual: int) -> str:
    if not casual:
        return "no place is known to be empty."
    return f"{casual} {'place is' if casual == 1 else 'places are'} empty."


def _sentence(
    office: str, serving: tuple[Officer, ...], retiring: tuple[Officer, ...], tied: tuple[Officer, ...], casual: int
) -> str:
    empty = _empty(casual)
    if not serving:
        return f"Nobody serves as {office}; {empty}"
    people = f"{len(serving)} serve as {office}" if len(serving) > 1 else f"One serves as {office}"
    if tied:
        names = ", ".join(each.name for each in tied)
        return f"{people}. {names} have served equally long, and a lot must decide who retires; {empty}"
    return f"{people}, and a third to the nearest whole number, {len(retiring)}, retire; {empty}"
