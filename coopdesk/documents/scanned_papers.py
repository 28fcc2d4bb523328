"""An election's papers on a scan, sorted: clear ones as tellers would enter them, the rest for two tellers."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from coopdesk.documents.ballot_slips import plan_of
from coopdesk.documents.slip_marks import Judge
from coopdesk.documents.slip_plan import TEST_TOKENS, SlipPlan
from coopdesk.documents.slip_reading import SlipRead, read_scans
from coopdesk.domain.elections.slip_votes import (
    NO_MARK,
    crosses_doubt,
    crosses_entered,
    grid_doubt,
    grid_entered,
    yes_no_doubt,
    yes_no_entered,
)
from coopdesk.services.election_slips import YES_NO
from coopdesk.services.papers.ballot_slips import SlipView

NUMBERS = "its numbers are read by people"
"""The doubt about every slip on which somebody wrote numbers: a machine that mistakes a 1 for a 7 elects somebody."""


@dataclass(frozen=True, slots=True)
class ScannedPapers:
    """A scan, sorted.

    Args:
        clear: the papers a machine can read, one a line, as ``EnterScan`` takes them.
        doubtful: what two tellers look at, with pictures; a serial of "" was not readable.
        pages: of all files together.
        empty: file and page of those with nothing on them.
        names_part: top and bottom of the block of names, in thousandths of a slip's picture.
        tests: for each slip of a test sheet, whether it was read as it is printed.
    """

    clear: tuple[str, ...]
    doubtful: tuple[SlipRead, ...]
    pages: int
    empty: tuple[tuple[str, int], ...]
    tests: tuple[bool, ...]
    names_part: tuple[int, int]


def read_papers(
    paths: Sequence[Path], view: SlipView, progress: Callable[[int, int], None] | None = None
) -> ScannedPapers:
    """Read the slips of an election from a document scanner's files.

    Raises:
        UnusableInput: a file is no scan.
        SlipTooLong: the election has no slips of ours.
    """
    plan = plan_of(view)
    read = read_scans(paths, plan.layout(), _judge(view), progress)
    votes = [slip for slip in read.slips if slip.serial not in TEST_TOKENS]
    return ScannedPapers(
        clear=tuple(f"{slip.serial} {_entered(slip.marked, view)}" for slip in votes if not slip.doubt),
        doubtful=(*(slip for slip in votes if slip.doubt), *read.unread),
        pages=read.pages,
        empty=read.empty,
        tests=tuple(_as_printed(slip, plan) for slip in read.slips if slip.serial in TEST_TOKENS),
        names_part=(round((plan.top - 7) * 1000 / plan.height), round((plan.bottom + 2) * 1000 / plan.height)),
    )


def _as_printed(slip: SlipRead, plan: SlipPlan) -> bool:
    return slip.marked == tuple(sorted(plan.test_marks(TEST_TOKENS.index(slip.serial))))


def _entered(marked: tuple[int, ...], view: SlipView) -> str:
    if view.form == YES_NO:
        return yes_no_entered(marked)
    return grid_entered(marked, len(view.names)) if view.grid else crosses_entered(marked)


def _judge(view: SlipView) -> Judge:
    if view.form == YES_NO:
        return yes_no_doubt
    if view.grid:
        return partial(grid_doubt, candidates=len(view.names))
    if view.by_preference:
        return _numbers
    return partial(crosses_doubt, places=view.limit, exactly=view.exactly)


def _numbers(marked: tuple[int, ...]) -> str:
    return NUMBERS if marked else NO_MARK
