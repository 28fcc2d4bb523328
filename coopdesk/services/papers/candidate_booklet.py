"""The booklet about the candidates: who stands, in the order of the ballot paper, in their own words."""

from base64 import b64decode
from dataclasses import dataclass
from datetime import datetime

from coopdesk.domain.ids import MeetingId
from coopdesk.domain.refusals import Refusal
from coopdesk.services.candidate_profiles import nominated_words, photograph_of
from coopdesk.services.election_view import Candidate, Election, election_by_number, elections_of
from coopdesk.services.papers.heading import MeetingHeading, meeting_heading
from coopdesk.services.room import meeting_by_id
from coopdesk.storage.store import Reader


@dataclass
class NobodyStands(Refusal):
    """A booklet about nobody."""

    code = "NO-CANDIDATES-YET"
    sentence = (
        "Nobody stands for election at this meeting yet, so there is no booklet to make. Nominate somebody first."
    )


@dataclass(frozen=True, slots=True)
class BookletCandidate:
    """One candidate. ``number`` is the place on the ballot paper, 0 before there is one; ``photo`` a JPEG or empty."""

    number: int
    name: str
    nominated: str
    """ "Proposed by Ann Oak, seconded by Bo Ash", or ""."""
    statement: str
    photo: bytes


@dataclass(frozen=True, slots=True)
class BookletContest:
    """One election with those who stand in it."""

    title: str
    places: str
    candidates: tuple[BookletCandidate, ...]
    reopen: bool


@dataclass(frozen=True, slots=True)
class BookletView:
    """All that the booklet prints."""

    heading: MeetingHeading
    contests: tuple[BookletContest, ...]


def candidate_booklet_view(reader: Reader, meeting_id: int, now: datetime, number: int = 0) -> BookletView:
    """The booklet of one election, or of every election of the meeting where ``number`` is 0.

    Raises:
        UnknownElection: there is no such election.
        NobodyStands: there is nobody to write about.
    """
    meeting = meeting_by_id(reader, MeetingId(meeting_id))
    found = (election_by_number(reader, meeting.id, number),) if number else elections_of(reader, meeting.id)
    contests = tuple(_contest(reader, each) for each in found if each.state != "cancelled" and each.people)
    if not contests:
        raise NobodyStands()
    return BookletView(meeting_heading(reader, meeting, now), contests)


def _contest(reader: Reader, election: Election) -> BookletContest:
    places = "There is 1 place." if election.places == 1 else f"There are {election.places} places."
    if election.constituency:
        places += f" For members of class {election.constituency}."
    if election.term:
        places += f" Those elected serve until {election.term}."
    people = sorted(election.people, key=lambda each: (each.number, each.id))
    candidates = tuple(_candidate(reader, each) for each in people)
    return BookletContest(election.title, places, candidates, election.reopen)


def _candidate(reader: Reader, candidate: Candidate) -> BookletCandidate:
    photo = b64decode(photograph_of(reader, candidate.id))
    nominated = nominated_words(reader, candidate)
    return BookletCandidate(candidate.number, candidate.name, nominated, candidate.statement, photo)
