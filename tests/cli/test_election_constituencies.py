"""An election by constituency, as a secretary types it: called at once, counted apart, declared on one paper."""

from pathlib import Path

import pytest

from tests.conftest import Run
from tests.documents.lint import lint
from tests.documents.reading import overlaps, page_texts, whole_text

CLASSES = {"Workers": (3, 5, 7, 9), "Growers": (11, 13, 15)}


@pytest.fixture
def by_class(quorate_file: Path, run: Run) -> Path:
    """Two constituencies called together: two places for four workers, one for three growers."""
    for name, members in CLASSES.items():
        for member in members:
            assert run("members", "edit", quorate_file, member, "--class", name).code == 0
    called = run(
        "election", "add", quorate_file, "--title", "Election of directors", "--places", 2, "--places", 1,
        "--constituency", "workers", "--constituency", "Growers", "--json",
    )  # fmt: skip
    assert called.json == {"number": 1, "numbers": [1, 2]}
    return quorate_file


def _count(run: Run, file: Path, number: int, members: tuple[int, ...], *papers: str) -> None:
    for member in members:
        assert run("election", "nominate", file, number, member).code == 0
    assert run("election", "open", file, number, "--json").json["electors"] == len(members)
    for member in members[: len(papers)]:
        run("election", "issue", file, number, member)
    run("election", "close", file, number)
    for paper, marks in enumerate(papers, start=1):
        for reader in (1, 2):
            run("election", "enter", file, number, "--paper", paper, "--marks", marks, "--reader", reader)
    assert run("election", "count", file, number, "--seed", "dice").code == 0


def test_one_paper_declares_every_constituency_with_its_own_count(by_class: Path, tmp_path: Path, run: Run) -> None:
    paper = tmp_path / "all.pdf"
    _count(run, by_class, 1, CLASSES["Workers"], "1 2", "1", "2", "!blank")
    assert run("election", "declaration", by_class, "--all", "-o", paper).refused == "NOT-COUNTED"
    assert not paper.exists()
    _count(run, by_class, 2, CLASSES["Growers"], "2", "2", "1")
    assert run("election", "declare", by_class, 1).code == 0
    assert run("election", "declaration", by_class, "--all", "-o", paper).code == 0
    first = page_texts(paper.read_bytes())[0].replace("\n", " ")
    assert all(words in first for words in ("DRAFT", "1 of 2 not declared", "Not declared yet"))
    declared = run("election", "declare", by_class, 2, "--json").json["declared"]
    made = run("election", "declaration", by_class, 2, "--all", "-o", paper, "--json").json
    assert made["elections"] == [1, 2]
    pages = [page.replace("\n", " ") for page in page_texts(paper.read_bytes())]
    assert len(pages) == made["pages"] >= 3
    assert "Declaration of the election of directors" in pages[0]
    assert "2 constituencies, each with a roll, papers and a count of its own." in pages[0]
    assert "Workers 4 4 1 3 2 0" in pages[0]
    assert "Growers 3 3 0 3 1 0" in pages[0]
    assert f"Growers: {declared[0]}." in pages[0]
    assert any("Members of class Workers." in page and "Stage 1" in page for page in pages[1:])
    assert any("Members of class Growers." in page and "Stage 1" in page for page in pages[1:])
    assert lint(paper.read_bytes()) == []
    assert overlaps(paper.read_bytes()) == []
    assert "FINAL" in pages[0]
    assert run("verify", by_class, "--json").json["sound"] is True


def test_a_list_of_numbers_makes_one_paper_and_one_number_the_usual_one(
    by_class: Path, tmp_path: Path, run: Run
) -> None:
    paper = tmp_path / "declaration.pdf"
    _count(run, by_class, 1, CLASSES["Workers"], "1", "2")
    _count(run, by_class, 2, CLASSES["Growers"], "3")
    made = run("election", "declaration", by_class, 2, 1, 2, "-o", paper, "--json").json
    assert made["elections"] == [2, 1]
    assert "2 constituencies" in whole_text(paper.read_bytes())
    assert run("election", "declaration", by_class, 1, "-o", paper).code == 0
    assert "constituencies" not in whole_text(paper.read_bytes())
    assert run("election", "declaration", by_class, "-o", paper).code == 2
    assert run("election", "declaration", by_class, 1, 9, "-o", paper).refused == "UNKNOWN-ELECTION"
    assert run("election", "declaration", by_class, 9, "--all", "-o", paper).refused == "UNKNOWN-ELECTION"


def test_the_constituencies_of_one_office_are_shown_and_minuted_together(by_class: Path, run: Run) -> None:
    run("election", "add", by_class, "--title", "Auditor of the day", "--office", "auditor", "--places", 1)
    run("election", "add", by_class, "--title", "Election of directors", "--places", 1, "--constituency", "Workers")
    shown = run("election", "show", by_class).out.splitlines()
    assert shown == [
        "Office of director, by constituency:",
        "   1. Election of directors (Workers): nominations, 0 stand.",
        "   2. Election of directors (Growers): nominations, 0 stand.",
        "   4. Election of directors (Workers): nominations, 0 stand.",
        "3. Auditor of the day: nominations, 0 stand.",
    ]


def test_places_are_given_once_or_for_each_constituency(by_class: Path, run: Run) -> None:
    wrong = run(
        "election", "add", by_class, "--title", "Board", *("--places", 1) * 3,
        "--constituency", "Workers", "--constituency", "Growers",
    )  # fmt: skip
    assert (wrong.code, "There are 2 constituencies and 3 numbers of places" in wrong.out) == (2, True)
    assert run("election", "add", by_class, "--title", "Board", "--places", 1, "--places", 2).code == 2
    assert len(run("election", "show", by_class, "--json").json) == 2


def test_all_constituencies_are_opened_closed_and_declared_by_one_command_each(
    by_class: Path, tmp_path: Path, run: Run
) -> None:
    for member in CLASSES["Workers"]:
        assert run("election", "nominate", by_class, 1, member).code == 0
    refused = run("election", "open", by_class, 1, "--all")
    assert (refused.refused, "election 2" in refused.out) == ("NO-CANDIDATES", True)
    assert run("election", "show", by_class, 1, "--json").json["state"] == "nominations", "all or none"
    for member in CLASSES["Growers"][:2]:
        assert run("election", "nominate", by_class, 2, member).code == 0
    opened = run("election", "open", by_class, 2, "--all", "--json").json["opened"]
    assert [(each["number"], each["electors"]) for each in opened] == [(1, 4), (2, 3)]
    assert opened[0]["warnings"] == [
        f"Only {many} may vote for {name}: the result may tell how each of them voted, whatever is done with the "
        "papers. A secret needs 5 voters or more."
        for many, name in ((4, "Workers"), (3, "Growers"))
    ]
    run("undo", by_class)
    assert run("election", "show", by_class, 2, "--json").json["state"] == "nominations"
    run("election", "open", by_class, 1, "--all")
    for number, members in ((1, CLASSES["Workers"]), (2, CLASSES["Growers"])):
        for member in members:
            assert run("election", "issue", by_class, number, member).code == 0
    assert run("election", "close", by_class, 1, "--all", "--json").json == {"closed": [1, 2]}
    for number, papers in ((1, ("1", "1", "2", "3")), (2, ("1", "1", "2"))):
        for paper, marks in enumerate(papers, start=1):
            for reader in (1, 2):
                run("election", "enter", by_class, number, "--paper", paper, "--marks", marks, "--reader", reader)
    assert run("election", "declare", by_class, 1, "--all").refused == "NOT-COUNTED"
    counted = run("election", "count", by_class, 1, "--seed", "dice", "--json").json
    assert counted["warnings"][0].startswith("Only 4 papers came back for Workers: ")
    run("election", "count", by_class, 2, "--seed", "dice")
    declared = run("election", "declare", by_class, 2, "--all", "--json").json["elections"]
    assert [(each["election"], each["state"], len(each["declared"])) for each in declared] == [
        (1, "declared", 2), (2, "declared", 1),
    ]  # fmt: skip
    assert run("verify", by_class, "--json").json["sound"] is True


def test_where_nobody_stands_every_place_is_declared_vacant(by_class: Path, tmp_path: Path, run: Run) -> None:
    assert run("election", "open", by_class, 1).refused == "NO-CANDIDATES"
    opened = run("election", "open", by_class, 1, "--nobody")
    assert (opened.code, "declare that its 2 places stay vacant" in opened.out) == (0, True)
    declared = run("election", "declare", by_class, 1, "--json").json
    assert (declared["declared"], declared["vacant"], declared["state"]) == ([], 2, "declared")
    paper = tmp_path / "declaration.pdf"
    assert run("election", "declaration", by_class, 1, "-o", paper).code == 0
    assert "2 places stay vacant" in whole_text(paper.read_bytes())
    assert lint(paper.read_bytes()) == []
    minutes = tmp_path / "minutes.md"
    assert run("minutes", "make", by_class, "-o", minutes).code == 0
    said = minutes.read_text()
    assert "Nobody stood" in said
    assert "2 places stay vacant." in said
    assert run("verify", by_class, "--json").json["sound"] is True
