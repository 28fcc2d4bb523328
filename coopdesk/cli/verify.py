"""coopdesk verify: is this file what its journal says, is this paper what was sealed?"""

import re
from pathlib import Path

import click

from coopdesk.cli.at_the_desk import answer, session
from coopdesk.domain.clock import moment_text
from coopdesk.domain.faults import FileMissing, UnusableInput
from coopdesk.domain.refusals import NotUnderstood

_HEAD = re.compile(r"(?:[0-9a-fA-F] *){8,64}")
"""Spaces as typed off the paper."""


@click.command(name="verify")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--head", help="A hash printed in minutes: it must be in the chain.")
@click.option("--society", type=click.Path(path_type=Path), help="For a paper: the society file whose key it names.")
@click.pass_context
def command(context: click.Context, file: Path, head: str | None, society: Path | None) -> None:
    """A society file: journal, tallies, holdings and schema, replayed and compared. A paper (.pdf): its seal.

    Exit 0 sound, or unaltered since sealed; 1 a fault found, or no seal of this society's.
    """
    if file.suffix.lower() == ".pdf":
        _verify_paper(context, file, society)
        return
    from coopdesk.services.verify import verify

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


def _verify_paper(context: click.Context, paper: Path, society: Path | None) -> None:
    from coopdesk.documents.seal import Verdict, read_seal
    from coopdesk.services.keys import SEALS, keys_on_record

    keys = None
    if society is not None:
        with session(context, society) as desk:
            keys = tuple(key for key in desk.desk.ask(keys_on_record) if key.algorithm == SEALS)
    found = read_seal(_read(paper), keys)
    sound = found.verdict is Verdict.UNALTERED
    value = {
        "sound": sound,
        "verdict": found.verdict.value,
        "key": found.fingerprint,
        "named": found.named,
        "at": moment_text(found.at) if found.at else None,
        "sentence": found.sentence,
    }
    answer(context.obj, value, found.sentence)
    if not sound:
        context.exit(1)


def _read(paper: Path) -> bytes:
    """The file, or so much of it that it is seen to be too long for a paper."""
    from coopdesk.documents.seal import MOST_READ

    try:
        with paper.open("rb") as stream:
            return stream.read(MOST_READ + 1)
    except FileNotFoundError as error:
        raise FileMissing(str(paper)) from error
    except OSError as error:
        raise UnusableInput(f"{paper} cannot be read: {(error.strerror or 'unknown reason').lower()}.") from error
