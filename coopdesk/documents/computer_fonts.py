"""Fonts that did not travel with the program: a pack the user dropped into a folder, then the computer's own.

Chinese, Japanese and Korean fonts weigh twenty megabytes a weight, so they are looked for where they are needed. The
choice goes by what a font says of itself (family, weight, slant) and never by what was asked for before, so that the
same fonts give the same bytes.
"""

import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import platformdirs
import uharfbuzz as hb

PLACES = "COOPDESK_FONTS"
"""Folders, separated as in PATH, to look in in place of the pack and the computer's own; empty for none at all."""

_ENDINGS = (".ttf", ".otf", ".ttc", ".otc")
_UPRIGHT_WEIGHTS = {False: 400, True: 700}
_MAY_NOT_TRAVEL = 0x0002 | 0x0100 | 0x0200
"""OS/2 fsType: no embedding, no subsetting, pictures of letters only. A filed paper must carry its fonts."""

_FAMILIES = {
    "sc": ("Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans", "Microsoft YaHei", "PingFang", "WenQuanYi"),
    "jp": ("Noto Sans CJK JP", "Noto Sans JP", "Source Han Sans", "Yu Gothic", "Hiragino", "Meiryo", "IPA"),
    "kr": ("Noto Sans CJK KR", "Noto Sans KR", "Source Han Sans K", "Malgun", "Apple SD Gothic", "Nanum"),
}
_SERIF_FAMILIES = {
    "sc": ("Noto Serif CJK SC", "Noto Serif SC", "Source Han Serif", "SimSun", "Songti"),
    "jp": ("Noto Serif CJK JP", "Noto Serif JP", "Source Han Serif", "Yu Mincho", "Hiragino Mincho"),
    "kr": ("Noto Serif CJK KR", "Noto Serif KR", "Source Han Serif K", "Batang", "AppleMyungjo"),
}
"""Which family draws Han letters in whose manner: they look different in China, Japan and Korea. Best first."""


def pack_folder() -> Path:
    """The folder into which fonts for further scripts are dropped."""
    return platformdirs.user_data_path("coopdesk", appauthor=False) / "fonts"


@dataclass(frozen=True, slots=True, eq=False)
class FoundFont:
    """A font file (or one face of a collection) that may be embedded."""

    path: Path
    index: int
    name: str
    """Its PostScript name, as it stands in a paper."""
    family: str
    weight: int
    is_slanted: bool
    is_variable: bool
    face: hb.Face
    characters: hb.Set
    from_pack: bool

    def has(self, character: str) -> bool:
        """Whether it draws the character, as itself and not as the box it draws for everything."""
        code = ord(character)
        if code not in self.characters:
            return False
        font = hb.Font(self.face)
        glyph = font.get_nominal_glyph(code)
        near = [beside for beside in range(code - 4, code + 5) if beside != code and beside in self.characters]
        # A "last resort" font has every character there is, and draws most of them as one and the same box.
        return bool(glyph) and (len(near) < 4 or any(font.get_nominal_glyph(beside) != glyph for beside in near))


def manner(text: str) -> str:
    """Whose manner of writing Han letters a text asks for: Japanese or Korean where its other letters are, or "sc"."""
    for character in text:
        code = ord(character)
        if 0x3040 <= code <= 0x30FF or 0x31F0 <= code <= 0x31FF or 0xFF66 <= code <= 0xFF9F:
            return "jp"
        if 0x1100 <= code <= 0x11FF or 0x3130 <= code <= 0x318F or 0xAC00 <= code <= 0xD7AF:
            return "kr"
    return "sc"


def font_with(character: str, *, bold: bool, serif: bool, hand: str) -> FoundFont | None:
    """The best font at hand that draws the character, or None.

    Args:
        character: one character.
        bold: whether a bold one is wanted.
        serif: whether one with serifs is wanted (Song, Mincho, Myeongjo for Han letters).
        hand: as ``manner`` says.
    """
    return next((font for font in _ranked(bold, serif, hand) if font.has(character)), None)


@cache
def _ranked(bold: bool, serif: bool, hand: str) -> tuple[FoundFont, ...]:
    families = (*_SERIF_FAMILIES[hand], *_FAMILIES[hand]) if serif else (*_FAMILIES[hand], *_SERIF_FAMILIES[hand])
    wanted = _UPRIGHT_WEIGHTS[bold]

    def rank(font: FoundFont) -> tuple[object, ...]:
        place = next((at for at, family in enumerate(families) if font.family.startswith(family)), len(families))
        away = 0 if font.is_variable else abs(font.weight - wanted)
        is_other = ("Serif" in font.family) != serif
        return (
            not font.from_pack,
            font.is_slanted,
            place,
            not font.family.startswith("Noto"),
            is_other,
            away,
            font.name,
        )

    return tuple(sorted(_fonts(), key=rank))


@cache
def _fonts() -> tuple[FoundFont, ...]:
    """Every font in the folders that may be embedded, the pack's first, in an order of its own."""
    return tuple(
        font
        for folder, is_pack in _folders()
        for path in sorted(_font_files(folder))
        for font in _faces_of(path, is_pack)
    )


def _folders() -> list[tuple[Path, bool]]:
    given = os.environ.get(PLACES)
    if given is not None:
        return [(Path(folder), True) for folder in given.split(os.pathsep) if folder]
    return [(pack_folder(), True), *((folder, False) for folder in _system_folders())]


def _system_folders() -> list[Path]:
    home = Path.home()
    if sys.platform == "win32":
        windows, local = os.environ.get("WINDIR", r"C:\Windows"), os.environ.get("LOCALAPPDATA")
        return [Path(windows, "Fonts"), *([Path(local, "Microsoft", "Windows", "Fonts")] if local else [])]
    if sys.platform == "darwin":
        return [Path("/System/Library/Fonts"), Path("/Library/Fonts"), home / "Library" / "Fonts"]
    shares = os.environ.get("XDG_DATA_DIRS") or "/usr/local/share:/usr/share"
    mine = os.environ.get("XDG_DATA_HOME") or str(home / ".local" / "share")
    return [*(Path(share, "fonts") for share in [mine, *shares.split(":")] if share), home / ".fonts"]


def _font_files(folder: Path) -> Iterator[Path]:
    for place, _, names in os.walk(folder):
        yield from (Path(place, name) for name in names if name.lower().endswith(_ENDINGS))


def _faces_of(path: Path, is_pack: bool) -> Iterator[FoundFont]:
    try:
        blob = hb.Blob.from_file_path(str(path))
    except (OSError, hb.HarfBuzzError):
        # Another user's font, or one taken away meanwhile: the others are still there.
        return
    for index in range(hb.Face(blob).count):
        font = _font(path, index, hb.Face(blob, index), is_pack)
        if font is not None:
            yield font


def _font(path: Path, index: int, face: hb.Face, is_pack: bool) -> FoundFont | None:
    tables = set(face.table_tags)
    # Colour pictures of letters alone (no outlines) cannot be embedded.
    if not {"glyf", "CFF ", "CFF2"} & tables or not {"cmap", "head", "hmtx", "OS/2"} <= tables:
        return None
    about = bytes(face.reference_table("OS/2").data)
    if len(about) < 64 or not face.upem or int.from_bytes(about[8:10], "big") & _MAY_NOT_TRAVEL:
        return None
    name = face.get_name(hb.OTNameIdPredefined.POSTSCRIPT_NAME) or path.stem
    style = int.from_bytes(about[62:64], "big")
    return FoundFont(
        path=path,
        index=index,
        name="".join(letter for letter in name if letter.isascii() and (letter.isalnum() or letter == "-")) or "Font",
        family=face.get_name(hb.OTNameIdPredefined.TYPOGRAPHIC_FAMILY)
        or face.get_name(hb.OTNameIdPredefined.FONT_FAMILY)
        or path.stem,
        weight=int.from_bytes(about[4:6], "big"),
        is_slanted=bool(style & 0x0201),
        is_variable="fvar" in tables,
        face=face,
        characters=face.unicodes,
        from_pack=is_pack,
    )
