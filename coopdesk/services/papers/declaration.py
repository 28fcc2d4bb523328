"""The declaration of an election, with the whole trail of its count."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from coopdesk.domain.clock import day_words, local_day
from coopdesk.domain.elections.ballots import Ballots
from coopdesk.domain.elections.canonical import ballots_fingerprint, count_fingerprint
from coopdesk.domain.elections.record import Count
from coopdesk.domain.elections.sentences import lot_sentence, quota_sentence, stage_sentences
from coopdesk.domain.elections.weight_words import weights_sentence
from coopdesk.domain.ids import MeetingId
from coopdesk.domain.refusals import Refusal
from coopdesk.domain.rules import LegalForm
from coopdesk.services.election_account import account_view
from coopdesk.services.election_counts import ElectionResult, result_of
from coopdesk.services.election_view import REOPEN
from coopdesk.services.letterhead import LetterheadView
from coopdesk.services.papers.heading import RecordHeading, meeting_heading
from coopdesk.services.room import Meeting, meeting_by_id
from coopdesk.storage.store import Reader


@dataclass
class NothingCounted(Refusal):
    """A declaration before any count."""

    code = "NOT-COUNTED"
    sentence = "Election {number} has not been counted, so there is nothing to print. Count it first."
    number: int


@dataclass(frozen=True, slots=True)
class Elected:
    """One line of the panel."""

    name: str
    stage: int
    until: str


@dataclass(frozen=True, slots=True)
class Figure:
    """A large figure, what it counts, and a word more under that."""

    figure: int
    label: str
    below: str = ""


@dataclass(frozen=True, slots=True)
class DeclarationView:
    """What the declaration says. ``counted`` and ``ballots`` are the record of the count, named."""

    heading: RecordHeading
    title: str
    below: str
    status: str
    foot: str
    elected: tuple[Elected, ...]
    vacant: int
    figures: tuple[Figure, ...]
    quota: str
    spoilt: str
    counted: Count
    ballots: Ballots
    sentences: tuple[str, ...]
    closing: tuple[str, ...]
    papers_digest: str
    count_digest: str
    to_sign: bool
    no_ballot: str = ""
    """Why nobody voted, in a sentence: nobody was opposed, or nobody stood. There are no stages to show then."""
    signed_above: bool = False
    """It is signed on the first sheet of the paper it is part of."""


def declaration_view(reader: Reader, meeting_id: int, number: int, now: datetime) -> DeclarationView:
    """The declaration of an election of a meeting, from its last count.

    Raises:
        NothingCounted: there is none.
        UnknownElection: there is no such election.
    """
    meeting = meeting_by_id(reader, MeetingId(meeting_id))
    return view_of(reader, meeting, counted_result(reader, meeting, number), now)


def counted_result(reader: Reader, meeting: Meeting, number: int) -> ElectionResult:
    """The last count of an election.

    Raises:
        NothingCounted: there is none.
        UnknownElection: there is no such election.
    """
    result = result_of(reader, meeting.id, number)
    if result is None:
        raise NothingCounted(number)
    return result


def view_of(reader: Reader, meeting: Meeting, result: ElectionResult, now: datetime) -> DeclarationView:
    """The declaration of a result."""
    election, heading = result.election, meeting_heading(reader, meeting, now)
    declared = election.declared_at is not None
    day = day_words(local_day(meeting.at))
    where = f", {meeting.place}" if meeting.place else ""
    until = f"until {election.term}" if election.term else ""
    account = result.account
    returned = account.returned
    no_ballot = election.no_ballot(returned)
    figures = [Figure(account.electors, "may vote")]
    if account.issued:
        figures.append(Figure(account.issued, "papers", "issued"))
    if not no_ballot:
        figures.append(Figure(returned, "returned", _turnout(returned, account.electors)))
        figures += _counted_figures(result.counted, returned)
    return DeclarationView(
        heading=heading,
        title=declaration_title(election.title, declared=declared),
        below=f"{day}{where}. {_constituency(result)}{_size(result.counted)} {result.counted.rule.full_name}.",
        status="Final" if declared else "Draft",
        foot=_foot(result),
        elected=tuple(
            Elected(result.ballots.name(each), result.counted.elected_at(each), until) for each in result.seated
        ),
        vacant=result.vacant,
        figures=tuple(figures),
        quota="" if no_ballot else quota_sentence(result.counted) or weights_sentence(result.counted),
        spoilt=_spoilt(result.spoilt),
        counted=result.counted,
        ballots=result.ballots,
        sentences=() if no_ballot else tuple(stage_sentences(result.counted, result.ballots)),
        closing=(*(() if no_ballot else _closing(result.counted, result.ballots)), *_besides(reader, result)),
        papers_digest=result.papers_digest,
        count_digest=result.count_digest,
        to_sign=True,
        no_ballot=no_ballot,
    )


def trail_view(counted: Count, ballots: Ballots, now: datetime, file: str, program: str) -> DeclarationView:
    """The trail of a ballot file that was counted alone: no society, no roll, nothing to sign."""
    spoilt = {reason.value: papers for reason, papers in ballots.spoilt.items()}
    title = ballots.title or "A contest without a title"
    society = LetterheadView(title, "", LegalForm.CO_OPERATIVE, "", 100, sample=False)
    returned = counted.valid + sum(spoilt.values())
    return DeclarationView(
        heading=RecordHeading(society=society, made=now, head="", entry=0),
        title="Count of a ballot file",
        below=f"{file}. {_size(counted)} {counted.rule.full_name}.",
        status="",
        foot=f"Counted by {program} from a file alone; made on {day_words(local_day(now))}",
        elected=tuple(Elected(ballots.name(each), counted.elected_at(each), "") for each in counted.elected),
        vacant=counted.unfilled,
        figures=(Figure(returned, "papers"), *_counted_figures(counted, returned)),
        quota=quota_sentence(counted),
        spoilt=_spoilt(spoilt),
        counted=counted,
        ballots=ballots,
        sentences=tuple(stage_sentences(counted, ballots)),
        closing=_closing(counted, ballots),
        papers_digest=ballots_fingerprint(ballots),
        count_digest=count_fingerprint(counted),
        to_sign=False,
    )


def _counted_figures(counted: Count, returned: int) -> list[Figure]:
    figures = [Figure(returned - counted.valid, "spoilt"), Figure(counted.valid, "valid")]
    if counted.rule.whole_quota and counted.stages:
        figures.append(Figure(counted.quota // 10**counted.rule.decimals, "quota"))
    return figures


def _turnout(returned: int, electors: int) -> str:
    """Papers returned of the electorate, to a tenth (domain reference §7.7)."""
    if not electors:
        return ""
    tenths = (2000 * returned + electors) // (2 * electors)
    return f"turnout {tenths // 10}.{tenths % 10}%"


def declaration_title(title: str, *, declared: bool) -> str:
    """ "Declaration of the election of directors"; "Count of …" before it is declared."""
    what = "Declaration" if declared else "Count"
    if title.casefold().startswith("election of"):
        return f"{what} of the {title[0].lower()}{title[1:]}"
    return f"{what}: {title}"


def _constituency(result: ElectionResult) -> str:
    return f"Members of class {result.election.constituency}. " if result.election.constituency else ""


def _size(counted: Count) -> str:
    people = len(counted.standing)
    places = "1 place" if counted.places == 1 else f"{counted.places} places"
    return f"{places}, {people} {'candidate' if people == 1 else 'candidates'}."


def _foot(result: ElectionResult) -> str:
    declared = result.election.declared_at
    when = f"Declared on {day_words(local_day(declared))}" if declared is not None else "Not declared"
    return f"{when}; counted from the papers as entered, count {result.attempt}"


def _spoilt(reasons: Mapping[str, int]) -> str:
    return "; ".join(f"{papers} {reason}" for reason, papers in sorted(reasons.items()))


def _besides(reader: Reader, result: ElectionResult) -> list[str]:
    """Seats that were reserved, what became of "re-open nominations", and papers that are not back."""
    papers = account_view(reader, result.election)
    missing = papers.sentence if papers.account.out > 0 else ""
    return [said for said in (result.election.reserved_words, result.reopened, missing) if said]


def _closing(counted: Count, ballots: Ballots) -> tuple[str, ...]:
    """Runner-up (never "re-open nominations": nobody can fill a vacancy with that), excluded in order, and whether
    chance had a hand in it."""
    said = [f"Rule: {counted.rule.source}."]
    if counted.excluded:
        said.append(f"Excluded, in this order: {', '.join(ballots.name(each) for each in counted.excluded)}.")
    runners = [ballots.name(each) for each in counted.runners_up if ballots.name(each) != REOPEN]
    if runners:
        names = " and ".join(runners)
        said.append(f"Runner-up for a casual vacancy: {names}.")
    ties = [tie for stage in counted.stages for tie in stage.ties]
    if counted.lot_needed_between:
        said.append(lot_sentence(counted, ballots))
    elif not ties:
        said.append("No tie arose; no lot was drawn.")
    elif counted.lots:
        drawn = len(counted.lots)
        said.append(f"{'A lot was' if drawn == 1 else f'{drawn} lots were'} drawn, as told at the stage.")
    else:
        said.append("Ties were settled by earlier stages; no lot was drawn.")
    return tuple(said)
