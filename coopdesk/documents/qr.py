"""QR codes as vectors: one path, level M. Whoever places one keeps four modules around it empty (ISO/IEC 18004).

The mask is fixed: any of the eight decodes, and trying them all to find the prettiest took five times as long.
"""

from functools import lru_cache

from qrcode import QRCode
from qrcode.constants import ERROR_CORRECT_M

_MASK = 3


@lru_cache(maxsize=256)
def modules(data: str) -> tuple[str, ...]:
    """The rows of a code without margin: "1" for a dark module, "0" for a light one.

    Raises:
        ValueError: there is nothing to encode.
    """
    if not data:
        raise ValueError("a QR code needs something to say")
    code = QRCode(error_correction=ERROR_CORRECT_M, border=0, mask_pattern=_MASK)
    code.add_data(data)
    code.make(fit=True)
    return tuple("".join("1" if module else "0" for module in row) for row in code.get_matrix())


def path(data: str, x: float, y: float, size: float) -> str:
    """The operators that fill the code's dark modules.

    Args:
        data: what the code says.
        x: left edge, in points.
        y: bottom edge, in points.
        size: width and height without the margin, in points.
    """
    matrix = modules(data)
    step = size / len(matrix)
    # Neighbours are one rectangle, so no hairline of white shows between them.
    runs = [f"{column} {row} {dark} 1 re" for row, line in enumerate(matrix) for column, dark in _dark_runs(line)]
    return f"q {step:.5f} 0 0 {-step:.5f} {x:.3f} {y + size:.3f} cm 0 g\n{' '.join(runs)}\nf Q"


def _dark_runs(line: str) -> list[tuple[int, int]]:
    """Where each run of dark modules begins, and how long it is."""
    runs = []
    column = 0
    for dark in line.split("0"):
        if dark:
            runs.append((column, len(dark)))
        column += len(dark) + 1
    return runs
