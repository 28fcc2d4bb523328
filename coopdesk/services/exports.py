"""The register as a spreadsheet, in columns that an import reads back.

Text that a spreadsheet would take for a formula gets an apostrophe in front, which an import takes off again
(``reference/reliability.md`` §4): a member called "=cmd" must not run anything on the treasurer's computer.
"""

import csv
import io
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import PurePath
from typing import Literal
from xml.sax.saxutils import escape

from sqlalchemy import func, select

from coopdesk.domain.refusals import NotUnderstood, NotYetBuilt
from coopdesk.services.roster.headings import FIELD_WORDS, Field
from coopdesk.services.roster.values import FORMULA_SIGNS
from coopdesk.storage.store import Reader
from coopdesk.storage.tables import MemberRow, ShareMovementRow

Spreadsheet = Literal["csv", "xlsx"]
Cell = str | int

_COLUMNS = (
    Field.NUMBER, Field.NAME, Field.KIND, Field.REPRESENTATIVE, Field.CLASS, Field.ADDRESS, Field.POSTCODE, Field.EMAIL,
    Field.PHONE, Field.SHARES, Field.JOINED, Field.STATUS, Field.ENDED,
)  # fmt: skip
_HOLDING = (
    select(func.coalesce(func.sum(ShareMovementRow.shares), 0))
    .where(ShareMovementRow.member == MemberRow.id)
    .correlate(MemberRow)
    .scalar_subquery()
)
_EVERYBODY = (
    select(
        MemberRow.number,
        MemberRow.name,
        MemberRow.kind,
        MemberRow.representative,
        MemberRow.class_name,
        MemberRow.address,
        MemberRow.postcode,
        MemberRow.email,
        MemberRow.phone,
        _HOLDING,
        MemberRow.joined_on,
        MemberRow.status,
        func.coalesce(MemberRow.ended_on, ""),
    )
    .where(MemberRow.status != "void")
    .order_by(MemberRow.number_key)
)

_CONTENT = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_PARTS = {
    "[Content_Types].xml": f'{_XML}<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{_CONTENT}.sheet.main+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_CONTENT}.worksheet+xml"/></Types>',
    "_rels/.rels": f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": f'{_XML}<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>'
    '<sheet name="Members" sheetId="1" r:id="rId1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
}
_SAME_TIME = (1980, 1, 1, 0, 0, 0)
"""The same register makes the same file."""


def format_of(name: str) -> Spreadsheet:
    """The kind of spreadsheet a file's name asks for.

    Raises:
        NotYetBuilt: ods comes with the treasurer's issue.
        NotUnderstood: any other ending.
    """
    ending = PurePath(name).suffix.lower()
    if ending == ".csv":
        return "csv"
    if ending == ".xlsx":
        return "xlsx"
    if ending == ".ods":
        raise NotYetBuilt("Export as .ods")
    raise NotUnderstood("The file to export to", name, "end its name in .csv or .xlsx")


def export_bytes(reader: Reader, kind: Spreadsheet) -> tuple[bytes, int]:
    """The register as a file, void entries left out, and how many members are in it."""
    rows: list[Sequence[Cell]] = [[guarded(cell) for cell in row] for row in reader.rows(_EVERYBODY)]
    headed: list[Sequence[Cell]] = [[FIELD_WORDS[each] for each in _COLUMNS], *rows]
    return (_csv(headed) if kind == "csv" else xlsx(headed)), len(rows)


def guarded(cell: Cell) -> Cell:
    """Text that would be taken for a formula, made harmless."""
    return f"'{cell}" if isinstance(cell, str) and cell and cell[0] in FORMULA_SIGNS else cell


def _csv(rows: Sequence[Sequence[Cell]]) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text).writerows(rows)
    # The mark at the start is what makes Excel read the names as UTF-8.
    return text.getvalue().encode("utf-8-sig")


def xlsx(rows: Sequence[Sequence[Cell]]) -> bytes:
    """A workbook of one sheet: text as strings that nothing calculates, whole numbers as numbers."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in (*_PARTS.items(), ("xl/worksheets/sheet1.xml", "".join(_sheet(rows)))):
            part = zipfile.ZipInfo(name, _SAME_TIME)
            part.compress_type = zipfile.ZIP_DEFLATED
            package.writestr(part, text.encode())
    return buffer.getvalue()


def _sheet(rows: Sequence[Sequence[Cell]]) -> Iterator[str]:
    yield f'{_XML}<worksheet xmlns="{_MAIN}"><sheetData>'
    for number, row in enumerate(rows, start=1):
        cells = "".join(_cell(f"{chr(65 + place)}{number}", cell) for place, cell in enumerate(row) if cell != "")
        yield f'<row r="{number}">{cells}</row>'
    yield "</sheetData></worksheet>"


def _cell(place: str, cell: Cell) -> str:
    if isinstance(cell, int):
        return f'<c r="{place}"><v>{cell}</v></c>'
    # A string cell is never calculated, whatever it begins with.
    return f'<c r="{place}" t="inlineStr"><is><t xml:space="preserve">{escape(cell)}</t></is></c>'
