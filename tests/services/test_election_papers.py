"""Papers: one each, marked on the roll; read by two people who do not see each other; never more back than out."""

import pytest

from coopdesk.domain.refusals import Refusal
from coopdesk.services.election_ballots import ballots_of
from coopdesk.services.election_papers import (
    CloseBallot,
    EnterPaper,
    ImportPapers,
    IssuePaper,
    LaySlips,
    paper_account,
)
from coopdesk.services.election_view import election_by_number
from coopdesk.services.membership import EditMember
from coopdesk.services.verify import verify
from tests.conftest import DeskAtHand
from tests.services.elections import called, closed, opened
from tests.services.test_elections import refused


def test_one_paper_each_and_another_only_for_one_handed_back(quorate: DeskAtHand) -> None:
    number = opened(quorate, voters=1)
    with pytest.raises(Refusal, match="has had a paper for election 1"):
        quorate.perform(IssuePaper(1, number, "1"))
    assert quorate.perform(IssuePaper(1, number, "1", replacing=True)) == 2
    account = quorate.ask(paper_account, quorate.ask(election_by_number, 1, number))
    assert (account.voters, account.issued, account.replaced, account.out) == (1, 2, 1, 1)


def test_nobody_off_the_roll_is_given_a_paper(sample: DeskAtHand) -> None:
    sample.perform(EditMember(member=3, class_name="Staff"))
    number = opened(sample, voters=0)
    assert called(sample) == 2
    assert refused(sample, IssuePaper(1, 2, "1")) == "ELECTION-STAGE"
    assert refused(sample, IssuePaper(1, number, "999")) == "UNKNOWN-MEMBER"


def test_two_people_read_and_a_difference_shows(quorate: DeskAtHand) -> None:
    number = opened(quorate)
    quorate.perform(CloseBallot(1, number))
    assert quorate.perform(EnterPaper(1, number, "1", "3 1", 1)) == "once"
    assert quorate.perform(EnterPaper(1, number, "1", "3, 2", 2)) == "differs"
    account = quorate.ask(paper_account, quorate.ask(election_by_number, 1, number))
    assert (account.returned, account.differing) == (1, ("1",))
    assert quorate.perform(EnterPaper(1, number, "1", "3 1", 2)) == "agrees"


def test_no_more_papers_come_back_than_people_were_given(quorate: DeskAtHand) -> None:
    number = opened(quorate, voters=1)
    quorate.perform(CloseBallot(1, number))
    quorate.perform(EnterPaper(1, number, "1", "1", 1))
    assert refused(quorate, EnterPaper(1, number, "2", "1", 1)) == "TOO-MANY-PAPERS"


@pytest.mark.parametrize(
    ("marks", "code"),
    [("5", "UNKNOWN-CANDIDATE"), ("1 1", "NOT-UNDERSTOOD"), ("one", "NOT-UNDERSTOOD"), ("!torn", "NOT-UNDERSTOOD")],
)
def test_a_reading_that_cannot_be(quorate: DeskAtHand, marks: str, code: str) -> None:
    number = opened(quorate)
    assert refused(quorate, EnterPaper(1, number, "1", marks, 1)) == code
    assert quorate.ask(paper_account, quorate.ask(election_by_number, 1, number)).returned == 0


def test_papers_are_read_to_the_first_number_missing_or_given_twice_and_spoilt_ones_set_aside(
    quorate: DeskAtHand,
) -> None:
    number = closed(quorate, "1 2", "2 3=4 1", "- 1", "", "!named")
    election = quorate.ask(election_by_number, 1, number)
    ballots, aside = quorate.ask(ballots_of, election)
    assert ballots.papers == {(1, 2): 1, (2,): 1}
    assert {reason.value: many for reason, many in ballots.spoilt.items()} == {"no clear first choice": 1}
    assert aside == {"nothing on it": 1, "it says who the voter is": 1}
    assert ballots.names == tuple(each.name for each in election.standing)


def test_slips_have_random_serials_that_nothing_ties_to_anybody(quorate: DeskAtHand) -> None:
    number = opened(quorate, voters=2)
    serials = quorate.perform(LaySlips(1, number, 40))
    assert len(set(serials)) == 40
    assert quorate.ask(paper_account, quorate.ask(election_by_number, 1, number)).returned == 0
    quorate.perform(EnterPaper(1, number, serials[17], "2 1", 1))
    assert quorate.ask(paper_account, quorate.ask(election_by_number, 1, number)).returned == 1
    journal = quorate.ask(lambda reader: reader.raw("SELECT payload FROM journal"))
    assert not any(serial in payload for (payload,) in journal for serial in serials)
    assert quorate.ask(verify).sound


def test_what_a_paper_says_is_in_no_journal_entry(quorate: DeskAtHand) -> None:
    closed(quorate, "4 2 1 3")
    entries = quorate.ask(lambda reader: reader.raw("SELECT payload FROM journal WHERE act = 'EnterPaper'"))
    assert [payload for (payload,) in entries] == ['{"rows":[]}'] * 2


def test_an_outside_scrutineers_papers_are_brought_in_whole_or_not_at_all(quorate: DeskAtHand) -> None:
    number = opened(quorate, voters=0)
    assert quorate.perform(ImportPapers(1, number, "12 1 2 0\n5 3 0\n2 0")) == 19
    election = quorate.ask(election_by_number, 1, number)
    ballots, aside = quorate.ask(ballots_of, election)
    assert (ballots.papers, aside) == ({(1, 2): 12, (3,): 5}, {"nothing on it": 2})
    assert refused(quorate, ImportPapers(1, number, "22 1 0")) == "TOO-MANY-PAPERS"
    assert quorate.ask(ballots_of, election)[0].valid == 17


def test_after_the_close_no_paper_is_handed_out(quorate: DeskAtHand) -> None:
    number = opened(quorate)
    quorate.perform(CloseBallot(1, number))
    assert refused(quorate, IssuePaper(1, number, "9")) == "ELECTION-STAGE"
    assert refused(quorate, LaySlips(1, number, 5)) == "ELECTION-STAGE"
    assert quorate.perform(EnterPaper(1, number, "1", "1", 1)) == "once"


@pytest.mark.parametrize("state", ["open", "closed"])
def test_a_code_that_was_never_printed_for_the_election_is_refused(quorate: DeskAtHand, state: str) -> None:
    other = opened(quorate, voters=2)
    (stranger,) = quorate.perform(LaySlips(1, other, 1))
    number = opened(quorate, voters=2)
    quorate.perform(LaySlips(1, number, 2))
    if state == "closed":
        quorate.perform(CloseBallot(1, number))
    for forged in (f"CDB1:{stranger}", stranger, "CDB1:ABCDEFGHJKLMNPQR"):
        assert refused(quorate, EnterPaper(1, number, forged, "1", 1)) == "SLIP-NOT-OURS"
    assert quorate.ask(paper_account, quorate.ask(election_by_number, 1, number)).returned == 0


def test_serials_are_drawn_anew_for_every_batch_and_every_election(quorate: DeskAtHand) -> None:
    drawn = []
    for _ in range(2):
        number = opened(quorate, voters=1)
        drawn += [*quorate.perform(LaySlips(1, number, 50)), *quorate.perform(LaySlips(1, number, 50))]
    assert len(set(drawn)) == 200
    assert drawn != sorted(drawn), "the order of the stack is not the order of the file"
