"""Six hundred ranked ballot slips from a document scanner: three hundred pages, read and judged."""

import random
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from coopdesk.documents.scanned_papers import read_papers
from coopdesk.domain.codes import CodeKind, token_from, write_code
from tests.bench.measure import Figure, within
from tests.documents.election_slips import GRID, blank_sheets, mark, ranked
from tests.documents.scanning import scanned

SLIPS = 600
LIMIT = 20 * 10**9


def figures(folder: Path) -> Iterator[Figure]:
    """Printed, ranked, turned by a degree, with dust; then read."""
    dice = random.Random(SLIPS)
    tokens = [token_from(dice.randbytes(16)) for _ in range(SLIPS)]
    view = replace(GRID, codes=tuple(write_code(CodeKind.BALLOT_SLIP, token) for token in tokens))
    sheets = blank_sheets(view)
    wanted = set()
    for slip, token in enumerate(tokens):
        ranks = dice.sample(range(1, len(view.names) + 1), dice.randint(1, len(view.names)))
        mark(sheets, view, slip, ranked(view, ranks))
        wanted.add(f"{token} {' '.join(map(str, ranks))}")
    pile = scanned(sheets, folder, turn=1.0, noise=500)
    start = time.perf_counter_ns()
    read = read_papers([pile], view)
    taken = time.perf_counter_ns() - start
    if set(read.clear) != wanted or read.doubtful:
        raise AssertionError(f"{len(wanted & set(read.clear))} of {SLIPS} slips were read as they were filled in")
    yield within(f"read {SLIPS} scanned rankings", [taken], LIMIT)
