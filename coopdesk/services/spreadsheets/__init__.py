"""Spreadsheets written: csv, xlsx and ods, with nothing in them that a spreadsheet would calculate.

Text that would be taken for a formula gets an apostrophe in front, which an import takes off again
(``reference/reliability.md`` §4): a member called "=cmd" must not run anything on the treasurer's computer.
"""

from coopdesk.services.spreadsheets.sheet import (
    Cell,
    Sheet,
    Spreadsheet,
    format_of,
    guarded,
    spreadsheet_bytes,
)

__all__ = ["Cell", "Sheet", "Spreadsheet", "format_of", "guarded", "spreadsheet_bytes"]
