"""Whatever is typed: one plain sentence, exit code 0, 1 or 2, no traceback."""

import shutil
from pathlib import Path

import pytest

from tests.cli.commands import FILE, OUT, TAKEN, words
from tests.conftest import Run

AWKWARD = {
    "empty": "",
    "blank": "  \t ",
    "nul": "a\0b",
    "long": "x" * 20_000,
    "broken": "caf\udce9",
    "turned round": "\u202egnp.txt",
    "many digits": "9" * 40,
    "beyond 64 bits": str(2**63),
    "other digits": "१२",
    "superscript": "²",
    "below nothing": "-1",
    "not whole": "1.5",
    "not a number": "nan",
    "a path": "../../etc/passwd",
    "a format": "%s {0} {sentence}",
    "markup": "<img src='/etc/passwd'/>",
    "a card of another society": "CDM1:AAAAAAAAAAAAAAAA",
    "a certificate's code": "CDC1:AAAAAAAAAAAAAAAA",
    "a code of nothing": "CDM1:",
}


def _places() -> list[tuple[str, int]]:
    found = []
    for command, arguments in TAKEN.items():
        for place, argument in enumerate(arguments):
            if argument != FILE and not argument.startswith(("-", OUT)):
                found.append((command, place))
    return found


@pytest.mark.parametrize(("command", "place"), _places())
def test_awkward_values_get_a_plain_answer(
    busy_template: Path, tmp_path: Path, run: Run, command: str, place: int
) -> None:
    file = Path(shutil.copy(busy_template, tmp_path / "society.coopdesk"))
    for number, (what, value) in enumerate(AWKWARD.items()):
        folder = tmp_path / str(number)
        folder.mkdir()
        given = [*TAKEN[command]]
        given[place] = value
        ran = run(*words(command, file, folder, given))
        assert ran.code in (0, 1, 2), what
        if ran.code:
            _assert_plain(ran.out, what)
            assert ran.err == "", what
    assert run("verify", file, "--json").json["sound"]


def _assert_plain(said: str, what: str) -> None:
    assert said.startswith("refused: "), what
    assert "OWN-FAULT" not in said, f"{what}: {said}"
    assert said.count("\n") == 1, f"{what}: {said}"
    assert said.isprintable() or said[:-1].isprintable(), f"{what}: {said!r}"
    assert len(said) < 1500, f"{what}: {len(said)} characters"


@pytest.mark.parametrize("command", TAKEN)
def test_the_same_command_as_json_says_the_same(busy_file: Path, tmp_path: Path, run: Run, command: str) -> None:
    """Twice: the second time many are refused, and a refusal is JSON too."""
    for _ in range(2):
        ran = run(*words(command, busy_file, tmp_path), "--json")
        assert ran.code in (0, 1, 2)
        answer = ran.json
        if ran.code:
            assert set(answer["refused"]) == {"code", "message", "fields"}
            if command.startswith("door"):
                assert answer.get("verdict", "stop") == "stop"
            assert answer["refused"]["code"] != "OWN-FAULT"
            assert answer["refused"]["message"].endswith(".")


@pytest.mark.parametrize("command", TAKEN)
def test_arguments_left_out(busy_file: Path, tmp_path: Path, run: Run, command: str) -> None:
    for count in range(len(TAKEN[command])):
        ran = run(*words(command, busy_file, tmp_path, TAKEN[command][:count]))
        assert ran.code in (0, 1, 2)
        if ran.code == 2:
            _assert_plain(ran.out, f"{count} arguments")


FILE_COMMANDS = [command for command, arguments in TAKEN.items() if arguments[0] == FILE]


@pytest.mark.parametrize("command", FILE_COMMANDS)
def test_files_that_are_none(tmp_path: Path, run: Run, command: str) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text("Dear members")
    expected = {
        str(tmp_path): "NOT-A-SOCIETY-FILE",
        str(letter): "NOT-A-SOCIETY-FILE",
        "/dev/null": "NOT-A-SOCIETY-FILE",
        str(tmp_path / "absent.coopdesk"): "FILE-MISSING",
        str(tmp_path / "nowhere" / "absent.coopdesk"): "FOLDER-MISSING",
        str(letter / "absent.coopdesk"): "FOLDER-MISSING",
        str(tmp_path / "a\0b.coopdesk"): "USAGE",
        str(tmp_path / "caf\udce9.coopdesk"): "FILE-MISSING",
        str(tmp_path / ("x" * 5000)): "FILE-MISSING",
    }
    for file, code in expected.items():
        ran = run(*words(command, file, tmp_path))
        assert (ran.code, ran.refused) == (2, code), f"{file[:80]!r}: {ran.out}"
        _assert_plain(ran.out.replace(file, ""), file)
    assert letter.read_text() == "Dear members"
