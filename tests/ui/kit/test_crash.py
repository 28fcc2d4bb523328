"""A bug is told and kept, and nobody's name is in the report."""

import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from coopdesk.ui.kit.crash import CrashKeeper, CrashReport, describe


def _break(name: str) -> None:
    try:
        raise KeyError(name)
    except KeyError as error:
        raise ValueError(f"{name} is not on the roll") from error


@pytest.fixture
def keeper(tmp_path: Path, qtbot: QtBot) -> Iterator[CrashKeeper]:
    made = CrashKeeper(tmp_path / "crashes", "0.1.0")
    made.install()
    yield made
    made.remove()


def test_the_report_has_types_and_lines_and_no_values() -> None:
    try:
        _break("Nia Llŷr-Williams")
    except ValueError as error:
        text = describe(error, "0.1.0")
    assert "builtins.ValueError" in text
    assert "builtins.KeyError" in text
    assert "test_crash.py" in text
    assert "_break" in text
    for secret in ("Nia", "roll", str(Path.home()), str(Path(__file__).parent)):
        assert secret not in text


def test_a_bug_in_a_slot_is_told_and_kept(keeper: CrashKeeper, qtbot: QtBot, tmp_path: Path) -> None:
    with qtbot.waitSignal(keeper.crashed) as told:
        try:
            _break("Nia Llŷr-Williams")
        except ValueError as error:
            sys.excepthook(type(error), error, error.__traceback__)
    assert told.args is not None
    report = told.args[0]
    assert isinstance(report, CrashReport)
    assert report.path is not None
    assert report.path.parent == tmp_path / "crashes"
    assert report.path.read_text(encoding="utf-8") == report.text
    assert "Nia" not in report.text


def test_a_bug_in_another_thread_is_told_in_the_gui_thread(keeper: CrashKeeper, qtbot: QtBot) -> None:
    heard: list[int] = []
    keeper.crashed.connect(lambda _report: heard.append(threading.get_ident()))
    thread = threading.Thread(target=_break, args=("x",))
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: bool(heard))
    assert heard == [threading.get_ident()]


def test_a_full_disk_does_not_hide_the_bug(tmp_path: Path, qtbot: QtBot) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("not a folder", encoding="utf-8")
    keeper = CrashKeeper(blocked / "crashes")
    report = keeper.keep(ValueError("x"))
    assert report.path is None
    assert "ValueError" in report.text


def test_the_hooks_go_back_where_they_were(tmp_path: Path, qtbot: QtBot) -> None:
    before, threads_before = sys.excepthook, threading.excepthook
    keeper = CrashKeeper(tmp_path)
    keeper.install()
    assert sys.excepthook != before
    keeper.remove()
    assert sys.excepthook == before
    assert threading.excepthook == threads_before
