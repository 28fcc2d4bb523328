"""A count with its reading: against the libraries there are, where they are installed, and as papers grow. Processor
time throughout: the wall clock is mostly somebody else's.

The others are for comparison only and never among coopdesk's own: name a Python that has them in ``COOPDESK_PEERS``.
"""

import json
import os
import random
import subprocess
import time
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

from coopdesk.domain.elections.blt import read_blt
from coopdesk.domain.elections.counting import count
from coopdesk.domain.elections.lots import Seeded
from coopdesk.domain.elections.record import Rule
from tests.bench.measure import Figure, against, interleaved, median, within

PAPERS = 10_000
CANDIDATES = 20
PLACES = 6
MANY = 1_000_000
SECOND = 1_000_000_000
PEERS = {
    "pyrankvote": "import pyrankvote as p\n"
    "people = [p.Candidate(str(n)) for n in range(1, candidates + 1)]\n"
    "ballots = [p.Ballot(ranked_candidates=[people[n - 1] for n in each]) for each in papers]\n"
    "p.single_transferable_vote(people, ballots, number_of_seats=places)\n",
    "stvpoll": "from stvpoll.scottish_stv import ScottishSTV\n"
    "poll = ScottishSTV(seats=places, candidates=[str(n) for n in range(1, candidates + 1)])\n"
    "[poll.add_ballot([str(n) for n in each]) for each in papers]\n"
    "poll.calculate()\n",
    "votekit": "import pandas, votekit\n"
    "from votekit.elections import FastSTV\n"
    "from votekit.ballot import RankBallot\n"
    "from votekit.pref_profile import RankProfile\n"
    "ballots = tuple(RankBallot(ranking=[{str(n)} for n in each]) for each in papers)\n"
    "profile = RankProfile(ballots=ballots, candidates=tuple(str(n) for n in range(1, candidates + 1)))\n"
    "FastSTV(profile, m=places)\n",
}
_READ = """
import sys, time
begun = time.process_time_ns()
lines = open(sys.argv[1]).read().split("\\n")
candidates, places = map(int, lines[0].split())
papers = []
for line in lines[1:]:
    if line == "0":
        break
    numbers = [int(each) for each in line.split()]
    papers += [numbers[1:-1]] * numbers[0]
"""


def figures(folder: Path) -> Iterator[Figure]:
    """Ten thousand papers by each rule; then a hundred times as many."""
    small, large = folder / "small.blt", folder / "large.blt"
    small.write_text(made_up(PAPERS))
    rules = (Rule.SCOTTISH, Rule.ERS97, Rule.MEEK)
    samples = interleaved({rule.value: _counting(small, rule) for rule in rules}, 15, time.process_time_ns)
    what = f"{PAPERS:,} papers, {CANDIDATES} candidates, {PLACES} places"
    yield within(f"{what}: meek", samples["meek"], 3 * SECOND // 2)
    peers = [found for name in PEERS if (found := _peer(name, small)) is not None]
    for rule in ("scottish", "ers97"):
        yield within(f"{what}: {rule}", samples[rule], SECOND // 4)
        if peers:
            yield against(f"{what}: {rule}", samples[rule], [min(peers)], "the fastest peer", Fraction(1, 10))
    yield from _lopsided(folder / "lopsided.blt")
    # Not before: the memory that a million lines leave behind in pieces made the small counts seven times as slow.
    large.write_text(made_up(MANY))
    for rule in rules:
        begun = time.process_time_ns()
        _counting(large, rule)()
        taken = [time.process_time_ns() - begun]
        hundred = [100 * median(samples[rule.value])]
        yield against(f"{MANY:,} papers: {rule.value}", taken, hundred, "100 × 10,000 papers", Fraction(3, 2))


def _lopsided(path: Path) -> Iterator[Figure]:
    """Where a few are much liked and papers are short there is little to move, for the peers too."""
    path.write_text(made_up_lopsided(PAPERS))
    rules = (Rule.SCOTTISH, Rule.ERS97)
    samples = interleaved({rule.value: _counting(path, rule) for rule in rules}, 15, time.process_time_ns)
    peers = [found for name in PEERS if (found := _peer(name, path)) is not None]
    for rule in rules:
        what = f"{PAPERS:,} lopsided papers: {rule.value}"
        yield within(what, samples[rule.value], SECOND // 4)
        if peers:
            # Two thirds of it is reading, of which the peers are spared nothing either.
            yield against(what, samples[rule.value], [min(peers)], "the fastest peer", Fraction(1, 5))


def made_up_lopsided(papers: int) -> str:
    """A contest nobody held: each candidate less liked than the one before, half of the papers with four names or
    fewer."""
    dice = random.Random(papers)
    liked = [1 / (number**1.2) for number in range(1, CANDIDATES + 1)]
    lines = [f"{CANDIDATES} {PLACES}"]
    for _ in range(papers):
        order = sorted(range(CANDIDATES), key=lambda each: dice.random() ** (1 / liked[each]), reverse=True)
        chosen = order[: 1 + int(dice.expovariate(1 / 6))]
        lines.append(f"1 {' '.join(str(each + 1) for each in chosen)} 0")
    lines.append("0")
    lines += [f'"Candidate {number}"' for number in range(1, CANDIDATES + 1)]
    return "\n".join([*lines, '"Made up"', ""])


def made_up(papers: int) -> str:
    """A contest nobody held: all about equally liked, so that much is moved; papers of any length, nearly all
    distinct."""
    dice = random.Random(papers)
    lines = [f"{CANDIDATES} {PLACES}"]
    for _ in range(papers):
        order = dice.sample(range(CANDIDATES), CANDIDATES)
        chosen = order[: dice.randint(1, CANDIDATES)]
        lines.append(f"1 {' '.join(str(each + 1) for each in chosen)} 0")
    lines.append("0")
    lines += [f'"Candidate {number}"' for number in range(1, CANDIDATES + 1)]
    return "\n".join([*lines, '"Made up"', ""])


class _counting:  # noqa: N801 - a call that remembers what it counts
    def __init__(self, path: Path, rule: Rule) -> None:
        self._path = path
        self._rule = rule

    def __call__(self) -> object:
        return count(read_blt(self._path.read_bytes()), self._rule, Seeded("bench", "bench"))


def _peer(name: str, path: Path) -> int | None:
    """Nanoseconds of a library's count with its reading, imports not counted; None where it is not here."""
    python = os.environ.get("COOPDESK_PEERS")
    if not python:
        return None
    imports = "\n".join(line for line in PEERS[name].split("\n") if "import" in line)
    rest = "\n".join(line for line in PEERS[name].split("\n") if "import" not in line)
    program = f"{imports}\n{_READ}\n{rest}\nprint(time.process_time_ns() - begun)"
    ran = subprocess.run([python, "-c", program, str(path)], capture_output=True, text=True, check=False)
    return int(json.loads(ran.stdout.strip().split("\n")[-1])) if ran.returncode == 0 else None
