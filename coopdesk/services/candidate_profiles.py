"""What a candidate says and looks like, for the booklet: kept in the file beside the nomination."""

from dataclasses import dataclass

from sqlalchemy import bindparam, select

from coopdesk.domain.members import clean_text
from coopdesk.domain.refusals import NotUnderstood
from coopdesk.services.act import Act
from coopdesk.services.candidates import STATEMENT_LIMIT
from coopdesk.services.election_view import Candidate, check_state, election_by_number, find_candidate
from coopdesk.services.events import ElectionChanged
from coopdesk.services.members import member_by_id
from coopdesk.services.perform import Command, Done, handles
from coopdesk.storage.store import Reader
from coopdesk.storage.tables import CandidatePhotoRow, CandidateRow

LARGEST_KEPT = 90_000
"""Bytes of a photograph: three times what one of our size takes."""
LONGEST = LARGEST_KEPT // 3 * 4
"""Letters of it in base64."""

_PHOTO = select(CandidatePhotoRow.picture).where(CandidatePhotoRow.candidate == bindparam("candidate"))


@dataclass(frozen=True, slots=True)
class SetPhotograph(Command[str]):
    """A candidate's photograph, as base64 of a small JPEG; "" takes it away. The value is the candidate's name."""

    private = ("picture",)

    meeting: int
    number: int
    candidate: str
    picture: str


@handles(SetPhotograph)
def set_photograph(command: SetPhotograph, act: Act) -> Done[str]:
    """Keep a photograph in place of the one before.

    Raises:
        ElectionStage: the election is over.
        UnknownCandidate: nobody of that number stands.
        NotUnderstood: the picture is larger than one for a booklet.
    """
    election = election_by_number(act.reader, command.meeting, command.number)
    check_state(election, "nominations", "open", "closed")
    found = find_candidate(act.reader, election, command.candidate)
    if found.member is None:
        raise NotUnderstood("The candidate", command.candidate, f"“{found.name}” is nobody who could be photographed")
    if len(command.picture) > LONGEST:
        raise NotUnderstood("The photograph", f"{len(command.picture):,} letters", f"use at most {LONGEST:,}")
    before = act.reader.value(_PHOTO, candidate=found.id)
    if before is None:
        act.add(CandidatePhotoRow, candidate=found.id, at=act.at, picture=command.picture)
    else:
        act.change(CandidatePhotoRow, found.id, at=act.at, picture=command.picture)
    undo = SetPhotograph(command.meeting, election.number, f"#{found.id}", before or "")
    return Done(found.name, (ElectionChanged(),), undo)


@dataclass(frozen=True, slots=True)
class SetStatement(Command[str]):
    """A candidate's own words, in place of those before; the value is the candidate's name."""

    private = ("statement",)

    meeting: int
    number: int
    candidate: str
    statement: str


@handles(SetStatement)
def set_statement(command: SetStatement, act: Act) -> Done[str]:
    """Keep the words; once the ballot is open they stand.

    Raises:
        ElectionStage: nominations are closed, and voters may have read it.
        UnknownCandidate: nobody of that number stands.
        NotUnderstood: it is too long.
    """
    election = election_by_number(act.reader, command.meeting, command.number)
    check_state(election, "nominations")
    found = find_candidate(act.reader, election, command.candidate)
    if found.member is None:
        raise NotUnderstood("The candidate", command.candidate, f"“{found.name}” is nobody who could say something")
    words = clean_text("The statement", command.statement, STATEMENT_LIMIT)
    act.change(CandidateRow, found.id, statement=words)
    undo = SetStatement(command.meeting, election.number, f"#{found.id}", found.statement)
    return Done(found.name, (ElectionChanged(),), undo)


@dataclass(frozen=True, slots=True)
class CandidateProfile:
    """What is known of somebody who stands. ``photograph`` is a JPEG in base64, or ""."""

    id: int
    name: str
    statement: str
    photograph: str
    nominated: str
    consent: bool


def profiles_of(reader: Reader, meeting: int, number: int) -> tuple[CandidateProfile, ...]:
    """Everybody who stands in an election, in the order of the paper once there is one.

    Raises:
        UnknownElection: there is no such election.
    """
    people = election_by_number(reader, meeting, number).people
    return tuple(
        CandidateProfile(
            each.id,
            each.name,
            each.statement,
            photograph_of(reader, each.id),
            nominated_words(reader, each),
            each.consent,
        )
        for each in people
    )


def nominated_words(reader: Reader, candidate: Candidate) -> str:
    """ "Proposed by Ann Oak, seconded by Bo Ash", or ""."""
    said = []
    for verb, member in (("proposed", candidate.proposer), ("seconded", candidate.seconder)):
        if member is not None:
            said.append(f"{verb} by {member_by_id(reader, member).name}")
    nominated = ", ".join(said)
    return nominated[:1].upper() + nominated[1:]


def photograph_of(reader: Reader, candidate: int) -> str:
    """A candidate's photograph in base64, or ""."""
    return reader.value(_PHOTO, candidate=candidate) or ""
