"""coopdesk election show: the elections of a meeting, or one of them with its papers and its count."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from coopdesk.cli.at_the_desk import FILE, NUMBERS, session
from coopdesk.cli.election_desk import account_json, account_words, election_json, result_json

if TYPE_CHECKING:
    from coopdesk.services.election_view import Election


@click.command()
@FILE
@click.argument("number", metavar="[ELECTION]", type=NUMBERS, required=False)
@click.pass_context
def show(context: click.Context, file: Path, number: int | None) -> None:
    """The elections of the meeting, or one of them with its papers and its count."""
    from coopdesk.services.election_counts import result_of
    from coopdesk.services.election_papers import paper_account
    from coopdesk.services.election_view import election_by_number, elections_of

    with session(context, file) as desk:
        meeting = desk.meeting().id
        if number is None:
            found = desk.desk.ask(elections_of, meeting)
            desk.answer([election_json(each) for each in found], *(_listed(found) or ["No election was called yet."]))
            return
        election = desk.desk.ask(election_by_number, meeting, number)
        account = desk.desk.ask(paper_account, election)
        result = desk.desk.ask(result_of, meeting, number)
        facts = {
            **election_json(election),
            "account": account_json(account),
            "count": result_json(result) if result is not None else None,
        }
        names = [f"{each.number or '-':>3}  {each.name}" for each in election.standing]
        desk.answer(facts, f"{election.title}: {election.state}. {account_words(account)}", *names)


def _listed(elections: Sequence["Election"]) -> list[str]:
    """A line for each election; constituencies of one stand together under its office."""
    from coopdesk.services.constituencies import called_together

    lines, told = [], set[int]()
    for election in elections:
        if election.number in told:
            continue
        together = called_together(elections, election)
        if together:
            lines.append(f"Office of {election.office}, by constituency:")
        for each in together or (election,):
            told.add(each.number)
            indent, of = ("   ", f" ({each.constituency})") if each.constituency and together else ("", "")
            lines.append(f"{indent}{each.number}. {each.title}{of}: {each.state}, {len(each.people)} stand.")
    return lines
