"""An OpenDocument spreadsheet of one sheet (OpenDocument 1.3, part 3 §§3.15, 9.1), as LibreOffice and calamine read it.

Written by hand, because it is two short parts; a library for it would be larger than all our exports.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from coopdesk.services.spreadsheets.package import XML, package, xml_text

_TYPE = "application/vnd.oasis.opendocument.spreadsheet"
_NAMES = "urn:oasis:names:tc:opendocument:xmlns"
_MANIFEST = (
    f'{XML}<manifest:manifest xmlns:manifest="{_NAMES}:manifest:1.0" manifest:version="1.3">'
    f'<manifest:file-entry manifest:full-path="/" manifest:version="1.3" manifest:media-type="{_TYPE}"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
)
_OPENING = (
    f'{XML}<office:document-content xmlns:office="{_NAMES}:office:1.0" xmlns:table="{_NAMES}:table:1.0" '
    f'xmlns:text="{_NAMES}:text:1.0" office:version="1.3"><office:body><office:spreadsheet>'
)
_CLOSING = "</table:table></office:spreadsheet></office:body></office:document-content>"
_SPACES = re.compile("(?<= ) +|^ +| +$", re.MULTILINE)


def ods(name: str, rows: Iterable[Sequence[str | int]]) -> bytes:
    """A spreadsheet of one sheet: text as text, whole numbers as numbers.

    Args:
        name: of the sheet.
        rows: the headings first.
    """
    content = "".join(_content(name, rows))
    return package([("content.xml", content), ("META-INF/manifest.xml", _MANIFEST)], stored=(("mimetype", _TYPE),))


def _content(name: str, rows: Iterable[Sequence[str | int]]) -> Iterator[str]:
    yield f'{_OPENING}<table:table table:name="{xml_text(name)}">'
    for row in rows:
        yield f"<table:table-row>{''.join(map(_cell, row))}</table:table-row>"
    yield _CLOSING


def _cell(cell: str | int) -> str:
    if isinstance(cell, int):
        return (
            f'<table:table-cell office:value-type="float" office:value="{cell}"><text:p>{cell}</text:p>'
            "</table:table-cell>"
        )
    if not cell:
        return "<table:table-cell/>"
    paragraphs = "".join(f"<text:p>{_paragraph(line)}</text:p>" for line in cell.split("\n"))
    return f'<table:table-cell office:value-type="string">{paragraphs}</table:table-cell>'


def _paragraph(line: str) -> str:
    # OpenDocument folds runs of white space into one; more than one is spelt out (part 3 §6.1.2 and §6.1.3).
    text = xml_text(line)
    if "  " in text or text != text.strip(" "):
        text = _SPACES.sub(lambda found: f'<text:s text:c="{len(found[0])}"/>', text)
    return text.replace("\t", "<text:tab/>")
