"""The one door to resources/: fonts, icons and theme tokens.

They sit beside the package in the source tree, and inside it (``coopdesk/resources``) in a wheel or a frozen
build. Nothing else in the program builds a path to them, so a wheel installed elsewhere draws the same pages.
"""

from pathlib import Path
from typing import Literal

IconName = Literal[
    "a-large-small", "arrow-down", "arrow-right", "arrow-right-left", "award", "badge-pound-sterling",
    "banknote", "building-2", "calendar-clock", "check", "chevron-down", "chevron-left",
    "chevron-right", "chevron-up", "circle-alert", "circle-check", "circle-dashed", "circle-minus",
    "circle-question-mark", "circle-x", "clock", "command", "copy", "corner-down-right", "credit-card",
    "door-closed", "door-open", "download", "ellipsis", "equal", "equal-not", "eye", "eye-off",
    "file-plus", "file-spreadsheet", "file-text", "flask-conical", "folder-open", "gavel", "hand",
    "hard-drive", "history", "hourglass", "id-card", "import", "info", "keyboard", "list-checks",
    "lock", "lock-open", "log-in", "log-out", "mail", "map-pin", "messages-square", "minus", "monitor",
    "monitor-off", "monitor-up", "moon", "notebook-pen", "panel-right-open", "pencil", "pencil-line",
    "phone", "play", "plus", "printer", "receipt-pound-sterling", "refresh-cw", "rotate-ccw", "save",
    "scale", "scan-qr-code", "search", "send", "settings", "shield-check", "store", "sun", "trash-2",
    "triangle-alert", "undo-2", "user", "user-check", "user-minus", "user-plus", "user-x", "users",
    "volume-2", "vote", "x",
]  # fmt: skip
"""Every icon that travels with the program (Lucide, ISC licence); mypy refuses any other name."""

ThemeName = Literal["light", "dark", "projector"]

_PACKAGE = Path(__file__).resolve().parent
_PLACES = (_PACKAGE / "resources", _PACKAGE.parent / "resources")


class AssetMissing(FileNotFoundError):
    """A file that belongs to the program is not where it was installed."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name

    def __str__(self) -> str:
        return (
            f"coopdesk's own file {self.name} is missing, so this installation is incomplete. "
            "Install coopdesk again; your society's file is not affected."
        )


def resource_path(*parts: str) -> Path:
    """The path of one of the program's own files or folders, for example ``("theme", "light.json")``.

    Raises:
        AssetMissing: there is no such file in this installation.
    """
    for place in _PLACES:
        path = place.joinpath(*parts)
        if path.exists():
            return path
    raise AssetMissing("/".join(parts))


def font_path(name: str) -> Path:
    """The path of a font file, by file name (``"Inter-Bold.otf"``) or with its folder (``"noto/..."``).

    Raises:
        AssetMissing: no font of that name travels with the program.
    """
    folder = resource_path("fonts")
    for path in (folder / name, *sorted(folder.glob(f"*/{name}"))):
        if path.is_file():
            return path
    raise AssetMissing(f"fonts/{name}")


def icon_svg(name: IconName) -> str:
    """The SVG text of an icon, drawn in ``currentColor`` on a 24 by 24 grid.

    Raises:
        AssetMissing: no icon of that name travels with the program.
    """
    return resource_path("icons", f"{name}.svg").read_text(encoding="utf-8")


def theme_tokens(name: ThemeName) -> dict[str, str]:
    """The colours of a theme: token to "#RRGGBB" (contrasts measured in the design notes).

    Raises:
        AssetMissing: no theme of that name travels with the program.
        ValueError: the theme file is not a flat table of colours.
    """
    # Imported here because documents use the fonts without the tokens.
    import json

    tokens = json.loads(resource_path("theme", f"{name}.json").read_text(encoding="utf-8"))
    if not isinstance(tokens, dict):
        raise ValueError(f"theme {name} is not a table of colours")
    return {str(token): str(colour) for token, colour in tokens.items()}
