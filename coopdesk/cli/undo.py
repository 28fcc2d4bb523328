"""coopdesk undo: take back the last act that can be taken back."""

from collections.abc import Collection
from pathlib import Path

import click

from coopdesk.cli.at_the_desk import FILE, Session, session


@click.command(name="undo")
@FILE
@click.pass_context
def command(context: click.Context, file: Path) -> None:
    """Take back the last act that can be taken back, by recording its inverse."""
    with session(context, file) as desk:
        take_back(desk, None)


def take_back(desk: Session, acts: Collection[str] | None) -> None:
    """Undo, and say what was undone."""
    import coopdesk.services.everything  # noqa: F401  (an inverse of any feature may be waiting in the journal)

    undone = desk.desk.undo(acts)
    desk.answer({"undone": undone.act, "entry": undone.seq}, f"Taken back: {undone.act} (entry {undone.seq}).")
