"""A secret ballot on paper: each paper once, none beyond those issued, and every one accounted for at the close."""

import pytest

from coopdesk.domain.counts import Counts, MoreVotesThanPeople, NegativeCount
from coopdesk.domain.refusals import NotUnderstood
from coopdesk.domain.tellers import MorePapersThanIssued, PapersDiffer
from coopdesk.services.counting import CloseVote, CountIsClosed, DeclareResult
from coopdesk.services.motion_view import voting_view
from coopdesk.services.motions import last_count, motion_by_number
from coopdesk.services.paper_accounts import (
    AccountPapers,
    EnterPapers,
    MakeSlips,
    NotOnPaper,
    PapersNotAccounted,
    SlipUsed,
    VoidPapers,
    slips_of,
)
from coopdesk.services.room import meeting_by_id
from coopdesk.services.verify import verify
from tests.conftest import IN_THE_ROOM, DeskAtHand
from tests.services.votes_at_hand import put, seen


@pytest.fixture
def ballot(quorate: DeskAtHand) -> DeskAtHand:
    """Twelve in the room, motion 1 open by papers."""
    assert put(quorate, "papers") == 1
    return quorate


def _enter(desk: DeskAtHand, choice: str, many: int = 1, serial: str = "") -> None:
    desk.perform(EnterPapers(1, 1, choice, many, serial))


def test_papers_issued_are_in_the_box_returned_or_missing(ballot: DeskAtHand) -> None:
    with pytest.raises(PapersNotAccounted):
        ballot.perform(CloseVote(1, 1))
    for choice, many in (("for", 5), ("against", 3), ("abstain", 1), ("spoilt", 1)):
        _enter(ballot, choice, many)
    seen_papers = ballot.perform(AccountPapers(1, 1, issued=12, returned=1))
    assert not seen_papers.balanced
    with pytest.raises(PapersDiffer, match="12 papers were issued and 11 are accounted for: 10 in the box"):
        ballot.perform(CloseVote(1, 1))
    assert ballot.perform(AccountPapers(1, 1, issued=12, returned=1, missing=1)).balanced
    decided = ballot.perform(CloseVote(1, 1))
    assert (decided.votes_for, decided.against, decided.abstain, decided.spoilt) == (5, 3, 1, 1)
    ballot.perform(DeclareResult(1, 1))
    result = seen(ballot, 1).result
    assert result is not None
    assert (result.method.words, result.counts) == ("Secret ballot on paper", Counts(5, 3, 1, 1))
    assert result.notes == "12 papers issued, 1 returned unused, 1 missing"
    assert ballot.ask(verify).findings == ()


def test_how_the_papers_fall_is_hidden_until_the_close(ballot: DeskAtHand) -> None:
    _enter(ballot, "for", 2)
    under_way = ballot.ask(voting_view, 1, 1)
    assert (under_way.received, under_way.running) == (2, None)


def test_papers_beyond_those_issued_are_refused(ballot: DeskAtHand) -> None:
    with pytest.raises(MorePapersThanIssued):
        _enter(ballot, "for", IN_THE_ROOM + 1)
    with pytest.raises(MoreVotesThanPeople):
        ballot.perform(AccountPapers(1, 1, issued=IN_THE_ROOM + 1))
    ballot.perform(AccountPapers(1, 1, issued=3))
    _enter(ballot, "for", 3)
    with pytest.raises(MorePapersThanIssued, match="4 papers would be in the box and 3 were issued"):
        _enter(ballot, "against")
    with pytest.raises(MorePapersThanIssued):
        ballot.perform(AccountPapers(1, 1, issued=2))
    with pytest.raises(NegativeCount):
        ballot.perform(AccountPapers(1, 1, issued=3, missing=-1))


def test_a_slip_is_entered_once_and_belongs_to_its_ballot(ballot: DeskAtHand) -> None:
    assert ballot.perform(MakeSlips(1, 1, 12)) == 12
    meeting = ballot.ask(meeting_by_id, 1)
    count = ballot.ask(lambda reader: last_count(reader, motion_by_number(reader, meeting, 1)))
    serials = ballot.ask(slips_of, count.id)
    assert list(serials) == sorted(serials)
    _enter(ballot, "for", serial=f"CDB1:{serials[3]}")
    with pytest.raises(SlipUsed, match="was entered already"):
        _enter(ballot, "against", serial=serials[3])
    for wrong in ("ABCDABCDABCDABCD", "CDM1:ABCDABCDABCDABCD"):
        with pytest.raises(SlipUsed):
            _enter(ballot, "for", serial=wrong)
    ballot.undo()
    _enter(ballot, "against", serial=serials[3])
    assert ballot.ask(verify).findings == ()


def test_a_paper_entered_wrongly_is_taken_back_before_the_close(ballot: DeskAtHand) -> None:
    _enter(ballot, "for", 3)
    _enter(ballot, "against")
    ballot.undo()
    ballot.perform(AccountPapers(1, 1, issued=3))
    assert ballot.perform(CloseVote(1, 1)).against == 0
    with pytest.raises(CountIsClosed):
        ballot.perform(VoidPapers(1, 3))


def test_papers_belong_to_a_ballot_on_paper(quorate: DeskAtHand) -> None:
    put(quorate, "hands")
    for wish in (EnterPapers(1, 1, "for"), AccountPapers(1, 1, 3), MakeSlips(1, 1, 3)):
        with pytest.raises(NotOnPaper, match="show of hands"):
            quorate.perform(wish)


def test_what_cannot_be_entered(ballot: DeskAtHand) -> None:
    for wish in (EnterPapers(1, 1, "maybe"), EnterPapers(1, 1, "for", 0), MakeSlips(1, 1, 0)):
        with pytest.raises(NotUnderstood):
            ballot.perform(wish)
