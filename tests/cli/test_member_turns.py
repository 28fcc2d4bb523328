"""coopdesk members die, rejoin, merge and end, as a secretary types them."""

from pathlib import Path

from tests.conftest import Run

NOW = ("--now", "2026-11-28T12:00:00+00:00", "--json")


def test_a_death_says_who_is_to_be_paid(run: Run, sample_file: Path) -> None:
    run("nomination", "add", sample_file, 5, "--nominee", "Bea; 1/2; child", *NOW)
    died = run("members", "die", sample_file, 5, "--on", "2026-11-20", *NOW)
    assert died.code == 0, died.out
    found = died.json["on_death"]
    assert (died.json["status"], died.json["died_on"]) == ("ended", "2026-11-20")
    assert found["nominees"][0]["name"] == "Bea"
    assert found["nominees"][0]["pence"] + found["estate_pence"] == found["property_pence"]
    assert run("members", "die", sample_file, 5, *NOW).refused == "ALREADY-DEAD"
    assert run("undo", sample_file, "--json").json["undone"] == "RecordDeath"


def test_somebody_leaves_and_comes_back(run: Run, sample_file: Path) -> None:
    ended = run("members", "end", sample_file, 6, "--why", "resigned", "--on", "2026-11-01", *NOW)
    assert ended.json["status"] == "ended"
    assert run("members", "rejoin", sample_file, 6, "--on", "2026-10-01", *NOW).refused == "CANNOT-REJOIN"
    back = run("members", "rejoin", sample_file, 6, *NOW)
    assert (back.json["status"], back.json["joined_on"]) == ("active", "2026-11-28")
    assert run("members", "end", sample_file, 6, "--why", "bored", *NOW).refused == "NOT-UNDERSTOOD"


def test_two_records_are_made_one(run: Run, sample_file: Path) -> None:
    merged = run("members", "merge", sample_file, 8, 7, *NOW)
    assert merged.code == 0, merged.out
    assert merged.json["shares"] > 0
    assert run("shares", "holding", sample_file, 8, "--json").json["shares"] == 0
    assert run("members", "merge", sample_file, 7, 7, *NOW).refused == "SAME-RECORD"
    assert run("verify", sample_file).code == 0
