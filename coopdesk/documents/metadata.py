"""What a paper says about itself: title, author, language and date, as Info dictionary and as XMP (ISO 16684-1)."""

from dataclasses import dataclass
from datetime import UTC, datetime
from xml.sax.saxutils import escape

PRODUCER = "coopdesk"


@dataclass(frozen=True, slots=True)
class Description:
    """The properties of a paper.

    ``made`` is the moment of what the paper records (never of the printing), so that the same content gives the same
    bytes; None leaves the date out.
    """

    title: str
    author: str
    subject: str = ""
    language: str = "en-GB"
    made: datetime | None = None
    producer: str = PRODUCER


_UA_SCHEMA = """
<rdf:Description rdf:about=""
 xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>PDF/UA part</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>"""
"""PDF/A asks for the schema of every property it does not know (ISO 19005-2 6.6.2.3.3)."""

_NAMESPACES = " ".join(
    f'xmlns:{prefix}="{address}"'
    for prefix, address in {
        "dc": "http://purl.org/dc/elements/1.1/",
        "xmp": "http://ns.adobe.com/xap/1.0/",
        "pdf": "http://ns.adobe.com/pdf/1.3/",
        "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
        "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
    }.items()
)


def _in_xml(text: str) -> str:
    # XML 1.0 has no place for most control characters, even escaped.
    return escape("".join(character for character in text if character >= " "))


def xmp(description: Description, part: int = 2) -> bytes:
    """The XMP packet, claiming PDF/A level A (``part`` 2, or 3 where files are attached) and PDF/UA-1."""
    dates = ""
    if description.made is not None:
        moment = description.made.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S+00:00")
        dates = f"<xmp:CreateDate>{moment}</xmp:CreateDate><xmp:ModifyDate>{moment}</xmp:ModifyDate>"
    subject = ""
    if description.subject:
        told = _in_xml(description.subject)
        subject = f'<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{told}</rdf:li></rdf:Alt></dc:description>'
    title, author, producer = (_in_xml(text) for text in (description.title, description.author, description.producer))
    packet = f"""<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" {_NAMESPACES}>
<dc:format>application/pdf</dc:format>
<dc:language><rdf:Bag><rdf:li>{description.language}</rdf:li></rdf:Bag></dc:language>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>{subject}
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
{dates}<xmp:CreatorTool>{producer}</xmp:CreatorTool><pdf:Producer>{producer}</pdf:Producer>
<pdfaid:part>{part}</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance><pdfuaid:part>1</pdfuaid:part>
</rdf:Description>{_UA_SCHEMA}
</rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""
    return packet.encode()


def text_string(text: str) -> bytes:
    """A PDF text string, in UTF-16 so that every script fits (ISO 32000-1 7.9.2.2)."""
    return b"<" + (b"\xfe\xff" + text.encode("utf-16-be", "replace")).hex().encode() + b">"


def info_dictionary(description: Description) -> bytes:
    """The document information dictionary; what it says agrees with the XMP (ISO 19005-2 6.6.3)."""
    entries = [
        (b"/Title", text_string(description.title)),
        (b"/Author", text_string(description.author)),
        (b"/Creator", text_string(description.producer)),
        (b"/Producer", text_string(description.producer)),
    ]
    if description.subject:
        entries.append((b"/Subject", text_string(description.subject)))
    if description.made is not None:
        moment = description.made.astimezone(UTC).strftime("(D:%Y%m%d%H%M%S+00'00')").encode()
        entries += [(b"/CreationDate", moment), (b"/ModDate", moment)]
    return b"<<" + b"".join(key + value for key, value in entries) + b">>"
