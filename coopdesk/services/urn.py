"""The urn of a secret ballot: laid blank, filled at random, counted once.

The places are laid when the ballot opens, twice as many as there are electors, all of one width; each paper falls into
one picked at random. Rows added as they come would lie on their page in the order of arrival, and every vote could be
linked (reliability reference §3).
"""

import hashlib
from collections.abc import Mapping

from sqlalchemy import bindparam, select, update

from coopdesk.domain.tally import Choice, Counts
from coopdesk.services.act import Act, table_of
from coopdesk.storage.store import Reader
from coopdesk.storage.tables import BallotBoxRow, BallotSealRow, ClassBoxRow, UrnRow

SLOTS_FOR_EACH = 2
"""Twice as many places as electors: a blank one is found in two tries, and each blank is as likely as any other."""

LETTERS = {Choice.FOR: "F", Choice.AGAINST: "A", Choice.ABSTAIN: "N"}
"""Papers are one letter wide, like a blank."""

_BOX = select(BallotBoxRow.slots, BallotBoxRow.voted).where(BallotBoxRow.count == bindparam("count"))
_FILL = (
    update(UrnRow)
    .where(UrnRow.count == bindparam("of"), UrnRow.slot == bindparam("place"), UrnRow.choice == " ")
    .values(choice=bindparam("paper"))
)
_BOXES = (
    select(ClassBoxRow.class_name, ClassBoxRow.first, ClassBoxRow.slots)
    .where(ClassBoxRow.count == bindparam("count"))
    .order_by(ClassBoxRow.first)
)
_PAPERS = select(UrnRow.choice).where(UrnRow.count == bindparam("count")).order_by(UrnRow.slot)


def lay(act: Act, count: int, electors: int, by_class: Mapping[str, int] | None = None) -> None:
    """Lay the urn of a ballot that is being opened.

    Args:
        by_class: electors of each class, where the rules count classes apart: each has places of its own.
    """
    slots = max(1, electors) * SLOTS_FOR_EACH
    act.writer.insert(table_of(BallotBoxRow), {"count": count, "slots": slots, "voted": 0, "papers": 0, "swept": 0})
    blanks = ((count, slot, " ") for slot in range(slots))
    act.writer.insert_many(table_of(UrnRow), ("count", "slot", "choice"), blanks)
    first = 0
    for class_name, many in sorted((by_class or {}).items()):
        act.add(ClassBoxRow, count=count, class_name=class_name, first=first, slots=many * SLOTS_FOR_EACH)
        first += many * SLOTS_FOR_EACH


def drop(act: Act, count: int, choice: Choice, box: tuple[int, int] | None = None) -> None:
    """Drop one paper into a place that is blank, any of them alike. The journal is not told.

    Args:
        box: the first place and the number of places of the member's class, in an urn divided by class.
    """
    if box is None:
        found = act.reader.first(_BOX, count=count)
        assert found is not None
        box = (0, found[0])
    first, slots = box
    # At most half of the places are filled, so this ends; a try that meets a filled one changes nothing.
    while act.writer.execute(_FILL, of=count, place=first + _any(act, slots), paper=LETTERS[choice]) == 0:
        pass


def boxes(reader: Reader, count: int) -> dict[str, tuple[int, int]]:
    """The parts of an urn that is divided by class: class -> first place and number of places; empty for one urn."""
    return {name: (first, slots) for name, first, slots in reader.rows(_BOXES, count=count)}


def counted_by_class(reader: Reader, count: int) -> dict[str, Counts]:
    """The papers of each class, after the close."""
    letters = _letters(reader, count)
    return {name: _counted(letters[first : first + slots]) for name, (first, slots) in boxes(reader, count).items()}


def seal(act: Act, count: int) -> Counts:
    """Count the papers of a ballot that is being closed, and journal the digest of all of them."""
    letters = _letters(act.reader, count)
    counts = _counted(letters)
    act.add(BallotSealRow, count=count, papers=counts.given, digest=_digest(count, letters))
    return counts


def turnout(reader: Reader, count: int) -> int:
    """How many have voted: all that may be seen of an open ballot."""
    found = reader.first(_BOX, count=count)
    return 0 if found is None else found[1]


def counted_again(reader: Reader, count: int) -> tuple[Counts, str]:
    """The papers as they lie in the file, with their digest; for ``verify``, after the close."""
    letters = _letters(reader, count)
    return _counted(letters), _digest(count, letters)


def places(reader: Reader, count: int) -> int:
    """How many places the urn has, blank and filled."""
    return len(_letters(reader, count))


def _any(act: Act, slots: int) -> int:
    return int.from_bytes(act.random(16)) % slots


def _letters(reader: Reader, count: int) -> str:
    return "".join(letter for (letter,) in reader.rows(_PAPERS, count=count))


def _counted(letters: str) -> Counts:
    return Counts(*(letters.count(LETTERS[choice]) for choice in (Choice.FOR, Choice.AGAINST, Choice.ABSTAIN)))


def _digest(count: int, letters: str) -> str:
    return hashlib.sha256(f"{count}|{letters}".encode()).hexdigest()
