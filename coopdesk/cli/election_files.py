"""coopdesk election, what goes out as files: slips, the declaration, and the papers or the count for other software."""

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from coopdesk.cli.at_the_desk import FILE, NUMBERS, Session, session
from coopdesk.cli.election_desk import ELECTION, result_json
from coopdesk.cli.papers import check_ending
from coopdesk.cli.saying import tell
from coopdesk.domain.faults import UnusableInput

if TYPE_CHECKING:
    from coopdesk.services.election_counts import ElectionResult
    from coopdesk.services.election_view import Election

OUTPUT = click.option("-o", "--output", required=True, type=click.Path(path_type=Path), help="A .pdf file.")


@click.command()
@FILE
@ELECTION
@click.option(
    "--count",
    "count_",
    type=NUMBERS,
    help="How many slips; left out: one for each who may vote and a tenth more, those made before included.",
)
@click.option(
    "--form",
    type=click.Choice(["boxes", "grid"]),
    help="boxes: one for each name. grid: one for each choice of each name, so that a scanner reads whole rankings.",
)
@click.option(
    "--class", "class_name", default="", metavar="CLASS", help="Slips of one class only; of each in turn unless said."
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
    class_name: str,
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
        many = _how_many(desk, election, class_name, count_)
        # Set once without a serial: what cannot be drawn is refused before a form is settled or a serial laid.
        looked_at = desk.desk.ask(slips_view, meeting, number, (), desk.now, form or "")
        trial = print_slips(trial_sheet(looked_at), large=large)
        if form is not None:
            desk.desk.perform(ChooseSlipForm(meeting, number, form))
        if test_:
            write_file(output, trial.data)
            desk.answer({"slips": 0, "pages": trial.pages}, f"A test sheet is in {output}; its slips count nowhere.")
            return
        views = []
        for name, slips in many.items():
            serials = desk.desk.perform(LaySlips(meeting, number, slips, name))
            views.append(desk.desk.ask(slips_view, meeting, number, serials, desk.now, class_name=name))
        made = sum(len(each.codes) for each in views)
        with counting("Ballot slips", made) as progress:
            paper = print_slips(views[0], progress, large=large, others=views[1:])
        write_file(output, paper.data)
        facts = {"slips": made, "pages": paper.pages, **({"classes": many} if election.classes else {})}
        by_class = [f"  {slips} of class {name}" for name, slips in many.items() if name]
        desk.answer(facts, f"{made} slips are in {output}.", *by_class)


def _how_many(desk: Session, election: "Election", class_name: str, count: int | None) -> dict[str, int]:
    """How many slips of each class, "" where there is one box: as asked, or for each who may vote and a tenth more.

    Raises:
        NoSuchBox: there is no such class here.
        UnusableInput: so many of each class is hardly meant.
    """
    from coopdesk.services.election_class_boxes import box_of
    from coopdesk.services.election_papers import slips_suggested

    suggested = desk.desk.ask(slips_suggested, election)
    if class_name or not election.classes:
        box = box_of(election, class_name)
        return {box: suggested[box] if count is None else count}
    if count is not None:
        raise UnusableInput(
            f"Papers of election {election.number} lie class by class ({', '.join(suggested)}): "
            "give --class with --count."
        )
    return suggested


@click.command()
@FILE
@click.argument("numbers", metavar="[ELECTION]...", type=NUMBERS, nargs=-1)
@click.option(
    "--all", "all_", is_flag=True, help="All constituencies of the election, or all elections of the meeting."
)
@OUTPUT
@click.pass_context
def declaration(context: click.Context, file: Path, numbers: tuple[int, ...], all_: bool, output: Path) -> None:
    """The declaration with the whole count, as a PDF; a draft until it is declared.

    Several elections make one paper: their results side by side, then the count of each.
    """
    from coopdesk.documents.declaration import print_declaration
    from coopdesk.documents.shared_declaration import print_shared_declaration
    from coopdesk.documents.write_file import write_file
    from coopdesk.services.election_counts import result_of
    from coopdesk.services.papers.constituencies import shared_declaration_view
    from coopdesk.services.papers.declaration import declaration_view

    check_ending(output, ".pdf", "The declaration")
    if not numbers and not all_:
        raise UnusableInput("Say which election, by its number, or --all.")
    with session(context, file) as desk:
        meeting = desk.meeting().id
        wanted = _all_of(desk, meeting, numbers) if all_ else tuple(dict.fromkeys(numbers))
        for each in wanted:
            result = desk.desk.ask(result_of, meeting, each)
            if result is not None:
                warn(result, "this paper")
        if len(wanted) == 1:
            paper = print_declaration(desk.desk.ask(declaration_view, meeting, wanted[0], desk.now))
        else:
            paper = print_shared_declaration(desk.desk.ask(shared_declaration_view, meeting, wanted, desk.now))
        write_file(output, paper.data)
        facts = {"file": str(output), "pages": paper.pages, "elections": list(wanted)}
        desk.answer(facts, f"The declaration is in {output}.")


def _all_of(desk: Session, meeting: int, numbers: tuple[int, ...]) -> tuple[int, ...]:
    """These elections with the constituencies called together with them; of none, all that were not called off.

    Raises:
        UnusableInput: there is none.
        UnknownElection: there is no such election.
    """
    from coopdesk.services.constituencies import called_together
    from coopdesk.services.election_view import election_by_number, elections_of

    found = desk.desk.ask(elections_of, meeting)
    if not numbers:
        every = tuple(each.number for each in found if each.state != "cancelled")
        if not every:
            raise UnusableInput("This meeting has no election to declare. Call one with “election add”.")
        return every
    asked = [desk.desk.ask(election_by_number, meeting, number) for number in numbers]
    together = [each.number for one in asked for each in called_together(found, one) or (one,)]
    return tuple(dict.fromkeys(together))


@click.command()
@FILE
@ELECTION
@click.option(
    "--class", "class_name", default="", metavar="CLASS", help="The papers of one class, where they lie apart."
)
@click.option("--flow", is_flag=True, help="How votes moved from stage to stage, as a picture: .svg, .png or .pdf.")
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path), help="A .json or .blt file; a picture.")
@click.pass_context
def export(context: click.Context, file: Path, number: int, class_name: str, flow: bool, output: Path) -> None:
    """The papers (.blt) or the whole count (.json), so that anybody can count again; or the flow of votes, drawn."""
    from coopdesk.documents.write_file import write_file
    from coopdesk.services.election_counts import result_of
    from coopdesk.services.papers.declaration import NothingCounted

    ending = output.suffix.lower()
    flow = flow or ending in (".svg", ".png")
    if ending not in ((".svg", ".png", ".pdf") if flow else (".json", ".blt")):
        form = (
            "The flow of votes is drawn as a .svg, .png or .pdf" if flow else "A count is exported as a .json or .blt"
        )
        raise UnusableInput(f"{form} file, and “{output.name}” is none.")
    with session(context, file) as desk:
        meeting = desk.meeting().id
        result = desk.desk.ask(result_of, meeting, number)
        if result is None or not result.counted.stages:
            raise NothingCounted(number)
        warn(result, "this picture" if flow else "this file")
        data = _drawn(desk, meeting, result, output) if flow else _written(result, ending, class_name)
        write_file(output, data)
        desk.answer({"file": str(output)}, f"Written to {output}.")


def _drawn(desk: Session, meeting: int, result: "ElectionResult", output: Path) -> bytes:
    from coopdesk.documents.vote_flow_files import flow_file
    from coopdesk.services.papers.declaration import declaration_view

    view = desk.desk.ask(declaration_view, meeting, result.election.number, desk.now)
    return flow_file(output, result.counted, result.ballots, view.heading)


def warn(result: "ElectionResult", what: str) -> None:
    """Say beside the answer what the rankings of a small contest tell, before they go out."""
    from coopdesk.services.small_contests import rankings_of

    said = rankings_of(result, what)
    if said:
        of = f"{result.election.constituency}: " if result.election.constituency else ""
        tell(f"{of}{said}")


def _written(result: "ElectionResult", ending: str, class_name: str) -> bytes:
    from coopdesk.domain.elections.canonical import blt_text
    from coopdesk.services.election_class_boxes import papers_of_box

    if ending == ".json":
        return (json.dumps(result_json(result), ensure_ascii=False, indent=2) + "\n").encode()
    return blt_text(papers_of_box(result.election, result.classes, class_name) or result.ballots).encode()
