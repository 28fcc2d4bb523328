"""coopdesk nomination and officers: entered, listed, ended; bad input is refused in one sentence."""

from pathlib import Path

import pytest

from tests.conftest import Run

NOW = ("--now", "2026-11-28T18:30:00+00:00")


def test_a_nomination_is_entered_listed_and_revoked(run: Run, sample_file: Path) -> None:
    added = run(
        "nomination", "add", sample_file, 7, "--nominee", "Bea Holt; 1/2; child; officer", "--nominee", "Cai; 50%",
        "--json", *NOW,
    )  # fmt: skip
    assert added.code == 0, added.out
    assert added.json["nominees"] == [
        {"name": "Bea Holt", "part": "1/2", "relation": "child", "officer": True},
        {"name": "Cai", "part": "1/2", "relation": "other", "officer": False},
    ]
    listed = run("nomination", "list", sample_file, "--member", 7, *NOW)
    assert "By nomination to Bea Holt" in listed.out
    assert "To the estate: £0." in listed.out
    assert run("nomination", "revoke", sample_file, 1, "--json", *NOW).json["revoked_on"] == "2026-11-28"
    assert run("verify", sample_file).code == 0


@pytest.mark.parametrize("nominee", ["Bea; twice", "Bea; 1/2; neighbour", "; 1/2", "Bea; 3/2"])
def test_a_nominee_that_cannot_be_is_refused(run: Run, sample_file: Path, nominee: str) -> None:
    ran = run("nomination", "add", sample_file, 7, "--nominee", nominee, *NOW)
    assert (ran.code, ran.refused) == (2, "NOT-UNDERSTOOD")
    assert run("nomination", "list", sample_file, "--json").json == []


def test_officers_come_and_go(run: Run, sample_file: Path) -> None:
    term = run("officers", "add", sample_file, "Secretary", "--member", 3, "--on", "2024-01-01", "--json", *NOW).json
    assert (term["member"], term["since"], term["until"]) == (3, "2024-01-01", None)
    assert run("officers", "end", sample_file, term["term"], "--json", *NOW).json["until"] == "2026-11-28"
    assert "Secretary" in run("officers", "list", sample_file).out
    assert run("officers", "end", sample_file, 99, *NOW).refused == "UNKNOWN-TERM"
    assert run("officers", "add", sample_file, "Treasurer", *NOW).refused == "NOT-UNDERSTOOD"


def test_the_three_signatures_on_the_accounts_are_told(run: Run, sample_file: Path) -> None:
    assert run("officers", "signatures", sample_file).refused == "SIGNATORIES-MISSING"
    for office, member in (("Director", 3), ("Director", 4), ("Secretary", 3)):
        assert run("officers", "add", sample_file, office, "--member", member, *NOW).code == 0
    signed = run("officers", "signatures", sample_file, "--json").json
    assert [each["capacity"] for each in signed] == ["director", "director", "secretary"]
    assert signed[1]["name"] == signed[2]["name"]
