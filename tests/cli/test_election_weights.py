"""coopdesk election where classes of members do not weigh the same, as a secretary types it."""

import json
from pathlib import Path

import pytest

from tests.conftest import Run
from tests.documents.reading import codes, whole_text

INVESTORS = range(30, 36)


@pytest.fixture
def hall(sample_file: Path, run: Run) -> Path:
    """The sample's meeting open, members 30 to 35 investors."""
    run(
        "society", "rules", sample_file, "--set", "classes=Individual, Investor (investor)", "--set", "investor_cap=10%"
    )
    for member in INVESTORS:
        assert run("members", "edit", sample_file, member, "--class", "Investor").code == 0
    run("meeting", "open", sample_file)
    for number in range(1, 6):
        run("door", "in", sample_file, number)
    assert run("meeting", "quorum", sample_file).code == 0
    return sample_file


def _open(run: Run, file: Path) -> None:
    run("election", "add", file, "--title", "Directors", "--places", 1, "--rule", "block")
    for member in (3, 5):
        run("election", "nominate", file, 1, member, "--proposer", 1, "--seconder", 2)
    said = run("election", "open", file, 1, "--json").json
    assert said["classes"] == [
        {"name": "Individual", "weight": "1", "investor": False},
        {"name": "Investor", "weight": "1", "investor": True},
    ]


def test_from_the_call_to_the_declaration_by_class(hall: Path, tmp_path: Path, run: Run) -> None:
    assert run("election", "add", hall, "--title", "B", "--places", 1).refused == "NO-WEIGHTED-PREFERENCES"
    _open(run, hall)
    assert "a paper of class Investor" in run("election", "issue", hall, 1, 30).out
    for member in (*range(1, 13), *range(31, 36)):
        run("election", "issue", hall, 1, member)
    run("election", "close", hall, 1)
    assert run("election", "enter", hall, 1, "--paper", 1, "--marks", "1").refused == "WHICH-CLASS"
    papers = [("Individual", "1")] * 7 + [("Individual", "2")] * 5 + [("Investor", "2")] * 6
    for number, (name, marks) in enumerate(papers, start=1):
        for reader in (1, 2):
            run("election", "enter", hall, 1, "--paper", number, "--marks", marks, "--reader", reader, "--class", name)
    account = run("election", "account", hall, 1, "--json").json
    assert [(each["name"], each["returned"]) for each in account["classes"]] == [("Individual", 12), ("Investor", 6)]
    counted = run("election", "count", hall, 1, "--json").json
    assert counted["stages"][0]["votes"] == {"1": "7", "2": "19/3"}
    assert counted["weights"]["classes"][1] == {
        "name": "Investor",
        "weight": "1",
        "investor": True,
        "papers": 6,
        "value": "2/9",
        "votes": {"1": 0, "2": 6},
    }
    assert "each counts 12 ÷ (9 × 6) = 2/9" in counted["weights_sentence"]
    said = run("election", "count", hall, 1).out
    assert "19/3" not in said
    assert "6 1/3" in said
    assert counted["elected"] == [1]
    run("election", "declare", hall, 1)
    paper = tmp_path / "declaration.pdf"
    assert run("election", "declaration", hall, 1, "-o", paper).code == 0
    text = " ".join(whole_text(paper).split())
    assert "Investor, 6 papers, each counts 12 ÷ (9 × 6) = 2/9" in text
    assert "6 1/3" in text
    assert run("verify", hall, "--json").json["sound"] is True


def test_slips_are_printed_class_by_class(hall: Path, tmp_path: Path, run: Run) -> None:
    _open(run, hall)
    paper = tmp_path / "slips.pdf"
    assert run("election", "ballot", hall, 1, "--count", 4, "-o", paper).code == 2
    made = run("election", "ballot", hall, 1, "-o", paper, "--json").json
    assert (made["slips"], made["classes"]) == (45, {"Individual": 38, "Investor": 7})
    text = whole_text(paper)
    assert (text.count("For members of class Individual."), text.count("For members of class Investor.")) == (38, 7)
    assert len(set(codes(paper))) == 2
    one = run("election", "ballot", hall, 1, "--class", "investor", "--count", 2, "-o", paper, "--json").json
    assert one["classes"] == {"Investor": 2}


def test_papers_from_outside_say_their_class_in_a_column(hall: Path, tmp_path: Path, run: Run) -> None:
    _open(run, hall)
    names = [each["name"] for each in run("election", "show", hall, 1, "--json").json["candidates"]]
    outside = tmp_path / "papers.csv"
    rows = [
        f"Class,{names[0]},{names[1]},papers",
        "Individual,x,,20",
        "Individual,,x,9",
        "Investor,,x,6",
        "Investor,,q,1",
    ]
    outside.write_text("\n".join(rows))
    assert "Line 5" in run("election", "enter", hall, 1, "--from", outside).out
    outside.write_text("\n".join(rows[:-1]))
    assert run("election", "enter", hall, 1, "--from", outside, "--json").json == {"papers": 35}
    run("election", "close", hall, 1)
    counted = run("election", "count", hall, 1, "--json").json
    assert [each["papers"] for each in counted["weights"]["classes"]] == [29, 6]
    blt = tmp_path / "papers.blt"
    assert run("election", "export", hall, 1, "-o", blt).refused == "WHICH-CLASS"
    assert run("election", "export", hall, 1, "--class", "Investor", "-o", blt).code == 0
    assert blt.read_text().splitlines()[:3] == ["2 1", "6 2 0", "0"]
    trail = tmp_path / "count.json"
    assert run("election", "export", hall, 1, "-o", trail).code == 0
    assert json.loads(trail.read_text())["weights"]["way"] == "capped"


def test_a_file_of_few_papers_of_a_class_is_not_written(hall: Path, tmp_path: Path, run: Run) -> None:
    _open(run, hall)
    one = tmp_path / "one.blt"
    one.write_text("2 1\n3 2 0\n0\n")
    assert run("election", "enter", hall, 1, "--from", one, "--class", "Investor").code == 0
    run("election", "close", hall, 1)
    counted = run("election", "count", hall, 1)
    assert "Only 3 of class Investor have voted" in counted.err
    assert (
        run("election", "export", hall, 1, "--class", "Investor", "-o", tmp_path / "x.blt").refused == "CLASS-TOO-SMALL"
    )
    assert not (tmp_path / "x.blt").exists()


def test_few_of_a_class_are_asked_first(hall: Path, run: Run) -> None:
    run("members", "edit", hall, 34, "--class", "Individual")
    run("members", "edit", hall, 35, "--class", "Individual")
    run("election", "add", hall, "--title", "Directors", "--places", 1, "--rule", "block")
    for member in (3, 5):
        run("election", "nominate", hall, 1, member)
    assert run("election", "open", hall, 1).refused == "CLASS-TOO-SMALL"
    assert run("election", "open", hall, 1, "--few-agree").code == 0
