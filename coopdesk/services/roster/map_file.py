"""A matching of columns kept in a file, for next year's list of the same shape.

The file is TOML and meant to be read and changed by hand::

    [columns]
    "Mem. No." = "number"
    "Surname, forename / Organisation" = "name"
    "Gift Aid?" = "-"

Left of each sign stands a heading as the list writes it, right of it a field (the words of ``--map``), or "-" for a
column that is left out. A heading that a list does not have is told and changes nothing.
"""

import json
import tomllib
from dataclasses import dataclass
from pathlib import Path

from coopdesk.domain.faults import FileMissing
from coopdesk.services.roster.columns import Matching
from coopdesk.services.roster.faults import RosterUnsuitable
from coopdesk.services.roster.headings import FIELD_WORDS, words_of

LARGEST = 100_000
"""Bytes: sixty headings take two thousand."""
_OPENING = """# Which column of a list of members holds what. Use it again with
#     coopdesk members import FILE LIST --map-file THIS_FILE
# Left: the heading as the list writes it. Right: one of the fields below, or "-" to leave the column out.
"""


@dataclass
class MapFileUnreadable(RosterUnsuitable):
    """A file of columns that is not one."""

    code = "MAP-FILE"
    sentence = (
        "{file} cannot be used as a map of columns: {why}. Nothing was imported. "
        'It holds the heading [columns] and under it lines such as "Mem. No." = "number".'
    )
    file: str
    why: str


def read_map(path: Path) -> tuple[tuple[str, str], ...]:
    """The (heading, field) pairs of a map file, in its order.

    Raises:
        FileMissing: there is no such file.
        MapFileUnreadable: it is not TOML of the shape above.
    """
    try:
        size = path.stat().st_size
        if size > LARGEST:
            raise MapFileUnreadable(path.name, f"it is {size:,} bytes long")
        given = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError as missing:
        raise FileMissing(str(path)) from missing
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as wrong:
        raise MapFileUnreadable(path.name, " ".join(str(wrong).split())) from wrong
    columns = given.get("columns")
    if not isinstance(columns, dict):
        raise MapFileUnreadable(path.name, "it has no heading [columns]")
    for heading, field in columns.items():
        if not isinstance(field, str):
            raise MapFileUnreadable(path.name, f"“{heading}” is not followed by a field in quotation marks")
    return tuple(columns.items())


def map_text(matching: Matching) -> str:
    """A matching as such a file, every column of the list in it; the same heading twice keeps its first column."""
    lines: dict[str, str] = {}
    for column in matching.columns:
        if column.heading:
            lines.setdefault(column.heading, column.field.value if column.field is not None else "-")
    fields = "".join(f"#     {field.value:<15}{words}\n" for field, words in FIELD_WORDS.items())
    # A JSON string is a TOML string; only DEL is spelt out in TOML and not in JSON, and headings hold none.
    pairs = "".join(f"{_quoted(heading)} = {_quoted(field)}\n" for heading, field in lines.items())
    return f"{_OPENING}{fields}\n[columns]\n{pairs}"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def mapped_by(matching: Matching, pairs: tuple[tuple[str, str], ...]) -> tuple[Matching, tuple[str, ...]]:
    """The matching with a map file's pairs applied, and the headings of the file that the list does not have.

    Raises:
        MapUnknownField: a field members have not got.
    """
    here = {words_of(column.heading) for column in matching.columns if column.heading}
    absent = tuple(heading for heading, _ in pairs if words_of(heading) not in here)
    present = [f"{heading}={field}" for heading, field in pairs if words_of(heading) in here]
    return matching.mapped(present), absent
