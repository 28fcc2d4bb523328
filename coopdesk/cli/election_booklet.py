"""coopdesk election photo and booklet: the candidates in picture and in their own words."""

from base64 import b64encode
from pathlib import Path
from typing import TextIO

import click

from coopdesk.cli.at_the_desk import FILE, session
from coopdesk.cli.election_desk import ELECTION
from coopdesk.cli.papers import check_ending
from coopdesk.cli.saying import tell
from coopdesk.domain.faults import UnusableInput


@click.command()
@FILE
@ELECTION
@click.argument("candidate")
@click.argument("picture", required=False, type=click.Path(path_type=Path))
@click.option("--remove", is_flag=True, help="Take the photograph away.")
@click.pass_context
def photo(context: click.Context, file: Path, number: int, candidate: str, picture: Path | None, remove: bool) -> None:
    """Keep a candidate's photograph, a JPEG or PNG; it is made small, and where it was taken is left out."""
    from coopdesk.documents.photographs import small_photograph
    from coopdesk.services.candidate_profiles import SetPhotograph

    if (picture is None) is not remove:
        raise UnusableInput("Give a picture, or --remove to take the photograph away. Nothing was changed.")
    with session(context, file) as desk:
        data = b"" if picture is None else small_photograph(picture)
        name = desk.desk.perform(SetPhotograph(desk.meeting().id, number, candidate, b64encode(data).decode()))
        said = "was taken away" if remove else "is kept"
        desk.answer({"name": name, "bytes": len(data)}, f"The photograph of {name} {said}.")


@click.command()
@FILE
@ELECTION
@click.argument("candidate")
@click.argument("text", type=click.File(encoding="utf-8"))
@click.pass_context
def statement(context: click.Context, file: Path, number: int, candidate: str, text: TextIO) -> None:
    """Keep a candidate's statement from a TEXT file (- reads what is piped in); it stands once the ballot is open."""
    from coopdesk.services.candidate_profiles import SetStatement

    try:
        words = text.read()
    except ValueError as wrong:
        raise UnusableInput(f"{text.name} is no text in UTF-8. Nothing was kept.") from wrong
    with session(context, file) as desk:
        name = desk.desk.perform(SetStatement(desk.meeting().id, number, candidate, words))
        desk.answer({"name": name}, f"The statement of {name} is kept.")


@click.command()
@FILE
@ELECTION
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path), help="A .pdf file.")
@click.pass_context
def booklet(context: click.Context, file: Path, number: int, output: Path) -> None:
    """Make the candidates' booklet: in the order of the ballot paper, with statements and photographs."""
    from coopdesk.documents.candidate_booklet import candidate_booklet
    from coopdesk.documents.chapters import print_chapters
    from coopdesk.documents.write_file import write_file
    from coopdesk.services.papers.candidate_booklet import candidate_booklet_view

    check_ending(output, ".pdf", "The candidates' booklet")
    with session(context, file) as desk:
        view = desk.desk.ask(candidate_booklet_view, desk.meeting().id, desk.now, number)
        paper = print_chapters([candidate_booklet(view)], view.heading)
        write_file(output, paper.data)
        for warning in paper.warnings:
            tell(warning)
        value = {"file": str(output), "pages": paper.pages, "warnings": list(paper.warnings)}
        desk.answer(value, f"The candidates' booklet is in {output}.")
