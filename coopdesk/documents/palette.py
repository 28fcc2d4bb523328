"""Colours and type of every paper, so that all of them look like one printer's work.

Measured contrasts are against white: ink 21, accent 7.6, muted 8.4. Nothing is told by colour alone: bars are also
hatched or dotted and carry their number, and the page reads the same in grey.
"""

from coopdesk.documents.faces import Cut
from coopdesk.documents.type import Colour, Style


def _hex(text: str) -> Colour:
    red, green, blue = bytes.fromhex(text)
    return red / 255, green / 255, blue / 255


ACCENT = _hex("0B5A6B")
PANEL = _hex("E9F1F3")
MUTED = _hex("4D4D4D")
HAIRLINE = _hex("B8B8B8")
PAPER_WHITE = _hex("FFFFFF")
WATERMARK = _hex("F3F3F3")
VOID_RED = _hex("B3261E")
VOID_TINT = _hex("F6DAD7")
DUPLICATE_TINT = _hex("D8E6EA")

BAR_FOR = _hex("1B66A8")
BAR_AGAINST = _hex("B4520A")
BAR_ABSTAINING = _hex("5B6673")

BODY = Style(Cut.SANS, 10)
BODY_LEAD = 5.0
"""Millimetres from baseline to baseline: the 5 mm grid."""

SMALL = Style(Cut.SANS, 9)
TABLE_FIGURES = Style(Cut.SANS, 9.5)
LABEL = Style(Cut.SANS, 8.5, MUTED)
LABEL_INK = Style(Cut.SANS, 8.5)
FOOT = Style(Cut.SANS, 8, MUTED)
FOOT_HASH = Style(Cut.MONO, 8)
ITEM_HEADING = Style(Cut.SANS_BOLD, 11)
ITEM_NUMBER = Style(Cut.SANS_BOLD, 11, ACCENT)
TITLE = Style(Cut.DISPLAY_BOLD, 24)
FIGURE = Style(Cut.DISPLAY, 24, features=("pnum",))
MOTION = Style(Cut.SERIF, 12.5)
MOTION_LEAD = 6.25
