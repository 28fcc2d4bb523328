"""What the minutes record of an election: called, who stood, papers accounted for, the count, the declaration."""

from datetime import datetime

from coopdesk.domain.clock import hour
from coopdesk.domain.elections.record import Count
from coopdesk.domain.elections.sentences import lot_sentence, quota_sentence, stage_sentences
from coopdesk.domain.elections.stage_cells import stage_cells
from coopdesk.domain.elections.weight_words import weights_sentence
from coopdesk.domain.ids import MemberId
from coopdesk.domain.members import display_number
from coopdesk.services.constituencies import called_together
from coopdesk.services.election_account import AccountView, account_view
from coopdesk.services.election_counts import ElectionResult, result_of
from coopdesk.services.election_papers import PaperAccount
from coopdesk.services.election_view import Candidate, Election, elections_of
from coopdesk.services.members import member_by_id
from coopdesk.services.minuted_election import MinutedCandidate, MinutedElection
from coopdesk.services.room import Meeting
from coopdesk.storage.store import Reader


def minuted_elections(reader: Reader, meeting: Meeting) -> list[tuple[datetime | None, MinutedElection]]:
    """The elections of a meeting, each with the moment of its declaration; one called off before its ballot opened
    left nothing to record."""
    elections = elections_of(reader, meeting.id)
    together = {each.number: called_together(elections, each) for each in elections}
    # The constituencies of one election stand next to each other, where its first was called.
    in_order = sorted(
        elections,
        key=lambda each: (min((one.number for one in together[each.number]), default=each.number), each.number),
    )
    return [
        (election.declared_at, _minuted(reader, meeting, election, together[election.number]))
        for election in in_order
        if election.state != "cancelled" or election.electors
    ]


def _minuted(reader: Reader, meeting: Meeting, election: Election, together: tuple[Election, ...]) -> MinutedElection:
    result = result_of(reader, meeting.id, election.number) if election.state in ("closed", "declared") else None
    papers = account_view(reader, election)
    account = papers.account
    people = tuple(_candidate(reader, election, each, result) for each in _in_order(election))
    declared = result if election.state == "declared" else None
    elected = tuple(declared.ballots.name(each) for each in declared.seated) if declared is not None else ()
    counted = result.counted if result is not None and not election.unopposed else None
    return MinutedElection(
        number=election.number,
        title=election.title,
        rule=election.rule.full_name,
        places=election.places,
        state=election.state,
        electors=election.electors,
        issued=account.issued,
        returned=account.returned,
        valid=counted.valid if counted is not None else 0,
        spoilt=tuple(result.spoilt.items()) if result is not None else (),
        candidates=people,
        elected=elected,
        vacant=result.vacant if result is not None else 0,
        declared=election.declared_at,
        told=(*_together(election, together), *_told(election, papers, result, counted)),
        outcome=_outcome(election, elected),
        outcome_says=_outcome_says(election, elected, result),
        table=stage_cells(counted, result.ballots) if counted is not None and result is not None else None,
        stages=tuple(stage_sentences(counted, result.ballots)) if counted is not None and result is not None else (),
        papers_digest=result.papers_digest if result is not None else "",
        count_digest=result.count_digest if result is not None else "",
    )


def _in_order(election: Election) -> list[Candidate]:
    return sorted(election.candidates, key=lambda each: (each.number or 10_000, each.id))


def _candidate(reader: Reader, election: Election, each: Candidate, result: ElectionResult | None) -> MinutedCandidate:
    number = member_by_id(reader, each.member).number if each.member is not None else None
    seated = result is not None and each.number in result.seated and election.state == "declared"
    return MinutedCandidate(
        number=each.number,
        name=each.name,
        member=display_number(number) if number is not None else "",
        proposer=_named(reader, each.proposer),
        seconder=_named(reader, each.seconder),
        result=_became(election, each, result),
        elected=seated,
    )


def _named(reader: Reader, member: MemberId | None) -> str:
    if member is None:
        return ""
    view = member_by_id(reader, member)
    return f"{view.name} ({display_number(view.number)})"


def _became(election: Election, each: Candidate, result: ElectionResult | None) -> str:
    if each.withdrawn:
        return "withdrew"
    if result is None or election.state != "declared":
        return ""
    counted = result.counted
    if each.number in result.seated:
        if election.unopposed or len(counted.stages) < 2:
            return "elected"
        return f"elected at stage {counted.elected_at(each.number)}"
    out_at = next((at for at, stage in enumerate(counted.stages, 1) if each.number in stage.excluded), None)
    if out_at is not None and len(counted.stages) > 1:
        return f"excluded at stage {out_at}"
    return "won a place" if each.number in counted.elected else "not elected"


def _told(election: Election, papers: AccountView, result: ElectionResult | None, counted: Count | None) -> list[str]:
    said = [_called(election)]
    if election.state == "nominations":
        return [*said, "Nominations were still open."]
    if not election.people:
        return [*said, election.no_ballot(papers.account.returned)]
    if election.unopposed and not papers.account.returned:
        return [*said, "There were no more candidates than places, so no ballot was held."]
    said.append(_papers(election, papers.account, result))
    if papers.account.out > 0 and result is not None:
        said.append(papers.sentence)
    if counted is not None and result is not None:
        said += [
            sentence
            for sentence in (
                quota_sentence(counted),
                weights_sentence(counted),
                *_ties(counted, result),
                result.reopened,
            )
            if sentence
        ]
        runners = [result.ballots.name(each) for each in counted.runners_up if each != result.reopen_number]
        if runners and election.state == "declared":
            said.append(f"Runner-up for a casual vacancy: {' and '.join(runners)}.")
        said.append("Every stage of the count stands in the appendix.")
    if election.state == "cancelled":
        said.append("The election was called off.")
    return said


def _together(election: Election, together: tuple[Election, ...]) -> list[str]:
    """Before the first constituency: which contests are one election."""
    if not together or together[0].number != election.number:
        return []
    parts = [f"{each.constituency} (election {each.number})" for each in together]
    return [
        f"The election was held by constituency, each with a roll, papers and a count of its own: "
        f"{', '.join(parts[:-1])} and {parts[-1]}."
    ]


def _called(election: Election) -> str:
    places = "one place" if election.places == 1 else f"{election.places} places"
    who = f", by the members of class {election.constituency}" if election.constituency else ""
    rule = election.rule.full_name
    return f"{election.title}: {places} to fill{who}. {rule}."


def _papers(election: Election, account: PaperAccount, result: ElectionResult | None) -> str:
    said = f"{account.electors:,} members were on its roll"
    if account.issued:
        replaced = f" ({account.replaced:,} in place of a spoilt one)" if account.replaced else ""
        said += f", {_papers_of(account.issued)} {_was(account.issued)} handed out{replaced}"
    if election.state == "open":
        return f"{said}; the ballot was still open."
    said += f" and {_papers_of(account.returned)} came back"
    if result is None:
        return f"{said}, not yet counted."
    spoilt = sum(result.spoilt.values())
    why = ", ".join(f"{many} {reason}" for reason, many in result.spoilt.items())
    return f"{said}: {result.counted.valid:,} valid, {spoilt:,} spoilt{f' ({why})' if why else ''}."


def _papers_of(many: int) -> str:
    return "1 paper" if many == 1 else f"{many:,} papers"


def _was(many: int) -> str:
    return "was" if many == 1 else "were"


def _ties(counted: Count, result: ElectionResult) -> list[str]:
    """Each lot with how it was drawn and who saw it, told in full; or that one is needed."""
    if counted.lot_needed_between:
        return [lot_sentence(counted, result.ballots)]
    said = []
    for lot in counted.lots:
        names = [result.ballots.name(each) for each in lot.tied]
        between = f"{', '.join(names[:-1])} and {names[-1]}"
        picked = result.ballots.name(lot.picked)
        said.append(f"At stage {lot.stage} a lot was drawn between {between} ({lot.method}): it fell on {picked}.")
    return said


def _outcome(election: Election, elected: tuple[str, ...]) -> str:
    if election.state == "declared":
        return "ELECTED" if elected else "NOBODY ELECTED"
    return "" if election.state in ("nominations", "cancelled") else "NOT YET DECLARED"


def _outcome_says(election: Election, elected: tuple[str, ...], result: ElectionResult | None) -> str:
    if election.declared_at is None or result is None:
        return ""
    until = f", until {election.term}" if election.term and elected else ""
    who = f"In this order: {', '.join(elected)}{until}." if len(elected) > 1 else f"{''.join(elected)}{until}."
    parts = [who] if elected else []
    if result.vacant:
        parts.append("1 place stays vacant." if result.vacant == 1 else f"{result.vacant} places stay vacant.")
    parts.append(f"Declared by the chair at {hour(election.declared_at)}.")
    return " ".join(parts)
