"""What is wrong with a roster as a list to work through in a spreadsheet, and as lines on a page."""

import csv
import io
from dataclasses import dataclass
from typing import Literal

from coopdesk.services.roster.checked import Checked
from coopdesk.services.roster.headings import FIELD_WORDS

Standing = Literal["rejected", "warning", "change"]

_FORMULA = ("=", "+", "-", "@", "\t")
"""A cell that begins so is run as a formula by spreadsheets; an apostrophe keeps it text."""


@dataclass(frozen=True, slots=True)
class RowToLookAt:
    """One row of the file: what is wrong with it, or what it would change."""

    row: int
    """The line the spreadsheet shows."""
    name: str
    why: str
    standing: Standing
    column: str = ""


def rows_to_look_at(checked: Checked) -> tuple[RowToLookAt, ...]:
    """Rejected rows, warnings and changes, in the file's order."""
    lines = [RowToLookAt(p.row, p.name, p.reason, "rejected", p.column) for p in checked.rejected]
    lines += [RowToLookAt(p.row, p.name, p.reason, "warning", p.column) for p in checked.warned]
    names = {each.row: each.name for each in checked.good if each.row in checked.changes}
    for row, changes in checked.changes.items():
        told = [f"{FIELD_WORDS[each.field]}: {each.held or 'nothing'} → {each.given or 'nothing'}" for each in changes]
        lines.append(RowToLookAt(row, names.get(row, ""), "; ".join(told), "change"))
    return tuple(sorted(lines, key=_place))


def _place(line: RowToLookAt) -> tuple[int, str]:
    return line.row, line.standing


def problem_list(lines: tuple[RowToLookAt, ...]) -> bytes:
    """The lines as CSV in UTF-8 with its mark, as Excel wants it."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(("Row", "Name", "Column", "Why", "What happens"))
    outcomes = {"rejected": "left out", "warning": "imported all the same", "change": "changes the register"}
    for line in lines:
        writer.writerow((line.row, _safe(line.name), _safe(line.column), _safe(line.why), outcomes[line.standing]))
    return text.getvalue().encode("utf-8-sig")


def _safe(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA) else text
