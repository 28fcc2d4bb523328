"""coopdesk members import and export: lists of members in and out of the register."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from coopdesk.cli.at_the_desk import FILE, session
from coopdesk.cli.saying import tell

if TYPE_CHECKING:
    from coopdesk.cli.at_the_desk import Session
    from coopdesk.services.imports import Imported, ImportPreview
    from coopdesk.services.roster import Checked, Matching, Problem

SHOWN = 200
"""Rows named for people; --json names them all."""


@click.command(name="import")
@FILE
@click.argument("roster", type=click.Path(path_type=Path))
@click.option("--map", "choices", multiple=True, metavar='"Column=field"', help="What a column holds; - leaves it out.")
@click.option(
    "--map-file",
    type=click.Path(path_type=Path),
    help="A .toml file that says what the columns hold; --map goes first.",
)
@click.option(
    "--save-map", type=click.Path(path_type=Path), help="Write what each column was taken to hold, to be used again."
)
@click.option("--mapping", default="", help="A map of columns saved in the society under this name.")
@click.option("--save-mapping", default="", help="Save in the society what the columns hold, under this name.")
@click.option("--dry-run", is_flag=True, help="Say what would happen, and change nothing.")
@click.option("--strict", is_flag=True, help="Import nothing if any row cannot be imported.")
@click.option("--encoding", help="Of a text file, where the guess is wrong: utf-8, cp1252 ...")
@click.option("--keep", multiple=True, metavar="MEMBER", help="Leave this member as the register has them.")
@click.pass_context
def import_roster(
    context: click.Context,
    /,
    file: Path,
    roster: Path,
    choices: tuple[str, ...],
    map_file: Path | None,
    save_map: Path | None,
    mapping: str,
    save_mapping: str,
    dry_run: bool,
    strict: bool,
    encoding: str | None,
    keep: tuple[str, ...],
) -> None:
    """Bring a list of members (csv, xlsx or ods) into the register: all good rows in one act.

    Members are matched on their number; of those in the register already, what the file says otherwise is taken over.
    Ctrl-C stops it and leaves the register as it was.
    """
    from coopdesk.cli.progress import stoppable, watching
    from coopdesk.domain.members import read_member_number
    from coopdesk.services.imports import ImportMembers, refuse_rejected

    with session(context, file) as desk, stoppable() as stopped:
        # A dry run changes nothing in the society, a saved map included.
        columns = _Columns(choices, map_file, save_map, mapping, "" if dry_run else save_mapping)
        preview = _preview(desk, roster, columns, encoding, stopped)
        checked = preview.checked
        if strict:
            refuse_rejected(checked)
        numbers = {read_member_number(number) for number in keep}
        kept = frozenset(each.row for each in checked.good if each.number in numbers)
        done = None
        if preview.changes_anything and not dry_run:
            with watching("Writing") as progress:
                done = desk.desk.perform(ImportMembers(preview, kept, progress, stopped))
        _answer(desk, preview, kept, done, dry_run)


@dataclass(frozen=True, slots=True)
class _Columns:
    """What was said about the columns: --map, --map-file, --save-map, --mapping and --save-mapping."""

    choices: tuple[str, ...]
    map_file: Path | None
    save_map: Path | None
    mapping: str
    save_mapping: str


def _preview(
    desk: "Session", roster: Path, columns: _Columns, encoding: str | None, stopped: Callable[[], bool]
) -> "ImportPreview":
    """Read and check; the rows as read are let go of before anything is written."""
    from coopdesk.cli.progress import watching
    from coopdesk.services.imports import preview_import
    from coopdesk.services.roster import guess_matching, read_roster

    with watching("Reading") as progress:
        rows = read_roster(roster, encoding=encoding, progress=progress, cancelled=stopped)
    matching = _matched(desk, guess_matching(rows.headings), columns)
    return desk.desk.ask(preview_import, rows, matching, desk.now)


def _matched(desk: "Session", matching: "Matching", columns: _Columns) -> "Matching":
    """What the columns hold: by their headings, then by a saved map, then by each --map; saved where that is asked."""
    from coopdesk.documents.write_file import write_file
    from coopdesk.services.column_mappings import mapping_command, saved_mapping
    from coopdesk.services.roster import map_text, mapped_by, read_map

    saved: list[tuple[str, tuple[tuple[str, str], ...]]] = []
    if columns.mapping:
        saved.append((columns.mapping, desk.desk.ask(saved_mapping, columns.mapping)))
    if columns.map_file is not None:
        saved.append((columns.map_file.name, read_map(columns.map_file)))
    for name, pairs in saved:
        matching, absent = mapped_by(matching, pairs)
        for heading in absent:
            tell(f"{name} names a column “{heading}”, which this list does not have.")
    matching = matching.mapped(columns.choices)
    if columns.save_map is not None:
        write_file(columns.save_map, map_text(matching).encode())
        tell(f"What each column holds is in {columns.save_map}: use it again with --map-file.")
    if columns.save_mapping:
        desk.desk.perform(mapping_command(columns.save_mapping, matching))
        tell(f"What each column holds is saved: use it again with --mapping {columns.save_mapping}.")
    return matching


def _answer(
    desk: "Session", preview: "ImportPreview", kept: frozenset[int], done: "Imported | None", dry_run: bool
) -> None:
    checked = preview.checked
    replaced = len(checked.changes.keys() - kept)
    added, updated = (checked.added, replaced) if done is None else (done.added, done.updated)
    unchanged = len(checked.good) - added - updated
    value: dict[str, Any] = {
        "added": added,
        "updated": updated,
        "unchanged": unchanged,
        "rejected": [_problem(each) for each in checked.rejected],
        "warned": [_problem(each) for each in checked.warned],
        "notices": list(checked.notices),
        "dry_run": dry_run,
    }
    desk.answer(value, *_lines(checked, (added, updated, unchanged), dry_run))


def _problem(problem: "Problem") -> dict[str, Any]:
    return {"row": problem.row, "column": problem.column, "reason": problem.reason}


def _lines(checked: "Checked", counts: tuple[int, int, int], dry_run: bool) -> list[str]:
    added, updated, unchanged = counts
    would = "would be " if dry_run else ""
    lines = [*checked.notices]
    for heading, problems in (("Left out", checked.rejected), ("Look at", checked.warned)):
        for each in problems[:SHOWN]:
            column = f", {each.column}" if each.column else ""
            lines.append(f"{heading}: row {each.row}{column}: {each.reason}.")
        if len(problems) > SHOWN:
            lines.append(f"{heading}: {len(problems) - SHOWN:,} more rows; --json names them all.")
    lines.append(
        f"{added:,} members {would}added, {updated:,} {would}updated, {unchanged:,} left as they are, "
        f"{len(checked.rejected):,} rows {would}left out."
    )
    if dry_run:
        lines.append("Nothing was changed.")
    return lines


@click.command(name="export")
@FILE
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path))
@click.option("--purpose", default="", help="What the copy is for, for the log of exports.")
@click.option("--to", "recipient", default="", help="Who gets it, for the log of exports.")
@click.pass_context
def export_members(context: click.Context, file: Path, output: Path, purpose: str, recipient: str) -> None:
    """The whole register as a spreadsheet (csv, xlsx or ods), as an import reads it back."""
    from coopdesk.documents.write_file import write_file
    from coopdesk.services.export_log import LogExport
    from coopdesk.services.exports import export_bytes
    from coopdesk.services.spreadsheets import format_of

    kind = format_of(output.name)
    with session(context, file) as desk:
        data, members = desk.desk.ask(export_bytes, kind)
        log = LogExport("members", kind, members, None, purpose, recipient)
        write_file(output, data, partial(desk.desk.perform, log))
        value = {"members": members, "file": str(output)}
        desk.answer(
            value, f"{members:,} members are in {output}. It holds personal data: keep it where you keep those."
        )


@click.command(name="maps")
@FILE
@click.option("--drop", default="", help="Put the map of this name away.")
@click.pass_context
def column_maps(context: click.Context, file: Path, drop: str) -> None:
    """Maps of columns saved in the society, for lists of the same shape."""
    from coopdesk.services.column_mappings import DropMapping, saved_mappings

    with session(context, file) as desk:
        if drop:
            desk.desk.perform(DropMapping(drop))
        saved = desk.desk.ask(saved_mappings)
        value = [{"name": name, "columns": dict(pairs)} for name, pairs in saved.items()]
        lines = [f"{name}: {', '.join(f'{one} = {field}' for one, field in pairs)}" for name, pairs in saved.items()]
        desk.answer(value, *(lines or ["No map of columns is saved."]))
