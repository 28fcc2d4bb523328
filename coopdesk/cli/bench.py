"""coopdesk bench: the program's own timings on this machine."""

from pathlib import Path

import click

from coopdesk.cli.at_the_desk import FILE, answer, clock_of

WORDS = {
    "check-in": "to check somebody in at the door",
    "vote": "to record one member's vote",
    "search": "from a keystroke to the names found",
    "verify": "to check the whole file against its journal",
    "commit": "for the disk to take one row",
}


@click.command(name="bench")
@FILE
@click.option("--rounds", default=100, type=click.IntRange(1, 1000), help="How often each act is played.")
@click.pass_context
def command(context: click.Context, file: Path, rounds: int) -> None:
    """Play a meeting's acts on a copy of this file and say how long each takes. The file itself is not touched."""
    from coopdesk.services.timings import timings

    taken = timings(file, clock_of(context.obj)(), rounds)
    value = {
        each.work: {"rounds": each.rounds, "median_microseconds": each.median, "p99_microseconds": each.p99}
        for each in taken
    }
    lines = [f"{_words(each.median)} {WORDS[each.work]} (at worst about {_words(each.p99)})." for each in taken]
    answer(context.obj, value, *lines, "Measured on a copy beside the file, which is gone again.")


def _words(microseconds: int) -> str:
    """A time as people say it: "0.7 ms", "1.2 s"."""
    unit, scale = ("s", 1_000_000) if microseconds >= 1_000_000 else ("ms", 1_000)
    tenths = (microseconds * 10 + scale // 2) // scale
    return f"{tenths // 10}.{tenths % 10} {unit}"
