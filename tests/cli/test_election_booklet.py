"""coopdesk election statement, photo and booklet: candidates in their own words and pictures."""

from pathlib import Path

from PIL import Image

from coopdesk.services.candidate_profiles import photograph_of
from coopdesk.services.election_view import election_by_number
from coopdesk.services.elections import OpenElection
from coopdesk.services.verify import verify
from tests.conftest import DeskAtHand, Run
from tests.documents.lint import lint
from tests.documents.reading import whole_text
from tests.services.elections import called


def _portrait(folder: Path) -> Path:
    path = folder / "portrait.png"
    Image.new("RGB", (900, 900), (90, 120, 90)).save(path)
    return path


def test_statements_and_photographs_become_a_booklet(quorate: DeskAtHand, run: Run, tmp_path: Path) -> None:
    called(quorate)
    words = tmp_path / "words.txt"
    words.write_text("I will bring a budget in the spring.\nAnd publish the minutes.", encoding="utf-8")
    assert run("election", "statement", quorate.path, 1, 3, words).code == 0
    kept = run("election", "photo", quorate.path, 1, 3, _portrait(tmp_path), "--json").json
    assert 0 < kept["bytes"] < 60_000
    made = run("election", "booklet", quorate.path, 1, "-o", tmp_path / "booklet.pdf", "--json").json
    assert made["pages"] >= 1
    data = (tmp_path / "booklet.pdf").read_bytes()
    assert lint(data) == []
    said = whole_text(data)
    assert "bring a budget in the spring" in said
    assert "Proposed by" in said
    assert quorate.ask(verify).findings == ()


def test_undo_brings_the_earlier_words_and_picture_back(quorate: DeskAtHand, run: Run, tmp_path: Path) -> None:
    called(quorate)
    words = tmp_path / "words.txt"
    for text in ("First words.", "Second words."):
        words.write_text(text)
        run("election", "statement", quorate.path, 1, 3, words)
    run("undo", quorate.path)
    candidate = next(each for each in quorate.ask(election_by_number, 1, 1).candidates if each.statement)
    assert candidate.statement == "First words."
    run("election", "photo", quorate.path, 1, 3, _portrait(tmp_path))
    assert quorate.ask(photograph_of, candidate.id)
    run("undo", quorate.path)
    assert quorate.ask(photograph_of, candidate.id) == ""
    run("election", "photo", quorate.path, 1, 3, _portrait(tmp_path))
    run("election", "photo", quorate.path, 1, 3, "--remove")
    assert quorate.ask(photograph_of, candidate.id) == ""
    assert quorate.ask(verify).findings == ()


def test_words_stand_once_the_ballot_is_open_and_bad_input_is_said(
    quorate: DeskAtHand, run: Run, tmp_path: Path
) -> None:
    called(quorate)
    words = tmp_path / "words.txt"
    words.write_text("x" * 2_001)
    assert run("election", "statement", quorate.path, 1, 3, words).refused == "NOT-UNDERSTOOD"
    words.write_bytes(b"\xff\xfe\x00")
    assert run("election", "statement", quorate.path, 1, 3, words).code == 2
    assert run("election", "photo", quorate.path, 1, 3).code == 2
    assert run("election", "photo", quorate.path, 1, 3, words).code == 2
    assert run("election", "photo", quorate.path, 1, 99, _portrait(tmp_path)).refused
    quorate.perform(OpenElection(1, 1))
    words.write_text("Late words.")
    assert run("election", "statement", quorate.path, 1, 1, words).refused == "ELECTION-STAGE"


def test_a_meeting_where_nobody_stands_has_no_booklet(quorate: DeskAtHand, run: Run, tmp_path: Path) -> None:
    run("election", "add", quorate.path, "--title", "Directors", "--places", 2)
    refused = run("election", "booklet", quorate.path, 1, "-o", tmp_path / "booklet.pdf")
    assert refused.refused == "NO-CANDIDATES-YET"
