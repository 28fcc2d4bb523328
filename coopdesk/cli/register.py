"""coopdesk register: the statutory registers as at a day, and the log of personal data that left the file."""

from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from coopdesk.cli.at_the_desk import FILE, Session, session
from coopdesk.cli.saying import table, tell
from coopdesk.cli.sealing import SEAL, Sealer

if TYPE_CHECKING:
    from coopdesk.documents.chapters import PaperFile
    from coopdesk.services.registers import FullRegister, PublicRegister


@click.group(name="register")
def command() -> None:
    """The register of members and officers, whole or as members may inspect it, as at any day."""


@command.command()
@FILE
@click.option("--kind", type=click.Choice(["full", "public"]), required=True, help="public: without any holding.")
@click.option("--on", default="", help="As at this day, 2026-11-28; left out: today.")
@click.option("--purpose", default="", help="What the copy is for, for the log of exports.")
@click.option("--to", "recipient", default="", help="Who gets it, for the log of exports.")
@click.option(
    "-o", "--output", required=True, type=click.Path(path_type=Path), help="A .pdf, .csv, .xlsx or .ods file."
)
@SEAL
@click.pass_context
def export(
    context: click.Context,
    /,
    file: Path,
    kind: str,
    on: str,
    purpose: str,
    recipient: str,
    output: Path,
    sealing: bool,
) -> None:
    """Write the register as at a day."""
    from coopdesk.documents.write_file import write_file
    from coopdesk.domain.clock import day_words, local_day
    from coopdesk.domain.days import read_past_day
    from coopdesk.domain.faults import UnusableInput
    from coopdesk.services.export_log import LogExport

    made = _format(output)
    if sealing and made != "pdf":
        raise UnusableInput("Only a PDF can be sealed: end its name in .pdf, or leave --seal out. Nothing was made.")
    with session(context, file) as desk:
        seal = Sealer(desk, sealing)
        day = read_past_day("The day", on, local_day(desk.now))
        register = _read(desk, kind, day)
        paper = _written(register, made)
        public = _public(register)
        log = LogExport(f"register, {kind}", made, len(public.entries), None, purpose, recipient)
        sealed = seal(paper.data)
        write_file(output, sealed.data, partial(desk.desk.perform, log))
        for warning in paper.warnings:
            tell(warning)
        facts = {"file": str(output), "warnings": list(paper.warnings), **sealed.facts}
        what = "The register" if kind == "full" else "The register for inspection, without holdings,"
        said = (
            f"{what} as at {day_words(day)} is in {output}: {_counted(public)}. It holds personal data.{sealed.words}"
        )
        desk.answer({"kind": kind, "on": day.isoformat(), **_counts(public), **facts}, said)


def _format(output: Path) -> str:
    """pdf or the kind of spreadsheet.

    Raises:
        NotUnderstood: another ending.
    """
    from coopdesk.domain.refusals import NotUnderstood
    from coopdesk.services.spreadsheets import format_of

    if output.suffix.lower() == ".pdf":
        return "pdf"
    try:
        return format_of(output.name)
    except NotUnderstood as fault:
        raise NotUnderstood(fault.what, fault.value, "end its name in .pdf, .csv, .xlsx or .ods") from None


def _read(desk: Session, kind: str, day: date) -> "FullRegister | PublicRegister":
    from coopdesk.services.registers import full_register, public_register

    if kind == "full":
        return desk.desk.ask(full_register, desk.now, day)
    return desk.desk.ask(public_register, desk.now, day)


def _counts(public: "PublicRegister") -> dict[str, Any]:
    return {"entries": len(public.entries), "members": public.members, "officers": len(public.officers)}


def _counted(public: "PublicRegister") -> str:
    entries, officers = len(public.entries), len(public.officers)
    return f"{entries:,} entries, {public.members:,} members, {officers} terms of office"


def _public(register: "FullRegister | PublicRegister") -> "PublicRegister":
    from coopdesk.services.registers import FullRegister

    return register.public if isinstance(register, FullRegister) else register


def _written(register: "FullRegister | PublicRegister", made: Any) -> "PaperFile":
    from coopdesk.documents.chapters import PaperFile, print_chapters
    from coopdesk.services.registers import FullRegister

    if made == "pdf":
        from coopdesk.documents.register import full_register_paper, public_register_paper

        if isinstance(register, FullRegister):
            return print_chapters([full_register_paper(register)], register.public.heading)
        return print_chapters([public_register_paper(register)], register.heading)
    from coopdesk.services.register_sheets import full_sheet, public_sheet

    data = full_sheet(register, made) if isinstance(register, FullRegister) else public_sheet(register, made)
    return PaperFile(data, 0)


@command.command()
@FILE
@click.pass_context
def exports(context: click.Context, file: Path) -> None:
    """The log of personal data that left the file: what, when, how many entries, for whom and what for."""
    from coopdesk.domain.clock import local, moment_text
    from coopdesk.services.export_log import exports_logged

    with session(context, file) as desk:
        lines = desk.desk.ask(exports_logged)
        if "--json" in desk.settings:
            desk.answer(
                [
                    {
                        "at": moment_text(each.at),
                        "what": each.what,
                        "format": each.format,
                        "entries": each.entries,
                        "member": each.member,
                        "purpose": each.purpose,
                        "to": each.recipient,
                    }
                    for each in lines
                ]
            )
            return
        rows = [
            (
                local(each.at).strftime("%Y-%m-%d %H:%M"),
                f"{each.what}{f' of member {each.member}' if each.member else ''}",
                each.format,
                f"{each.entries:,}",
                each.recipient,
                each.purpose,
            )
            for each in lines
        ]
        table(("When", "What", "As", "Entries", "To", "For"), rows)
