"""A third of the board retires, longest serving first (domain reference §7.1; §9, scenario 43)."""

from datetime import date

import pytest

from coopdesk.domain.elections.lots import Entered, LotNotAmongThem, NoLots, Seeded
from coopdesk.domain.elections.retirement import Serving, a_third, retirement


@pytest.mark.parametrize(
    ("board", "go"), [(0, 0), (1, 0), (2, 1), (3, 1), (4, 1), (5, 2), (7, 2), (8, 3), (9, 3), (10, 3)]
)
def test_a_third_to_the_nearest_whole_number(board: int, go: int) -> None:
    assert a_third(board) == go


def test_the_longest_serving_go_first() -> None:
    board = [Serving(number, date(2030 - number, 5, 1)) for number in range(1, 10)]
    assert retirement(board, NoLots()).retiring == (9, 8, 7)


def test_four_equally_long_serving_of_eight_draw_lots_for_three() -> None:
    board = [Serving(number, date(2021, 5, 1) if number <= 4 else date(2023, 5, 1)) for number in range(1, 9)]
    assert retirement(board, NoLots()).lot_needed_between == (1, 2, 3, 4)
    drawn = retirement(board, Entered([(4, "a hat"), (1, "a hat"), (3, "a hat")]))
    assert (drawn.retiring, len(drawn.lots), drawn.lot_needed_between) == ((4, 1, 3), 3, None)
    assert retirement(board, Seeded("dice", "2026")) == retirement(board, Seeded("dice", "2026"))
    with pytest.raises(LotNotAmongThem):
        retirement(board, Entered([(8, "a hat")]))


def test_no_lot_where_all_who_are_level_go() -> None:
    board = [
        Serving(1, date(2020, 1, 1)),
        Serving(2, date(2020, 1, 1)),
        *(Serving(n, date(2022, 1, 1)) for n in (3, 4, 5)),
    ]
    assert retirement(board, NoLots()).retiring == (1, 2)
