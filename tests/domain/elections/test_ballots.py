"""A paper's numbers are read to the first missing or repeated one; whoever withdrew is passed over."""

import pytest

from coopdesk.domain.elections.ballots import Ballots, Spoilt, pass_over, read_marks
from coopdesk.domain.elections.counting import NobodyStands, count, without_withdrawn
from coopdesk.domain.elections.record import Rule


@pytest.mark.parametrize(
    ("marks", "read"),
    [
        ([1, 2, 3], (1, 2, 3)),
        ([3, None, 1], (3,)),  # no 2
        ([2, 1, 2], (2,)),  # two 2s
        ([1, 1, 2], ()),  # two 1s
        ([None, 2, 3], ()),  # no 1
        ([None, None], ()),
        ([1, 3, 4], (1,)),
        ([0, 1, 2], (2, 3)),  # a 0 is no preference
    ],
)
def test_numbers_are_read_to_the_first_missing_or_repeated(marks: list[int | None], read: tuple[int, ...]) -> None:
    assert read_marks(marks) == read


def test_papers_pass_over_whoever_withdrew_and_join_those_they_now_equal() -> None:
    papers = {(2, 1): 3, (1,): 4, (2,): 5}
    assert pass_over(papers, [2]) == ({(1,): 7}, 5)
    ballots = Ballots(2, 1, papers, withdrawn=frozenset([2]), spoilt={Spoilt.BLANK: 1})
    standing = without_withdrawn(ballots)
    assert standing.valid == 7
    assert standing.spoilt == {Spoilt.BLANK: 1, Spoilt.ONLY_WITHDRAWN: 5}
    assert count(ballots, Rule.SCOTTISH).elected == (1,)


@pytest.mark.parametrize("rule", list(Rule))
def test_nobody_is_elected_where_everybody_withdrew(rule: Rule) -> None:
    with pytest.raises(NobodyStands, match="All 1 places stay vacant"):
        count(Ballots(2, 1, {(1,): 1}, withdrawn=frozenset([1, 2])), rule)
