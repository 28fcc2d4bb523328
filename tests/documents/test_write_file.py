"""A paper stands whole under its name, or not at all."""

import errno
import os
import stat
from pathlib import Path

import pytest

from coopdesk.documents.write_file import PaperNotWritten, write_file


def test_paper_is_written_and_can_be_read_by_others(tmp_path: Path) -> None:
    paper = tmp_path / "minutes.pdf"
    write_file(paper, b"%PDF whole")
    assert paper.read_bytes() == b"%PDF whole"
    mask = os.umask(0)
    os.umask(mask)
    assert stat.S_IMODE(paper.stat().st_mode) == 0o666 & ~mask
    assert list(tmp_path.iterdir()) == [paper]


def test_missing_folder_is_one_plain_sentence(tmp_path: Path) -> None:
    with pytest.raises(PaperNotWritten) as fault:
        write_file(tmp_path / "nowhere" / "minutes.pdf", b"x")
    assert "there is no such folder" in str(fault.value)
    assert "\n" not in str(fault.value)


@pytest.mark.parametrize(
    ("number", "words"),
    [(errno.ENOSPC, "the disk is full"), (errno.EROFS, "read-only"), (errno.EACCES, "may not be written to")],
)
def test_disk_that_fails_half_way_leaves_the_old_paper(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, words: str
) -> None:
    paper = tmp_path / "minutes.pdf"
    paper.write_bytes(b"the old minutes")

    def fail(descriptor: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(PaperNotWritten, match=words):
        write_file(paper, b"%PDF new")
    assert paper.read_bytes() == b"the old minutes"
    assert list(tmp_path.iterdir()) == [paper]


def test_name_of_a_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "minutes.pdf").mkdir()
    with pytest.raises(PaperNotWritten, match="there is a folder of that name"):
        write_file(tmp_path / "minutes.pdf", b"x")
    assert [entry.name for entry in tmp_path.iterdir()] == ["minutes.pdf"]
