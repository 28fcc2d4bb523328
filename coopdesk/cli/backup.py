"""coopdesk backup: a verified copy, also while the file is in use."""

from pathlib import Path

import click

from coopdesk.cli.at_the_desk import FILE, answer


@click.command(name="backup")
@FILE
@click.argument("destination", metavar="DEST", type=click.Path(path_type=Path))
@click.pass_context
def command(context: click.Context, file: Path, destination: Path) -> None:
    """Copy the society file to DEST (a new file, or a folder to make one in)."""
    from coopdesk.storage.snapshots import snapshot

    target = destination / file.name if destination.is_dir() else destination
    snapshot(file, target)
    answer(context.obj, {"copy": str(target)}, f"A verified copy is in {target}.")
