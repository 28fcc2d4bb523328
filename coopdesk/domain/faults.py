"""A *fault* is the world failing: disk, file, printer. Its sentence names the remedy and the state of the data.

``unusable`` tells the command line whether what it was given cannot be used at all (exit code 2) or whether the work
could not be done this time (exit code 1).
"""

from dataclasses import dataclass, fields
from typing import ClassVar

from coopdesk.domain.refusals import sayable


@dataclass
class Fault(Exception):
    """The world failed. What had been acknowledged before is still in the file."""

    code: ClassVar[str] = "FAULT"
    sentence: ClassVar[str] = "Something outside coopdesk failed."
    unusable: ClassVar[bool] = False

    def __str__(self) -> str:
        """The plain sentence, with the facts filled in."""
        return self.sentence.format(**self.facts())

    def facts(self) -> dict[str, str | int]:
        """The facts the sentence names."""
        facts = {field.name: getattr(self, field.name) for field in fields(self)}
        return {name: sayable(fact) if isinstance(fact, str) else fact for name, fact in facts.items()}

    def __reduce__(self) -> tuple[type["Fault"], tuple[object, ...]]:
        return type(self), tuple(getattr(self, field.name) for field in fields(self))


@dataclass
class FileMissing(Fault):
    """There is no such file."""

    code = "FILE-MISSING"
    sentence = "There is no file {path}. Nothing was opened: check the name, or choose the file again."
    unusable = True
    path: str


@dataclass
class FileExists(Fault):
    """A new file would stand where another one is."""

    code = "FILE-EXISTS"
    sentence = "{path} is there already and was left as it is. Choose another name for the new file."
    unusable = True
    path: str


@dataclass
class FolderMissing(Fault):
    """The folder to write into is not there."""

    code = "FOLDER-MISSING"
    sentence = "There is no folder {path}, so nothing could be written. Make the folder, or choose another place."
    unusable = True
    path: str


@dataclass
class NotASocietyFile(Fault):
    """A file of some other program."""

    code = "NOT-A-SOCIETY-FILE"
    sentence = "{path} is not a coopdesk file. It was not changed: choose a file ending in .coopdesk."
    unusable = True
    path: str


@dataclass
class NewerFile(Fault):
    """A file written by a later version of this program."""

    code = "NEWER-FILE"
    sentence = (
        "{path} was made by a newer coopdesk (file format {found}, this program reads up to {known}). "
        "It was not changed: install the newer program to open it."
    )
    unusable = True
    path: str
    found: int
    known: int


@dataclass
class DamagedFile(Fault):
    """A file that cannot be read as it should be."""

    code = "DAMAGED-FILE"
    sentence = (
        "{path} is damaged and cannot be relied on ({detail}). Nothing was written to it: "
        "open the latest backup, and keep this file for whoever looks into it."
    )
    unusable = True
    path: str
    detail: str


@dataclass
class FileHeld(Fault):
    """Another window has the file open."""

    code = "FILE-HELD"
    sentence = (
        "This file is open in another window, held by {user} on {host} (process {pid}). "
        "Close it there first; nothing was changed here."
    )
    unusable = True
    user: str
    host: str
    pid: int


@dataclass
class FileBusy(Fault):
    """Another program holds the write lock for longer than we wait."""

    code = "FILE-BUSY"
    sentence = (
        "Another program is writing to this file and did not finish within five seconds. "
        "Nothing was recorded: try once more."
    )


@dataclass
class DiskFull(Fault):
    """No room left."""

    code = "DISK-FULL"
    sentence = (
        "The disk is full, so this was not recorded. Everything recorded before is safe: free some space and try again."
    )


@dataclass
class DiskFailed(Fault):
    """The disk refused to read or write."""

    code = "DISK-FAILED"
    sentence = (
        "The disk did not take the record ({detail}), so this was not recorded. Everything recorded before stands: "
        "copy the file to another disk before going on."
    )
    detail: str


@dataclass
class ReadOnlyFile(Fault):
    """The file or its folder cannot be written."""

    code = "READ-ONLY"
    sentence = "{path} is read-only here, so nothing was recorded. Copy it to a folder you may write to and open that."
    unusable = True
    path: str


@dataclass
class FileMoved(Fault):
    """The file under the open program was renamed, replaced or removed."""

    code = "FILE-MOVED"
    sentence = (
        "{path} was moved or replaced by another program while it was open, so this was not recorded. "
        "Stop, close coopdesk, and open the file again from where it is now."
    )
    path: str


@dataclass
class UnusableInput(Fault):
    """A value on the command line, or a file handed in, that cannot be used."""

    code = "UNUSABLE-INPUT"
    sentence = "{message}"
    unusable = True
    message: str
