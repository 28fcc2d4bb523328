"""coopdesk election count: alone, exact, with its trail, and one sentence for what cannot be counted."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from coopdesk.domain.elections.record import CALLED_BY
from tests.conftest import Run

ROOT = Path(__file__).parents[2]
TIED = '3 1\n5 1 0\n5 2 0\n6 3 1 0\n0\n"Ann"\n"Bo"\n"Cy"\n"Board"\n'


@pytest.fixture
def tied(tmp_path: Path) -> Path:
    path = tmp_path / "board.blt"
    path.write_text(TIED)
    return path


def test_a_real_ward_equals_the_official_table(shared_data: Path, run: Run) -> None:
    entries = json.loads((shared_data / "elections" / "wards.json").read_text())["elections"]
    entry = next(each for each in entries if each["file"].endswith("orkney_2017_ward1.blt"))
    said = run("election", "count", shared_data / "elections" / entry["file"], "--rule", "scottish", "--json").json
    expected = entry["scottish_wig"]
    assert said["elected"] == [each for each, _ in expected["elected"]]
    assert said["quota"] == expected["quota"]
    assert [list(stage["votes"].values()) for stage in said["stages"]] == [each["votes"] for each in expected["stages"]]
    assert [stage["action"] for stage in said["stages"]] == [each["action"] for each in expected["stages"]]
    assert said["lot_needed_between"] is None
    assert all({"action", "votes", "non_transferable", "elected", "excluded"} <= set(stage) for stage in said["stages"])


def test_a_lot_is_asked_for_then_drawn_from_a_seed_or_entered_with_its_witness(tied: Path, run: Run) -> None:
    stopped = run("election", "count", tied, "--rule", "scottish", "--json")
    assert (stopped.code, stopped.json["lot_needed_between"], stopped.json["elected"]) == (0, [1, 2], [])
    seeded = run("election", "count", tied, "--rule", "scottish", "--seed", "dice 4 2", "--json").json
    again = run("election", "count", tied, "--rule", "scottish", "--seed", "dice 4 2", "--json").json
    assert seeded == again
    assert seeded["lot_needed_between"] is None
    assert "SHA-256 of “dice 4 2/Board/1”" in seeded["stages"][1]["ties"][0]["lot"]
    entered = run("election", "count", tied, "--rule", "scottish", "--lot", 1, "--witness", "Joan Dewhirst")
    assert "by lot (drawn by hand, seen by Joan Dewhirst) Ann is excluded" in entered.out
    assert (
        run("election", "count", tied, "--rule", "scottish", "--lot", 3, "--witness", "J").refused
        == "LOT-NOT-AMONG-THEM"
    )
    assert run("election", "count", tied, "--rule", "scottish", "--lot", 1).refused == "WITNESS-MISSING"
    assert run("election", "count", tied, "--rule", "scottish", "--lot", 1, "--seed", "x").code == 2


def test_the_words_for_people_say_who_why_and_with_what_arithmetic(tied: Path, run: Run) -> None:
    said = run("election", "count", tied, "--rule", "ers97").out
    assert "Board\n" in said
    assert "3 Cy " in said
    assert "The count stopped at stage 2: Ann and Bo cannot be told apart" in said
    assert "Every column of totals adds up to the 16 valid votes." in said
    block = run("election", "count", tied, "--rule", "block").out
    assert "10 papers counted" in block  # six had two crosses for one place


@pytest.mark.parametrize("rule", [rule.value for rule in CALLED_BY])
def test_every_rule_has_a_sentence_for_each_stage(tied: Path, run: Run, rule: str) -> None:
    said = run("election", "count", tied, "--rule", rule, "--seed", "s", "--json").json
    assert said["rule"] == rule
    assert said["lot_needed_between"] is None
    assert all(stage["sentence"].endswith(".") for stage in said["stages"])


def test_the_trail_can_be_counted_again(tied: Path, tmp_path: Path, run: Run) -> None:
    trail, papers = tmp_path / "trail.json", tmp_path / "again.blt"
    first = run(
        "election", "count", tied, "--rule", "meek", "--seed", "s", "--trail", trail, "--trail", papers, "--json"
    )
    assert json.loads(trail.read_text()) == first.json
    second = run("election", "count", papers, "--rule", "meek", "--seed", "s", "--json").json
    assert second == first.json
    assert run("election", "count", tied, "--rule", "meek", "--trail", tmp_path / "trail.txt").code == 2


def test_one_candidate_and_one_paper_are_not_spoken_of_as_many(tmp_path: Path, run: Run) -> None:
    path = tmp_path / "one.blt"
    path.write_text('1 1\n1 1 0\n0\n"Ann"\n"Board"\n')
    assert "1 place, 1 candidate, 1 valid paper, 0 spoilt." in run("election", "count", path, "--rule", "scottish").out


def test_a_csv_file_needs_its_places(tmp_path: Path, run: Run) -> None:
    path = tmp_path / "papers.csv"
    path.write_text("Ann,Bo\n1,2\n,1\n1,\n")
    assert run("election", "count", path, "--rule", "av").code == 2
    said = run("election", "count", path, "--rule", "av", "--places", 1, "--json").json
    assert (said["elected"], said["valid"]) == ([1], 3)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2 1\n1 3 0\n0\n", "Line 2: there is no candidate 3"),
        ("2 1\n1 1 0\n", "Line 3: the papers never end"),
        ("", "Line 1: the file is empty"),
    ],
)
def test_a_broken_file_is_one_sentence_and_exit_2(tmp_path: Path, run: Run, text: str, words: str) -> None:
    path = tmp_path / "broken.blt"
    path.write_text(text)
    ran = run("election", "count", path, "--rule", "scottish")
    assert (ran.code, ran.refused, ran.err) == (2, "BALLOT-FILE", "")
    assert words in ran.out
    assert run("election", "count", tmp_path / "nowhere.blt", "--rule", "scottish").code == 2
    assert run("election", "count", tmp_path, "--rule", "scottish").code == 2


def test_withdrawing_nobody_who_stands_is_refused(tied: Path, run: Run) -> None:
    assert run("election", "count", tied, "--rule", "av", "--withdrawn", 9).code == 2
    assert run("election", "count", tied, "--rule", "av", "--withdrawn", 3, "--withdrawn", 1, "--json").json[
        "elected"
    ] == [2]


def test_a_file_on_standard_input_is_counted_too(tied: Path, run: Run) -> None:
    typed = [sys.executable, "-m", "coopdesk", "election", "count", "-", "--rule", "approval", "--json"]
    piped = subprocess.run(typed, input=TIED, capture_output=True, text=True, check=True, cwd=ROOT)
    assert json.loads(piped.stdout) == run("election", "count", tied, "--rule", "approval", "--json").json


def test_it_imports_no_sqlalchemy_and_no_qt_and_leaves_nothing_on_the_disk(tied: Path) -> None:
    program = (
        "import sys; from coopdesk.app import main; code = main(sys.argv[1:]);"
        "heavy = ('sqlalchemy', 'PySide6', 'alembic', 'reportlab');"
        "print([name for name in sys.modules if name.split('.')[0] in heavy], file=sys.stderr); sys.exit(code)"
    )
    typed = [sys.executable, "-c", program, "election", "count", str(tied), "--rule", "ers97", "--json"]
    said = subprocess.run(typed, capture_output=True, text=True, check=False, cwd=ROOT)
    assert (said.returncode, said.stderr) == (0, "[]\n")
    assert json.loads(said.stdout)["rule"] == "ers97"
    assert [each.name for each in tied.parent.iterdir()] == ["board.blt"]
