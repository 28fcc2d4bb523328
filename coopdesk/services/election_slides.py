"""From an election to what the hall sees of it, step by step: candidates, each stage of the count, who is elected."""

from dataclasses import dataclass, replace

from coopdesk.domain.clock import day_words, hour, local_day
from coopdesk.domain.elections.ballots import Ballots
from coopdesk.domain.elections.headlines import cut, headline, lot_words, shown_decimals, tie_words
from coopdesk.domain.elections.record import Count, Rule
from coopdesk.domain.elections.weight_words import weights_briefly
from coopdesk.services.contest_slides import ContestName, ContestSlide, ElectedSlide, NamesSlide, StageLine, StageSlide
from coopdesk.services.election_counts import ElectionResult, result_shown
from coopdesk.services.election_papers import paper_account
from coopdesk.services.election_slips import GRID, slip_form
from coopdesk.services.election_view import Election, election_by_number
from coopdesk.services.room import Meeting
from coopdesk.services.society import letterhead
from coopdesk.storage.store import Reader

_BEHIND_QUOTA = (7, 6)
"""A bar's room ends a sixth behind the quota, so that the line stands inside."""

_AFTERWARDS = ("counting, stage", "how it was counted, stage")

_SHORT_RULES = {
    Rule.SCOTTISH: "single transferable vote",
    Rule.ERS97: "single transferable vote",
    Rule.MEEK: "single transferable vote, Meek",
    Rule.AV: "alternative vote",
    Rule.BLOCK: "crosses, the highest totals elected",
    Rule.APPROVAL: "approval, the highest totals elected",
    Rule.CONFIRM: "yes or no to each candidate",
}


@dataclass(frozen=True, slots=True)
class _Frame:
    """What every slide of one election shares."""

    election: Election
    society: str
    sample: bool
    steps: int


def election_slide(reader: Reader, meeting: Meeting, number: int, step: int | None) -> ContestSlide:
    """One step of an election on the wall.

    Args:
        step: 0 for the candidates, n for stage n, one more for who is elected; None where the story begins now.

    Raises:
        UnknownElection: there is no such election.
    """
    election = election_by_number(reader, meeting.id, number)
    head = letterhead(reader)
    result = result_shown(reader, meeting.id, number)
    steps = steps_of(election, result)
    frame = _Frame(election, head.name, head.sample, steps)
    at = _begins(election, result) if step is None else min(max(step, 0), steps)
    if result is None or at == 0:
        return _names(reader, frame)
    if at <= len(result.counted.stages):
        told = replace(
            stage_slide(result.counted, result.ballots, at, society=head.name, title=_title(election)),
            number=election.number, steps=steps, sample=head.sample,
        )  # fmt: skip
        return told if election.state != "declared" else replace(told, heading=told.heading.replace(*_AFTERWARDS))
    return _elected(frame, result) if result.counted.finished else _lot(frame, result)


def steps_of(election: Election, result: ElectionResult | None) -> int:
    """How far the wall can be stepped on: to who is elected only once the chair has declared it."""
    if result is None:
        return 0
    ends = election.state == "declared" or not result.counted.finished
    return len(result.counted.stages) + (1 if ends else 0)


def _begins(election: Election, result: ElectionResult | None) -> int:
    """The candidates until there is a count, then its first stage; what is declared, at once."""
    if result is None:
        return 0
    return len(result.counted.stages) + 1 if election.state == "declared" else 1


def _names(reader: Reader, frame: _Frame) -> NamesSlide:
    election = frame.election
    people = sorted(election.standing, key=lambda each: each.number or each.id)
    state = {
        "nominations": "nominations are open",
        "open": "the ballot is open",
        "closed": "the ballot is closed",
        "declared": f"declared {hour(election.declared_at)}" if election.declared_at else "declared",
    }.get(election.state, election.state)
    return NamesSlide(
        society=frame.society,
        heading=f"{_title(election)}  ·  {state}",
        title=_size(election),
        names=tuple(ContestName(str(each.number or ""), each.name, _below(each.statement)) for each in people),
        says=_says(election, slip_form(reader, election.id)),
        lot=False,
        footer=_turnout(reader, election),
        number=election.number,
        step=0,
        steps=frame.steps,
        sample=frame.sample,
    )


def _title(election: Election) -> str:
    return f"{election.title} ({election.constituency})" if election.constituency else election.title


def _size(election: Election) -> str:
    people = len(election.people)
    places = "1 place" if election.places == 1 else f"{election.places} places"
    if not people:
        return f"{places}, nobody nominated yet"
    return f"{places}, 1 candidate" if people == 1 else f"{places}, {people} candidates"


_ONE_LINE = 70
"""A statement of at most so many characters stands under the name."""


def _below(statement: str) -> str:
    return statement if "\n" not in statement and len(statement) <= _ONE_LINE else ""


def _says(election: Election, form: str) -> str:
    if election.state == "nominations":
        until = election.nominations_until
        when = f" until {day_words(local_day(until))}, {hour(until)}" if until else ""
        return f"Nominations are open{when}.\nGive yours to the returning officer, with the candidate’s consent."
    if not election.people:
        return "Nobody stands, so nobody has to vote.\nThe places stay vacant."
    if election.unopposed:
        return "No more candidates than places: nobody has to vote.\nThe chair declares them elected."
    if election.state != "open":
        return "The papers are counted now.\nEvery stage of the count is shown here."
    return _how(election, form)


def _how(election: Election, form: str) -> str:
    """As the slip in the voter's hand says it, in two lines."""
    if election.rule.by_preference and form == GRID:
        return "Put a cross under 1st beside your first choice, under 2nd beside your second.\nStop where you like."
    if election.rule.by_preference:
        return "Write 1 beside your first choice, 2 beside your second, and so on.\nStop where you like."
    if election.rule is Rule.CONFIRM:
        return "Beside each name put a cross under Yes or under No.\nMore yes than no elects."
    if election.rule is Rule.APPROVAL:
        return "Put a cross beside everybody you would like to see elected.\nAs many as you like."
    many = "one name" if election.places == 1 else f"{election.places} names"
    if election.exactly:
        return f"Put a cross beside exactly {many}.\nMore or fewer spoil your paper."
    return f"Put a cross beside {'' if election.places == 1 else 'up to '}{many}.\nMore crosses spoil your paper."


def _turnout(reader: Reader, election: Election) -> str:
    if election.state == "nominations":
        return ""
    account = paper_account(reader, election)
    parts = [f"{account.electors:,} may vote"]
    if account.voters:
        parts.append(f"{account.voters:,} {'has' if account.voters == 1 else 'have'} had a paper")
    return "  ·  ".join(parts)


def _lot(frame: _Frame, result: ElectionResult) -> NamesSlide:
    """The count stopped: who stands equal, and that it is decided in public."""
    counted = result.counted
    tied = counted.lot_needed_between or ()
    return NamesSlide(
        society=frame.society,
        heading=f"{_title(frame.election)}  ·  a lot is needed",
        title=f"A lot must decide {lot_words(counted)}",
        names=tuple(ContestName(str(each), result.ballots.name(each)) for each in tied),
        says="They stand equal, and the rule cannot tell them apart.\nThe lot is drawn here, before everybody.",
        lot=True,
        footer=_SHORT_RULES[counted.rule],
        number=frame.election.number,
        step=frame.steps,
        steps=frame.steps,
        sample=frame.sample,
    )


def stage_slide(counted: Count, ballots: Ballots, at: int, *, society: str, title: str) -> StageSlide:
    """One stage of a count; ``at`` counted from 1."""
    stage = counted.stages[at - 1]
    shown = shown_decimals(counted, at - 1)
    lines = tuple(_line(counted, ballots, at - 1, each, shown) for each in _in_order(counted, at - 1))
    elected = {each for past in counted.stages[:at] for each in past.elected}
    in_all = "1 place" if counted.places == 1 else f"{counted.places} places"
    many = len(counted.stages)
    where = f"stage {at} of {many}" if counted.finished else f"stage {at}"
    return StageSlide(
        society=society,
        heading=f"{title}  ·  counting, {where}",
        title=headline(counted, ballots, at - 1),
        lines=lines,
        quota=stage.quota,
        quota_words=f"quota {_quota(counted, stage.quota, shown)}" if stage.quota else "",
        full=_full(counted),
        filled=f"{len(elected)} of {in_all} filled",
        arriving_words="arriving at this stage" if any(each.arriving for each in lines) else "",
        remark=_remark(counted, ballots, at - 1, shown),
        footer=_footer(counted, shown),
        number=0,
        step=at,
        steps=many,
    )


def _in_order(counted: Count, place: int) -> list[int]:
    """The elected in their order, those still in by their votes, those out with the latest first."""
    stages, votes = counted.stages[: place + 1], counted.stages[place].votes
    elected = [each for stage in stages for each in stage.elected]
    out = [each for stage in stages for each in stage.excluded]
    running = [each for each in counted.standing if each not in elected and each not in out]
    running.sort(key=lambda each: (-votes[each - 1], each))
    return [*elected, *running, *reversed(out)]


def _line(counted: Count, ballots: Ballots, place: int, candidate: int, shown: int) -> StageLine:
    stages = counted.stages
    votes = stages[place].votes[candidate - 1]
    before = stages[place - 1].votes[candidate - 1] if place else votes
    change = votes - before
    moved = ""
    if change:
        moved = f"{'+' if change > 0 else '−'}{cut(abs(change), counted.rule.decimals, shown)}"
    said = "0" if votes == 0 else _said(counted, votes, shown)
    name, arriving = ballots.name(candidate), max(change, 0)
    elected_at = next((at for at, each in enumerate(stages[: place + 1]) if candidate in each.elected), None)
    if stages[place].against:
        no = f"{_said(counted, stages[place].against[candidate - 1], shown)} no"
        yes = f"{_said(counted, votes, shown)} yes"
        if elected_at is not None:
            return StageLine(name, votes, 0, yes, "elected", "Elected", no)
        return StageLine(name, votes, 0, yes, "out", "Not elected", no)
    if elected_at is not None:
        below = _when(elected_at, place, moved)
        return StageLine(name, votes, arriving, said, "elected", "Elected", below)
    out_at = next((at for at, each in enumerate(stages[: place + 1]) if candidate in each.excluded), None)
    if out_at is not None:
        return StageLine(name, votes, arriving, said, "out", "Out", "now" if out_at == place else f"stage {out_at + 1}")
    return StageLine(name, votes, arriving, said, "running", moved, "")


def _said(counted: Count, votes: int, shown: int) -> str:
    """Votes for the wall; weighed ones as the exact fraction they are."""
    return counted.say(votes) if counted.weights is not None else cut(votes, counted.rule.decimals, shown)


def _when(elected_at: int, place: int, moved: str) -> str:
    if elected_at == place:
        return f"now, {moved}" if moved else "now"
    return f"stage {elected_at + 1}, {moved}" if moved else f"stage {elected_at + 1}"


def _full(counted: Count) -> int:
    most = max((votes for stage in counted.stages for votes in stage.votes), default=0)
    quota = max((stage.quota for stage in counted.stages), default=0)
    return max(most, quota * _BEHIND_QUOTA[0] // _BEHIND_QUOTA[1], 1)


def _quota(counted: Count, quota: int, shown: int) -> str:
    whole = 10**counted.rule.decimals
    return str(quota // whole) if quota % whole == 0 else cut(quota, counted.rule.decimals, shown)


def _remark(counted: Count, ballots: Ballots, place: int, shown: int) -> str:
    """How a tie was settled, what went nowhere, or what papers of each class count."""
    stage = counted.stages[place]
    if stage.ties:
        return ". ".join(tie_words(tie, ballots) for tie in stage.ties) + "."
    if not counted.rule.by_preference:
        return weights_briefly(counted)
    lost = stage.non_transferable - (counted.stages[place - 1].non_transferable if place else 0)
    if lost <= 0:
        return ""
    said = cut(lost, counted.rule.decimals, shown)
    if lost == 10**counted.rule.decimals:
        return "1 vote has no next choice"
    if lost < 10**counted.rule.decimals:
        return f"{cut(lost, counted.rule.decimals, max(shown, 2))} of a vote has no next choice"
    return f"{said} votes have no next choice"


def _footer(counted: Count, shown: int) -> str:
    rule = _SHORT_RULES[counted.rule]
    papers = "1 valid paper" if counted.valid == 1 else f"{counted.valid:,} valid papers"
    if counted.rule.whole_quota and counted.stages:
        quota = counted.valid // (counted.places + 1) + 1
        return f"{papers} ÷ {counted.places + 1}, whole part, plus 1 = {quota}  ·  {rule}"
    if 0 < shown < counted.rule.decimals:
        return f"{papers}  ·  {rule}  ·  figures cut at {shown} decimals"
    return f"{papers}  ·  {rule}"


def _elected(frame: _Frame, result: ElectionResult) -> ElectedSlide:
    election, counted = frame.election, result.counted
    elected = result.seated
    until = f"until {election.term}" if election.term else ""
    vacant = result.vacant
    many = len(counted.stages)
    names = []
    for place, each in enumerate(elected, start=1):
        when = "" if election.unopposed or many < 2 else f"stage {counted.elected_at(each)}"
        names.append(
            ContestName(str(place), result.ballots.name(each), "  ·  ".join(part for part in (when, until) if part))
        )
    declared = f"declared {hour(election.declared_at)}" if election.declared_at else "declared"
    return ElectedSlide(
        society=frame.society,
        heading=f"{_title(election)}  ·  {declared}",
        names=tuple(names),
        vacant="" if not vacant else "1 place stays vacant" if vacant == 1 else f"{vacant} places stay vacant",
        says=_poll(result),
        footer=f"Every stage and figure stands in the declaration  ·  {_SHORT_RULES[counted.rule]}",
        number=election.number,
        step=frame.steps,
        steps=frame.steps,
        sample=frame.sample,
    )


def _poll(result: ElectionResult) -> str:
    """The poll in figures, and thanks."""
    account = result.account
    none = result.election.no_ballot(account.returned)
    if none:
        return none
    spoilt = sum(result.spoilt.values())
    back = f"{account.returned:,} of {account.electors:,} members voted" if account.electors else ""
    valid = f"{result.counted.valid:,} valid papers, {spoilt:,} spoilt"
    said = result.reopened or "Thank you to everybody who stood."
    return f"{back}: {valid}.\n{said}" if back else f"{valid}.\n{said}"
