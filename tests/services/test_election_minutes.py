"""An election in the minutes: called, who stood, papers accounted for, lots with their witness, who was declared."""

from coopdesk.documents.declaration import print_declaration
from coopdesk.services.candidates import WithdrawCandidate
from coopdesk.services.election_account import ExplainMissing, account_view
from coopdesk.services.election_counts import CountElection, DeclareElection
from coopdesk.services.election_papers import CloseBallot, EnterPaper, IssuePaper, LaySlips
from coopdesk.services.election_view import election_by_number
from coopdesk.services.elections import CancelElection, OpenElection
from coopdesk.services.minuted_election import MinutedElection
from coopdesk.services.minutes import minutes_view
from coopdesk.services.minutes_record import read_record, write_record
from coopdesk.services.minutes_view import MinutesView
from coopdesk.services.papers.declaration import declaration_view
from tests.conftest import DeskAtHand
from tests.documents.reading import whole_text
from tests.services.elections import called, closed, counted, opened

CLEAR = ("1", "1 2", "1 3", "2 1", "2", "2 3", "3")


def _minutes(desk: DeskAtHand) -> MinutesView:
    return desk.ask(lambda reader: minutes_view(reader, 1, desk.now()))


def _elections(desk: DeskAtHand) -> list[tuple[str, MinutedElection]]:
    found = _minutes(desk).sections
    return [(part.title, block) for part in found for block in part.blocks if isinstance(block, MinutedElection)]


def _only(desk: DeskAtHand) -> MinutedElection:
    [(_, election)] = _elections(desk)
    return election


def test_a_declared_election_stands_under_its_item_with_everything_that_was_done(quorate: DeskAtHand) -> None:
    counted(quorate, *CLEAR, "!unclear", term="the 2029 AGM")
    quorate.perform(DeclareElection(1, 1))
    [(title, election)] = _elections(quorate)
    assert title == "Election of the board"
    said = " ".join(election.told)
    assert "2 places to fill" in said
    assert "8 papers were handed out and 8 papers came back: 7 valid, 1 spoilt" in said
    assert "Quota: 7 ÷ (2 + 1)" in said
    assert election.outcome == "ELECTED"
    assert election.outcome_says.startswith(
        f"In this order: {election.elected[0]}, {election.elected[1]}, until the 2029"
    )
    assert "Declared by the chair at " in election.outcome_says
    first = next(each for each in election.candidates if each.number == 1)
    assert first.elected
    assert first.result == "elected"
    assert first.proposer.endswith("(0001)")
    assert first.seconder.endswith("(0002)")
    assert election.table is not None
    assert len(election.stages) == len(election.table.heads)


def test_a_lot_is_minuted_with_how_it_was_drawn_and_who_saw_it(quorate: DeskAtHand) -> None:
    counted(quorate, "1", "2", "3")
    assert "a lot must decide" in " ".join(_only(quorate).told)
    quorate.perform(CountElection(meeting=1, number=1, lots='[[2, "drawn by hand, seen by Joan Dewhirst"]]'))
    said = " ".join(_only(quorate).told)
    assert "a lot was drawn between" in said
    assert "seen by Joan Dewhirst" in said


def test_no_figure_of_a_count_is_minuted_as_declared_before_the_chair_declares(quorate: DeskAtHand) -> None:
    counted(quorate, *CLEAR)
    election = _only(quorate)
    assert election.outcome == "NOT YET DECLARED"
    assert election.elected == ()
    assert [each.result for each in election.candidates] == ["", "", "", ""]


def test_every_stage_of_its_life_has_its_sentence(quorate: DeskAtHand) -> None:
    called(quorate)
    assert "Nominations were still open." in _only(quorate).told
    quorate.perform(WithdrawCandidate(1, 1, "9"))
    quorate.perform(OpenElection(1, 1))
    election = _only(quorate)
    assert "still open" in " ".join(election.told)
    assert "withdrew" in [each.result for each in election.candidates]


def test_an_election_without_a_contest_says_that_no_ballot_was_held(quorate: DeskAtHand) -> None:
    called(quorate, places=5)
    quorate.perform(OpenElection(1, 1))
    quorate.perform(DeclareElection(1, 1))
    election = _only(quorate)
    assert "no ballot was held" in " ".join(election.told)
    assert "1 place stays vacant" in election.outcome_says
    assert election.table is None
    assert [each.result for each in election.candidates] == ["elected"] * 4


def test_one_called_off_is_recorded_once_its_ballot_had_opened_and_not_before(quorate: DeskAtHand) -> None:
    called(quorate)
    quorate.perform(CancelElection(1, 1))
    assert _elections(quorate) == []
    opened(quorate)
    quorate.perform(CancelElection(1, 2))
    assert "The election was called off." in _only(quorate).told


def test_agreed_minutes_keep_the_whole_count(quorate: DeskAtHand) -> None:
    closed(quorate, *CLEAR)
    quorate.perform(CountElection(meeting=1, number=1))
    view = _minutes(quorate)
    assert read_record(write_record(view)) == view


def test_the_account_of_the_papers_is_the_same_in_minutes_declaration_and_at_the_desk(quorate: DeskAtHand) -> None:
    number = opened(quorate, voters=6)
    quorate.perform(IssuePaper(1, number, "2", replacing=True))
    slips = quorate.perform(LaySlips(1, number, 9))
    quorate.perform(CloseBallot(1, number))
    for serial, marks in zip(slips, ("1 2", "1 3", "2", "!unclear"), strict=False):
        for reader in (1, 2):
            quorate.perform(EnterPaper(1, number, serial, marks, reader))
    quorate.perform(ExplainMissing(1, number, 2, "Two left early with theirs."))
    quorate.perform(CountElection(meeting=1, number=number))
    told = "9 printed = 7 issued + 2 left over. 7 issued = 4 returned + 1 handed back spoilt + 2 missing. Two left"
    assert quorate.ask(account_view, quorate.ask(election_by_number, 1, number)).sentence.startswith(told)
    assert told in " ".join(_only(quorate).told)
    declared = print_declaration(quorate.ask(declaration_view, 1, number, quorate.now()))
    assert told in " ".join(whole_text(declared.data).split())
