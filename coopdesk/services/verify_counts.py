"""Does each count come to what it says? Votes, hands and papers are added up again, with what was sent in. Part of
``verify``."""

from collections.abc import Iterator

from sqlalchemy import bindparam, func, select

from coopdesk.domain.counts import Counts, add_up
from coopdesk.domain.ids import CountId
from coopdesk.services.advance_counts import added_figures
from coopdesk.services.motions import HANDS, STANDING_VOTES, papers_counted
from coopdesk.services.room import digest_of
from coopdesk.storage.store import Reader
from coopdesk.storage.tables import (
    AdvanceBatchRow,
    AdvanceVoterRow,
    CountRow,
    ElectorRow,
    ResultRow,
    SharedCountRow,
    VoteTallyRow,
)

_COUNTS = select(
    CountRow.id,
    CountRow.method,
    CountRow.electors,
    CountRow.elector_digest,
    CountRow.closed_at,
    CountRow.votes_for,
    CountRow.votes_against,
    CountRow.abstentions,
    CountRow.spoilt,
)
_TALLIES = select(VoteTallyRow.choice, VoteTallyRow.votes).where(VoteTallyRow.count == bindparam("count"))
_SHARED = select(SharedCountRow.count, SharedCountRow.of)
_ELECTORS = select(ElectorRow.member).where(ElectorRow.count == bindparam("count")).order_by(ElectorRow.member)
_RESULTS = select(
    ResultRow.count,
    ResultRow.votes_for,
    ResultRow.votes_against,
    ResultRow.abstentions,
    CountRow.votes_for,
    CountRow.votes_against,
    CountRow.abstentions,
).join(CountRow, CountRow.id == ResultRow.count)
_BATCHES = select(
    AdvanceBatchRow.id,
    AdvanceBatchRow.named,
    AdvanceBatchRow.votes_for,
    AdvanceBatchRow.against,
    AdvanceBatchRow.abstain,
    AdvanceBatchRow.voters,
)
_VOTERS = (
    select(AdvanceVoterRow.choice, func.count())
    .where(AdvanceVoterRow.batch == bindparam("batch"))
    .group_by(AdvanceVoterRow.choice)
)


def count_faults(reader: Reader) -> Iterator[tuple[str, str]]:
    """Every count against its electors and its votes, every result against its count: (code, sentence)."""
    shared: dict[int, int] = dict(reader.rows(_SHARED))
    counts_of = {row[0]: row[2:4] + row[5:] for row in reader.rows(_COUNTS)}
    for count, method, electors, digest, closed_at, *figures in reader.rows(_COUNTS):
        if count in shared:
            if counts_of[count] != counts_of.get(shared[count]):
                yield "TALLY-WRONG", f"Count {count} is not count {shared[count]}, though one vote made both."
            continue
        members = [member for (member,) in reader.rows(_ELECTORS, count=count)]
        if len(members) != electors or digest_of(members) != digest:
            yield "ELECTORS-CHANGED", f"The electors of count {count} are not those who were in the room."
        if method in ("recorded", "poll") and _tally(reader, count) != _standing(reader, count):
            yield "TALLY-STALE", f"The running tally of count {count} is not what its votes add up to."
        here = None if closed_at is None else counted_again(reader, count, method)
        if here is None:
            continue
        counts = add_up((here, added_figures(reader, count)))
        said = [counts.votes_for, counts.against, counts.abstain]
        if said != figures[:3]:
            told = ", ".join(str(each) for each in figures[:3])
            again = ", ".join(str(each) for each in said)
            yield (
                "TALLY-WRONG",
                f"Count {count} says {told} and the votes add up to {again} (for, against, abstain).",
            )
    for count, *figures in reader.rows(_RESULTS):
        if figures[:3] != figures[3:]:
            yield "RESULT-WRONG", f"The result declared for count {count} is not what was counted."
    yield from _sent_in(reader)


def counted_again(reader: Reader, count: int, method: str) -> Counts | None:
    """What was counted in the room, from the votes, the tellers' figures or the papers; None for an urn, which is
    looked into elsewhere."""
    if method == "secret":
        return None
    if method == "papers":
        return papers_counted(reader, CountId(count))
    if method in ("hands", "cards"):
        row = reader.first(HANDS, count=count)
        return Counts(0, 0) if row is None else Counts(*row)
    totals = _standing(reader, count)
    return Counts(totals.get("for", 0), totals.get("against", 0), totals.get("abstain", 0))


def _standing(reader: Reader, count: int) -> dict[str, int]:
    return dict(reader.rows(STANDING_VOTES, count=count))


def _tally(reader: Reader, count: int) -> dict[str, int]:
    return {choice: votes for choice, votes in reader.rows(_TALLIES, count=count) if votes}


def _sent_in(reader: Reader) -> Iterator[tuple[str, str]]:
    for batch, named, votes_for, against, abstain, voters in reader.rows(_BATCHES):
        listed: dict[str, int] = dict(reader.rows(_VOTERS, batch=batch))
        choices = [listed.get(word, 0) for word in ("for", "against", "abstain")]
        if sum(listed.values()) != voters or (named and choices != [votes_for, against, abstain]):
            yield "SENT-IN-WRONG", f"The votes sent in as entry id {batch} are not those on its list of members."
