"""Classes that do not weigh the same in an election: exact values, the cap reached exactly, who is elected by it."""

from collections.abc import Mapping
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopdesk.domain.classes import ClassVoting
from coopdesk.domain.elections.ballots import Ballots
from coopdesk.domain.elections.canonical import class_fingerprint, count_facts, count_fingerprint
from coopdesk.domain.elections.counting import count
from coopdesk.domain.elections.lots import Lots, Seeded
from coopdesk.domain.elections.record import Count, Purpose, Rule
from coopdesk.domain.elections.sentences import stage_sentences
from coopdesk.domain.elections.stage_cells import stage_cells
from coopdesk.domain.elections.stage_table import stage_table
from coopdesk.domain.elections.weight_words import weights_sentence
from coopdesk.domain.elections.weights import ClassPapers, NoWeightsByPreference, WeighedClass, Weighing, together
from tests.domain.elections.contests import contest, unhurried

USER, INVESTOR = WeighedClass("User"), WeighedClass("Investor", investor=True)
CAPPED = Weighing("capped", (USER, INVESTOR), ClassVoting(cap=Fraction(10)))


def _weighted(silent: str = "dropped", **weights: object) -> Weighing:
    classes = tuple(WeighedClass(name, Fraction(str(weight))) for name, weight in weights.items())
    return Weighing("weighted", classes, ClassVoting("nothing" if silent == "nothing" else "dropped"))


def _count(
    weighing: Weighing,
    papers: Mapping[str, Mapping[str, int]],
    *,
    places: int = 1,
    candidates: int = 3,
    rule: Rule = Rule.BLOCK,
    lots: Lots | None = None,
    exactly: bool = False,
) -> Count:
    parts = {name: contest(places, candidates, dict(each)) for name, each in papers.items()}
    names = Ballots(candidates, places, {}, tuple("ABCDEFGH"[:candidates]))
    return count(
        together(parts, names), rule, lots, exactly=exactly, classes=ClassPapers(weighing, parts)
    )  # fmt: skip


def _totals(counted: Count) -> list[str]:
    return [counted.exactly(votes) for votes in counted.stages[0].votes]


def test_investors_together_reach_the_cap_exactly_and_no_more() -> None:
    """30 users and 12 investors under a cap of 10 %: each investor's paper counts 30/108 = 5/18."""
    counted = _count(CAPPED, {"User": {"1": 16, "2": 14}, "Investor": {"2": 12}})
    assert counted.weights is not None
    assert [str(each.value) for each in counted.weights.classes] == ["1", "5/18"]
    assert _totals(counted) == ["16", "52/3", "0"]
    investors = 12 * Fraction(5, 18)
    assert investors / (30 + investors) == Fraction(1, 10)
    assert weights_sentence(counted) == (
        "Weights: User, 30 papers, each counts 1; Investor, 12 papers, each counts 30 ÷ (9 × 12) = 5/18, "
        "so that investors have 10% of the votes together and no more."
    )


def test_weighting_decides_who_is_elected() -> None:
    """As at the Co-op Group in 2015: the papers alone elect somebody whom the weighted votes do not."""
    papers = {"User": {"1": 20, "2": 10}, "Investor": {"2": 15}}
    unweighted = count(contest(1, 3, {"1": 20, "2": 25}), Rule.BLOCK)
    weighted = _count(CAPPED, papers)
    assert (unweighted.elected, weighted.elected) == ((2,), (1,))
    assert _totals(weighted) == ["20", "40/3", "0"]


def test_a_class_shares_its_weight_among_its_papers() -> None:
    counted = _count(_weighted(Worker=26, Community=74), {"Worker": {"1": 13}, "Community": {"1": 17, "2": 80}})
    assert _totals(counted) == ["3780/97", "5920/97", "0"]
    assert "Worker, 13 papers, weighs 26, each counts 26 ÷ 13 = 2" in weights_sentence(counted)
    assert counted.say(counted.stages[0].votes[0]) == "38 94/97"


def test_where_investors_are_few_each_paper_counts_one() -> None:
    counted = _count(CAPPED, {"User": {"1": 45, "2": 40}, "Investor": {"2": 9}})
    assert _totals(counted) == ["45", "49", "0"]
    assert "investors cast no more than 10% of the papers" in weights_sentence(counted)


def test_without_another_voter_investors_count_for_nothing_and_it_is_said() -> None:
    counted = _count(CAPPED, {"Investor": {"1": 7}})
    assert (counted.elected, counted.lot_needed_between) == ((), (1, 2, 3))
    assert "nobody else cast a valid paper" in weights_sentence(counted)


def test_equal_fractions_are_a_tie_to_the_last_digit() -> None:
    """9 users, 3 investors: each investor counts 1/3, and three thirds are one."""
    papers = {"User": {"1": 4, "2": 5}, "Investor": {"1": 3}}
    stopped = _count(CAPPED, papers)
    assert (stopped.lot_needed_between, stopped.lot_purpose) == ((1, 2), Purpose.ELECTION)
    drawn = _count(CAPPED, papers, lots=Seeded("dice", "board"))
    (sentence,) = stage_sentences(drawn, Ballots(3, 1, {}, ("A", "B", "C")))
    assert "A and B stood equal at 5: by lot" in sentence


def test_spoilt_papers_and_those_for_nobody_left_have_no_weight() -> None:
    """Four crosses for one place spoil the paper: its class has one paper less to share the weight."""
    counted = _count(_weighted(Worker=10, User=10), {"Worker": {"1": 4, "2": 1, "1 2": 5}, "User": {"2": 8}})
    assert counted.weights is not None
    assert [(each.papers, str(each.value)) for each in counted.weights.classes] == [(5, "2"), (8, "5/4")]
    assert counted.valid == 13


@pytest.mark.parametrize(("silent", "elected"), [("dropped", (1,)), ("nothing", ())])
def test_a_class_without_a_paper_is_dropped_or_counts_for_nobody(silent: str, elected: tuple[int, ...]) -> None:
    weighing = _weighted(silent, Worker=30, User=50)
    counted = _count(weighing, {"User": {"1": 6, "-1": 4}}, candidates=1, rule=Rule.CONFIRM)
    assert counted.elected == elected
    assert ("counts for nobody" in weights_sentence(counted)) is (silent == "nothing")


def test_a_yes_or_no_is_weighed_too() -> None:
    counted = _count(CAPPED, {"User": {"1": 5, "-1": 4}, "Investor": {"-1": 9}}, candidates=1, rule=Rule.CONFIRM)
    assert (_totals(counted), counted.exactly(counted.stages[0].against[0])) == (["5"], "5")
    assert counted.elected == ()
    assert "9 yes" not in stage_table(counted, Ballots(1, 1, {}, ("A",)))[1]


@pytest.mark.parametrize("rule", [rule for rule in Rule if rule.by_preference])
def test_no_published_rule_transfers_papers_worth_less_than_a_vote(rule: Rule) -> None:
    with pytest.raises(NoWeightsByPreference, match="block or approval"):
        _count(CAPPED, {"User": {"1 2": 5}}, rule=rule)


def test_a_class_of_few_papers_is_not_told_apart() -> None:
    few = _count(CAPPED, {"User": {"1": 30}, "Investor": {"2": 4}})
    enough = _count(CAPPED, {"User": {"1": 30}, "Investor": {"2": 5}})
    names = Ballots(3, 1, {}, ("A", "B", "C"))
    assert [head.label for head in stage_cells(few, names).heads] == [""]
    assert [head.label for head in stage_cells(enough, names).heads] == ["User", "Investor", "Together"]
    assert "votes" not in count_facts(few)["weights"]["classes"][1]
    assert count_facts(enough)["weights"]["classes"][1]["votes"] == {"1": 0, "2": 5, "3": 0}
    assert "Investor" not in "".join(stage_table(few, names))
    assert "Investor" in stage_table(enough, names)[0]


def test_unreadable_fractions_are_decimals_that_tell_any_two_totals_apart() -> None:
    counted = _count(_weighted(Worker=26, User=74), {"Worker": {"1": 97}, "User": {"1": 1000, "2": 89}})
    assert counted.weights is not None
    first, second = (counted.say(votes) for votes in (counted.stages[0].votes[0], counted.stages[0].votes[0] + 1))
    assert first.endswith("…")
    assert first != second


def test_the_fingerprints_are_of_the_weights_and_of_the_boxes_too() -> None:
    papers = {"User": {"1": 30}, "Investor": {"2": 12}}
    parts = {name: contest(1, 3, each) for name, each in papers.items()}
    swapped = {"User": parts["Investor"], "Investor": parts["User"]}
    names = together(parts, Ballots(3, 1, {}))
    assert class_fingerprint(names, ClassPapers(CAPPED, parts)) != class_fingerprint(
        names, ClassPapers(CAPPED, swapped)
    )
    narrower = Weighing("capped", CAPPED.classes, ClassVoting(cap=Fraction(5)))
    assert count_fingerprint(_count(CAPPED, papers)) != count_fingerprint(_count(narrower, papers))


_MARKS = st.dictionaries(
    st.lists(st.integers(1, 4), min_size=1, max_size=2, unique=True).map(lambda marks: tuple(sorted(marks))),
    st.integers(1, 30),
    max_size=6,
)


def _counted(weighing: Weighing, papers: Mapping[str, Mapping[tuple[int, ...], int]], rule: Rule) -> Count:
    parts = {name: Ballots(4, 2, each) for name, each in papers.items()}
    return count(
        together(parts, Ballots(4, 2, {})), rule, Seeded("dice", "board"), classes=ClassPapers(weighing, parts)
    )  # fmt: skip


@pytest.mark.parametrize("rule", [Rule.BLOCK, Rule.APPROVAL])
@unhurried
@given(_MARKS, _MARKS)
def test_where_each_paper_counts_one_the_count_is_that_without_classes(
    rule: Rule, users: dict[tuple[int, ...], int], workers: dict[tuple[int, ...], int]
) -> None:
    parts = {"User": users, "Worker": workers}
    many = {name: sum(each.values()) for name, each in parts.items()}
    same = _counted(_weighted(**{name: papers or 1 for name, papers in many.items()}), parts, rule)
    plain = together({name: Ballots(4, 2, each) for name, each in parts.items()}, Ballots(4, 2, {}))
    unweighted = count(plain, rule, Seeded("dice", "board"))
    assert (same.elected, same.stages[0].votes) == (unweighted.elected, unweighted.stages[0].votes)


@pytest.mark.parametrize("rule", [Rule.BLOCK, Rule.APPROVAL])
@unhurried
@given(_MARKS, _MARKS, st.fractions(Fraction(1, 7), 40))
def test_the_scale_of_the_weights_changes_nobody_s_place(
    rule: Rule, users: dict[tuple[int, ...], int], workers: dict[tuple[int, ...], int], scale: Fraction
) -> None:
    parts = {"User": users, "Worker": workers}
    one = _counted(_weighted(User=74, Worker=26), parts, rule)
    other = _counted(_weighted(User=74 * scale, Worker=26 * scale), parts, rule)
    assert one.elected == other.elected
    assert [one.weights.fraction(v) * scale for v in one.stages[0].votes] == [  # type: ignore[union-attr]
        other.weights.fraction(v) for v in other.stages[0].votes  # type: ignore[union-attr]
    ]  # fmt: skip


@unhurried
@given(_MARKS, _MARKS, st.randoms(use_true_random=False))
def test_the_order_of_papers_and_of_classes_never_matters(
    users: dict[tuple[int, ...], int], investors: dict[tuple[int, ...], int], dice: st.DataObject
) -> None:
    shuffled = list(investors.items())
    dice.shuffle(shuffled)  # type: ignore[attr-defined]
    first = _counted(CAPPED, {"User": users, "Investor": investors}, Rule.BLOCK)
    second = _counted(CAPPED, {"Investor": dict(shuffled), "User": users}, Rule.BLOCK)
    assert first == second


@unhurried
@given(st.integers(0, 400), st.integers(1, 400), st.fractions(Fraction(1), 60))
def test_investors_never_have_more_than_the_cap(users: int, investors: int, cap: Fraction) -> None:
    values = Weighing("capped", CAPPED.classes, ClassVoting(cap=cap)).values({"User": users, "Investor": investors})
    theirs = values["Investor"] * investors
    assert theirs * 100 <= cap * (users + theirs)
    assert values["Investor"] == 1 or theirs * 100 == cap * (users + theirs)
