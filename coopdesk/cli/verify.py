"""coopdesk verify: is this file what its journal says?"""

import re
from pathlib import Path

import click

from coopdesk.cli.at_the_desk import session
from coopdesk.domain.refusals import NotUnderstood, NotYetBuilt

_HEAD = re.compile(r"(?:[0-9a-fA-F] *){8,64}")
"""Spaces as typed off the paper."""


@click.command(name="verify")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--head", help="A hash printed in minutes: it must be in the chain.")
@click.pass_context
def command(context: click.Context, file: Path, head: str | None) -> None:
    """Journal, tallies, holdings and schema: replayed and compared. Exit 0 sound, 1 a fault found."""
    from coopdesk.services.verify import verify

    if file.suffix.lower() == ".pdf":
        raise NotYetBuilt("Verifying a sealed paper")
    if head is not None and _HEAD.fullmatch(head) is None:
        raise NotUnderstood(
            "The head", head, "it is what the minutes print, 64 figures and letters a to f, or at least the first 8"
        )
    with session(context, file) as desk:
        found = desk.desk.ask(verify, head or "")
        value = {
            "sound": found.sound,
            "entries": found.entries,
            "head": found.head,
            "findings": [{"code": each.code, "message": each.message} for each in found.findings],
        }
        lines = [each.message for each in found.findings]
        verdict = "Sound" if found.sound else "NOT sound"
        desk.answer(value, f"{verdict}: {found.entries} entries, head {found.head}", *lines)
    if not found.sound:
        context.exit(1)
