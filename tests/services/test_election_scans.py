"""A scan is entered once, whole, and beside what people read; strangers and doubles never count."""

from coopdesk.services.election_ballots import ballots_of
from coopdesk.services.election_papers import CloseBallot, EnterPaper, LaySlips, paper_account
from coopdesk.services.election_scans import EnterScan, readings_of
from coopdesk.services.election_slips import ChooseSlipForm, slip_form
from coopdesk.services.election_view import election_by_number
from coopdesk.services.elections import OpenElection
from coopdesk.services.papers.ballot_slips import slips_view
from coopdesk.services.verify import verify
from tests.conftest import DeskAtHand
from tests.documents.meetings import at
from tests.services.elections import called, opened
from tests.services.test_elections import refused


def _laid(desk: DeskAtHand, voters: int = 6) -> tuple[int, tuple[str, ...]]:
    number = opened(desk, voters=voters)
    return number, desk.perform(LaySlips(1, number, 6))


def test_clear_papers_are_entered_once_as_two_people_would(quorate: DeskAtHand) -> None:
    number, serials = _laid(quorate)
    scan = f"{serials[0]} 3 1 2\n{serials[1].lower()} 4\n{serials[2]} 1 2\n"
    first = quorate.perform(EnterScan(1, number, scan))
    assert (first.entered, first.before, first.strangers) == (3, 0, ())
    again = quorate.perform(EnterScan(1, number, scan))
    assert (again.entered, again.before) == (0, 3)
    election = quorate.ask(election_by_number, 1, number)
    assert quorate.ask(paper_account, election).read_once == ()
    ballots, _ = quorate.ask(ballots_of, election)
    assert dict(ballots.papers) == {(3, 1, 2): 1, (4,): 1, (1, 2): 1}
    assert quorate.ask(readings_of, 1, number) == {serial: 2 if serial in serials[:3] else 0 for serial in serials}
    assert quorate.ask(verify).findings == ()


def test_a_scan_stands_beside_what_one_person_read(quorate: DeskAtHand) -> None:
    number, serials = _laid(quorate)
    quorate.perform(EnterPaper(1, number, serials[0], "3 1", 1))
    quorate.perform(EnterPaper(1, number, serials[1], "2", 2))
    said = quorate.perform(EnterScan(1, number, f"{serials[0]} 3 1\n{serials[1]} 4\n"))
    assert (said.entered, said.checked, said.differing) == (0, 2, (serials[1],))
    election = quorate.ask(election_by_number, 1, number)
    assert quorate.ask(paper_account, election).differing == (serials[1],)


def test_serials_of_no_slip_here_are_named_and_not_entered(quorate: DeskAtHand) -> None:
    number, serials = _laid(quorate)
    said = quorate.perform(EnterScan(1, number, f"ABCDABCDABCDABCD 1\n{serials[0]} 1\n"))
    assert (said.entered, said.strangers) == (1, ("ABCDABCDABCDABCD",))
    assert "ABCDABCDABCDABCD" not in quorate.ask(readings_of, 1, number)


def test_a_scan_that_cannot_be_is_refused_whole(quorate: DeskAtHand) -> None:
    number, serials = _laid(quorate, voters=1)
    assert refused(quorate, EnterScan(1, number, f"{serials[0]} 1\n{serials[1]} 2\n")) == "TOO-MANY-PAPERS"
    assert refused(quorate, EnterScan(1, number, f"{serials[0]} 9\n")) == "UNKNOWN-CANDIDATE"
    assert refused(quorate, EnterScan(1, number, f"{serials[0]}\n")) == "NOT-UNDERSTOOD"
    assert set(quorate.ask(readings_of, 1, number).values()) == {0}


def test_a_ballot_that_is_not_open_takes_no_scan(quorate: DeskAtHand) -> None:
    number = called(quorate)
    assert refused(quorate, EnterScan(1, number, "")) == "ELECTION-STAGE"
    quorate.perform(OpenElection(1, number))
    serials = quorate.perform(LaySlips(1, number, 2))
    quorate.perform(CloseBallot(1, number))
    assert quorate.perform(EnterScan(1, number, f"{serials[0]} 1")).entered == 1


def test_one_election_has_one_form_of_slip_once_a_paper_is_laid(quorate: DeskAtHand) -> None:
    number = opened(quorate, voters=2)
    key = quorate.ask(election_by_number, 1, number).id
    assert quorate.ask(slip_form, key) == "boxes"
    assert refused(quorate, ChooseSlipForm(1, number, "circles")) == "NOT-UNDERSTOOD"
    for form in ("grid", "boxes", "grid"):
        assert quorate.perform(ChooseSlipForm(1, number, form)) == form
    quorate.perform(LaySlips(1, number, 2))
    assert quorate.perform(ChooseSlipForm(1, number, "grid")) == "grid"
    assert refused(quorate, ChooseSlipForm(1, number, "boxes")) == "SLIP-FORM"
    view = quorate.ask(slips_view, 1, number, (), at(19, 0))
    assert view.grid
    assert "under 1st" in view.how
    assert quorate.ask(verify).findings == ()


def test_a_grid_is_no_paper_for_crosses_nor_after_boxes(quorate: DeskAtHand) -> None:
    crosses = opened(quorate, voters=1, rule="block")
    assert refused(quorate, ChooseSlipForm(1, crosses, "grid")) == "NO-GRID"
    view = quorate.ask(slips_view, 1, crosses, (), at(19, 0))
    assert (view.by_preference, view.limit, view.exactly) == (False, 2, False)
    number = opened(quorate, voters=1)
    quorate.perform(LaySlips(1, number, 1))
    assert refused(quorate, ChooseSlipForm(1, number, "grid")) == "SLIP-FORM"
    assert quorate.perform(ChooseSlipForm(1, number, "boxes")) == "boxes"


def test_a_copy_that_says_otherwise_changes_nothing_and_is_named(quorate: DeskAtHand) -> None:
    number, serials = _laid(quorate)
    quorate.perform(EnterScan(1, number, f"{serials[0]} 3 1\n{serials[1]} 2\n"))
    said = quorate.perform(EnterScan(1, number, f"{serials[0]} 1 3\n{serials[1]} 2\n"))
    assert (said.entered, said.before, said.contrary) == (0, 2, (serials[0],))
    ballots, _ = quorate.ask(ballots_of, quorate.ask(election_by_number, 1, number))
    assert dict(ballots.papers) == {(3, 1): 1, (2,): 1}
