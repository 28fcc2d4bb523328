"""The Scottish rule's odd corners (elections reference §4 and §8)."""

from coopdesk.domain.elections.canonical import count_facts
from coopdesk.domain.elections.counting import count
from coopdesk.domain.elections.lots import Entered, NoLots, Seeded
from coopdesk.domain.elections.record import CALLED_BY, Action, Purpose, Rule
from coopdesk.domain.elections.sentences import stage_sentences
from coopdesk.domain.elections.ties import Question, by_latest_stage
from tests.domain.elections.contests import TIED_LATE, contest, votes


def test_values_are_cut_paper_by_paper_and_the_rest_is_non_transferable() -> None:
    """1223 of surplus on 2012 papers is 0.60785 each, not 0.607853...; what that leaves is lost."""
    counted = count(contest(3, 5, {"1 2": 2012, "2": 300, "3": 290, "4": 280, "5": 270}), Rule.SCOTTISH)
    assert (counted.quota, counted.valid) == (789_00000, 3152)
    surplus = counted.stages[1]
    assert (surplus.surplus, surplus.batches[0].passed_at) == (1223_00000, 60785)
    assert surplus.non_transferable == 1223_00000 - 2012 * 60785
    assert surplus.total == 3152_00000


def test_a_surplus_of_nothing_is_no_stage() -> None:
    """Quota 4; candidate 1 has exactly 4, so the next thing is to exclude the lowest."""
    counted = count(contest(2, 4, {"1 2": 4, "2": 3, "3 2": 2, "4": 1}), Rule.SCOTTISH)
    assert counted.quota == 4_00000
    assert [stage.action for stage in counted.stages][:2] == [Action.FIRST, Action.EXCLUDE]
    assert counted.stages[1].excluded == (4,)


def test_the_largest_surplus_is_chosen_afresh_at_each_stage() -> None:
    """1's surplus makes 3's larger than 2's, so 3 goes before 2."""
    papers = {"1 3": 40, "2": 27, "3 4": 22, "4": 10, "5": 9, "6": 8}
    counted = count(contest(4, 6, papers), Rule.SCOTTISH)
    assert counted.quota == 24_00000
    assert [stage.candidates for stage in counted.stages[1:4]] == [(1,), (3,), (2,)]


def test_papers_pass_over_a_candidate_elected_at_the_same_stage() -> None:
    counted = count(contest(3, 5, {"1 2 4": 11, "2 1 4": 10, "3": 3, "4": 2, "5": 3}), Rule.SCOTTISH)
    assert (counted.quota, counted.stages[0].elected) == (8_00000, (1, 2))
    assert votes(counted, 2)[3] == "4.99992"  # 1's surplus of 3 goes past 2, elected too, to 4


def test_one_at_a_time_is_excluded_even_with_no_votes_and_a_lot_is_needed_between_them() -> None:
    ballots = contest(1, 4, {"1": 5, "2": 5})
    stopped = count(ballots, Rule.SCOTTISH)
    assert (stopped.lot_needed_between, stopped.lot_purpose) == ((3, 4), Purpose.EXCLUSION)
    ended = count(ballots, Rule.SCOTTISH, Entered([(4, "a hat"), (2, "a hat")]))
    assert (ended.excluded, ended.elected) == ((4, 3, 2), (1,))


def test_a_tie_looks_back_to_the_latest_stage_that_differed() -> None:
    """3 and 4 stand equal at 5; at stage 1 candidate 4 had fewer, at stage 2 candidate 3 had: 3 goes."""
    counted = count(contest(1, 6, TIED_LATE), Rule.SCOTTISH, Seeded("a", "b"))
    assert counted.excluded[:3] == (6, 5, 3)
    tie = counted.stages[3].ties[0]
    assert (tie.tied, tie.picked, tie.at_stage, tie.lot) == ((3, 4), 3, 2, None)


def test_of_three_tied_whoever_the_latest_stage_rules_out_stays_out() -> None:
    """To be excluded: at stage 2 they stood 5, 5 and 7, so 3 is safe, though lowest before; then 2 had fewer."""
    question = Question((1, 2, 3), Purpose.EXCLUSION, 3, 8)
    tie = by_latest_stage(question, [(1, (4, 3, 2)), (2, (5, 5, 7))], NoLots())
    assert (tie.picked, tie.at_stage) == (2, 1)
    assert [(each.stage, each.votes, each.left) for each in tie.partings] == [(2, 5, (1, 2)), (1, 3, (2,))]


def test_the_lot_is_only_between_those_whom_no_stage_tells_apart() -> None:
    """1, 2 and 3 stand equal; 3 had more at stage 1, so the lot cannot be about 3."""
    ballots = contest(1, 5, {"4": 10, "5 1": 1, "5 2": 1, "1": 3, "2": 3, "3": 4})
    stopped = count(ballots, Rule.SCOTTISH)
    assert stopped.lot_needed_between == (1, 2)
    ended = count(ballots, Rule.SCOTTISH, Entered([(2, "a hat")]))
    said = stage_sentences(ended, ballots)[2]
    assert (
        "Candidate 1, Candidate 2 and Candidate 3 stood equal at 4.00000: at stage 1 Candidate 1 and Candidate 2 had "
        "fewest, 3.00000 each; no other stage decides: by lot between Candidate 1 and Candidate 2 (a hat) Candidate 2 "
        "is excluded." in said
    )
    (tie,) = count_facts(ended)["stages"][2]["ties"]
    assert tie["narrowed"] == [{"stage": 1, "votes": "3.00000", "left": [1, 2]}]


def test_no_transfer_is_made_once_as_many_are_left_as_places() -> None:
    counted = count(contest(2, 3, {"1 2": 10, "2": 2, "3": 1}), Rule.SCOTTISH)
    assert [stage.action for stage in counted.stages] == [Action.FIRST, Action.SURPLUS]
    assert counted.elected == (1, 2)


def test_fewer_candidates_than_places_are_all_elected_and_the_rest_stays_vacant() -> None:
    for rule in CALLED_BY:
        if rule is Rule.AV:
            continue
        counted = count(contest(4, 2, {"1": 3, "1 2": 1}), rule)
        assert (sorted(counted.elected), counted.unfilled, counted.finished) == ([1, 2], 2, True)
        assert len(counted.stages) == 1


def test_one_candidate_with_one_place_is_elected_by_every_rule() -> None:
    for rule in CALLED_BY:
        assert count(contest(1, 1, {}), rule).elected == (1,)


def test_without_a_valid_paper_everybody_is_tied() -> None:
    for rule in CALLED_BY:
        stopped = count(contest(1, 3, {}), rule)
        # ERS97 counts nobody's nothing as a quota of nothing: all three reach it, equal, and none is elected by it.
        assert stopped.lot_needed_between == (1, 2, 3), rule
        assert count(contest(1, 3, {}), rule, Seeded("seed", "board")).finished


def test_papers_that_name_nobody_else_end_as_non_transferable() -> None:
    counted = count(contest(2, 4, {"1": 9, "2": 2, "3": 2, "4": 1}), Rule.SCOTTISH, Seeded("s", "c"))
    assert counted.stages[1].non_transferable == 4_00000  # the surplus of 9 over 5: nobody wants it
    assert counted.stages[-1].total == 14_00000
