"""Putting a folder of papers on the disk: all of it under its name, or nothing."""

import contextlib
import json
import secrets
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from coopdesk.documents.pack import FORMAT, MANIFEST
from coopdesk.documents.write_file import PaperNotWritten, not_written_because, write_file
from coopdesk.domain.faults import Fault


@dataclass
class FolderNotOurs(Fault):
    """A folder with other things in it."""

    code = "FOLDER-NOT-OURS"
    sentence = (
        "The folder {path} has other things in it, such as {example}, so nothing was written there. "
        "Choose a new name: the folder is made for you."
    )
    path: str
    example: str


def write_folder(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write files into a folder made for them: beside its place first, then renamed to it.

    An empty folder, or one that holds nothing but an earlier pack, gives way.

    Raises:
        FolderNotOurs: the folder holds something else.
        PaperNotWritten: the disk did not take it; what stood there before is unchanged.
    """
    token = secrets.token_hex(6)
    beside = folder.parent / f".coopdesk-{token}.part"
    before = folder.parent / f".coopdesk-{token}.old"
    try:
        stands = folder.exists()
        if stands:
            _refuse_strangers(folder)
        try:
            beside.mkdir()
            for name, data in files.items():
                write_file(beside / name, data)
            if stands:
                folder.rename(before)
            try:
                beside.rename(folder)
            except BaseException:
                if stands:
                    before.rename(folder)
                raise
        except BaseException:
            shutil.rmtree(beside, ignore_errors=True)
            raise
        if stands:
            shutil.rmtree(before)
    except PaperNotWritten as failure:
        raise PaperNotWritten(str(folder), failure.reason, failure.remedy) from failure
    except (OSError, ValueError) as failure:
        reason, remedy = not_written_because(failure)
        raise PaperNotWritten(path=str(folder), reason=reason, remedy=remedy) from failure


def _refuse_strangers(folder: Path) -> None:
    known = {MANIFEST, "manifest.txt"}
    with contextlib.suppress(FileNotFoundError, ValueError, KeyError, TypeError):
        # A manifest that cannot be read vouches for nothing, and everything in the folder is a stranger.
        manifest = json.loads((folder / MANIFEST).read_bytes())
        if manifest["format"] == FORMAT:
            known.update(str(each["name"]) for each in manifest["files"])
    found = sorted(each.name for each in folder.iterdir())
    strangers = [name for name in found if name not in known or (folder / name).is_dir()]
    if strangers or (found and MANIFEST not in found):
        raise FolderNotOurs(str(folder), (strangers or found)[0])
