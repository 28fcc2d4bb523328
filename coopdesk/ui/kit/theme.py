"""Colours, text size and the look in force.

Both palettes are our own: ``setColorScheme()`` does nothing without a platform theme, so a page is drawn from
tokens and never from what the desktop happens to offer.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication

from coopdesk import assets

Token = Literal[
    "background", "surface", "sunken", "line", "control", "text", "muted",
    "primary", "primary_hover", "on_primary", "primary_soft", "focus",
    "success", "success_soft", "success_line", "warning", "warning_soft", "warning_line",
    "error", "error_soft", "error_line", "for", "against", "abstain",
]  # fmt: skip

Tone = Literal["success", "warning", "error", "info", "neutral"]
"""How a message is meant. Colour never says it alone: a tone comes with an icon and a word."""

TONE_INK: dict[Tone, Token] = {
    "success": "success",
    "warning": "warning",
    "error": "error",
    "info": "primary",
    "neutral": "muted",
}
TONE_PAPER: dict[Tone, Token] = {
    "success": "success_soft",
    "warning": "warning_soft",
    "error": "error_soft",
    "info": "primary_soft",
    "neutral": "sunken",
}

Wish = Literal["system", "light", "dark"]

FAMILY = "Inter"
SMALLEST_SCALE = 90
LARGEST_SCALE = 200
FOLDING_SCALE = 130
"""From this text size the rail shrinks to icons and side panels become drawers."""


@dataclass(frozen=True, slots=True)
class Theme:
    """What a page is drawn with: the colours, and the text size in per cent (90 to 200)."""

    name: Literal["light", "dark"]
    scale: int
    colours: dict[str, str]

    def hex(self, token: Token) -> str:
        """The colour as "#RRGGBB"."""
        return self.colours[token]

    def colour(self, token: Token) -> QColor:
        """The colour as Qt takes it."""
        return QColor(self.colours[token])

    def px(self, length: int) -> int:
        """A length in pixels that grows with the text."""
        return (length * self.scale + 50) // 100

    def font(self, points: float = 11, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
        """Inter at a size in points for 100 % text; figures proportional."""
        font = QFont(FAMILY)
        font.setPointSizeF(points * self.scale / 100)
        font.setWeight(weight)
        return font

    def figures(self, points: float = 11, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
        """The same with tabular figures, for columns of numbers and clocks that must not dance."""
        font = self.font(points, weight)
        font.setFeature(QFont.Tag("tnum"), 1)
        return font

    @property
    def folded(self) -> bool:
        """True where the text is so large that rail and side panel give up their room."""
        return self.scale >= FOLDING_SCALE


def read_theme(name: Literal["light", "dark"], scale: int = 100) -> Theme:
    """Read a theme's tokens; ``scale`` in per cent is held between 90 and 200.

    Raises:
        coopdesk.assets.AssetMissing: the installation is incomplete.
    """
    return Theme(name, max(SMALLEST_SCALE, min(LARGEST_SCALE, scale)), assets.theme_tokens(name))


_in_force: Theme | None = None


def current() -> Theme:
    """The theme in force, as ``QApplication.palette()`` is the palette in force. Light before any was chosen."""
    global _in_force
    if _in_force is None:
        _in_force = read_theme("light")
    return _in_force


SCRIPTS = (
    "Arabic", "Armenian", "Bengali", "Devanagari", "Ethiopic", "Georgian", "Gujarati", "Gurmukhi", "Hebrew", "Tamil",
    "Thai",
)  # fmt: skip
"""The scripts whose letters travel with the program for the papers: names are read on the screen too."""


def load_fonts() -> None:
    """Make the interface font known to Qt, and those that names in other scripts fall back to; a minimal Debian has no
    fonts at all, and showed bars for an Arabic name.

    Raises:
        coopdesk.assets.AssetMissing: the installation is incomplete.
    """
    names = [f"{FAMILY}-{weight}.otf" for weight in ("Regular", "Medium", "SemiBold", "Bold")]
    names += [f"NotoSans{script}-{weight}.ttf" for script in SCRIPTS for weight in ("Regular", "Bold")]
    for name in names:
        if not add_font(assets.font_path(name)):
            raise assets.AssetMissing(f"fonts/{name}")


def add_font(path: Path) -> bool:
    """Make one more font file known to Qt; False where it is none."""
    return QFontDatabase.addApplicationFont(str(path)) >= 0


def palette(theme: Theme) -> QPalette:
    """The same colours as roles, for what Qt draws without a style sheet."""
    roles: tuple[tuple[QPalette.ColorRole, Token], ...] = (
        (QPalette.ColorRole.Window, "background"),
        (QPalette.ColorRole.WindowText, "text"),
        (QPalette.ColorRole.Base, "surface"),
        (QPalette.ColorRole.AlternateBase, "sunken"),
        (QPalette.ColorRole.Text, "text"),
        (QPalette.ColorRole.PlaceholderText, "muted"),
        (QPalette.ColorRole.Button, "surface"),
        (QPalette.ColorRole.ButtonText, "text"),
        (QPalette.ColorRole.BrightText, "error"),
        (QPalette.ColorRole.ToolTipBase, "surface"),
        (QPalette.ColorRole.ToolTipText, "text"),
        (QPalette.ColorRole.Highlight, "primary"),
        (QPalette.ColorRole.HighlightedText, "on_primary"),
        (QPalette.ColorRole.Link, "primary"),
        (QPalette.ColorRole.LinkVisited, "primary"),
        (QPalette.ColorRole.Light, "surface"),
        (QPalette.ColorRole.Midlight, "sunken"),
        (QPalette.ColorRole.Mid, "line"),
        (QPalette.ColorRole.Dark, "control"),
        (QPalette.ColorRole.Shadow, "control"),
    )
    made = QPalette()
    for role, token in roles:
        made.setColor(role, theme.colour(token))
    for role in (QPalette.ColorRole.Text, QPalette.ColorRole.WindowText, QPalette.ColorRole.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, role, theme.colour("muted"))
    return made


def put_in_force(app: QApplication, theme: Theme) -> None:
    """Draw everything, open windows included, with this theme."""
    from coopdesk.ui.kit.stylesheet import stylesheet

    global _in_force
    _in_force = theme
    app.setPalette(palette(theme))
    app.setFont(theme.font())
    app.setStyleSheet(stylesheet(theme))


class Appearance(QObject):
    """The operator's choice of theme and text size, and the one place that carries it out.

    ``changed`` is emitted after every window has been redrawn.
    """

    changed = Signal()

    def __init__(self, app: QApplication, wish: Wish = "system", scale: int = 100) -> None:
        super().__init__(app)
        self._app = app
        self._wish: Wish = wish
        self._scale = scale
        load_fonts()
        app.setStyle("Fusion")
        app.styleHints().colorSchemeChanged.connect(self._on_system_scheme)
        put_in_force(app, read_theme(self._name(), scale))

    @property
    def wish(self) -> Wish:
        """What the operator asked for."""
        return self._wish

    @property
    def scale(self) -> int:
        """Text size in per cent."""
        return current().scale

    def choose(self, wish: Wish) -> None:
        """Follow the desktop, or be light or dark whatever it says."""
        self._wish = wish
        self._redraw()

    def resize_text(self, scale: int) -> None:
        """Set the text size in per cent, held between 90 and 200."""
        self._scale = scale
        self._redraw()

    def _name(self) -> Literal["light", "dark"]:
        if self._wish != "system":
            return self._wish
        dark = self._app.styleHints().colorScheme() == Qt.ColorScheme.Dark
        return "dark" if dark else "light"

    def _redraw(self) -> None:
        put_in_force(self._app, read_theme(self._name(), self._scale))
        self.changed.emit()

    def _on_system_scheme(self, _scheme: object) -> None:
        if self._wish == "system":
            self._redraw()
