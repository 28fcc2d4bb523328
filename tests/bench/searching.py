"""A keystroke to twenty rows at 100,000 members, and how many one-slip typings are found."""

import random
import string
import time
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

from coopdesk.services import members
from coopdesk.storage.files import open_file
from coopdesk.storage.store import Reader
from tests.bench.acts import sample_of
from tests.bench.measure import Figure, against, interleaved, p99, share, within

MEMBERS = 100_000
PEOPLE = 150
SLIPS = 400
MILLISECOND = 1_000_000


def figures(folder: Path) -> Iterator[Figure]:
    """Typing, in processor time of this thread: the wall's p99 is mostly somebody else's."""
    store = open_file(sample_of(folder, MEMBERS))
    with store.reading() as reader:
        people = reader.raw("SELECT name, norm, last, first, number FROM member WHERE kind = 'person'")
        dice = random.Random(4)
        typed = [text for _ in range(PEOPLE) for text in _keystrokes(dice, dice.choice(people))]
        queue, rows = iter(typed), [dice.sample(range(1, MEMBERS), 20) for _ in typed]
        ids = iter(rows)

        def keystroke() -> object:
            return members.find(reader, next(queue), 20)

        def by_key() -> object:
            marks = ",".join("?" * 20)
            return reader.raw(f"SELECT * FROM member WHERE id IN ({marks})", next(ids))

        samples = interleaved({"find": keystroke, "floor": by_key}, len(typed), time.thread_time_ns)
        yield within("keystroke to 20 rows, 100,000 members", samples["find"], MILLISECOND, p99)
        yield against(
            "keystroke to 20 rows, 100,000 members", samples["find"], samples["floor"], "20 rows by key", Fraction(6)
        )
        yield from _slips(reader, people, dice)
    store.close()


def _keystrokes(dice: random.Random, person: tuple[str, ...]) -> Iterator[str]:
    _, norm, last, first, number = person
    whole = dice.choice((last, norm, f"{last} {first}", number))
    for end in range(1, len(whole) + 1):
        yield whole[:end]


def _slips(reader: Reader, people: list[tuple[str, ...]], dice: random.Random) -> Iterator[Figure]:
    found, samples = 0, []
    for _ in range(SLIPS):
        _, norm, last, first, _ = dice.choice(people)
        typed = f"{first} {_slipped(dice, last)}"
        start = time.thread_time_ns()
        hits = members.find(reader, typed, 20)
        samples.append(time.thread_time_ns() - start)
        names = {reader.raw("SELECT norm FROM member WHERE id = ?", (each.id,))[0][0] for each in hits}
        found += norm in names
    yield share("last names typed with one slip, found", found, SLIPS, 95)
    yield within("the same, to 20 rows", samples, MILLISECOND)


def _slipped(dice: random.Random, word: str) -> str:
    at, letter = dice.randrange(len(word)), dice.choice(string.ascii_lowercase)
    return dice.choice(
        (
            word[:at] + letter + word[at:],
            word[:at] + word[at + 1 :],
            word[:at] + letter + word[at + 1 :],
            word[:at] + word[at + 1 : at + 2] + word[at : at + 1] + word[at + 2 :],
        )
    )
