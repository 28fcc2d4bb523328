"""A photograph made small for the file and the booklet: upright, a portrait, and nothing in it but the picture.

A camera writes where and when a picture was taken into it; that is left out.
"""

import io
from pathlib import Path

from coopdesk.domain.faults import UnusableInput
from coopdesk.services.candidate_profiles import LARGEST_KEPT

WIDTH, HEIGHT = 400, 480
"""Dots: 30 by 36 mm at 340 dots to the inch."""

_LARGEST = 40_000_000
_QUALITIES = (82, 70, 55, 40)
"""The first that is small enough is taken; a face is one at 82, and only noise comes to the last."""


def small_photograph(path: Path) -> bytes:
    """The picture as a JPEG of our size.

    Raises:
        UnusableInput: it cannot be read, is no picture, or is far too large.
    """
    from PIL import Image, ImageOps, UnidentifiedImageError

    try:
        if path.stat().st_size > _LARGEST:
            raise UnusableInput(f"{path.name} is larger than 40 MB. Save it smaller first; nothing was kept.")
        data = path.read_bytes()
    except OSError as wrong:
        raise UnusableInput(f"{path.name} cannot be read ({wrong.strerror or wrong}). Nothing was kept.") from wrong
    try:
        with Image.open(io.BytesIO(data), formats=("JPEG", "PNG")) as opened:
            upright = ImageOps.exif_transpose(opened)
            paper = Image.new("RGB", upright.size, (255, 255, 255))
            with_alpha = upright.convert("RGBA")
            paper.paste(with_alpha, mask=with_alpha.getchannel("A"))
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, SyntaxError, ValueError) as wrong:
        said = f"{path.name} is no photograph that can be read: give a JPEG or a PNG. Nothing was kept."
        raise UnusableInput(said) from wrong
    # Faces are in the upper half of a portrait.
    small = ImageOps.fit(paper, (WIDTH, HEIGHT), Image.Resampling.LANCZOS, centering=(0.5, 0.35))
    made = b""
    for quality in _QUALITIES:
        out = io.BytesIO()
        small.save(out, "JPEG", quality=quality, optimize=True)
        made = out.getvalue()
        if len(made) <= LARGEST_KEPT:
            break
    return made
