"""The one place for settings: theme, text size, recent files, where each keeps its paper roll. Nothing about any member
is ever in it."""

import json
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

import platformdirs

Wish = Literal["system", "light", "dark"]

RECENT = 8
SIZES = (100, 125, 150, 175, 200)
"""Text sizes on offer, in per cent."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What the operator chose on this computer, and the files opened here, the newest first."""

    theme: Wish = "system"
    scale: int = 100
    recent: tuple[Path, ...] = ()
    rolls: tuple[tuple[Path, Path], ...] = ()
    """(society file, folder its paper roll is kept in)."""

    def opened(self, path: Path) -> "Settings":
        """With a file put first among the recent ones."""
        others = tuple(each for each in self.recent if each != path)
        return replace(self, recent=(path, *others)[:RECENT])

    def roll_of(self, path: Path) -> Path | None:
        """The folder a file's paper roll is kept in; None where it keeps none."""
        return dict(self.rolls).get(path)

    def with_roll(self, path: Path, folder: Path | None) -> "Settings":
        """With a file's paper roll kept in a folder, or in none; the files used longest ago are forgotten."""
        others = tuple((file, kept) for file, kept in self.rolls if file != path)
        first = () if folder is None else ((path, folder),)
        return replace(self, rolls=(*first, *others)[:RECENT])

    def next_scale(self) -> int:
        """The next larger text size, and after the largest the first."""
        return next((size for size in SIZES if size > self.scale), SIZES[0])


def settings_file() -> Path:
    """Where the settings are kept for this user."""
    return platformdirs.user_config_path("coopdesk", appauthor=False) / "settings.json"


def crash_folder() -> Path:
    """Where crash reports are kept."""
    return platformdirs.user_state_path("coopdesk", appauthor=False) / "crashes"


def sample_folder() -> Path:
    """Where copies of the sample society are kept."""
    return platformdirs.user_data_path("coopdesk", appauthor=False) / "samples"


def read_settings(path: Path) -> Settings:
    """The settings on disk; what is missing or cannot be read is as on the first day."""
    try:
        kept = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return Settings()
    if not isinstance(kept, dict):
        return Settings()
    theme, scale, recent, rolls = kept.get("theme"), kept.get("scale"), kept.get("recent"), kept.get("rolls")
    return Settings(
        theme if theme in ("light", "dark") else "system",
        scale if isinstance(scale, int) and 90 <= scale <= 200 else 100,
        tuple(Path(each) for each in recent if isinstance(each, str))[:RECENT] if isinstance(recent, list) else (),
        tuple((Path(file), Path(folder)) for file, folder in rolls.items() if isinstance(folder, str))[:RECENT]
        if isinstance(rolls, dict)
        else (),
    )


def write_settings(path: Path, settings: Settings) -> None:
    """Keep the settings.

    Raises:
        OSError: the disk did not take them.
    """
    kept = {
        "theme": settings.theme,
        "scale": settings.scale,
        "recent": [str(each) for each in settings.recent],
        "rolls": {str(file): str(folder) for file, folder in settings.rolls},
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(kept, indent=2), encoding="utf-8")
