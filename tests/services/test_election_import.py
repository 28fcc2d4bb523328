"""Papers counted elsewhere: the same people under the same numbers, no more than there were, or one sentence."""

from pathlib import Path

import pytest

from coopdesk.domain.elections.ballot_text import BallotFileFault
from coopdesk.domain.faults import UnusableInput
from coopdesk.domain.refusals import Refusal
from coopdesk.services.election_import import outside_papers
from coopdesk.services.election_papers import ImportPapers, paper_account
from coopdesk.services.election_view import Election, election_by_number
from tests.conftest import DeskAtHand
from tests.services.elections import opened


@pytest.fixture
def election(quorate: DeskAtHand) -> Election:
    opened(quorate, voters=5)
    return quorate.ask(election_by_number, 1, 1)


def _names(election: Election) -> list[str]:
    return [each.name for each in sorted(election.candidates, key=lambda each: each.number)]


def _blt(folder: Path, names: list[str], papers: str = "2 1 3 0\n1 2 0\n") -> Path:
    path = folder / "agency.blt"
    named = "".join(f'"{name}"\n' for name in names)
    path.write_text(f'{len(names)} 2\n{papers}0\n{named}"Directors"\n', encoding="utf-8")
    return path


def _turned(name: str) -> str:
    first, *rest = name.split()
    return f"{' '.join(rest).upper()}, {first}"


def test_names_turned_about_shortened_or_left_out_are_the_same_people(election: Election, tmp_path: Path) -> None:
    names = _names(election)
    lines = "2 1 3 0\n1 2 0"
    for spelt in (names, [_turned(name) for name in names], [name.split()[-1] for name in names], list("ABCD")):
        assert outside_papers(_blt(tmp_path, spelt), election).splitlines() == lines.splitlines()
    numbered = [f"Candidate {number}" for number in range(1, 5)]
    assert outside_papers(_blt(tmp_path, numbered), election)


def test_names_in_another_order_or_of_other_people_are_refused_by_name(election: Election, tmp_path: Path) -> None:
    names = _names(election)
    swapped = [names[1], names[0], *names[2:]]
    with pytest.raises(UnusableInput, match=f"calls candidate 1 “{names[1]}”.*is “{names[0]}”. Nothing was brought in"):
        outside_papers(_blt(tmp_path, swapped), election)
    with pytest.raises(UnusableInput, match="calls candidate 4 “Zebedee Quux”"):
        outside_papers(_blt(tmp_path, [*names[:3], "Zebedee Quux"]), election)
    table = tmp_path / "agency.csv"
    table.write_text(",".join(swapped) + "\n1,2,,\n", encoding="utf-8")
    with pytest.raises(UnusableInput, match="calls candidate 1"):
        outside_papers(table, election)


@pytest.mark.parametrize(
    ("papers", "line"), [("2 1 9 0\n", "2"), ("2 1 3 0\n1 2\n", "3"), ("x 1 0\n", "2"), ("2 1 1 0\n", "2")]
)
def test_a_line_that_cannot_be_is_named(election: Election, tmp_path: Path, papers: str, line: str) -> None:
    with pytest.raises(BallotFileFault, match=f"[Ll]ine {line}"):
        outside_papers(_blt(tmp_path, _names(election), papers), election)


def test_more_papers_than_were_given_out_are_refused_whole(
    quorate: DeskAtHand, election: Election, tmp_path: Path
) -> None:
    lines = outside_papers(_blt(tmp_path, _names(election), "4 1 3 0\n2 2 0\n"), election)
    with pytest.raises(Refusal, match="makes 6 papers back in election 1, and only 5 people were given one"):
        quorate.perform(ImportPapers(1, 1, lines))
    assert quorate.ask(paper_account, election).returned == 0
