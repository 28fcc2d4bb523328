"""Verifying a society of 100,000 members, and the minutes of a meeting of 500."""

import time
from collections.abc import Iterator
from pathlib import Path

from coopdesk.documents.minutes import minutes_pdf
from coopdesk.services.door import CheckIn
from coopdesk.services.meetings import CloseMeeting, OpenMeeting
from coopdesk.services.minutes import minutes_view
from coopdesk.services.quorum import DeclareQuorum
from coopdesk.services.verify import verify
from tests.bench.acts import desk_on, sample_of
from tests.bench.measure import Figure, within
from tests.bench.recording import copies

SECOND = 10**9
ATTENDING = 500


def figures(folder: Path) -> Iterator[Figure]:
    """One of each; the sample of 100,000 is the one the acts were measured on."""
    path = copies(sample_of(folder, 100_000), ["verified"])["verified"]
    desk = desk_on(path)
    samples = []
    for _ in range(2):
        start = time.perf_counter_ns()
        if not desk.ask(verify).sound:
            raise AssertionError("the sample is not sound")
        samples.append(time.perf_counter_ns() - start)
    yield within("verify a society of 100,000", samples, 20 * SECOND)
    desk.store.close()
    yield from _minutes(folder)


def _minutes(folder: Path) -> Iterator[Figure]:
    path = copies(sample_of(folder, 2_412), ["attended"])["attended"]
    desk = desk_on(path, "OFF")
    desk.perform(OpenMeeting(1))
    for number in range(1, ATTENDING + 1):
        desk.perform(CheckIn(1, str(number)))
    desk.perform(DeclareQuorum(1))
    desk.perform(CloseMeeting(1))
    samples = []
    for _ in range(5):
        start = time.perf_counter_ns()
        minutes_pdf(desk.ask(minutes_view, 1, desk.now()))
        samples.append(time.perf_counter_ns() - start)
    yield within(f"minutes with {ATTENDING} attendees, as PDF", samples, SECOND)
    desk.store.close()
