"""What the operator feels: how soon the window stands, how soon a verdict is painted, and that it never freezes.

Every figure is taken in fresh processes and with real keys, files and windows (offscreen where there is no display).
"""

import csv
import random
import time
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

from tests.bench.acts import SIZES, sample_of
from tests.bench.importing import ROWS, roster_rows
from tests.bench.measure import Figure, against, within
from tests.bench.processes import in_a_process
from tests.bench.recording import copies

MS = 1_000_000
STARTS = 7
STALL = 100 * MS
"""A person notices a window that does not answer for longer than this."""


def figures(folder: Path) -> Iterator[Figure]:
    """Start, door, table, wall, import."""
    yield from _starts(folder)
    yield from _door(folder)
    yield from _table(folder)
    yield from _wall(folder)
    yield from _import(folder)


def _starts(folder: Path) -> Iterator[Figure]:
    file = copies(sample_of(folder, SIZES[0]), ["started"])["started"]
    samples: dict[str, list[int]] = {"bare": [], "painted": [], "usable": []}
    dice = random.Random(3)
    modules: dict[str, tuple[object, ...]] = {"bare_window": (), "cold_start": (file,)}
    for module, arguments in modules.items():
        in_a_process(module, folder, arguments)
    for _ in range(STARTS):
        for module in dice.sample(list(modules), 2):
            begun = time.monotonic_ns()
            told = in_a_process(module, folder, modules[module])
            for name, moments in told.items():
                samples["bare" if module == "bare_window" else name].append(moments[0] - begun)
    floor = "bare QApplication and window"
    yield against("cold start to the first paint", samples["painted"], samples["bare"], floor, Fraction(14, 10))
    usable = "cold start to a door that can be used"
    yield against(usable, samples["usable"], samples["bare"], floor, Fraction(45, 10))


def _door(folder: Path) -> Iterator[Figure]:
    for members in SIZES:
        file = copies(sample_of(folder, members), [f"door-{members}"])[f"door-{members}"]
        told = in_a_process("at_the_door", folder, (file,))
        yield within(f"scan to painted verdict, {members:,} members", told["scan"], 50 * MS)
        yield within(f"letter to painted list, {members:,} members", told["key"], 30 * MS)


def _table(folder: Path) -> Iterator[Figure]:
    file = copies(sample_of(folder, SIZES[1]), ["table"])["table"]
    told = in_a_process("members_table", folder, (file,))
    what = f"repaint of the table of {SIZES[1]:,} members"
    yield against(what, told["repaint"], told["floor"], "the same from a C++ model", Fraction(32, 10))
    for name, said in (("scrolling", "jumping through"), ("filter", "other filters on")):
        yield within(f"longest stall, {said} that table", [max(told[name])], STALL)
    yield within("longest stall, first opening of its page", told["opening"], 5 * STALL)


def _wall(folder: Path) -> Iterator[Figure]:
    told = in_a_process("on_the_wall", folder)
    floor = "one fillRect of 1920 by 1080"
    yield against("wall: a full frame of a result", told["frame"], told["floor"], floor, Fraction(18, 10))
    yield against("wall: a vote arriving", told["vote"], told["floor"], floor, Fraction(18, 10))
    yield within("wall: a new result drawn from nothing", told["slide"], 16 * MS)


def _import(folder: Path) -> Iterator[Figure]:
    file = copies(sample_of(folder, SIZES[0]), ["imported-into"])["imported-into"]
    roster = folder / "members.csv"
    rows = roster_rows(ROWS)
    with roster.open("w", newline="", encoding="utf-8") as stream:
        # Numbers beyond the sample's own: all of them join.
        csv.writer(stream).writerows([rows[0], *([f"N{each[0]}", *each[1:]] for each in rows[1:])])
    told = in_a_process("import_beside", folder, (file, roster))
    yield within(f"longest stall, reading a list of {ROWS:,}", told["reading"], STALL)
    yield within(f"longest stall, importing {ROWS:,} members", told["writing"], STALL)
    yield within("a letter typed meanwhile is on the screen", told["echo"], STALL)
