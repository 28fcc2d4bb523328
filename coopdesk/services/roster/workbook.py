"""The parent's side of reading a workbook: start the child, listen, and stop it when time or patience runs out."""

import multiprocessing
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path

from coopdesk.services.roster.faults import (
    ReadingStopped,
    RosterEmpty,
    RosterTooLong,
    RosterTooWide,
    RosterUnreadable,
    WorkbookDamaged,
    WorkbookLocked,
    WorkbookOverran,
)
from coopdesk.services.roster.package import Kind, refuse_oversized_sheets
from coopdesk.services.roster.rows import MAX_COLUMNS, MAX_ROWS, Cancelled, Progress
from coopdesk.services.roster.workbook_reader import ReadingFailed, RowsSent, SheetEnded, SheetFound, serve

SECONDS_ALLOWED = 4.0
"""For any workbook: the treasurer's takes 0.3 s with the start of the process."""
BYTES_A_SECOND = 500_000
"""Packed bytes a slow laptop gets through; each adds to the time allowed. 100,000 rows (4.5 MB) take 1.7 s on a quiet
machine, and took over 5 s on one shared by five."""
_TICK = 0.05


@dataclass
class Received:
    """What the child has sent so far."""

    packed: list[str] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)
    sheet: SheetFound | None = None
    ended: bool = False


def read_workbook(path: Path, kind: Kind, progress: Progress, cancelled: Cancelled) -> Received:
    """Read one workbook in a child process.

    Raises:
        RosterUnreadable: one of its kinds, with the sentence to show; the child is gone by then.
    """
    if kind is Kind.XLSX:
        refuse_oversized_sheets(path, doubted=False)
    deadline = time.monotonic() + SECONDS_ALLOWED + path.stat().st_size / BYTES_A_SECOND
    processes = multiprocessing.get_context("spawn")
    ours, theirs = processes.Pipe(duplex=False)
    work = (str(path), path.suffix.lower() == f".{kind}", theirs)
    child = processes.Process(target=serve, args=work, name="coopdesk-workbook", daemon=True)
    child.start()
    theirs.close()
    try:
        return _listen(path.name, ours, deadline, (progress, cancelled))
    except WorkbookOverran:
        if kind is Kind.XLSX:
            # Say what it was, where that can be found: a cell far out to the right, or rows without end.
            refuse_oversized_sheets(path, doubted=True)
        raise
    finally:
        ours.close()
        child.kill()
        child.join()
        child.close()


def _listen(file: str, answers: Connection, deadline: float, watch: tuple[Progress, Cancelled]) -> Received:
    progress, cancelled = watch
    received = Received()
    while not received.ended:
        if cancelled():
            raise ReadingStopped(file)
        if time.monotonic() > deadline:
            raise WorkbookOverran(file, "time")
        if not answers.poll(_TICK):
            continue
        try:
            message = answers.recv()
        except EOFError as died:
            # The system stops a process that asks for memory beyond its limit, without a word.
            raise WorkbookOverran(file, "memory") from died
        _take(file, message, received)
        progress(len(received.packed), received.sheet.rows if received.sheet else 0)
    return received


def _take(file: str, message: object, received: Received) -> None:
    match message:
        case SheetFound():
            received.sheet = message
        case RowsSent(packed, numbers):
            received.packed.extend(packed)
            received.numbers.extend(numbers)
        case SheetEnded():
            received.ended = True
        case ReadingFailed(reason, detail):
            raise _SENTENCES[reason](file, detail)


_SENTENCES: dict[str, Callable[[str, str], RosterUnreadable]] = {
    "memory": lambda file, _: WorkbookOverran(file, "memory"),
    "locked": lambda file, _: WorkbookLocked(file),
    "damaged": WorkbookDamaged,
    "empty": lambda file, _: RosterEmpty(file),
    "wide": lambda file, _: RosterTooWide(file, MAX_COLUMNS),
    "long": lambda file, _: RosterTooLong(file, f"{MAX_ROWS:,}"),
}
