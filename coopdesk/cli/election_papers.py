"""coopdesk election, where its papers are: the account of them, what was read two ways, a reading taken back."""

from pathlib import Path

import click

from coopdesk.cli.at_the_desk import FILE, NUMBERS, session
from coopdesk.cli.election_desk import ELECTION, account_json
from coopdesk.domain.faults import UnusableInput


@click.command()
@FILE
@ELECTION
@click.option("--missing", type=NUMBERS, help="So many papers are not back; with --why.")
@click.option("--why", default="", help="What became of them, for the record.")
@click.pass_context
def account(context: click.Context, file: Path, number: int, missing: int | None, why: str) -> None:
    """Issued = returned + handed back spoilt + missing, with the spoilt ones by reason."""
    from coopdesk.services.election_account import ExplainMissing, account_view
    from coopdesk.services.election_view import election_by_number

    if (missing is None) != (not why.strip()):
        raise UnusableInput("Give --missing and --why together: how many papers are not back, and why.")
    with session(context, file) as desk:
        meeting = desk.meeting().id
        if missing is not None:
            desk.desk.perform(ExplainMissing(meeting, number, missing, why))
        view = desk.desk.ask(account_view, desk.desk.ask(election_by_number, meeting, number))
        facts = {
            **account_json(view.account),
            "spoilt": dict(view.spoilt),
            "explained": view.explained,
            "unexplained": view.unexplained,
            "sentence": view.sentence,
        }
        classes = [
            f"  {each.name}: {each.electors} may vote, {each.voters} were given a paper, {each.returned} are back, "
            f"{each.spoilt} of them spoilt"
            for each in view.account.classes
        ]
        few = [view.account.few] if view.account.few else []
        spoilt = [f"  {many} {reason}" for reason, many in view.spoilt.items()]
        desk.answer(facts, view.sentence, *classes, *spoilt, *few)


@click.command()
@FILE
@ELECTION
@click.pass_context
def mismatches(context: click.Context, file: Path, number: int) -> None:
    """Papers that two people read differently, or that one of them has still to read."""
    from coopdesk.services.election_account import account_view
    from coopdesk.services.election_view import election_by_number

    with session(context, file) as desk:
        view = desk.desk.ask(account_view, desk.desk.ask(election_by_number, desk.meeting().id, number))
        once = view.account.read_once
        facts = {
            "differing": [{"paper": e.paper, "first": e.first, "second": e.second} for e in view.mismatches],
            "read_once": list(once),
        }
        lines = [f"Paper {each.paper}: one reads {each.first}, the other {each.second}" for each in view.mismatches]
        lines += [f"Paper {paper}: read by one person only" for paper in once]
        desk.answer(facts, *(lines or ["Nothing was read two ways, and everything by two people."]))


@click.command()
@FILE
@ELECTION
@click.option("--paper", required=True, metavar="PAPER", help="Its code, or the number tellers wrote on it.")
@click.option("--reader", default=1, show_default=True, type=click.IntRange(1, 2), help="Whose reading.")
@click.pass_context
def unread(context: click.Context, file: Path, number: int, paper: str, reader: int) -> None:
    """Take back a reading entered by mistake."""
    from coopdesk.services.election_account import ClearReading

    with session(context, file) as desk:
        desk.desk.perform(ClearReading(desk.meeting().id, number, paper, reader))
        desk.answer(
            {"paper": paper, "reader": reader}, f"The reading of paper {paper} by reader {reader} is taken back."
        )
