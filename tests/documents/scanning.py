"""Slips filled in by hand and put through a scanner, for tests."""

import random
from pathlib import Path

import pypdfium2
from PIL import Image, ImageDraw, ImageFilter

from coopdesk.documents.voting_slips import COLUMNS, HEIGHT, LAYOUT, WIDTH

DPI = 150


def pictured(pdf: bytes, dpi: int = DPI) -> list[Image.Image]:
    """The pages of a PDF as pictures."""
    document = pypdfium2.PdfDocument(pdf)
    pictures = [page.render(scale=dpi / 72, grayscale=True).to_pil() for page in document]
    document.close()
    return pictures


def cross(sheet: Image.Image, place: int, box: int, weight: int = 3, ink: int = 30) -> None:
    """A cross by hand in one box of one slip on a sheet."""
    down, across = divmod(place, COLUMNS)
    left, top = WIDTH * across - LAYOUT.outline[0], HEIGHT * down - LAYOUT.outline[1]
    x, y = (at + part for at, part in zip((left, top), LAYOUT.boxes[box], strict=True))
    cross_at(sheet, (x, y), half=2.6, weight=weight, ink=ink)


def cross_at(
    sheet: Image.Image, middle: tuple[float, float], half: float, weight: int = 3, ink: int = 30, dpi: int = DPI
) -> None:
    """A cross by hand, its middle in millimetres from the sheet's corner."""
    x, y = middle
    ends = [((x - half, y - half), (x + half, y + half)), ((x - half, y + half), (x + half, y - half))]
    pen = ImageDraw.Draw(sheet)
    for line in ends:
        pen.line([tuple(value * dpi / 25.4 for value in point) for point in line], fill=ink, width=weight)


def scanned(sheets: list[Image.Image], folder: Path, turn: float = 0, noise: int = 0, dpi: int = DPI) -> Path:
    """The sheets as a scanner's PDF: turned, a little dirty."""
    dice = random.Random(5)
    pages = []
    for sheet in sheets:
        page = sheet.rotate(turn, expand=True, fillcolor=250, resample=Image.Resampling.BICUBIC)
        pen = ImageDraw.Draw(page)
        for _ in range(noise):
            pen.point((dice.randrange(page.width), dice.randrange(page.height)), fill=60)
        pages.append(page.filter(ImageFilter.GaussianBlur(0.6)) if noise else page)
    path = folder / "scan.pdf"
    pages[0].save(path, save_all=True, append_images=pages[1:], resolution=dpi)
    return path
