"""coopdesk election scan: an election's slips read back from a document scanner (``election ballot`` prints them)."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from coopdesk.cli.at_the_desk import FILE, session
from coopdesk.cli.election_desk import ELECTION

if TYPE_CHECKING:
    from coopdesk.documents.slip_reading import SlipRead


@click.command()
@FILE
@ELECTION
@click.argument("scans", metavar="SCAN...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--doubtful", type=click.Path(path_type=Path), help="A new folder for pictures of what people must read.")
@click.pass_context
def scan(context: click.Context, file: Path, number: int, scans: tuple[Path, ...], doubtful: Path | None) -> None:
    """Read slips from a document scanner's PDFs, PNGs, JPEGs or TIFFs. Doubtful ones are named, never guessed.

    Ctrl-C while pages are read stops it with nothing entered.
    """
    from coopdesk.cli.progress import watching
    from coopdesk.documents.scanned_papers import read_papers
    from coopdesk.documents.write_folder import write_folder
    from coopdesk.services.election_scans import EnterScan, readings_of
    from coopdesk.services.papers.ballot_slips import slips_view

    with session(context, file) as desk:
        meeting = desk.meeting().id
        view = desk.desk.ask(slips_view, meeting, number, (), desk.now)
        with watching("Pages") as progress:
            read = read_papers(scans, view, progress)
        entered = desk.desk.perform(EnterScan(meeting, number, "\n".join(read.clear)))
        known = desk.desk.ask(readings_of, meeting, number)
        strangers = [*entered.strangers, *(each.serial for each in read.doubtful if each.serial not in {"", *known})]
        unclear = [each for each in read.doubtful if not each.serial or known.get(each.serial, 2) < 2]
        before = entered.before + sum(known.get(each.serial, 0) == 2 for each in read.doubtful)
        if doubtful is not None and unclear:
            write_folder(doubtful, _pictures(unclear))
        value = {
            "election": number,
            "pages": read.pages,
            "empty_pages": [{"scan": name, "page": page} for name, page in read.empty],
            "entered": entered.entered,
            "checked": entered.checked,
            "differing": list(entered.differing),
            "contrary": list(entered.contrary),
            "before": before,
            "strangers": strangers,
            "doubtful": [
                {"serial": each.serial, "scan": each.scan, "page": each.page, "doubt": each.doubt} for each in unclear
            ],
            "tests": [{"as_printed": good} for good in read.tests],
        }
        said = f"{entered.entered} papers entered from {read.pages} pages; {before} were entered before."
        desk.answer(
            value,
            said,
            *_lines(entered.checked, entered.differing),
            *map(_contrary, entered.contrary),
            *_tests(read.tests),
            *map(_doubtful, unclear),
            *map(_stranger, strangers),
        )


def _pictures(unclear: "Sequence[SlipRead]") -> dict[str, bytes]:
    """A picture for each doubtful paper, named by its serial, or where it has none by the page it is on."""
    named = (each.serial or f"{Path(each.scan).stem}-page-{each.page}-{at}" for at, each in enumerate(unclear, start=1))
    return {f"{name}.png": each.picture for name, each in zip(named, unclear, strict=True)}


def _lines(checked: int, differing: Sequence[str]) -> list[str]:
    said = [f"{checked} papers that one person had read were read a second time."] if checked else []
    return [*said, *(f"Paper {each}: the readings differ. Two tellers look at it again." for each in differing)]


def _tests(tests: Sequence[bool]) -> list[str]:
    said = {True: "The test slip was read as it is printed.", False: "The test slip was NOT read as it is printed."}
    return [f"{said[good]} It counts nowhere." for good in tests]


def _doubtful(slip: "SlipRead") -> str:
    which = f"paper {slip.serial}" if slip.serial else "a paper"
    return f"Doubtful: {which} on page {slip.page} of {slip.scan}: {slip.doubt}. Two tellers look at it and enter it."


def _contrary(serial: str) -> str:
    return (
        f"Paper {serial} was entered before, and this scan reads it otherwise. What was entered stands: look whether "
        "two people settled it, or there are two papers with one code."
    )


def _stranger(serial: str) -> str:
    return f"Paper {serial} is none of this election's and was not entered."
