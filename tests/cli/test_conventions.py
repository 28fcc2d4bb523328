"""The conventions of the command line: where options may stand, exit codes, what goes to which stream."""

import os
import subprocess
import sys
from pathlib import Path
from typing import IO

import pytest

from coopdesk.cli.entry import NOUNS
from tests.cli.commands import TAKEN, words
from tests.conftest import Run

ROOT = Path(__file__).parents[2]


def _shell(
    *arguments: str, stdout: int | IO[str] = subprocess.PIPE, env: dict[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    typed = [sys.executable, "-m", "coopdesk", *arguments]
    return subprocess.run(typed, text=True, check=False, cwd=ROOT, stdout=stdout, stderr=subprocess.PIPE, env=env)


@pytest.mark.parametrize("noun", [noun for noun in NOUNS if noun != "bench"])
def test_every_noun_has_help(run: Run, noun: str) -> None:
    ran = run(noun, "--help")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("Usage: coopdesk")


def test_help_lists_every_noun_without_sqlalchemy_and_without_qt() -> None:
    program = (
        "import sys; from coopdesk.app import main; code = main(['--help']);"
        "print([name for name in sys.modules if name.split('.')[0] in ('sqlalchemy', 'PySide6', 'alembic')],"
        "file=sys.stderr); sys.exit(code)"
    )
    said = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False, cwd=ROOT)
    assert (said.returncode, said.stderr) == (0, "[]\n")
    assert all(noun in said.stdout for noun in NOUNS)


@pytest.mark.parametrize("command", ["door in", "verify", "society show"])
def test_a_command_that_needs_a_file_never_imports_qt(sample_file: Path, tmp_path: Path, command: str) -> None:
    program = (
        "import sys; from coopdesk.app import main; main(sys.argv[1:]);"
        "sys.exit(any(name.startswith('PySide6') for name in sys.modules))"
    )
    typed = words(command, sample_file, tmp_path)
    assert (
        subprocess.run([sys.executable, "-c", program, *typed], check=False, cwd=ROOT, capture_output=True).returncode
        == 0
    )


def test_unknown_words_are_wrong_usage(run: Run) -> None:
    for typed in (["frobnicate"], ["door", "frobnicate", "x"], ["--frobnicate"], ["door"], []):
        ran = run(*typed)
        assert ran.code in (0, 2)
        assert "Traceback" not in ran.out + ran.err


def test_options_stand_before_the_noun_or_after_the_verb(sample_file: Path, run: Run) -> None:
    moment = "2026-11-28T19:15:00+00:00"
    run("--now", moment, "--json", "--meeting", 1, "door", "in", sample_file, 1)
    after = run("door", "in", sample_file, 2, f"--now={moment}", "--meeting=1", "--json").json
    assert after["arrived_at"] == "2026-11-28T19:15:00Z"
    middle = run("door", "--json", "in", sample_file, 3, "--now", moment).json
    assert (middle["voting_card"], middle["arrived_at"]) == (3, "2026-11-28T19:15:00Z")


@pytest.mark.parametrize(("option", "value"), [("--now", "yesterday"), ("--meeting", "first"), ("--meeting", "-1")])
def test_a_bad_general_option_is_unusable_input(sample_file: Path, run: Run, option: str, value: str) -> None:
    ran = run("meeting", "status", sample_file, option, value)
    assert ran.code == 2
    assert value in ran.out


def test_a_general_option_without_its_value(sample_file: Path, run: Run) -> None:
    for option in ("--now", "--meeting", "--passphrase-file"):
        assert (run("meeting", "status", sample_file, option).code) == 2


def test_negative_numbers_stand_after_two_dashes(busy_file: Path, run: Run) -> None:
    assert run("shares", "issue", busy_file, 5, -2, "--paid", "cash").code == 2
    below = run("shares", "issue", "--paid", "cash", "--json", "--", busy_file, 5, -2)
    assert (below.code, below.refused) == (1, "SHARE-COUNT")


def test_the_clock_may_be_set_back(busy_file: Path, run: Run) -> None:
    assert run("door", "in", busy_file, 13, "--now", "2026-11-28T17:00:00+00:00").code == 0
    assert run("verify", busy_file).code == 0


def test_which_meeting(busy_file: Path, run: Run) -> None:
    run("meeting", "new", busy_file, "--kind", "sgm", "--at", "2026-12-28T19:00")
    assert run("meeting", "status", busy_file, "--json").json["number"] == 1
    assert run("meeting", "status", busy_file, "--meeting", 2, "--json").json["state"] == "called"
    assert run("meeting", "status", busy_file, "--meeting", 3).refused == "UNKNOWN-MEETING"
    run("motion", "close", busy_file, 3)
    run("meeting", "close", busy_file)
    assert run("meeting", "status", busy_file, "--json").json["number"] == 2
    run("meeting", "new", busy_file, "--kind", "sgm", "--at", "2026-12-29T19:00")
    assert run("meeting", "status", busy_file).refused == "WHICH-MEETING"


def test_before_any_meeting(founded_file: Path, run: Run) -> None:
    for typed in (["meeting", "status"], ["door", "guest", "--name", "Ann"], ["agenda", "list"]):
        assert run(*typed[:2], founded_file, *typed[2:]).refused == "NO-MEETING"


def test_a_refusal_in_json_carries_its_facts(sample_file: Path, run: Run) -> None:
    said = run("members", "end", sample_file, 999, "--json")
    assert said.code == 1
    assert said.json == {
        "refused": {
            "code": "UNKNOWN-MEMBER",
            "message": "There is no member 999 in the register. Check the number, or search by name.",
            "fields": {"reference": "999"},
        }
    }


AFTER_THE_MEETING = ("papers resolutions", "papers closing-slip")
"""Papers there is nothing to make of before a filing resolution is carried, and the meeting closed."""


def _carry_a_rule_change_and_close(file: Path, run: Run) -> None:
    run("motion", "close", file, 3)
    run("motion", "add", file, "--title", "Rules", "--text", "That the rules change.", "--kind", "rule-change")
    for words_of_it in (("open", 5, "--method", "hands"), ("hands", 5, "--for", 9, "--against", 0), ("close", 5)):
        assert run("motion", words_of_it[0], file, *words_of_it[1:]).code == 0
    assert run("motion", "declare", file, 5).code == 0
    assert run("meeting", "close", file).code == 0


def _open_an_election(file: Path, run: Run, *, counted: bool) -> None:
    assert run("election", "add", file, "--title", "Board", "--places", 1).code == 0
    for member in (3, 5):
        assert run("election", "nominate", file, 1, member).code == 0
    assert run("election", "open", file, 1).code == 0
    if counted:
        assert run("election", "close", file, 1).code == 0
        assert run("election", "count", file, 1, "--seed", "dice").code == 0


BY_THEIR_ENDING = ("minutes make", "shares certificates-account", "election export")
"""The ending says which kind of file is wanted, and a device has none."""


@pytest.mark.parametrize("command", [each for each in TAKEN if "-o" in TAKEN[each]])
def test_papers_that_cannot_be_written(busy_file: Path, tmp_path: Path, run: Run, command: str) -> None:
    if command in AFTER_THE_MEETING:
        _carry_a_rule_change_and_close(busy_file, run)
    if command in ("election ballot", "election declaration", "election export"):
        _open_an_election(busy_file, run, counted=command != "election ballot")
    ending = TAKEN[command][-1].rpartition(".")[2]
    places = {"/dev/full": 1, str(tmp_path / "nowhere" / f"x.{ending}"): 1, "/proc/self/x." + ending: 1}
    for place, code in places.items():
        arguments = [*TAKEN[command]]
        arguments[-1] = place
        ran = run(*words(command, busy_file, tmp_path, arguments))
        if place == "/dev/full" and command in BY_THEIR_ENDING:
            assert ran.code == 2
            continue
        assert (ran.code, ran.refused) == (code, "PAPER-NOT-WRITTEN"), ran.out
        assert ran.out.count("\n") == 1
    assert Path("/dev/full").is_char_device(), "the system's own file was replaced"


def test_a_full_disk_behind_the_answer_is_told_in_one_line(sample_file: Path) -> None:
    with open("/dev/full", "w") as full:
        said = _shell("society", "show", str(sample_file), stdout=full)
    assert said.returncode == 1
    assert said.stderr == (
        "The answer could not be written (No space left on device). What was done before that stands: "
        "ask again to see it.\n"
    )


def test_a_reader_that_stops_listening_is_no_fault(sample_file: Path) -> None:
    read_end, write_end = os.pipe()
    os.close(read_end)
    said = _shell("members", "list", str(sample_file), stdout=write_end)
    os.close(write_end)
    assert (said.returncode, said.stderr) == (1, "")


def test_a_terminal_without_our_letters_gets_them_spelt_out(founded_file: Path) -> None:
    poor = {**os.environ, "PYTHONIOENCODING": "ascii", "LC_ALL": "C"}
    assert _shell("members", "add", str(founded_file), "--name", "Łukasz Żak", env=poor).returncode == 0
    as_json = _shell("members", "list", str(founded_file), "--json", env=poor)
    assert '"name": "\\u0141ukasz \\u017bak"' in as_json.stdout
