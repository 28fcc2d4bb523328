"""coopdesk motion scan: the slips of a secret ballot on paper, read back (``papers slips`` prints them)."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from coopdesk.cli.at_the_desk import FILE, session
from coopdesk.cli.motion_counting import NUMBER

if TYPE_CHECKING:
    from coopdesk.documents.slip_reading import SlipRead

CHOICES = ("for", "against", "abstain")
"""The boxes of a slip, from the top."""


@click.command()
@FILE
@NUMBER
@click.argument("scan", metavar="SCAN", type=click.Path(path_type=Path))
@click.option("--doubtful", type=click.Path(path_type=Path), help="A new folder for pictures of what people must read.")
@click.pass_context
def scan(context: click.Context, file: Path, number: int, scan: Path, doubtful: Path | None) -> None:
    """Read slips from a document scanner's PDF, PNG, JPEG or TIFF. Doubtful ones are named, never guessed."""
    from coopdesk.cli.progress import watching
    from coopdesk.documents.slip_reading import read_scan
    from coopdesk.documents.voting_slips import LAYOUT
    from coopdesk.documents.write_folder import write_folder
    from coopdesk.services.scanned_slips import EnterSlips

    with session(context, file) as desk:
        with watching("Pages") as progress:
            read = read_scan(scan, LAYOUT, progress=progress)
        clear = [each for each in read.slips if not each.doubt]
        unclear = [each for each in read.slips if each.doubt]
        wanted = " ".join(f"{each.serial}={CHOICES[each.marked[0]]}" for each in clear)
        entered = desk.desk.perform(EnterSlips(desk.meeting().id, number, wanted))
        if doubtful is not None and unclear:
            write_folder(doubtful, {f"{each.serial}.png": each.picture for each in unclear})
        value = {
            "motion": number,
            "pages": read.pages,
            "empty_pages": [page for _, page in read.empty],
            "unread_pages": [each.page for each in read.unread],
            "entered": entered.entered,
            "before": entered.before,
            "strangers": list(entered.strangers),
            "doubtful": [{"serial": each.serial, "page": each.page, "doubt": each.doubt} for each in unclear],
        }
        said = f"{entered.entered} slips entered from {read.pages} pages; {entered.before} were entered before."
        lost = [
            f"A slip on page {each.page}: {each.doubt}. Scan it again, or let tellers enter it." for each in read.unread
        ]
        desk.answer(value, said, *map(_doubtful, unclear), *lost, *map(_stranger, entered.strangers))


def _doubtful(slip: "SlipRead") -> str:
    return f"Doubtful: slip {slip.serial} on page {slip.page}: {slip.doubt}. Two tellers look at it and enter it."


def _stranger(serial: str) -> str:
    return f"Slip {serial} is none of this ballot's and was not entered."
