"""Are the papers in each urn those that were in it when its ballot closed? Part of ``verify``."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import bindparam, func, select

from coopdesk.domain.counts import add_up
from coopdesk.services import urn
from coopdesk.services.advance_counts import added_figures
from coopdesk.storage.store import Reader
from coopdesk.storage.tables import BallotBoxRow, BallotSealRow, BallotVotedRow, CountRow

_BALLOTS = (
    select(
        CountRow.id,
        CountRow.closed_at,
        CountRow.votes_for,
        CountRow.votes_against,
        CountRow.abstentions,
        BallotBoxRow.slots,
        BallotBoxRow.voted,
        BallotBoxRow.papers,
        BallotSealRow.papers,
        BallotSealRow.digest,
    )
    .select_from(CountRow)
    .join(BallotBoxRow, BallotBoxRow.count == CountRow.id)
    .join(BallotSealRow, BallotSealRow.count == CountRow.id, isouter=True)
    .order_by(CountRow.id)
)
_MARKED = select(func.count()).select_from(BallotVotedRow).where(BallotVotedRow.count == bindparam("count"))


@dataclass(frozen=True, slots=True)
class BallotFault:
    """What is wrong with one urn."""

    code: str
    message: str


def ballot_faults(reader: Reader) -> Iterator[BallotFault]:
    """Every urn against the roll, its seal and its count. Of an open one nothing is said but whether it is whole."""
    for (
        count, closed_at, votes_for, against, abstain, slots, voted, papers, sealed, digest,
    ) in reader.rows(_BALLOTS):  # fmt: skip
        marked = reader.value(_MARKED, count=count) or 0
        counts, now = urn.counted_again(reader, count)
        if not counts.given == papers == voted == marked or urn.places(reader, count) != slots:
            said = f"The urn of count {count} holds {counts.given} papers, and {marked} members are marked as voters."
            yield BallotFault("URN-NOT-WHOLE", said)
        if closed_at is None:
            continue
        if (sealed, digest) != (counts.given, now):
            said = f"The papers of count {count} are not those that were in the urn when it was closed."
            yield BallotFault("URN-CHANGED", said)
        whole = add_up((counts, added_figures(reader, count)))
        if (whole.votes_for, whole.against, whole.abstain) != (votes_for, against, abstain):
            said = f"Count {count} says {votes_for}, {against}, {abstain} and its papers do not add up to that."
            yield BallotFault("TALLY-WRONG", said)
