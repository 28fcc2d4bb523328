"""What is wrong with a roster as a list to work through in a spreadsheet, and as lines on a page."""

from dataclasses import dataclass
from typing import Literal

from coopdesk.services.roster.checked import Checked
from coopdesk.services.roster.headings import FIELD_WORDS
from coopdesk.services.spreadsheets import Sheet, spreadsheet_bytes

Standing = Literal["rejected", "warning", "change"]


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
    outcomes = {"rejected": "left out", "warning": "imported all the same", "change": "changes the register"}
    rows = [(line.row, line.name, line.column, line.why, outcomes[line.standing]) for line in lines]
    return spreadsheet_bytes("csv", Sheet("Rows", ("Row", "Name", "Column", "Why", "What happens"), rows))
