"""coopdesk agenda: list, add, take, note."""

from pathlib import Path

import click

from coopdesk.cli.at_the_desk import FILE, NUMBERS, session
from coopdesk.cli.speakers import speakers
from coopdesk.domain.clock import hour, moment_text


@click.group(name="agenda")
def command() -> None:
    """The order of business."""


@command.command(name="list")
@FILE
@click.pass_context
def list_items(context: click.Context, file: Path) -> None:
    """The agenda with what has been done."""
    from coopdesk.services.agenda import agenda_lines

    with session(context, file) as desk:
        items = desk.desk.ask(agenda_lines, desk.meeting().id)
        value = [
            {
                "number": item.number,
                "title": item.title,
                "kind": item.kind,
                "taken_at": moment_text(item.taken_at) if item.taken_at else None,
                "done_at": moment_text(item.done_at) if item.done_at else None,
                "motions": [motion.number for motion in item.motions],
            }
            for item in items
        ]
        lines = [
            f"{item.number:>3}  {hour(item.taken_at) if item.taken_at else '     '}  {item.title}" for item in items
        ]
        desk.answer(value, *lines)


@command.command()
@FILE
@click.option("--title", required=True)
@click.option("--minutes", default=5, type=NUMBERS, help="How long it is likely to take.")
@click.option("--kind", default="other", help="report, resolution, other ...")
@click.pass_context
def add(context: click.Context, file: Path, title: str, minutes: int, kind: str) -> None:
    """Add an item, before the close."""
    from coopdesk.services.agenda import AddItem

    with session(context, file) as desk:
        item = desk.desk.perform(AddItem(desk.meeting().id, title, kind, minutes))
        desk.answer({"number": item.number, "title": item.title}, f"Item {item.number}: {item.title}.")


@command.command()
@FILE
@click.argument("number", type=NUMBERS)
@click.pass_context
def take(context: click.Context, file: Path, number: int) -> None:
    """The meeting comes to an item."""
    from coopdesk.services.agenda import TakeItem

    with session(context, file) as desk:
        item = desk.desk.perform(TakeItem(desk.meeting().id, number))
        desk.answer({"number": item.number, "title": item.title}, f"Now: item {item.number}, {item.title}.")


@command.command()
@FILE
@click.argument("number", type=NUMBERS)
@click.option("--text", required=True, help="The secretary's words, in Markdown.")
@click.pass_context
def note(context: click.Context, file: Path, number: int, text: str) -> None:
    """The secretary's words for an item."""
    from coopdesk.services.minutes import EditMinutes

    with session(context, file) as desk:
        desk.desk.perform(EditMinutes(desk.meeting().id, str(number), text))
        desk.answer({"item": number}, f"Kept for item {number}.")


command.add_command(speakers)
