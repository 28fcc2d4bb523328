"""The share ledger of 100,000 members and 1,000,000 movements: an issue beside the bare driver, a holding on a past
day, a year reconciled with its money, and what verify asks of the ledger."""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from functools import partial
from pathlib import Path

from coopdesk.domain.ids import MemberId
from coopdesk.services.act import Act
from coopdesk.services.ledger_check import ledger_findings
from coopdesk.services.perform import Command, Done, handles
from coopdesk.services.shares import IssueShares, holding_view
from coopdesk.services.statement import statement_view
from coopdesk.storage.tables import PaymentRow, ShareMovementRow
from tests.bench.acts import desk_on, sample_of
from tests.bench.measure import Figure, against, interleaved, within
from tests.bench.recording import BareDriver, copies, record

MEMBERS = 100_000
MOVEMENTS = 1_000_000
YEARS = 9
ROUNDS = 250
LIMITS = {"FULL": Fraction(3, 2), "OFF": Fraction(5, 2)}
ONE_MILLISECOND = 1_000_000
ONE_SECOND = 1_000_000_000
_BATCH = 100_000
_YEAR = date(2020, 1, 1)
_PAYMENT = tuple("id member meeting pence method at refunds purpose on_day application".split())
_MOVEMENT = tuple("id member shares kind on_day at payment certificate reverses".split())


@dataclass(frozen=True, slots=True)
class _ManyIssued(Command[None]):
    """A batch of issues, one share each, spread over a year."""

    first: int
    year: int


@handles(_ManyIssued)
def _many_issued(command: _ManyIssued, act: Act) -> Done[None]:
    dice = random.Random(command.year)
    begins = _YEAR.replace(year=_YEAR.year + command.year - YEARS + 5)
    # Receipts run without a gap, from where the sample's own end.
    last = act.reader.raw("SELECT max(id) FROM payment")[0][0] or 0
    own = last + 1 - command.first
    rows = [
        (command.first + place, dice.randrange(1, MEMBERS + 1), (begins + timedelta(dice.randrange(365))).isoformat())
        for place in range(_BATCH)
    ]
    act.add_many(
        PaymentRow,
        _PAYMENT,
        ((each + own, who, None, 100, "transfer", act.at, None, "shares", day, None) for each, who, day in rows),
    )
    act.add_many(
        ShareMovementRow,
        _MOVEMENT,
        ((each, who, 1, "issue", day, act.at, each + own, None, None) for each, who, day in rows),
    )
    return Done(None)


def _large(folder: Path) -> Path:
    """A sample with so many movements, nearly all of them issues of the last years."""
    path = copies(sample_of(folder, MEMBERS), ["large"])["large"]
    desk = desk_on(path, "OFF")
    first = desk.ask(lambda reader: reader.raw("SELECT max(id) + 1 FROM share_movement"))[0][0]
    for year in range(max(1, (MOVEMENTS - first + 1) // _BATCH)):
        desk.perform(_ManyIssued(first + year * _BATCH, year))
    desk.store.close()
    return path


def figures(folder: Path) -> Iterator[Figure]:
    """Issue, holding on a day, a year's reconciliation, and the whole ledger checked."""
    path = _large(folder)
    yield from _issue(path)
    desk = desk_on(path)
    dice = random.Random(3)
    people = iter([MemberId(dice.randrange(1, MEMBERS + 1)) for _ in range(ROUNDS)])
    with desk.store.reading() as reader:
        many = reader.raw("SELECT count(*) FROM share_movement")[0][0]
        day = date(2019, 6, 30)
        samples = interleaved({"holding": lambda: holding_view(reader, next(people), day)}, ROUNDS)
        yield within(f"holding on a day, {many:,} movements", samples["holding"], ONE_MILLISECOND)
        year = date(2019, 1, 1), date(2019, 12, 31)
        moved = reader.raw("SELECT count(*) FROM share_movement WHERE on_day LIKE '2019%'")[0][0]
        samples = interleaved({"year": lambda: statement_view(reader, *year)}, 5)
        if not statement_view(reader, *year).statement.agrees:
            raise AssertionError("the year does not agree with its money")
        yield within(f"a year of {moved:,} movements reconciled", samples["year"], ONE_SECOND)
        samples = interleaved({"check": lambda: list(ledger_findings(reader, _nobody))}, 1)
        yield within(f"ledger checked, {many:,} movements", samples["check"], 30 * ONE_SECOND)
    desk.store.close()


def _nobody(table: str, number: int) -> str:
    return f"{table} {number}"


def _issue(template: Path) -> Iterator[Figure]:
    names = [f"{who}-{how}" for who in ("program", "driver") for how in LIMITS]
    paths = copies(template, ["rehearsal", *names])
    rehearsal = desk_on(paths["rehearsal"], "OFF")
    recorder = record(rehearsal.store)
    dice = random.Random(1)
    commands = [IssueShares(dice.randrange(1, MEMBERS + 1), 1, "card") for _ in range(ROUNDS)]
    for command in commands:
        recorder.begin()
        rehearsal.perform(command)
    rehearsal.store.close()
    desks = {how: desk_on(paths[f"program-{how}"], how) for how in LIMITS}
    drivers = {how: BareDriver(paths[f"driver-{how}"], recorder.acts, how) for how in LIMITS}
    queues = {how: iter(commands) for how in LIMITS}

    def program(how: str) -> None:
        desks[how].perform(next(queues[how]))

    variants: dict[str, Callable[[], object]] = {}
    for how in LIMITS:
        variants[f"program-{how}"] = partial(program, how)
        variants[f"driver-{how}"] = drivers[how]
    samples = interleaved(variants, ROUNDS)
    for how, limit in LIMITS.items():
        what = f"issue, {MOVEMENTS:,} movements, synchronous={how}"
        yield against(what, samples[f"program-{how}"], samples[f"driver-{how}"], "bare driver", limit)
    for how, driver in drivers.items():
        with desks[how].store.reading() as reader:
            if reader.raw("SELECT hash FROM journal ORDER BY seq DESC LIMIT 1")[0][0] != driver.head():
                raise AssertionError("the floor did not write the rows that the program wrote")
        desks[how].store.close()
    for path in paths.values():
        path.unlink()
