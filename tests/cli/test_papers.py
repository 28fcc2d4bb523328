"""coopdesk papers: each paper by command, and the disk's refusals in one plain sentence with nothing half-written."""

import errno
import hashlib
import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.conftest import Run
from tests.documents.lint import lint
from tests.documents.reading import page_texts, whole_text

PAPERS = ("notice", "agenda", "attendance", "proxy-form", "roll", "cards", "schedule")


@pytest.fixture
def closed_file(quorate_file: Path, run: Run) -> Path:
    """A meeting with a rule change carried, closed."""
    motion = ["--title", "New rules", "--text", "That the new rules be adopted.", "--kind", "rule-change"]
    assert run("motion", "add", quorate_file, *motion).code == 0
    assert run("motion", "open", quorate_file, 1, "--method", "hands").code == 0
    assert run("motion", "hands", quorate_file, 1, "--for", 10, "--against", 2).code == 0
    for verb in ("close", "declare"):
        assert run("motion", verb, quorate_file, 1).code == 0
    assert run("meeting", "close", quorate_file).code == 0
    return quorate_file


@pytest.mark.parametrize("noun", PAPERS)
def test_paper_is_made_and_said_how_many_pages(busy_file: Path, tmp_path: Path, run: Run, noun: str) -> None:
    out = tmp_path / f"{noun}.pdf"
    told = run("papers", noun, busy_file, "-o", out, "--json").json
    assert told["file"] == str(out)
    assert told["pages"] == len(page_texts(out.read_bytes()))
    assert told["warnings"] == []
    assert lint(out.read_bytes()) == []


@pytest.mark.parametrize("noun", ["resolutions", "closing-slip"])
def test_papers_of_a_closed_meeting(closed_file: Path, tmp_path: Path, run: Run, noun: str) -> None:
    out = tmp_path / "paper.pdf"
    assert run("papers", noun, closed_file, "-o", out).code == 0
    assert lint(out.read_bytes()) == []


def test_papers_that_cannot_be_yet_are_refused_and_leave_no_file(busy_file: Path, tmp_path: Path, run: Run) -> None:
    out = tmp_path / "paper.pdf"
    for noun, code in (("closing-slip", "MEETING-NOT-CLOSED"), ("resolutions", "NO-FILING-RESOLUTION")):
        ran = run("papers", noun, busy_file, "-o", out)
        assert (ran.code, ran.refused) == (1, code)
        assert not out.exists()


def test_calendar_file_is_made(busy_file: Path, tmp_path: Path, run: Run) -> None:
    assert run("papers", "calendar", busy_file, "-o", tmp_path / "m.ics").code == 0
    assert (tmp_path / "m.ics").read_bytes().startswith(b"BEGIN:VCALENDAR\r\n")
    assert run("papers", "calendar", busy_file, "-o", tmp_path / "m.pdf").code == 2


def test_roll_is_written_again_over_the_last_one_and_into_a_folder(busy_file: Path, tmp_path: Path, run: Run) -> None:
    folder = tmp_path / "stick"
    folder.mkdir()
    assert run("papers", "roll", busy_file, "-o", folder).code == 0
    before = whole_text((folder / "paper-roll.pdf").read_bytes())
    assert run("door", "in", busy_file, 30).code == 0
    assert run("papers", "roll", busy_file, "-o", folder).code == 0
    assert whole_text((folder / "paper-roll.pdf").read_bytes()) != before
    assert [each.name for each in folder.iterdir()] == ["paper-roll.pdf"]


def test_cards_as_many_as_asked_for(busy_file: Path, tmp_path: Path, run: Run) -> None:
    out = tmp_path / "cards.pdf"
    told = run("papers", "cards", busy_file, "--count", 12, "--first", 41, "-o", out, "--json").json
    assert (told["first"], told["last"], told["pages"]) == (41, 52, 2)
    assert run("papers", "cards", busy_file, "--count", 0, "-o", out).code == 2


def test_pack_as_one_file_passes_the_lint(closed_file: Path, tmp_path: Path, run: Run) -> None:
    out = tmp_path / "pack.pdf"
    assert run("papers", "pack", closed_file, "-o", out).code == 0
    assert lint(out.read_bytes()) == []
    assert "Closing slip" in whole_text(out.read_bytes())


def test_pack_as_a_folder_carries_sums_that_another_program_checks(closed_file: Path, tmp_path: Path, run: Run) -> None:
    folder = tmp_path / "agm"
    told = run("papers", "pack", closed_file, "-o", folder, "--json").json
    assert sorted(told["files"]) == sorted(str(each) for each in folder.iterdir())
    manifest = json.loads((folder / "manifest.json").read_text())
    for each in manifest["files"]:
        data = (folder / each["name"]).read_bytes()
        assert (len(data), hashlib.sha256(data).hexdigest()) == (each["bytes"], each["sha256"])
    if sums := shutil.which("sha256sum"):
        subprocess.run([sums, "--check", "--strict", "manifest.txt"], cwd=folder, check=True, capture_output=True)
    results = json.loads((folder / "results.json").read_text())
    assert [(each["for"], each["outcome"]) for each in results["motions"]] == [(10, "carried")]


def test_pack_may_be_made_again_into_its_own_folder(closed_file: Path, tmp_path: Path, run: Run) -> None:
    folder = tmp_path / "agm"
    for _ in range(2):
        assert run("papers", "pack", closed_file, "-o", folder).code == 0
    assert [each.name for each in tmp_path.iterdir() if each.name.startswith(".")] == []


def test_pack_into_a_folder_with_other_things_is_refused_and_touches_nothing(
    closed_file: Path, tmp_path: Path, run: Run
) -> None:
    folder = tmp_path / "letters"
    folder.mkdir()
    (folder / "dear.txt").write_text("Dear members")
    ran = run("papers", "pack", closed_file, "-o", folder)
    assert (ran.code, ran.refused) == (1, "FOLDER-NOT-OURS")
    assert "dear.txt" in ran.out
    assert [each.name for each in folder.iterdir()] == ["dear.txt"]
    (folder / "dear.txt").unlink()
    assert run("papers", "pack", closed_file, "-o", folder).code == 0
    (folder / "mine.txt").write_text("put there since")
    assert run("papers", "pack", closed_file, "-o", folder).refused == "FOLDER-NOT-OURS"
    assert (folder / "mine.txt").read_text() == "put there since"


def test_missing_folder_is_said_and_nothing_is_left(busy_file: Path, tmp_path: Path, run: Run) -> None:
    before = sorted(tmp_path.rglob("*"))
    for noun, name in (("notice", "a.pdf"), ("roll", "a.pdf"), ("pack", "a.pdf"), ("pack", "folder")):
        ran = run("papers", noun, busy_file, "-o", tmp_path / "nowhere" / name)
        assert (ran.code, ran.refused) == (1, "PAPER-NOT-WRITTEN"), noun
        assert ran.out.count("\n") == 1
    assert [each for each in sorted(tmp_path.rglob("*")) if "coopdesk-" in each.name or each not in before] == []


def test_readonly_folder_is_said(busy_file: Path, tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """The system's answer is put in its mouth: to root, who may be running this, no folder is read-only."""
    monkeypatch.setattr(os, "open", _not_allowed)
    monkeypatch.setattr(os, "mkdir", _not_allowed)
    for noun, name in (("notice", "a.pdf"), ("roll", "a.pdf"), ("pack", "a.pdf"), ("pack", "folder")):
        ran = run("papers", noun, busy_file, "-o", tmp_path / name)
        assert (ran.code, ran.refused) == (1, "PAPER-NOT-WRITTEN")
        assert "may not be written to" in ran.out
        assert not (tmp_path / name).exists()


def _not_allowed(*_: object, **__: object) -> int:
    raise PermissionError(errno.EACCES, "Permission denied")


def test_full_disk_leaves_the_folder_that_stood_there(
    closed_file: Path, tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "agm"
    assert run("papers", "pack", closed_file, "-o", folder).code == 0
    before = {each.name: each.read_bytes() for each in folder.iterdir()}
    fsync, written = os.fsync, []

    def full(descriptor: int) -> None:
        written.append(descriptor)
        if len(written) > 4:
            raise OSError(errno.ENOSPC, "No space left on device")
        fsync(descriptor)

    monkeypatch.setattr(os, "fsync", full)
    ran = run("papers", "pack", closed_file, "-o", folder)
    assert (ran.code, ran.refused) == (1, "PAPER-NOT-WRITTEN")
    assert "the disk is full" in ran.out
    assert {each.name: each.read_bytes() for each in folder.iterdir()} == before
    assert [each.name for each in tmp_path.iterdir() if each.name.startswith(".")] == []


def test_folder_that_cannot_be_put_in_place_gives_the_old_one_back(
    closed_file: Path, tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "agm"
    assert run("papers", "pack", closed_file, "-o", folder).code == 0
    rename = Path.rename

    def stuck(path: Path, target: Path) -> Path:
        if path.name.endswith(".part"):
            raise OSError(errno.EIO, "Input/output error")
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", stuck)
    assert run("papers", "pack", closed_file, "-o", folder).refused == "PAPER-NOT-WRITTEN"
    assert (folder / "manifest.json").exists()
    assert [each.name for each in tmp_path.iterdir() if each.name.startswith(".")] == []


@pytest.mark.parametrize("name", ["paper.txt", "paper", "paper.pdf.zip"])
def test_other_endings_are_refused(busy_file: Path, tmp_path: Path, run: Run, name: str) -> None:
    ran = run("papers", "notice", busy_file, "-o", tmp_path / name)
    assert (ran.code, ran.refused) == (2, "UNUSABLE-INPUT")
    assert not (tmp_path / name).exists()
