"""Putting a finished paper on the disk: whole under its name, or not at all."""

import errno
import os
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from coopdesk.domain.faults import Fault


@dataclass
class PaperNotWritten(Fault):
    """The disk did not take a paper. What stood under that name before still stands there."""

    code = "PAPER-NOT-WRITTEN"
    sentence = "{path} was not written: {reason}. Nothing half-written was left there; {remedy}."
    path: str
    reason: str
    remedy: str


class _SocietyThere(ValueError):
    """A society's file stands where the paper is to go."""


_REASONS = {
    errno.ENOENT: ("there is no such folder", "make the folder, or choose another place"),
    errno.ENOTDIR: ("part of the path is a file, not a folder", "choose another place"),
    errno.ENOSPC: ("the disk is full", "free some space and try again"),
    errno.EDQUOT: ("your space on this disk is used up", "free some space and try again"),
    errno.EFBIG: ("the disk does not take a file of this size", "choose another disk"),
    errno.EACCES: ("this folder may not be written to", "choose a folder you may write to"),
    errno.EPERM: ("this folder may not be written to", "choose a folder you may write to"),
    errno.EROFS: ("this disk is read-only", "choose another disk"),
    errno.EISDIR: ("there is a folder of that name", "choose another name"),
    errno.ENAMETOOLONG: ("the name is too long for this disk", "choose a shorter name"),
}


def nothing_to_note() -> None:
    """For papers that no log speaks of."""


def write_file(path: Path, data: bytes, noted: Callable[[], object] = nothing_to_note) -> None:
    """Write a file whole: beside its place first, forced to the disk, then renamed over it.

    Args:
        noted: done when the bytes are on the disk and before they stand under their name, such as a line in the log of
            exports: a file that the disk does not take leaves no line, and no file stands there without one.

    Raises:
        PaperNotWritten: the disk or the folder did not take it; what stood there before is unchanged.
    """
    beside = path.parent / f".coopdesk-{secrets.token_hex(6)}.part"
    try:
        if _is_society(path):
            raise _SocietyThere
        if path.is_dir():
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        if _is_device(path):
            noted()
            _pour_into(path, data)
            return
        try:
            _write_through(beside, data)
            noted()
            beside.replace(path)
        except BaseException:
            beside.unlink(missing_ok=True)
            raise
        _settle_folder(path.parent)
    except (OSError, ValueError) as failure:
        reason, remedy = not_written_because(failure)
        raise PaperNotWritten(path=str(path), reason=reason, remedy=remedy) from failure


def _is_society(path: Path) -> bool:
    """True where a society's file stands: a mistyped name must not put a paper in the place of the society itself."""
    if not path.is_file():
        return False
    # Imported here: a count without a society writes its papers without the store.
    from coopdesk.storage.engine import is_society

    # By its name too, for one that is damaged or encrypted.
    return path.suffix.casefold() == ".coopdesk" or is_society(path)


def _is_device(path: Path) -> bool:
    """True for /dev/stdout, a pipe or a printer: a file renamed over one of these would take its place for good."""
    return path.exists() and not path.is_file() and not path.is_dir()


def _pour_into(path: Path, data: bytes) -> None:
    with path.open("wb") as device:
        device.write(data)


def not_written_because(failure: OSError | ValueError) -> tuple[str, str]:
    """(reason, remedy) in plain words for what the disk said."""
    if isinstance(failure, _SocietyThere):
        return "a society's file stands there, and the paper would take its place for good", "choose another name"
    if isinstance(failure, ValueError):
        return "the name has a character no disk takes", "choose another name"
    told = os.strerror(failure.errno).lower() if failure.errno else str(failure)
    return _REASONS.get(failure.errno or 0, (f"the disk did not take it ({told})", "try another disk"))


def _write_through(path: Path, data: bytes) -> None:
    # Not tempfile: its files are private to the user, and a filed paper is meant to be shared.
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
    with os.fdopen(descriptor, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _settle_folder(folder: Path) -> None:
    """Force the rename itself to the disk, where the system can (POSIX; Windows does it with the file)."""
    if os.name != "posix":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
