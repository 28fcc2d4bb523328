"""Counted from the papers, lots kept and replayed, declared onto the officers; a paper changed afterwards is found."""

import json

import pytest

from coopdesk.services.candidates import WithdrawCandidate
from coopdesk.services.election_counts import CountElection, DeclareElection, result_of
from coopdesk.services.election_papers import EnterPaper
from coopdesk.services.elections import OpenElection
from coopdesk.services.verify import verify
from coopdesk.storage import engine
from tests.conftest import DeskAtHand
from tests.services.elections import called, closed, counted
from tests.services.test_elections import refused

CLEAR = ("1", "1 2", "1 3", "2 1", "2", "2 3", "3")


def _officers(desk: DeskAtHand) -> list[tuple[object, ...]]:
    return desk.ask(lambda reader: reader.raw("SELECT member, office, from_day, until_day, words FROM officer"))


def test_those_elected_go_onto_the_register_of_officers_with_their_term(quorate: DeskAtHand) -> None:
    number = counted(quorate, *CLEAR, term="the 2029 AGM")
    result = quorate.perform(DeclareElection(1, number))
    assert result.counted.elected[:2] == (1, 2)
    people = {each.number: each.member for each in result.election.candidates}
    elected = [(people[each], "director", "2026-11-28", None, "elected until the 2029 AGM") for each in (1, 2)]
    assert _officers(quorate) == elected
    assert refused(quorate, DeclareElection(1, number)) == "ELECTION-STAGE"
    assert refused(quorate, CountElection(meeting=1, number=number)) == "ELECTION-STAGE"
    assert quorate.ask(verify).sound


def test_a_lot_is_asked_for_and_a_recount_replays_it(quorate: DeskAtHand) -> None:
    number = closed(quorate, "1", "2", places=1, rule="block")
    stopped = quorate.perform(CountElection(meeting=1, number=number))
    assert stopped.counted.lot_needed_between == (1, 2)
    assert refused(quorate, DeclareElection(1, number)) == "NOT-COUNTED"
    lots = json.dumps([[2, "a hat, seen by Joan Dewhirst"]])
    drawn = quorate.perform(CountElection(meeting=1, number=number, lots=lots))
    assert drawn.counted.elected == (2,)
    again = quorate.perform(CountElection(meeting=1, number=number))
    assert (again.counted, again.attempt) == (drawn.counted, 3)
    assert quorate.ask(result_of, 1, number).counted.lots[0].method == "a hat, seen by Joan Dewhirst"  # type: ignore[union-attr]
    assert quorate.ask(verify).sound


def test_a_lot_that_was_drawn_is_not_drawn_again(quorate: DeskAtHand) -> None:
    number = closed(quorate, "1", "2", places=1, rule="block")
    lots = json.dumps([[2, "a hat, seen by Joan Dewhirst"]])
    assert quorate.perform(CountElection(meeting=1, number=number, lots=lots)).counted.elected == (2,)
    other = json.dumps([[1, "another hat"]])
    assert refused(quorate, CountElection(meeting=1, number=number, lots=other)) == "LOT-STANDS"
    assert refused(quorate, CountElection(meeting=1, number=number, seed="heads")) == "LOT-STANDS"
    assert quorate.perform(CountElection(meeting=1, number=number, lots=lots)).counted.elected == (2,)
    assert quorate.perform(CountElection(meeting=1, number=number)).counted.elected == (2,)


def test_a_lot_drawn_by_hand_names_who_saw_it(quorate: DeskAtHand) -> None:
    number = closed(quorate, "1", "2", places=1, rule="block")
    for unseen in ("", "  "):
        lots = json.dumps([[2, unseen]])
        assert refused(quorate, CountElection(meeting=1, number=number, lots=lots)) == "WITNESS-MISSING"


def test_a_second_lot_follows_the_first(quorate: DeskAtHand) -> None:
    number = closed(quorate, "1", "2", "3", places=2, rule="block")
    first = quorate.perform(CountElection(meeting=1, number=number))
    assert first.counted.lot_needed_between is not None
    finished = first
    for picked in (3, 1):
        if finished.counted.finished:
            break
        lots = json.dumps([[picked, "a hat, seen by Joan Dewhirst"]])
        finished = quorate.perform(CountElection(meeting=1, number=number, lots=lots))
    assert finished.counted.finished
    assert 3 in finished.counted.elected


def test_a_seed_draws_the_same_again(quorate: DeskAtHand) -> None:
    number = closed(quorate, "1", "2", places=1)
    first = quorate.perform(CountElection(meeting=1, number=number, seed="dice 4 2"))
    assert first.counted.finished
    assert quorate.perform(CountElection(meeting=1, number=number)).count_digest == first.count_digest


@pytest.mark.parametrize("lots", ["[[1]]", "x", '[["one", "hat"]]', "[[9, 'x']]"])
def test_lots_that_cannot_be_read(quorate: DeskAtHand, lots: str) -> None:
    number = closed(quorate, "1", "2", places=1)
    assert refused(quorate, CountElection(meeting=1, number=number, lots=lots)) == "NOT-UNDERSTOOD"


def test_papers_read_two_ways_stop_the_count(quorate: DeskAtHand) -> None:
    number = closed(quorate, *CLEAR)
    quorate.perform(EnterPaper(1, number, "3", "4", 2))
    assert refused(quorate, CountElection(meeting=1, number=number)) == "READINGS-DIFFER"


def test_one_reading_each_is_enough_where_nobody_reads_twice(quorate: DeskAtHand) -> None:
    number = closed(quorate)
    assert quorate.perform(CountElection(meeting=1, number=number, seed="s")).counted.valid == 0


def test_whoever_withdraws_after_the_papers_were_printed_is_passed_over(quorate: DeskAtHand) -> None:
    number = closed(quorate, *CLEAR)
    quorate.perform(WithdrawCandidate(1, number, "1"))
    result = quorate.perform(CountElection(meeting=1, number=number, seed="s"))
    assert 1 not in result.counted.elected
    assert result.counted.stages[0].votes[1] == 4 * 10**5


def test_papers_entered_after_the_count_stop_the_declaration(quorate: DeskAtHand) -> None:
    number = counted(quorate, *CLEAR)
    for reader in (1, 2):
        quorate.perform(EnterPaper(1, number, "1", "4", reader))
    assert refused(quorate, DeclareElection(1, number)) == "NOT-COUNTED"


def test_re_open_nominations_leaves_its_place_vacant(quorate: DeskAtHand) -> None:
    number = counted(quorate, "1", "1", "1", "5", "5", "2", places=2, reopen=True, rule="block")
    result = quorate.perform(DeclareElection(1, number))
    assert (result.counted.elected, result.seated, result.vacant) == ((1, 5), (1,), 1)
    assert len(_officers(quorate)) == 1


def test_unopposed_candidates_are_declared_without_a_ballot(quorate: DeskAtHand) -> None:
    number = called(quorate, places=6)
    quorate.perform(OpenElection(1, number))
    result = quorate.perform(DeclareElection(1, number))
    assert (len(result.counted.elected), result.vacant) == (4, 2)
    assert len(_officers(quorate)) == 4


def test_every_paper_lost_or_changed_after_the_declaration_is_found(quorate: DeskAtHand) -> None:
    number = counted(quorate, *CLEAR)
    quorate.perform(DeclareElection(1, number))
    connection = engine.connect(quorate.path)
    connection.execute("DROP TRIGGER election_paper_read")
    connection.execute("UPDATE election_paper SET first = '4 3', second = '4 3' WHERE paper = '1'")
    connection.close()
    assert "ELECTION-PAPERS-CHANGED" in {each.code for each in quorate.ask(verify).findings}


def test_a_roll_changed_after_opening_is_found(quorate: DeskAtHand) -> None:
    counted(quorate, *CLEAR)
    connection = engine.connect(quorate.path)
    connection.execute("DROP TRIGGER election_elector_no_delete")
    connection.execute("DELETE FROM election_elector WHERE member = 40")
    connection.close()
    assert "ELECTION-ROLL-CHANGED" in {each.code for each in quorate.ask(verify).findings}
