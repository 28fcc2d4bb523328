"""Six hundred ballot slips from a document scanner: a hundred pages, read and judged."""

import random
import time
from collections.abc import Iterator
from pathlib import Path

from coopdesk.documents.chapters import print_chapters
from coopdesk.documents.slip_reading import read_scan
from coopdesk.documents.voting_slips import LAYOUT, voting_slips
from coopdesk.domain.codes import CodeKind, token_from, write_code
from coopdesk.services.papers.voting_slips import VotingSlipsView
from tests.bench.measure import Figure, within
from tests.documents.gatherings import HEADING
from tests.documents.scanning import cross, pictured, scanned

SLIPS = 600
LIMIT = 20 * 10**9


def figures(folder: Path) -> Iterator[Figure]:
    """Printed, crossed, turned by a degree, with dust; then read."""
    dice = random.Random(SLIPS)
    tokens = [token_from(dice.randbytes(16)) for _ in range(SLIPS)]
    codes = tuple(write_code(CodeKind.BALLOT_SLIP, token) for token in tokens)
    view = VotingSlipsView(HEADING, 6, "Sunday", "That the shop opens on Sundays.", codes)
    sheets = pictured(print_chapters([voting_slips(view)], HEADING).data)
    for place in range(SLIPS):
        cross(sheets[place // 6], place % 6, place % 3)
    pile = scanned(sheets, folder, turn=1.0, noise=500)
    start = time.perf_counter_ns()
    read = read_scan(pile, LAYOUT)
    taken = time.perf_counter_ns() - start
    clear = sum(not slip.doubt for slip in read.slips)
    if clear != SLIPS:
        raise AssertionError(f"{clear} of {SLIPS} slips were read")
    yield within(f"read {SLIPS} scanned slips", [taken], LIMIT)
