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


def test_what_is_noted_is_noted_before_the_file_stands_and_never_for_one_that_was_not_written(tmp_path: Path) -> None:
    seen: list[bool] = []
    paper = tmp_path / "register.pdf"
    write_file(paper, b"%PDF whole", lambda: seen.append(paper.exists()))
    assert (seen, paper.read_bytes()) == ([False], b"%PDF whole")
    for place in (tmp_path, tmp_path / "nowhere" / "register.pdf"):
        with pytest.raises(PaperNotWritten):
            write_file(place, b"x", lambda: seen.append(True))
    assert seen == [False]

    def refuse() -> None:
        raise LookupError

    with pytest.raises(LookupError):
        write_file(tmp_path / "second.pdf", b"x", refuse)
    assert [each.name for each in tmp_path.iterdir()] == ["register.pdf"]


@pytest.mark.parametrize("name", ["society.coopdesk", "our society.db"])
def test_a_society_is_never_replaced_by_a_paper(tmp_path: Path, founded_file: Path, name: str) -> None:
    theirs = founded_file.rename(tmp_path / name)
    before = theirs.read_bytes()
    with pytest.raises(PaperNotWritten, match="a society's file stands there") as fault:
        write_file(theirs, b"%PDF whole")
    assert "choose another name" in str(fault.value)
    assert theirs.read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_a_damaged_society_is_not_replaced_either(tmp_path: Path) -> None:
    theirs = tmp_path / "Ours.CoopDesk"
    theirs.write_bytes(b"damaged, and perhaps to be saved")
    with pytest.raises(PaperNotWritten):
        write_file(theirs, b"%PDF whole")
    assert theirs.read_bytes() == b"damaged, and perhaps to be saved"
