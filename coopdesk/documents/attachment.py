"""Files inside a paper: the same facts for a program as its pages give to people (ISO 19005-3 6.8)."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from coopdesk.documents.metadata import text_string
from coopdesk.documents.object_file import ObjectFile


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file to be carried inside a paper.

    ``name`` is a plain ASCII file name, ``media_type`` "application/json", ``described`` one line for people, ``made``
    the moment of what the file records.
    """

    name: str
    media_type: str
    described: str
    data: bytes
    made: datetime


def write_attachments(file: ObjectFile, attachments: Sequence[Attachment]) -> bytes:
    """Write the files; returns the catalogue's entries for them, empty where there are none."""
    if not attachments:
        return b""
    named = []
    for attachment in sorted(attachments, key=_name):
        named.append((text_string(attachment.name), _write(file, attachment)))
    names = b"".join(b"%b %d 0 R" % entry for entry in named)
    associated = b" ".join(b"%d 0 R" % number for _, number in named)
    return b"/Names<</EmbeddedFiles<</Names[%b]>>>>/AF[%b]" % (names, associated)


def _name(attachment: Attachment) -> str:
    return attachment.name


def _write(file: ObjectFile, attachment: Attachment) -> int:
    kind = attachment.media_type.replace("/", "#2F").encode("ascii")
    moment = attachment.made.astimezone(UTC).strftime("(D:%Y%m%d%H%M%S+00'00')").encode()
    # The check sum is MD5 because the format says so (ISO 32000-1 table 46); nothing rests on it.
    check = hashlib.md5(attachment.data, usedforsecurity=False).hexdigest().encode()
    facts = b"<</Size %d/ModDate%b/CheckSum<%b>>>" % (len(attachment.data), moment, check)
    stream = file.add(b"<</Type/EmbeddedFile/Subtype/%b/Params%b>>" % (kind, facts), attachment.data)
    name = text_string(attachment.name)
    return file.add(
        b"<</Type/Filespec/F%b/UF%b/Desc%b/AFRelationship/Data/EF<</F %d 0 R/UF %d 0 R>>>>"
        % (name, name, text_string(attachment.described), stream, stream)
    )
