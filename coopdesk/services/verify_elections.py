"""Are the papers of each declared election those that were counted, and its roll the one it was opened with? Part of
``verify``."""

from collections.abc import Iterator

from sqlalchemy import bindparam, select

from coopdesk.domain.refusals import Refusal
from coopdesk.services.election_counts import counted_again
from coopdesk.services.election_view import Election, elections_of
from coopdesk.services.election_weights import classes_sound
from coopdesk.services.room import digest_of, meetings_called
from coopdesk.storage.store import Reader
from coopdesk.storage.tables import ElectionElectorRow, ElectionRow

_ELECTORS = (
    select(ElectionElectorRow.member)
    .where(ElectionElectorRow.election == bindparam("election"))
    .order_by(ElectionElectorRow.member)
)
_DIGEST = select(ElectionRow.elector_digest).where(ElectionRow.id == bindparam("id"))


def election_faults(reader: Reader) -> Iterator[tuple[str, str]]:
    """Each roll against its digest, each declared count against the papers. (code, message)"""
    for meeting in meetings_called(reader):
        for election in elections_of(reader, meeting.id):
            where = f"election {election.number} of meeting {meeting.number}"
            digest = reader.value(_DIGEST, id=election.id)
            if digest is not None:
                roll = [member for (member,) in reader.rows(_ELECTORS, election=election.id)]
                if len(roll) != election.electors or digest_of(roll) != digest:
                    yield "ELECTION-ROLL-CHANGED", f"The roll of {where} is not the one it was opened with."
            if not classes_sound(reader, election.id):
                yield "ELECTION-CLASSES-CHANGED", f"What the classes of {where} weigh is not as it was opened."
            if election.state == "declared":
                yield from _count_faults(reader, election, where)


def _count_faults(reader: Reader, election: Election, where: str) -> Iterator[tuple[str, str]]:
    try:
        found = counted_again(reader, election)
    except Refusal as wrong:
        yield "ELECTION-CHANGED", f"The papers of {where} cannot be counted again: {wrong}"
        return
    if found is None:
        yield "ELECTION-CHANGED", f"The count that {where} was declared by is gone."
    elif found.now.papers_digest != found.papers_digest:
        yield "ELECTION-PAPERS-CHANGED", f"The papers of {where} are not those that were counted."
    elif (found.now.count_digest, " ".join(map(str, found.now.counted.elected))) != (found.count_digest, found.elected):
        yield "ELECTION-COUNT-WRONG", f"The papers of {where} do not add up to what was declared."
