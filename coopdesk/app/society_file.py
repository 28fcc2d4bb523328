"""Opening, making and letting go of a society's file, on the store thread. It knows no Qt."""

import contextlib
import gc
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from coopdesk.domain.clock import system_clock
from coopdesk.domain.faults import FileExists, FileMissing, FolderMissing, ReadOnlyFile
from coopdesk.domain.rules import LegalForm
from coopdesk.services import door, door_view, slides
from coopdesk.services.events import Event
from coopdesk.services.perform import Desk
from coopdesk.services.society import FoundSociety, preset_rules
from coopdesk.storage import files
from coopdesk.storage.desk_lock import DeskLock

# What the door and the wall need: it is imported here, on the store thread, and not when the window asks for it.
assert door
assert door_view
assert slides

Publish = Callable[[Event], None]


@dataclass(frozen=True, slots=True)
class OpenFile:
    """A society's file in this window's hands."""

    desk: Desk
    lock: DeskLock

    def close(self) -> None:
        """Fold the log into the file and let the next window have it."""
        try:
            self.desk.store.close()
        finally:
            self.lock.release()


def bring_in_the_rest() -> None:
    """Import every other service, once the door can be used: an undo may need the inverse of any command by name.

    They are a quarter of what is imported, and nobody at the door waits for them. What stands then stays for the
    evening, so the garbage collector need not walk through it again: in the middle of an import that held the window up
    for a third of a second, again and again.
    """
    import coopdesk.services.everything  # noqa: F401  # imported for what it registers

    gc.freeze()


def open_society(path: Path, publish: Publish) -> OpenFile:
    """Open a file for this window.

    Raises:
        FileHeld: another window has it.
        Fault: missing, foreign, newer, damaged, read-only or busy, each in its own words.
    """
    if not path.is_file():
        raise FileMissing(str(path))
    lock = _hold(path)
    try:
        return OpenFile(Desk(files.open_file(path), publish=publish), lock)
    except BaseException:
        lock.release()
        raise


def found_society(path: Path, name: str, number: str, form: LegalForm, pence: int, publish: Publish) -> OpenFile:
    """Make a new register with the usual rules of its legal form.

    Raises:
        Refusal: a name or number that cannot be used; no file is left.
        Fault: the place cannot be written, or a file is there already.
    """
    if path.exists():
        raise FileExists(str(path))
    if not path.parent.is_dir():
        raise FolderMissing(str(path.parent))
    lock = _hold(path)
    try:
        store = files.make(path)
    except BaseException:
        lock.release()
        raise
    opened = OpenFile(Desk(store, publish=publish), lock)
    try:
        opened.desk.perform(FoundSociety(name, number, form.value, preset_rules(form, {}), nominal_pence=pence))
    except BaseException:
        opened.close()
        path.unlink(missing_ok=True)
        raise
    return opened


def open_sample(folder: Path, publish: Publish) -> OpenFile:
    """Make a fresh copy of the sample society and open it.

    Raises:
        Fault: the folder cannot be written.
    """
    from coopdesk.services.sample import make_sample

    with contextlib.suppress(OSError):
        # A folder that cannot be made is told by the opening of the file in it, in plain words.
        folder.mkdir(parents=True, exist_ok=True)
    if not folder.is_dir():
        raise FolderMissing(str(folder))
    path = _free_name(folder, f"Hebden Stores sample {system_clock():%Y-%m-%d}")
    lock = _hold(path)
    try:
        store = files.make(path)
        make_sample(store, system_clock())
    except BaseException:
        lock.release()
        raise
    return OpenFile(Desk(store, publish=publish), lock)


def _free_name(folder: Path, stem: str) -> Path:
    path = folder / f"{stem}.coopdesk"
    at = 2
    while path.exists():
        path = folder / f"{stem} ({at}).coopdesk"
        at += 1
    return path


def _hold(path: Path) -> DeskLock:
    try:
        return DeskLock(path)
    except OSError as error:
        raise ReadOnlyFile(str(path)) from error
