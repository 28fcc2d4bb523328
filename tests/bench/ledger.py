"""The share ledger of 100,000 members and 1,000,000 movements: an issue beside the bare driver, a holding on a past
day, a year reconciled with its money, and what verify asks of the ledger.

The last two in processor time of their thread: they read what is in memory, and the wall is mostly somebody else's.
"""

import random
import time
from collections.abc import Callable, Iterator
from datetime import date
from fractions import Fraction
from functools import partial
from pathlib import Path

from coopdesk.domain.ids import MemberId
from coopdesk.services.ledger_check import ledger_findings
from coopdesk.services.shares import IssueShares, holding_view
from coopdesk.services.statement import statement_view
from coopdesk.storage import engine
from tests.bench.acts import desk_on, sample_of
from tests.bench.measure import Figure, against, interleaved, within
from tests.bench.recording import BareDriver, copies, record

MEMBERS = 100_000
MOVEMENTS = 1_000_000
ROUNDS = 250
LIMITS = {"FULL": Fraction(3, 2), "OFF": Fraction(5, 2)}
ONE_MILLISECOND = 1_000_000
ONE_SECOND = 1_000_000_000
_A_YEAR = 100_000


_PAYMENTS = f"""INSERT INTO payment (id, member, pence, method, at, purpose, on_day)
WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < :many)
SELECT :payment + i, i * 7919 % {MEMBERS} + 1, 100, 'transfer', '2026-01-01T12:00:00Z', 'shares',
    date((2015 + i / {_A_YEAR}) || '-01-01', (i * 31 % 365) || ' days') FROM n"""
_MOVEMENTS = """INSERT INTO share_movement (id, member, shares, kind, on_day, at, payment)
SELECT id - :payment + :movement, member, 1, 'issue', on_day, at, id FROM payment WHERE id >= :payment"""


def _large(folder: Path) -> Path:
    """A sample with so many movements, nearly all of them issues of the last years.

    Written by SQL alone: what is timed reads the rows and adds to them, and a journal of a million lines would take
    longer to make than all the rest.
    """
    path = copies(sample_of(folder, MEMBERS), ["large"])["large"]
    connection = engine.connect(path)
    connection.execute("PRAGMA synchronous=OFF")
    connection.execute("BEGIN")
    (first,) = connection.execute("SELECT max(id) + 1 FROM share_movement").fetchone()
    # Receipts run without a gap, from where the sample's own end.
    (payment,) = connection.execute("SELECT coalesce(max(id), 0) + 1 FROM payment").fetchone()
    values = {"many": MOVEMENTS - first + 1, "payment": payment, "movement": first}
    connection.execute(_PAYMENTS, values)
    connection.execute(_MOVEMENTS, values)
    connection.execute("COMMIT")
    connection.close()
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
        samples = interleaved({"year": lambda: statement_view(reader, *year)}, 5, time.thread_time_ns)
        if not statement_view(reader, *year).statement.agrees:
            raise AssertionError("the year does not agree with its money")
        yield within(f"a year of {moved:,} movements reconciled", samples["year"], ONE_SECOND)
        samples = interleaved({"check": lambda: list(ledger_findings(reader, _nobody))}, 1, time.thread_time_ns)
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
