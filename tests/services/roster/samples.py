"""Rosters the tests make for themselves, and the way to those given to us."""

import zipfile
from datetime import date
from pathlib import Path

import pytest

from coopdesk.services.roster import Checked, ExistingMember, Roster, check_rows, guess_matching, read_roster

GIVEN = Path(__file__).parents[4] / "shared" / "data"
TODAY = date(2026, 11, 28)

needs_given = pytest.mark.skipif(not GIVEN.is_dir(), reason="the given rosters (../shared/data) are not here")

_CONTENT_TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)
_RELATIONS = '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def text_roster(folder: Path, content: str | bytes, name: str = "roster.csv") -> Path:
    """Write a text file just as given."""
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def roster_of(folder: Path, content: str) -> Roster:
    """Read a roster written out as text."""
    return read_roster(text_roster(folder, content))


def checked(
    folder: Path,
    content: str,
    *,
    nominal: int = 100,
    classes: tuple[str, ...] = (),
    existing: dict[str, ExistingMember] | None = None,
    choices: tuple[str, ...] = (),
) -> Checked:
    """Read and check a roster written out as text, with the matching its headings suggest."""
    roster = roster_of(folder, content)
    matching = guess_matching(roster.headings).mapped(choices)
    return check_rows(
        roster, matching, today=TODAY, nominal_pence=nominal, known_classes=classes, existing=existing or {}
    )


def raw_workbook(path: Path, *sheets: str, extra: dict[str, bytes] | None = None) -> Path:
    """An .xlsx whose sheets' XML is given as it stands: what no spreadsheet program would write can be written so."""
    listed = "".join(f'<sheet name="S{n}" sheetId="{n}" r:id="r{n}"/>' for n in range(1, len(sheets) + 1))
    linked = "".join(
        f'<Relationship Id="r{n}" Type="{_OFFICE}/worksheet" Target="worksheets/sheet{n}.xml"/>'
        for n in range(1, len(sheets) + 1)
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", _CONTENT_TYPES)
        package.writestr(
            "_rels/.rels",
            f'{_RELATIONS}<Relationship Id="r1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/>'
            "</Relationships>",
        )
        package.writestr(
            "xl/workbook.xml",
            f'<?xml version="1.0"?><workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>{listed}</sheets></workbook>',
        )
        package.writestr("xl/_rels/workbook.xml.rels", f"{_RELATIONS}{linked}</Relationships>")
        for number, sheet in enumerate(sheets, 1):
            package.writestr(f"xl/worksheets/sheet{number}.xml", sheet)
        for name, content in (extra or {}).items():
            package.writestr(name, content)
    return path


def sheet_xml(rows: str, dimension: str = "") -> str:
    """A worksheet part around rows of cells."""
    stated = f'<dimension ref="{dimension}"/>' if dimension else ""
    return f'<?xml version="1.0"?><worksheet xmlns="{_MAIN}">{stated}<sheetData>{rows}</sheetData></worksheet>'


def text_cell(place: str, text: str) -> str:
    """One cell holding text."""
    return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'


def opendocument(path: Path, table: str, *, manifest: str = "") -> Path:
    """An .ods whose table XML is given as it stands."""
    spaces = " ".join(
        f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{short}:1.0"' for short in ("office", "table", "text")
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        package.writestr(
            "META-INF/manifest.xml",
            '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
            '<manifest:file-entry manifest:full-path="/" '
            f'manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/>{manifest}</manifest:manifest>',
        )
        package.writestr(
            "content.xml",
            f'<?xml version="1.0"?><office:document-content {spaces}><office:body><office:spreadsheet>'
            f'<table:table table:name="Register">{table}</table:table>'
            "</office:spreadsheet></office:body></office:document-content>",
        )
    return path


def opendocument_row(*cells: str, repeated: int = 1) -> str:
    """One row of text cells."""
    inside = "".join(
        f'<table:table-cell office:value-type="string"><text:p>{cell}</text:p></table:table-cell>'
        if cell
        else "<table:table-cell/>"
        for cell in cells
    )
    return f'<table:table-row table:number-rows-repeated="{repeated}">{inside}</table:table-row>'
