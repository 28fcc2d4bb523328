"""Timing variants side by side: shuffled rounds in one process, so that a busy machine is unfair to all alike."""

import gc
import random
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

Clock = Callable[[], int]


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the table."""

    what: str
    median: str
    p99: str
    ratio: str
    """Of medians, to the floor; "" where the target is absolute."""
    target: str
    met: bool


def interleaved(
    variants: Mapping[str, Callable[[], object]], rounds: int, clock: Clock = time.perf_counter_ns
) -> dict[str, list[int]]:
    """Run each variant once a round, in shuffled order; nanoseconds by variant."""
    dice = random.Random(rounds)
    samples: dict[str, list[int]] = {name: [] for name in variants}
    names = list(variants)
    gc.collect()
    for _ in range(rounds):
        dice.shuffle(names)
        for name in names:
            variant = variants[name]
            start = clock()
            variant()
            samples[name].append(clock() - start)
    return samples


def median(samples: Sequence[int]) -> int:
    """The middle one, in nanoseconds."""
    return sorted(samples)[len(samples) // 2]


def p99(samples: Sequence[int]) -> int:
    """The one that a hundredth of the others pass, in nanoseconds."""
    return sorted(samples)[min(len(samples) - 1, len(samples) * 99 // 100)]


def against(what: str, samples: Sequence[int], floor: Sequence[int], floor_name: str, limit: Fraction) -> Figure:
    """A figure held to so many times a floor, median over median."""
    ratio = Fraction(median(samples), max(1, median(floor)))
    return Figure(
        what,
        spelt(median(samples)),
        spelt(p99(samples)),
        f"{_hundredths(ratio)} ×",
        f"≤ {_hundredths(limit)} × {floor_name} ({spelt(median(floor))})",
        ratio <= limit,
    )


def within(what: str, samples: Sequence[int], limit: int, at: Callable[[Sequence[int]], int] = median) -> Figure:
    """A figure held to a time in nanoseconds."""
    name = "p99" if at is p99 else "median"
    return Figure(
        what, spelt(median(samples)), spelt(p99(samples)), "", f"{name} ≤ {spelt(limit)}", at(samples) <= limit
    )


def at_least(what: str, theirs: int, ours: int, ours_name: str, least: Fraction) -> Figure:
    """Another tool's time, held to so many times ours, or to so much of ours."""
    ratio = Fraction(theirs, max(1, ours))
    return Figure(
        what, spelt(theirs), "", f"{_hundredths(ratio)} ×", f"≥ {_hundredths(least)} × {ours_name}", ratio >= least
    )


def absent(what: str, why: str) -> Figure:
    """Another tool that is not on this computer: nothing was compared, and that is said."""
    return Figure(what, "", "", "", why, True)


def share(what: str, found: int, of: int, least_percent: int) -> Figure:
    """A figure held to a share of cases."""
    said = f"{found} of {of}"
    return Figure(what, said, "", "", f"≥ {least_percent} %", found * 100 >= of * least_percent)


def size(what: str, kilobytes: int, limit: int) -> Figure:
    """A figure held to so much memory, in kilobytes."""
    return Figure(what, f"{kilobytes // 1024} MB", "", "", f"≤ {limit // 1024} MB", kilobytes <= limit)


def spelt(nanoseconds: int) -> str:
    """A time as people read it: "740 µs", "2.31 ms", "1.20 s"."""
    for unit, scale in (("s", 10**9), ("ms", 10**6)):
        if nanoseconds >= scale:
            return f"{_hundredths(Fraction(nanoseconds, scale))} {unit}"
    return f"{nanoseconds // 1000} µs"


def _hundredths(number: Fraction) -> str:
    hundredths = round(number * 100)
    return f"{hundredths // 100}.{hundredths % 100:02d}"
