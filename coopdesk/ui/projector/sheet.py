"""A sheet to lay a slide out on: it collects marks, and draws what all slides share."""

from functools import cache

from PySide6.QtGui import QFont

from coopdesk.assets import IconName, theme_tokens
from coopdesk.domain.changes import Piece
from coopdesk.ui.projector.changed import ChangedWords, fit_change
from coopdesk.ui.projector.marks import Align, Box, Dashes, Mark, Place, Sign, Words
from coopdesk.ui.projector.typeset import Setting, Weight, fit, fit_line, width_of

HEIGHT = 1080.0
MARGIN = 96.0
REGULAR, MEDIUM = QFont.Weight.Normal, QFont.Weight.Medium
STRONG, BOLD = QFont.Weight.DemiBold, QFont.Weight.Bold


@cache
def projector_tokens() -> dict[str, str]:
    """The wall's own colours; they do not follow the operator's theme."""
    return theme_tokens("projector")


class Sheet:
    """``width`` in units: 1920 on a 16:9 wall, 1440 on a 4:3 one."""

    def __init__(self, width: float, sample: bool = False) -> None:
        self.width = width
        self.inner = width - 2 * MARGIN
        self.right = width - MARGIN
        self.marks: list[Mark] = []
        self._sample = 210.0 if sample else 0.0
        if sample:
            self._draw_sample()

    def colour(self, token: str) -> str:
        """A token of the projector theme as "#RRGGBB"."""
        return projector_tokens()[token]

    def _draw_sample(self) -> None:
        """Made-up societies are marked on every screen."""
        place = Place(self.right - 186, 48, 186, 58)
        self.box(place, "warning", 29)
        self.marks.append(Words(place, Setting(34, ("SAMPLE",)), BOLD, self.colour("background"), "centre"))

    def words(
        self,
        place: Place,
        text: str,
        size: int,
        token: str = "text",
        weight: Weight = REGULAR,
        align: Align = "left",
        *,
        top: bool = False,
    ) -> Setting:
        """Words that wrap, and shrink until they stand in their place."""
        setting = fit(text, place.width, place.height, size, weight)
        self.marks.append(Words(place, setting, weight, self.colour(token), align, top))
        return setting

    def line(
        self,
        place: Place,
        text: str,
        size: int,
        token: str = "text",
        weight: Weight = REGULAR,
        align: Align = "left",
    ) -> float:
        """One line that shrinks to its place; returns its width in units."""
        setting = fit_line(text, place.width, size, weight)
        self.marks.append(Words(place, setting, weight, self.colour(token), align))
        return width_of(text, setting.size, weight)

    def change(self, place: Place, pieces: tuple[Piece, ...], size: int) -> None:
        """Words with what is struck out and what is added: a line through, a line under and heavier, and a colour."""
        set_at, lines = fit_change(pieces, place.width, place.height, size)
        inks = (self.colour("text"), self.colour("error"), self.colour("success"))
        self.marks.append(ChangedWords(place.x, place.y, place.width, set_at, lines, inks))

    def box(self, place: Place, token: str, radius: float = 16, *, hatched: bool = False) -> None:
        """A rounded box in a token's colour."""
        self.marks.append(Box(place, self.colour(token), radius, hatched))

    def sign(self, x: float, y: float, side: float, icon: IconName, token: str) -> None:
        """An icon in a disc."""
        self.marks.append(Sign(Place(x, y, side, side), icon, self.colour(token), self.colour("background")))

    def dashes(self, x: float, top: float, bottom: float) -> None:
        """The line that has to be reached."""
        self.marks.append(Dashes(x, top, bottom, self.colour("text"), self.colour("background")))

    def over(self, x: float, y: float, text: str, size: int) -> None:
        """Words over a line, held inside the margins."""
        half = width_of(text, size, MEDIUM) / 2 + 4
        centre = min(max(x, MARGIN + half), self.right - half)
        self.line(Place(centre - half, y, 2 * half, 56), text, size, "text", MEDIUM, "centre")

    def heading(self, text: str, y: float = 52, size: int = 38, indent: float = 0) -> None:
        """The muted line at the top; the SAMPLE mark keeps its corner."""
        place = Place(MARGIN + indent, y, self.inner - indent - self._sample, 52)
        self.line(place, text, size, "muted", MEDIUM)

    def title(self, text: str, y: float = 106, height: float = 156, size: int = 62) -> Setting:
        """The title under it, on at most two lines unless the words need more."""
        return self.words(Place(MARGIN, y, self.inner, height), text, size, "text", STRONG, top=True)

    def panel(self, y: float, height: float, token: str) -> None:
        """The panel at the foot, with a bar in the colour of what it says."""
        self.box(Place(MARGIN, y, self.inner, height), "panel", 20)
        self.box(Place(MARGIN, y, 18, height), token, 9)

    def footer(self, left: str, society: str) -> None:
        """The small print: what is counted, and who is speaking."""
        share = fit_line(society, self.inner * 0.45, 30, MEDIUM)
        wide = width_of(society, share.size, MEDIUM)
        place = Place(self.right - wide, 1014, wide, 44)
        self.marks.append(Words(place, share, MEDIUM, self.colour("muted"), "right"))
        room = self.inner - wide - 48
        if left and room > 0:
            self.words(Place(MARGIN, 1008, room, 56), left, 30, "muted")
