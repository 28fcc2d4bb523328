"""coopdesk members die, rejoin, merge, erase, history and account: members through life."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from coopdesk.cli.at_the_desk import FILE, session
from coopdesk.cli.saying import whole

if TYPE_CHECKING:
    from coopdesk.services.members import MemberView


@click.command()
@FILE
@click.argument("member")
@click.option("--on", default="", help="The day of death, 2026-11-28; left out: today.")
@click.option("--note", default="", help="How the society knows.")
@click.pass_context
def die(context: click.Context, file: Path, member: str, on: str, note: str) -> None:
    """A member has died: the vote stops, entry and shares stay until nominee or estate is paid."""
    from coopdesk.cli.nomination import death_lines, death_value
    from coopdesk.services.member_life import RecordDeath
    from coopdesk.services.members import resolve
    from coopdesk.services.nominations import on_death

    with session(context, file) as desk:
        dead = desk.desk.perform(RecordDeath(desk.desk.ask(resolve, member), on, note))
        day = desk.desk.ask(_died_on, dead.id) or desk.now.date()
        found = desk.desk.ask(on_death, dead, day)
        value = {**_value(dead), "died_on": day.isoformat(), "on_death": death_value(found)}
        desk.answer(value, f"The death of {dead.name} ({dead.number}) is recorded.", *death_lines(found))


def _died_on(reader: Any, member: int) -> Any:
    from coopdesk.services.member_life import detail_of

    return detail_of(reader, member).died_on


@click.command()
@FILE
@click.argument("member")
@click.option("--on", default="", help="The day, 2026-11-28; left out: today.")
@click.option("--note", default="")
@click.pass_context
def rejoin(context: click.Context, file: Path, member: str, on: str, note: str) -> None:
    """Somebody who left is a member again, under the old number."""
    from coopdesk.services.member_life import Rejoin
    from coopdesk.services.members import resolve

    with session(context, file) as desk:
        back = desk.desk.perform(Rejoin(desk.desk.ask(resolve, member), on, note))
        desk.answer(_value(back), f"{back.name} ({back.number}) is a member again since {back.joined_on}.")


@click.command()
@FILE
@click.argument("gone")
@click.argument("stays")
@click.option("--on", default="", help="The day, 2026-11-28; left out: today.")
@click.option("--note", default="")
@click.pass_context
def merge(context: click.Context, file: Path, gone: str, stays: str, on: str, note: str) -> None:
    """Close the record GONE into the record STAYS of the same person; both keep their history."""
    from coopdesk.services.members import resolve
    from coopdesk.services.merging import MergeMembers

    with session(context, file) as desk:
        merged = desk.desk.perform(MergeMembers(desk.desk.ask(resolve, gone), desk.desk.ask(resolve, stays), on, note))
        lines = [
            f"Member {merged.gone.number} is one record with {merged.stays.name} ({merged.stays.number}); "
            f"{merged.shares} shares passed over."
        ]
        if merged.both_attended:
            lines.append(f"Look at this: both were in the room at the {'; the '.join(merged.both_attended)}.")
        if merged.both_voted:
            lines.append(f"Look at this: both voted on {'; '.join(merged.both_voted)}. The results stand as declared.")
        value = {
            "gone": whole(merged.gone.number),
            "stays": whole(merged.stays.number),
            "shares": merged.shares,
            "both_attended": list(merged.both_attended),
            "both_voted": list(merged.both_voted),
        }
        desk.answer(value, *lines)


def _value(member: "MemberView") -> dict[str, Any]:
    return {
        "number": whole(member.number),
        "name": member.name,
        "status": member.status.value,
        "joined_on": member.joined_on.isoformat(),
        "ended_on": member.ended_on.isoformat() if member.ended_on else None,
        "shares": member.shares,
    }
