"""Is the schema of a file the one this program made? Dropped triggers and altered tables are found and named."""

import re
import tempfile
from functools import lru_cache
from pathlib import Path

from coopdesk.storage import engine
from coopdesk.storage.store import Reader

_PARTS = "SELECT type, name, coalesce(sql, '') FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'"


def differences(reader: Reader) -> list[str]:
    """What a fresh file has and this one has not, has otherwise, or has besides; in plain words."""
    fresh = _fresh()
    here = {(kind, name): _plain(text) for kind, name, text in reader.raw(_PARTS)}
    words = [f"The {kind} {name} is missing from the file." for kind, name in fresh if (kind, name) not in here]
    words += [f"The {kind} {name} was added to the file." for kind, name in here if (kind, name) not in fresh]
    words += [
        f"The {kind} {name} is not as coopdesk made it."
        for (kind, name), text in fresh.items()
        if (kind, name) in here and here[kind, name] != text
    ]
    return words


@lru_cache(maxsize=1)
def _fresh() -> dict[tuple[str, str], str]:
    from coopdesk.storage.migrations import upgrade

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "fresh.coopdesk"
        engine.create(path).close()
        upgrade(path)
        connection = engine.connect(path)
        try:
            return {(kind, name): _plain(text) for kind, name, text in connection.execute(_PARTS).fetchall()}
        finally:
            connection.close()


def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()
