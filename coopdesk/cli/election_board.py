"""coopdesk election, the board besides its ballots: who retires, and who takes a place that falls empty."""

from pathlib import Path

import click

from coopdesk.cli.at_the_desk import FILE, NUMBERS, session
from coopdesk.cli.election_desk import ELECTION


@click.command()
@FILE
@click.option("--office", default="director", show_default=True)
@click.option("--board", type=NUMBERS, help="Places on the board; left out: what the last election says.")
@click.option("--seed", default="", help="Words said aloud; lots among equally long serving are drawn from them.")
@click.pass_context
def vacancies(context: click.Context, file: Path, office: str, board: int | None, seed: str) -> None:
    """Who retires, by thirds to the nearest whole number or at the end of a term, and which places are empty."""
    from coopdesk.services.vacancies import vacancies_view

    with session(context, file) as desk:
        view = desk.desk.ask(vacancies_view, office, board, seed, desk.now)
        facts = {
            "office": office,
            "serving": [
                {"number": n, "name": each.name, "since": each.since, "expires": each.expires or None}
                for n, each in enumerate(view.serving, 1)
            ],
            "retiring": [each.name for each in view.retiring],
            "lot_needed_between": [each.name for each in view.tied] or None,
            "appointed": [each.name for each in view.appointed],
            "casual": view.casual,
            "places": view.places,
            "sentence": view.sentence,
        }
        going = (*view.retiring, *view.appointed)
        desk.answer(facts, view.sentence, *(f"  {each.name}, since {each.since}" for each in going))


@click.command()
@FILE
@ELECTION
@click.argument("member")
@click.pass_context
def fill(context: click.Context, file: Path, number: int, member: str) -> None:
    """Give the place that MEMBER left to the runner-up of the election, where the rules say so."""
    from coopdesk.services.casual_vacancies import FillVacancy

    with session(context, file) as desk:
        name = desk.desk.perform(FillVacancy(desk.meeting().id, number, member))
        desk.answer({"name": name}, f"{name}, the runner-up, takes the place that member {member} left.")
