"""The bare driver's share of an act: what the program wrote is recorded at a rehearsal and written again, read and
computed by nobody."""

import shutil
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from coopdesk.storage import engine
from coopdesk.storage.store import Store

Written = tuple[str, Any, bool]
"""SQL, its values, and whether they are many rows."""


class Recorder:
    """Stands before the writer's connection and notes each statement that writes."""

    def __init__(self, connection: Any) -> None:
        self._connection = connection
        self.acts: list[list[Written]] = []

    def begin(self) -> None:
        """What follows belongs to the next act."""
        self.acts.append([])

    def execute(self, text: str, values: Sequence[Any] = ()) -> Any:
        if text.lstrip()[:6] in ("INSERT", "UPDATE", "DELETE"):
            self.acts[-1].append((text, tuple(values), False))
        return self._connection.execute(text, values)

    def executemany(self, text: str, rows: Iterable[Sequence[Any]]) -> Any:
        kept = [tuple(row) for row in rows]
        self.acts[-1].append((text, kept, True))
        return self._connection.executemany(text, kept)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._connection, name)


def record(store: Store) -> Recorder:
    """Record what this store writes from now on."""
    recorder = Recorder(store._writer)
    store._writing.connection = recorder
    return recorder


class BareDriver:
    """A copy of the file, and the same rows committed to it by the driver alone."""

    def __init__(self, path: Path, acts: list[list[Written]], synchronous: str) -> None:
        self.connection = engine.connect(path)
        self.connection.execute(f"PRAGMA synchronous={synchronous}")
        self._acts = iter(acts)

    def __call__(self) -> None:
        """Commit the next act's rows."""
        connection = self.connection
        act = next(self._acts)
        connection.execute("BEGIN IMMEDIATE")
        for text, values, many in act:
            if many:
                connection.executemany(text, values)
            else:
                connection.execute(text, values).fetchall()
        connection.execute("COMMIT")

    def head(self) -> bytes:
        """The last entry's hash: equal to the program's where the same rows were written."""
        digest: bytes = self.connection.execute("SELECT hash FROM journal ORDER BY seq DESC LIMIT 1").fetchone()[0]
        return digest


def copies(template: Path, names: Iterable[str]) -> dict[str, Path]:
    """So many copies of a closed file, side by side."""
    return {name: Path(shutil.copy(template, template.with_name(f"{name}.coopdesk"))) for name in names}
