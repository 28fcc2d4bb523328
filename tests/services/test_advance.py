"""Votes sent in before the meeting: entered once, counted once, and told in the result."""

import pytest

from coopdesk.domain.advance import (
    AdvanceNamesDiffer,
    AdvanceRollFaulty,
    AdvanceVotesLate,
    AdvanceVotesNotAllowed,
    AdvanceVoteStands,
    NamedVotesInSecret,
    VotedOnTheseWords,
)
from coopdesk.domain.counts import MoreVotesThanPeople
from coopdesk.domain.motions import AlreadyVoted, TooManyHands
from coopdesk.services.advance import RecordAdvanceRoll, RecordAdvanceTotals, VoidAdvance
from coopdesk.services.counting import CloseVote, DeclareResult, PutMotion, RecordHands, RecountMotion
from coopdesk.services.debate import AddAmendment, SplitMotion
from coopdesk.services.door import CheckIn
from coopdesk.services.meetings import OpenMeeting
from coopdesk.services.minutes import minutes_view
from coopdesk.services.minutes_view import Resolution
from coopdesk.services.motion_view import voting_view
from coopdesk.services.motions import EditMotion
from coopdesk.services.polls import CastProxies, DemandPoll
from coopdesk.services.proxies import RecordProxy
from coopdesk.services.quorum import DeclareQuorum
from coopdesk.services.secret_ballots import CastSecretVote
from coopdesk.services.society import changed_rules
from coopdesk.services.verify import verify
from coopdesk.services.void_counts import VoidCount
from coopdesk.services.votes import CastForTheRest, CastVote, ChangeVote, VoidVote
from tests.conftest import IN_THE_ROOM, DeskAtHand
from tests.services.votes_at_hand import seen, written

ROLL = "member,vote\n1,for\n2,against\n30,for\n31,for\n32,abstain\n"
"""Members 1 and 2 will be in the room; 30 to 32 will not."""


def _rules(desk: DeskAtHand, **settings: str) -> None:
    desk.perform(desk.ask(changed_rules, settings))


def _open(desk: DeskAtHand, *, many: int = IN_THE_ROOM) -> None:
    desk.perform(OpenMeeting(1))
    for number in range(1, many + 1):
        desk.perform(CheckIn(1, str(number)))
    desk.perform(DeclareQuorum(1))


def _with_roll(desk: DeskAtHand, rule: str, kind: str = "ordinary") -> int:
    _rules(desk, advance_votes=rule)
    number = written(desk, kind)
    desk.perform(RecordAdvanceRoll(meeting=1, number=number, roll=ROLL))
    _open(desk)
    return number


def _sound(desk: DeskAtHand) -> None:
    assert desk.ask(verify).findings == ()


def test_by_rules_that_take_none_no_vote_is_entered(sample: DeskAtHand) -> None:
    number = written(sample)
    with pytest.raises(AdvanceVotesNotAllowed, match="take no votes sent in"):
        sample.perform(RecordAdvanceTotals(meeting=1, number=number, votes_for=3))


def test_votes_sent_in_that_stand_join_a_recorded_vote_and_are_not_cast_again(sample: DeskAtHand) -> None:
    number = _with_roll(sample, "stand")
    assert sample.perform(PutMotion(1, number, "recorded")).electors == IN_THE_ROOM + 3
    for wish in (
        CastVote(1, number, "1", "against"),
        ChangeVote(1, number, "1", "against"),
        VoidVote(1, number, "30", "changed their mind"),
    ):
        with pytest.raises(AdvanceVoteStands, match="by the rules of the society that vote stands"):
            sample.perform(wish)
    assert sample.perform(CastForTheRest(1, number, "against")) == IN_THE_ROOM - 2
    sample.perform(CloseVote(1, number))
    decided = sample.perform(DeclareResult(1, number))
    assert (decided.votes_for, decided.against, decided.abstain) == (3, 11, 1)
    assert "5 votes were sent in before the meeting: 3 for, 1 against, 1 abstaining." in decided.sentence
    _sound(sample)


def test_a_later_vote_in_the_room_replaces_one_sent_in_and_its_undo_brings_that_back(sample: DeskAtHand) -> None:
    number = _with_roll(sample, "replaced")
    sample.perform(PutMotion(1, number, "recorded"))
    assert sample.perform(CastVote(1, number, "1", "against"), nonce="scan").attempt == 2
    assert sample.perform(CastVote(1, number, "1", "against"), nonce="scan").attempt == 2
    with pytest.raises(AlreadyVoted):
        sample.perform(CastVote(1, number, "1", "for"))
    sample.undo()
    sample.perform(CastVote(1, number, "2", "for"))
    decided = sample.perform(CloseVote(1, number))
    assert (decided.votes_for, decided.against, decided.abstain) == (4, 0, 1)
    sent = seen(sample, number).counts[0].sent
    assert (sent.counts.given, sent.replaced) == (4, 1)
    assert "1 sent in and replaced by votes in the room" in seen(sample, number).counts[0].notes
    _sound(sample)


@pytest.mark.parametrize(
    ("rule", "electors", "sent", "replaced"), [("stand", IN_THE_ROOM - 2, 5, 0), ("replaced", IN_THE_ROOM, 3, 2)]
)
def test_hands_count_those_not_yet_counted(
    sample: DeskAtHand, rule: str, electors: int, sent: int, replaced: int
) -> None:
    number = _with_roll(sample, rule)
    assert sample.perform(PutMotion(1, number, "hands")).electors == electors
    with pytest.raises(TooManyHands):
        sample.perform(RecordHands(meeting=1, number=number, votes_for=electors, against=1))
    sample.perform(RecordHands(meeting=1, number=number, votes_for=electors - 1, against=1))
    under_way = sample.ask(voting_view, 1, number)
    assert under_way.running is not None
    assert (under_way.running.given, under_way.received) == (electors + sent, electors)
    decided = sample.perform(CloseVote(1, number))
    count = seen(sample, number).counts[0]
    assert (count.sent.counts.given, count.sent.replaced) == (sent, replaced)
    assert decided.votes_for + decided.against + decided.abstain == electors + sent
    sample.perform(DeclareResult(1, number))
    recount = sample.perform(RecountMotion(1, number))
    assert recount.electors == electors
    _sound(sample)


def test_totals_with_a_list_bar_those_members_in_the_room_from_a_secret_ballot(sample: DeskAtHand) -> None:
    _rules(sample, advance_votes="replaced")
    number = written(sample)
    with pytest.raises(AdvanceNamesDiffer, match="3 votes and the list names 2 members"):
        sample.perform(RecordAdvanceTotals(meeting=1, number=number, votes_for=2, against=1, voters="1\n30\n"))
    sample.perform(RecordAdvanceTotals(meeting=1, number=number, votes_for=2, against=1, voters="1\n30\n31\n"))
    _open(sample)
    assert sample.perform(PutMotion(1, number, "secret")).electors == IN_THE_ROOM - 1
    with pytest.raises(AdvanceVoteStands, match="nobody can tell which it was"):
        sample.perform(CastSecretVote(1, number, "1", "for"))
    sample.perform(CastSecretVote(1, number, "2", "against"))
    decided = sample.perform(CloseVote(1, number))
    assert (decided.votes_for, decided.against) == (2, 2)
    _sound(sample)


def test_totals_without_a_list_say_plainly_that_a_second_vote_was_possible(sample: DeskAtHand) -> None:
    _rules(sample, advance_votes="stand")
    number = written(sample)
    sample.perform(RecordAdvanceTotals(meeting=1, number=number, votes_for=6, against=2, way="online"))
    _open(sample)
    sample.perform(PutMotion(1, number, "hands"))
    sample.perform(RecordHands(meeting=1, number=number, votes_for=4, against=8))
    sample.perform(CloseVote(1, number))
    decided = sample.perform(DeclareResult(1, number))
    assert (decided.votes_for, decided.against) == (10, 10)
    assert "nobody recorded who sent them" in decided.sentence
    minutes = sample.ask(minutes_view, 1, sample.now())
    told = next(block for part in minutes.sections for block in part.blocks if isinstance(block, Resolution))
    assert "8 votes sent in before the meeting" in told.method
    assert "nobody recorded who sent them" in told.sentence
    _sound(sample)


def test_a_secret_ballot_takes_no_votes_with_names(sample: DeskAtHand) -> None:
    number = _with_roll(sample, "stand")
    with pytest.raises(NamedVotesInSecret, match="5 votes on motion 1 were sent in with names"):
        sample.perform(PutMotion(1, number, "secret"))
    sample.perform(VoidAdvance(1, number, "to be entered as totals"))
    sample.perform(PutMotion(1, number, "secret"))


def test_a_member_who_voted_before_is_not_spoken_for_by_a_proxy_besides(sample: DeskAtHand) -> None:
    _rules(sample, advance_votes="stand", proxy_allowed="anybody")
    number = written(sample)
    for appointor in ("30", "33"):
        form = RecordProxy(
            meeting=1, appointor=appointor, holder="chair", received="2026-11-27T09:00", instructions="1=against"
        )
        sample.perform(form)
    sample.perform(RecordAdvanceRoll(meeting=1, number=number, roll=ROLL))
    _open(sample)
    assert sample.perform(DemandPoll(1, number)).electors == IN_THE_ROOM + 4
    with pytest.raises(Exception, match="no proxy that waits"):
        sample.perform(CastProxies(1, number, "chair", "against"))
    decided = sample.perform(CloseVote(1, number))
    assert (decided.votes_for, decided.against) == (3, 2)
    _sound(sample)


@pytest.mark.parametrize(
    ("roll", "why"),
    [
        ("1,for\n1,against\n", "line 2 names member 0001 a second time"),
        ("999,for\n", "line 1 names “999”, which is no member’s number"),
        ("5,for\n", "line 1 names member 0005, whose vote is on record already"),
    ],
)
def test_a_roll_goes_in_whole_or_not_at_all(sample: DeskAtHand, roll: str, why: str) -> None:
    _rules(sample, advance_votes="stand")
    number = written(sample)
    sample.perform(RecordAdvanceTotals(meeting=1, number=number, votes_for=1, voters="5\n"))
    with pytest.raises(AdvanceRollFaulty, match=why):
        sample.perform(RecordAdvanceRoll(meeting=1, number=number, roll=roll))
    advance = seen(sample, number).advance
    assert advance is not None
    assert (advance.counts.given, advance.listed) == (1, 1)


def test_more_votes_than_members_are_refused(sample: DeskAtHand) -> None:
    _rules(sample, advance_votes="stand")
    number = written(sample)
    sample.perform(RecordAdvanceTotals(meeting=1, number=number, votes_for=40))
    with pytest.raises(MoreVotesThanPeople):
        sample.perform(RecordAdvanceTotals(meeting=1, number=number, votes_for=1))


def test_votes_on_some_words_are_not_votes_on_others(sample: DeskAtHand) -> None:
    number = _with_roll(sample, "stand")
    for wish in (
        AddAmendment(meeting=1, number=number, wording="That there be two."),
        SplitMotion(1, number, "That there be.\n---\nA garden."),
        EditMotion(meeting=1, number=number, title="Garden", text="That there be none.", kind="ordinary"),
    ):
        with pytest.raises(VotedOnTheseWords):
            sample.perform(wish)
    sample.perform(VoidAdvance(1, number, "the board withdrew the wording"))
    sample.perform(AddAmendment(meeting=1, number=number, wording="That there be two."))


def test_once_put_it_is_too_late(sample: DeskAtHand) -> None:
    number = _with_roll(sample, "stand")
    sample.perform(PutMotion(1, number, "hands"))
    with pytest.raises(AdvanceVotesLate):
        sample.perform(RecordAdvanceTotals(meeting=1, number=number, votes_for=1))
    with pytest.raises(AdvanceVotesLate):
        sample.perform(VoidAdvance(1, number, "too many"))
    sample.undo()
    sample.undo(("RecordAdvanceRoll",))
    advance = seen(sample, number).advance
    assert advance is not None
    assert (advance.counts.given, [each.void for each in advance.batches]) == (0, ["taken back at the desk"])


def test_classes_are_counted_with_what_each_sent_in(sample: DeskAtHand) -> None:
    _rules(sample, **{"advance_votes": "stand", "class_vote[ordinary]": "each"})
    classes = sample.ask(lambda reader: reader.raw("SELECT DISTINCT class_name FROM member"))
    number = written(sample)
    with pytest.raises(Exception, match="the rules count by class"):
        sample.perform(RecordAdvanceTotals(meeting=1, number=number, votes_for=1))
    sample.perform(RecordAdvanceRoll(meeting=1, number=number, roll=ROLL))
    _open(sample)
    sample.perform(PutMotion(1, number, "recorded"))
    sample.perform(CastForTheRest(1, number, "for"))
    decided = sample.perform(CloseVote(1, number))
    assert classes
    assert sum(part.counts.given for part in decided.parts) == IN_THE_ROOM + 3
    _sound(sample)


def test_a_count_given_up_before_anybody_was_counted_is_sound(sample: DeskAtHand) -> None:
    number = _with_roll(sample, "stand")
    sample.perform(PutMotion(1, number, "hands"))
    sample.perform(VoidCount(1, number, "the lights went out"))
    _sound(sample)
    sample.perform(PutMotion(1, number, "recorded"))
    assert sample.perform(CloseVote(1, number)).votes_for == 3
    _sound(sample)
