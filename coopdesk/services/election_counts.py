"""Counting an election from the papers as entered, with its lots, and declaring who is elected."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import bindparam, select

from coopdesk.domain.clock import local_day
from coopdesk.domain.elections.ballots import Ballots, Spoilt
from coopdesk.domain.elections.canonical import class_fingerprint, count_fingerprint
from coopdesk.domain.elections.counting import count, nobody_stood, without_withdrawn
from coopdesk.domain.elections.lots import Entered, Lots, NoLots, Seeded
from coopdesk.domain.elections.record import Count, Rule
from coopdesk.domain.elections.weights import ClassPapers
from coopdesk.domain.elections.x_vote import sift
from coopdesk.domain.ids import MeetingId
from coopdesk.domain.members import clean_line
from coopdesk.domain.refusals import NotUnderstood, Refusal
from coopdesk.services.act import Act
from coopdesk.services.election_back import VoidCount
from coopdesk.services.election_ballots import ballots_of, class_papers_of
from coopdesk.services.election_box import sweep_due
from coopdesk.services.election_papers import PaperAccount, paper_account
from coopdesk.services.election_terms import seat
from coopdesk.services.election_view import Election, check_state, election_by_number
from coopdesk.services.events import ElectionChanged, RegisterChanged
from coopdesk.services.kept import Kept
from coopdesk.services.perform import Command, Done, handles
from coopdesk.services.room import held_on, meeting_by_id, refuse_closed
from coopdesk.storage.store import Reader
from coopdesk.storage.tables import ElectionCountRow, ElectionCountVoidRow, ElectionRow, JournalRow

SEED_LIMIT = 200
_SPOILT_WORDS = {
    Spoilt.BLANK: "nothing on it",
    Spoilt.NO_CLEAR_FIRST: "no clear first choice",
    Spoilt.TOO_MANY: "more crosses than places",
    Spoilt.TOO_FEW: "fewer crosses than the rules ask for",
    Spoilt.ONLY_WITHDRAWN: "only for somebody who withdrew",
}
_COUNTS = (
    select(
        ElectionCountRow.attempt,
        ElectionCountRow.elected,
        ElectionCountRow.lot_needed,
        ElectionCountRow.papers_digest,
        ElectionCountRow.count_digest,
        ElectionCountRow.seed,
        ElectionCountRow.lots,
    )
    .join(ElectionCountVoidRow, ElectionCountVoidRow.count == ElectionCountRow.id, isouter=True)
    .where(ElectionCountRow.election == bindparam("election"))
    .order_by(ElectionCountRow.attempt.desc())
    .limit(1)
)
"""Counts with those that were taken back: the lots drawn for them stand."""
_LAST = _COUNTS.where(ElectionCountVoidRow.count.is_(None))
_HEAD = select(JournalRow.hash).order_by(JournalRow.seq.desc()).limit(1)
_COUNTED: Kept[tuple[object, ...], Count] = Kept(8)
_SHOWN: Kept[tuple[bytes, int, int], "ElectionResult | None"] = Kept(4)


@dataclass
class ReadingsDiffer(Refusal):
    """Papers that two people read differently, or that only one has read."""

    code = "READINGS-DIFFER"
    sentence = (
        "{differing} papers of election {number} were read differently and {once} were read by one person only "
        "({papers}). Look at them together and enter them again before counting."
    )
    number: int
    differing: int
    once: int
    papers: str


@dataclass
class NotCounted(Refusal):
    """A declaration without a finished count."""

    code = "NOT-COUNTED"
    sentence = "Election {number} {why}, so there is nothing to declare yet."
    number: int
    why: str


@dataclass
class LotStands(Refusal):
    """A second draw after the first one's outcome is known."""

    code = "LOT-STANDS"
    sentence = (
        "A lot was drawn in public at count {attempt} of election {number}, and a recount of the same papers replays "
        "it. Nothing was counted: count again without a seed or a lot."
    )
    number: int
    attempt: int


@dataclass(frozen=True, slots=True)
class ElectionResult:
    """An election counted: what goes onto the declaration, the wall and into the minutes."""

    election: Election
    counted: Count
    ballots: Ballots
    spoilt: Mapping[str, int]
    account: PaperAccount
    attempt: int
    papers_digest: str
    count_digest: str
    classes: ClassPapers | None = None
    """The papers as they lie class by class, where classes do not weigh the same."""

    @property
    def vacant(self) -> int:
        """Places nobody takes: too few candidates, or "re-open nominations" won one."""
        return self.counted.places - len(self.seated) if self.counted.finished else 0

    @property
    def seated(self) -> tuple[int, ...]:
        """Who takes a place, in order: nobody whom the voters put behind "re-open nominations"."""
        return self.counted.won_places(self.reopen_number)

    @property
    def reopen_number(self) -> int:
        """The ballot-paper number of "re-open nominations"; 0 where it does not stand."""
        return self.election.reopen_number

    @property
    def reopened(self) -> str:
        """One sentence where "re-open nominations" won a place, or ""."""
        if self.reopen_number not in self.counted.elected:
            return ""
        behind = [each for each in self.counted.elected if each not in (*self.seated, self.reopen_number)]
        names = " and ".join(self.ballots.name(each) for each in behind)
        said = f"“Re-open nominations” won a place, so {_places(self.vacant)} vacant and nominations open again."
        return (
            f"{said} {names} came behind it and {'is' if len(behind) == 1 else 'are'} not elected." if names else said
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class CountElection(Command[ElectionResult]):
    """Count; where a lot is needed the result says between whom, and a further count brings it."""

    meeting: int
    number: int
    seed: str = ""
    lots: str = "[]"
    """Lots drawn by hand, as JSON: [[candidate picked, how it was drawn and who saw it], ...]."""


@handles(CountElection)
def count_election(command: CountElection, act: Act) -> Done[ElectionResult]:
    """Count the papers as they are entered now, and keep the digests of both.

    Raises:
        ReadingsDiffer: two people did not read the same.
        ElectionStage: the ballot is not closed.
        LotStands: another lot was drawn for these papers before.
        LotNotAmongThem, LotsNotNeeded, NobodyStands: as their sentences say.
    """
    refuse_closed(meeting_by_id(act.reader, MeetingId(command.meeting)))
    election = election_by_number(act.reader, command.meeting, command.number)
    check_state(election, "closed")
    result = _count(act, election, command.seed, command.lots)
    undo = VoidCount(command.meeting, election.number, result.attempt)
    return Done(result, (ElectionChanged(),), undo, sweep=sweep_due(act, election.id))


def _count(act: Act, election: Election, seed: str, lots: str) -> ElectionResult:
    account = paper_account(act.reader, election)
    twice = account.returned > len(account.read_once)
    if account.differing or (twice and account.read_once):
        papers = ", ".join([*account.differing, *account.read_once][:5])
        once = len(account.read_once) if twice else 0
        raise ReadingsDiffer(election.number, len(account.differing), once, papers)
    seed = clean_line("The seed", seed, SEED_LIMIT)
    before = act.reader.first(_COUNTS, election=election.id)
    if not seed and lots == "[]" and before is not None:
        # A recount replays the lots that were drawn before (ERS97 5.6.1).
        seed, lots = before[5], before[6]
    elif before is not None:
        lots = _lots_after(act.reader, election, before, seed, lots)
    result = _result(act.reader, election, seed, lots, (before[0] if before else 0) + 1)
    spoilt = sum(result.spoilt.values())
    act.add(
        ElectionCountRow,
        election=election.id,
        attempt=result.attempt,
        at=act.at,
        returned=result.counted.valid + spoilt,
        valid=result.counted.valid,
        spoilt=spoilt,
        elected=" ".join(map(str, result.counted.elected)),
        lot_needed=" ".join(map(str, result.counted.lot_needed_between or ())),
        papers_digest=result.papers_digest,
        count_digest=result.count_digest,
        seed=seed,
        lots=lots,
    )
    return result


def _lots_after(
    reader: Reader, election: Election, before: tuple[int, str, str, str, str, str, str], seed: str, lots: str
) -> str:
    """The lots of a count after another: those drawn stand, and further ones follow them.

    Raises:
        LotStands: these would take their place.
    """
    attempt, _, _, papers, _, seed_before, lots_before = before
    drawn, now = json.loads(lots_before), _lots_given(lots)
    if not (seed_before or drawn) or (seed == seed_before and now[: len(drawn)] == drawn):
        return lots
    earlier = _result(reader, election, seed_before, lots_before, attempt)
    if not earlier.counted.lots or earlier.papers_digest != papers:
        return lots
    if earlier.counted.finished or seed_before or seed:
        raise LotStands(election.number, attempt)
    return json.dumps([*drawn, *now])


def _lots_given(lots: str) -> list[list[object]]:
    try:
        given = json.loads(lots)
    except ValueError:
        return []
    return given if isinstance(given, list) else []


def _result(reader: Reader, election: Election, seed: str, lots: str, attempt: int) -> ElectionResult:
    ballots, aside = ballots_of(reader, election)
    classes = class_papers_of(reader, election)
    papers_digest = class_fingerprint(ballots, classes)
    counted = _counted(election, ballots, papers_digest, classes, seed, lots)
    papers = without_withdrawn(ballots)
    if election.rule is Rule.BLOCK:
        papers = sift(papers, exactly=election.exactly)
    spoilt = dict(aside)
    for reason, many in papers.spoilt.items():
        spoilt[_SPOILT_WORDS[reason]] = spoilt.get(_SPOILT_WORDS[reason], 0) + many
    return ElectionResult(
        election,
        counted,
        papers,
        dict(sorted(spoilt.items())),
        paper_account(reader, election),
        attempt,
        papers_digest,
        count_fingerprint(counted),
        classes,
    )


def _counted(
    election: Election, ballots: Ballots, papers_digest: str, classes: ClassPapers | None, seed: str, lots: str
) -> Count:
    """The count of these papers, with these lots; the same as before where all that goes into it is the same."""
    if not election.people:
        return nobody_stood(ballots, election.rule)

    def work() -> Count:
        return count(
            ballots,
            election.rule,
            _lots(election, seed, lots),
            exactly=election.exactly,
            reserved=election.reserved,
            classes=classes,
        )

    if classes is not None:
        return work()
    key = (papers_digest, election.rule, _contest(election), seed, lots, election.exactly, election.reserved)
    return _COUNTED.get(key, work)


def _contest(election: Election) -> str:
    """The contest's name in a draw."""
    return f"{election.title} {election.constituency}".strip()


def _lots(election: Election, seed: str, lots: str) -> Lots:
    try:
        drawn = [(int(picked), str(how)) for picked, how in json.loads(lots)]
    except (ValueError, TypeError) as wrong:
        raise NotUnderstood("The lots", lots, "give each as the candidate picked and how it was drawn") from wrong
    if drawn:
        return Entered(drawn)
    return Seeded(seed, _contest(election)) if seed else NoLots()


@dataclass(frozen=True, slots=True)
class DeclareElection(Command[ElectionResult]):
    """Declare who is elected; they go onto the register of officers."""

    meeting: int
    number: int


@handles(DeclareElection)
def declare_election(command: DeclareElection, act: Act) -> Done[ElectionResult]:
    """Declare the last count, or, unopposed, whoever stands. A declaration is never taken back.

    Raises:
        NotCounted: there is no finished count, or papers changed since.
        ElectionStage: the ballot is not closed.
    """
    meeting = meeting_by_id(act.reader, MeetingId(command.meeting))
    refuse_closed(meeting)
    election = election_by_number(act.reader, meeting.id, command.number)
    check_state(election, "closed")
    last = act.reader.first(_LAST, election=election.id)
    if last is None:
        if not election.unopposed:
            raise NotCounted(election.number, "has not been counted")
        result = _count(act, election, "", "[]")
    else:
        result = _result(act.reader, election, last[5], last[6], last[0])
        if result.papers_digest != last[3] or result.count_digest != last[4]:
            raise NotCounted(election.number, "has had papers entered or candidates changed since its count")
    if not result.counted.finished:
        raise NotCounted(election.number, "needs a lot to be drawn")
    people = {each.number: each for each in election.people}
    seat(act, election, [people[number] for number in result.seated], held_on(meeting, act.now))
    act.change(ElectionRow, election.id, state="declared", declared_at=act.at)
    declared = result_of(act.reader, meeting.id, election.number) or result
    return Done(declared, (ElectionChanged(), RegisterChanged()), sweep=sweep_due(act, election.id))


def result_of(reader: Reader, meeting: int, number: int) -> ElectionResult | None:
    """The last count of an election, worked out again from its papers; None before the first.

    Raises:
        UnknownElection: there is no such election.
    """
    found = counted_again(reader, election_by_number(reader, meeting, number))
    return None if found is None else found.now


def result_shown(reader: Reader, meeting: int, number: int) -> ElectionResult | None:
    """The same for a page or the wall, which ask at every event: read and counted once for each state of the journal.

    Never from inside a command: there rows change before the journal says so.

    Raises:
        UnknownElection: there is no such election.
    """

    def work() -> ElectionResult | None:
        return result_of(reader, meeting, number)

    head = reader.value(_HEAD)
    return work() if head is None else _SHOWN.get((head, meeting, number), work)


def lot_waited_for(reader: Reader, election: Election) -> bool | None:
    """Whether the last count waits for a lot; None before the first. Nothing is counted for it."""
    last = reader.first(_LAST, election=election.id)
    return None if last is None else bool(last[2])


@dataclass(frozen=True, slots=True)
class CountedAgain:
    """The last count as it was written down, and as its papers add up now."""

    elected: str
    papers_digest: str
    count_digest: str
    now: ElectionResult


def counted_again(reader: Reader, election: Election) -> CountedAgain | None:
    """The last count that was not taken back, worked out again; None before the first."""
    last = reader.first(_LAST, election=election.id)
    if last is None:
        return None
    attempt, elected, _, papers, counted, seed, lots = last
    return CountedAgain(elected, papers, counted, _result(reader, election, seed, lots, attempt))


def _places(vacant: int) -> str:
    return "1 place stays" if vacant == 1 else f"{vacant} places stay"


def declared_on(result: ElectionResult) -> str:
    """The day of the declaration, ISO; "" before it."""
    declared = result.election.declared_at
    return local_day(declared).isoformat() if declared is not None else ""
