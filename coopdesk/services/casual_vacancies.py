"""A place that falls empty before its time goes to the runner-up, where the rules say so."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import bindparam, select

from coopdesk.domain.clock import local_day
from coopdesk.domain.elections.reserved import Seats
from coopdesk.domain.ids import MeetingId, MemberId
from coopdesk.domain.members import display_number
from coopdesk.domain.refusals import Refusal
from coopdesk.services.act import Act
from coopdesk.services.election_counts import ElectionResult, result_of
from coopdesk.services.election_terms import add_term
from coopdesk.services.election_view import Candidate, check_state
from coopdesk.services.events import ElectionChanged, RegisterChanged
from coopdesk.services.members import member_by_id, resolve
from coopdesk.services.perform import Command, Done, handles
from coopdesk.services.room import Meeting, meeting_by_id, rules_of
from coopdesk.storage.store import Reader
from coopdesk.storage.tables import OfficerRow, OfficerTermRow

_SEATED = (
    select(OfficerRow.id, OfficerRow.member, OfficerRow.until_day)
    .join(OfficerTermRow, OfficerTermRow.officer == OfficerRow.id)
    .where(OfficerTermRow.election == bindparam("election"), OfficerRow.void == 0)
    .order_by(OfficerRow.id)
)


@dataclass
class BoardFills(Refusal):
    """The runner-up is asked for where the rules leave it to the board."""

    code = "BOARD-FILLS"
    sentence = (
        "The rule sheet leaves a casual vacancy to the board, so nobody was put in. Enter whom the board appoints with "
        "“officers add”, or set casual_vacancies to runner-up where the registered rules say so."
    )


@dataclass
class NoCasualVacancy(Refusal):
    """The place is not empty."""

    code = "NO-CASUAL-VACANCY"
    sentence = "{name} (member {member}) {why}, so there is no casual vacancy to fill. Nobody was put in."
    name: str
    member: str
    why: str


@dataclass
class NoRunnerUp(Refusal):
    """There is nobody to put in, or several stood equal."""

    code = "NO-RUNNER-UP"
    sentence = "Election {number} has no runner-up to put in: {why}. The place stays vacant until the board fills it."
    number: int
    why: str


@dataclass(frozen=True, slots=True)
class EmptyPlace:
    """Somebody left a place of an election; ``number`` is the member number as people write it."""

    number: str
    name: str


def empty_places(reader: Reader, meeting: Meeting, result: ElectionResult) -> tuple[EmptyPlace, ...]:
    """Who left a place that ``FillVacancy`` may fill; none where the rules leave it to the board."""
    if result.election.state != "declared" or rules_of(reader, meeting).casual_vacancies != "runner-up":
        return ()
    seated = reader.rows(_SEATED, election=result.election.id)
    serving = {member for _, member, until in seated if until is None}
    if len(serving) >= len(result.seated):
        return ()
    left = dict.fromkeys(member for _, member, until in seated if until is not None and member not in serving)
    people = [member_by_id(reader, MemberId(member)) for member in left if member is not None]
    return tuple(EmptyPlace(display_number(each.number), each.name) for each in people)


@dataclass(frozen=True, slots=True)
class FillVacancy(Command[str]):
    """A casual vacancy goes to the runner-up of the election; the value is the name."""

    meeting: int
    number: int
    reference: str
    """Whoever left the place: a member number."""


@handles(FillVacancy)
def fill_vacancy(command: FillVacancy, act: Act) -> Done[str]:
    """Put in whoever came nearest without a place, for the rest of the term, with the reserved seats kept.

    Raises:
        BoardFills: the rules do not say so.
        NoCasualVacancy: that member has no place of this election, or has not left it.
        NoRunnerUp: nobody is left, or several stood equal.
        ElectionStage: it has not been declared.
    """
    meeting = meeting_by_id(act.reader, MeetingId(command.meeting))
    result = result_of(act.reader, meeting.id, command.number)
    if result is None:
        raise NoRunnerUp(command.number, "it has not been counted")
    check_state(result.election, "declared")
    if rules_of(act.reader, meeting).casual_vacancies != "runner-up":
        raise BoardFills()
    leaver = member_by_id(act.reader, resolve(act.reader, command.reference))
    seated = act.reader.rows(_SEATED, election=result.election.id)
    terms = [until for _, member, until in seated if member == leaver.id]
    if not terms:
        raise NoCasualVacancy(leaver.name, display_number(leaver.number), "has no place of this election")
    if None in terms:
        raise NoCasualVacancy(leaver.name, display_number(leaver.number), "still serves; end that term first")
    if sum(1 for _, _, until in seated if until is None) >= len(result.seated):
        raise NoCasualVacancy(leaver.name, display_number(leaver.number), "left, and the place was filled")
    found = _next_in_line(result, [member for _, member, _ in seated], [m for _, m, until in seated if until is None])
    how = f"runner-up, for {leaver.name}, elected"
    add_term(act, result.election, found, local_day(act.now), how)
    return Done(found.name, (ElectionChanged(), RegisterChanged()))


def _next_in_line(result: ElectionResult, had_one: Sequence[int | None], serving: Sequence[int | None]) -> Candidate:
    """Whoever had the most votes, or was excluded last, of those who can have a place and had none."""
    people = {each.number: each for each in result.election.people}
    waiting = [number for number, each in people.items() if each.member not in had_one]
    in_place = [number for number, each in people.items() if each.member in serving]
    seats = Seats([*waiting, *in_place], result.counted.places, result.election.reserved)
    able = [each for each in waiting if seats.may_have_one(in_place, each, waiting)]
    if not able:
        raise NoRunnerUp(result.election.number, "nobody is left who stood")
    excluded = [each for each in result.counted.excluded if each in able]
    still = [each for each in able if each not in excluded]
    if not still:
        return people[excluded[-1]]
    votes = result.counted.stages[-1].votes
    most = max(votes[each - 1] for each in still)
    level = [each for each in still if votes[each - 1] == most]
    if len(level) > 1:
        names = " and ".join(people[each].name for each in level)
        raise NoRunnerUp(result.election.number, f"{names} stood equal")
    return people[level[0]]
