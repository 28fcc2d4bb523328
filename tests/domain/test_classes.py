"""Class votes weigh exactly: whatever the figures, no class and no investor has more than the rules give."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopdesk.domain.classes import ClassCounts, ClassVoting, fails_in, investor_factor, weigh
from coopdesk.domain.counts import Counts
from coopdesk.domain.rules import NAMED_MAJORITIES, ResolutionRule

votes = st.integers(0, 10_000)
WEIGHTED = ResolutionRule("ordinary", NAMED_MAJORITIES["ordinary"], class_vote="weighted")


@given(users=votes, investors=votes, cap=st.fractions(min_value=1, max_value=99))
def test_investors_together_never_have_more_than_the_cap(users: int, investors: int, cap: Fraction) -> None:
    factor = investor_factor(users, investors, cap)
    assert 0 <= factor <= 1
    assert 100 * factor * investors <= cap * (users + factor * investors)
    if factor < 1 and users:
        assert 100 * factor * investors == cap * (users + factor * investors)


def test_a_community_anchor_with_26_per_cent_blocks_three_quarters_alone() -> None:
    anchor = ClassCounts("Anchor", Counts(0, 1), Fraction(26))
    members = ClassCounts("Member", Counts(900, 0), Fraction(74))
    weighed = weigh((anchor, members), WEIGHTED, ClassVoting())
    assert weighed is not None
    assert (weighed.votes_for, weighed.base) == (Fraction(74), Fraction(100))
    assert not NAMED_MAJORITIES["three-quarters"].holds(weighed.votes_for, weighed.base)


@pytest.mark.parametrize(("silent", "base"), [("dropped", 60), ("nothing", 100)])
def test_a_class_that_casts_nothing_is_dropped_or_counts_with_nothing_for(silent: str, base: int) -> None:
    parts = (ClassCounts("A", Counts(5, 0), Fraction(60)), ClassCounts("B", Counts(0, 0, 3), Fraction(40)))
    voting = ClassVoting(silent)  # type: ignore[arg-type]
    weighed = weigh(parts, WEIGHTED, voting)
    assert weighed is not None
    assert (weighed.votes_for, weighed.base) == (Fraction(60), Fraction(base))
    assert fails_in(parts, voting) == (() if silent == "dropped" else ("B",))


@given(st.lists(st.tuples(votes, votes, st.integers(1, 100)), min_size=1, max_size=5))
def test_weights_for_never_exceed_weights_of_all(rows: list[tuple[int, int, int]]) -> None:
    parts = tuple(ClassCounts(str(place), Counts(f, a), Fraction(w)) for place, (f, a, w) in enumerate(rows))
    weighed = weigh(parts, WEIGHTED, ClassVoting("nothing"))
    assert weighed is not None
    assert 0 <= weighed.votes_for <= weighed.base == sum(part.weight for part in parts)
