"""What can be wrong with a roster as a whole. Each ends in one sentence: what happened, what it means, what to do.

Faults of single rows are ``Problem`` records, not these.
"""

from dataclasses import dataclass

from coopdesk.domain.faults import Fault


@dataclass
class RosterUnreadable(Fault):
    """A file that does not give up rows. Nothing was imported."""

    code = "ROSTER-UNREADABLE"
    sentence = "The file {file} could not be read. Nothing was imported: save it as CSV or .xlsx and try again."
    unusable = True
    file: str


@dataclass
class RosterEmpty(RosterUnreadable):
    """A file of no bytes, or with nothing written in it."""

    code = "ROSTER-EMPTY"
    sentence = "{file} is empty: there is nothing in it to import. Choose the file that holds the members."


@dataclass
class RosterWithoutRows(RosterUnreadable):
    """Headings and nothing below them."""

    code = "ROSTER-WITHOUT-ROWS"
    sentence = (
        "{file} has headings in row {row} and no rows below them, so there is nobody to import. "
        "Choose the file that holds the members."
    )
    row: int


@dataclass
class RosterNotAllowed(RosterUnreadable):
    """The system will not let us read it."""

    code = "ROSTER-NOT-ALLOWED"
    sentence = "{file} could not be opened ({detail}). Nothing was imported: close it elsewhere, or copy it here."
    detail: str


@dataclass
class RosterTooLong(RosterUnreadable):
    """More rows than a roster may have."""

    code = "ROSTER-TOO-LONG"
    sentence = (
        "{file} has more than {limit} rows, the most that can be imported at once. "
        "Nothing was imported: split it into several files."
    )
    limit: str


@dataclass
class RosterTooWide(RosterUnreadable):
    """More columns than a roster may have."""

    code = "ROSTER-TOO-WIDE"
    sentence = (
        "{file} has more than {limit} columns, the most that can be imported. "
        "Nothing was imported: delete the columns that are not about members."
    )
    limit: int


@dataclass
class RosterTooBig(RosterUnreadable):
    """Bytes beyond what 150,000 ordinary rows need."""

    code = "ROSTER-TOO-BIG"
    sentence = (
        "{file} holds {megabytes} MB, more than the {limit} MB a list of members may have. "
        "Nothing was imported: save only the members' sheet, as CSV."
    )
    megabytes: int
    limit: int


@dataclass
class WorkbookSuspicious(RosterUnreadable):
    """A zip made to overwhelm whoever unpacks it."""

    code = "WORKBOOK-SUSPICIOUS"
    sentence = (
        "{file} is packed in a way no spreadsheet program packs ({detail}), so it was not opened. "
        "Nothing was imported: ask whoever sent it for a CSV file."
    )
    detail: str


@dataclass
class WorkbookOverran(RosterUnreadable):
    """The reader needed more time or memory than any roster does, and was stopped."""

    code = "WORKBOOK-OVERRAN"
    sentence = (
        "{file} needs more {resource} to read than a list of members should, so reading was stopped. "
        "Nothing was imported: save the members' sheet as CSV and import that."
    )
    resource: str


@dataclass
class WorkbookDamaged(RosterUnreadable):
    """A workbook whose inside cannot be made sense of."""

    code = "WORKBOOK-DAMAGED"
    sentence = (
        "{file} is damaged or not a proper workbook ({detail}). "
        "Nothing was imported: open it in a spreadsheet program and save it again as .xlsx or CSV."
    )
    detail: str


@dataclass
class WorkbookLocked(RosterUnreadable):
    """Protected by a password."""

    code = "WORKBOOK-LOCKED"
    sentence = (
        "{file} is protected by a password, so its rows cannot be read. "
        "Nothing was imported: save a copy without the password and import that."
    )


@dataclass
class NotARoster(RosterUnreadable):
    """Some other kind of file."""

    code = "NOT-A-ROSTER"
    sentence = (
        "{file} is {what}, not a list of members. "
        "Nothing was imported: choose a CSV, .xlsx or .ods file, or save this one as one of them."
    )
    what: str


@dataclass
class TextUnreadable(RosterUnreadable):
    """Bytes that are not text in the encoding tried."""

    code = "TEXT-UNREADABLE"
    sentence = (
        "Line {line} of {file} cannot be read as {encoding} text. "
        "Nothing was imported: save the file as CSV in UTF-8, or name its encoding with --encoding."
    )
    line: int
    encoding: str


@dataclass
class EncodingUnknown(RosterUnreadable):
    """An encoding nobody has heard of."""

    code = "ENCODING-UNKNOWN"
    sentence = (
        "There is no text encoding called “{encoding}”, so {file} was not read. "
        "Leave the choice out, or name one such as utf-8 or cp1252."
    )
    encoding: str


@dataclass
class ZeroBytes(RosterUnreadable):
    """NUL bytes: a program's file, or text in an unmarked encoding."""

    code = "ZERO-BYTES"
    sentence = (
        "Line {line} of {file} holds zero bytes, which text never does. "
        "Nothing was imported: save the file as CSV in UTF-8."
    )
    line: int


@dataclass
class QuoteUnclosed(RosterUnreadable):
    """A quotation mark opened and never closed swallows every row after it."""

    code = "QUOTE-UNCLOSED"
    sentence = (
        "Line {line} of {file} opens a quotation mark that is not closed properly, so where its rows end is not known. "
        "Nothing was imported: put that line right in a text editor, or save the file again as CSV."
    )
    line: int


@dataclass
class CellTooLong(RosterUnreadable):
    """One cell beyond what a spreadsheet can hold."""

    code = "CELL-TOO-LONG"
    sentence = (
        "A cell near line {line} of {file} is longer than {limit} characters. "
        "Nothing was imported: shorten it, or look for a missing quotation mark."
    )
    line: int
    limit: str


@dataclass
class ReadingStopped(RosterUnreadable):
    """The operator pressed Cancel."""

    code = "READING-STOPPED"
    sentence = "Reading {file} was stopped as you asked. Nothing was imported."
    unusable = False


@dataclass
class RosterUnsuitable(Fault):
    """Rows were read, but not as members."""

    code = "ROSTER-UNSUITABLE"
    sentence = "This file does not look like a list of members. Nothing was imported."
    unusable = True


@dataclass
class NoNameColumn(RosterUnsuitable):
    """Nobody can be imported without a name."""

    code = "NO-NAME-COLUMN"
    sentence = (
        "No heading in row {row} says where the names are (it reads: {headings}). Nothing was imported: "
        'head that column “Name”, or say which it is with --map "Column=name".'
    )
    row: int
    headings: str


@dataclass
class MapNotUnderstood(RosterUnsuitable):
    """A --map that is not Column=field."""

    code = "MAP-NOT-UNDERSTOOD"
    sentence = '“{given}” does not match a column to a field: write it as "Heading=field". Nothing was imported.'
    given: str


@dataclass
class MapUnknownColumn(RosterUnsuitable):
    """A --map names a heading the file has not got."""

    code = "MAP-UNKNOWN-COLUMN"
    sentence = "There is no column headed “{column}” in the file (there are: {headings}). Nothing was imported."
    column: str
    headings: str


@dataclass
class MapUnknownField(RosterUnsuitable):
    """A --map names a field members have not got."""

    code = "MAP-UNKNOWN-FIELD"
    sentence = "There is no field called “{given}” (there are: {known}). Nothing was imported."
    given: str
    known: str
