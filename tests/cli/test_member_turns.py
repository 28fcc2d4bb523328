"""coopdesk members die, rejoin, merge and end, as a secretary types them."""

from pathlib import Path

from tests.conftest import Run
from tests.documents.reading import whole_text

PLAIN = ("--now", "2026-11-28T12:00:00+00:00")
NOW = (*PLAIN, "--json")


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
    run("members", "end", sample_file, 6, "--why", "resigned", *NOW)
    assert "(6) is a member again since 28 November 2026." in run("members", "rejoin", sample_file, 6, *PLAIN).out
    assert run("members", "end", sample_file, 6, "--why", "bored", *NOW).refused == "NOT-UNDERSTOOD"


def test_two_records_are_made_one(run: Run, sample_file: Path) -> None:
    merged = run("members", "merge", sample_file, 8, 7, *NOW)
    assert merged.code == 0, merged.out
    assert merged.json["shares"] > 0
    assert run("shares", "holding", sample_file, 8, "--json").json["shares"] == 0
    assert run("members", "merge", sample_file, 7, 7, *NOW).refused == "SAME-RECORD"
    assert run("verify", sample_file).code == 0


def test_an_account_shows_every_movement_with_what_was_held_after_it(
    run: Run, sample_file: Path, tmp_path: Path
) -> None:
    run("shares", "issue", sample_file, 9, 4, "--paid", "cash", *NOW)
    held = run("shares", "holding", sample_file, 9, "--json").json["shares"]
    found = run("members", "account", sample_file, 9, *NOW).json
    assert (found["shares"], found["pence"]) == (held, held * 100)
    assert found["movements"][-1]["held"] == held
    assert sum(each["shares"] for each in found["movements"]) == held
    assert sum(each["shares"] for each in found["certificates"]) == held
    out = tmp_path / "account.pdf"
    assert run("members", "account", sample_file, 9, "-o", out, *NOW).code == 0
    shown = " ".join(whole_text(out.read_bytes()).split())
    assert "Member’s account" in shown
    assert "Issued 4 shares" in shown
    assert run("register", "exports", sample_file, "--json").json[0]["what"] == "account"
    assert run("members", "account", sample_file, 9, "-o", tmp_path / "a.doc", *NOW).code == 2


def test_a_history_tells_details_shares_and_both_records_of_a_merged_person(run: Run, sample_file: Path) -> None:
    run("members", "edit", sample_file, 7, "--name", "New Name", "--why", "by deed poll", *NOW)
    run("members", "merge", sample_file, 8, 7, *NOW)
    told = run("members", "history", sample_file, 7, "--json").json
    said = [each["what"] for each in told]
    assert "Name changed" in said
    assert any("by deed poll" in each["note"] for each in told)
    assert said.count("Became a member") == 2
    assert any(each["what"].startswith("Took over") and "from member 0008" in each["note"] for each in told)
    assert any(each["what"].startswith("Passed on") for each in told)


def test_what_is_erased_is_said_and_what_is_needed_stays(run: Run, sample_file: Path) -> None:
    assert run("members", "erase", sample_file, 7, "--whole", *NOW).refused == "STILL-NEEDED"
    assert run("members", "erase", sample_file, 7, *NOW).json[0]["what"] == "details"
    assert run("members", "erase", sample_file, *NOW).code == 2
    assert run("members", "erase", sample_file, "--due", *NOW).json == []
    assert run("verify", sample_file).code == 0
