"""The box of an election: what must not be told by the place, the order or the length of a row (reliability §3).

Whoever holds the file knows from the journal in which order members were handed their papers. So nothing else in it may
have that order: serials are drawn at random and the stack is printed in the order of the draw, which is kept nowhere;
each slip's row is laid before any is read, all of one width, and a reading is written over blanks where it lies; papers
without a printed code, which people number, are read only once the box is closed and shaken; no copy is made between
two papers of an open ballot; and at the close and after each count the file is written anew and its log emptied.

What remains, and is said in the help: somebody with the file *while* papers are read can see from its log which one was
read last. Somebody with the printed slips in the order of printing knows who had which, unless they were shuffled
before they were handed out. Paper shuffled and a box shaken are what the secret stands on; the file adds nothing to it.
"""

from dataclasses import dataclass

from sqlalchemy import bindparam, select, update

from coopdesk.domain.refusals import Refusal
from coopdesk.services.act import Act, table_of
from coopdesk.storage.store import Reader
from coopdesk.storage.tables import ElectionBoxRow, ElectionRow

_ENTERED, _DUE = 1, 2

_BOX = select(ElectionBoxRow.traces).where(ElectionBoxRow.election == bindparam("election"))
_NOTE = (
    update(ElectionBoxRow)
    .where(ElectionBoxRow.election == bindparam("of"), ElectionBoxRow.traces == 0)
    .values(traces=_ENTERED)
)
_WANT = (
    update(ElectionBoxRow)
    .where(ElectionBoxRow.election == bindparam("of"), ElectionBoxRow.traces == _ENTERED)
    .values(traces=_DUE)
)
_BEING_READ = (
    select(ElectionRow.number)
    .join(ElectionBoxRow, ElectionBoxRow.election == ElectionRow.id)
    .where(ElectionRow.state == "open", ElectionBoxRow.traces != 0)
    .limit(1)
)


@dataclass
class PapersBeingRead(Refusal):
    """A copy made between two papers of an open ballot would tell what the second one says."""

    code = "SECRET-BALLOT-OPEN"
    sentence = (
        "Papers of election {number} are being read while its ballot is open, and a copy made now could tell later "
        "what one of them says. Close the ballot first; every paper is saved in the file already."
    )
    number: int


@dataclass
class PaperWithoutCode(Refusal):
    """A paper that somebody numbers while others are still being handed out."""

    code = "PAPER-WITHOUT-CODE"
    sentence = (
        "“{paper}” is no printed code of election {number}. A paper that tellers number is read once the ballot is "
        "closed and the box was shaken, so that its number tells nothing. Nothing was entered: close the ballot first."
    )
    paper: str
    number: int


@dataclass
class SlipNotOurs(Refusal):
    """A code that was never printed for this election."""

    code = "SLIP-NOT-OURS"
    sentence = (
        "“{paper}” is the code of no slip made for election {number}: it belongs to another election, or somebody made "
        "it up. Nothing was entered: put the paper aside for the returning officer."
    )
    paper: str
    number: int


def lay_box(act: Act, election: int) -> None:
    """A box for a ballot that is being opened, for the first time or again; nothing has been read."""
    if act.reader.value(_BOX, election=election) is None:
        act.writer.insert(table_of(ElectionBoxRow), {"election": election, "traces": 0})


def blank(candidates: int, marks: str = "") -> str:
    """A reading as it lies in the file: as wide as every other of a paper with so many names, whatever it says."""
    return marks.ljust(reading_width(candidates))


def reading_width(candidates: int) -> int:
    """Letters there are for a reading: every candidate's number with space and sign, and room for a word or gaps."""
    return sum(len(str(number)) + 2 for number in range(1, candidates + 1)) + 16


def note_entry(act: Act, election: int) -> None:
    """A paper was read: the pages now tell something until they are written anew."""
    act.writer.execute(_NOTE, of=election)


def sweep_due(act: Act, election: int) -> bool:
    """Whether the file is to be written anew after this act, which it then is, at the latest at its next opening."""
    return act.writer.execute(_WANT, of=election) > 0


def refuse_copy_between_papers(reader: Reader) -> None:
    """Raises:
    PapersBeingRead: a copy of the file would tell what a paper says.
    """
    number = reader.value(_BEING_READ)
    if number is not None:
        raise PapersBeingRead(number)
