"""The fixed parts of an OpenDocument text: styles, page with head and foot, properties, manifest."""

from datetime import UTC, datetime

MIME_TYPE = "application/vnd.oasis.opendocument.text"

_URN = "urn:oasis:names:tc:opendocument:xmlns"
NAMESPACES = " ".join(
    [
        *(
            f'xmlns:{prefix}="{_URN}:{name}:1.0"'
            for prefix, name in (
                ("office", "office"),
                ("text", "text"),
                ("table", "table"),
                ("style", "style"),
                ("fo", "xsl-fo-compatible"),
                ("svg", "svg-compatible"),
                ("meta", "meta"),
            )
        ),
        'xmlns:dc="http://purl.org/dc/elements/1.1/"',
    ]
)

MANIFEST = f"""<?xml version="1.0" encoding="UTF-8"?>
<manifest:manifest xmlns:manifest="{_URN}:manifest:1.0" manifest:version="1.3">
<manifest:file-entry manifest:full-path="/" manifest:version="1.3" manifest:media-type="{MIME_TYPE}"/>
<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>
<manifest:file-entry manifest:full-path="styles.xml" manifest:media-type="text/xml"/>
<manifest:file-entry manifest:full-path="meta.xml" manifest:media-type="text/xml"/>
</manifest:manifest>"""


def _paragraph_style(name: str, paragraph: str = "", letters: str = "", parent: str = "Standard") -> str:
    shown = name.replace("_20_", " ")
    return (
        f'<style:style style:name="{name}" style:display-name="{shown}" style:family="paragraph"'
        f' style:parent-style-name="{parent}"><style:paragraph-properties {paragraph}/>'
        f"<style:text-properties {letters}/></style:style>"
    )


def _heading_style(level: int, size: int, above: str) -> str:
    return (
        f'<style:style style:name="Heading_20_{level}" style:display-name="Heading {level}" style:family="paragraph"'
        f' style:parent-style-name="Standard" style:next-style-name="Text_20_body"'
        f' style:default-outline-level="{level}">'
        f'<style:paragraph-properties fo:margin-top="{above}" fo:margin-bottom="1mm" fo:keep-with-next="always"/>'
        f'<style:text-properties fo:font-size="{size}pt" fo:font-weight="bold"/></style:style>'
    )


def _letter_style(name: str, letters: str) -> str:
    shown = name.replace("_20_", " ")
    return (
        f'<style:style style:name="{name}" style:display-name="{shown}" style:family="text">'
        f"<style:text-properties {letters}/></style:style>"
    )


_RIGHT = 'fo:text-align="end"'
_SMALL = 'fo:color="#4d4d4d" fo:font-size="9pt"'
_TIGHT = 'fo:margin-top="0.5mm" fo:margin-bottom="0.5mm"'
_OWN = 'fo:border-left="0.5pt solid #0b5a6b" fo:padding-left="2mm"'
"""The thin line beside the secretary's own words: in every style that only they are set in."""

_PARAGRAPHS = "".join(
    [
        _paragraph_style("Text_20_body", 'fo:margin-top="0mm" fo:margin-bottom="2mm" fo:line-height="120%"'),
        _paragraph_style("Own_20_words", f'fo:margin-left="-2.2mm" {_OWN}', parent="Text_20_body"),
        _paragraph_style(
            "Own_20_words_20_key", f'fo:margin-left="-2.2mm" fo:margin-top="5mm" {_OWN}', _SMALL, "Text_20_body"
        ),
        _paragraph_style("Correction", 'fo:keep-with-next="always"', parent="Text_20_body"),
        _paragraph_style("Small", 'fo:margin-bottom="2mm"', _SMALL),
        _paragraph_style("Fact", 'fo:margin-bottom="0.5mm"'),
        _paragraph_style("Status", 'fo:margin-bottom="3mm"', 'fo:font-weight="bold" fo:letter-spacing="0.5mm"'),
        _paragraph_style("Rule", 'fo:keep-with-next="always"', _SMALL),
        _paragraph_style(
            "Motion",
            'fo:margin-top="1mm" fo:margin-bottom="2mm" fo:padding-left="3mm" fo:border-left="1.6pt solid #0b5a6b"',
            'style:font-name="Noto Serif" fo:font-size="12pt"',
        ),
        _paragraph_style("Outcome", 'fo:background-color="#e9f1f3" fo:padding="2mm" fo:margin-bottom="3mm"'),
        _paragraph_style("Signing", 'fo:margin-top="15mm" fo:margin-bottom="5mm" fo:keep-together="always"'),
        _paragraph_style("Quotations", f'fo:margin-left="8mm" fo:margin-bottom="2mm" {_OWN}', 'fo:font-style="italic"'),
        _paragraph_style(
            "Preformatted_20_Text",
            f'fo:margin-left="-2.2mm" {_OWN}',
            'style:font-name="Noto Sans Mono" fo:font-size="9pt"',
        ),
        *(
            _paragraph_style(f"Item_20_{depth}", f'fo:margin-left="{8 * depth}mm" fo:text-indent="-6mm" {_OWN}')
            for depth in range(1, 5)
        ),
        _paragraph_style("Table_20_Contents", _TIGHT),
        _paragraph_style("Table_20_Contents_20_Figure", _RIGHT, parent="Table_20_Contents"),
        _paragraph_style("Table_20_Heading", _TIGHT, 'fo:font-weight="bold" fo:color="#0b5a6b"'),
        _paragraph_style("Table_20_Heading_20_Figure", _RIGHT, parent="Table_20_Heading"),
        _paragraph_style("Table_20_Total", _TIGHT, 'fo:font-weight="bold"'),
        _paragraph_style("Table_20_Total_20_Figure", _RIGHT, parent="Table_20_Total"),
        _paragraph_style("Header", "", 'fo:font-size="8pt" fo:color="#4d4d4d"'),
        _paragraph_style("Footer", "", 'fo:font-size="8pt" fo:color="#4d4d4d"'),
    ]
)
_LETTERS = "".join(
    [
        _letter_style("Strong_20_Emphasis", 'fo:font-weight="bold"'),
        _letter_style("Emphasis", 'fo:font-style="italic"'),
        _letter_style("Source_20_Text", 'style:font-name="Noto Sans Mono"'),
    ]
)
TABLE_STYLES = (
    '<style:style style:name="Wide" style:family="table">'
    '<style:table-properties style:width="170mm" table:align="left" fo:margin-bottom="3mm"/></style:style>'
    '<style:style style:name="Votes" style:family="table">'
    '<style:table-properties style:width="110mm" table:align="left" fo:margin-bottom="3mm"/></style:style>'
    '<style:style style:name="Votes.A" style:family="table-column">'
    '<style:table-column-properties style:column-width="80mm"/></style:style>'
    '<style:style style:name="Votes.B" style:family="table-column">'
    '<style:table-column-properties style:column-width="30mm"/></style:style>'
    '<style:style style:name="Votes.Cell" style:family="table-cell">'
    '<style:table-cell-properties fo:border-bottom="0.3pt solid #b8b8b8" fo:padding="1mm"/></style:style>'
)
"""The styles of tables stand in the content (automatic styles): word processors look for them nowhere else."""
_HEADINGS = _heading_style(1, 22, "0mm") + _heading_style(2, 12, "5mm") + _heading_style(3, 11, "3mm")
_FONTS = "".join(
    f'<style:font-face style:name="{name}" svg:font-family="&apos;{name}&apos;"/>'
    for name in ("Noto Sans", "Noto Serif", "Noto Sans Mono")
)


def styles(head: str, foot: str, language: str) -> str:
    """styles.xml; ``head`` and ``foot`` are already escaped and stand on every page."""
    tongue, _, country = language.partition("-")
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<office:document-styles {NAMESPACES} office:version="1.3">
<office:font-face-decls>{_FONTS}</office:font-face-decls>
<office:styles>
<style:default-style style:family="paragraph"><style:text-properties style:font-name="Noto Sans" fo:font-size="10pt"
 fo:language="{tongue}" fo:country="{country or "none"}"/></style:default-style>
<style:style style:name="Standard" style:family="paragraph"/>
{_HEADINGS}{_PARAGRAPHS}{_LETTERS}</office:styles>
<office:automatic-styles><style:page-layout style:name="A4"><style:page-layout-properties fo:page-width="210mm"
 fo:page-height="297mm" fo:margin-top="15mm" fo:margin-bottom="15mm" fo:margin-left="20mm" fo:margin-right="20mm"/>
<style:header-style><style:header-footer-properties fo:margin-bottom="6mm"/></style:header-style>
<style:footer-style><style:header-footer-properties fo:margin-top="6mm"/></style:footer-style></style:page-layout>
</office:automatic-styles>
<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="A4">
<style:header><text:p text:style-name="Header">{head}</text:p></style:header>
<style:footer><text:p text:style-name="Footer">{foot}  ·  Page
 <text:page-number text:select-page="current">1</text:page-number> of
 <text:page-count>1</text:page-count></text:p></style:footer></style:master-page>
</office:master-styles>
</office:document-styles>"""


def meta(title: str, author: str, made: datetime, language: str) -> str:
    """meta.xml; the texts are already escaped."""
    moment = made.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<office:document-meta {NAMESPACES} office:version="1.3"><office:meta>
<meta:generator>coopdesk</meta:generator><dc:title>{title}</dc:title><meta:initial-creator>{author}</meta:initial-creator>
<dc:creator>{author}</dc:creator><meta:creation-date>{moment}</meta:creation-date><dc:date>{moment}</dc:date>
<dc:language>{language}</dc:language></office:meta></office:document-meta>"""
