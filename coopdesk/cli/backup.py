"""coopdesk backup: a verified copy, also while the file is in use."""

from pathlib import Path

import click

from coopdesk.cli.at_the_desk import FILE, session


@click.command(name="backup")
@FILE
@click.argument("destination", metavar="DEST", type=click.Path(path_type=Path))
@click.pass_context
def command(context: click.Context, file: Path, destination: Path) -> None:
    """Copy the society file to DEST (a new file, or a folder to make one in)."""
    from coopdesk.services.copies import save_copy

    target = destination / file.name if destination.is_dir() else destination
    with session(context, file) as desk:
        save_copy(desk.desk, target)
        desk.answer({"copy": str(target)}, f"A verified copy is in {target}.")
