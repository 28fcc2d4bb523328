"""What was done at each stage and why, in words."""

from coopdesk.domain.elections.ballots import Ballots
from coopdesk.domain.elections.counting import count
from coopdesk.domain.elections.lots import Entered
from coopdesk.domain.elections.record import Rule
from coopdesk.domain.elections.sentences import lot_sentence, quota_sentence, stage_sentences
from tests.domain.elections.contests import TIED_LATE, contest

NAMES = ("Ann Oak", "Bo Ash", "Cy Elm", "Dee Fir", "Eva Yew", "Flo Bay")


def _named(ballots: Ballots) -> Ballots:
    return Ballots(ballots.candidates, ballots.places, ballots.papers, NAMES[: ballots.candidates], "Board")


def test_the_quota_shows_its_arithmetic() -> None:
    ballots = contest(4, 5, {"1": 6608})
    assert quota_sentence(count(ballots, Rule.SCOTTISH, Entered([(5, "a hat")]))) == (
        "Quota: 6608 ÷ (4 + 1) = 1321.6; whole part, plus 1, is 1322."
    )
    assert "is 1321.60." in quota_sentence(count(contest(4, 4, {"1": 6608}), Rule.ERS97))
    assert quota_sentence(count(contest(2, 2, {"1": 5}), Rule.BLOCK)) == ""
    thirds = quota_sentence(count(contest(2, 2, {"1": 5}), Rule.SCOTTISH))
    assert thirds == "Quota: 5 ÷ (2 + 1) = 1.66…; whole part, plus 1, is 2."


def test_scottish_stages() -> None:
    ballots = _named(contest(3, 5, {"1 2": 2012, "2": 300, "3": 290, "4": 280, "5 4": 270}))
    said = stage_sentences(count(ballots, Rule.SCOTTISH), ballots)
    assert said[0] == "3152 first preferences counted. Ann Oak reaches the quota and is elected."
    assert said[1] == (
        "Surplus of Ann Oak, 1223.00000, by value × 1223.00000 ÷ 2012.00000: 2012 papers of 1 at 0.60785; 0.00580 "
        "non-transferable beyond five decimals. Bo Ash reaches the quota and is elected."
    )
    assert "Eva Yew is last with 270.00000 and is excluded: 270 papers of value 1; 0.00000 non" in said[3]
    assert said[-1].endswith("All places are filled.")


def test_a_tie_says_who_and_which_stage_or_lot_settled_it() -> None:
    ballots = _named(contest(1, 6, TIED_LATE))
    said = stage_sentences(count(ballots, Rule.ERS97), ballots)
    assert "Cy Elm and Dee Fir stood equal at 5.00: Dee Fir had fewer at stage 1, so Dee Fir is excluded." in said[3]
    ballots = _named(contest(1, 2, {"1": 5, "2": 5}))
    said = stage_sentences(count(ballots, Rule.BLOCK, Entered([(2, "a coin, seen by Joan Dewhirst")])), ballots)
    assert "stood equal at 5: by lot (a coin, seen by Joan Dewhirst) Bo Ash is elected." in said[0]


def test_ers97_names_batches_and_what_waits() -> None:
    ballots = _named(contest(3, 6, {"1 2": 16, "2": 13, "3": 14, "4": 13, "5 2": 2, "6 3": 1}))
    said = stage_sentences(count(ballots, Rule.ERS97), ballots)
    assert said[1].startswith(
        "Eva Yew and Flo Bay, with 3.00 together, cannot pass the next candidate and are excluded together: "
        "3 papers of value 1; 0.00 non-transferable. Surpluses of 1.25 wait"
    )


def test_what_is_lost_is_told_apart_and_adds_up() -> None:
    """210 over 509 is 0.41257 each. 118 papers go no further: 48.68326 with them, and 0.00187 in the decimals cut."""
    ballots = _named(contest(3, 5, {"1": 118, "1 2": 391, "2": 240, "3": 200, "4": 140, "5": 103}))
    said = stage_sentences(count(ballots, Rule.SCOTTISH), ballots)
    assert said[1].startswith(
        "Surplus of Ann Oak, 210.00000, by value × 210.00000 ÷ 509.00000: 509 papers of 1 at 0.41257 (118 end here); "
        "48.68513 non-transferable, 0.00187 of it beyond five decimals."
    )
    said = stage_sentences(count(ballots, Rule.ERS97), ballots)
    assert (
        "of the 509 papers of the last batch 391 pass on, each at 211.00 ÷ 391 = 0.53, cut at two decimals" in said[1]
    )


def test_papers_of_whoever_is_excluded_are_told_by_value() -> None:
    ballots = _named(contest(2, 4, {"1 2": 30, "2": 4, "2 3": 2, "3": 12, "4": 10}))
    said = stage_sentences(count(ballots, Rule.SCOTTISH), ballots)
    last = next(each for each in said if each.startswith("Dee Fir is last"))
    assert "10 papers of value 1 (10 end here); 10.00000 non-transfer" in last
    mixed = _named(contest(2, 4, {"1 2": 30, "2": 1, "2 3": 2, "3": 20, "4": 18}))
    said = stage_sentences(count(mixed, Rule.SCOTTISH), mixed)
    bo = next(each for each in said if each.startswith("Bo Ash is last"))
    assert "33 papers, by value 3 of 1 (1 ends here) and 30 of 0.20000 (30 end here)" in bo


def test_meek_rounds() -> None:
    ballots = _named(contest(1, 3, {"1": 4, "2 3": 3, "3": 3}))
    said = stage_sentences(count(ballots, Rule.MEEK, Entered([(2, "dice")])), ballots)
    assert "Bo Ash is last with 3.000000000 and is excluded" in said[0]
    assert "no further apart than the surplus still moving" in said[0]


def test_the_count_that_stopped_says_what_the_lot_is_about() -> None:
    ballots = _named(contest(1, 2, {"1": 5, "2": 5}))
    assert lot_sentence(count(ballots, Rule.AV), ballots) == (
        "The count stopped at stage 2: Ann Oak and Bo Ash cannot be told apart by the rule, and a lot must decide who "
        "is excluded. Draw it in public and count again with it."
    )
    assert lot_sentence(count(contest(1, 1, {"1": 1}), Rule.AV), ballots) == ""


def test_places_left_over_are_said() -> None:
    ballots = _named(contest(3, 2, {"1": 5, "2": 4}))
    said = stage_sentences(count(ballots, Rule.SCOTTISH), ballots)
    assert said[0].endswith("1 place stays vacant: there were not enough candidates.")
