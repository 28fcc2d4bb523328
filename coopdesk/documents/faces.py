"""The typefaces on paper: which font file draws which character, in which cut.

The usual faces travel with the program (Noto, SIL Open Font Licence). A cut is a chain: the first face of the chain
that has a character draws it, so a name in any script stands in running text, tables, cards and certificates alike. To
add a script, add its files to ``_SANS_SCRIPTS`` or ``_SERIF_SCRIPTS``. What no face of the chain has is looked for in
the user's pack of fonts and on the computer (``computer_fonts``).
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import TypeVar
from unicodedata import name as unicode_name

import uharfbuzz as hb

from coopdesk.assets import font_path
from coopdesk.documents.computer_fonts import FoundFont, font_with
from coopdesk.domain.refusals import Refusal


@dataclass
class CannotDraw(Refusal):
    """A name or a text with a character that no font here has: the paper is not made with a hole in it.

    ``code_point`` is written "U+738B"; ``called`` is the character's Unicode name, or "".
    """

    code = "CANNOT-DRAW"
    sentence = (
        "“{name}” cannot be printed: no font in coopdesk or on this computer has the character {character} "
        "({code_point}). No paper was made; install a font for this script (coopdesk papers fonts says where it goes), "
        "or write the name in other letters."
    )
    name: str
    character: str
    code_point: str


class Cut(StrEnum):
    """The cuts papers use: sans for reading, serif for a motion's own words, display for titles from 16 pt up."""

    SANS = "sans"
    SANS_BOLD = "sans bold"
    SANS_ITALIC = "sans italic"
    SERIF = "serif"
    SERIF_BOLD = "serif bold"
    SERIF_ITALIC = "serif italic"
    DISPLAY = "display"
    DISPLAY_BOLD = "display bold"
    DISPLAY_ITALIC = "display italic"
    MONO = "mono"


BOLD_OF = {
    Cut.SANS: Cut.SANS_BOLD,
    Cut.SANS_ITALIC: Cut.SANS_BOLD,
    Cut.SERIF: Cut.SERIF_BOLD,
    Cut.SERIF_ITALIC: Cut.SERIF_BOLD,
    Cut.DISPLAY: Cut.DISPLAY_BOLD,
    Cut.DISPLAY_ITALIC: Cut.DISPLAY_BOLD,
}
"""The bold beside each cut; one missing here is its own bold."""

ITALIC_OF = {
    Cut.SANS: Cut.SANS_ITALIC,
    Cut.SERIF: Cut.SERIF_ITALIC,
    Cut.DISPLAY: Cut.DISPLAY_ITALIC,
}
"""The italic beside each cut; one missing here is its own italic."""

_OTHER_SCRIPTS = tuple(
    f"NotoSans{script}"
    for script in (
        "Hebrew",
        "Devanagari",
        "Bengali",
        "Gurmukhi",
        "Gujarati",
        "Tamil",
        "Georgian",
        "Armenian",
        "Ethiopic",
        "Thai",
    )
)
_SANS_SCRIPTS = ("NotoSansArabic", *_OTHER_SCRIPTS)
_SERIF_SCRIPTS = ("NotoNaskhArabic", *_OTHER_SCRIPTS)
"""Naskh beside serif, Sans Arabic beside sans: the strokes are of a weight."""


def _chain(first: tuple[str, ...], scripts: tuple[str, ...], weight: str) -> tuple[str, ...]:
    # The mono comes last for the arrows, boxes and signs that the text faces lack.
    return (*first, *(f"{script}-{weight}" for script in scripts), "NotoSansMono-Regular")


CHAINS: dict[Cut, tuple[str, ...]] = {
    Cut.SANS: _chain(("NotoSans-Regular",), _SANS_SCRIPTS, "Regular"),
    Cut.SANS_BOLD: _chain(("NotoSans-Bold",), _SANS_SCRIPTS, "Bold"),
    Cut.SANS_ITALIC: _chain(("NotoSans-Italic",), _SANS_SCRIPTS, "Regular"),
    Cut.SERIF: _chain(("NotoSerif-Regular",), _SERIF_SCRIPTS, "Regular"),
    Cut.SERIF_BOLD: _chain(("NotoSerif-Bold",), _SERIF_SCRIPTS, "Bold"),
    Cut.SERIF_ITALIC: _chain(("NotoSerif-Italic",), _SERIF_SCRIPTS, "Regular"),
    Cut.DISPLAY: _chain(("NotoSerifDisplay-Regular", "NotoSerif-Regular"), _SERIF_SCRIPTS, "Regular"),
    Cut.DISPLAY_BOLD: _chain(("NotoSerifDisplay-Bold", "NotoSerif-Bold"), _SERIF_SCRIPTS, "Bold"),
    Cut.DISPLAY_ITALIC: _chain(("NotoSerifDisplay-Italic", "NotoSerif-Italic"), _SERIF_SCRIPTS, "Regular"),
    Cut.MONO: ("NotoSansMono-Regular", "NotoSans-Regular"),
}


_WITH_SERIFS = frozenset(cut for cut, chain in CHAINS.items() if chain[0].startswith("NotoSerif"))


_Fact = TypeVar("_Fact")


class _Known(dict[int, _Fact]):
    """What was found out once for a number: a hundred thousand letters of a long list have few different ones."""

    def __init__(self, find_out: Callable[[int], _Fact]) -> None:
        super().__init__()
        self._find_out = find_out

    def __missing__(self, number: int) -> _Fact:
        fact = self[number] = self._find_out(number)
        return fact


class Face:
    """One font, opened once: HarfBuzz's view of it and the characters it has.

    ``name`` is its PostScript name, ``file`` where it was found, None for a face that travels with the program.
    ``weight`` is where the weight of a variable font is set, None for any other font.
    """

    def __init__(
        self,
        name: str,
        face: hb.Face,
        *,
        bold: bool = False,
        slanted: bool = False,
        weight: int | None = None,
        file: Path | None = None,
    ) -> None:
        self.name = name
        self.face = face
        self.is_bold = bold
        self.is_slanted = slanted
        self.weight = weight
        self.file = file
        self.font = hb.Font(self.face)
        if weight is not None:
            self.font.set_variations({"wght": weight})
        self.per_em: float = 1000 / self.face.upem
        # Fonts map control characters to blanks; on paper they would be holes.
        self.characters: frozenset[int] = frozenset(
            code for code in self.face.unicodes if code >= 0xA0 or 0x20 <= code < 0x7F
        )
        self.widths = _Known(self.font.get_glyph_h_advance)
        """The width of each glyph, in font units."""
        self.spelled = _Known("{:04X}".format)
        """Each glyph as a string of a paper spells it."""
        self.moved = _Known(self._moved)
        """What stands between two strings of a paper for a move by so many font units."""

    def _moved(self, units: int) -> str:
        return f">{-units * self.per_em:.1f}<" if units else ""

    def advance(self, glyph: int) -> float:
        """The glyph's own width, in thousandths of the type size."""
        return float(self.widths[glyph] * self.per_em)

    def has_all(self, text: str) -> bool:
        """Whether the face has every character of the text."""
        return self.characters.issuperset(map(ord, text))


@cache
def face(name: str) -> Face:
    """The face of that file name, opened at first use.

    Raises:
        AssetMissing: this installation lacks the font file.
    """
    opened = hb.Face(hb.Blob.from_file_path(str(font_path(f"{name}.ttf"))))
    return Face(name, opened, bold="Bold" in name, slanted="Italic" in name)


@cache
def _found_face(found: FoundFont, weight: int | None) -> Face:
    bold = (weight or found.weight) >= 600
    return Face(found.name, found.face, bold=bold, slanted=found.is_slanted, weight=weight, file=found.path)


def first_face(cut: Cut) -> Face:
    """The face that draws most of a cut's text."""
    return face(CHAINS[cut][0])


def face_for(character: str, cut: Cut, hand: str) -> Face | None:
    """The first face of the cut's chain that has the character, else the best font at hand that has, or None.

    ``hand`` is the manner of writing Han letters, as ``computer_fonts.manner`` says.
    """
    for name in CHAINS[cut]:
        candidate = face(name)
        if ord(character) in candidate.characters:
            return candidate
    if not character.isprintable():
        # Private code points, too: they mean whatever an icon font wants, and are no letter of a name.
        return None
    bold = cut in BOLD_OF.values()
    found = font_with(character, bold=bold, serif=cut in _WITH_SERIFS, hand=hand)
    if found is None:
        return None
    return _found_face(found, (700 if bold else 400) if found.is_variable else None)


def refuse(character: str, text: str) -> CannotDraw:
    """The refusal for a character nothing here can draw; long texts are named by the words around it."""
    at = text.find(character)
    around = text if len(text) <= 60 else "…" + text[max(0, at - 25) : at + 25].strip() + "…"
    shown = character if character.isprintable() else unicode_name(character, "an unprintable sign").lower()
    return CannotDraw(name=around, character=shown, code_point=f"U+{ord(character):04X}")
