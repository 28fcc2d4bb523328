"""coopdesk agenda speakers: who asks to speak, who has the floor, who has spoken."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from coopdesk.cli.at_the_desk import FILE, NUMBERS, session
from coopdesk.domain.clock import hour, moment_text
from coopdesk.domain.speakers import USUAL_SECONDS, clock_words

if TYPE_CHECKING:
    from coopdesk.services.speakers import SpeakerLine


@click.group()
def speakers() -> None:
    """The speakers' list, with the time each is given."""


@speakers.command(name="list")
@FILE
@click.pass_context
def list_speakers(context: click.Context, file: Path) -> None:
    """Who has the floor and for how long, who waits, who has spoken."""
    from coopdesk.services.speakers import speakers_of

    with session(context, file) as desk:
        view = desk.desk.ask(speakers_of, desk.meeting())
        now = view.speaking
        lines = [] if now is None else [f"Speaking: {now.name}, {clock_words(now.left(desk.now))}."]
        lines += [f"{each.number:>4}  {each.name}" for each in view.waiting]
        lines += [f"      {hour(each.called)}  {each.name} spoke" for each in view.spoken if each.called is not None]
        value = {
            "speaking": None if now is None else {**_json(now), "seconds_left": now.left(desk.now)},
            "waiting": [_json(each) for each in view.waiting],
            "spoken": [_json(each) for each in view.spoken],
        }
        desk.answer(value, *(lines or ["Nobody has asked to speak."]))


@speakers.command()
@FILE
@click.argument("who")
@click.pass_context
def add(context: click.Context, file: Path, who: str) -> None:
    """WHO asks to speak: a member's number or card, or the name of a guest who is here."""
    from coopdesk.services.speakers import AddSpeaker

    with session(context, file) as desk:
        line = desk.desk.perform(AddSpeaker(desk.meeting().id, who))
        desk.answer(_json(line), f"{line.name} is on the list with number {line.number}.")


@speakers.command()
@FILE
@click.argument("number", type=NUMBERS, default=0)
@click.option("--seconds", default=USUAL_SECONDS, type=NUMBERS, help="The time given.", show_default=True)
@click.pass_context
def call(context: click.Context, file: Path, number: int, seconds: int) -> None:
    """The chair gives the floor to the next, or to NUMBER; whoever had it is done."""
    from coopdesk.services.speakers import CallSpeaker

    with session(context, file) as desk:
        line = desk.desk.perform(CallSpeaker(desk.meeting().id, number, seconds))
        desk.answer(_json(line), f"{line.name} has the floor for {clock_words(line.seconds)}.")


@speakers.command()
@FILE
@click.pass_context
def done(context: click.Context, file: Path) -> None:
    """Whoever has the floor is done."""
    from coopdesk.services.speakers import EndSpeaker

    with session(context, file) as desk:
        line = desk.desk.perform(EndSpeaker(desk.meeting().id))
        desk.answer(_json(line), f"{line.name} has spoken.")


@speakers.command()
@FILE
@click.argument("number", type=NUMBERS)
@click.pass_context
def drop(context: click.Context, file: Path, number: int) -> None:
    """Take somebody off the list unheard."""
    from coopdesk.services.speakers import DropSpeaker

    with session(context, file) as desk:
        line = desk.desk.perform(DropSpeaker(desk.meeting().id, number))
        desk.answer(_json(line), f"{line.name} is off the list.")


def _json(line: "SpeakerLine") -> dict[str, Any]:
    return {
        "number": line.number,
        "member": int(line.member) if line.member.isdecimal() else None,
        "name": line.name,
        "item": line.item or None,
        "called_at": moment_text(line.called) if line.called else None,
        "seconds": line.seconds or None,
        "done_at": moment_text(line.done) if line.done else None,
    }
