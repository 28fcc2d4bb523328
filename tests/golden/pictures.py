"""python -m tests.golden.pictures FOLDER: the pictures of papers that the README and the help show."""

import sys
from pathlib import Path

import pypdfium2
from PIL import Image

from tests.documents.shelf import PAPERS

DOTS_PER_INCH = 78
SHOWN = {
    "paper_certificate": ("share certificate", 0),
    "paper_notice": ("notice", 0),
    "paper_minutes": ("minutes, draft", 1),
    "paper_attendance": ("attendance sheet", 0),
    "paper_cards": ("member cards", 0),
    "paper_closing_slip": ("closing slip", 0),
}
"""File names, each with a paper and the page of it."""

_TOGETHER = ("paper_notice", "paper_minutes", "paper_attendance", "paper_cards")
"""Those on the picture of the help, two beside two, under the certificate."""

_COLOURS = 48
_HELP_WIDTH = 372
_GAP = 8


def main(folder: Path) -> None:
    """Draw them, in few colours: together they weigh less than one photograph."""
    for name, (kind, place) in SHOWN.items():
        document = pypdfium2.PdfDocument(PAPERS[kind]())
        page = document[place]
        drawn = page.render(scale=DOTS_PER_INCH / 72).to_pil().convert("RGB")
        drawn.quantize(_COLOURS, dither=Image.Dither.NONE).save(folder / f"{name}.png", "PNG", optimize=True)
        page.close()
        document.close()
    _together(folder).quantize(_COLOURS, dither=Image.Dither.NONE).save(folder / "papers_shown.png", optimize=True)


def _together(folder: Path) -> Image.Image:
    """The certificate over four sheets, as narrow as the help."""
    rows: list[list[str]] = [["paper_certificate"], list(_TOGETHER[:2]), list(_TOGETHER[2:])]
    shown = [
        [_narrow(folder / f"{name}.png", (_HELP_WIDTH - _GAP * (len(row) - 1)) // len(row)) for name in row]
        for row in rows
    ]
    height = sum(row[0].height for row in shown) + _GAP * (len(shown) - 1)
    together = Image.new("RGB", (_HELP_WIDTH, height), (200, 206, 208))
    down = 0
    for row in shown:
        across = 0
        for sheet in row:
            together.paste(sheet, (across, down))
            across += sheet.width + _GAP
        down += row[0].height + _GAP
    return together


def _narrow(path: Path, width: int) -> Image.Image:
    sheet = Image.open(path).convert("RGB")
    return sheet.resize((width, sheet.height * width // sheet.width), Image.Resampling.LANCZOS)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
