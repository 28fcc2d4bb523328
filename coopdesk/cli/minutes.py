"""coopdesk minutes: edit and make."""

from pathlib import Path

import click

from coopdesk.cli.at_the_desk import FILE, not_yet, session
from coopdesk.cli.saying import tell
from coopdesk.domain.faults import UnusableInput


@click.group(name="minutes")
def command() -> None:
    """Edit and make the minutes."""


for _later in ("agree", "approve", "sign"):
    command.add_command(not_yet(f"minutes {_later}"), _later)


@command.command()
@FILE
@click.argument("item")
@click.option("--text", required=True, help="The secretary's words, in Markdown.")
@click.pass_context
def edit(context: click.Context, file: Path, item: str, text: str) -> None:
    """The secretary's words for one part: an agenda number, or opening, resolutions, shares, close."""
    from coopdesk.services.minutes import EditMinutes

    with session(context, file) as desk:
        desk.desk.perform(EditMinutes(desk.meeting().id, item, text))
        desk.answer({"item": item}, f"Kept for {item}.")


@command.command()
@FILE
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path), help="A .pdf, .odt, .md or .json file.")
@click.pass_context
def make(context: click.Context, file: Path, output: Path) -> None:
    """Make the minutes as they stand: a skeleton before the meeting, a draft from then on."""
    from coopdesk.documents.minutes_paper import MINUTES_FORMATS, minutes_file
    from coopdesk.documents.write_file import write_file
    from coopdesk.services.minutes import minutes_view

    if output.suffix.lower() not in MINUTES_FORMATS:
        raise UnusableInput(f"Minutes are made as {', '.join(MINUTES_FORMATS)}; “{output.name}” is none of these.")
    with session(context, file) as desk:
        view = desk.desk.ask(minutes_view, desk.meeting().id, desk.now)
        paper = minutes_file(view, output.suffix.lower())
        write_file(output, paper.data)
        for warning in paper.warnings:
            tell(warning)
        value = {"file": str(output), "status": view.status, "head": view.head, "warnings": list(paper.warnings)}
        desk.answer(value, f"The minutes ({view.status}) are in {output}.")
