"""No more candidates than places (domain §9, scenario 41)."""

import pytest

from coopdesk.domain.elections.unopposed import Confirmation, ElectionContested, confirmed, elected_unopposed


def test_eight_for_eight_places_are_elected_unopposed() -> None:
    assert elected_unopposed(range(8, 0, -1), 8) == tuple(range(1, 9))


def test_nine_for_eight_need_a_ballot() -> None:
    with pytest.raises(ElectionContested, match="9 candidates for 8 places"):
        elected_unopposed(range(1, 10), 8)


def test_a_confirmatory_vote_needs_more_yes_than_no() -> None:
    votes = [Confirmation(1, 30, 4), Confirmation(2, 10, 10), Confirmation(3, 0, 0), Confirmation(4, 1, 0)]
    assert confirmed(votes, 5) == (1, 4)
    with pytest.raises(ElectionContested):
        confirmed(votes, 3)
