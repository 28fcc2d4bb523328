"""QR codes as vectors: one path, level M, four modules kept empty around.

The mask is fixed: any of the eight decodes, and trying them all to find the prettiest took five times as long.
"""

from functools import lru_cache

from qrcode import QRCode
from qrcode.constants import ERROR_CORRECT_M

QUIET_MODULES = 4
"""The margin a reader needs around the code (ISO/IEC 18004), in modules."""

_MASK = 3


@lru_cache(maxsize=256)
def modules(data: str) -> tuple[tuple[bool, ...], ...]:
    """The dark and light modules of a code, without margin.

    Raises:
        ValueError: there is nothing to encode.
    """
    if not data:
        raise ValueError("a QR code needs something to say")
    code = QRCode(error_correction=ERROR_CORRECT_M, border=0, mask_pattern=_MASK)
    code.add_data(data)
    code.make(fit=True)
    return tuple(tuple(map(bool, row)) for row in code.get_matrix())


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
    operators = [f"q {step:.5f} 0 0 {-step:.5f} {x:.3f} {y + size:.3f} cm 0 g"]
    for row_number, row in enumerate(matrix):
        start = None
        for column in range(len(row) + 1):
            dark = column < len(row) and row[column]
            if dark and start is None:
                start = column
            elif not dark and start is not None:
                # Neighbours are one rectangle, so no hairline of white shows between them.
                operators.append(f"{start} {row_number} {column - start} 1 re")
                start = None
    return "\n".join([*operators, "f Q"])
