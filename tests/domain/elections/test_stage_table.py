"""The stage table on a terminal."""

from coopdesk.domain.elections.counting import count
from coopdesk.domain.elections.record import Rule
from coopdesk.domain.elections.stage_table import WIDTH, stage_table
from tests.domain.elections.contests import contest


def test_a_row_for_each_candidate_with_change_and_total() -> None:
    ballots = contest(1, 3, {"1": 4, "2": 3, "3 2": 2})
    assert stage_table(count(ballots, Rule.ERS97), ballots) == [
        "Candidate          1: first       2: out 3",
        "1 Candidate 1          4.00           4.00",
        "2 Candidate 2          3.00    +2.00  5.00*",
        "3 Candidate 3          2.00    −2.00  0.00",
        "Non-transferable       0.00           0.00",
        "Total                  9.00           9.00",
    ]


def test_a_wide_table_goes_on_below_with_the_candidates_repeated() -> None:
    papers = {" ".join(map(str, [each, *range(1, each)])): 20 + each for each in range(1, 16)}
    ballots = contest(1, 15, papers)
    lines = stage_table(count(ballots, Rule.SCOTTISH), ballots)
    assert max(map(len, lines)) <= WIDTH
    assert sum(line.startswith("Candidate  ") for line in lines) > 1
    assert sum(line.startswith("Total") for line in lines) == sum(line.startswith("Candidate  ") for line in lines)
