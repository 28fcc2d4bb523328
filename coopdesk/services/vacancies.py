"""The vacancies of a board by cause: retirement by thirds or at the end of a term, appointments that last until the
next annual meeting, and places that stand empty."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import bindparam, select

from coopdesk.domain.clock import day_words, local_day
from coopdesk.domain.elections.lots import NoLots, Seeded
from coopdesk.domain.elections.retirement import Serving, retirement
from coopdesk.domain.members import clean_line
from coopdesk.services.election_terms import expiry_of
from coopdesk.services.empty_seats import seats_of
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
    """Places that stand empty: what the board is short of, or what the last election and those who left since tell."""
    places: int
    """To be filled at the election; 0 while a lot is needed."""
    sentence: str
    appointed: tuple[Officer, ...] = ()
    """Put in since the last election, other than by one: they serve until the next annual meeting."""


def vacancies_view(reader: Reader, office: str, board: int | None, seed: str, now: datetime) -> VacanciesView:
    """The vacancies today; lots are drawn from the seed, whose contest is the office and the year.

    Args:
        board: places on the board; None where they are not known.

    Raises:
        NotUnderstood: an office or a seed that cannot be written down.
    """
    office, seed = clean_line("The office", office, 100, required=True), clean_line("The seed", seed, 200)
    day = local_day(now)
    last_days = expiry_of(reader, office, day)
    seats = seats_of(reader, office)
    rows = reader.rows(_SERVING, office=office)
    serving = tuple(Officer(name, since, last_days.get(row, "")) for row, name, since in rows)
    appointed = tuple(each for each, (row, _, _) in zip(serving, rows, strict=True) if row in seats.appointed)
    casual = seats.empty if board is None else max(0, board - len(serving))
    if rules_now(reader).retirement == "terms":
        return _by_terms(office, serving, appointed, casual, day)
    # Those the board put in are not counted among the third (domain reference §7.8), and a runner-up has the turn of
    # the place taken.
    turns = [
        (each, seats.turn.get(row, since))
        for each, (row, _, since) in zip(serving, rows, strict=True)
        if row not in seats.appointed
    ]
    numbered = [Serving(number, date.fromisoformat(since)) for number, (_, since) in enumerate(turns, start=1)]
    lots = Seeded(seed, f"retirement {office} {local_day(now).year}") if seed else NoLots()
    found = retirement(numbered, lots)
    tied = tuple(turns[number - 1][0] for number in found.lot_needed_between or ())
    retiring = tuple(turns[number - 1][0] for number in found.retiring)
    places = 0 if tied else len(retiring) + len(appointed) + casual
    said = _by_thirds(office, len(turns), retiring, tied, drawn=bool(found.lots))
    sentence = " ".join((*said, *_besides(appointed, casual, places, retiring)))
    return VacanciesView(serving, retiring, tied, casual, places, sentence, appointed)


def _by_terms(
    office: str, serving: tuple[Officer, ...], appointed: tuple[Officer, ...], casual: int, day: date
) -> VacanciesView:
    """Fixed terms: whoever's last day has come retires, and nobody draws lots."""
    retiring = tuple(
        each for each in serving if each.expires and each.expires <= day.isoformat() and each not in appointed
    )
    unknown = sum(1 for each in serving if not each.expires and each not in appointed)
    said = f"{len(serving)} serve as {office} for fixed terms, and {len(retiring)} have come to the end of theirs"
    if retiring:
        said += f": {_named(retiring)}"
    if unknown:
        said += f"; of {unknown} no last day is on the register"
    places = len(retiring) + len(appointed) + casual
    sentence = " ".join((f"{said}.", *_besides(appointed, casual, places, retiring)))
    return VacanciesView(serving, retiring, (), casual, places, sentence, appointed)


def _by_thirds(
    office: str, turns: int, retiring: tuple[Officer, ...], tied: tuple[Officer, ...], *, drawn: bool
) -> tuple[str, ...]:
    if not turns:
        return (f"Nobody serves as {office}.",)
    people = f"{turns} serve as {office}" if turns > 1 else f"One serves as {office}"
    if tied:
        names = ", ".join(each.name for each in tied)
        certain = (f"{_named(retiring)} {_retire(retiring)} in any case.",) if retiring else ()
        return f"{people}.", *certain, f"{names} have served equally long, and a lot must decide who retires."
    if not retiring:
        return (f"{people}, and a third to the nearest whole number is nobody.",)
    how = "longest in office, and where they were equal by lot" if drawn else "longest in office"
    who = f"{_retire(retiring)}: {_named(retiring)}, {how}."
    return (f"{people}, and a third to the nearest whole number, {len(retiring)}, {who}",)


def _besides(appointed: Sequence[Officer], casual: int, places: int, retiring: Sequence[Officer]) -> tuple[str, ...]:
    said = []
    if appointed:
        was, serves = ("was", "serves") if len(appointed) == 1 else ("were", "serve")
        since = "appointed since the last election"
        said.append(f"{_named(appointed)} {was} {since} and {serves} until the annual meeting.")
    if casual:
        said.append(f"{casual} {'place is' if casual == 1 else 'places are'} empty.")
    else:
        said.append("No place is known to be empty.")
    if places:
        said.append(f"That makes {places} {'place' if places == 1 else 'places'} to fill.")
    if retiring or appointed:
        said.append("They may stand again, unless the rules say otherwise.")
    return tuple(said)


def _retire(people: Sequence[Officer]) -> str:
    return "retires" if len(people) == 1 else "retire"


def _named(people: Sequence[Officer]) -> str:
    """ "Ada Holt (since 3 May 2021) and Bo Ash (since 4 May 2022)"."""
    said = [f"{each.name} (since {day_words(date.fromisoformat(each.since))})" for each in people]
    return said[0] if len(said) == 1 else f"{', '.join(said[:-1])} and {said[-1]}"
