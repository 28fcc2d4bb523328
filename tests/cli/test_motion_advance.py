"""coopdesk motion advance: votes sent in, from the shell."""

from pathlib import Path

import pytest

from tests.cli.test_motion_ways import Shell
from tests.conftest import Run


@pytest.fixture
def shell(run: Run, sample_file: Path) -> Shell:
    """The sample before its meeting, under rules that let votes sent in stand."""
    shell = Shell(run, sample_file)
    shell("society", "rules", "--set", "advance_votes=stand")
    return shell


def _listed(shell: Shell, text: str) -> Path:
    path = shell.file.with_name("votes.csv")
    path.write_text(text, encoding="utf-8")
    return path


def test_a_roll_and_totals_are_entered_shown_and_taken_back(shell: Shell) -> None:
    number = shell.written()
    roll = _listed(shell, "member;vote\n30;for\n31;against\n")
    assert shell("motion", "advance", number, "--roll", roll)["advance"]["by_name"] == 2
    entered = shell("motion", "advance", number, "--for", 3, "--against", 1, "--by", "online")["advance"]
    assert (entered["votes"], entered["for"], entered["unlisted"], entered["rule"]) == (6, 4, 4, "stand")
    assert shell("motion", "show", number)["advance"]["entries"][1]["by"] == "online"
    assert shell.refused("motion", "advance", number, "--roll", roll) == "ADVANCE-ROLL-FAULTY"
    back = shell("motion", "advance", number, "--take-back", 2, "--reason", "typed twice")["advance"]
    assert (back["votes"], back["entries"][1]["taken_back"]) == (2, "typed twice")
    assert shell.refused("motion", "advance", number, "--take-back", 2, "--reason", "again") == "UNKNOWN-ADVANCE"


def test_the_result_and_verify_count_what_was_sent_in(shell: Shell, run: Run) -> None:
    number = shell.written()
    shell("motion", "advance", number, "--roll", _listed(shell, "1,for\n30,against\n31,abstain\n"))
    shell("meeting", "open")
    for member in range(1, 7):
        shell("door", "in", member)
    shell("meeting", "quorum")
    assert shell("motion", "open", number, "--method", "hands")["electors"] == 5
    shell("motion", "hands", number, "--for", 4, "--against", 1)
    result = shell("motion", "close", number)["result"]
    assert (result["for"], result["against"], result["abstain"], result["cast"]) == (5, 2, 1, 7)
    assert "3 votes were sent in before the meeting: 1 for, 1 against, 1 abstaining." in result["sentence"]
    shell("motion", "declare", number)
    sent = shell("motion", "show", number)["counts"][0]["sent_in"]
    assert (sent["votes"], sent["replaced"], sent["unlisted"]) == (3, 0, 0)
    assert run("verify", shell.file, "--json").json["sound"]


def test_a_list_without_its_totals_is_wrong_usage(shell: Shell, run: Run) -> None:
    number = shell.written()
    voted = _listed(shell, "30\n")
    assert run("motion", "advance", shell.file, number, "--voted", voted).code == 2
    assert run("motion", "advance", shell.file, number, "--for", 1, "--roll", voted).code == 2
