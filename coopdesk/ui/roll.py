"""What the papers page and the keeper of the paper roll tell each other over the hub.

The roll is kept for as long as the file is open, whatever page is in front, so no page holds its keeper.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal


@dataclass(frozen=True, slots=True)
class RollWish:
    """Keep the roll in ``folder`` from now on, keep it no more, or tell how it stands."""

    kind: Literal["keep", "stop", "tell"]
    folder: Path | None = None


@dataclass(frozen=True, slots=True)
class RollState:
    """How the roll stands, "" where none is kept; ``trouble`` is a fault to be told, once."""

    told: str = ""
    trouble: str = ""
