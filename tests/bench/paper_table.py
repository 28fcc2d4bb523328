"""python -m tests.bench.paper_table: each kind of paper, with pages, size, time and lint (Markdown)."""

import sys
import time

from tests.documents.lint import lint
from tests.documents.shelf import PAPERS


def rows() -> list[str]:
    """A line for each paper. The time is processor time of a second making, fonts open as in a running program."""
    lines = ["| paper | pages | size | time | lint |", "| --- | ---: | ---: | ---: | --- |"]
    for name, make in PAPERS.items():
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
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    count = len(document)
    document.close()
    return count


if __name__ == "__main__":
    sys.stdout.write("\n".join(rows()) + "\n")
