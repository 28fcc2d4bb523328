"""Motions and votes: who may, once, and what stands afterwards; also when eight desks try at once."""

import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pytest

from coopdesk.domain.motions import (
    AlreadyVoted,
    MotionAlreadyDeclared,
    MotionNotOpen,
    MotionVoteTaken,
    MotionWithdrawn,
    NotAnElector,
    NotOnRoll,
    TooManyHands,
)
from coopdesk.domain.refusals import NotUnderstood
from coopdesk.domain.rules import UnknownKind, change, to_plain
from coopdesk.domain.tally import CastingVoteNotAllowed
from coopdesk.services.counting import (
    CastingVoteNeeded,
    CloseVote,
    CountIsClosed,
    DeclareResult,
    NothingCounted,
    PutMotion,
    RecordHands,
    RecountMotion,
    UndoHands,
)
from coopdesk.services.door import CheckIn, LeaveRoom
from coopdesk.services.joining import JoinAtDoor
from coopdesk.services.meetings import CloseMeeting, VoteStillOpen
from coopdesk.services.motion_view import MotionView, VotingView, motion_view, voting_view
from coopdesk.services.motions import AddMotion, EditMotion, UnknownMotion, WithdrawMotion
from coopdesk.services.opening import AnotherVoteOpen
from coopdesk.services.perform import Command
from coopdesk.services.society import SetRules, rules_now
from coopdesk.services.verify import verify
from coopdesk.services.votes import CastForTheRest, CastVote, ChangeVote, NotRecorded, NoVoteToVoid, VoidVote
from coopdesk.storage.journal import canonical
from tests.conftest import IN_THE_ROOM, DeskAtHand

ROOT = Path(__file__).parents[2]


def put(desk: DeskAtHand, method: str = "recorded", kind: str = "ordinary") -> int:
    """A motion written and put; its number."""
    number = desk.perform(AddMotion(meeting=1, title="Garden", text="That there be a garden.", kind=kind))
    desk.perform(PutMotion(1, number, method))
    return number


def seen(desk: DeskAtHand, number: int) -> MotionView:
    """The motion as everybody reads it."""
    return desk.ask(motion_view, 1, number)


def voting(desk: DeskAtHand, number: int) -> VotingView:
    """The vote under way."""
    return desk.ask(voting_view, 1, number)


def hands(desk: DeskAtHand, number: int, votes_for: int, against: int) -> None:
    """A show of hands from putting to declaring is the caller's; this counts and closes."""
    desk.perform(RecordHands(meeting=1, number=number, votes_for=votes_for, against=against))
    desk.perform(CloseVote(1, number))


def test_member_cannot_vote_twice(quorate: DeskAtHand) -> None:
    number = put(quorate)
    quorate.perform(CastVote(1, number, "1", "for"))
    quorate.watch.wind(minutes=3)
    with pytest.raises(AlreadyVoted, match=r"voted on motion 1 at 18:30"):
        quorate.perform(CastVote(1, number, "1", "against"))
    assert voting(quorate, number).received == 1


def test_member_cannot_vote_twice_even_from_two_windows(quorate_file: Path) -> None:
    desks = [DeskAtHand(quorate_file) for _ in range(2)]
    number = put(desks[0])
    cast: list[str] = []
    refused: list[str] = []

    def vote_for_all(desk: DeskAtHand, choice: str) -> None:
        for member in range(1, IN_THE_ROOM + 1):
            try:
                desk.perform(CastVote(1, number, str(member), choice))
                cast.append(choice)
            except AlreadyVoted:
                refused.append(choice)

    threads = [threading.Thread(target=vote_for_all, args=each) for each in zip(desks, ("for", "against"), strict=True)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(cast), len(refused)) == (IN_THE_ROOM, IN_THE_ROOM)
    decided = desks[1].perform(CloseVote(1, number))
    assert (decided.votes_for, decided.against) == (cast.count("for"), cast.count("against"))
    assert desks[0].ask(verify).sound
    for desk in desks:
        desk.store.close()


def test_eight_commands_at_once_give_one_member_one_vote(quorate: DeskAtHand) -> None:
    number = put(quorate)
    typed = [sys.executable, "-m", "coopdesk", "motion", "vote", str(quorate.path), str(number), "1", "for"]
    children = [
        subprocess.Popen(typed, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) for _ in range(8)
    ]
    said = [(child.communicate()[0], child.returncode) for child in children]
    assert sorted(code for _, code in said) == [0, 1, 1, 1, 1, 1, 1, 1]
    assert sum(out.startswith("refused: ALREADY-VOTED") for out, _ in said) == 7
    assert voting(quorate, number).received == 1


def test_who_may_vote_is_fixed_when_the_vote_opens(quorate: DeskAtHand) -> None:
    joined = quorate.perform(JoinAtDoor(meeting=1, name="Priya Raman", paid="cash"))
    quorate.perform(LeaveRoom(1, "12"))
    number = put(quorate)
    quorate.perform(CheckIn(1, "13"))
    for reference, refusal in ((joined.member.number, NotOnRoll), ("13", NotAnElector), ("12", NotAnElector)):
        with pytest.raises(refusal):
            quorate.perform(CastVote(1, number, reference, "for"))
    quorate.perform(LeaveRoom(1, "1"))
    quorate.perform(CastVote(1, number, "1", "for"))
    assert (voting(quorate, number).received, voting(quorate, number).of) == (1, IN_THE_ROOM - 1)
    quorate.perform(CloseVote(1, number))
    second = put(quorate)
    quorate.perform(CastVote(1, second, "13", "for"))


def test_a_vote_voided_and_cast_again_is_kept_twice_and_counted_once(quorate: DeskAtHand) -> None:
    number = put(quorate)
    quorate.perform(CastVote(1, number, "1", "for"))
    with pytest.raises(NotUnderstood, match="reason"):
        quorate.perform(VoidVote(1, number, "1", "  "))
    quorate.perform(VoidVote(1, number, "1", "pressed the wrong key"))
    with pytest.raises(NoVoteToVoid):
        quorate.perform(VoidVote(1, number, "1", "again"))
    assert quorate.perform(CastVote(1, number, "1", "against")).attempt == 2
    lines = voting(quorate, number).last_votes
    assert [(line.choice.value, line.voided) for line in lines] == [("against", False), ("for", True)]
    decided = quorate.perform(CloseVote(1, number))
    assert (decided.votes_for, decided.against) == (0, 1)


def test_all_for_then_the_exceptions(quorate: DeskAtHand) -> None:
    number = put(quorate)
    quorate.perform(CastVote(1, number, "1", "abstain"))
    assert quorate.perform(CastForTheRest(1, number, "for")) == IN_THE_ROOM - 1
    quorate.perform(ChangeVote(1, number, "2", "against"))
    assert voting(quorate, number).not_voted == ()
    decided = quorate.perform(CloseVote(1, number))
    assert (decided.votes_for, decided.against, decided.abstain) == (IN_THE_ROOM - 2, 1, 1)


def test_undo_of_all_for_voids_exactly_those_votes(quorate: DeskAtHand) -> None:
    number = put(quorate)
    quorate.perform(CastVote(1, number, "1", "abstain"))
    quorate.perform(CastForTheRest(1, number, "for"))
    quorate.undo()
    assert voting(quorate, number).received == 1
    assert len(voting(quorate, number).not_voted) == IN_THE_ROOM - 1
    assert quorate.perform(CastForTheRest(1, number, "against")) == IN_THE_ROOM - 1
    assert quorate.ask(verify).sound


def test_who_has_not_voted_yet(quorate: DeskAtHand) -> None:
    number = put(quorate)
    for member in range(1, IN_THE_ROOM):
        quorate.perform(CastVote(1, number, str(member), "for"))
    assert [each.voting_card for each in voting(quorate, number).not_voted] == [IN_THE_ROOM]


def test_hands_cannot_exceed_the_votes_in_the_room(quorate: DeskAtHand) -> None:
    number = put(quorate, "hands")
    with pytest.raises(TooManyHands, match="That makes 13 hands and 12 votes"):
        quorate.perform(RecordHands(meeting=1, number=number, votes_for=10, against=2, abstain=1))
    with pytest.raises(NothingCounted):
        quorate.perform(CloseVote(1, number))
    hands(quorate, number, 10, 2)


def test_figures_given_again_stand_and_all_are_kept(quorate: DeskAtHand) -> None:
    number = put(quorate, "hands")
    quorate.perform(RecordHands(meeting=1, number=number, votes_for=1, against=2))
    quorate.perform(RecordHands(meeting=1, number=number, votes_for=9, against=2))
    quorate.perform(RecordHands(meeting=1, number=number, votes_for=3, against=3))
    quorate.undo()
    decided = quorate.perform(CloseVote(1, number))
    assert (decided.votes_for, decided.against) == (9, 2)
    assert len(quorate.ask(lambda reader: reader.raw("SELECT 1 FROM hands"))) == 3
    with pytest.raises(CountIsClosed):
        quorate.perform(UndoHands(1))


def test_single_votes_belong_to_recorded_votes_and_hands_to_hands(quorate: DeskAtHand) -> None:
    first = put(quorate, "hands")
    with pytest.raises(NotRecorded):
        quorate.perform(CastVote(1, first, "1", "for"))
    hands(quorate, first, 5, 5)
    second = put(quorate)
    with pytest.raises(NotUnderstood, match="this vote is a recorded vote"):
        quorate.perform(RecordHands(meeting=1, number=second, votes_for=1, against=0))


def test_a_declared_result_never_changes_and_a_recount_stands_beside_it(quorate: DeskAtHand) -> None:
    number = put(quorate, "hands")
    hands(quorate, number, 7, 3)
    quorate.perform(DeclareResult(1, number))
    late: list[Command[Any]] = [CloseVote(1, number), DeclareResult(1, number), PutMotion(1, number, "hands")]
    for act in late:
        with pytest.raises(MotionAlreadyDeclared):
            quorate.perform(act)
    quorate.perform(RecountMotion(1, number))
    hands(quorate, number, 3, 7)
    quorate.perform(DeclareResult(1, number))
    counts = seen(quorate, number).counts
    assert [count.decision.outcome.value for count in counts if count.decision] == ["carried", "lost"]
    assert quorate.ask(verify).sound


def test_a_tie_is_lost_unless_the_rules_give_a_casting_vote(quorate: DeskAtHand) -> None:
    number = put(quorate, "hands")
    hands(quorate, number, 5, 5)
    with pytest.raises(CastingVoteNotAllowed):
        quorate.perform(DeclareResult(1, number, "for"))
    assert quorate.perform(DeclareResult(1, number)).outcome == "lost"


def test_the_chair_breaks_a_tie_where_the_rules_say_so(sample: DeskAtHand) -> None:
    from coopdesk.services.meetings import OpenMeeting
    from coopdesk.services.quorum import DeclareQuorum

    sample.perform(SetRules(canonical(to_plain(change(sample.ask(rules_now), {"casting_vote": "yes"})))))
    sample.perform(OpenMeeting(1))
    for member in range(1, IN_THE_ROOM + 1):
        sample.perform(CheckIn(1, str(member)))
    sample.perform(DeclareQuorum(1))
    number = put(sample, "hands")
    hands(sample, number, 5, 5)
    with pytest.raises(CastingVoteNeeded):
        sample.perform(DeclareResult(1, number))
    decided = sample.perform(DeclareResult(1, number, "for"))
    assert (decided.outcome, decided.casting, decided.votes_for) == ("carried", "for", 5)


def test_one_vote_at_a_time(quorate: DeskAtHand) -> None:
    first = put(quorate)
    second = quorate.perform(AddMotion(meeting=1, title="B", text="That B.", kind="ordinary"))
    with pytest.raises(AnotherVoteOpen):
        quorate.perform(PutMotion(1, second, "hands"))
    with pytest.raises(VoteStillOpen):
        quorate.perform(CloseMeeting(1))
    quorate.perform(CloseVote(1, first))
    with pytest.raises(MotionVoteTaken):
        quorate.perform(PutMotion(1, first, "hands"))
    with pytest.raises(MotionNotOpen):
        quorate.perform(CastVote(1, first, "1", "for"))
    quorate.perform(CloseMeeting(1))


def test_a_withdrawn_motion_stays_and_is_not_voted_on(quorate: DeskAtHand) -> None:
    number = put(quorate)
    quorate.perform(CastVote(1, number, "1", "for"))
    quorate.perform(WithdrawMotion(1, number))
    with pytest.raises(MotionWithdrawn):
        quorate.perform(CastVote(1, number, "2", "for"))
    with pytest.raises(MotionWithdrawn):
        quorate.perform(RecountMotion(1, number))
    assert seen(quorate, number).result is None


def test_a_motion_is_edited_until_it_is_put(quorate: DeskAtHand) -> None:
    number = quorate.perform(AddMotion(meeting=1, title="A", text="That A.", kind="ordinary"))
    quorate.perform(EditMotion(meeting=1, number=number, title="B", text="That B.", kind="special"))
    assert (seen(quorate, number).title, seen(quorate, number).kind) == ("B", "special")
    quorate.perform(PutMotion(1, number, "hands"))
    with pytest.raises(Exception, match="open already"):
        quorate.perform(EditMotion(meeting=1, number=number, title="C", text="That C.", kind="special"))


def test_motions_that_cannot_be(quorate: DeskAtHand) -> None:
    with pytest.raises(UnknownKind):
        quorate.perform(AddMotion(meeting=1, title="A", text="That A.", kind="very special"))
    with pytest.raises(NotUnderstood):
        quorate.perform(AddMotion(meeting=1, title="A", text=" ", kind="ordinary"))
    with pytest.raises(NotUnderstood):
        quorate.perform(AddMotion(meeting=1, title="A", text="x" * 20_001, kind="ordinary"))
    with pytest.raises(UnknownMotion):
        quorate.perform(PutMotion(1, 9, "hands"))


def test_nobody_voted_is_not_carried(quorate: DeskAtHand) -> None:
    number = put(quorate)
    quorate.perform(CloseVote(1, number))
    decided = quorate.perform(DeclareResult(1, number))
    assert decided.outcome == "lost"
    assert decided.sentence.startswith("Nobody voted")
