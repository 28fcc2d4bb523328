"""Two tellers count blind; cards that were given out all come back; figures by class where the rules want them."""

import pytest

from coopdesk.domain.counts import Counts, NegativeCount
from coopdesk.domain.motions import TooManyHands
from coopdesk.domain.refusals import NotUnderstood
from coopdesk.domain.tellers import CardsDiffer, TellerMissing, TellersDiffer
from coopdesk.services.counting import CloseVote, CountIsClosed, DeclareResult, PutMotion, RecordHands
from coopdesk.services.door import CheckIn
from coopdesk.services.hands import ClassFiguresNeeded, CountedByTellers, RecordTeller, TellersView, UndoTeller
from coopdesk.services.meetings import OpenMeeting
from coopdesk.services.quorum import DeclareQuorum
from coopdesk.services.society import changed_rules
from coopdesk.services.verify import verify
from tests.conftest import IN_THE_ROOM, DeskAtHand
from tests.services.votes_at_hand import put, seen


def _teller(desk: DeskAtHand, number: int, teller: int, votes_for: int, against: int, **more: int) -> TellersView:
    wish = RecordTeller(meeting=1, number=number, teller=teller, votes_for=votes_for, against=against, **more)
    return desk.perform(wish)


def test_neither_teller_sees_the_others_figures_until_both_are_in(quorate: DeskAtHand) -> None:
    number = put(quorate)
    first = _teller(quorate, number, 1, 7, 4)
    assert (first.given, first.agreed, first.counts) == ((1,), False, ())
    with pytest.raises(TellerMissing, match="Teller 2 has not given figures"):
        quorate.perform(CloseVote(1, number))
    both = _teller(quorate, number, 2, 7, 4)
    assert (both.given, both.agreed, both.counts) == ((1, 2), True, (Counts(7, 4), Counts(7, 4)))
    decided = quorate.perform(CloseVote(1, number))
    assert (decided.votes_for, decided.against) == (7, 4)
    assert quorate.ask(verify).findings == ()


def test_tellers_who_differ_stop_the_close_and_the_difference_is_named(quorate: DeskAtHand) -> None:
    number = put(quorate)
    _teller(quorate, number, 1, 7, 4)
    both = _teller(quorate, number, 2, 6, 4, abstain=1)
    assert both.differ == ("for", "abstain")
    with pytest.raises(TellersDiffer, match="for 7 and 6, abstain 0 and 1"):
        quorate.perform(CloseVote(1, number))
    _teller(quorate, number, 2, 7, 4)
    assert quorate.perform(CloseVote(1, number)).votes_for == 7
    kept = quorate.ask(lambda reader: reader.raw("SELECT teller, votes_for FROM teller_figures ORDER BY id"))
    assert kept == [(1, 7), (2, 6), (2, 7)]


def test_the_chair_settles_a_difference_once_both_have_counted(quorate: DeskAtHand) -> None:
    number = put(quorate)
    _teller(quorate, number, 1, 7, 4)
    with pytest.raises(CountedByTellers):
        quorate.perform(RecordHands(meeting=1, number=number, votes_for=7, against=4))
    _teller(quorate, number, 2, 6, 4)
    quorate.perform(RecordHands(meeting=1, number=number, votes_for=6, against=4))
    assert quorate.perform(CloseVote(1, number)).votes_for == 6


def test_a_tellers_figures_are_taken_back_with_what_they_agreed_on(quorate: DeskAtHand) -> None:
    number = put(quorate)
    _teller(quorate, number, 1, 7, 4)
    _teller(quorate, number, 2, 7, 4)
    quorate.undo()
    with pytest.raises(TellerMissing):
        quorate.perform(CloseVote(1, number))
    _teller(quorate, number, 2, 7, 4)
    quorate.perform(CloseVote(1, number))
    with pytest.raises(CountIsClosed):
        quorate.perform(UndoTeller(1))
    assert quorate.ask(verify).findings == ()


def test_figures_that_cannot_be_are_refused_from_a_teller_too(quorate: DeskAtHand) -> None:
    number = put(quorate)
    with pytest.raises(TooManyHands):
        _teller(quorate, number, 1, IN_THE_ROOM, 1)
    with pytest.raises(NegativeCount):
        _teller(quorate, number, 1, -1, 1)
    with pytest.raises(NotUnderstood, match="teller 1 and teller 2"):
        _teller(quorate, number, 3, 1, 1)
    with pytest.raises(NotUnderstood, match="cards are counted in a card count"):
        _teller(quorate, number, 1, 1, 1, kept=3)


def test_every_card_given_out_is_accounted_for(quorate: DeskAtHand) -> None:
    number = put(quorate, "cards")
    with pytest.raises(CardsDiffer, match="11 cards are accounted for and 12 were given out, so a card is missing"):
        quorate.perform(RecordHands(meeting=1, number=number, votes_for=7, against=4))
    with pytest.raises(CardsDiffer, match="too many"):
        quorate.perform(RecordHands(meeting=1, number=number, votes_for=7, against=4, kept=2))
    quorate.perform(RecordHands(meeting=1, number=number, votes_for=7, against=4, kept=1))
    quorate.perform(CloseVote(1, number))
    quorate.perform(DeclareResult(1, number))
    result = seen(quorate, number).result
    assert result is not None
    assert (result.method.words, result.counts) == ("Card count", Counts(7, 4))
    assert result.notes == "12 cards given out, 1 not raised"
    assert quorate.ask(verify).findings == ()


@pytest.fixture
def by_class(sample: DeskAtHand) -> DeskAtHand:
    """The sample by rules that want a majority in every class for a rule change."""
    rules = {"class_vote[rule-change]": "each", "classes": "Individual, Worker, Corporate (no vote)"}
    sample.perform(sample.ask(changed_rules, rules))
    sample.perform(OpenMeeting(1))
    for number in range(1, IN_THE_ROOM + 1):
        sample.perform(CheckIn(1, str(number)))
    sample.perform(CheckIn(1, "17"))
    sample.perform(DeclareQuorum(1))
    return sample


def test_hands_are_given_class_by_class_where_each_class_decides(by_class: DeskAtHand) -> None:
    number = put(by_class, kind="rule-change")
    with pytest.raises(ClassFiguresNeeded, match="Individual, Worker"):
        by_class.perform(RecordHands(meeting=1, number=number, votes_for=12, against=1))
    for wrong in ("Director=1/1", "Worker=1", "Worker=1/1\nworker=0/1", "Worker=x/y"):
        with pytest.raises(NotUnderstood):
            by_class.perform(RecordHands(meeting=1, number=number, classes=wrong))
    by_class.perform(RecordHands(meeting=1, number=number, classes="Individual=12/0\nWorker=0/1"))
    decided = by_class.perform(CloseVote(1, number))
    assert (decided.votes_for, decided.against, decided.outcome) == (12, 1, "lost")
    assert "Worker had none" in decided.sentence


def test_recorded_votes_are_counted_class_by_class_by_themselves(by_class: DeskAtHand) -> None:
    from coopdesk.services.opening import ClassTooSmall
    from coopdesk.services.votes import CastForTheRest, ChangeVote
    from tests.services.votes_at_hand import written

    number = put(by_class, "recorded", "rule-change")
    by_class.perform(CastForTheRest(1, number, "for"))
    by_class.perform(ChangeVote(1, number, "17", "against"))
    decided = by_class.perform(CloseVote(1, number))
    assert [(part.name, part.counts.votes_for, part.counts.against) for part in decided.parts] == [
        ("Individual", 12, 0),
        ("Worker", 0, 1),
    ]
    assert decided.outcome == "lost"
    second = written(by_class, "rule-change")
    with pytest.raises(ClassTooSmall, match="class Worker has 1 voters here: its figures would tell"):
        by_class.perform(PutMotion(1, second, "secret"))
