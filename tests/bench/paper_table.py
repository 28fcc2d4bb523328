"""python -m tests.bench.paper_table: each kind of paper, with pages, size, time and lint (Markdown)."""

import sys
import time
from collections.abc import Callable

import pypdfium2

from coopdesk.documents.ballot_slips import print_slips
from coopdesk.documents.chapters import print_chapters
from coopdesk.documents.declaration import print_declaration
from coopdesk.documents.register import public_register_paper
from coopdesk.domain.elections.counting import count
from coopdesk.domain.elections.lots import Seeded
from coopdesk.domain.elections.record import Rule
from coopdesk.services.papers.declaration import trail_view
from tests.documents.lint import lint
from tests.documents.meetings import at
from tests.documents.shelf import PAPERS
from tests.documents.test_election_papers import BALLOTS, SLIPS
from tests.documents.treasury import HEADING, public

OTHERS: dict[str, Callable[[], bytes]] = {
    "ballot slips": lambda: print_slips(SLIPS).data,
    "declaration of an election": lambda: (
        print_declaration(
            trail_view(
                count(BALLOTS, Rule.SCOTTISH, Seeded("dice", "board")), BALLOTS, at(20, 52), "board.blt", "coopdesk"
            )
        ).data
    ),
    "register for inspection of 60": lambda: print_chapters([public_register_paper(public())], HEADING).data,
}
"""Papers that belong to no meeting's pack."""


def rows() -> list[str]:
    """A line for each paper. The time is processor time of a second making, fonts open as in a running program."""
    lines = ["| paper | pages | size | time | lint |", "| --- | ---: | ---: | ---: | --- |"]
    for name, make in (PAPERS | OTHERS).items():
        make()
        start = time.process_time_ns()
        data = make()
        spent = time.process_time_ns() - start
        faults = lint(data)
        said = "no faults" if not faults else f"{len(faults)} faults"
        lines.append(f"| {name} | {pages(data)} | {len(data) // 1024} KB | {spent // 1_000_000} ms | {said} |")
    return lines


def pages(data: bytes) -> int:
    """How many sheets a paper has."""
    document = pypdfium2.PdfDocument(data)
    count = len(document)
    document.close()
    return count


if __name__ == "__main__":
    sys.stdout.write("\n".join(rows()) + "\n")
