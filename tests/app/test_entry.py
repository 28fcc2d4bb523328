"""Where a call goes: to the window, or to the command line without Qt."""

import subprocess
import sys
from pathlib import Path

import pytest

from coopdesk.app import main, wants_window


@pytest.mark.parametrize(
    ("arguments", "window"),
    [
        ([], True),
        (["--demo"], True),
        (["ours.coopdesk"], True),
        (["--help"], False),
        (["--version"], False),
        (["verify", "ours.coopdesk"], False),
        (["verify"], False),
        (["-x.coopdesk"], False),
    ],
)
def test_nothing_or_a_file_opens_the_window_and_nouns_do_not(arguments: list[str], window: bool) -> None:
    assert wants_window(arguments) is window


def test_a_file_of_any_name_that_is_there_opens_the_window(tmp_path: Path) -> None:
    path = tmp_path / "register.db"
    assert not wants_window([str(path)])
    path.write_bytes(b"")
    assert wants_window([str(path)])


def test_a_command_is_answered_without_importing_qt() -> None:
    code = (
        "import sys\nfrom coopdesk.app import main\n"
        "try:\n    main(['--version'])\nexcept SystemExit:\n    pass\n"
        "sys.exit(any(name.startswith('PySide6') for name in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, check=False).returncode == 0


def test_without_a_display_the_window_says_so_and_names_the_other_way(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    assert main([]) == 2
    assert "no screen here" in capsys.readouterr().err
