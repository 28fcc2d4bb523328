"""coopdesk election, what goes out as files: slips, the declaration, and the papers or the count for other software."""

import json
from pathlib import Path

import click

from coopdesk.cli.at_the_desk import FILE, NUMBERS, session
from coopdesk.cli.election_desk import ELECTION, result_json
from coopdesk.cli.papers import check_ending
from coopdesk.cli.saying import tell
from coopdesk.domain.faults import UnusableInput

OUTPUT = click.option("-o", "--output", required=True, type=click.Path(path_type=Path), help="A .pdf file.")
FEW_PAPERS = 20
"""Below so many, whole rankings may tell whose they are (elections reference §6)."""


@click.command()
@FILE
@ELECTION
@click.option(
    "--count", "count_", type=NUMBERS, help="How many slips; left out: one for each who may vote and a tenth more."
)
@click.option(
    "--form",
    type=click.Choice(["boxes", "grid"]),
    help="boxes: one for each name. grid: one for each choice of each name, so that a scanner reads whole rankings.",
)
@click.option("--large", is_flag=True, help="Large type: one slip on a sheet of A4.")
@click.option("--test", "test_", is_flag=True, help="A test sheet, crossed in print, to try the scanner with.")
@OUTPUT
@click.pass_context
def ballot(
    context: click.Context,
    file: Path,
    number: int,
    count_: int | None,
    form: str | None,
    large: bool,
    test_: bool,
    output: Path,
) -> None:
    """Print ballot slips, two on a sheet, each with a random code that is tied to nobody."""
    from coopdesk.cli.progress import counting
    from coopdesk.documents.ballot_slips import print_slips, trial_sheet
    from coopdesk.documents.write_file import write_file
    from coopdesk.services.election_papers import LaySlips
    from coopdesk.services.election_slips import ChooseSlipForm
    from coopdesk.services.election_view import election_by_number
    from coopdesk.services.papers.ballot_slips import slips_view

    check_ending(output, ".pdf", "A set of ballot slips")
    with session(context, file) as desk:
        meeting = desk.meeting().id
        election = desk.desk.ask(election_by_number, meeting, number)
        many = count_ if count_ is not None else election.electors + -(-election.electors // 10)
        if form is not None:
            desk.desk.perform(ChooseSlipForm(meeting, number, form))
        # Set once without a serial: what cannot be drawn is refused before any is laid.
        trial = print_slips(trial_sheet(desk.desk.ask(slips_view, meeting, number, (), desk.now)), large=large)
        if test_:
            write_file(output, trial.data)
            desk.answer({"slips": 0, "pages": trial.pages}, f"A test sheet is in {output}; its slips count nowhere.")
            return
        serials = desk.desk.perform(LaySlips(meeting, number, many))
        view = desk.desk.ask(slips_view, meeting, number, serials, desk.now)
        with counting("Ballot slips", len(serials)) as progress:
            paper = print_slips(view, progress, large=large)
        write_file(output, paper.data)
        desk.answer({"slips": len(serials), "pages": paper.pages}, f"{len(serials)} slips are in {output}.")


@click.command()
@FILE
@ELECTION
@OUTPUT
@click.pass_context
def declaration(context: click.Context, file: Path, number: int, output: Path) -> None:
    """The declaration with the whole count, as a PDF; a draft until it is declared."""
    from coopdesk.documents.declaration import print_declaration
    from coopdesk.documents.write_file import write_file
    from coopdesk.services.papers.declaration import declaration_view

    check_ending(output, ".pdf", "The declaration")
    with session(context, file) as desk:
        view = desk.desk.ask(declaration_view, desk.meeting().id, number, desk.now)
        paper = print_declaration(view)
        write_file(output, paper.data)
        desk.answer({"file": str(output), "pages": paper.pages}, f"The declaration is in {output}.")


@click.command()
@FILE
@ELECTION
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path), help="A .json or .blt file.")
@click.pass_context
def export(context: click.Context, file: Path, number: int, output: Path) -> None:
    """The papers (.blt) or the whole count (.json), so that anybody can count again with other software."""
    from coopdesk.documents.write_file import write_file
    from coopdesk.domain.elections.canonical import blt_text
    from coopdesk.services.election_counts import result_of
    from coopdesk.services.papers.declaration import NothingCounted

    if output.suffix.lower() not in (".json", ".blt"):
        raise UnusableInput(f"A count is exported as a .json or .blt file, and “{output.name}” is none.")
    with session(context, file) as desk:
        result = desk.desk.ask(result_of, desk.meeting().id, number)
        if result is None:
            raise NothingCounted(number)
        if output.suffix.lower() == ".blt":
            if result.counted.valid < FEW_PAPERS:
                tell(
                    f"Only {result.counted.valid} papers: somebody who knows how a member ranks the candidates may "
                    "recognise the paper. Think before handing this file on."
                )
            write_file(output, blt_text(result.ballots).encode())
        else:
            write_file(output, (json.dumps(result_json(result), ensure_ascii=False, indent=2) + "\n").encode())
        desk.answer({"file": str(output)}, f"Written to {output}.")
