"""Contests of so few voters that the count tells on them: what the returning officer is told before one is opened."""

from collections.abc import Sequence
from datetime import datetime

from coopdesk.domain.few_voters import few_papers, few_rankings, few_voters
from coopdesk.domain.ids import MeetingId
from coopdesk.services.election_counts import ElectionResult
from coopdesk.services.election_papers import paper_account
from coopdesk.services.election_view import election_by_number, entitled_to_vote
from coopdesk.services.room import meeting_by_id
from coopdesk.storage.store import Reader


def few_voters_of(reader: Reader, meeting_id: int, numbers: Sequence[int], now: datetime) -> tuple[str, ...]:
    """A sentence for each of these elections whose ballot would be of very few; one without a ballot tells nothing.

    Raises:
        UnknownElection: there is no such election.
    """
    meeting = meeting_by_id(reader, MeetingId(meeting_id))
    elections = [election_by_number(reader, meeting.id, number) for number in numbers]
    said = (
        few_voters(each.constituency, len(entitled_to_vote(reader, meeting, each.constituency, now)))
        for each in elections
        if not each.unopposed
    )
    return tuple(each for each in said if each)


def few_papers_of(reader: Reader, meeting_id: int, number: int) -> str:
    """What a count will tell where very few papers, or few, came back; "" where there are enough, or is no ballot.

    Raises:
        UnknownElection: there is no such election.
    """
    election = election_by_number(reader, meeting_id, number)
    if election.unopposed:
        return ""
    returned = paper_account(reader, election).returned
    return few_papers(election.constituency, returned) or few_rankings(returned, "its stages")


def rankings_of(result: ElectionResult, what: str) -> str:
    """What is said before rankings of a small contest, or stages made of them, go out; "" where there is no need.

    Args:
        what: goes out, "this file".
    """
    return few_rankings(result.counted.valid, what)
