"""coopdesk verify: is this file what its journal says?"""

from pathlib import Path

import click

from coopdesk.cli.at_the_desk import session
from coopdesk.domain.refusals import NotYetBuilt


@click.command(name="verify")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--head", default="", help="A hash printed in minutes: it must be in the chain.")
@click.pass_context
def command(context: click.Context, file: Path, head: str) -> None:
    """Journal, tallies, holdings and schema: replayed and compared. Exit 0 sound, 1 a fault found."""
    from coopdesk.services.verify import verify

    if file.suffix.lower() == ".pdf":
        raise NotYetBuilt("Verifying a sealed paper")
    with session(context, file) as desk:
        found = desk.desk.ask(verify, head)
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
