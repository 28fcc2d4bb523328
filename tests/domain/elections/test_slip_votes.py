"""Marked boxes: what they say, and what is left to people."""

import pytest

from coopdesk.domain.elections.record import Rule
from coopdesk.domain.elections.slip_votes import (
    crosses_doubt,
    crosses_entered,
    grid_doubt,
    grid_entered,
    limit_of,
    yes_no_doubt,
    yes_no_entered,
)


def test_a_ranking_is_entered_in_order_of_choice() -> None:
    # Three names, three choices each: the second name first, the third name second.
    assert grid_doubt((3, 7), 3) == ""
    assert grid_entered((3, 7), 3) == "2 3"
    assert grid_entered((2, 4, 6), 3) == "3 2 1"


@pytest.mark.parametrize(
    ("marked", "doubt"),
    [
        ((), "no box is marked"),
        ((0, 1), "name 1 has more than one choice"),
        ((0, 3), "choice 1 stands beside more than one name"),
        ((0, 5), "choice 2 is left out"),
        ((1,), "choice 1 is left out"),
    ],
)
def test_a_ranking_that_is_not_plain_is_a_doubt(marked: tuple[int, ...], doubt: str) -> None:
    assert grid_doubt(marked, 3) == doubt


def test_crosses_up_to_the_places_and_no_more() -> None:
    assert crosses_doubt((0, 2), 2, exactly=False) == ""
    assert crosses_entered((0, 2)) == "1 3"
    assert crosses_doubt((0, 1, 2), 2, exactly=False) == "3 boxes are marked, and there are 2 places"
    assert crosses_doubt((0, 1), 1, exactly=False) == "2 boxes are marked, and there is 1 place"
    assert crosses_doubt((0,), 2, exactly=True) == "only 1 box is marked, and the rules ask for exactly 2"
    assert crosses_doubt((), 2, exactly=False) == "no box is marked"


def test_a_yes_and_a_no_to_one_name_is_a_doubt() -> None:
    assert yes_no_doubt((0, 3)) == ""
    assert yes_no_entered((0, 3)) == "1 -2"
    assert yes_no_doubt((2, 3)) == "name 2 has both a yes and a no"
    assert yes_no_doubt(()) == "no box is marked"


def test_approval_sets_no_limit() -> None:
    assert limit_of(Rule.APPROVAL, 2) == 0
    assert limit_of(Rule.BLOCK, 2) == 2
    assert crosses_doubt(tuple(range(9)), limit_of(Rule.APPROVAL, 2), exactly=False) == ""
