"""A workbook of one sheet as Excel reads it."""

from collections.abc import Iterable, Iterator, Sequence

from coopdesk.services.spreadsheets.package import XML, package, xml_text

_CONTENT = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_SHEET = "xl/worksheets/sheet1.xml"
_PARTS = {
    "[Content_Types].xml": f'{XML}<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{_CONTENT}.sheet.main+xml"/>'
    f'<Override PartName="/{_SHEET}" ContentType="{_CONTENT}.worksheet+xml"/></Types>',
    "_rels/.rels": f'{XML}<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/_rels/workbook.xml.rels": f'{XML}<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
}


def xlsx(name: str, rows: Iterable[Sequence[str | int]]) -> bytes:
    """A workbook of one sheet: text as strings that nothing calculates, whole numbers as numbers.

    Args:
        name: of the sheet, at most 31 characters.
        rows: the headings first; they stay in sight while the list is scrolled.
    """
    workbook = (
        f'{XML}<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>'
        f'<sheet name="{xml_text(name)}" sheetId="1" r:id="rId1"/></sheets></workbook>'
    )
    parts = {**_PARTS, "xl/workbook.xml": workbook, _SHEET: "".join(_sheet(rows))}
    return package(parts.items())


def _sheet(rows: Iterable[Sequence[str | int]]) -> Iterator[str]:
    yield f'{XML}<worksheet xmlns="{_MAIN}"><sheetViews><sheetView workbookViewId="0">'
    yield '<pane ySplit="1" topLeftCell="A2" state="frozen"/></sheetView></sheetViews><sheetData>'
    letters: list[str] = []
    for number, row in enumerate(rows, start=1):
        while len(letters) < len(row):
            letters.append(column_letters(len(letters)))
        cells = "".join(
            _cell(f"{letter}{number}", cell) for letter, cell in zip(letters, row, strict=False) if cell != ""
        )
        yield f'<row r="{number}">{cells}</row>'
    yield "</sheetData></worksheet>"


def column_letters(place: int) -> str:
    """The name of a column counted from 0: 0 is A, 25 is Z, 26 is AA."""
    letters = ""
    place += 1
    while place:
        place, left = divmod(place - 1, 26)
        letters = chr(65 + left) + letters
    return letters


def _cell(place: str, cell: str | int) -> str:
    if isinstance(cell, int):
        return f'<c r="{place}"><v>{cell}</v></c>'
    # A string cell is never calculated, whatever it begins with.
    return f'<c r="{place}" t="inlineStr"><is><t xml:space="preserve">{xml_text(cell)}</t></is></c>'
