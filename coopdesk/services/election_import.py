"""Papers that were counted elsewhere, as lines for ``ImportPapers``; class by class where classes weigh differently."""

import csv
import io
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from coopdesk.domain.elections.ballot_csv import read_ballot_csv
from coopdesk.domain.elections.ballot_text import decode
from coopdesk.domain.elections.blt import read_blt
from coopdesk.domain.elections.canonical import paper_lines
from coopdesk.domain.faults import UnusableInput
from coopdesk.services.act import Act
from coopdesk.services.election_papers import ImportPapers, import_papers
from coopdesk.services.election_view import Election
from coopdesk.services.events import ElectionChanged
from coopdesk.services.perform import Command, Done, handles

_CLASS_HEADINGS = ("class", "member class", "box")


@dataclass(frozen=True, slots=True)
class ImportByClass(Command[int]):
    """Papers counted elsewhere, class by class; the value is how many papers."""

    meeting: int
    number: int
    parts: str
    """JSON: {class: lines as ``ImportPapers`` takes them}."""


@handles(ImportByClass)
def import_by_class(command: ImportByClass, act: Act) -> Done[int]:
    """Bring in the papers of every class, all or none.

    Raises:
        ElectionStage, TooManyPapers, BallotFileFault, NoSuchBox: as ``import_papers`` does for one class.
    """
    many = 0
    for name, lines in sorted(json.loads(command.parts).items()):
        many += import_papers(ImportPapers(command.meeting, command.number, lines, name), act).value
    return Done(many, (ElectionChanged(),))


def bring_in(path: Path, meeting: int, election: Election, class_name: str = "") -> Command[int]:
    """The command that brings a file in: of one class where it is named, class by class where a column says.

    Raises:
        UnusableInput, BallotFileFault: as ``outside_papers`` does.
    """
    data = _bytes_of(path)
    parts = _by_class(data) if path.suffix.lower() == ".csv" and election.classes and not class_name else None
    if parts is None:
        return ImportPapers(meeting, election.number, outside_papers(path, election), class_name)
    lines = {name: _lines(path, part, election) for name, part in parts.items()}
    return ImportByClass(meeting, election.number, json.dumps(lines, sort_keys=True))


def outside_papers(path: Path, election: Election) -> str:
    """A .blt or .csv file's papers, where it is about as many candidates as stand on the election's paper.

    Raises:
        UnusableInput: it cannot be read, or is about another contest or the same names in another order.
        BallotFileFault: a line is at fault.
    """
    return _lines(path, _bytes_of(path), election)


def _bytes_of(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as wrong:
        raise UnusableInput(f"{path} cannot be read ({wrong.strerror or wrong}). Nothing was brought in.") from wrong


def _by_class(data: bytes) -> Mapping[str, bytes] | None:
    """A spreadsheet taken apart by its column of classes; None where it has none. Rows of other classes are left as
    empty lines, so that a fault is still named by its line."""
    text = decode(data)
    heading = text.splitlines()[0] if text.strip() else ""
    delimiter = max(",;\t", key=heading.count)
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    column = next((at for at, cell in enumerate(rows[0]) if cell.strip().casefold() in _CLASS_HEADINGS), None)
    if column is None:
        return None
    names = dict.fromkeys(row[column].strip() for row in rows[1:] if len(row) > column and any(map(str.strip, row)))
    return {name: _only(rows, column, name, delimiter) for name in names}


def _only(rows: list[list[str]], column: int, name: str, delimiter: str) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=delimiter)
    for place, row in enumerate(rows):
        if place == 0 or (len(row) > column and row[column].strip() == name):
            writer.writerow([*row[:column], *row[column + 1 :]])
        else:
            out.write("\r\n")
    return out.getvalue().encode()


def _lines(path: Path, data: bytes, election: Election) -> str:
    if path.suffix.lower() == ".csv":
        ballots = read_ballot_csv(data, election.places, election.rule)
    else:
        ballots = read_blt(data, election.rule)
    names = sum(1 for each in election.candidates if each.number)
    if ballots.candidates != names:
        raise UnusableInput(
            f"{path.name} has {ballots.candidates} candidates and election {election.number} has {names} on its paper. "
            "Nothing was brought in."
        )
    for number, name in enumerate(ballots.names, start=1):
        _check_name(path.name, number, name, election)
    return "\n".join(paper_lines(ballots))


def _check_name(file: str, number: int, name: str, election: Election) -> None:
    """The file means the same person by a number as the paper does.

    Scrutineers turn names about, shorten them, or write "A" and "Candidate 2" for them; that is let pass. A name of
    somebody else is not: every vote would go to the wrong candidate, and the count would look sound.
    """
    given = _words(name)
    on_paper = {each.number: each.name for each in election.candidates if each.number}
    if not given or given & _words(on_paper[number]) or "candidate" in given:
        return
    elsewhere = [other for other in on_paper.values() if given & _words(other)]
    if elsewhere or len(given) > 1:
        raise UnusableInput(
            f"{file} calls candidate {number} “{name}”, and number {number} on the paper of election {election.number} "
            f"is “{on_paper[number]}”. Nothing was brought in: ask for the papers with the numbers of the ballot paper."
        )


def _words(name: str) -> set[str]:
    """The words of a name that tell people apart: initials do not."""
    return {word for word in re.findall(r"\w+", name.casefold()) if len(word) > 1}
