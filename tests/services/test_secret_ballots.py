"""A secret ballot at the desk: one paper each, only the turnout until the close, then the count."""

import pytest

from coopdesk.domain.motions import NotAnElector
from coopdesk.domain.refusals import NotUnderstood
from coopdesk.domain.tally import Counts, Outcome
from coopdesk.services.counting import CloseVote, DeclareResult, PutMotion, RecordHands, RecountMotion
from coopdesk.services.door import CheckIn, HasVoted, LeaveRoom, UndoArrival
from coopdesk.services.motion_view import motion_view, voting_view
from coopdesk.services.motions import AddMotion
from coopdesk.services.perform import NonceUsed
from coopdesk.services.secret_ballots import CastSecretVote, NotSecret, VotedInSecret
from coopdesk.services.verify import verify
from coopdesk.services.votes import CastVote, NotRecorded
from tests.conftest import IN_THE_ROOM, DeskAtHand, Run


@pytest.fixture
def ballot(quorate: DeskAtHand) -> DeskAtHand:
    """Twelve in the room, motion 1 open by secret ballot."""
    quorate.perform(AddMotion(meeting=1, title="Chair", text="That the chair stay.", kind="ordinary"))
    quorate.perform(PutMotion(1, 1, "secret"))
    return quorate


def _vote(desk: DeskAtHand, number: int, choice: str = "for") -> None:
    desk.perform(CastSecretVote(1, 1, str(number), choice))


def test_papers_are_counted_at_the_close(ballot: DeskAtHand) -> None:
    for number, choice in enumerate(["for"] * 6 + ["against"] * 3 + ["abstain"] * 2, start=1):
        _vote(ballot, number, choice)
    decided = ballot.perform(CloseVote(1, 1))
    assert (decided.votes_for, decided.against, decided.abstain) == (6, 3, 2)
    ballot.perform(DeclareResult(1, 1))
    result = ballot.ask(motion_view, 1, 1).result
    assert result is not None
    assert result.method.words == "Secret ballot"
    assert result.counts == Counts(6, 3, 2)
    assert ballot.ask(verify).findings == ()


def test_only_the_turnout_is_seen_until_the_close(ballot: DeskAtHand) -> None:
    _vote(ballot, 1)
    _vote(ballot, 2, "against")
    seen = ballot.ask(voting_view, 1, 1)
    assert (seen.received, seen.of, seen.running, seen.last_votes) == (2, IN_THE_ROOM, None, ())
    assert len(seen.not_voted) == IN_THE_ROOM - 2
    assert "2" not in {each.number for each in seen.not_voted}


def test_a_member_has_one_paper(ballot: DeskAtHand) -> None:
    _vote(ballot, 1)
    with pytest.raises(VotedInSecret):
        _vote(ballot, 1, "against")
    assert ballot.ask(voting_view, 1, 1).received == 1


def test_the_same_paper_sent_twice_is_one(ballot: DeskAtHand) -> None:
    first = ballot.perform(CastSecretVote(1, 1, "1", "for"), nonce="a")
    assert ballot.perform(CastSecretVote(1, 1, "1", "for"), nonce="a") == first
    with pytest.raises(NonceUsed):
        ballot.perform(CastSecretVote(1, 1, "2", "for"), nonce="a")
    assert ballot.perform(CloseVote(1, 1)).votes_for == 1


def test_those_who_came_later_or_are_not_on_the_roll_have_no_paper(ballot: DeskAtHand) -> None:
    ballot.perform(CheckIn(1, "13"))
    with pytest.raises(NotAnElector):
        _vote(ballot, 13)
    with pytest.raises(NotUnderstood):
        _vote(ballot, 1, "perhaps")
    assert ballot.ask(voting_view, 1, 1).received == 0


def test_each_way_of_voting_keeps_to_its_own(ballot: DeskAtHand) -> None:
    with pytest.raises(NotRecorded):
        ballot.perform(CastVote(1, 1, "1", "for"))
    with pytest.raises(NotUnderstood, match="secret ballot"):
        ballot.perform(RecordHands(meeting=1, number=1, votes_for=3, against=2))
    ballot.perform(CloseVote(1, 1))
    ballot.perform(AddMotion(meeting=1, title="Hut", text="That there be a hut.", kind="ordinary"))
    ballot.perform(PutMotion(1, 2, "recorded"))
    with pytest.raises(NotSecret):
        ballot.perform(CastSecretVote(1, 2, "1", "for"))


def test_a_ballot_nobody_voted_in_is_lost(ballot: DeskAtHand) -> None:
    assert ballot.perform(CloseVote(1, 1)).outcome is Outcome.LOST


def test_an_arrival_with_a_secret_vote_cast_is_not_taken_back(ballot: DeskAtHand) -> None:
    _vote(ballot, 5)
    stay = ballot.ask(lambda reader: reader.raw("SELECT id FROM attendance WHERE member = 5")[0][0])
    with pytest.raises(HasVoted):
        ballot.perform(UndoArrival(stay))
    ballot.perform(LeaveRoom(1, "5"))
    assert ballot.perform(CloseVote(1, 1)).votes_for == 1


def test_from_the_shell_the_choice_is_never_told_back(ballot: DeskAtHand, run: Run) -> None:
    voted = run("motion", "vote", ballot.path, 1, 3, "against", "--json")
    assert voted.json == {"motion": 1, "member": 3, "voted": True}
    assert run("motion", "vote", ballot.path, 1, 3, "for", "--json").refused == "ALREADY-VOTED"
    assert run("backup", ballot.path, ballot.path.with_name("copy.coopdesk"), "--json").refused == "SECRET-BALLOT-OPEN"
    assert run("motion", "close", ballot.path, 1, "--json").json["result"]["against"] == 1
    assert run("backup", ballot.path, ballot.path.with_name("copy.coopdesk")).code == 0


def test_the_shell_shows_the_turnout_of_an_open_ballot_and_no_more(ballot: DeskAtHand, run: Run) -> None:
    _vote(ballot, 1)
    _vote(ballot, 2, "against")
    shown = run("motion", "show", ballot.path, 1, "--json").json
    assert (shown["counts"][0]["received"], shown["result"]) == (2, None)
    assert "Count 1 (secret ballot) is open: 2 of 12 so far." in run("motion", "show", ballot.path, 1).out


def test_a_recount_is_shown_beside_the_first_count(ballot: DeskAtHand, run: Run) -> None:
    _vote(ballot, 1)
    ballot.perform(CloseVote(1, 1))
    ballot.perform(DeclareResult(1, 1))
    ballot.perform(RecountMotion(1, 1, "hands"))
    ballot.perform(RecordHands(meeting=1, number=1, votes_for=2, against=5))
    ballot.perform(CloseVote(1, 1))
    assert "Count 2 (show of hands): 2 of the 7 votes cast" in run("motion", "show", ballot.path, 1).out
