"""coopdesk election, the turns of a contest: its ballot opened and closed, its result declared; with ``--all`` those of
every constituency called together."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from coopdesk.cli.at_the_desk import FILE, Session, session
from coopdesk.cli.election_desk import ELECTION, account_json, account_words, election_json, result_json
from coopdesk.cli.saying import tell
from coopdesk.domain.elections.record import Rule

if TYPE_CHECKING:
    from coopdesk.services.election_counts import ElectionResult
    from coopdesk.services.election_view import Election

ALL = click.option("--all", "all_", is_flag=True, help="With the constituencies called together with it: all or none.")


@click.command(name="open")
@FILE
@ELECTION
@click.option("--few-agree", is_flag=True, help="The few of a class whose figures would tell how they voted agree.")
@click.option("--nobody", is_flag=True, help="Also where nobody stands: the places stay vacant, and that is declared.")
@ALL
@click.pass_context
def open_(context: click.Context, file: Path, number: int, few_agree: bool, nobody: bool, all_: bool) -> None:
    """Close nominations and open the ballot; without a contest there is none, and it can be declared.

    Of very few voters the result tells how single members voted; the command says so beside its answer.
    """
    from coopdesk.services.constituency_acts import OpenTogether, as_numbers
    from coopdesk.services.elections import OpenElection
    from coopdesk.services.small_contests import few_voters_of

    with session(context, file) as desk:
        meeting = desk.meeting().id
        numbers = in_state(desk, number, "nominations") if all_ else (number,)
        warned = desk.desk.ask(few_voters_of, meeting, numbers, desk.now)
        if all_:
            opened = desk.desk.perform(OpenTogether(meeting, as_numbers(numbers)))
        else:
            opened = (desk.desk.perform(OpenElection(meeting, number, few_agree, nobody)),)
        for each in warned:
            tell(each)
        facts = [{**election_json(each), "warnings": list(warned)} for each in opened]
        lines = [line for each in opened for line in _opened(each)]
        desk.answer({"opened": facts} if all_ else facts[0], *lines)


def _opened(election: "Election") -> list[str]:
    of = f"{election.constituency}: " if election.constituency else ""
    said = "The ballot is open."
    if not election.people:
        return [f"{of}Nobody stands: declare that {_places(election.places)} vacant."]
    if election.unopposed:
        said = "No more candidates than places: declare them elected."
    elif election.rule is Rule.CONFIRM:
        said = "No more candidates than places: the ballot asks for a yes or no to each."
    if election.classes:
        said += f" Papers lie class by class, as classes do not weigh the same: {', '.join(election.classes)}."
    names = [f"{each.number:>3}  {each.name}" for each in election.standing]
    return [f"{of}{said} {election.electors} members may vote.", *names]


def _places(many: int) -> str:
    return "its place stays" if many == 1 else f"its {many} places stay"


def in_state(desk: Session, number: int, state: str) -> tuple[int, ...]:
    """The constituencies called together with an election that are in this state; the election where there is none.

    Raises:
        UnknownElection: there is no such election.
    """
    from coopdesk.services.constituencies import called_together
    from coopdesk.services.election_view import election_by_number, elections_of

    meeting = desk.meeting().id
    asked = desk.desk.ask(election_by_number, meeting, number)
    together = called_together(desk.desk.ask(elections_of, meeting), asked)
    return tuple(each.number for each in together if each.state == state) or (number,)


@click.command()
@FILE
@ELECTION
@ALL
@click.pass_context
def close(context: click.Context, file: Path, number: int, all_: bool) -> None:
    """Close the ballot; papers can still be read in."""
    from coopdesk.services.constituency_acts import CloseTogether, as_numbers
    from coopdesk.services.election_papers import CloseBallot, paper_account
    from coopdesk.services.election_view import election_by_number

    with session(context, file) as desk:
        if all_:
            numbers = in_state(desk, number, "open")
            desk.desk.perform(CloseTogether(desk.meeting().id, as_numbers(numbers)))
            desk.answer({"closed": list(numbers)}, f"Closed: election {', '.join(map(str, numbers))}.")
            return
        desk.desk.perform(CloseBallot(desk.meeting().id, number))
        election = desk.desk.ask(election_by_number, desk.meeting().id, number)
        account = desk.desk.ask(paper_account, election)
        lines = [account.few] if account.few else []
        desk.answer(account_json(account), f"The ballot is closed. {account_words(account)}", *lines)


@click.command()
@FILE
@ELECTION
@ALL
@click.pass_context
def declare(context: click.Context, file: Path, number: int, all_: bool) -> None:
    """Declare who is elected; they go onto the register of officers."""
    from coopdesk.services.constituency_acts import DeclareTogether, as_numbers
    from coopdesk.services.election_counts import DeclareElection

    with session(context, file) as desk:
        meeting = desk.meeting().id
        if all_:
            numbers = as_numbers(in_state(desk, number, "closed"))
            results = desk.desk.perform(DeclareTogether(meeting, numbers))
            facts = [_declared_json(each) for each in results]
            desk.answer({"elections": facts}, *(line for each in results for line in _declared(each)))
            return
        result = desk.desk.perform(DeclareElection(meeting, number))
        desk.answer(_declared_json(result), *_declared(result))


def _declared_json(result: "ElectionResult") -> dict[str, Any]:
    return {**result_json(result), "declared": [result.ballots.name(each) for each in result.seated]}


def _declared(result: "ElectionResult") -> list[str]:
    election = result.election
    of = f" by {election.constituency}" if election.constituency else ""
    people = ", ".join(result.ballots.name(each) for each in result.seated)
    until = f" until {election.term}" if election.term else ""
    vacant = f" {result.vacant} vacant." if result.vacant else ""
    said = f"Declared elected as {election.office}{of}{until}: {people or 'nobody'}.{vacant}"
    return [said, *([result.reopened] if result.reopened else [])]
