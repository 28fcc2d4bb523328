"""Check-in, recorded and secret vote, joining with a share: audited, against the bare driver committing the same
rows."""

import random
from collections.abc import Callable, Iterator
from fractions import Fraction
from pathlib import Path

from coopdesk.domain.clock import fixed_clock
from coopdesk.services.counting import CloseVote, PutMotion
from coopdesk.services.door import CheckIn
from coopdesk.services.joining import JoinAtDoor
from coopdesk.services.meetings import OpenMeeting
from coopdesk.services.motions import AddMotion
from coopdesk.services.perform import Command, Desk
from coopdesk.services.quorum import DeclareQuorum
from coopdesk.services.sample import make_sample
from coopdesk.services.secret_ballots import CastSecretVote
from coopdesk.services.votes import CastVote
from coopdesk.storage.files import make, open_file
from tests.bench.measure import Figure, against, interleaved
from tests.bench.recording import BareDriver, copies, record
from tests.conftest import EVENING

SIZES = (2_412, 100_000)
ROUNDS = 250
LIMITS = {"FULL": Fraction(3, 2), "OFF": Fraction(5, 2)}
SECRET_LIMIT = Fraction(5, 2)
"""A secret vote marks the roll and fills a place of the urn."""

_MADE: dict[int, Path] = {}


def sample_of(folder: Path, members: int) -> Path:
    """A closed sample society of this size, made once in a run."""
    if members not in _MADE or not _MADE[members].exists():
        path = folder / f"sample-{members}.coopdesk"
        store = make(path)
        make_sample(store, EVENING, members=members)
        store.close()
        _MADE[members] = path
    return _MADE[members]


def desk_on(path: Path, synchronous: str = "FULL") -> Desk:
    """A desk whose moments and random bytes are the same on every copy."""
    store = open_file(path)
    store._writer.execute(f"PRAGMA synchronous={synchronous}")
    return Desk(store, clock=fixed_clock(EVENING), random=random.Random("bench").randbytes)


def _commands(rounds: int) -> dict[str, list[Command[object]]]:
    """An evening: what leads up to each kind of act, and the acts themselves."""
    numbers = [str(number) for number in range(1, rounds + 1)]
    return {
        "before the door": [OpenMeeting(1)],
        "check-in": [CheckIn(1, number) for number in numbers],
        "before the joining": [],
        "join with share": [
            JoinAtDoor(meeting=1, name=f"Ada Joiner {number}", paid="cash", address="1 Mill Lane") for number in numbers
        ],
        "before the vote": [
            DeclareQuorum(1),
            AddMotion(meeting=1, title="Accounts", text="That the accounts be received.", kind="ordinary"),
            PutMotion(1, 1, "recorded"),
        ],
        "recorded vote": [CastVote(1, 1, number, "for") for number in numbers],
        "before the secret vote": [
            CloseVote(1, 1),
            AddMotion(meeting=1, title="Chair", text="That the chair stay.", kind="ordinary"),
            PutMotion(1, 2, "secret"),
        ],
        "secret vote": [CastSecretVote(1, 2, number, "for") for number in numbers],
    }


def figures(folder: Path) -> Iterator[Figure]:
    """Three kinds of act at two sizes, with and without waiting for the disk."""
    for members in SIZES:
        yield from _at(folder, members)


def _at(folder: Path, members: int) -> Iterator[Figure]:
    template = sample_of(folder, members)
    names = [f"{who}-{how}" for who in ("program", "driver") for how in LIMITS]
    paths = copies(template, ["rehearsal", *names])
    rehearsal = desk_on(paths["rehearsal"], "OFF")
    recorder = record(rehearsal.store)
    evening = _commands(max(ROUNDS, members // 10 + 1 if members < 5_000 else ROUNDS))
    if members > 5_000:
        # A quorum of a tenth would take ten thousand arrivals: this society asks for fewer.
        evening["before the door"].insert(0, _small_quorum(rehearsal))
    for commands in evening.values():
        for command in commands:
            recorder.begin()
            rehearsal.perform(command)
    desks = {how: desk_on(paths[f"program-{how}"], how) for how in LIMITS}
    drivers = {how: BareDriver(paths[f"driver-{how}"], recorder.acts, how) for how in LIMITS}
    for name, commands in evening.items():
        queues = {how: iter(commands) for how in LIMITS}
        variants: dict[str, Callable[[], object]] = {}
        for how in LIMITS:
            variants[f"program-{how}"] = _next_act(desks[how], queues[how])
            variants[f"driver-{how}"] = drivers[how]
        samples = interleaved(variants, len(commands))
        if name.startswith("before"):
            continue
        for how, limit in LIMITS.items():
            what = f"{name}, {members:,} members, synchronous={how}"
            most = max(limit, SECRET_LIMIT) if name == "secret vote" else limit
            yield against(what, samples[f"program-{how}"], samples[f"driver-{how}"], "bare driver", most)
    for how, driver in drivers.items():
        with desks[how].store.reading() as reader:
            if reader.raw("SELECT hash FROM journal ORDER BY seq DESC LIMIT 1")[0][0] != driver.head():
                raise AssertionError("the floor did not write the rows that the program wrote")
    for desk in (rehearsal, *desks.values()):
        desk.store.close()


def _next_act(desk: Desk, queue: Iterator[Command[object]]) -> Callable[[], object]:
    return lambda: desk.perform(next(queue))


def _small_quorum(desk: Desk) -> Command[object]:
    from coopdesk.services.society import changed_rules

    return desk.ask(changed_rules, {"quorum": "20"})
