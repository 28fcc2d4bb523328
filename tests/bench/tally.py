"""The tally that a page reads after each vote, where a hundred thousand have been cast."""

import time
from collections.abc import Iterator
from pathlib import Path

from coopdesk.domain.ids import CountId
from coopdesk.domain.motions import VoteMethod
from coopdesk.services.motions import Count, counted_here
from tests.bench.acts import desk_on, sample_of
from tests.bench.measure import Figure, within

VOTES = 100_000
ROUNDS = 200
LIMIT = 10**6
_MOTION = "INSERT INTO motion VALUES (1, 1, 1, NULL, 'A', 'That A.', 'ordinary', NULL, NULL, 'open', NULL, X'00')"
_COUNT = "INSERT INTO vote_count VALUES (1, 1, 1, 'recorded', 't', NULL, 1, 1, NULL, NULL, NULL, NULL, NULL)"


def figures(folder: Path) -> Iterator[Figure]:
    """Votes written by the bare driver, so that making them does not take the time of a meeting."""
    desk = desk_on(sample_of(folder, 2_412), "OFF")
    driver = desk.store._writer
    driver.execute("PRAGMA foreign_keys=OFF")
    driver.execute("BEGIN")
    driver.execute(_MOTION)
    driver.execute(_COUNT)
    driver.executemany("INSERT INTO elector VALUES (1, ?)", ((each,) for each in range(1, VOTES + 1)))
    votes = ((each, "for" if each % 3 else "against") for each in range(1, VOTES + 1))
    driver.executemany("INSERT INTO vote VALUES (1, ?, 1, ?, 't')", votes)
    driver.execute("COMMIT")
    count = Count(CountId(1), 1, VoteMethod.RECORDED, VOTES, closed=False, counts=None)
    taken = []
    for _ in range(ROUNDS):
        start = time.perf_counter_ns()
        counts = desk.ask(counted_here, count)
        taken.append(time.perf_counter_ns() - start)
        assert counts is not None
        assert counts.given == VOTES
    yield within(f"tally of a recorded vote, {VOTES:,} votes", taken, LIMIT)
    desk.store.close()
