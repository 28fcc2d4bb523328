"""coopdesk members die, rejoin, merge, erase, history and account: members through life."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from coopdesk.cli.at_the_desk import FILE, session
from coopdesk.cli.saying import tell
from coopdesk.cli.saying import whole as whole_number
from coopdesk.cli.sealing import SEAL, SealedPaper, Sealer
from coopdesk.domain.clock import day_words

if TYPE_CHECKING:
    from coopdesk.cli.at_the_desk import Session
    from coopdesk.services.member_account import MemberAccount
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
        desk.answer(_value(back), f"{back.name} ({back.number}) is a member again since {day_words(back.joined_on)}.")


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
            "gone": whole_number(merged.gone.number),
            "stays": whole_number(merged.stays.number),
            "shares": merged.shares,
            "both_attended": list(merged.both_attended),
            "both_voted": list(merged.both_voted),
        }
        desk.answer(value, *lines)


def _value(member: "MemberView") -> dict[str, Any]:
    return {
        "number": whole_number(member.number),
        "name": member.name,
        "status": member.status.value,
        "joined_on": member.joined_on.isoformat(),
        "ended_on": member.ended_on.isoformat() if member.ended_on else None,
        "shares": member.shares,
    }


@click.command()
@FILE
@click.argument("member")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="A .pdf for the member.")
@SEAL
@click.pass_context
def account(context: click.Context, file: Path, member: str, output: Path | None, sealing: bool) -> None:
    """A member's own account: movements with the holding after each, certificates, money owed."""
    from coopdesk.domain.money import pounds
    from coopdesk.services.member_account import member_account
    from coopdesk.services.members import resolve

    with session(context, file) as desk:
        seal = Sealer(desk, sealing)
        view = desk.desk.ask(member_account, desk.desk.ask(resolve, member), desk.now)
        value = _account_value(view)
        lines = [
            f"{each.day}  {each.what}"
            + (f", certificate {each.certificate}" if each.certificate is not None else "")
            + (f", {pounds(each.pence)} by {each.method}" if each.pence else "")
            + f": {each.held} held"
            for each in view.lines
        ]
        lines.append(f"{view.member.name} holds {view.shares} shares, {pounds(view.pence)} at nominal value.")
        if view.owed_pence:
            lines.append(f"Still to be paid: {pounds(view.owed_pence)}.")
        if output is not None:
            sealed = _write_account(desk, view, output, seal)
            value |= {"file": str(output), **sealed.facts}
            lines = [f"The account of {view.member.name} is in {output}.{sealed.words}"]
        desk.answer(value, *lines)


def _write_account(desk: "Session", view: "MemberAccount", output: Path, seal: Sealer) -> SealedPaper:
    from coopdesk.documents.chapters import print_chapters
    from coopdesk.documents.member_account import member_account_paper
    from coopdesk.documents.write_file import write_file
    from coopdesk.domain.faults import UnusableInput
    from coopdesk.services.export_log import LogExport

    if output.suffix.lower() != ".pdf":
        raise UnusableInput(f"The account is made as a .pdf file; “{output.name}” is none. Nothing was written.")
    paper = print_chapters([member_account_paper(view)], view.heading)
    sealed = seal(paper.data)
    write_file(output, sealed.data, partial(desk.desk.perform, LogExport("account", "pdf", 1, view.member.id)))
    for warning in paper.warnings:
        tell(warning)
    return sealed


def _account_value(view: "MemberAccount") -> dict[str, Any]:
    return {
        **_value(view.member),
        "shares": view.shares,
        "pence": view.pence,
        "owed_pence": view.owed_pence,
        "movements": [
            {
                "on": each.day.isoformat(),
                "what": each.what,
                "shares": each.shares,
                "held": each.held,
                "certificate": each.certificate,
                "pence": each.pence,
                "method": each.method,
            }
            for each in view.lines
        ],
        "certificates": [{"number": each.number, "shares": each.shares} for each in view.certificates],
    }


@click.command()
@FILE
@click.argument("member")
@click.pass_context
def history(context: click.Context, file: Path, member: str) -> None:
    """What happened to a member: membership, changed details, shares, cards, meetings, votes; the newest first."""
    from coopdesk.services import members
    from coopdesk.services.member_timeline import timeline

    with session(context, file) as desk:
        person = desk.desk.ask(members.member, member)
        events = desk.desk.ask(timeline, person)
        value = [{"on": each.day.isoformat(), "what": each.what, "note": each.note} for each in events]
        lines = [f"{each.day}  {each.what}{f': {each.note}' if each.note else ''}" for each in events]
        desk.answer(value, *lines)


@click.command()
@FILE
@click.argument("member", default="")
@click.option("--whole", is_flag=True, help="The whole entry of a former member, after the retention period.")
@click.option("--due", is_flag=True, help="Every former member whose retention period is over.")
@click.option("--ground", default="", help="Why, for the log of erasures.")
@click.pass_context
def erase(context: click.Context, file: Path, member: str, whole: bool, due: bool, ground: str) -> None:
    """Erase what the register does not need of a member. There is no way back; copies made before are not reached."""
    from coopdesk.domain.faults import UnusableInput
    from coopdesk.services.erasure import EraseMember, due_for_erasure
    from coopdesk.services.members import resolve

    if due == bool(member):
        raise UnusableInput("Name one member, or say --due for all whose retention period is over. Nothing was erased.")
    with session(context, file) as desk:
        if due:
            erased = [
                desk.desk.perform(EraseMember(each.id, True, ground or "retention period over"))
                for each in desk.desk.ask(due_for_erasure, desk.now)
            ]
        else:
            erased = [desk.desk.perform(EraseMember(desk.desk.ask(resolve, member), whole, ground))]
        value = [{"member": whole_number(each.number), "what": each.what, "rows": each.rows} for each in erased]
        lines = [f"Erased: the {each.what} of member {each.number}." for each in erased] or ["Nobody is due."]
        if erased:
            lines.append("Backups, exports and papers made before are not reached: look through those yourself.")
        desk.answer(value, *lines)
