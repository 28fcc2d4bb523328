"""A roster of 100,000 rows from file to register, against the same rows poured in unvalidated.

Each variant runs in a process of its own, so that its memory can be told; times are processor time of that process
between reading the file's first byte and the commit.
"""

import csv
import json
import random
import subprocess
import sys
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

from coopdesk.services.sample_names import FAMILY_NAMES, GIVEN_NAMES, STREETS
from coopdesk.services.spreadsheets.xlsx import xlsx
from tests.bench.measure import Figure, against, size

ROWS = 100_000
ROUNDS = 3
MEMORY = 300 * 1024
HEADINGS = (
    "Member number,Name,Class,Address,Postcode,E-mail,Phone,Shares,Date joined,Status,Representative,Paid by,Notes"
).split(",")


def roster_rows(rows: int) -> list[list[str]]:
    """A clean register, as a database exports it."""
    dice = random.Random(11)
    made = [HEADINGS]
    for number in range(1, rows + 1):
        made.append(
            [
                str(number),
                f"{dice.choice(GIVEN_NAMES)} {dice.choice(FAMILY_NAMES)}",
                dice.choice(("Individual", "Worker")),
                f"{dice.randrange(1, 99)} {dice.choice(STREETS)}, Hebden Bridge",
                f"HX7 {dice.randrange(1, 9)}{dice.choice('ABDEF')}{dice.choice('PQRST')}",
                f"member{number}@example.org",
                f"01422 496{dice.randrange(1000):03d}",
                str(dice.choice((1, 5, 25))),
                f"{dice.randrange(1, 28):02d}/{dice.randrange(1, 13):02d}/{dice.randrange(2009, 2025)}",
                "active",
                "",
                "cash",
                "",
            ]
        )
    return made


def figures(folder: Path) -> Iterator[Figure]:
    """The csv against both floors, the workbook against the first, and the memory of each."""
    rows = roster_rows(ROWS)
    with (folder / "roster.csv").open("w", newline="", encoding="utf-8") as stream:
        csv.writer(stream).writerows(rows)
    (folder / "roster.xlsx").write_bytes(xlsx("Members", rows))
    times: dict[str, list[int]] = {name: [] for name in ("floor", "csv-plain", "csv", "xlsx-plain")}
    memory: dict[str, int] = {}
    names, dice = list(times), random.Random(1)
    for _ in range(ROUNDS):
        dice.shuffle(names)
        for name in names:
            told = _in_a_process(name, folder)
            times[name].append(told["cpu_ns"])
            memory[name] = max(memory.get(name, 0), told["kilobytes"])
    floor = times["floor"]
    plain, whole = "import 100,000 rows of csv, no search index", "import 100,000 rows of csv, searchable"
    yield against(plain, times["csv-plain"], floor, "csv.reader + executemany", Fraction(2))
    yield against(whole, times["csv"], floor, "csv.reader + executemany", Fraction(4))
    book = "import 100,000 rows of xlsx, no search index"
    yield against(book, times["xlsx-plain"], floor, "csv.reader + executemany", Fraction(4))
    yield size("memory of the csv import", memory["csv"], MEMORY)
    yield size("memory of the xlsx import", memory["xlsx-plain"], MEMORY)


def _in_a_process(name: str, folder: Path) -> dict[str, int]:
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.one_import", name, str(folder)],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        check=True,
    )
    told: dict[str, int] = json.loads(done.stdout)
    return told


def floor_row(cells: list[str]) -> tuple[object, ...]:
    """One line as the member table takes it, believed without a look; nothing is folded for the indexes."""
    number, name, class_name, address, postcode, email, phone, _, joined, status, speaks, _, _ = cells
    return (
        int(number), number, "person", name, speaks, class_name, address, postcode, email, phone, status, joined, None,
        "", b"", number, name, name, name,
    )  # fmt: skip
