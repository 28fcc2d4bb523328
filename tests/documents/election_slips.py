"""Slips of an invented election, filled in by hand, for tests of what a scanner makes of them."""

from collections.abc import Sequence
from dataclasses import replace

from PIL import Image

from coopdesk.documents.ballot_slips import plan_of, print_slips
from coopdesk.documents.slip_plan import WIDTH
from coopdesk.domain.codes import CodeKind, token_from, write_code
from coopdesk.services.election_slips import GRID as GRID_FORM
from coopdesk.services.election_slips import YES_NO
from coopdesk.services.papers.ballot_slips import SlipView
from tests.documents.gatherings import HEADING
from tests.documents.scanning import DPI, cross_at, pictured

NAMES = ("Dot Fielden", "Lowri ap Huw", "Kofi Mensah", "Agnes Moorhouse", "George Okafor", "Siân Ŵyn Parry")
SERIALS = tuple(token_from(bytes([number, 7]) * 8) for number in range(6))

BOXES = SlipView(
    heading=HEADING,
    title="Election of directors",
    constituency="",
    places="There are 3 places.",
    how="Write 1 in the box beside your first choice, 2 beside your second, 3 beside your third, and so on.",
    warning="Do not use crosses.",
    names=tuple((name, "Treasurer since 2021" if name.startswith("Dot") else "") for name in NAMES),
    codes=tuple(write_code(CodeKind.BALLOT_SLIP, serial) for serial in SERIALS),
    limit=3,
)
"""A number for each choice, read by people."""

GRID = replace(
    BOXES,
    how="Put a cross under 1st beside your first choice, under 2nd beside your second, and so on: one cross in a row, "
    "one in a column. Choose as many or as few as you like.",
    warning="Do not use numbers.",
    form=GRID_FORM,
)
CROSSES = replace(
    BOXES,
    how="Put a cross in up to 3 boxes, beside those you would like to see elected. More crosses spoil your paper.",
    warning="Do not use numbers.",
    by_preference=False,
)

CONFIRM = replace(
    CROSSES,
    how="Nobody stands against them. Beside each name put a cross under Yes or under No.",
    limit=0,
    form=YES_NO,
)


def blank_sheets(view: SlipView, dpi: int = DPI) -> list[Image.Image]:
    """The printed slips as pictures, two on each."""
    return pictured(print_slips(view).data, dpi)


def mark(
    sheets: Sequence[Image.Image],
    view: SlipView,
    slip: int,
    boxes: Sequence[int],
    *,
    weight: int = 3,
    ink: int = 30,
    reach: float = 0.3,
    dpi: int = DPI,
) -> None:
    """Crosses in boxes of one slip, counted as the layout counts them; ``reach`` is a part of the box."""
    plan = plan_of(view)
    for box in boxes:
        x, y = plan.boxes()[box]
        cross_at(sheets[slip // 2], (x + slip % 2 * WIDTH, y), plan.size * reach, weight, ink, dpi)


def ranked(view: SlipView, choices: Sequence[int]) -> list[int]:
    """The boxes of a grid for candidates in order of choice."""
    return [(candidate - 1) * len(view.names) + choice for choice, candidate in enumerate(choices)]


def cut(sheets: Sequence[Image.Image]) -> list[Image.Image]:
    """The sheets cut into slips."""
    halves = []
    for sheet in sheets:
        middle = sheet.width // 2
        halves += [sheet.crop((0, 0, middle, sheet.height)), sheet.crop((middle, 0, sheet.width, sheet.height))]
    return halves
