"""The words of a ballot file, whatever program wrote it: its letters, its lines, and how a fault in it is told."""

import codecs
import re
from dataclasses import dataclass

from coopdesk.domain.faults import Fault

MOST_CANDIDATES = 1000
_NAMED = re.compile(r"\s*#\s*ALTERNATIVE NAME [0-9]+:\s*", re.IGNORECASE)
_REMARK = re.compile(r'"[^"\n]*"|#[^\n]*|/\*.*?(?:\*/|\Z)', re.DOTALL)


@dataclass
class BallotFileFault(Fault):
    """A ballot file that cannot be counted as it stands."""

    code = "BALLOT-FILE"
    sentence = "The ballot file cannot be counted. Line {line}: {fault}. Nothing was counted: ask for a corrected file."
    unusable = True
    line: int
    fault: str


def decode(data: bytes) -> str:
    """The file's words: UTF-8 or UTF-16 by their marks, UTF-16 without one, else UTF-8, else Windows' Latin letters.

    Raises:
        BallotFileFault: it is not text.
    """
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encoding = "utf-16"
    elif b"\0" in data[:100]:
        encoding = "utf-16-le" if data[1:2] == b"\0" else "utf-16-be"
    else:
        encoding = "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as wrong:
        if encoding != "utf-8-sig":
            raise BallotFileFault(1, "it is not text that can be read") from wrong
        # Every byte is a letter here, as the spreadsheet programs that wrote such a file meant it.
        text = data.decode("cp1252", errors="replace")
    if "\0" in text:
        raise BallotFileFault(text.count("\n", 0, text.index("\0")) + 1, "it holds bytes that are not text")
    return text


def lines_of(text: str) -> list[str]:
    """Its lines, whatever ends them, with remarks between ``/*`` and ``*/`` taken out."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "/*" in text:
        text = _REMARK.sub(_kept, text)
    return text.split("\n")


def _kept(found: re.Match[str]) -> str:
    words = found[0]
    # Its line ends stay, so that a fault behind it names the right line.
    return "\n" * words.count("\n") or " " if words.startswith("/*") else words


def without_comment(line: str, *, naming: bool = False) -> str:
    """Everything before a # that is not inside quotation marks.

    Where candidates are named, some Scottish wards of 2007 have "# ALTERNATIVE NAME 1: Ann Oak (Ind)" for it.
    """
    if "#" not in line:
        return line
    named = _NAMED.match(line) if naming else None
    if named is not None:
        return line[named.end() :]
    quoted = False
    for place, letter in enumerate(line):
        if letter == '"':
            quoted = not quoted
        elif letter == "#" and not quoted:
            return line[:place]
    return line


def short(words: str) -> str:
    """So much of it as a sentence can show."""
    return words if len(words) <= 40 else f"{words[:40]}…"
