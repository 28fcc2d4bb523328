"""An invented booklet, with pictures drawn for it."""

import io

from PIL import Image, ImageDraw

from coopdesk.documents.photographs import HEIGHT, WIDTH
from coopdesk.services.papers.candidate_booklet import BookletCandidate, BookletContest, BookletView
from tests.documents.gatherings import HEADING

LONG = (
    "I have served as treasurer since 2021. In that time the shop has paid off the loan on the freezer room, and the "
    "reserves stand at eleven weeks of wages, where they stood at four.\n"
    "If elected I will bring a budget to members in the spring, before the board has agreed it rather than after, and "
    "publish the minutes of the finance group. I would like us to look at opening on Sundays, and to ask the staff."
)


def portrait(shade: tuple[int, int, int]) -> bytes:
    """Something with a head and shoulders."""
    picture = Image.new("RGB", (WIDTH, HEIGHT), (222, 228, 232))
    pen = ImageDraw.Draw(picture)
    pen.ellipse((130, 90, 270, 260), fill=shade)
    pen.ellipse((50, 290, 350, 700), fill=shade)
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=80)
    return out.getvalue()


CANDIDATES = (
    BookletCandidate(
        1, "Dot Fielden", "Proposed by Ann Butterworth, seconded by William Barker", LONG, portrait((90, 70, 60))
    ),
    BookletCandidate(2, "Lowri ap Huw", "Proposed by Priya Nair", "Plumber; member since 2011.", b""),
    BookletCandidate(3, "Kofi Mensah", "", "", portrait((60, 50, 45))),
    BookletCandidate(
        4, "Siân Ŵyn Parry", "Proposed by Ann Butterworth, seconded by Priya Nair", f"{LONG}\n{LONG}", b""
    ),
)
BOOKLET = BookletView(
    HEADING,
    (BookletContest("Election of directors", "There are 3 places.", CANDIDATES, reopen=True),),
)
