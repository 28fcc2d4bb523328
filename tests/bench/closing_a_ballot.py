"""Closing a secret ballot of five thousand: counted, sealed, and the file swept of the order of voting."""

import random
import time
from collections.abc import Iterator
from pathlib import Path

from coopdesk.services.counting import CloseVote, PutMotion
from coopdesk.services.door import CheckIn
from coopdesk.services.meetings import OpenMeeting
from coopdesk.services.motions import AddMotion
from coopdesk.services.quorum import DeclareQuorum
from coopdesk.services.secret_ballots import CastSecretVote
from tests.bench.acts import desk_on, sample_of
from tests.bench.measure import Figure, within

VOTERS = 5_000
LIMIT = 2 * 10**9


def figures(folder: Path) -> Iterator[Figure]:
    """Everybody in the room votes; the close is timed, sweeping and all."""
    path = sample_of(folder, VOTERS)
    desk = desk_on(path, "OFF")
    desk.perform(OpenMeeting(1))
    numbers = [str(number) for number in range(1, VOTERS + 1)]
    for number in numbers:
        desk.perform(CheckIn(1, number))
    desk.perform(DeclareQuorum(1))
    desk.perform(AddMotion(meeting=1, title="Chair", text="That the chair stay.", kind="ordinary"))
    desk.perform(PutMotion(1, 1, "secret"))
    for number in numbers:
        desk.perform(CastSecretVote(1, 1, number, random.choice(("for", "against"))))
    desk.store._writer.execute("PRAGMA synchronous=FULL")
    start = time.perf_counter_ns()
    desk.perform(CloseVote(1, 1))
    yield within(f"close a secret ballot of {VOTERS:,}", [time.perf_counter_ns() - start], LIMIT)
    desk.store.close()
