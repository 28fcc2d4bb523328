"""Matchings of columns saved in the society under a name, for whoever imports the next list of the same shape.

Headings and fields name nobody, so they stand in the journal as they are.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import bindparam, select

from coopdesk.domain.members import clean_line
from coopdesk.domain.refusals import NothingToUndo, Refusal
from coopdesk.services.act import Act
from coopdesk.services.events import SocietyChanged
from coopdesk.services.perform import Command, Done, handles
from coopdesk.services.roster.columns import Matching
from coopdesk.services.roster.headings import words_of
from coopdesk.storage.journal import canonical
from coopdesk.storage.store import Reader
from coopdesk.storage.tables import ColumnMappingRow

NAME_LIMIT = 60

_ALL = (
    select(ColumnMappingRow.id, ColumnMappingRow.name, ColumnMappingRow.columns)
    .where(ColumnMappingRow.void == 0)
    .order_by(ColumnMappingRow.name)
)
_NAME = select(ColumnMappingRow.name).where(ColumnMappingRow.id == bindparam("id"))
_NAMED = select(ColumnMappingRow.id).where(ColumnMappingRow.name == bindparam("name"), ColumnMappingRow.void == 0)


@dataclass
class UnknownMapping(Refusal):
    """No matching is saved under this name."""

    code = "UNKNOWN-MAPPING"
    sentence = "No map of columns is saved under “{name}” (there is {known}). Nothing was changed."
    name: str
    known: str


@dataclass(frozen=True, slots=True)
class SaveMapping(Command[None]):
    """Keep a matching under a name; one saved under it before gives way. ``columns``: JSON, [[heading, field], ...]."""

    name: str
    columns: str


@handles(SaveMapping)
def save_mapping(command: SaveMapping, act: Act) -> Done[None]:
    """Save it.

    Raises:
        NotUnderstood: a name that cannot be used.
    """
    name = clean_line("The name of the map", command.name, NAME_LIMIT, required=True)
    before = act.reader.value(_NAMED, name=name)
    if before is not None:
        act.change(ColumnMappingRow, before, void=1)
    row = act.add(ColumnMappingRow, name=name, columns=command.columns, at=act.at, void=0)
    return Done(None, (SocietyChanged(),), TakeBackMapping(row, before or 0))


@dataclass(frozen=True, slots=True)
class TakeBackMapping(Command[None]):
    """Undo of a saving; the one it replaced (0 for none) is there again."""

    mapping: int
    before: int


@handles(TakeBackMapping)
def take_back_mapping(command: TakeBackMapping, act: Act) -> Done[None]:
    """As it was."""
    act.change(ColumnMappingRow, command.mapping, void=1)
    if command.before:
        act.change(ColumnMappingRow, command.before, void=0)
    return Done(None, (SocietyChanged(),))


@dataclass(frozen=True, slots=True)
class DropMapping(Command[None]):
    """A matching that is not wanted any more."""

    name: str


@handles(DropMapping)
def drop_mapping(command: DropMapping, act: Act) -> Done[None]:
    """Put it away; lists brought in with it stay as they are.

    Raises:
        UnknownMapping: there is none of that name.
    """
    row = act.reader.value(_NAMED, name=command.name)
    if row is None:
        raise UnknownMapping(command.name, ", ".join(saved_mappings(act.reader)) or "none")
    act.change(ColumnMappingRow, row, void=1)
    return Done(None, (SocietyChanged(),), RestoreMapping(row))


@dataclass(frozen=True, slots=True)
class RestoreMapping(Command[None]):
    """Undo of putting a matching away."""

    mapping: int


@handles(RestoreMapping)
def restore_mapping(command: RestoreMapping, act: Act) -> Done[None]:
    """It can be used again.

    Raises:
        NothingToUndo: another was saved under its name since.
    """
    name = act.reader.one(_NAME, id=command.mapping)
    if act.reader.value(_NAMED, name=name) is not None:
        raise NothingToUndo()
    act.change(ColumnMappingRow, command.mapping, void=0)
    return Done(None, (SocietyChanged(),))


def mapping_command(name: str, matching: Matching) -> SaveMapping:
    """The command that saves a matching: every column with a heading, "-" for one left out."""
    pairs = [
        [column.heading, column.field.value if column.field is not None else "-"]
        for column in matching.columns
        if column.heading
    ]
    return SaveMapping(name, canonical(pairs))


def fitting(saved: Mapping[str, tuple[tuple[str, str], ...]], matching: Matching) -> str:
    """The name of the saved matching made for a list with just these headings, or ""."""
    here = {words_of(column.heading) for column in matching.columns if column.heading}
    for name, pairs in saved.items():
        if here and {words_of(heading) for heading, _ in pairs} == here:
            return name
    return ""


def saved_mappings(reader: Reader) -> dict[str, tuple[tuple[str, str], ...]]:
    """Every saved matching by its name, as (heading, field) pairs."""
    return {name: tuple((heading, field) for heading, field in json.loads(text)) for _, name, text in reader.rows(_ALL)}


def saved_mapping(reader: Reader, name: str) -> tuple[tuple[str, str], ...]:
    """One saved matching.

    Raises:
        UnknownMapping: there is none of that name.
    """
    saved = saved_mappings(reader)
    if name not in saved:
        raise UnknownMapping(name, ", ".join(saved) or "none")
    return saved[name]
