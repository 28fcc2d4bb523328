"""The full register of 100,000 members as at a date, to csv, against the same rows from the bare driver to csv.

In processor time of this thread: a register is made in memory, and the wall is mostly somebody else's.
"""

import csv
import io
import random
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from fractions import Fraction
from pathlib import Path

from coopdesk.domain.clock import local_day
from coopdesk.services.act import Act
from coopdesk.services.exports import export_bytes
from coopdesk.services.member_past import keep_many
from coopdesk.services.perform import Command, Done, handles
from coopdesk.services.register_sheets import full_sheet
from coopdesk.services.registers import full_register
from coopdesk.storage.store import Reader
from tests.bench.acts import desk_on, sample_of
from tests.bench.measure import Figure, against, interleaved, within

MEMBERS = 100_000
ROUNDS = 5
TWO_SECONDS = 2_000_000_000
_FLOOR = """SELECT m.number, m.name, m.address, m.postcode, m.joined_on, m.ended_on, coalesce(h.shares, 0)
FROM member m LEFT JOIN (SELECT member, sum(shares) shares FROM share_movement WHERE on_day <= ? GROUP BY member) h
ON h.member = m.id ORDER BY m.last, m.first, m.number_key"""


@dataclass(frozen=True, slots=True)
class _ManyMoved(Command[None]):
    """A tenth of the register has changed address or name since."""


@handles(_ManyMoved)
def _many_moved(_command: _ManyMoved, act: Act) -> Done[None]:
    dice = random.Random(7)
    moved = [(member, dice.choice(("address", "name")), "Ada Oldname") for member in range(1, MEMBERS, 10)]
    keep_many(act, moved, local_day(act.now) - timedelta(days=5), "")
    return Done(None)


def figures(folder: Path) -> Iterator[Figure]:
    """The register and the export of members, both held to two seconds."""
    desk = desk_on(sample_of(folder, MEMBERS), "OFF")
    desk.perform(_ManyMoved())
    now, day = desk.now(), local_day(desk.now()) - timedelta(days=30)
    with desk.store.reading() as reader:

        def register() -> object:
            return full_sheet(full_register(reader, now, day), "csv")

        def members() -> object:
            return export_bytes(reader, "csv")

        def floor() -> object:
            return _bare(reader, day.isoformat())

        samples = interleaved({"register": register, "members": members, "floor": floor}, ROUNDS, time.thread_time_ns)
        yield within("full register as at a date to csv, 100,000 members", samples["register"], TWO_SECONDS)
        yield against("the same", samples["register"], samples["floor"], "bare driver to csv", Fraction(5))
        yield within("members export to csv, 100,000 members", samples["members"], TWO_SECONDS)
    desk.store.close()


def _bare(reader: Reader, day: str) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text).writerows(reader.connection.execute(_FLOOR, (day,)))
    return text.getvalue().encode()
