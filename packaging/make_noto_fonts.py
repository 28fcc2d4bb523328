"""Make resources/fonts/noto from the Noto fonts as Debian packages them (fonts-noto-core, fonts-noto-mono).

    python packaging/make_noto_fonts.py FOLDER-WITH-THE-ORIGINALS resources/fonts/noto

Every glyph and every layout table is kept; only the screen hinting goes (paper is drawn from outlines), which is two
fifths of the bytes. The SIL Open Font Licence allows it; Noto reserves no font name.
"""

import sys
from pathlib import Path

import uharfbuzz as hb

LATIN = [
    f"{family}-{cut}"
    for family in ("NotoSans", "NotoSerif", "NotoSerifDisplay")
    for cut in ("Regular", "Bold", "Italic")
]
OTHER_SCRIPTS = "Hebrew Devanagari Bengali Gurmukhi Gujarati Tamil Georgian Armenian Ethiopic Thai"
SCRIPTS = ["NotoSansArabic", "NotoNaskhArabic", *(f"NotoSans{script}" for script in OTHER_SCRIPTS.split())]
FACES = [*LATIN, "NotoSansMono-Regular", *(f"{family}-{cut}" for family in SCRIPTS for cut in ("Regular", "Bold"))]


def without_hinting(original: bytes) -> bytes:
    """The same font with the same glyph numbers, its hinting left out."""
    keep = hb.SubsetInput()
    keep.keep_everything()
    keep.flags = hb.SubsetFlags.RETAIN_GIDS | hb.SubsetFlags.NO_HINTING
    return bytes(hb.subset(hb.Face(hb.Blob(original)), keep).blob.data)


def main(originals: Path, target: Path) -> None:
    """Write every face of FACES from ``originals`` to ``target``."""
    for name in FACES:
        found = next(originals.rglob(f"{name}.ttf"))
        (target / found.name).write_bytes(without_hinting(found.read_bytes()))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
